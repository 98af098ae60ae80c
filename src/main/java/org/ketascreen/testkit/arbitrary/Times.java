package org.ketascreen.testkit.arbitrary;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.Moment;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.RecordedTime;

/** Times around the ends of a rulebase's windows, seen from a moment. */
final class Times {

  private static final List<String> ABSURD =
      List.of(
          "0001",
          "0001-01-01",
          "9999",
          "9999-12-31",
          "9999-12-31T23:59:59-12:00",
          "1582-10-15",
          "2024-02-29",
          "2026-06-15T12:00:00+14:00");

  private final Manner manner;
  private final AsOf asOf;
  private final List<String> windows;

  Times(Manner manner, AsOf asOf, List<String> windows) {
    this.manner = manner;
    this.asOf = asOf;
    this.windows = windows;
  }

  private LocalDateTime now() {
    return LocalDateTime.ofInstant(asOf.span().earliest(), asOf.offset());
  }

  /** Returns the end of a window, seen from now. */
  private LocalDateTime before(String window) {
    String[] parts = window.split(" ", 2);
    long count = Long.parseLong(parts[0]);
    return switch (parts[1]) {
      case "minute" -> now().minusMinutes(count);
      case "hour" -> now().minusHours(count);
      case "day" -> now().minusDays(count);
      case "week" -> now().minusWeeks(count);
      case "month" -> now().minusMonths(count);
      default -> now().minusYears(count);
    };
  }

  /** Returns moments in the past, most of them near the end of a window. */
  private Arbitrary<LocalDateTime> past() {
    List<LocalDateTime> ends = new ArrayList<>();
    windows.forEach(window -> ends.add(before(window)));
    List<LocalDateTime> recent =
        List.of(now(), now().minusMinutes(30), now().minusHours(5), now().minusDays(3));
    List<LocalDateTime> old = List.of(now().minusYears(3), now().minusYears(20));
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of(ends)),
                Tuple.of(2, Arbitraries.of(recent)),
                Tuple.of(1, Arbitraries.of(old))),
            Arbitraries.of(0L, -86_400L, -1L, 1L, 86_400L, -3_600L))
        .as(LocalDateTime::plusSeconds)
        .map(time -> time.isAfter(now()) ? now() : time);
  }

  /** Returns times at which something may have been. */
  Arbitrary<RecordedTime> times() {
    Arbitrary<RecordedTime> clean =
        Combinators.combine(past(), Arbitraries.of(19, 19, 10)).as(this::written);
    if (manner == Manner.VALID) {
      return clean;
    }
    Arbitrary<RecordedTime> coarse =
        Combinators.combine(past(), Arbitraries.of(4, 7, 10, 16, 19, 21)).as(this::written);
    Arbitrary<RecordedTime> toCome =
        Combinators.combine(past(), Arbitraries.of(7, 10, 19))
            .as((time, length) -> written(now().plusDays(1).plus(between(time)), length));
    Arbitrary<RecordedTime> messy =
        Arbitraries.frequencyOf(Tuple.of(3, clean), Tuple.of(5, coarse), Tuple.of(1, toCome));
    return manner == Manner.MESSY
        ? messy
        : Arbitraries.oneOf(messy, Arbitraries.of(ABSURD).map(RecordedTime::parse));
  }

  private java.time.Duration between(LocalDateTime time) {
    return java.time.Duration.between(time, now());
  }

  /** Returns times soon to come, as plans have them. */
  Arbitrary<RecordedTime> dues() {
    return Combinators.combine(
            Arbitraries.of(0, 1, 6, 13, 14, 15, 30, 90), Arbitraries.of(10, 19), times())
        .as(
            (days, length, other) ->
                manner != Manner.VALID && days == 6
                    ? other
                    : written(now().plusDays(days), length));
  }

  /** Writes a time with a precision: the characters of year, month, day, minute or second. */
  private RecordedTime written(LocalDateTime time, int length) {
    String text = DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time.withNano(0));
    String seconds = text.length() == 16 ? text + ":00" : text;
    return RecordedTime.parse(
        switch (length) {
          case 19 -> seconds + asOf.offset();
          case 21 -> seconds + ".5Z";
          default -> seconds.substring(0, length);
        });
  }

  /** Returns two times, the first not after the second where records are well kept. */
  Arbitrary<RecordedPeriod> periods() {
    Arbitrary<RecordedPeriod> both =
        Combinators.combine(times(), times())
            .as(
                (one, other) ->
                    manner == Manner.HOSTILE || isInOrder(one, other)
                        ? new RecordedPeriod(one, other)
                        : new RecordedPeriod(other, one));
    return manner == Manner.VALID
        ? both
        : Arbitraries.oneOf(
            both,
            times().map(start -> new RecordedPeriod(start, null)),
            times().map(end -> new RecordedPeriod(null, end)),
            Arbitraries.just(new RecordedPeriod(null, null)));
  }

  private boolean isInOrder(RecordedTime one, RecordedTime other) {
    return !one.in(asOf.offset()).earliest().isAfter(other.in(asOf.offset()).earliest());
  }

  /** Returns moments, also by age and in words where records are kept so. */
  Arbitrary<Moment> moments() {
    Arbitrary<Moment> at = times().map(Moment.At::new);
    return manner == Manner.VALID
        ? at
        : Arbitraries.frequencyOf(
            Tuple.of(6, at),
            Tuple.of(1, periods().map(period -> new Moment.Between(period.start(), period.end()))),
            Tuple.of(1, Arbitraries.just(new Moment.Said("long ago"))),
            Tuple.of(1, ages()));
  }

  private Arbitrary<Moment> ages() {
    return Combinators.combine(
            Arbitraries.integers().between(0, manner == Manner.HOSTILE ? 999_999 : 80),
            Arbitraries.integers().between(0, 3),
            Arbitraries.of("a", "a", "mo", "wk", "d"))
        .as(
            (low, more, unit) ->
                new Moment.AtAge(BigDecimal.valueOf(low), BigDecimal.valueOf(low + more), unit));
  }

  /** Returns birth dates on each side of the ages that rules ask of. */
  Arbitrary<RecordedTime> births(List<Integer> ages) {
    List<Integer> some = new ArrayList<>(ages);
    some.addAll(List.of(0, 40, 100));
    Arbitrary<RecordedTime> days =
        Combinators.combine(
                Arbitraries.of(some),
                Arbitraries.of(-1, 0, 1),
                manner == Manner.VALID ? Arbitraries.just(10) : Arbitraries.of(4, 7, 10, 10))
            .as((age, day, length) -> written(born(age, day), length));
    return manner == Manner.HOSTILE
        ? Arbitraries.oneOf(days, Arbitraries.of(ABSURD).map(RecordedTime::parse))
        : days;
  }

  private LocalDateTime born(int age, int day) {
    LocalDateTime born = now().minusYears(age).plusDays(day);
    return manner == Manner.VALID && born.isAfter(now()) ? now() : born;
  }
}
