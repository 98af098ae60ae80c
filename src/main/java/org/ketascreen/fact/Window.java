package org.ketascreen.fact;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.ketascreen.API;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.Interval;

/**
 * A stretch of time before the moment screened for. Hours count seconds; days, weeks, months and
 * years count calendar days in that moment's offset, its own day and the first day included:
 * "within the last 6 weeks" is the last 42 days and today. Immutable and thread-safe.
 *
 * @param amount how many units, at least 1
 * @param unit the unit
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Window(int amount, Unit unit) {

  /** The units of a window. */
  public enum Unit {
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
   * Returns the window of so many hours, days, weeks, months or years (with or without the plural's
   * s).
   */
  public static Window of(int amount, String unit) {
    return new Window(amount, Unit.of(unit));
  }

  /** Returns the ISO 8601 duration: {@code PT24H}, {@code P42D}, {@code P6M}. */
  public String iso() {
    return switch (unit) {
      case HOUR -> "PT" + amount + "H";
      case DAY -> "P" + amount + "D";
      case WEEK -> "P" + 7L * amount + "D";
      case MONTH -> "P" + amount + "M";
      case YEAR -> "P" + amount + "Y";
    };
  }

  /** Whether it is shorter, months and years taken at their mean length. */
  public boolean isShorterThan(Window other) {
    return meanHours() < other.meanHours();
  }

  private long meanHours() {
    return switch (unit) {
      case HOUR -> amount;
      case DAY -> 24L * amount;
      case WEEK -> 7 * 24L * amount;
      case MONTH -> 730L * amount;
      case YEAR -> 8766L * amount;
    };
  }

  /**
   * Whether something that surely lies in {@code event}, and not after {@code asOf}, lies in this
   * window.
   */
  public Truth contains(Interval event, AsOf asOf) {
    if (!event.earliest().isBefore(surelyFrom(asOf))) {
      return Truth.HOLDS;
    }
    return event.latest().isBefore(possiblyFrom(asOf)) ? Truth.FAILS : Truth.POSSIBLE;
  }

  private Instant surelyFrom(AsOf asOf) {
    return unit == Unit.HOUR
        ? asOf.span().latest().minus(Duration.ofHours(amount))
        : firstDay(asOf.day()).atStartOfDay().toInstant(asOf.offset());
  }

  private Instant possiblyFrom(AsOf asOf) {
    return unit == Unit.HOUR
        ? asOf.span().earliest().minus(Duration.ofHours(amount))
        : firstDay(asOf.day()).atStartOfDay().toInstant(asOf.offset());
  }

  private LocalDate firstDay(LocalDate day) {
    return switch (unit) {
      case HOUR -> day;
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
    return unit == Unit.HOUR
        ? from.plus(Duration.ofHours(amount))
        : lastDay(asOf.day()).plusDays(1).atStartOfDay().toInstant(asOf.offset()).minusNanos(1);
  }

  private LocalDate lastDay(LocalDate day) {
    return switch (unit) {
      case HOUR -> day;
      case DAY -> day.plusDays(amount);
      case WEEK -> day.plusWeeks(amount);
      case MONTH -> day.plusMonths(amount);
      case YEAR -> day.plusYears(amount);
    };
  }

  /** Returns the first moment from which {@code instant} lies in this stretch of time after it. */
  Instant entersAhead(Instant instant, ZoneOffset offset) {
    if (unit == Unit.HOUR) {
      return instant.minus(Duration.ofHours(amount));
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
    if (unit == Unit.HOUR) {
      return instant.plus(Duration.ofHours(amount)).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    }
    LocalDate day = instant.atOffset(offset).toLocalDate();
    LocalDate candidate =
        switch (unit) {
          case HOUR, DAY -> day.plusDays(amount);
          case WEEK -> day.plusWeeks(amount);
          case MONTH -> day.plusMonths(amount);
          case YEAR -> day.plusYears(amount);
        };
    while (!firstDay(candidate).isAfter(day)) {
      candidate = candidate.plusDays(1);
    }
    return candidate.atStartOfDay().toInstant(offset);
  }

  /** Returns the words of the rule language: {@code 6 weeks}, {@code 1 day}. */
  @Override
  public String toString() {
    return amount + " " + unit.name().toLowerCase(Locale.ROOT) + (amount == 1 ? "" : "s");
  }
}
