package org.ketascreen.language;

import java.util.List;
import java.util.Locale;
import org.ketascreen.fact.Routes;

/**
 * What a template leaves open: how far it goes in a line, and what may be written there. By hand,
 * since a JVM that has just begun is slow at regular expressions, and a rulebase has a thousand
 * lines.
 */
enum OpenPlace {
  NAME,
  RESULT,
  SEVERITY,
  ROUTE,
  NUMBER,
  FACTOR,
  WINDOW,
  DURATION,
  QUANTITY,
  DOSE,
  QUANTITIES;

  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_UNIT = 20;
  private static final int MOST_QUANTITIES = 8;
  private static final List<String> SEVERITIES = List.of("mild", "moderate", "severe");
  private static final List<String> SHORT_TIMES = List.of("minute", "hour");
  private static final List<String> TIMES =
      List.of("minute", "hour", "day", "week", "month", "year");

  static OpenPlace named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Returns its name in a template. */
  String placeName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns where what is written at a place of a line ends, or -1 if it does not. */
  int end(String line, int from) {
    return switch (this) {
      case NAME, RESULT, SEVERITY, ROUTE ->
          line.startsWith("\"", from) ? line.indexOf('"', from + 1) + 1 : -1;
      case NUMBER, FACTOR -> wordEnd(line, from);
      case WINDOW, DURATION, QUANTITY, DOSE -> {
        int number = wordEnd(line, from);
        yield number == line.length() ? -1 : wordEnd(line, number + 1);
      }
      case QUANTITIES -> line.length();
    };
  }

  private static int wordEnd(String line, int from) {
    int blank = line.indexOf(' ', from);
    return blank < 0 ? line.length() : blank;
  }

  private boolean isQuoted() {
    return compareTo(ROUTE) <= 0;
  }

  /** Returns what is written, without quotes. */
  String value(String line, int from, int end) {
    return isQuoted() ? line.substring(from + 1, end - 1) : line.substring(from, end);
  }

  /** Whether this may be written there. */
  boolean takes(String line, int from, int end) {
    return end > from && takes(value(line, from, end));
  }

  private boolean takes(String value) {
    return switch (this) {
      case NAME, RESULT -> isTitle(value);
      case SEVERITY -> SEVERITIES.contains(value);
      case ROUTE -> Routes.names().contains(value);
      case NUMBER -> isCount(value, 4);
      case FACTOR -> isFactor(value);
      case WINDOW -> isTime(value, TIMES);
      case DURATION -> isTime(value, SHORT_TIMES);
      case QUANTITY, DOSE -> isQuantity(value);
      case QUANTITIES -> isListOfQuantities(value);
    };
  }

  private static boolean isTitle(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '{' || c == '}' || c == '\\') {
        return false;
      }
    }
    return !value.isEmpty() && value.codePointCount(0, value.length()) <= LONGEST_TITLE;
  }

  /** Whether it is a whole number from 1. */
  private static boolean isCount(String value, int mostDigits) {
    return isDigits(value, mostDigits) && value.charAt(0) != '0';
  }

  private static boolean isDigits(String value, int most) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return !value.isEmpty() && value.length() <= most;
  }

  /** Whether it is a whole number, or a decimal fraction of at most so many digits. */
  private static boolean isDecimal(String value, int mostBefore, int mostAfter) {
    int point = value.indexOf('.');
    String whole = point < 0 ? value : value.substring(0, point);
    return (whole.equals("0") || isCount(whole, mostBefore))
        && (point < 0 || isDigits(value.substring(point + 1), mostAfter));
  }

  /** A factor is above 0, and below 1 does not end in a 0. */
  private static boolean isFactor(String value) {
    return isDecimal(value, 3, 3)
        && !value.equals("0")
        && !(value.startsWith("0.") && value.endsWith("0"));
  }

  private static boolean isTime(String value, List<String> units) {
    int blank = value.indexOf(' ');
    String unit = value.substring(blank + 1);
    return blank > 0
        && isCount(value.substring(0, blank), 4)
        && (units.contains(unit)
            || (unit.endsWith("s") && units.contains(unit.substring(0, unit.length() - 1))));
  }

  private static boolean isQuantity(String value) {
    int blank = value.indexOf(' ');
    return blank > 0
        && isDecimal(value.substring(0, blank), 7, 6)
        && isUnit(value.substring(blank + 1));
  }

  private static boolean isUnit(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return !value.isEmpty() && value.length() <= LONGEST_UNIT;
  }

  private static boolean isListOfQuantities(String value) {
    String[] each = value.split(", ", -1);
    for (String quantity : each) {
      if (quantity.indexOf(',') >= 0 || !isQuantity(quantity)) {
        return false;
      }
    }
    return each.length <= MOST_QUANTITIES;
  }
}
