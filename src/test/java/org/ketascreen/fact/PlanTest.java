package org.ketascreen.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ketascreen.fact.FactsFixture.HEIGHT;
import static org.ketascreen.fact.FactsFixture.dose;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketascreen.record.Assertion;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Gender;
import org.ketascreen.record.Observation;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.terminology.MatchedBy;

/** Plans are seen from 15 June 2026, 9 o'clock. */
class PlanTest {

  private static Treatment.Builder treatment() {
    return Treatment.builder(Agent.KETAMINE, Route.INTRAVENOUS);
  }

  private static Facts facts(Treatment.Builder treatment) {
    return FactsFixture.facts(PatientRecord.builder().build(), treatment.build());
  }

  private static Facts listed(AssertionStatus medicines, Treatment.Builder treatment) {
    return FactsFixture.facts(
        PatientRecord.builder()
            .assertion(Section.MEDICATIONS, new Assertion(medicines, "test"))
            .build(),
        treatment.build());
  }

  private static Plan planned(@Nullable String dose) {
    return facts(treatment().dose(dose == null ? null : Quantity.parse(dose))).plan();
  }

  private static void read(Facts facts, String title, String value) {
    Quantity quantity = Quantity.parse(value);
    Observation observation =
        Observation.of(
            "Observation/" + title,
            CodeableConcept.EMPTY,
            new Observation.Value.Measured(quantity),
            RecordedTime.parse("2026-06-15"));
    String unit = title.equals(HEIGHT) ? "cm" : "kg";
    facts
        .readingsToFill(title)
        .add(
            new Reading(
                new Member<>(observation, title, null, MatchedBy.CODE, Verdict.HOLDS),
                facts.now().interval(RecordedTime.parse("2026-06-15")),
                Amounts.number(observation.value(), unit),
                java.util.Map.of()));
  }

  @Nested
  class TheDose {

    @ParameterizedTest
    @CsvSource({
      "84 mg,     FAILS",
      "84.001 mg, HOLDS",
      "0.085 g,   HOLDS",
      "84 mL,     UNKNOWN",
      ",          UNKNOWN",
    })
    void isComparedWithALimit(@Nullable String dose, Truth expected) {
      assertThat(planned(dose).doseIsAbove("84", "mg").truth()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
      "56 mg,    FAILS",
      "56.00 mg, FAILS",
      "0.084 g,  FAILS",
      "28 mg,    HOLDS",
      "56.1 mg,  HOLDS",
      "56 mL,    UNKNOWN",
      ",         UNKNOWN",
    })
    void isOneOfAListOnlyExactly(@Nullable String dose, Truth expected) {
      assertThat(planned(dose).doseIsNoneOf("56 mg, 84 mg").truth()).isEqualTo(expected);
    }

    @Test
    void isItsOwnEvidence() {
      assertThat(planned("56.10 mg").doseIsAbove("56", "mg").supports())
          .containsExactly(
              new Support(
                  new Evidence("planned dose", "planned dose", null, null, "56.10 mg", null, null),
                  Verdict.HOLDS));
    }
  }

  @Nested
  class PerKgOfIdealWeight {

    private Truth above(Gender sex, @Nullable String height, @Nullable String dose) {
      Facts facts =
          FactsFixture.facts(
              PatientRecord.builder().gender(sex).build(),
              treatment().dose(dose == null ? null : Quantity.parse(dose)).build());
      if (height != null) {
        read(facts, HEIGHT, height);
      }
      return facts.plan().doseIsAbovePerKgOfIdealWeight("0.5", "mg").truth();
    }

    @ParameterizedTest(name = "{0}, {1}, {2}: {3}")
    @CsvSource({
      // a man of 70 inches: 50 + 23 = 73 kg, and half a milligram for each
      "MALE,   177.8 cm,  36.5 mg,   FAILS",
      "MALE,   70 [in_i], 36.5 mg,   FAILS",
      "MALE,   1.778 m,   36.501 mg, HOLDS",
      // a woman of 65 inches: 45.5 + 11.5 = 57 kg
      "FEMALE, 165.1 cm,  28.5 mg,   FAILS",
      "FEMALE, 165.1 cm,  28.6 mg,   HOLDS",
      // at 60 inches
      "FEMALE, 152.4 cm,  22.75 mg,  FAILS",
      "FEMALE, 152.4 cm,  22.76 mg,  HOLDS",
      // 50 inches: from 45.5 less 23 to 45.5 kg
      "FEMALE, 127 cm,    11.25 mg,  FAILS",
      "FEMALE, 127 cm,    11.26 mg,  POSSIBLE",
      "FEMALE, 127 cm,    22.75 mg,  POSSIBLE",
      "FEMALE, 127 cm,    22.76 mg,  HOLDS",
      "OTHER,  165.1 cm,  99 mg,     UNKNOWN",
      "FEMALE, ,          99 mg,     UNKNOWN",
      "FEMALE, 165.1 cm,  ,          UNKNOWN",
      "FEMALE, 165.1 cm,  99 mL,     UNKNOWN",
    })
    void isByTheFormulaOfDevine(
        Gender sex, @Nullable String height, @Nullable String dose, Truth expected) {
      assertThat(above(sex, height, dose)).isEqualTo(expected);
    }

