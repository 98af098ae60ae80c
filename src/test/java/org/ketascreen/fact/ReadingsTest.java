package org.ketascreen.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ketascreen.fact.FactsFixture.CONCEPT;
import static org.ketascreen.fact.FactsFixture.reading;

import java.math.BigDecimal;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketascreen.record.RecordedTime;

/** Readings are seen from 15 June 2026, 9 o'clock; the limit is 140 mm[Hg]. */
class ReadingsTest {

  private final Facts facts = FactsFixture.facts();

  private Readings.Selected readings(Reading... readings) {
    for (Reading reading : readings) {
      facts.readingsToFill(CONCEPT).add(reading);
    }
    return facts.readings(CONCEPT).all();
  }

  @Nested
  class TheLatest {

    @ParameterizedTest
    @CsvSource({
      "139, FAILS, FAILS, HOLDS, HOLDS",
      "140, FAILS, HOLDS, FAILS, HOLDS",
      "141, HOLDS, HOLDS, FAILS, FAILS",
    })
    void isComparedWithTheLimit(
        String value, Truth above, Truth atLeast, Truth below, Truth atMost) {
      Readings.Last latest = readings(reading("o1", "2026-06-15T08:00:00Z", value)).latest();

      assertThat(latest.above("140", "mm[Hg]").truth()).isEqualTo(above);
      assertThat(latest.atLeast("140", "mm[Hg]").truth()).isEqualTo(atLeast);
      assertThat(latest.below("140", "mm[Hg]").truth()).isEqualTo(below);
      assertThat(latest.atMost("140", "mm[Hg]").truth()).isEqualTo(atMost);
    }

    @Test
    void isTheOneThatEndsLast() {
      Readings.Last latest =
          readings(
                  reading("o1", "2026-06-15T08:00:00Z", "150"),
                  reading("o2", "2026-06-15T08:30:00Z", "130"),
                  reading("o3", "2026-06-14T08:00:00Z", "170"))
              .latest();

      assertThat(latest.above("140", "mm[Hg]").truth()).isEqualTo(Truth.FAILS);
    }

