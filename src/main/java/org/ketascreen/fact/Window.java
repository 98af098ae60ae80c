package org.ketascreen.fact;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import org.ketascreen.API;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.Interval;
import org.ketascreen.record.Quantity;

/**
 * A stretch of time before the moment screened for. Minutes and hours count seconds; days, weeks,
 * months and years count calendar days in that moment's offset, its own day and the first day
 * included: "within the last 6 weeks" is the last 42 days and today. Immutable and thread-safe.
 *
 * @param amount how many units, at least 1
 * @param unit the unit
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Window(int amount, Unit unit) {

  /** The units of a window. */
  public enum Unit {
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    YEAR;

    static Unit of(String name) {
      String singular = name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
      return valueOf(singular.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * Returns the window of so many minutes, hours, days, weeks, months or years (with or without the
   * plural's s).
   */
  public static Window of(int amount, String unit) {
    return new Window(amount, Unit.of(unit));
  }

  /** Returns the ISO 8601 duration: {@code PT24H}, {@code P42D}, {@code P6M}. */
  public String iso() {
    return switch (unit) {
      case MINUTE -> "PT" + amount + "M";
      case HOUR -> "PT" + amount + "H";
      case DAY -> "P" + amount + "D";
      case WEEK -> "P" + 7L * amount + "D";
      case MONTH -> "P" + amount + "M";
      case YEAR -> "P" + amount + "Y";
    };
  }

  /** Whether it is shorter, months and years taken at their mean length. */
  public boolean isShorterThan(Window other) {
    return meanMinutes() < other.meanMinutes();
  }

  private long meanMinutes() {
    return switch (unit) {
      case MINUTE -> amount;
      case HOUR -> 60L * amount;
      case DAY -> 24 * 60L * amount;
      case WEEK -> 7 * 24 * 60L * amount;
      case MONTH -> 730 * 60L * amount;
      case YEAR -> 8766 * 60L * amount;
    };
  }

  /** Whether it is longer than a time in {@code s}, {@code min} or {@code h}; by the clock. */
  boolean isLongerThan(Quantity time) {
    BigDecimal seconds =
        time.value()
            .multiply(
                switch (Objects.requireNonNull(time.unit(), "unit")) {
                  case "s" -> BigDecimal.ONE;
                  case "min" -> BigDecimal.valueOf(60);
                  case "h" -> BigDecimal.valueOf(3600);
                  default -> throw new IllegalArgumentException("write s, min or h");
                });
    return BigDecimal.valueOf(byTheClock().toSeconds()).compareTo(seconds) > 0;
  }

  private boolean isByTheClock() {
    return unit == Unit.MINUTE || unit == Unit.HOUR;
  }

  private Duration byTheClock() {
    return Duration.ofMinutes(meanMinutes());
  }

  /**
   * Whether something that surely lies in {@code event}, and not after {@code asOf}, lies in this
   * window.
   */
  public Truth contains(Interval event, AsOf asOf) {
    return isFrom(event, surelyFrom(asOf), possiblyFrom(asOf));
  }

  /**
   * Whether something that surely lies in {@code event}, and not after {@code asOf}, is less than
   * this long ago: what lies exactly so long ago is in the window and not less long ago.
   */
  public Truth isLessLongAgo(Interval event, AsOf asOf) {
    return isFrom(event, next(surelyFrom(asOf), asOf), next(possiblyFrom(asOf), asOf));
  }

  private static Truth isFrom(Interval event, Instant surely, Instant possibly) {
    if (!event.earliest().isBefore(surely)) {
      return Truth.HOLDS;
    }
    return event.latest().isBefore(possibly) ? Truth.FAILS : Truth.POSSIBLE;
  }

  private Instant surelyFrom(AsOf asOf) {
    return isByTheClock()
        ? asOf.span().latest().minus(byTheClock())
        : firstDay(asOf.day()).atStartOfDay().toInstant(asOf.offset());
  }

  private Instant possiblyFrom(AsOf asOf) {
    return isByTheClock()
        ? asOf.span().earliest().minus(byTheClock())
        : firstDay(asOf.day()).atStartOfDay().toInstant(asOf.offset());
  }

  /** Returns the first instant after the one, or after its day, that begins this window. */
  private Instant next(Instant first, AsOf asOf) {
    return isByTheClock()
        ? first.plusNanos(1)
        : first.atOffset(asOf.offset()).plusDays(1).toInstant();
  }

  private LocalDate firstDay(LocalDate day) {
    return switch (unit) {
      case MINUTE, HOUR -> day;
      case DAY -> day.minusDays(amount);
      case WEEK -> day.minusWeeks(amount);
      case MONTH -> day.minusMonths(amount);
      case YEAR -> day.minusYears(amount);
    };
  }

  /**
   * Whether something that surely lies in {@code event}, and not before {@code asOf}, lies in this
   * stretch of time after it: "within the next 6 weeks" is today and the next 42 days.
   */
  Truth containsAhead(Interval event, AsOf asOf) {
    Instant surelyUpTo = upTo(asOf.span().earliest(), asOf);
    Instant possiblyUpTo = upTo(asOf.span().latest(), asOf);
    if (!event.latest().isAfter(surelyUpTo)) {
      return Truth.HOLDS;
    }
    return event.earliest().isAfter(possiblyUpTo) ? Truth.FAILS : Truth.POSSIBLE;
  }

  private Instant upTo(Instant from, AsOf asOf) {
    return isByTheClock()
        ? from.plus(byTheClock())
        : lastDay(asOf.day()).plusDays(1).atStartOfDay().toInstant(asOf.offset()).minusNanos(1);
  }

  private LocalDate lastDay(LocalDate day) {
    return switch (unit) {
      case MINUTE, HOUR -> day;
      case DAY -> day.plusDays(amount);
      case WEEK -> day.plusWeeks(amount);
      case MONTH -> day.plusMonths(amount);
      case YEAR -> day.plusYears(amount);
    };
  }

  /** Returns the first moment from which {@code instant} lies in this stretch of time after it. */
  Instant entersAhead(Instant instant, ZoneOffset offset) {
    if (isByTheClock()) {
      return instant.minus(byTheClock());
    }
    LocalDate day = instant.atOffset(offset).toLocalDate();
    LocalDate candidate = firstDay(day);
    while (lastDay(candidate).isBefore(day)) {
      candidate = candidate.plusDays(1);
    }
    return candidate.atStartOfDay().toInstant(offset);
  }

  /**
   * Returns the first moment, in whole seconds, at which {@code instant} no longer lies in this
   * window.
   */
  public Instant leaves(Instant instant, ZoneOffset offset) {
    if (isByTheClock()) {
      return instant.plus(byTheClock()).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    }
    LocalDate day = instant.atOffset(offset).toLocalDate();
    LocalDate candidate = about(day);
    while (!firstDay(candidate).isAfter(day)) {
      candidate = candidate.plusDays(1);
    }
    return candidate.atStartOfDay().toInstant(offset);
  }

  /** Returns the first moment at which {@code instant} is exactly this long ago, or longer. */
  Instant isThatLongAgo(Instant instant, ZoneOffset offset) {
    if (isByTheClock()) {
      return instant.plus(byTheClock());
    }
    LocalDate day = instant.atOffset(offset).toLocalDate();
    LocalDate candidate = about(day);
    while (firstDay(candidate).isBefore(day)) {
      candidate = candidate.plusDays(1);
    }
    return candidate.atStartOfDay().toInstant(offset);
  }

  /**
   * Returns the day so long after another, by the calendar; never a later one than is looked for.
   */
  private LocalDate about(LocalDate day) {
    return switch (unit) {
      case MINUTE, HOUR, DAY -> day.plusDays(amount);
      case WEEK -> day.plusWeeks(amount);
      case MONTH -> day.plusMonths(amount);
      case YEAR -> day.plusYears(amount);
    };
  }

  /** Returns the words of the rule language: {@code 6 weeks}, {@code 1 day}. */
  @Override
  public String toString() {
    return amount + " " + unit.name().toLowerCase(Locale.ROOT) + (amount == 1 ? "" : "s");
  }
}