    @Test
    void takesTheSexAtBirthBeforeTheGender() {
      Facts facts =
          FactsFixture.facts(
              PatientRecord.builder().gender(Gender.FEMALE).birthSex(Gender.MALE).build(),
              treatment().dose(Quantity.parse("30 mg")).build());
      read(facts, HEIGHT, "165.1 cm");

      assertThat(facts.plan().doseIsAbovePerKgOfIdealWeight("0.5", "mg").truth())
          .isEqualTo(Truth.FAILS);
    }
  }

  @Nested
  class TheInfusion {

    @ParameterizedTest
    @CsvSource({
      "40 min,   FAILS",
      "39.9 min, HOLDS",
      "2399 s,   HOLDS",
      "2400 s,   FAILS",
      "1 h,      FAILS",
      "0.5 h,    HOLDS",
      ",         UNKNOWN",
    })
    void takesLessThanFortyMinutes(@Nullable String duration, Truth expected) {
      Facts facts = facts(treatment().duration(duration == null ? null : Quantity.parse(duration)));

      assertThat(facts.plan().infusionTakesLessThan(40, "minutes").truth()).isEqualTo(expected);
    }
  }

  @Nested
  class TheSession {

    @ParameterizedTest
    @CsvSource({"8, FAILS", "9, HOLDS", "10, HOLDS", ", UNKNOWN"})
    void isTheNinthOrLater(@Nullable Integer session, Truth expected) {
      assertThat(facts(treatment().session(session)).plan().isSessionOrLater(9).truth())
          .isEqualTo(expected);
    }
  }

  @Nested
  class TheCourse {

    private Truth beganMoreThanFourWeeksAgo(Facts facts) {
      return facts.plan().courseBeganMoreThanAgo(4, "weeks").truth();
    }

    @ParameterizedTest
    @CsvSource({
      // 28 days back from 15 June is 18 May
      "2026-05-17, HOLDS",
      "2026-05-18, FAILS",
      "2026-05,    POSSIBLE",
      "2026-04,    HOLDS",
      "2026-06-20, FAILS",
    })
    void beganMoreThanSoLongAgo(String began, Truth expected) {
      assertThat(
              beganMoreThanFourWeeksAgo(facts(treatment().courseBegan(RecordedTime.parse(began)))))
          .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"2026-05-17, POSSIBLE", "2026-05-18, UNKNOWN", "2026, POSSIBLE"})
    void mayHaveBegunWhenADoseWasGiven(String dose, Truth expected) {
      Facts facts = facts(treatment());
      dose(facts, dose);

      assertThat(beganMoreThanFourWeeksAgo(facts)).isEqualTo(expected);
    }

    @Test
    void isNotKnownWithoutEither() {
      assertThat(beganMoreThanFourWeeksAgo(facts(treatment()))).isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void changesWithTheDayAfterTheWindow() {
      Facts facts = facts(treatment().courseBegan(RecordedTime.parse("2026-05-18")));
      facts.takeTurningPoints();

      beganMoreThanFourWeeksAgo(facts);

      assertThat(facts.takeTurningPoints())
          .containsExactly(java.time.Instant.parse("2026-06-16T00:00:00Z"));
    }
  }

  @Nested
  class Sessions {

    private Truth moreThanTwoInAWeek(Facts facts, String... doses) {
      for (String dose : doses) {
        dose(facts, dose);
      }
      return facts.plan().moreSessionsThan(2, 7, "days").truth();
    }

    private Facts open() {
      return listed(AssertionStatus.PARTIAL, treatment());
    }

