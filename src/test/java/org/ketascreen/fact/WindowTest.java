package org.ketascreen.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.Interval;
import org.ketascreen.record.RecordedTime;

/**
 * Windows count calendar days at the place of care, hours count seconds, coarse dates are possible.
 */
class WindowTest {

  private static final ZoneOffset PLUS_TWO = ZoneOffset.ofHours(2);

  @ParameterizedTest(name = "{1} within {2} of {0}: {3}")
  @CsvSource({
    // 42 days back from 15 June is 4 May; the first day and the last both count
    "2026-06-15T09:00:00+02:00, 2026-05-04,                6 weeks,  HOLDS",
    "2026-06-15T09:00:00+02:00, 2026-05-03,                6 weeks,  FAILS",
    "2026-06-15T09:00:00+02:00, 2026-06-15,                6 weeks,  HOLDS",
    "2026-06-15T09:00:00+02:00, 2026-05-04T00:00:00+02:00, 6 weeks,  HOLDS",
    "2026-06-15T09:00:00+02:00, 2026-05-03T23:59:59+02:00, 6 weeks,  FAILS",
    // the same instants told in another offset
    "2026-06-15T09:00:00+02:00, 2026-05-03T22:00:00Z,      6 weeks,  HOLDS",
    "2026-06-15T09:00:00+02:00, 2026-05-03T21:59:59Z,      6 weeks,  FAILS",
    "2026-06-15T09:00:00+02:00, 2026-05,                   6 weeks,  POSSIBLE",
    "2026-06-15T09:00:00+02:00, 2026-06,                   6 weeks,  HOLDS",
    "2026-06-15T09:00:00+02:00, 2026-04,                   6 weeks,  FAILS",
    "2026-06-15T09:00:00+02:00, 2026,                      6 weeks,  POSSIBLE",
    "2026-06-15T09:00:00+02:00, 2025,                      6 weeks,  FAILS",
    "2026-06-15T09:00:00+02:00, 2026-06-15T08:20:00+02:00, 40 minutes, HOLDS",
    "2026-06-15T09:00:00+02:00, 2026-06-15T08:19:59+02:00, 40 minutes, FAILS",
    "2026-06-15T09:00:00+02:00, 2026-06-15,                40 minutes, POSSIBLE",
    "2026-06-15T09:00:00+02:00, 2026-06-14T09:00:00+02:00, 24 hours, HOLDS",
    "2026-06-15T09:00:00+02:00, 2026-06-14T08:59:59+02:00, 24 hours, FAILS",
    "2026-06-15T09:00:00+02:00, 2026-06-15,                24 hours, HOLDS",
    "2026-06-15T09:00:00+02:00, 2026-06-14,                24 hours, POSSIBLE",
    "2026-06-15T09:00:00+02:00, 2026-06-13,                24 hours, FAILS",
    // a whole day: any moment of it
    "2026-06-15+02:00,          2026-06-15T08:00:00+02:00, 24 hours, HOLDS",
    "2026-06-15+02:00,          2026-06-14T20:00:00+02:00, 24 hours, POSSIBLE",
    "2026-06-15+02:00,          2026-06-13T23:59:59+02:00, 24 hours, FAILS",
    "2026-06-15+02:00,          2026-05-04,                42 days,  HOLDS",
    "2026-06-15+02:00,          2026-05-03,                42 days,  FAILS",
    // months by the calendar
    "2026-08-31T09:00:00+02:00, 2026-02-28,                6 months, HOLDS",
    "2026-08-31T09:00:00+02:00, 2026-02-27,                6 months, FAILS",
    "2028-02-29T09:00:00+02:00, 2027-02-28,                1 year,   HOLDS",
    "2028-02-29T09:00:00+02:00, 2027-02-27,                1 year,   FAILS",
  })
  void meetsTheWindow(String asOf, String event, String window, Truth expected) {
    Viewpoint now = new Viewpoint(AsOf.parse(asOf), null);

    assertThat(now.within(window(window), RecordedTime.parse(event).in(PLUS_TWO)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "6 weeks, P42D",
    "24 hours, PT24H",
    "40 minutes, PT40M",
    "14 days, P14D",
    "6 months, P6M",
    "1 year, P1Y"
  })
  void isWrittenAsAnIsoDuration(String window, String iso) {
    assertThat(window(window).iso()).isEqualTo(iso);
    assertThat(window(window)).hasToString(window);
  }

  @Property
  void anInstantLeavesTheWindowExactlyWhenItSays(
      @ForAll Window.Unit unit,
      @ForAll @IntRange(min = 1, max = 60) int amount,
      @ForAll @IntRange(max = 40_000_000) int second,
      @ForAll @IntRange(min = -12, max = 14) int hours) {
    ZoneOffset offset = ZoneOffset.ofHours(hours);
    Window window = new Window(amount, unit);
    Instant event = Instant.parse("2024-01-01T00:00:00Z").plusSeconds(second);

    OffsetDateTime leaves = window.leaves(event, offset).atOffset(offset);

    Interval exact = new Interval(event, event);
    assertThat(window.contains(exact, AsOf.of(leaves))).isEqualTo(Truth.FAILS);
    assertThat(window.contains(exact, AsOf.of(leaves.minus(Duration.ofSeconds(1)))))
        .isEqualTo(Truth.HOLDS);
  }

  @Property
  void anInstantIsLessLongAgoUntilTheMomentItSays(
      @ForAll Window.Unit unit,
      @ForAll @IntRange(min = 1, max = 60) int amount,
      @ForAll @IntRange(max = 40_000_000) int second,
      @ForAll @IntRange(min = -12, max = 14) int hours) {
    ZoneOffset offset = ZoneOffset.ofHours(hours);
    Window window = new Window(amount, unit);
    Instant event = Instant.parse("2024-01-01T00:00:00Z").plusSeconds(second);

    OffsetDateTime then = window.isThatLongAgo(event, offset).atOffset(offset);

    Interval exact = new Interval(event, event);
    assertThat(window.isLessLongAgo(exact, AsOf.of(then))).isEqualTo(Truth.FAILS);
    assertThat(window.isLessLongAgo(exact, AsOf.of(then.minusSeconds(1)))).isEqualTo(Truth.HOLDS);
  }

  @Property
  void aCoarserDateIsNeverSurerThanItsDays(
      @ForAll @IntRange(min = 1, max = 400) int days, @ForAll @IntRange(max = 700) int ago) {
    AsOf asOf = AsOf.parse("2026-06-15T09:00:00+02:00");
    Window window = new Window(days, Window.Unit.DAY);
    LocalDate day = asOf.day().minusDays(ago);
    Truth exact = window.contains(interval(day.toString()), asOf);
    Truth month =
        new Viewpoint(asOf, null).within(window, interval(day.toString().substring(0, 7)));

    assertThat(month).isIn(exact, Truth.POSSIBLE);
  }

  private static Interval interval(String time) {
    return RecordedTime.parse(time).in(PLUS_TWO);
  }

  private static Window window(String text) {
    int blank = text.indexOf(' ');
    return Window.of(Integer.parseInt(text.substring(0, blank)), text.substring(blank + 1));
  }
}
