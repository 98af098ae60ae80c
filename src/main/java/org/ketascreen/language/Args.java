package org.ketascreen.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    @Nullable Quantity quantity,
    Map<String, String> more) {

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

  /** Returns what stands in an open place that only one sentence has. */
  String theOther(String place) {
    return Objects.requireNonNull(more.get(place), place);
  }

  @Nullable String result() {
    return more.get("result");
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
      String written = amount() + ", \"" + unitOfTime() + "\"";
      filled = filled.replace("{window}", written).replace("{duration}", written);
    }
    if (quantity != null) {
      String written = "\"" + limit() + "\", \"" + unit() + "\"";
      filled = filled.replace("{quantity}", written).replace("{dose}", written);
    }
    for (Map.Entry<String, String> each : more.entrySet()) {
      filled = filled.replace("{" + each.getKey() + "}", "\"" + each.getValue() + "\"");
    }
    return filled;
  }

  /**
   * A line with open places: {@code {name}} a title in quotes, {@code {severity}} mild, moderate or
   * severe in quotes, {@code {route}} a route in quotes, {@code {number}}, {@code {window}} a
   * number and a unit of time, {@code {duration}} the same in minutes or hours, {@code {quantity}}
   * and {@code {dose}} a number and a UCUM unit, {@code {quantities}} up to eight of them, {@code
   * {factor}} a number above 0 that may have a fraction, {@code {result}} the title of a value set
   * in quotes.
   */
  static final class Template {

    private static final Pattern PLACE =
        Pattern.compile(
            "\\{(name|severity|route|number|window|duration|quantity|dose|quantities|factor|result)}");

    /** One of a list, so without a comma. */
    private static final String QUANTITY =
        "(?:0|[1-9][0-9]{0,6})(?:[.][0-9]{1,6})? [!#-+\\x2d-\\[\\]-~]{1,20}";

    private final String text;

    /** What a line must begin with; most lines are told apart by it. */
    private final String beginning;

    /** Made when first needed, as is the next; to make it twice does no harm. */
    private @Nullable Expression expression;

    private @Nullable String readable;

    Template(String text) {
      this.text = text;
      int place = text.indexOf('{');
      this.beginning = place < 0 ? text : text.substring(0, place);
    }

    /** A template as an expression, and its open places in their order. */
    private record Expression(Pattern pattern, List<String> places) {}

    private static Expression expression(String text) {
      List<String> places = new ArrayList<>();
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
      return new Expression(Pattern.compile(regex.toString()), places);
    }

    private static String regexOf(String place) {
      return switch (place) {
        case "name", "result" -> "\"([^\"{}\\\\]{1,200})\"";
        case "severity" -> "\"(mild|moderate|severe)\"";
        case "route" -> "\"(" + String.join("|", new TreeSet<>(Routes.names())) + ")\"";
        case "number" -> "([1-9][0-9]{0,3})";
        case "window" -> "([1-9][0-9]{0,3} (?:minute|hour|day|week|month|year)s?)";
        case "duration" -> "([1-9][0-9]{0,3} (?:minute|hour)s?)";
        case "factor" -> "([1-9][0-9]{0,2}(?:[.][0-9]{1,3})?|0[.][0-9]{0,2}[1-9])";
        case "quantities" -> "(" + QUANTITY + "(?:, " + QUANTITY + "){0,7})";
        default -> "((?:0|[1-9][0-9]{0,6})(?:[.][0-9]{1,6})? [!#-\\[\\]-~]{1,20})";
      };
    }

    /** Returns what the line says in the open places, or {@code null} if it is another line. */
    @Nullable Args match(String line) {
      if (!line.startsWith(beginning)) {
        return null;
      }
      Expression known = expression;
      if (known == null) {
        known = expression(text);
        expression = known;
      }
      List<String> places = known.places();
      Matcher matcher = known.pattern().matcher(line);
      if (!matcher.matches()) {
        return null;
      }
      String name = null;
      Integer number = null;
      Window window = null;
      Quantity quantity = null;
      Map<String, String> more = new HashMap<>();
      for (int i = 0; i < places.size(); i++) {
        String value = matcher.group(i + 1);
        switch (places.get(i)) {
          case "name", "severity", "route" -> name = value;
          case "number" -> number = Integer.valueOf(value);
          case "window", "duration" -> window = window(value);
          case "quantity", "dose" -> quantity = Quantity.parse(value);
          default -> more.put(places.get(i), value);
        }
      }
      return new Args(name, number, window, quantity, Map.copyOf(more));
    }

    static Window window(String value) {
      int blank = value.indexOf(' ');
      return Window.of(Integer.parseInt(value.substring(0, blank)), value.substring(blank + 1));
    }

    /** Returns the template as a rule author reads it. */
    @Override
    public String toString() {
      String known = readable;
      if (known == null) {
        known = readable();
        readable = known;
      }
      return known;
    }

    private String readable() {
      return text.replace("{name}", "\"...\"")
          .replace("{severity}", "\"moderate\"")
          .replace("{route}", "\"intravenous\"")
          .replace("{number}", "N")
          .replace("{window}", "6 weeks")
          .replace("{quantity} a day", "40 mg a day")
          .replace("{duration}", "40 minutes")
          .replace("{quantity}", "140 mm[Hg]")
          .replace("{dose}", "0.5 mg")
          .replace("{quantities}", "56 mg, 84 mg")
          .replace("{factor}", "N")
          .replace("{result}", "\"...\"");
    }
  }
}
