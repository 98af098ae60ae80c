package org.ketascreen.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ketascreen.fact.FactsFixture.CONCEPT;
import static org.ketascreen.fact.FactsFixture.reading;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Observation;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.ReferenceRange;
import org.ketascreen.terminology.MolarMass;
import org.ketascreen.terminology.ObservationDefinition;

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
      unusable = new Reading(unusable.member(), unusable.when(), null, unusable.results());

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
              plain.member(),
              plain.when(),
              Span.of(new BigDecimal(value), comparator),
              plain.results());

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
      FactsFixture.dose(facts, dose);

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
      FactsFixture.dose(facts, dose);

      assertThat(
              readings(reading("o1", effective, "150"))
                  .beforeTheDose()
                  .latest()
                  .above("140", "mm[Hg]")
                  .truth())
          .isEqualTo(expected);
    }
  }

  private static Observation.Value between(@Nullable String low, @Nullable String high) {
    return new Observation.Value.Between(
        low == null ? null : Quantity.of(low, "mm[Hg]"),
        high == null ? null : Quantity.of(high, "mm[Hg]"));
  }

  @Nested
  class ARangeOfValues {

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({
      "130, 140, FAILS,    POSSIBLE, POSSIBLE, HOLDS",
      "130, 139, FAILS,    FAILS,    HOLDS,    HOLDS",
      "140, 150, POSSIBLE, HOLDS,    FAILS,    POSSIBLE",
      "141, 150, HOLDS,    HOLDS,    FAILS,    FAILS",
      "130, 150, POSSIBLE, POSSIBLE, POSSIBLE, POSSIBLE",
      "140, 140, FAILS,    HOLDS,    FAILS,    HOLDS",
      "141, ,    HOLDS,    HOLDS,    FAILS,    FAILS",
      "130, ,    POSSIBLE, POSSIBLE, POSSIBLE, POSSIBLE",
      ", 140,    FAILS,    POSSIBLE, POSSIBLE, HOLDS",
    })
    void isOnASideOnlyWithBothEnds(
        @Nullable String low,
        @Nullable String high,
        Truth above,
        Truth atLeast,
        Truth below,
        Truth atMost) {
      Readings.Last latest =
          readings(reading("o1", "2026-06-15T08:00:00Z", between(low, high))).latest();

      assertThat(latest.above("140", "mm[Hg]").truth()).isEqualTo(above);
      assertThat(latest.atLeast("140", "mm[Hg]").truth()).isEqualTo(atLeast);
      assertThat(latest.below("140", "mm[Hg]").truth()).isEqualTo(below);
      assertThat(latest.atMost("140", "mm[Hg]").truth()).isEqualTo(atMost);
    }
  }

  @Nested
  class AgainstTheReferenceRange {

    private Readings.Last latest(
        Observation.Value value, @Nullable String low, @Nullable String high, String... marks) {
      return readings(
              reading(
                  "o1",
                  "2026-06-15T08:00:00Z",
                  value,
                  low == null && high == null
                      ? null
                      : new ReferenceRange(
                          low == null ? null : Quantity.parse(low),
                          high == null ? null : Quantity.parse(high)),
                  java.util.Arrays.stream(marks).map(ReadingsTest.this::mark).toList()))
          .latest();
    }

    private Readings.Last measured(
        String value, @Nullable String low, @Nullable String high, String... marks) {
      return latest(new Observation.Value.Measured(Quantity.of(value, "mm[Hg]")), low, high, marks);
    }

    @ParameterizedTest(name = "{0} of {1} to {2}: above {3}, below {4}")
    @CsvSource({
      "89,  90 mm[Hg], 140 mm[Hg], FAILS,   HOLDS",
      "90,  90 mm[Hg], 140 mm[Hg], FAILS,   FAILS",
      "140, 90 mm[Hg], 140 mm[Hg], FAILS,   FAILS",
      "141, 90 mm[Hg], 140 mm[Hg], HOLDS,   FAILS",
      "150, 12 kPa,    19 kPa,     HOLDS,   FAILS",
      "80,  12 kPa,    19 kPa,     FAILS,   HOLDS",
      // a range that is open on one side
      "141, 90 mm[Hg], ,           FAILS,   FAILS",
      "89,  ,          140 mm[Hg], FAILS,   FAILS",
      "141, ,          140 mm[Hg], HOLDS,   FAILS",
      "141, ,          ,           UNKNOWN, UNKNOWN",
      "141, ,          140 mg,     UNKNOWN, FAILS",
    })
    void theLimitsAreWithin(
        String value, @Nullable String low, @Nullable String high, Truth above, Truth below) {
      Readings.Last latest = measured(value, low, high);

      assertThat(latest.aboveItsRange().truth()).isEqualTo(above);
      assertThat(latest.belowItsRange().truth()).isEqualTo(below);
    }

    @ParameterizedTest(name = "{0} to {1} marked {2}: {3}")
    @CsvSource({
      "130, 150, A, POSSIBLE",
      "130, 150, H, HOLDS",
      "130, 150, N, FAILS",
      "130, 140, A, FAILS",
      "141, 150, A, HOLDS",
    })
    void aRangeOfValuesMayLieOutsideAndThenTheMarkDecides(
        String low, String high, String mark, Truth expected) {
      assertThat(
              latest(between(low, high), "90 mm[Hg]", "140 mm[Hg]", mark).aboveItsRange().truth())
          .isEqualTo(expected);
    }

    @ParameterizedTest(name = "marked {0}: above {1}, below {2}")
    @CsvSource({
      "H,  HOLDS,   FAILS",
      "HH, HOLDS,   FAILS",
      "HU, HOLDS,   FAILS",
      "HX, HOLDS,   FAILS",
      "L,  FAILS,   HOLDS",
      "LL, FAILS,   HOLDS",
      "LU, FAILS,   HOLDS",
      "LX, FAILS,   HOLDS",
      "N,  FAILS,   FAILS",
      "A,  UNKNOWN, UNKNOWN",
      // words alone may say that it is outside, but not that it is within
      "words:Above high normal,        POSSIBLE, UNKNOWN",
      "words:Below lower panic limits, UNKNOWN,  POSSIBLE",
      "words:Normal,                   UNKNOWN,  UNKNOWN",
    })
    void theMarkDecidesWithoutARange(String mark, Truth above, Truth below) {
      Readings.Last latest = measured("100", null, null, mark);

      assertThat(latest.aboveItsRange().truth()).isEqualTo(above);
      assertThat(latest.belowItsRange().truth()).isEqualTo(below);
    }

    @ParameterizedTest(name = "{0} marked {1}: above {2}, below {3}")
    @CsvSource({
      "141, H, HOLDS,    FAILS",
      "141, N, POSSIBLE, FAILS",
      "141, L, POSSIBLE, POSSIBLE",
      "100, H, POSSIBLE, FAILS",
      "100, N, FAILS,    FAILS",
    })
    void rangeAndMarkThatDisagreeMakeItPossible(
        String value, String mark, Truth above, Truth below) {
      Readings.Last latest = measured(value, "90 mm[Hg]", "140 mm[Hg]", mark);

      assertThat(latest.aboveItsRange().truth()).isEqualTo(above);
      assertThat(latest.belowItsRange().truth()).isEqualTo(below);
      if (above == Truth.POSSIBLE) {
        assertThat(latest.aboveItsRange().supports().get(0).verdict().doubts())
            .containsExactly(Doubt.RANGE_DISAGREES);
      }
    }

    @Test
    void twoMarksThatDisagreeMakeBothPossible() {
      Readings.Last latest = measured("100", null, null, "H", "L");

      assertThat(latest.aboveItsRange().truth()).isEqualTo(Truth.POSSIBLE);
      assertThat(latest.belowItsRange().truth()).isEqualTo(Truth.POSSIBLE);
    }

    @ParameterizedTest(name = "{0} is {3} times {1}, marked {2}: {4}")
    @CsvSource({
      "119, 40 mm[Hg], A, 3,   FAILS",
      "120, 40 mm[Hg], A, 3,   HOLDS",
      "121, 40 mm[Hg], A, 3,   HOLDS",
      "59,  40 mm[Hg], H, 1.5, FAILS",
      "60,  40 mm[Hg], H, 1.5, HOLDS",
      "120, 40 mm[Hg], N, 3,   POSSIBLE",
      "120, 40 mg,     A, 3,   UNKNOWN",
      "120, ,          H, 3,   UNKNOWN",
      // what is not even above the limit is not three times it
      "120, ,          N, 3,   FAILS",
      "120, ,          L, 3,   FAILS",
      "120, ,          N, 0.5, UNKNOWN",
      "120, 0 mm[Hg],  A, 3,   UNKNOWN",
    })
    void theUpperLimitIsMultiplied(
        String value, @Nullable String high, String mark, String factor, Truth expected) {
      assertThat(measured(value, null, high, mark).atLeastTimesItsUpperLimit(factor).truth())
          .isEqualTo(expected);
    }

    /** 1.2 mg/dL of creatinine, at 113.12 g/mol, is 106 umol/L. */
    @ParameterizedTest
    @CsvSource({
      "44 umol/L, 97 umol/L,  HOLDS, FAILS",
      "44 umol/L, 110 umol/L, FAILS, FAILS",
      "44 umol/L, 1.1 mg/dL,  HOLDS, FAILS",
      "115 umol/L, ,          FAILS, HOLDS",
    })
    void theLimitsMayBeInMolesWhereItIsKnownWhatAMoleWeighs(
        String low, @Nullable String high, Truth above, Truth below) {
      ObservationDefinition creatinine =
          new ObservationDefinition(
              "mg/dL",
              null,
              null,
              new MolarMass(new BigDecimal("113.12"), "a handbook"),
              "Measure it.");
      Observation.Value value = new Observation.Value.Measured(Quantity.of("1.2", "mg/dL"));
      ReferenceRange range =
          new ReferenceRange(Quantity.parse(low), high == null ? null : Quantity.parse(high));
      Reading read = reading("o1", "2026-06-15T08:00:00Z", value, range, List.of());
      Readings readings = new Readings("creatinine", creatinine, facts.doses(), facts.now());
      readings.add(
          new Reading(read.member(), read.when(), Span.of(new BigDecimal("1.2")), read.results()));

      assertThat(readings.all().latest().aboveItsRange().truth()).isEqualTo(above);
      assertThat(readings.all().latest().belowItsRange().truth()).isEqualTo(below);
    }

    @Test
    void aReadingThatIsNoUsableNumberIsUnknown() {
      Readings.Last latest = latest(new Observation.Value.Words("high"), null, "9 mm[Hg]", "H");

      assertThat(latest.aboveItsRange().truth()).isEqualTo(Truth.UNKNOWN);
      assertThat(latest.atLeastTimesItsUpperLimit("3").truth()).isEqualTo(Truth.UNKNOWN);
    }
  }

  private CodeableConcept mark(String mark) {
    return mark.startsWith("words:")
        ? CodeableConcept.ofText(mark.substring("words:".length()))
        : CodeableConcept.of(
            Coding.of(
                mark.length() > 1
                    ? "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"
                    : "http://hl7.org/fhir/v2/0078",
                mark));
  }

  @Nested
  class TheMean {

    private Answer ofTwo(Reading... readings) {
      return readings(readings).last(2).meanAbove("140", "mm[Hg]");
    }

    @ParameterizedTest(name = "{0} and {1}: above {2}, at least {3}")
    @CsvSource({
      "139, 141,       FAILS, HOLDS",
      "139, 141.00001, HOLDS, HOLDS",
      "139, 140.9,     FAILS, FAILS",
      "100, 200,       HOLDS, HOLDS",
    })
    void isExact(String first, String second, Truth above, Truth atLeast) {
      Readings.Last last =
          readings(
                  reading("o0", "2026-06-15T06:00:00Z", "300"),
                  reading("o1", "2026-06-15T07:00:00Z", first),
                  reading("o2", "2026-06-15T08:00:00Z", second))
              .last(2);

      assertThat(last.meanAbove("140", "mm[Hg]").truth()).isEqualTo(above);
      assertThat(last.meanAtLeast("140", "mm[Hg]").truth()).isEqualTo(atLeast);
    }

    @Test
    void ofAThirdIsExactToo() {
      assertThat(
              readings(
                      reading("o1", "2026-06-15T06:00:00Z", "140"),
                      reading("o2", "2026-06-15T07:00:00Z", "140"),
                      reading("o3", "2026-06-15T08:00:00Z", "141"))
                  .last(3)
                  .meanAtLeast("140.333333", "mm[Hg]")
                  .truth())
          .isEqualTo(Truth.HOLDS);
    }

    @Test
    void isUnknownOfTooFewOrUnusableReadings() {
      Reading usable = reading("o1", "2026-06-15T07:00:00Z", "200");
      Reading unusable = reading("o2", "2026-06-15T08:00:00Z", new Observation.Value.Words("high"));

      assertThat(ofTwo(usable).truth()).isEqualTo(Truth.UNKNOWN);
      assertThat(ofTwo(unusable).truth()).isEqualTo(Truth.UNKNOWN);
    }

    @ParameterizedTest(name = "120, then {0} and {1} at once: {2}")
    @CsvSource({
      "150, 170, POSSIBLE",
      "150, 160, FAILS",
      "170, 180, HOLDS",
      "150, x, UNKNOWN",
      "170, x, POSSIBLE"
    })
    void isDoubtfulWhereReadingsOfOneTimeDisagree(String one, String other, Truth expected) {
      Reading second =
          other.equals("x")
              ? reading("o3", "2026-06-15T08:00:00Z", new Observation.Value.Words("high"))
              : reading("o3", "2026-06-15T08:00:00Z", other);

      assertThat(
              ofTwo(
                      reading("o1", "2026-06-15T07:00:00Z", "120"),
                      reading("o2", "2026-06-15T08:00:00Z", one),
                      second)
                  .truth())
          .isEqualTo(expected);
    }

    @ParameterizedTest(name = "120 and {0} to {1}: {2}")
    @CsvSource({
      "150, 170, POSSIBLE",
      "150, 160, FAILS",
      "161, 170, HOLDS",
      "150, , POSSIBLE",
      "161, , HOLDS"
    })
    void isAsSureAsItsBounds(String low, @Nullable String high, Truth expected) {
      assertThat(
              ofTwo(
                      reading("o1", "2026-06-15T07:00:00Z", "120"),
                      reading("o2", "2026-06-15T08:00:00Z", between(low, high)))
                  .truth())
          .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0} and one that may lie in the window: {1}")
    @CsvSource({"200, POSSIBLE", "100, UNKNOWN"})
    void isNotClearedByAReadingThatMayNotCount(String value, Truth expected) {
      assertThat(
              readings(
                      reading("o1", "2026-06-14", "120"),
                      reading("o2", "2026-06-15T08:00:00Z", value))
                  .madeWithin(24, "hours")
                  .last(2)
                  .meanAbove("140", "mm[Hg]")
                  .truth())
          .isEqualTo(expected);
    }
  }

  @Nested
  class SinceTheDose {

    private Truth risenByTwenty(Reading... readings) {
      return readings(readings).atLeastAbovePreDose("20", "mm[Hg]").truth();
    }

    @ParameterizedTest
    @CsvSource({"139, FAILS", "140, HOLDS", "141, HOLDS"})
    void theLatestIsComparedWithTheLastBefore(String value, Truth expected) {
      FactsFixture.dose(facts, "2026-06-15T07:00:00Z");

      assertThat(
              risenByTwenty(
                  reading("o1", "2026-06-15T06:00:00Z", "100"),
                  reading("o2", "2026-06-15T06:55:00Z", "120"),
                  reading("o3", "2026-06-15T07:30:00Z", "200"),
                  reading("o4", "2026-06-15T08:00:00Z", value)))
          .isEqualTo(expected);
    }

    @Test
    void aDifferenceIsConvertedAsOne() {
      FactsFixture.dose(facts, "2026-06-15T07:00:00Z");

      assertThat(
              readings(
                      reading("o1", "2026-06-15T06:55:00Z", "120"),
                      reading("o2", "2026-06-15T08:00:00Z", "150"))
                  .atLeastAbovePreDose("4", "kPa")
                  .truth())
          .isEqualTo(Truth.FAILS);
    }

    @Test
    void isUnknownWithoutADoseOrAReadingOnEitherSide() {
      Reading before = reading("o1", "2026-06-15T06:55:00Z", "120");
      Reading after = reading("o2", "2026-06-15T08:00:00Z", "190");
      Reading yesterday = reading("o3", "2026-06-14T08:00:00Z", "100");

      assertThat(risenByTwenty(before, after)).isEqualTo(Truth.UNKNOWN);
      FactsFixture.dose(facts, "2026-06-14T07:00:00Z");
      assertThat(risenByTwenty()).isEqualTo(Truth.UNKNOWN);

      Facts today = FactsFixture.facts();
      FactsFixture.dose(today, "2026-06-15T07:00:00Z");
      today.readingsToFill(CONCEPT).add(yesterday);
      today.readingsToFill(CONCEPT).add(after);
      assertThat(today.readings(CONCEPT).all().atLeastAbovePreDose("20", "mm[Hg]").truth())
          .isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void ofSeveralDosesTheFirstCounts() {
      FactsFixture.dose(facts, "2026-06-15T07:00:00Z");
      FactsFixture.dose(facts, "2026-06-15T07:05:00Z");

      assertThat(
              risenByTwenty(
                  reading("o1", "2026-06-15T06:55:00Z", "120"),
                  reading("o2", "2026-06-15T07:03:00Z", "139"),
                  reading("o3", "2026-06-15T08:00:00Z", "140")))
          .isEqualTo(Truth.HOLDS);
    }

    @ParameterizedTest(name = "{0}, {1}, {2}: {3}")
    @CsvSource({
      "100, 110, 115, UNKNOWN",
      "100, 110, 120, POSSIBLE",
      "100, 110, 130, POSSIBLE",
    })
    void readingsMayBeOnEitherSideOfADoseOfUnknownTime(
        String first, String second, String third, Truth expected) {
      FactsFixture.dose(facts, "2026-06-15");

      assertThat(
              risenByTwenty(
                  reading("o1", "2026-06-15T06:00:00Z", first),
                  reading("o2", "2026-06-15T07:00:00Z", second),
                  reading("o3", "2026-06-15T08:00:00Z", third)))
          .isEqualTo(expected);
    }

    @ParameterizedTest(name = "dose {0}, reading {1}: {2}")
    @CsvSource({
      "2026-06-15T06:00:00Z, 2026-06-15T06:01:00Z, HOLDS",
      "2026-06-15T06:00:00Z, 2026-06-15T06:00:00Z, UNKNOWN",
      "2026-06-15T06:00:00Z, 2026-06-15T05:59:00Z, UNKNOWN",
      "2026-06-14T06:00:00Z, 2026-06-15T06:01:00Z, UNKNOWN",
      "2026-06-15,           2026-06-15T06:01:00Z, POSSIBLE",
    })
    void aReadingIsAfterADoseOfTheSameDay(String dose, String effective, Truth expected) {
      FactsFixture.dose(facts, dose);

      assertThat(
              readings(reading("o1", effective, "150"))
                  .afterTheDose()
                  .latest()
                  .above("140", "mm[Hg]")
                  .truth())
          .isEqualTo(expected);
    }

    @Test
    void aDoseThatMayBeNoneMakesNothingSure() {
      FactsFixture.dose(facts, "2026-06-15T07:00:00Z", Verdict.possible(Doubt.NAME_IN_FREE_TEXT));
      Reading high = reading("o1", "2026-06-15T08:00:00Z", "150");

      assertThat(readings(high).afterTheDose().latest().above("140", "mm[Hg]").truth())
          .isEqualTo(Truth.POSSIBLE);
      assertThat(facts.readings(CONCEPT).all().atRest().latest().above("140", "mm[Hg]").truth())
          .isEqualTo(Truth.POSSIBLE);
    }
  }

  @Nested
  class AnAnswer {

    private Truth isDeep(Map<String, Verdict> results) {
      Reading plain = reading("o1", "2026-06-15T08:00:00Z", "1");
      return readings(new Reading(plain.member(), plain.when(), null, results))
          .latest()
          .is("deep")
          .truth();
    }

    @ParameterizedTest
    @CsvSource({"HOLDS, HOLDS", "FAILS, FAILS", "POSSIBLE, POSSIBLE"})
    void isWhatItSaysOfTheSet(Truth said, Truth expected) {
      assertThat(isDeep(Map.of("deep", Verdict.of(said, Doubt.SYNONYM_ONLY)))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"HOLDS, FAILS", "POSSIBLE, UNKNOWN", "FAILS, UNKNOWN"})
    void isNotDeepWhereItSurelyIsAnother(Truth another, Truth expected) {
      assertThat(isDeep(Map.of("awake", Verdict.of(another, Doubt.SYNONYM_ONLY))))
          .isEqualTo(expected);
    }

    @Test
    void isUnknownWhereItSaysNothing() {
      assertThat(isDeep(Map.of())).isEqualTo(Truth.UNKNOWN);
    }
  }
}
