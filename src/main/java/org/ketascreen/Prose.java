package org.ketascreen;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ketascreen.record.AsOf;

/** Dates, durations, numbers and lists in English, whatever the machine's language. */
final class Prose {

  private Prose() {}

  /** Returns {@code 14 December 2026}. */
  static String day(LocalDate day) {
    String month = day.getMonth().name();
    return day.getDayOfMonth()
        + " "
        + month.charAt(0)
        + month.substring(1).toLowerCase(Locale.ROOT)
        + " "
        + day.getYear();
  }

  /** Returns {@code 14 December 2026 at 09:30}, without the time at midnight. */
  static String moment(OffsetDateTime moment, ZoneOffset offset) {
    OffsetDateTime there = moment.withOffsetSameInstant(offset);
    LocalTime time = there.toLocalTime();
    String day = day(there.toLocalDate());
    return time.equals(LocalTime.MIDNIGHT) ? day : day + " at " + time;
  }

  /** Returns {@code 15 June 2026 at 09:00 (UTC+02:00)}. */
  static String asOf(AsOf asOf) {
    String offset = asOf.offset().equals(ZoneOffset.UTC) ? "UTC" : "UTC" + asOf.offset();
    String when =
        asOf.wholeDay()
            ? day(asOf.day()) + ", the whole day"
            : day(asOf.day())
                + " at "
                + asOf.span().earliest().atOffset(asOf.offset()).toLocalTime();
    return when + " (" + offset + ")";
  }

  /** Returns an ISO 8601 duration in words: {@code 24 hours}, {@code 6 weeks}. */
  static String duration(String iso) {
    try {
      return iso.startsWith("PT") ? hours(Duration.parse(iso)) : days(Period.parse(iso));
    } catch (DateTimeParseException | ArithmeticException e) {
      return iso;
    }
  }

  private static String hours(Duration duration) {
    return duration.toMinutesPart() == 0
        ? count(duration.toHours(), "hour")
        : count(duration.toMinutes(), "minute");
  }

  private static String days(Period period) {
    List<String> parts = new ArrayList<>();
    addIfAny(parts, period.getYears(), "year");
    addIfAny(parts, period.getMonths(), "month");
    long days = period.get(ChronoUnit.DAYS);
    boolean inWeeks = days >= 14 && days % 7 == 0;
    addIfAny(parts, inWeeks ? days / 7 : days, inWeeks ? "week" : "day");
    return list(parts);
  }

  private static void addIfAny(List<String> parts, long number, String unit) {
    if (number != 0) {
      parts.add(count(number, unit));
    }
  }

  /** Returns {@code 1 hour}, {@code 2 hours}. */
  static String count(long number, String one) {
    return count(number, one, one + "s");
  }

  /** Returns {@code 1 entry}, {@code 2 entries}. */
  static String count(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  /** Returns {@code a, b and c}. */
  static String list(List<String> items) {
    int last = items.size() - 1;
    return last < 1
        ? String.join("", items)
        : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
  }

  /** Returns {@code a, b and 3 more}: so many items, and how many there are beyond. */
  static String first(int most, List<String> items) {
    List<String> shown = new ArrayList<>(items.subList(0, Math.min(most, items.size())));
    if (items.size() > most) {
      shown.add(items.size() - most + " more");
    }
    return list(shown);
  }

  /** Returns each item once, in order of first occurrence, with how often it occurs. */
  static Map<String, Integer> tally(List<String> items) {
    Map<String, Integer> tally = new LinkedHashMap<>();
    items.forEach(item -> tally.merge(item, 1, Integer::sum));
    return tally;
  }

  /** Returns a kebab-case word of a report with blanks. */
  static String words(String code) {
    return code.replace('-', ' ');
  }

  /** Says how far a rulebase may be trusted. */
  static String status(String status) {
    return switch (status) {
      case "unreviewed" -> "unreviewed: no clinician has reviewed these rules yet";
      case "retired" -> "retired: use a later version";
      default -> status;
    };
  }
}
