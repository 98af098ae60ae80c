package org.ketascreen.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
   * and {@code {dose}} a number and a UCUM unit, {@code {quantities}} up to eight of them at the
   * end, {@code {factor}} a number above 0 that may have a fraction, {@code {result}} the title of
   * a value set in quotes. After what is not in quotes a blank follows, or nothing.
   */
  static final class Template {

    private final String text;

    /** What stands before each place, and after the last. */
    private final List<String> between = new ArrayList<>();

    private final List<OpenPlace> places = new ArrayList<>();

    /** Made when first needed; to make it twice does no harm. */
    private @Nullable String readable;

    Template(String text) {
      this.text = text;
      int from = 0;
      for (int place = text.indexOf('{'); place >= 0; place = text.indexOf('{', from)) {
        between.add(text.substring(from, place));
        from = text.indexOf('}', place) + 1;
        places.add(OpenPlace.named(text.substring(place + 1, from - 1)));
      }
      between.add(text.substring(from));
    }

    /** Returns what the line says in the open places, or {@code null} if it is another line. */
    @Nullable Args match(String line) {
      if (!line.startsWith(between.get(0)) || !line.endsWith(between.get(places.size()))) {
        return null;
      }
      List<String> values = new ArrayList<>(places.size());
      int at = between.get(0).length();
      for (int i = 0; i < places.size(); i++) {
        OpenPlace place = places.get(i);
        int end = place.end(line, at);
        String next = between.get(i + 1);
        if (end < 0 || !line.startsWith(next, end) || !place.takes(line, at, end)) {
          return null;
        }
        values.add(place.value(line, at, end));
        at = end + next.length();
      }
      return at == line.length() ? args(values) : null;
    }

    private Args args(List<String> values) {
      String name = null;
      Integer number = null;
      Window window = null;
      Quantity quantity = null;
      Map<String, String> more = new HashMap<>();
      for (int i = 0; i < values.size(); i++) {
        String value = values.get(i);
        switch (places.get(i)) {
          case NAME, SEVERITY, ROUTE -> name = value;
          case NUMBER -> number = Integer.valueOf(value);
          case WINDOW, DURATION -> window = window(value);
          case QUANTITY, DOSE -> quantity = Quantity.parse(value);
          default -> more.put(places.get(i).placeName(), value);
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