    @Test
    void areDaysWithADose() {
      assertThat(moreThanTwoInAWeek(open(), "2026-06-08", "2026-06-10", "2026-06-12"))
          .isEqualTo(Truth.HOLDS);
      // two of one day are one session
      assertThat(
              moreThanTwoInAWeek(
                  open(), "2026-06-10T08:00:00Z", "2026-06-10T08:05:00Z", "2026-06-12"))
          .isEqualTo(Truth.UNKNOWN);
      // the first lies before the window
      assertThat(moreThanTwoInAWeek(open(), "2026-06-07", "2026-06-10", "2026-06-12"))
          .isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void arePossibleWhereADayIsNotKnown() {
      assertThat(moreThanTwoInAWeek(open(), "2026-06", "2026-06-10", "2026-06-12"))
          .isEqualTo(Truth.POSSIBLE);
      assertThat(moreThanTwoInAWeek(open(), "2026-06", "2026-06-10")).isEqualTo(Truth.UNKNOWN);
      assertThat(facts(treatment()).plan().moreSessionsThan(1, 7, "days").truth())
          .isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void countSurelyWhatLiesInTheWindowWhateverItsDay() {
      Facts facts = open();
      dose(facts, "2026-04");
      dose(facts, "2026-05");
      dose(facts, "2026-06");

      assertThat(facts.plan().moreSessionsThan(2, 1, "year").truth()).isEqualTo(Truth.HOLDS);
      // the two of one month may have been one
      dose(facts, "2026-06-02");
      assertThat(facts.plan().moreSessionsThan(3, 1, "year").truth()).isEqualTo(Truth.POSSIBLE);
    }

    @Test
    void failWhereMedicinesAreListedAndDosesAmongThem() {
      assertThat(moreThanTwoInAWeek(listed(AssertionStatus.RECORDED, treatment()), "2026-06-10"))
          .isEqualTo(Truth.FAILS);
      assertThat(moreThanTwoInAWeek(listed(AssertionStatus.RECORDED, treatment())))
          .isEqualTo(Truth.UNKNOWN);
      assertThat(moreThanTwoInAWeek(open(), "2026-06-10")).isEqualTo(Truth.UNKNOWN);
    }

    @ParameterizedTest(name = "session {0}, course since {1}, medicines {2}: {3}")
    @CsvSource({
      // 7 days back from 15 June is 8 June: the whole window lies in the course
      "1, 2026-06-07, NOT_ASKED,  FAILS",
      "3, 2026-06-07, PARTIAL,    FAILS",
      "4, 2026-06-07, NOT_ASKED,  UNKNOWN",
      // doses of an earlier course may be in the window, and not recorded
      "1, 2026-06-08, NOT_ASKED,  UNKNOWN",
      "1, 2026-06,    NOT_ASKED,  UNKNOWN",
      "1, ,           NOT_ASKED,  UNKNOWN",
      "1, ,           PARTIAL,    UNKNOWN",
      // medicines are listed, and none of them is a dose
      "1, ,           RECORDED,   FAILS",
      "3, 2026-06-15, NONE_KNOWN, FAILS",
      "4, ,           RECORDED,   UNKNOWN",
    })
    void failEarlyInACourseWhereNoneBeforeItCounts(
        int session, @Nullable String began, AssertionStatus medicines, Truth expected) {
      RecordedTime since = began == null ? null : RecordedTime.parse(began);

      assertThat(
              moreThanTwoInAWeek(
                  listed(medicines, treatment().session(session).courseBegan(since))))
          .isEqualTo(expected);
    }

    @Test
    void holdWhateverTheNumberOfTheSessionSays() {
      assertThat(
              moreThanTwoInAWeek(
                  facts(treatment().session(1)), "2026-06-08", "2026-06-10", "2026-06-12"))
          .isEqualTo(Truth.HOLDS);
    }

    @Test
    void areDoubtfulWhereADoseIs() {
      Facts facts = open();
      dose(facts, "2026-06-10");
      dose(facts, "2026-06-11");
      dose(facts, "2026-06-12", Verdict.possible(Doubt.NAME_IN_FREE_TEXT));

      assertThat(facts.plan().moreSessionsThan(2, 7, "days").truth()).isEqualTo(Truth.POSSIBLE);
    }
  }

  @Nested
  class TheLastDose {

    @ParameterizedTest(name = "{0}, less than {1} {2} ago: {3}")
    @CsvSource({
      "2026-06-12,           3, days,  FAILS",
      "2026-06-13,           3, days,  HOLDS",
      "2026-06,              3, days,  POSSIBLE",
      "2026-05,              3, days,  FAILS",
      "2026-06-14T09:00:00Z, 24, hours, FAILS",
      "2026-06-14T09:00:01Z, 24, hours, HOLDS",
      "2026-06-14,           24, hours, POSSIBLE",
      "2026-06-15T08:30:00Z, 30, minutes, FAILS",
      "2026-06-15T08:30:01Z, 30, minutes, HOLDS",
    })
    void wasLessThanSoLongAgo(String dose, int amount, String unit, Truth expected) {
      Facts facts = listed(AssertionStatus.RECORDED, treatment());
      dose(facts, "2026-01-01");
      dose(facts, dose);

      assertThat(facts.plan().lastDoseWasLessThanAgo(amount, unit).truth()).isEqualTo(expected);
    }

    @Test
    void isNotKnownWhereMedicinesAreNotListedOrNoDoseIs() {
      Facts notListed = listed(AssertionStatus.NOT_ASKED, treatment());
      dose(notListed, "2026-01-01");

      assertThat(notListed.plan().lastDoseWasLessThanAgo(3, "days").truth())
          .isEqualTo(Truth.UNKNOWN);
      assertThat(
              listed(AssertionStatus.RECORDED, treatment())
                  .plan()
                  .lastDoseWasLessThanAgo(3, "days")
                  .truth())
          .isEqualTo(Truth.UNKNOWN);
    }

    @Test
    void changesAtTheMomentItIsSoLongAgo() {
      Facts facts = facts(treatment());
      dose(facts, "2026-06-15T08:00:00Z");
      facts.takeTurningPoints();

      facts.plan().lastDoseWasLessThanAgo(24, "hours");

      assertThat(facts.takeTurningPoints())
          .containsExactly(java.time.Instant.parse("2026-06-16T08:00:00Z"));
    }
  }
}
