package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ketascreen.Patients.ATC;
import static org.ketascreen.Patients.ICD;
import static org.ketascreen.Patients.NOW;
import static org.ketascreen.Patients.active;
import static org.ketascreen.Patients.asked;
import static org.ketascreen.Patients.at;
import static org.ketascreen.Patients.code;
import static org.ketascreen.Patients.condition;
import static org.ketascreen.Patients.reading;
import static org.ketascreen.Patients.request;
import static org.ketascreen.Patients.time;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.OffsetDateTime;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.Assertion;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Dosage;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Gender;
import org.ketascreen.record.Medication;
import org.ketascreen.record.MedicationStatus;
import org.ketascreen.record.Mention;
import org.ketascreen.record.Observation;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Planned;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Severity;
import org.ketascreen.rulebase.Treatment;

/** Sentences on what is planned, named, taken by a route, and documents that are due. */
class PlannedAndAskedTest {

  static final Screener SCREENER = Screener.of(rulebase());

  private static Rulebase rulebase() {
    try {
      return new SmallRulebase()
          .valueSet("surgery", ICD, "A01", "surgeryish")
          .valueSet("disorder", ICD, "A02", "disorderish")
          .valueSet("depression", ICD, "A03", "depressish")
          .valueSet("lactation", ICD, "A04", "lactatish")
          .valueSet("gravid", ICD, "A05", "gravidish")
          .valueSet("sterile", ICD, "A06", "sterilish")
          .valueSet("steroid", ATC, "H02AB", "steroidish")
          .answer("yes", "LA33-6")
          .answer("no", "LA32-8")
          .question("pregnancy status", "82810-3")
          .question("pregnancy test", "2106-3")
          .question("breastfeeding status", "63895-7")
          .observation("liver value", "1742-6", "U/L", 0, 5000)
          .head(
              """
              pregnancy:
                conditions: gravid
                status: pregnancy status
                pregnant: yes
                notPregnant: no
                test: pregnancy test
                positive: yes
                negative: no
                excludedBy: sterile
                ages: { from: 12, to: 55 }
                lasts: 44 weeks
                answerGoodFor: 7 days
                breastfeeding: { conditions: lactation, status: breastfeeding status, yes: yes, no: no, answerGoodFor: 90 days }
                because: So.
                sources: [ source-1 ]
              """
                  .replace("pregnant: yes", "pregnant: \"yes\"")
                  .replace("notPregnant: no", "notPregnant: \"no\"")
                  .replace("positive: yes", "positive: \"yes\"")
                  .replace("negative: no", "negative: \"no\"")
                  .replace("yes: yes, no: no", "\"yes\": \"yes\", \"no\": \"no\""))
          .rule(
              "PL-01",
              "contraindication",
              "the patient is due to have \"surgery\" within the next 14 days")
          .rule("ME-01", "precaution", "the patient has ever had \"disorder\"")
          .rule("ME-02", "precaution", "the patient has \"disorder\"")
          .rule(
              "MD-01",
              "precaution",
              "the patient takes \"steroid\"\n  - by the \"oral\" route\n  - at least 40 mg a day")
          .rule("IN-01", "information", "the treatment is for \"depression\"")
          .rule("PR-01", "precaution", "the patient could be pregnant")
          .rule("PR-02", "precaution", "the patient is breastfeeding")
          .rule("PR-03", "information", "the patient is male")
          .rule("AG-01", "precaution", "the patient is at least 65 years old")
          .asking(
              "AS-02",
              "information",
              "the patient is at least 65 years old",
              "ask for \"liver value\"\n  - within the last 3 months")
          .asking(
              "AS-01",
              "contraindication",
              "the patient has \"disorder\"",
              "ask for \"liver value\"\n  - within the last 3 months")
          .compile(Files.createTempDirectory("planned"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ScreeningReport screen(Entry... entries) {
    return SCREENER.screen(request(entries).build());
  }

  private static Outcome outcome(ScreeningReport report, String rule) {
    return result(report, rule).outcome();
  }

  private static ScreeningReport.RuleResult result(ScreeningReport report, String rule) {
    return report.rules().stream().filter(r -> r.rule().equals(rule)).findFirst().orElseThrow();
  }

  private static List<String> elements(ScreeningReport report) {
    return report.missing().stream().map(MissingData::element).toList();
  }

  private static Planned surgery(String due) {
    return planned("s", "A01", Planned.Status.ACTIVE, due);
  }

  private static Planned planned(
      String id, String icd, Planned.@Nullable Status status, @Nullable String due) {
    return new Planned(
        "ServiceRequest/" + id, code(ICD, icd), status, due == null ? null : at(due), null);
  }

  @Nested
  class APlan {

    @Test
    void isAFindingUntilItIsOver() {
      ScreeningReport report = screen(surgery("2026-06-20"));

      assertThat(report.findings()).extracting(Finding::rule).contains("PL-01");
      assertThat(report.validUntil()).isEqualTo(OffsetDateTime.parse("2026-06-21T00:00:00Z"));
      assertThat(report.findings().get(0).until())
          .isEqualTo(OffsetDateTime.parse("2026-06-21T00:00:00Z"));
    }

    @Test
    void becomesOneWhenItsWindowBegins() {
      ScreeningReport report = screen(surgery("2026-07-10"));

      assertThat(outcome(report, "PL-01")).isEqualTo(Outcome.CLEAR);
      assertThat(report.validUntil()).isEqualTo(OffsetDateTime.parse("2026-06-26T00:00:00Z"));
    }

    @Test
    void isNoConditionAndIsExcludedWhereNoSentenceAsksForIt() {
      ScreeningReport report = screen(planned("d", "A02", Planned.Status.ACTIVE, "2026-06-20"));

      assertThat(outcome(report, "ME-01")).isEqualTo(Outcome.CLEAR);
      assertThat(report.excluded())
          .containsExactly(
              new ScreeningReport.ExcludedEntry("ServiceRequest/d", "planned-not-started"));
    }

    @Test
    void isAskedForWherePlansWereNotAsked() {
      ScreeningReport report =
          SCREENER.screen(request(asked(AssertionStatus.NOT_ASKED).build(), NOW).build());

      assertThat(outcome(report, "PL-01")).isEqualTo(Outcome.NOT_EVALUABLE);
      assertThat(report.missing())
          .filteredOn(each -> each.element().equals("surgery"))
          .singleElement()
          .satisfies(each -> assertThat(each.within()).isNull())
          .extracting(MissingData::ask)
          .isEqualTo("Is the patient due to have surgery within the next 14 days?");
    }

    @Test
    void enteredInErrorIsExcluded() {
      ScreeningReport report =
          screen(planned("e", "A01", Planned.Status.ENTERED_IN_ERROR, "2026-06-20"));

      assertThat(report.excluded())
          .extracting(ScreeningReport.ExcludedEntry::reason)
          .containsExactly("entered-in-error");
    }
  }

  @Test
  void aMentionIsOnlyPossiblyHadAndSaysWhatSettlesIt() {
    ScreeningReport report =
        screen(new Mention("Encounter/e", code(ICD, "A02"), Mention.Kind.ENCOUNTER, null));

    // When it was is not known, so it may still be present too.
    assertThat(report.findings())
        .filteredOn(finding -> finding.rule().equals("ME-02"))
        .extracting(Finding::certainty)
        .containsExactly(Certainty.POSSIBLE);
    assertThat(report.findings())
        .filteredOn(finding -> finding.rule().equals("ME-01"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.certainty()).isEqualTo(Certainty.POSSIBLE);
              assertThat(finding.settledBy())
                  .isEqualTo(
                      "confirm or refute it (it is only named as what an encounter was for)");
            });
  }

  @ParameterizedTest(name = "{0}, {1} mg a day: {2}")
  @CsvSource({
    "oral, 40, FIRED",
    "oral, 39, CLEAR",
    "rectal, 40, CLEAR",
    "somehow, 40, FIRED",
  })
  void routeAndDoseDecide(String route, String dose, Outcome expected) {
    Quantity amount = Quantity.of(dose, "mg");
    Medication steroid =
        Medication.builder("Medication/m", Medication.Kind.STATEMENT, code(ATC, "H02AB"))
            .status(MedicationStatus.ACTIVE)
            .dosages(List.of(new Dosage(CodeableConcept.ofText(route), false, amount, amount)))
            .build();

    assertThat(outcome(screen(steroid), "MD-01")).isEqualTo(expected);
  }

  @ParameterizedTest(name = "for {0}: {1}")
  @CsvSource({"A03, FIRED", "A99, CLEAR", ", NOT_EVALUABLE"})
  void whatTheTreatmentIsForDecides(@Nullable String icd, Outcome expected) {
    Treatment treatment =
        Treatment.builder(Agent.KETAMINE, Route.INTRAVENOUS)
            .indications(icd == null ? List.of() : List.of(code(ICD, icd)))
            .build();
    ScreeningReport report =
        SCREENER.screen(ScreeningRequest.builder(Patients.patient(), treatment, NOW).build());

    assertThat(outcome(report, "IN-01")).isEqualTo(expected);
    assertThat(elements(report).contains("indication")).isEqualTo(icd == null);
  }

  @Test
  void anIndicationInWordsAloneIsNotDecided() {
    Treatment treatment =
        Treatment.builder(Agent.KETAMINE, Route.INTRAVENOUS)
            .indications(List.of(CodeableConcept.ofText("low mood")))
            .build();

    assertThat(
            outcome(
                SCREENER.screen(
                    ScreeningRequest.builder(Patients.patient(), treatment, NOW).build()),
                "IN-01"))
        .isEqualTo(Outcome.NOT_EVALUABLE);
  }

  @Nested
  class Pregnancy {

    @ParameterizedTest(name = "{0}, born {1}: could be pregnant {2}")
    @CsvSource({
      "FEMALE, 1990-01-01, FIRED",
      "FEMALE, 2014-06-15, FIRED",
      "FEMALE, 2014-06-16, CLEAR",
      "FEMALE, 1970-06-16, FIRED",
      "FEMALE, 1970-06-15, CLEAR",
      "FEMALE, 2014,       FIRED",
      "FEMALE, ,           NOT_EVALUABLE",
      "MALE,   1990-01-01, CLEAR",
      "MALE,   ,           CLEAR",
      ",       1990-01-01, NOT_EVALUABLE",
      "OTHER,  1990-01-01, NOT_EVALUABLE",
      ",       2020-01-01, CLEAR",
    })
    void sexAndAgeDecide(@Nullable Gender sex, @Nullable String born, Outcome expected) {
      PatientRecord record =
          asked(AssertionStatus.RECORDED)
              .gender(sex)
              .birthDate(born == null ? null : time(born))
              .build();

      assertThat(outcome(SCREENER.screen(request(record, NOW).build()), "PR-01"))
          .isEqualTo(expected);
    }

    @Test
    void anOperationRulesItOutAndWhatIsMissingIsAskedFor() {
      var record = asked(AssertionStatus.RECORDED, active("h", "A06"));

      assertThat(outcome(SCREENER.screen(request(record.build(), NOW).build()), "PR-01"))
          .isEqualTo(Outcome.CLEAR);
      assertThat(elements(screen())).contains("sex", "birth date");
    }

    @ParameterizedTest(name = "{0} days ago {1}, male {2}: breastfeeding {3}")
    @CsvSource({
      "2026-03-17, LA33-6, FIRED",
      "2026-03-16, LA33-6, NOT_EVALUABLE",
      "2026-03-17, LA32-8, CLEAR",
      "2026-03-16, LA32-8, NOT_EVALUABLE",
    })
    void anAnswerSaysForAWhileWhetherBreastfeeding(String day, String answer, Outcome expected) {
      Observation observation =
          Observation.of(
              "Observation/b",
              code(Patients.LOINC, "63895-7"),
              new Observation.Value.Coded(code(Patients.LOINC, answer)),
              time(day));

      assertThat(outcome(screen(observation), "PR-02")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
      "2014-06-16, CLEAR", // not yet twelve
      "2014-06-15, NOT_EVALUABLE",
      "1970-06-16, NOT_EVALUABLE", // still fifty-five
      "1970-06-15, CLEAR",
      "1970, NOT_EVALUABLE"
    })
    void nobodyOfAnotherAgeIsAskedWhetherBreastfeeding(String birthDate, Outcome expected) {
      PatientRecord record =
          asked(AssertionStatus.NONE_KNOWN)
              .gender(Gender.FEMALE)
              .birthDate(time(birthDate))
              .build();

      assertThat(outcome(SCREENER.screen(request(record, NOW).build()), "PR-02"))
          .isEqualTo(expected);
    }

    @Test
    void answersThatDisagreeMakeItPossible() {
      Observation no =
          Observation.of(
              "Observation/b",
              code(Patients.LOINC, "63895-7"),
              new Observation.Value.Coded(code(Patients.LOINC, "LA32-8")),
              time("2026-06-10"));

      assertThat(screen(active("l", "A04"), no).findings())
          .filteredOn(finding -> finding.rule().equals("PR-02"))
          .extracting(Finding::certainty)
          .containsExactly(Certainty.POSSIBLE);
    }
  }

  @Nested
  class ADocumentThatIsAskedFor {

    private static final Observation FRESH = reading("l", "1742-6", "30 U/L", "2026-03-15");
    private static final Observation OLD = reading("l", "1742-6", "30 U/L", "2026-03-14");

    @Test
    void isDueWhileItsSentencesHoldAndNothingIsThere() {
      ScreeningReport report = screen(active("d", "A02"), OLD);

      assertThat(outcome(report, "AS-01")).isEqualTo(Outcome.FIRED);
      assertThat(report.findings()).extracting(Finding::rule).doesNotContain("AS-01");
      assertThat(report.missing())
          .contains(
              new MissingData(
                  "liver value",
                  "P3M",
                  Severity.CONTRAINDICATION,
                  List.of("AS-01"),
                  "Measure the liver value.",
                  List.of("http://loinc.org|1742-6")));
      assertThat(report.toText()).contains("ASK FIRST").contains("Measure the liver value.");
    }

    @Test
    void isThereWhenAUsableReadingLiesInTheWindow() {
      ScreeningReport report = screen(active("d", "A02"), FRESH);

      assertThat(result(report, "AS-01"))
          .isEqualTo(
              new ScreeningReport.RuleResult(
                  "AS-01", Outcome.CLEAR, List.of("there is a usable \"liver value\"")));
      assertThat(elements(report)).doesNotContain("liver value");
      assertThat(report.validUntil()).isEqualTo(OffsetDateTime.parse("2026-06-16T00:00:00Z"));
    }

    @Test
    void isNotThereWhenTheReadingCannotBeUsed() {
      assertThat(
              elements(screen(active("d", "A02"), reading("l", "1742-6", "30 mg", "2026-06-01"))))
          .contains("liver value");
    }

    @Test
    void isNotDueWhenItsSentencesFail() {
      ScreeningReport report = screen();

      assertThat(outcome(report, "AS-01")).isEqualTo(Outcome.CLEAR);
      assertThat(elements(report)).doesNotContain("liver value");
    }

    @Test
    void neverLeavesAReportIncompleteNorChangesItsDisposition() {
      PatientRecord unsaid =
          asked(AssertionStatus.RECORDED)
              .assertion(Section.CONDITIONS, new Assertion(AssertionStatus.NOT_ASKED, "test"))
              .build();
      ScreeningReport report = SCREENER.screen(request(unsaid, NOW).build());
      ScreeningReport due = screen(condition("d", "A02").build());

      assertThat(outcome(report, "AS-01")).isEqualTo(Outcome.NOT_EVALUABLE);
      assertThat(report.complete()).isTrue();
      assertThat(due.disposition()).isEqualTo(Disposition.PRECAUTIONS);
      assertThat(due.complete()).isTrue();
    }

    @Test
    void isAmongTheDataThatTheRulebaseReads() {
      assertThat(SCREENER.dataRequirements())
          .filteredOn(each -> each.element().equals("liver value"))
          .extracting(DataRequirement::rules)
          .containsExactly(List.of("AS-01", "AS-02"));
    }
  }

  /** Patients of its sentences, for laws. */
  static Arbitrary<ScreeningRequest> requests() {
    Arbitrary<@Nullable String> times =
        Arbitraries.of(
                "2026",
                "2026-06",
                "2026-06-14",
                "2026-06-15",
                "2026-06-15T08:59:59Z",
                "2026-06-15T09:00:00Z",
                "2026-06-29",
                "2026-06-30",
                "2026-07-31",
                "2026-03-15",
                "2026-03-14",
                "2027")
            .injectNull(0.2);
    Arbitrary<Entry> plans =
        Combinators.combine(
                Arbitraries.of("A01", "A02", "Z99.9"),
                Arbitraries.of(Planned.Status.class).injectNull(0.2),
                times,
                times)
            .as(
                (icd, status, due, recorded) ->
                    new Planned(
                        "ServiceRequest/" + icd,
                        code(ICD, icd),
                        status,
                        due == null ? null : at(due),
                        recorded == null ? null : time(recorded)));
    Arbitrary<Entry> mentions =
        Combinators.combine(
                Arbitraries.of("A02", "A05", "A06"), Arbitraries.of(Mention.Kind.class), times)
            .as(
                (icd, kind, when) ->
                    new Mention(
                        "Encounter/" + icd, code(ICD, icd), kind, when == null ? null : at(when)));
    Arbitrary<Entry> medicines =
        Combinators.combine(
                Arbitraries.of(MedicationStatus.class).injectNull(0.2),
                Arbitraries.of("oral", "iv", "somehow"),
                Arbitraries.of("10", "39", "40").injectNull(0.2))
            .as(
                (status, route, dose) ->
                    Medication.builder(
                            "Medication/m", Medication.Kind.STATEMENT, code(ATC, "H02AB"))
                        .status(status)
                        .dosages(
                            List.of(
                                new Dosage(
                                    CodeableConcept.ofText(route),
                                    false,
                                    dose == null ? null : Quantity.of(dose, "mg"),
                                    Quantity.of("40", "mg"))))
                        .build());
    Arbitrary<Entry> readings =
        Combinators.combine(Arbitraries.of("30 U/L", "30 mg"), times.filter(t -> t != null))
            .as((value, when) -> reading("l" + when, "1742-6", value, when));
    Arbitrary<Entry> conditions =
        Arbitraries.of("A02", "A04", "A05", "A06").map(icd -> active(icd, icd));
    Arbitrary<PatientRecord> records =
        Combinators.combine(
                Arbitraries.oneOf(plans, plans, mentions, medicines, readings, readings, conditions)
                    .list()
                    .ofMaxSize(7),
                Arbitraries.of(AssertionStatus.class),
                Arbitraries.of(Gender.class).injectNull(0.2),
                Arbitraries.of("1990-01-01", "2014-06-16", "1970-06", "2014").injectNull(0.2))
            .as(
                (entries, is, sex, born) ->
                    asked(is, entries.toArray(new Entry[0]))
                        .gender(sex)
                        .birthDate(born == null ? null : time(born))
                        .build());
    return Combinators.combine(
            records,
            Arbitraries.of("2026-06-15T09:00:00Z", "2026-06-15Z", "2026-06-15T22:00:00+13:00"),
            Arbitraries.of("A03", "A99").injectNull(0.3))
        .as(
            (record, asOf, indication) ->
                ScreeningRequest.builder(
                        record,
                        Treatment.builder(Agent.KETAMINE, Route.INTRAVENOUS)
                            .indications(
                                indication == null ? List.of() : List.of(code(ICD, indication)))
                            .build(),
                        AsOf.parse(asOf))
                    .build());
  }

  @Nested
  class OfAnAgeThatIsReached {

    /** Many a server writes "no end" as the last day that a date can name. */
    @Test
    void noReportStandsUntilAYearThatCannotBeWritten() {
      Quantity amount = Quantity.of("40", "mg");
      Medication endless =
          Medication.builder("Medication/m", Medication.Kind.STATEMENT, code(ATC, "H02AB"))
              .status(MedicationStatus.ACTIVE)
              .taken(new RecordedPeriod(time("2020-01-01"), time("9999-12-31")))
              .dosages(List.of(new Dosage(CodeableConcept.ofText("oral"), false, amount, amount)))
              .build();

      ScreeningReport report = screen(endless);

      assertThat(outcome(report, "MD-01")).isEqualTo(Outcome.FIRED);
      assertThat(report.validUntil()).isNull();
      assertThat(report.findings()).extracting(Finding::until).containsOnlyNulls();
    }

    @Test
    void makesADocumentDueThatIsAskedForBeforeWhatOnlyPrecautionsNeed() {
      PatientRecord record =
          PatientRecord.builder().birthDate(RecordedTime.parse("1950-02-03")).build();

      List<String> elements = elements(SCREENER.screen(request(record, NOW).build()));

      assertThat(elements).containsSubsequence("liver value", "steroid");
    }

    /** A birthday changes the age and nothing else, so that no screening looks ahead for ever. */
    @Test
    void nothingChangesOnABirthday() {
      ScreeningReport report =
          SCREENER.screen(
              request(PatientRecord.builder().birthDate(time("1950-02-03")).build(), NOW).build());

      assertThat(outcome(report, "AG-01")).isEqualTo(Outcome.FIRED);
      assertThat(outcome(report, "AS-02")).isEqualTo(Outcome.FIRED);
      assertThat(report.findings())
          .filteredOn(each -> each.rule().equals("AG-01"))
          .singleElement()
          .satisfies(each -> assertThat(each.until()).isNull())
          .satisfies(
              each ->
                  assertThat(each.evidence())
                      .singleElement()
                      .hasFieldOrPropertyWithValue("value", "65 years on 2015-02-03"));
      assertThat(report.validUntil()).isNull();
    }
  }
}