    @Test
    void isUnknownWhenThereIsNone() {
      assertThat(readings().latest().above("140", "mm[Hg]").truth()).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void isUnknownWhenItIsUnusableEvenIfAnOlderOneIsNot() {
      Reading usable = reading("o1", "2026-06-15T08:00:00Z", "120");
      Reading unusable = reading("o2", "2026-06-15T08:30:00Z", "1200");
      unusable = new Reading(unusable.member(), unusable.when(), null, null, unusable.results());

      assertThat(readings(usable, unusable).latest().above("140", "mm[Hg]").truth())
          .isEqualTo(Truth.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"150, 160, HOLDS", "130, 150, POSSIBLE", "120, 130, FAILS"})
    void isDoubtfulWhenReadingsOfOneTimeDisagree(String first, String second, Truth expected) {
      Readings.Last latest =
          readings(
                  reading("o1", "2026-06-15T08:00:00Z", first),
                  reading("o2", "2026-06-15T08:00:00Z", second))
              .latest();

      assertThat(latest.above("140", "mm[Hg]").truth()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}{1} above 140: {2}")
    @CsvSource({
      "'>',  140, HOLDS",
      "'>=', 140, POSSIBLE",
      "'>',  120, POSSIBLE",
      "'<',  140, FAILS",
      "'<=', 140, FAILS",
      "'<',  150, POSSIBLE",
      "'<',  120, FAILS",
      "'ad', 150, UNKNOWN",
    })
    void isAsSureAsItsBound(String comparator, String value, Truth expected) {
      Reading plain = reading("o1", "2026-06-15T08:00:00Z", value);
      Reading bounded =
          new Reading(
              plain.member(), plain.when(), new BigDecimal(value), comparator, plain.results());

      assertThat(readings(bounded).latest().above("140", "mm[Hg]").truth()).isEqualTo(expected);
    }
  }

  @Nested
  class WithinADay {

    @ParameterizedTest(name = "{1} at {0}: {2}")
    @CsvSource({
      "2026-06-14T09:00:00Z, 150, HOLDS",
      "2026-06-14T09:00:00Z, 130, FAILS",
      "2026-06-14T08:59:59Z, 150, UNKNOWN",
      // a day that may lie in the window cannot say that the limit is kept
      "2026-06-14,           150, POSSIBLE",
      "2026-06-14,           130, UNKNOWN",
      "2026-06-15,           150, HOLDS",
    })
    void tooOldIsUnknown(String effective, String value, Truth expected) {
      assertThat(
              readings(reading("o1", effective, value))
                  .madeWithin(24, "hours")
                  .latest()
                  .above("140", "mm[Hg]")
                  .truth())
          .isEqualTo(expected);
    }
  }

  @Nested
  class EachOfTheLastTwo {

    @ParameterizedTest
    @CsvSource({"150, 160, HOLDS", "130, 150, FAILS", "150, 130, FAILS"})
    void mustBeAbove(String first, String second, Truth expected) {
      assertThat(
              readings(
                      reading("o1", "2026-06-15T07:00:00Z", first),
                      reading("o2", "2026-06-15T08:00:00Z", second),
                      reading("o3", "2026-06-01T08:00:00Z", "200"))
                  .last(2)
                  .above("140", "mm[Hg]")
                  .truth())
          .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"150, UNKNOWN", "130, FAILS"})
    void areUnknownWhenThereIsOneAboveAndFailWhenThereIsOneBelow(String value, Truth expected) {
      assertThat(
              readings(reading("o1", "2026-06-15T07:00:00Z", value))
                  .last(2)
                  .above("140", "mm[Hg]")
                  .truth())
          .isEqualTo(expected);
    }

    @Test
    void areNotOneReadingToldTwice() {
      assertThat(
              readings(
                      reading("o1", "2026-06-15T07:00:00Z", "150"),
                      reading("o2", "2026-06-15T07:00:00Z", "150"))
                  .last(2)
                  .above("140", "mm[Hg]")
                  .truth())
          .isEqualTo(Truth.UNKNOWN);
    }
  }

  @Nested
  class AfterADose {

    @ParameterizedTest(name = "dose {0}, reading {1}: {2}")
    @CsvSource({
      "2026-06-15T06:00:00Z, 2026-06-15T05:59:00Z, HOLDS",
      "2026-06-15T04:00:00Z, 2026-06-15T08:00:00Z, UNKNOWN",
      "2026-06-15T04:00:00Z, 2026-06-15T08:00:01Z, HOLDS",
      "2026-06-15,           2026-06-15T08:00:00Z, POSSIBLE",
    })
    void aReadingWithinFourHoursIsNotAtRest(String dose, String effective, Truth expected) {
      facts.doses().add(RecordedTime.parse(dose).in(FactsFixture.AS_OF.offset()));

      assertThat(
              readings(reading("o1", effective, "150"))
                  .atRest()
                  .latest()
                  .above("140", "mm[Hg]")
                  .truth())
          .isEqualTo(expected);
    }

    @ParameterizedTest(name = "dose {0}, reading {1}: {2}")
    @CsvSource({
      "2026-06-15T06:00:00Z, 2026-06-15T05:59:00Z, HOLDS",
      "2026-06-15T06:00:00Z, 2026-06-15T06:01:00Z, UNKNOWN",
      "2026-06-14T06:00:00Z, 2026-06-15T06:01:00Z, HOLDS",
    })
    void aReadingOfTheSameDayIsNotBeforeTheDose(String dose, String effective, Truth expected) {
      facts.doses().add(RecordedTime.parse(dose).in(FactsFixture.AS_OF.offset()));

      assertThat(
              readings(reading("o1", effective, "150"))
                  .beforeTheDose()
                  .latest()
                  .above("140", "mm[Hg]")
                  .truth())
          .isEqualTo(expected);
    }
  }
}
