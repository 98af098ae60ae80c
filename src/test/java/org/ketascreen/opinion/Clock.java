package org.ketascreen.opinion;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.Interval;
import org.ketascreen.record.Moment;
import org.ketascreen.record.RecordedTime;

/** The moment that is screened for, and how far things lie from it. */
record Clock(AsOf asOf, @Nullable RecordedTime birth) {

  /** A duration as a rule writes it: {@code 6 weeks}. */
  record Length(int count, String unit) {
    static Length of(String text) {
      String[] parts = text.strip().split(" ", -1);
      String unit = parts[1].toLowerCase(Locale.ROOT);
      return new Length(
          Integer.parseInt(parts[0]),
          unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit);
    }

    boolean countsDays() {
      return !unit.equals("hour") && !unit.equals("minute");
    }

    LocalDate before(LocalDate day) {
      return after(day, -count);
    }

    LocalDate after(LocalDate day) {
      return after(day, count);
    }

    private LocalDate after(LocalDate day, int units) {
      return switch (unit) {
        case "day" -> day.plusDays(units);
        case "week" -> day.plusWeeks(units);
        case "month" -> day.plusMonths(units);
        case "year" -> day.plusYears(units);
        default -> throw new IllegalArgumentException(unit);
      };
    }

    Duration exactly() {
      return unit.equals("hour") ? Duration.ofHours(count) : Duration.ofMinutes(count);
    }
  }

  ZoneOffset offset() {
    return asOf.offset();
  }

  Instant earliest() {
    return asOf.span().earliest();
  }

  Instant latest() {
    return asOf.span().latest();
  }

  Interval interval(@Nullable RecordedTime time) {
    return time == null ? Interval.ANY : time.in(offset());
  }

  /** When something was, as far as it is known. */
  Interval interval(@Nullable Moment moment) {
    if (moment instanceof Moment.At at) {
      return at.time().in(offset());
    }
    if (moment instanceof Moment.Between between) {
      return between(between.start(), between.end());
    }
    return moment instanceof Moment.AtAge age ? atAge(age) : Interval.ANY;
  }

  /**
   * Of ends the wrong way round one is wrong: if it is the end, it was no sooner than the start; if
   * it is the start, it was no later than the end. Neither began after the later of them.
   */
  private Interval between(@Nullable RecordedTime start, @Nullable RecordedTime end) {
    Interval from = start == null ? Interval.ANY : start.in(offset());
    Interval to = end == null ? Interval.ANY : end.in(offset());
    return to.latest().isBefore(from.earliest())
        ? new Interval(to.earliest(), from.latest())
        : new Interval(from.earliest(), to.latest());
  }

  /**
   * From the birthday of the lowest age to the day before the one after the highest. What nobody
   * lives to see says nothing of when it was.
   */
  private Interval atAge(Moment.AtAge age) {
    int aYear = Map.of("a", 1, "mo", 12, "wk", 53, "d", 366).get(age.unit());
    if (birth == null || age.high().compareTo(BigDecimal.valueOf(150L * aYear)) > 0) {
      return Interval.ANY;
    }
    LocalDate from = plus(birth.firstDay(), age.low().intValue(), age.unit());
    LocalDate to = plus(birth.lastDay(), age.high().intValue() + 1, age.unit());
    return new Interval(
        from.atStartOfDay().toInstant(offset()),
        to.atStartOfDay().toInstant(offset()).minusNanos(1));
  }

  private static LocalDate plus(LocalDate day, int count, String unit) {
    return switch (unit) {
      case "a" -> day.plusYears(count);
      case "mo" -> day.plusMonths(count);
      case "wk" -> day.plusWeeks(count);
      default -> day.plusDays(count);
    };
  }

  LocalDate day(Instant instant) {
    return instant.atOffset(offset()).toLocalDate();
  }

  /** Whether something surely is after what is screened for. */
  boolean isToCome(Interval event) {
    return event.earliest().isAfter(latest());
  }

  boolean isSurelyOver(Interval end) {
    return end.latest().isBefore(earliest());
  }

  boolean mayBeOver(Interval end) {
    return !end.earliest().isAfter(latest());
  }

  /** Whether an event that is not to come lies within the last, both ends of which count. */
  Truth within(Length window, Interval event) {
    if (window.countsDays()) {
      Instant from = window.before(asOf.day()).atStartOfDay().toInstant(offset());
      return said(!event.earliest().isBefore(from), !event.latest().isBefore(from));
    }
    return said(
        !event.earliest().isBefore(latest().minus(window.exactly())),
        !event.latest().isBefore(earliest().minus(window.exactly())));
  }

  /** Whether it is less than a window ago: its far end does not count. */
  Truth lessAgo(Length window, Interval event) {
    if (window.countsDays()) {
      Instant from = window.before(asOf.day()).plusDays(1).atStartOfDay().toInstant(offset());
      return said(!event.earliest().isBefore(from), !event.latest().isBefore(from));
    }
    return said(
        event.earliest().isAfter(latest().minus(window.exactly())),
        event.latest().isAfter(earliest().minus(window.exactly())));
  }

  private static Truth said(boolean surely, boolean perhaps) {
    return surely ? Truth.HOLDS : perhaps ? Truth.POSSIBLE : Truth.FAILS;
  }
}
