package org.ketascreen.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ketascreen.fact.FactsFixture.at;
import static org.ketascreen.fact.FactsFixture.condition;
import static org.ketascreen.fact.FactsFixture.conditions;
import static org.ketascreen.fact.FactsFixture.facts;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Mention;
import org.ketascreen.record.Moment;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Procedure;
import org.ketascreen.record.ProcedureStatus;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.VerificationStatus;

class ConditionsTest {

  @Nested
  class AskedWhetherPresent {

    @ParameterizedTest(name = "{0}, abated {1}: {2}")
    @CsvSource({
      "ACTIVE,     ,           HOLDS",
      "RECURRENCE, ,           HOLDS",
      "RELAPSE,    ,           HOLDS",
      "INACTIVE,   ,           FAILS",
      "REMISSION,  ,           FAILS",
      "RESOLVED,   ,           FAILS",
      ",           ,           POSSIBLE",
      ",           2026-06-01, FAILS",
      ",           2026-07-01, HOLDS",
      ",           2026,       POSSIBLE",
      "ACTIVE,     2026-06-01, POSSIBLE",
      "ACTIVE,     2026-07-01, HOLDS",
      "RESOLVED,   2026-06-01, FAILS",
    })
    void itsClinicalStatusDecides(
        @Nullable ClinicalStatus status, @Nullable String abatement, Truth expected) {
      Conditions conditions =
          conditions(
              condition()
                  .clinicalStatus(status)
                  .abatement(abatement == null ? null : at(abatement))
                  .build());

      assertThat(conditions.present().truth()).isEqualTo(expected);
    }

    @Test
    void oneThatEndedAtAnUnknownTimeIsNot() {
      assertThat(conditions(condition().abated(true).build()).present().truth())
          .isEqualTo(Truth.FAILS);
    }

    @ParameterizedTest
    @CsvSource({
      "COMPLETED, POSSIBLE",
      "IN_PROGRESS, HOLDS",
      "STOPPED, POSSIBLE",
      "NOT_DONE, FAILS"
    })
    void whatAProcedureDidMayLast(ProcedureStatus status, Truth expected) {
      assertThat(conditions(procedure(status)).present().truth()).isEqualTo(expected);
    }
  }

  @Nested
  class AskedWhetherEver {

