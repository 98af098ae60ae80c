package org.ketascreen.record;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A FHIR date, dateTime or instant as written, with its precision: a year, a month, a day, or a
 * time with an offset. A time without an offset is read in the place of care's offset. Equal by its
 * text. Immutable and thread-safe.
 */
public final class RecordedTime {

  private final String text;
  private final Precision precision;
  private final LocalDateTime first;
  private final @Nullable ZoneOffset offset;

  private RecordedTime(
      String text, Precision precision, LocalDateTime first, @Nullable ZoneOffset offset) {
    this.text = text;
    this.precision = precision;
    this.first = first;
    this.offset = offset;
  }

  /** How exactly the source knew. */
  public enum Precision {
    YEAR,
    MONTH,
    DAY,
    TIME
  }

  /**
   * Reads {@code 2026}, {@code 2026-05}, {@code 2026-05-31}, {@code 2026-05-31T09:30:00+02:00},
   * with or without seconds, fraction and offset.
   *
   * @throws IllegalArgumentException if it is none of these, or no such day exists; the message
   *     does not repeat the text, which may be a patient's
   */
  public static RecordedTime parse(String text) {
    try {
      int t = text.indexOf('T');
      if (t > 0) {
        return parseTime(text, t);
      }
      return switch (text.length()) {
        case 4 ->
            new RecordedTime(text, Precision.YEAR, Year.parse(text).atDay(1).atStartOfDay(), null);
        case 7 ->
            new RecordedTime(
                text, Precision.MONTH, YearMonth.parse(text).atDay(1).atStartOfDay(), null);
        case 10 ->
            new RecordedTime(text, Precision.DAY, LocalDate.parse(text).atStartOfDay(), null);
        default -> throw notATime();
      };
    } catch (DateTimeException e) {
      throw notATime();
    }
  }

  private static RecordedTime parseTime(String text, int t) {
    boolean hasOffset = text.endsWith("Z") || text.indexOf('+', t) > 0 || text.indexOf('-', t) > 0;
    if (hasOffset) {
      OffsetDateTime time = OffsetDateTime.parse(text);
      return new RecordedTime(text, Precision.TIME, time.toLocalDateTime(), time.getOffset());
    }
    return new RecordedTime(text, Precision.TIME, LocalDateTime.parse(text), null);
  }

  private static IllegalArgumentException notATime() {
    return new IllegalArgumentException(
        "not a FHIR date or dateTime; write YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss+zz:zz");
  }

  /** Returns the precision of the text. */
  public Precision precision() {
    return precision;
  }

  /**
   * Returns every instant the text may mean; a time is taken as exact, whatever its precision.
   *
   * @param placeOfCare the offset in which days, months and years, and times without an offset, are
   *     read
   */
  public Interval in(ZoneOffset placeOfCare) {
    ZoneOffset zone = offset == null ? placeOfCare : offset;
    Instant start = first.toInstant(zone);
    Instant end =
        switch (precision) {
          case YEAR -> first.plusYears(1).toInstant(zone).minusNanos(1);
          case MONTH -> first.plusMonths(1).toInstant(zone).minusNanos(1);
          case DAY -> first.plusDays(1).toInstant(zone).minusNanos(1);
          case TIME -> start;
        };
    return new Interval(start, end);
  }

  /** Returns the first day the text may mean, as written (no offset is applied). */
  public LocalDate firstDay() {
    return first.toLocalDate();
  }

  /** Returns the last day the text may mean, as written (no offset is applied). */
  public LocalDate lastDay() {
    return switch (precision) {
      case YEAR -> first.plusYears(1).minusDays(1).toLocalDate();
      case MONTH -> first.plusMonths(1).minusDays(1).toLocalDate();
      case DAY, TIME -> first.toLocalDate();
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecordedTime that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(text);
  }

  /** Returns the text as the source wrote it. */
  @Override
  public String toString() {
    return text;
  }
}
