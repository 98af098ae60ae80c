package org.ketascreen.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ketascreen.fact.Routes;
import org.ketascreen.fact.Window;
import org.ketascreen.record.Quantity;

/** What a line says in the places that a template leaves open. Immutable and thread-safe. */
record Args(
    @Nullable String name,
    @Nullable Integer number,
    @Nullable Window window,
    @Nullable Quantity quantity) {

  String theName() {
    return Objects.requireNonNull(name, "name");
  }

  int theNumber() {
    return Objects.requireNonNull(number, "number");
  }

  int amount() {
    return theWindow().amount();
  }

  String unitOfTime() {
    return theWindow().unit().name().toLowerCase(Locale.ROOT) + (amount() == 1 ? "" : "s");
  }

  Window theWindow() {
    return Objects.requireNonNull(window, "window");
  }

  String limit() {
    return Objects.requireNonNull(quantity, "quantity").value().toPlainString();
  }

  String unit() {
    return Objects.requireNonNull(Objects.requireNonNull(quantity, "quantity").unit(), "unit");
  }

  /** Writes them into the open places of a piece of DRL. */
  String fill(String drl) {
    String filled = drl;
    if (name != null) {
      filled = filled.replace("{name}", "\"" + name + "\"");
    }
    if (number != null) {
      filled = filled.replace("{number}", number.toString());
    }
    if (window != null) {
      filled = filled.replace("{window}", amount() + ", \"" + unitOfTime() + "\"");
    }
    if (quantity != null) {
      filled = filled.replace("{quantity}", "\"" + limit() + "\", \"" + unit() + "\"");
    }
    return filled;
  }

  /**
   * A line with open places: {@code {name}} a title in quotes, {@code {severity}} mild, moderate or
   * severe in quotes, {@code {route}} a route in quotes, {@code {number}}, {@code {window}} a
   * number and a unit of time, {@code {quantity}} a number and a UCUM unit.
   */
  static final class Template {

    private static final Pattern PLACE =
        Pattern.compile("\\{(name|severity|route|number|window|quantity)}");

    private final String text;
    private final Pattern pattern;
    private final List<String> places = new ArrayList<>();

    Template(String text) {
      this.text = text;
      StringBuilder regex = new StringBuilder();
      Matcher place = PLACE.matcher(text);
      int end = 0;
      while (place.find()) {
        regex.append(Pattern.quote(text.substring(end, place.start())));
        regex.append(regexOf(place.group(1)));
        places.add(place.group(1));
        end = place.end();
      }
      regex.append(Pattern.quote(text.substring(end)));
      this.pattern = Pattern.compile(regex.toString());
    }

    private static String regexOf(String place) {
      return switch (place) {
        case "name" -> "\"([^\"{}\\\\]{1,200})\"";
        case "severity" -> "\"(mild|moderate|severe)\"";
        case "route" -> "\"(" + String.join("|", new TreeSet<>(Routes.names())) + ")\"";
        case "number" -> "([1-9][0-9]{0,3})";
        case "window" -> "([1-9][0-9]{0,3} (?:hour|day|week|month|year)s?)";
        default -> "((?:0|[1-9][0-9]{0,6})(?:[.][0-9]{1,6})? [!#-\\[\\]-~]{1,20})";
      };
    }

    /** Returns what the line says in the open places, or {@code null} if it is another line. */
    @Nullable Args match(String line) {
      Matcher matcher = pattern.matcher(line);
      if (!matcher.matches()) {
        return null;
      }
      String name = null;
      Integer number = null;
      Window window = null;
      Quantity quantity = null;
      for (int i = 0; i < places.size(); i++) {
        String value = matcher.group(i + 1);
        switch (places.get(i)) {
          case "name", "severity", "route" -> name = value;
          case "number" -> number = Integer.valueOf(value);
          case "window" -> window = window(value);
          default -> quantity = Quantity.parse(value);
        }
      }
      return new Args(name, number, window, quantity);
    }

    static Window window(String value) {
      int blank = value.indexOf(' ');
      return Window.of(Integer.parseInt(value.substring(0, blank)), value.substring(blank + 1));
    }

    /** Returns the template as a rule author reads it. */
    @Override
    public String toString() {
      return text.replace("{name}", "\"...\"")
          .replace("{severity}", "\"moderate\"")
          .replace("{route}", "\"intravenous\"")
          .replace("{number}", "N")
          .replace("{window}", "6 weeks")
          .replace("{quantity} a day", "40 mg a day")
          .replace("{quantity}", "140 mm[Hg]");
    }
  }
}