    @ParameterizedTest
    @CsvSource({
      ",             HOLDS",
      "CONFIRMED,    HOLDS",
      "UNCONFIRMED,  POSSIBLE",
      "PROVISIONAL,  POSSIBLE",
      "DIFFERENTIAL, POSSIBLE",
    })
    void verificationDecides(@Nullable VerificationStatus status, Truth expected) {
      Conditions conditions =
          conditions(
              condition()
                  .clinicalStatus(ClinicalStatus.RESOLVED)
                  .verificationStatus(status)
                  .build());

      assertThat(conditions.ever().truth()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(ClinicalStatus.class)
    void clinicalStatusDoesNotMatter(ClinicalStatus status) {
      assertThat(conditions(condition().clinicalStatus(status).build()).ever().truth())
          .isEqualTo(Truth.HOLDS);
    }

    @ParameterizedTest
    @CsvSource({
      "COMPLETED,   HOLDS",
      "IN_PROGRESS, HOLDS",
      "STOPPED,     HOLDS",
      "ON_HOLD,     POSSIBLE",
      "UNKNOWN,     POSSIBLE",
      ",            POSSIBLE",
      "NOT_DONE,    FAILS",
      "PREPARATION, FAILS",
    })
    void aProcedureCountsWhenDone(@Nullable ProcedureStatus status, Truth expected) {
      assertThat(conditions(procedure(status)).ever().truth()).isEqualTo(expected);
    }
  }

  @Nested
  class AskedWhenItBegan {

    @ParameterizedTest(name = "onset {0}, recorded {1}, abated {2}: {3}")
    @CsvSource({
      "2026-05-04, ,           ,           HOLDS",
      "2026-05-03, ,           ,           FAILS",
      "2026,       ,           ,           POSSIBLE",
      ",           ,           ,           POSSIBLE",
      // it cannot have begun after it was written down or had ended
      ",           2026-05-03, ,           FAILS",
      ",           2026-06-01, ,           POSSIBLE",
      "2026,       2026-04-30, ,           FAILS",
      "2026,       ,           2026-04-30, FAILS",
      ",           ,           2026-05-03, FAILS",
      // the one date contradicts the other: the onset counts
      "2026-06-01, 2026-01-01, ,           HOLDS",
    })
    void theWindowIsMet(
        @Nullable String onset,
        @Nullable String recorded,
        @Nullable String abated,
        Truth expected) {
      Conditions conditions =
          conditions(
              condition()
                  .onset(onset == null ? null : at(onset))
                  .recorded(recorded == null ? null : RecordedTime.parse(recorded))
                  .abatement(abated == null ? null : at(abated))
                  .build());

      assertThat(conditions.ever().beganWithin(6, "weeks").truth()).isEqualTo(expected);
      assertThat(conditions.ever().beganMoreThanAgo(6, "weeks").truth()).isEqualTo(expected.not());
    }

    @ParameterizedTest(name = "born 1980-06-01, at age {0} to {1}: {2}")
    @CsvSource({"46, 46, HOLDS", "45, 45, POSSIBLE", "44, 44, FAILS", "40, 46, POSSIBLE"})
    void anAgeIsAYear(BigDecimal low, BigDecimal high, Truth expected) {
      Facts facts =
          FactsFixture.facts(
              PatientRecord.builder().birthDate(RecordedTime.parse("1980-06-01")).build());
      Conditions conditions =
          conditions(facts, condition().onset(new Moment.AtAge(low, high, "a")).build());

      assertThat(conditions.ever().beganWithin(6, "weeks").truth()).isEqualTo(expected);
    }

    /** Else 999, as some systems write what they do not know, lies in the future and hides it. */
    @ParameterizedTest
    @CsvSource({"151, a", "999, a", "1801, mo", "7951, wk", "54901, d", "1e400, d"})
    void whatIsNoAgeSaysNothingOfWhenItBegan(BigDecimal age, String unit) {
      Facts facts =
          FactsFixture.facts(
              PatientRecord.builder().birthDate(RecordedTime.parse("1980-06-01")).build());
      Conditions conditions =
          conditions(facts, condition().onset(new Moment.AtAge(age, age, unit)).build());

      assertThat(conditions.ever().truth()).isEqualTo(Truth.HOLDS);
      assertThat(conditions.ever().beganWithin(6, "weeks").truth()).isEqualTo(Truth.POSSIBLE);
    }

    @Test
    void oneThatBeganLongAgoAndIsStillActiveDidNotBeginLately() {
      Conditions conditions =
          conditions(condition().clinicalStatus(ClinicalStatus.ACTIVE).onset(at("2019")).build());

      assertThat(conditions.ever().beganWithin(6, "weeks").truth()).isEqualTo(Truth.FAILS);
      assertThat(conditions.ever().presentWithin(6, "weeks").truth()).isEqualTo(Truth.HOLDS);
    }
  }

  @Nested
  class AskedWhenItWasPresent {

    @ParameterizedTest(name = "{0}, from {1} to {2}: {3}")
    @CsvSource({
      "ACTIVE,   2019,       ,           HOLDS",
      "RESOLVED, 2019,       2026-06-01, HOLDS",
      "RESOLVED, 2019,       2025-12-14, FAILS",
      "RESOLVED, 2019,       2025-12-15, HOLDS",
      "RESOLVED, 2019,       2025,       POSSIBLE",
      "RESOLVED, 2019,       ,           POSSIBLE",
      "RESOLVED, 2026-02-01, ,           HOLDS",
    })
    void anyTimeFromOnsetToAbatementCounts(
        ClinicalStatus status, String onset, @Nullable String abatement, Truth expected) {
      Conditions conditions =
          conditions(
              condition()
                  .clinicalStatus(status)
                  .onset(at(onset))
                  .abatement(abatement == null ? null : at(abatement))
                  .build());

      assertThat(conditions.ever().presentWithin(6, "months").truth()).isEqualTo(expected);
    }
  }

  @Nested
  class AskedForRemission {

    @ParameterizedTest
    @CsvSource({
      "REMISSION,  HOLDS,    FAILS",
      "ACTIVE,     FAILS,    HOLDS",
      "RELAPSE,    FAILS,    HOLDS",
      "RESOLVED,   FAILS,    HOLDS",
      "INACTIVE,   POSSIBLE, POSSIBLE",
      ",           UNKNOWN,  POSSIBLE",
    })
    void clinicalStatusDecides(@Nullable ClinicalStatus status, Truth in, Truth notIn) {
      Conditions conditions = conditions(condition().clinicalStatus(status).build());

      assertThat(conditions.ever().inRemission().truth()).isEqualTo(in);
      assertThat(conditions.ever().notInRemission().truth()).isEqualTo(notIn);
    }
  }

  @Nested
  class AskedForSeverity {

    @ParameterizedTest
    @CsvSource({
      "mild,     FAILS",
      "moderate, HOLDS",
      "severe,   HOLDS",
      "Severe,   HOLDS",
      "odd,      POSSIBLE",
      ",         POSSIBLE",
    })
    void theWordDecides(@Nullable String severity, Truth expected) {
      Conditions conditions =
          conditions(
              condition()
                  .severity(severity == null ? null : CodeableConcept.ofText(severity))
                  .build());

      assertThat(conditions.ever().ofAtLeastSeverity("moderate").truth()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"255604002, FAILS", "6736007, HOLDS", "24484000, HOLDS"})
    void theSnomedCodeDecides(String code, Truth expected) {
      CodeableConcept severity = CodeableConcept.of(Coding.of("http://snomed.info/sct", code));

      assertThat(
              conditions(condition().severity(severity).build())
                  .ever()
                  .ofAtLeastSeverity("moderate")
                  .truth())
          .isEqualTo(expected);
    }
  }

  @Nested
  class OnlyNamed {

    @ParameterizedTest
    @CsvSource({
      "ENCOUNTER,  NAMED_AT_ENCOUNTER",
      "REASON,     NAMED_AS_REASON",
      "CONCLUSION, NAMED_IN_CONCLUSION",
    })
    void itMayHaveBeen(Mention.Kind kind, Doubt doubt) {
      Conditions.Selected ever = conditions(mention(kind, null)).ever();

      assertThat(ever.truth()).isEqualTo(Truth.POSSIBLE);
      assertThat(ever.considered())
          .extracting(Support::verdict)
          .containsExactly(Verdict.possible(doubt));
    }

    @ParameterizedTest
    @CsvSource({
      "2026-06-15, POSSIBLE",
      "2025-06-15, POSSIBLE",
      "2025-06-14, FAILS",
      "2025,       POSSIBLE",
      ",           POSSIBLE",
    })
    void itMayStillBePresentForAYear(@Nullable String when, Truth expected) {
      assertThat(conditions(mention(Mention.Kind.ENCOUNTER, when)).present().truth())
          .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
      "2026-05-02, FAILS",
      ",           FAILS",
      "2026-04-30, POSSIBLE",
    })
    void itIsOverWhereTheConditionSaysSo(@Nullable String abatement, Truth expected) {
      Condition over =
          condition()
              .clinicalStatus(ClinicalStatus.RESOLVED)
              .abatement(abatement == null ? null : at(abatement))
              .build();

      Facts facts = facts();
      conditions(facts, over);

      assertThat(conditions(facts, mention(Mention.Kind.ENCOUNTER, "2026-05-01")).present().truth())
          .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: began {1}, began before {2}, present {3}")
    @CsvSource({
      "2026-06-01, POSSIBLE, FAILS,    POSSIBLE",
      "2026-01-01, FAILS,    POSSIBLE, FAILS",
      "2026,       POSSIBLE, POSSIBLE, POSSIBLE",
      ",           POSSIBLE, POSSIBLE, POSSIBLE",
    })
    void windowsLookAtWhenItWasNamed(
        @Nullable String when, Truth within, Truth before, Truth present) {
      Conditions conditions = conditions(mention(Mention.Kind.REASON, when));

      assertThat(conditions.ever().beganWithin(6, "weeks").truth()).isEqualTo(within);
      assertThat(conditions.ever().beganMoreThanAgo(6, "weeks").truth()).isEqualTo(before);
      assertThat(conditions.ever().presentWithin(6, "weeks").truth()).isEqualTo(present);
    }

    @Test
    void remissionAndSeverityAreOpen() {
      Conditions conditions = conditions(mention(Mention.Kind.REASON, null));

      assertThat(conditions.ever().inRemission().truth()).isEqualTo(Truth.POSSIBLE);
      assertThat(conditions.ever().notInRemission().truth()).isEqualTo(Truth.POSSIBLE);
      assertThat(conditions.ever().ofAtLeastSeverity("severe").truth()).isEqualTo(Truth.POSSIBLE);
    }

    private static Mention mention(Mention.Kind kind, @Nullable String when) {
      return new Mention(
          "Encounter/1", CodeableConcept.EMPTY, kind, when == null ? null : at(when));
    }
  }

  private static Procedure procedure(@Nullable ProcedureStatus status) {
    return new Procedure("Procedure/1", CodeableConcept.EMPTY, status, at("2020"));
  }
}
