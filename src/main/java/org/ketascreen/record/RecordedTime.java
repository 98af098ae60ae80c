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

  /** Quarters of an hour between the offsets that Java knows, -18:00 and +18:00. */
  private static final int QUARTERS = 2 * 18 * 4 + 1;

  /** The offset of each quarter of an hour that was read; two threads may make the same. */
  private static final @Nullable ZoneOffset[] OFFSETS = new ZoneOffset[QUARTERS];

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
        case 10 -> new RecordedTime(text, Precision.DAY, day(text).atStartOfDay(), null);
        default -> throw notATime();
      };
    } catch (DateTimeException e) {
      throw notATime();
    }
  }

  /** The general parser takes ten times as long, and is left what is not plainly a day. */
  private static LocalDate day(String text) {
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    boolean plain = text.charAt(4) == '-' && text.charAt(7) == '-' && (year | month | day) >= 0;
    return plain ? LocalDate.of(year, month, day) : LocalDate.parse(text);
  }

  private static RecordedTime parseTime(String text, int t) {
    RecordedTime usual = parseUsual(text, t);
    if (usual != null) {
      return usual;
    }
    boolean hasOffset = text.endsWith("Z") || text.indexOf('+', t) > 0 || text.indexOf('-', t) > 0;
    if (hasOffset) {
      OffsetDateTime time = OffsetDateTime.parse(text);
      return new RecordedTime(text, Precision.TIME, time.toLocalDateTime(), time.getOffset());
    }
    return new RecordedTime(text, Precision.TIME, LocalDateTime.parse(text), null);
  }

  /**
   * Reads {@code YYYY-MM-DDThh:mm:ss}, a fraction or none, and Z or an offset: what records hold by
   * the hundred. The general parser takes ten times as long.
   *
   * @return {@code null} if the text is written in another way
   */
  private static @Nullable RecordedTime parseUsual(String text, int t) {
    if (t != 10
        || text.length() < 20
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':') {
      return null;
    }
    int end = 19;
    int nanos = 0;
    if (text.charAt(19) == '.') {
      end = 20;
      int unit = 1_000_000_000;
      while (end < text.length() && end < 29 && isDigit(text.charAt(end))) {
        unit /= 10;
        nanos += unit * (text.charAt(end) - '0');
        end++;
      }
      if (end == 20) {
        return null;
      }
    }
    ZoneOffset offset = usualOffset(text, end);
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    boolean digits = (year | month | day | hour | minute | second) >= 0;
    return offset == null || !digits
        ? null
        : new RecordedTime(
            text,
            Precision.TIME,
            LocalDateTime.of(year, month, day, hour, minute, second, nanos),
            offset);
  }

  private static @Nullable ZoneOffset usualOffset(String text, int at) {
    if (at == text.length() - 1 && text.charAt(at) == 'Z') {
      return ZoneOffset.UTC;
    }
    boolean isOffset =
        at == text.length() - 6
            && (text.charAt(at) == '+' || text.charAt(at) == '-')
            && text.charAt(at + 3) == ':';
    int hours = isOffset ? number(text, at + 1, at + 3) : -1;
    int minutes = isOffset ? number(text, at + 4, at + 6) : -1;
    if (hours < 0 || minutes < 0 || minutes > 59) {
      return null;
    }
    int total = 60 * hours + minutes;
    return offset(text.charAt(at) == '-' ? -total : total);
  }

  /** Java looks an offset up in a map of all threads; a record says the same ones for ever. */
  private static ZoneOffset offset(int minutes) {
    int quarter = QUARTERS / 2 + minutes / 15;
    if (minutes % 15 != 0 || quarter < 0 || quarter >= QUARTERS) {
      return ZoneOffset.ofTotalSeconds(60 * minutes);
    }
    ZoneOffset offset = OFFSETS[quarter];
    if (offset == null) {
      offset = ZoneOffset.ofTotalSeconds(60 * minutes);
      OFFSETS[quarter] = offset;
    }
    return offset;
  }

  /** Returns the number that these digits write, or a number below 0 if they are none. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        return -1;
      }
      number = 10 * number + text.charAt(i) - '0';
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static IllegalArgumentException notATime() {
    return new IllegalArgumentException(
        "not a FHIR date or dateTime; write YYYY, YYYY-MM, YYYY-MM-DD or"
            + " YYYY-MM-DDThh:mm:ss+zz:zz");
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
