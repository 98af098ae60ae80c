package org.ketascreen.record;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * The moment a patient is screened for: an instant with the place of care's offset, or one whole
 * day there. There is no clock in this library; this is the only "now". Immutable and thread-safe.
 *
 * @param day the calendar day at the place of care, by which days, weeks, months and ages count
 * @param span the instant itself, or all of the day
 * @param offset the place of care's offset from UTC
 * @param wholeDay whether no time of day was given
 */
public record AsOf(LocalDate day, Interval span, ZoneOffset offset, boolean wholeDay) {

  /** Returns the given instant, cut to whole seconds, at the given offset. */
  public static AsOf of(OffsetDateTime moment) {
    Instant instant = moment.toInstant().truncatedTo(ChronoUnit.SECONDS);
    return new AsOf(
        moment.toLocalDate(), new Interval(instant, instant), moment.getOffset(), false);
  }

  /** Returns the whole of a day at the given offset. */
  public static AsOf day(LocalDate day, ZoneOffset offset) {
    Instant start = day.atStartOfDay().toInstant(offset);
    Instant end = day.plusDays(1).atStartOfDay().toInstant(offset).minusNanos(1);
    return new AsOf(day, new Interval(start, end), offset, true);
  }

  /**
   * Reads {@code 2026-06-15T09:00:00+02:00} or, for a whole day, {@code 2026-06-15+02:00} or {@code
   * 2026-06-15Z}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static AsOf parse(String text) {
    try {
      if (text.indexOf('T') > 0) {
        return of(OffsetDateTime.parse(text));
      }
      if (text.length() > 10) {
        return day(LocalDate.parse(text.substring(0, 10)), ZoneOffset.of(text.substring(10)));
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(expected(text), e);
    }
    throw new IllegalArgumentException(expected(text));
  }

  private static String expected(String text) {
    return "'"
        + text
        + "' is not a moment with an offset; write 2026-06-15T09:00:00+02:00, or 2026-06-15+02:00 for the whole day";
  }

  /** Returns the moment as {@link #parse} reads it. */
  @Override
  public String toString() {
    return wholeDay
        ? DateTimeFormatter.ISO_LOCAL_DATE.format(day) + offset
        : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(span.earliest().atOffset(offset));
  }
}
