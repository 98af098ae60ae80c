package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ketascreen.Patients.INFUSION;
import static org.ketascreen.Patients.LOINC;
import static org.ketascreen.Patients.NOW;
import static org.ketascreen.Patients.SPRAY;
import static org.ketascreen.Patients.active;
import static org.ketascreen.Patients.allergy;
import static org.ketascreen.Patients.asked;
import static org.ketascreen.Patients.at;
import static org.ketascreen.Patients.began;
import static org.ketascreen.Patients.code;
import static org.ketascreen.Patients.condition;
import static org.ketascreen.Patients.medication;
import static org.ketascreen.Patients.patient;
import static org.ketascreen.Patients.period;
import static org.ketascreen.Patients.reading;
import static org.ketascreen.Patients.request;
import static org.ketascreen.Patients.taken;
import static org.ketascreen.Patients.time;

import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Entry;
import org.ketascreen.record.FamilyHistory;
import org.ketascreen.record.Medication;
import org.ketascreen.record.MedicationStatus;
import org.ketascreen.record.Mention;
import org.ketascreen.record.Moment;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.Observation;
import org.ketascreen.record.ObservationStatus;
import org.ketascreen.record.Procedure;
import org.ketascreen.record.ProcedureStatus;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.VerificationStatus;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.rulebase.Severity;
import org.ketascreen.rulebase.Stage;

/** What a screening means, on a rulebase of one rule for each situation. */
class ScreenerTest {

  static Screener screener;

  @BeforeAll
  static void compile(@TempDir Path folder) {
    screener =
        Screener.of(
            new SmallRulebase()
                .valueSet("grave", Patients.ICD, "A01", "gravish")
                .valueSet("serious", Patients.ICD, "A02", "seriousish")
                .valueSet("mild", Patients.ICD, "A03", "mildish")
                .valueSet("notable", Patients.ICD, "A04", "notableish")
                .valueSet("recent", Patients.ICD, "A05", "recentish")
                .valueSet("disorder", Patients.ICD, "A06", "disorderish")
                .valueSet("attack", Patients.ICD, "A07", "attackish")
                .valueSet("sedative", Patients.ATC, "N05BA", "sedatish")
                .valueSet("allergen", Patients.ATC, "N06A", "allergish")
                .valueSet("ketamine", Patients.ATC, "N01AX03", "ketamin")
                .observation("pressure", "8480-6", "mm[Hg]", 40, 350)
                .observation("pulse", "8867-4", "/min", 10, 300)
                .head(
                    "doses: { medicines: ketamine, restAfter: 4 hours, basis: label, because: So, sources: [source-1] }\n")
                .head("checklists: { session: [ Observe. ] }\n")
                .rule("CC-01", "contraindication", "the patient has \"grave\"")
                .rule(
                    "CC-02",
                    "contraindication",
                    "the latest \"pressure\" is above 180 mm[Hg]\n  - within the last 30 days")
                .rule(
                    "CC-03",
                    "contraindication",
                    "@stages( \"session\" )\n",
                    "the latest \"pressure\" is above 200 mm[Hg]\n  - within the last 2 hours\n  - before the dose")
                .rule(
                    "CC-04",
                    "contraindication",
                    "@jurisdictions( \"eu\" )\n",
                    "the patient has ever had \"recent\"\n  - that began within the last 6 weeks")
                .rule("CC-05", "contraindication", "the patient is under 18 years old")
                .rule("RR-01", "relative-contraindication", "the patient has \"serious\"")
                .rule(
                    "RR-02",
                    "relative-contraindication",
                    "@applies( \"esketamine intranasal\" )\n",
                    "the patient is allergic to \"allergen\"")
                .rule(
                    "RR-03",
                    "relative-contraindication",
                    "@subsumes( \"RR-03b\" )\n",
                    "the patient has ever had \"disorder\"\n  - present within the last 6 months")
                .rule("RR-03b", "precaution", "the patient has ever had \"disorder\"")
                .rule(
                    "RR-04",
                    "relative-contraindication",
                    "@subsumes( \"RR-04b\" )\n",
                    "the patient has ever had \"attack\"\n  - that began within the last 30 days")
                .rule("RR-04b", "precaution", "the patient has \"attack\"")
                .rule("PP-01", "precaution", "the patient has \"mild\"")
                .rule(
                    "PP-02", "precaution", "the patient took \"sedative\" within the last 14 days")
                .rule("PP-03", "precaution", "the latest \"pulse\" is above 120 /min")
                .rule(
                    "PP-04",
                    "precaution",
                    "the patient has \"mild\"\nthe patient is at least 65 years old")
                .rule("II-01", "information", "the patient has \"notable\"")
                .compile(folder));
  }

  static final Observation NORMAL = reading("bp", "8480-6", "120 mm[Hg]", "2026-06-15T08:00:00Z");
  static final Observation PULSE = reading("pulse", "8867-4", "70 /min", "2026-06-15T08:00:00Z");

  /** An adult of whom everything is known, and these entries. */
  static ScreeningRequest.Builder known(Entry... entries) {
    var record = asked(AssertionStatus.RECORDED, entries).add(NORMAL).add(PULSE);
    return request(record.birthDate(time("1990-01-01")).patientEntries(0).build(), NOW);
  }

  static ScreeningReport screen(ScreeningRequest.Builder request) {
    return screener.screen(request.build());
  }

  static Outcome outcome(ScreeningReport report, String rule) {
    return result(report, rule).outcome();
  }

  static ScreeningReport.RuleResult result(ScreeningReport report, String rule) {
    return report.rules().stream().filter(r -> r.rule().equals(rule)).findFirst().orElseThrow();
  }

  static Map<String, Outcome> outcomes(ScreeningReport report) {
    return report.rules().stream()
        .collect(
            Collectors.toMap(
                ScreeningReport.RuleResult::rule, ScreeningReport.RuleResult::outcome));
  }

  static Finding finding(ScreeningReport report, String rule) {
    return report.findings().stream().filter(f -> f.rule().equals(rule)).findFirst().orElseThrow();
  }

  static MissingData missing(ScreeningReport report, String element) {
    return report.missing().stream()
        .filter(each -> each.element().equals(element))
        .findFirst()
        .orElseThrow();
  }

  @Nested
  class ARule {

    @Test
    void firesConfirmedWhenTheRecordSaysSo() {
      ScreeningReport report = screen(known(active("1", "A01.1")));

      assertThat(outcome(report, "CC-01")).isEqualTo(Outcome.FIRED);
      assertThat(result(report, "CC-01").deciding()).isEmpty();
      Finding finding = finding(report, "CC-01");
      assertThat(finding.certainty()).isEqualTo(Certainty.CONFIRMED);
      assertThat(finding.settledBy()).isNull();
      assertThat(finding.until()).isNull();
      assertThat(finding.evidence())
          .singleElement()
          .satisfies(
              e -> {
                assertThat(e.reference()).isEqualTo("Condition/1");
                assertThat(e.concept()).isEqualTo("grave");
                assertThat(e.sentence()).isEqualTo("the patient has \"grave\"");
                assertThat(e.coding()).isEqualTo(Coding.of(Patients.ICD, "A01.1"));
                assertThat(e.matchedBy()).isEqualTo("code");
              });
      assertThat(finding.sources())
          .containsExactly(
              new Finding.CitedSource("source-1", "2.3", "A source", "https://example.org/source"));
    }

    @Test
    void firesPossibleWithWhatWouldSettleItWhenTheRecordOnlyMayMeanIt() {
      ScreeningReport report =
          screen(
              known(
                  condition("1", "A01")
                      .verificationStatus(VerificationStatus.PROVISIONAL)
                      .build()));

      Finding finding = finding(report, "CC-01");
      assertThat(finding.certainty()).isEqualTo(Certainty.POSSIBLE);
      assertThat(finding.settledBy()).contains("verification status");
    }

    @Test
    void isClearWhenTheRecordSaysOtherwise() {
      ScreeningReport report = screen(known());

      assertThat(result(report, "CC-01"))
          .isEqualTo(
              new ScreeningReport.RuleResult(
                  "CC-01", Outcome.CLEAR, List.of("the patient has \"grave\"")));
    }

    @Test
    void isNotEvaluableWhenTheRecordDoesNotSay() {
      ScreeningReport report = screen(request());

      assertThat(result(report, "CC-02").outcome()).isEqualTo(Outcome.NOT_EVALUABLE);
      assertThat(result(report, "CC-02").deciding())
          .containsExactly("the latest \"pressure\" is above 180 mm[Hg] - within the last 30 days");
    }

    @Test
    void isClearWhenOneSentenceFailsWhateverElseIsUnknown() {
      ScreeningReport report = screen(request());

      assertThat(result(report, "PP-04"))
          .isEqualTo(
              new ScreeningReport.RuleResult(
                  "PP-04", Outcome.CLEAR, List.of("the patient has \"mild\"")));
      assertThat(missing(report, "birth date").rules()).containsExactly("CC-05");
    }

    @Test
    void isNotApplicableAtAnotherStage() {
      assertThat(result(screen(known()), "CC-03"))
          .isEqualTo(
              new ScreeningReport.RuleResult(
                  "CC-03", Outcome.NOT_APPLICABLE, List.of("not asked at stage evaluation")));
      assertThat(outcome(screen(known().stage(Stage.SESSION)), "CC-03")).isEqualTo(Outcome.CLEAR);
    }

    @Test
    void isNotApplicableForAnotherAgentOrRoute() {
      ScreeningRequest infusion = known(allergy("1", "N06AB06")).build();
      ScreeningRequest spray = ScreeningRequest.builder(infusion.record(), SPRAY, NOW).build();

      assertThat(result(screener.screen(infusion), "RR-02").deciding())
          .containsExactly("not asked for ketamine intravenous");
      assertThat(outcome(screener.screen(infusion), "RR-02")).isEqualTo(Outcome.NOT_APPLICABLE);
      assertThat(outcome(screener.screen(spray), "RR-02")).isEqualTo(Outcome.FIRED);
    }

    @ParameterizedTest
    @CsvSource({"us, NOT_APPLICABLE", "eu, FIRED", "any, FIRED"})
    void isNotApplicableInAnotherJurisdiction(String jurisdiction, Outcome expected) {
      ScreeningReport report =
          screen(known(began("1", "A05", "2026-06-01")).jurisdiction(jurisdiction));

      assertThat(outcome(report, "CC-04")).isEqualTo(expected);
    }

    @Test
    void standsInTheReportWhateverBecameOfIt() {
      assertThat(screen(request()).rules())
          .extracting(ScreeningReport.RuleResult::rule)
          .containsExactly(
              "CC-01", "CC-02", "CC-03", "CC-04", "CC-05", "II-01", "PP-01", "PP-02", "PP-03",
              "PP-04", "RR-01", "RR-02", "RR-03", "RR-03b", "RR-04", "RR-04b");
    }
  }

  @Nested
  class TheDisposition {

    ScreeningReport incomplete(Entry... entries) {
      return screen(request(entries));
    }

    @Test
    void isContraindicatedEvenWhenIncomplete() {
      ScreeningReport report = incomplete(active("1", "A01"));

      assertThat(report.complete()).isFalse();
      assertThat(report.disposition()).isEqualTo(Disposition.CONTRAINDICATED);
      assertThat(report.dispositionCertainty()).isEqualTo(Certainty.CONFIRMED);
    }

    @Test
    void isRelativelyContraindicatedEvenWhenIncomplete() {
      assertThat(incomplete(active("1", "A02")).disposition())
          .isEqualTo(Disposition.RELATIVELY_CONTRAINDICATED);
    }

    @Test
    void isUndeterminedRatherThanPrecautionsWhenIncomplete() {
      ScreeningReport report = incomplete(active("1", "A03"));

      assertThat(outcome(report, "PP-01")).isEqualTo(Outcome.FIRED);
      assertThat(report.disposition()).isEqualTo(Disposition.UNDETERMINED);
      assertThat(report.dispositionCertainty()).isNull();
      assertThat(report.isClear()).isFalse();
    }

    @Test
    void isUndeterminedRatherThanNoneFoundWhenIncomplete() {
      assertThat(incomplete().disposition()).isEqualTo(Disposition.UNDETERMINED);
    }

    @Test
    void isUndeterminedWhenAnUnscreenedEntryBears() {
      ScreeningReport report =
          screen(
              known(
                  Condition.builder("Condition/9", CodeableConcept.ofText("hx gravishness"))
                      .build()));

      assertThat(report.unscreened())
          .containsExactly(
              new ScreeningReport.UnscreenedEntry(
                  "Condition/9", "hx gravishness", "text-only", null, true));
      assertThat(report.complete()).isFalse();
      assertThat(report.disposition()).isEqualTo(Disposition.UNDETERMINED);
    }

    @Test
    void doesNotMindAnUnscreenedEntryThatDoesNotBear() {
      ScreeningReport report =
          screen(known(Condition.builder("Condition/9", CodeableConcept.ofText("hives")).build()));

      assertThat(report.unscreened()).singleElement().matches(each -> !each.bearing());
      assertThat(report.isClear()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "?", "--"})
    void isUndeterminedWhenAnEntrySaysNothingAtAll(String text) {
      CodeableConcept nothing = new CodeableConcept(List.of(new Coding(null, null, text)), text);

      ScreeningReport report = screen(known(Condition.builder("Condition/9", nothing).build()));

      assertThat(report.unscreened()).singleElement().matches(each -> each.bearing());
      assertThat(report.disposition()).isEqualTo(Disposition.UNDETERMINED);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "?", "--"})
    void isUndeterminedWhenAnUnreadableEntrySaysNothing(String words) {
      NotRead broken = new NotRead("Condition/9", NotRead.Kind.MALFORMED, "broken", List.of(words));
      var record = asked(AssertionStatus.RECORDED).add(NORMAL).add(PULSE).add(broken).build();

      ScreeningReport report = screen(request(record, NOW));

      assertThat(report.unscreened()).singleElement().matches(each -> each.bearing());
    }

    @Test
    void isUndeterminedByEitherOfTwoThatAreShownAlike() {
      Condition harmless = shown("hives");
      Condition watched = shown("hx gravishness");

      for (List<Condition> each : List.of(List.of(harmless, watched), List.of(watched, harmless))) {
        ScreeningReport report = screen(known(each.get(0), each.get(1)));

        assertThat(report.unscreened()).singleElement().matches(one -> one.bearing());
        assertThat(report.disposition()).isEqualTo(Disposition.UNDETERMINED);
      }
    }

    private Condition shown(String display) {
      CodeableConcept code =
          new CodeableConcept(
              List.of(new Coding("https://example.org/own", "1", display)), "see the letter");
      return Condition.builder("Condition/9", code).build();
    }

    @Test
    void isPrecautionsWhenComplete() {
      ScreeningReport report = screen(known(active("1", "A03")));

      assertThat(report.disposition()).isEqualTo(Disposition.PRECAUTIONS);
      assertThat(report.complete()).isTrue();
      assertThat(report.isClear()).isFalse();
    }

    @Test
    void isNoneFoundBesideInformation() {
      ScreeningReport report = screen(known(active("1", "A04")));

      assertThat(report.findings()).extracting(Finding::rule).containsExactly("II-01");
      assertThat(report.disposition()).isEqualTo(Disposition.NONE_FOUND);
      assertThat(report.dispositionCertainty()).isNull();
      assertThat(report.isClear()).isTrue();
    }

    @Test
    void isNoneFoundButNotClearWhenAPrecautionIsNotEvaluable() {
      var record = asked(AssertionStatus.RECORDED, NORMAL).birthDate(time("1990-01-01"));

      ScreeningReport report = screen(request(record.build(), NOW));

      assertThat(outcome(report, "PP-03")).isEqualTo(Outcome.NOT_EVALUABLE);
      assertThat(report.complete()).isTrue();
      assertThat(report.disposition()).isEqualTo(Disposition.NONE_FOUND);
      assertThat(report.isClear()).isFalse();
    }

    @Test
    void isOnlyPossibleWhenOnlyPossibleFindingsMadeIt() {
      Condition possible =
          condition("1", "A01").verificationStatus(VerificationStatus.DIFFERENTIAL).build();

      ScreeningReport report = screen(known(possible, active("2", "A02")));

      assertThat(report.disposition()).isEqualTo(Disposition.CONTRAINDICATED);
      assertThat(report.dispositionCertainty()).isEqualTo(Certainty.POSSIBLE);
    }

    @Test
    void isConfirmedWhenOneOfItsFindingsIs() {
      Condition possible =
          condition("1", "A01").verificationStatus(VerificationStatus.DIFFERENTIAL).build();

      ScreeningReport report = screen(known(possible, began("2", "A05", "2026-06-01")));

      assertThat(report.findings()).extracting(Finding::rule).containsExactly("CC-04", "CC-01");
      assertThat(report.dispositionCertainty()).isEqualTo(Certainty.CONFIRMED);
    }
  }

  @Nested
  class Subsumption {

    Condition.Builder present(String id) {
      return condition(id, "A06").onset(at("2026-06-01"));
    }

    @Test
    void leavesOutTheMilderRuleOnTheSameEntries() {
      ScreeningReport report = screen(known(present("1").build()));

      assertThat(result(report, "RR-03b"))
          .isEqualTo(
              new ScreeningReport.RuleResult(
                  "RR-03b", Outcome.SUBSUMED, List.of("subsumed by RR-03")));
      assertThat(report.findings()).extracting(Finding::rule).containsExactly("RR-03");
    }

    @Test
    void doesNotCoverAnEntryOfItsOwn() {
      Condition past =
          condition("2", "A06")
              .clinicalStatus(ClinicalStatus.RESOLVED)
              .abatement(at("2020-01-01"))
              .build();

      ScreeningReport report = screen(known(present("1").build(), past));

      assertThat(report.findings()).extracting(Finding::rule).containsExactly("RR-03", "RR-03b");
    }

    @Test
    void needsAtLeastItsCertainty() {
      Condition unsure = condition("1", "A06").clinicalStatus(null).build();

      ScreeningReport report = screen(known(unsure));

      assertThat(finding(report, "RR-03").certainty()).isEqualTo(Certainty.POSSIBLE);
      assertThat(finding(report, "RR-03b").certainty()).isEqualTo(Certainty.CONFIRMED);
    }

    @Test
    void ofARuleThatIsNotMilderDoesNotCompile(@TempDir Path folder) {
      SmallRulebase rulebase =
          new SmallRulebase()
              .rule(
                  "AA-01",
                  "precaution",
                  "@subsumes( \"AA-02\" )\n",
                  "the patient is under 9 years old")
              .rule("AA-02", "contraindication", "the patient is under 9 years old");

      assertThatThrownBy(() -> rulebase.compile(folder))
          .isInstanceOf(RulebaseException.class)
          .hasMessageContaining("rule AA-01 subsumes AA-02, which is not milder");
    }

    @Test
    void endsWhenTheStricterFindingIsOverridden() {
      String digest = finding(screen(known(present("1").build())), "RR-03").evidenceDigest();

      ScreeningReport report =
          screen(known(present("1").build()).override(overriding("RR-03", digest, null)));

      assertThat(report.findings()).extracting(Finding::rule).containsExactly("RR-03", "RR-03b");
    }
  }

  static FindingOverride overriding(String rule, String digest, String until) {
    return overriding(rule, digest, "2026-06-01T00:00:00Z", until);
  }

  static FindingOverride overriding(String rule, String digest, String from, String until) {
    return new FindingOverride(
        rule,
        digest,
        "Practitioner/1",
        OffsetDateTime.parse(from),
        "benefit outweighs",
        until == null ? null : OffsetDateTime.parse(until));
  }

  @Nested
  class AnOverride {

    final Entry entry = active("1", "A01");
    final String digest = finding(screen(known(entry)), "CC-01").evidenceDigest();

    FindingOverride marked(FindingOverride override) {
      return finding(screen(known(entry).override(override)), "CC-01").override();
    }

    @Test
    void marksTheFindingAndChangesNothingElse() {
      FindingOverride override = overriding("CC-01", digest, null);

      ScreeningReport report = screen(known(entry).override(override));

      assertThat(finding(report, "CC-01").override()).isEqualTo(override);
      assertThat(report.disposition()).isEqualTo(Disposition.CONTRAINDICATED);
      assertThat(report.isClear()).isFalse();
    }

    @Test
    void doesNotCountOnOtherEvidence() {
      ScreeningReport report =
          screen(known(entry, active("2", "A01")).override(overriding("CC-01", digest, null)));

      assertThat(finding(report, "CC-01").override()).isNull();
    }

    @Test
    void doesNotCountForAnotherRule() {
      assertThat(marked(overriding("CC-02", digest, null))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
      "2026-06-15T09:00:00Z,, true",
      "2026-06-15T09:00:01Z,, false",
      "2026-06-01T00:00:00Z, 2026-06-15T09:00:01Z, true",
      "2026-06-01T00:00:00Z, 2026-06-15T09:00:00Z, false",
    })
    void countsFromWhenItIsMadeUntilItsEnd(String from, String until, boolean counts) {
      assertThat(marked(overriding("CC-01", digest, from, until)) != null).isEqualTo(counts);
    }

    @Test
    void limitsTheReportToItsEnd() {
      ScreeningReport report =
          screen(known(entry).override(overriding("CC-01", digest, "2026-06-20T12:00:00Z")));

      assertThat(report.validUntil()).isEqualTo("2026-06-20T12:00:00Z");
    }

    @Test
    void limitsTheReportToItsBeginning() {
      ScreeningReport report =
          screen(known(entry).override(overriding("CC-01", digest, "2026-06-16T12:00:00Z", null)));

      assertThat(report.validUntil()).isEqualTo("2026-06-16T12:00:00Z");
    }

    @Test
    void thatCanNeverCountDoesNotLimitTheReport() {
      ScreeningReport report =
          screen(known(entry).override(overriding("CC-01", "sha256:0", "2026-06-20T12:00:00Z")));

      assertThat(report.validUntil()).isEqualTo(screen(known(entry)).validUntil());
    }

    @Test
    void isTheSameInWhateverOrderTheyAreGiven() {
      FindingOverride one = overriding("CC-01", digest, null);
      FindingOverride other = overriding("CC-01", digest, "2026-06-02T00:00:00Z", null);

      assertThat(screen(known(entry).override(one).override(other)))
          .isEqualTo(screen(known(entry).override(other).override(one)));
    }
  }

  @Nested
  class Missing {

    @Test
    void isListedGravestFirstEachOnceWithTheRulesThatWait() {
      ScreeningReport report = screen(request().stage(Stage.SESSION));

      assertThat(report.missing())
          .extracting(MissingData::element)
          .containsExactly("pressure", "birth date", "pulse");
      assertThat(missing(report, "pressure").rules()).containsExactly("CC-02", "CC-03");
      assertThat(missing(report, "pressure").severity()).isEqualTo(Severity.CONTRAINDICATION);
      assertThat(missing(report, "pulse").severity()).isEqualTo(Severity.PRECAUTION);
    }

    @Test
    void asksForAReadingOfTheShortestWindowOfTheRulesAsked() {
      assertThat(missing(screen(request().stage(Stage.SESSION)), "pressure").within())
          .isEqualTo("PT2H");
      assertThat(missing(screen(request()), "pressure").within()).isEqualTo("P30D");
      assertThat(missing(screen(request()), "pulse").within()).isNull();
    }

    @Test
    void saysHowToAnswer() {
      MissingData pressure = missing(screen(request()), "pressure");

      assertThat(pressure.ask()).isEqualTo("Measure the pressure.");
      assertThat(pressure.codes()).containsExactly(LOINC + "|8480-6");
    }

    @Test
    void asksNothingForWhatIsClear() {
      assertThat(screen(known().stage(Stage.SESSION)).missing()).isEmpty();
    }

    @Test
    void asksEveryQuestionThatARuleWaitsFor() {
      ScreeningReport report = screen(request(asked(AssertionStatus.NOT_ASKED).build(), NOW));

      assertThat(missing(report, "disorder").rules()).containsExactly("RR-03", "RR-03b");
      assertThat(missing(report, "disorder").ask())
          .contains("Has the patient ever had disorder, present within the last 6 months?")
          .contains("Has the patient ever had disorder?");
    }
  }

  @Nested
  class AnEntry {

    void isExcluded(Entry entry, String reason) {
      ScreeningReport report = screen(known(entry));

      assertThat(report.excluded())
          .containsExactly(new ScreeningReport.ExcludedEntry(entry.reference(), reason));
      assertThat(report.findings()).isEmpty();
      assertThat(report.isClear()).isTrue();
      assertThat(report.entries()).isEqualTo(new ScreeningReport.EntryCounts(3, 2, 0, 1, 0));
    }

    @ParameterizedTest
    @CsvSource({"REFUTED, refuted", "ENTERED_IN_ERROR, entered-in-error"})
    void isExcludedByItsVerification(VerificationStatus status, String reason) {
      isExcluded(condition("1", "A01").verificationStatus(status).build(), reason);
    }

    @Test
    void isExcludedWhenARelatives() {
      isExcluded(
          new FamilyHistory("FamilyMemberHistory/1", CodeableConcept.ofText("mother")),
          "a-relatives");
    }

    @ParameterizedTest
    @CsvSource({
      "NOT_TAKEN, negated",
      "NOT_DONE, not-done",
      "CANCELLED, not-done",
      "DRAFT, planned-not-started",
      "INTENDED, planned-not-started",
      "ENTERED_IN_ERROR, entered-in-error"
    })
    void isExcludedByItsMedicationStatus(MedicationStatus status, String reason) {
      isExcluded(medication("1", "N05BA01").status(status).build(), reason);
    }

    @Test
    void isExcludedWhenItMustNotBeGiven() {
      isExcluded(medication("1", "N05BA01").doNotPerform(true).build(), "negated");
    }

    @ParameterizedTest
    @CsvSource({"NOT_DONE, not-done", "PREPARATION, planned-not-started"})
    void isExcludedByItsProcedureStatus(ProcedureStatus status, String reason) {
      isExcluded(
          new Procedure("Procedure/1", code(Patients.ICD, "A05"), status, at("2026-06-01")),
          reason);
    }

    @Test
    void isExcludedAfterTheMomentScreenedFor() {
      isExcluded(began("1", "A01", "2026-06-16"), "after-as-of");
    }

    @Test
    void isExcludedWhenItEndedBeforeEveryWindow() {
      isExcluded(
          medication("1", "N05BA01")
              .status(MedicationStatus.COMPLETED)
              .taken(period("2026-01-01", "2026-02-01"))
              .build(),
          "ended-before-every-window");
    }

    @Test
    void isExcludedAlikeInWhateverOrderEntriesOfOneReferenceCome() {
      Entry prepared =
          new Procedure(
              "Procedure/1", code(Patients.ICD, "A05"), ProcedureStatus.PREPARATION, null);
      Entry longAgo =
          new Procedure(
              "Procedure/1",
              code(Patients.ICD, "A05"),
              ProcedureStatus.COMPLETED,
              at("2020-01-01"));
      Entry reason =
          new Mention(
              "Procedure/1", code(Patients.ICD, "A05"), Mention.Kind.REASON, at("2020-01-01"));

      assertThat(screen(known(prepared, longAgo, reason)).excluded())
          .isEqualTo(screen(known(longAgo, prepared, reason)).excluded())
          .containsExactly(new ScreeningReport.ExcludedEntry("Procedure/1", "planned-not-started"));
    }

    @Test
    void isExcludedWhenAnotherPatients() {
      var record = asked(AssertionStatus.RECORDED);
      record.add(
          new NotRead("Condition/x", NotRead.Kind.ANOTHER_PATIENT, null, List.of("gravish")));

      assertThat(screen(request(record.build(), NOW)).excluded())
          .containsExactly(new ScreeningReport.ExcludedEntry("Condition/x", "another-patient"));
    }

    @Test
    void isExcludedWhenItStandsTwice() {
      ScreeningReport report = screen(known(active("1", "A01"), active("1", "A01")));

      assertThat(report.excluded())
          .containsExactly(new ScreeningReport.ExcludedEntry("Condition/1", "duplicate"));
      assertThat(finding(report, "CC-01").evidence()).hasSize(1);
    }

    void isUnscreened(Entry entry, String reason, boolean bearing) {
      ScreeningReport report = screen(known(entry));

      assertThat(report.unscreened())
          .singleElement()
          .satisfies(
              each -> {
                assertThat(each.reference()).isEqualTo(entry.reference());
                assertThat(each.reason()).isEqualTo(reason);
                assertThat(each.bearing()).isEqualTo(bearing);
              });
      assertThat(report.isClear()).isEqualTo(!bearing && !(entry instanceof Observation));
    }

    @Test
    void isUnscreenedWhenItIsOnlyWords() {
      isUnscreened(
          Condition.builder("Condition/1", CodeableConcept.ofText("some rash")).build(),
          "text-only",
          false);
    }

    @Test
    void isUnscreenedAndBearsWhenItHasNeitherCodeNorWords() {
      isUnscreened(
          Condition.builder("Condition/1", CodeableConcept.EMPTY).build(), "no-code", true);
    }

    @Test
    void isUnscreenedWhenNoTableDecidesItsCode() {
      isUnscreened(
          Condition.builder(
                  "Condition/1",
                  CodeableConcept.of(new Coding("http://snomed.info/sct", "386661006", "Fever")))
              .build(),
          "code-no-table-decides",
          false);
    }

    @Test
    void isUnscreenedWhenItsSystemIsUnknown() {
      isUnscreened(
          Condition.builder(
                  "Condition/1",
                  CodeableConcept.of(new Coding("urn:local", "77", "mildish something")))
              .build(),
          "unknown-system",
          true);
    }

    @ParameterizedTest
    @CsvSource({
      "120 s, unit-not-comparable",
      "900 mm[Hg], implausible-value",
      "1E-400 mm[Hg], implausible-value",
      "1E-400 m[Hg], implausible-value",
    })
    void isUnscreenedWhenItsValueIsNoReading(String value, String reason) {
      ScreeningReport report = screen(known(reading("1", "8480-6", value, "2026-06-15T08:30:00Z")));

      assertThat(report.unscreened())
          .extracting(ScreeningReport.UnscreenedEntry::reason)
          .containsExactly(reason);
      assertThat(outcome(report, "CC-02")).isEqualTo(Outcome.NOT_EVALUABLE);
    }

    @Test
    void isUnscreenedHoweverHugeItsValueIs() {
      isUnscreened(
          reading("1", "8480-6", "1E+999999999 mm[Hg]", "2026-06-15T08:30:00Z"),
          "implausible-value",
          false);
    }

    @Test
    void isUnscreenedWithoutAUnitAValueOrATime() {
      Observation.Value bare =
          new Observation.Value.Measured(new Quantity(new java.math.BigDecimal("120"), null, null));
      ScreeningReport report =
          screen(
              known(
                  Observation.of("Observation/1", NORMAL.code(), bare, time("2026-06-15")),
                  new Observation(
                      "Observation/2",
                      NORMAL.code(),
                      ObservationStatus.FINAL,
                      null,
                      NORMAL.effective()),
                  new Observation(
                      "Observation/3",
                      NORMAL.code(),
                      ObservationStatus.FINAL,
                      NORMAL.value(),
                      null)));

      assertThat(report.unscreened())
          .extracting(ScreeningReport.UnscreenedEntry::reason)
          .containsExactly("no-unit", "no-value", "unusable-date");
    }

    @Test
    void isIrrelevantWhenDecidedOutOfEveryValueSet() {
      ScreeningReport report = screen(known(active("1", "Z99")));

      assertThat(report.entries()).isEqualTo(new ScreeningReport.EntryCounts(3, 2, 1, 0, 0));
      assertThat(report.excluded()).isEmpty();
      assertThat(report.unscreened()).isEmpty();
    }

    @Test
    void thatWasNotReadIsListed() {
      var record =
          asked(AssertionStatus.RECORDED)
              .add(new NotRead("Claim/1", NotRead.Kind.CANNOT_BEAR, null, List.of("gravish")))
              .add(new NotRead("Basic/2", NotRead.Kind.TYPE_NOT_READ, null, List.of("gravish")))
              .add(new NotRead("Basic/3", NotRead.Kind.TYPE_NOT_READ, null, List.of("nothing")))
              .add(new NotRead("Condition/4", NotRead.Kind.MALFORMED, "why", List.of("nothing")))
              .add(new NotRead("Allergy/5", NotRead.Kind.ASSERTION, null, List.of()));

      ScreeningReport report = screen(request(record.build(), NOW));

      assertThat(report.unscreened())
          .containsExactly(
              new ScreeningReport.UnscreenedEntry(
                  "Basic/2", "gravish", "type-not-read", null, true),
              new ScreeningReport.UnscreenedEntry(
                  "Condition/4", "nothing", "malformed", "why", false));
      assertThat(report.entries()).isEqualTo(new ScreeningReport.EntryCounts(5, 1, 2, 0, 2));
    }
  }

  @Nested
  class Time {

    @Test
    void endsAFindingAfterItsWindow() {
      ScreeningReport report = screen(known(began("1", "A05", "2026-06-01")));

      assertThat(finding(report, "CC-04").until()).isEqualTo("2026-07-14T00:00:00Z");
    }

    @Test
    void endsAReportWithTheWindowOfAFinding() {
      stands(known(began("1", "A05", "2026-06-01")), "2026-07-14T00:00:00Z", "CC-04");
    }

    @Test
    void endsAReportOnABirthday() {
      var record =
          asked(AssertionStatus.RECORDED, NORMAL, PULSE).birthDate(time("2008-06-20")).build();

      stands(request(record, NOW), "2026-06-20T00:00:00Z", "CC-05");
    }

    @Test
    void endsAReportWhenAReadingGrowsTooOld() {
      stands(known(), "2026-07-16T00:00:00Z", "CC-02");
    }

    @Test
    void endsAReportInSecondsWhereHoursCount() {
      stands(known().stage(Stage.SESSION), "2026-06-15T10:00:01Z", "CC-03");
    }

    @Test
    void endsAReportWhenAFutureEntryBegins() {
      stands(known(began("1", "A01", "2026-06-16")), "2026-06-16T00:00:00Z", "CC-01");
    }

    @Test
    void endsAReportWhenAFutureEntryBeginsWithinASecond() {
      stands(known(began("1", "A01", "2026-06-16T10:00:00.5Z")), "2026-06-16T10:00:01Z", "CC-01");
    }

    @Test
    void endsAReportWhenAMedicineThatIsStillTakenWillBeOver() {
      Entry supplied = medication("1", "N05BA01").taken(period("2026-05-01", "2026-06-20")).build();

      ScreeningReport report = screen(known(supplied));

      assertThat(report.validUntil()).isEqualTo("2026-07-05T00:00:00Z");
      assertThat(finding(report, "PP-02").certainty()).isEqualTo(Certainty.CONFIRMED);
    }

    @Test
    void endsAFindingOfASupplyAfterTheSupply() {
      Entry supplied =
          Medication.builder(
                  "Medication/1", Medication.Kind.DISPENSE, code(Patients.ATC, "N05BA01"))
              .status(MedicationStatus.COMPLETED)
              .taken(period("2026-06-01", "2026-06-20"))
              .build();

      ScreeningReport report = screen(known(supplied));

      assertThat(finding(report, "PP-02").until()).isEqualTo("2026-07-05T00:00:00Z");
      stands(known(supplied), "2026-07-05T00:00:00Z", "PP-02");
    }

    @Test
    void endsAFindingOfWhatIsPresentWhenItWillHaveBeenOverForLong() {
      Entry ends =
          condition("1", "A06")
              .onset(at("2020"))
              .clinicalStatus(null)
              .abatement(at("2026-07-01"))
              .build();

      ScreeningReport report = screen(known(ends));

      assertThat(finding(report, "RR-03").certainty()).isEqualTo(Certainty.CONFIRMED);
      assertThat(finding(report, "RR-03").until()).isEqualTo("2027-01-02T00:00:00Z");
    }

    @Test
    void endsAReportWhenTheEvidenceThatHidesAMilderRuleChanges() {
      Entry older = resolved("1", "2026-01-10");
      Entry newer = resolved("2", "2026-06-10");
      ScreeningRequest.Builder request = known(older, newer);

      ScreeningReport now = screen(request);

      assertThat(outcome(now, "RR-03b")).isEqualTo(Outcome.SUBSUMED);
      ScreeningReport later = at(request, OffsetDateTime.parse("2026-07-11T00:00:00Z"));
      assertThat(outcome(later, "RR-03b")).isEqualTo(Outcome.FIRED);
      assertThat(now.validUntil()).isEqualTo("2026-07-11T00:00:00Z");
    }

    @Test
    void standsWhenOnlyTheDoubtsOfAHiddenRuleChange() {
      Entry presumed =
          condition("1", "A07")
              .clinicalStatus(null)
              .verificationStatus(VerificationStatus.PRESUMED)
              .abatement(at("2026-06-15T15:00:00Z"))
              .build();

      stands(known(presumed), "2026-06-15T15:00:01Z", "RR-04b");
    }

    @Test
    void standsWhenOnlyTheCertaintyOfAHiddenRuleChanges() {
      stands(known(endingOnThe20th()), "2026-06-21T00:00:00Z", "RR-04b");
    }

    @Test
    void endsAReportWhenARuleThatAnOverrideUncoveredChanges() {
      ScreeningRequest.Builder request = known(endingOnThe20th());
      String digest = finding(screen(request), "RR-04").evidenceDigest();

      ScreeningReport now = screen(request.override(overriding("RR-04", digest, null)));

      assertThat(finding(now, "RR-04b").certainty()).isEqualTo(Certainty.CONFIRMED);
      assertThat(now.validUntil()).isEqualTo("2026-06-20T00:00:00Z");
    }

    private Entry endingOnThe20th() {
      return condition("1", "A07")
          .clinicalStatus(null)
          .onset(at("2026-06-10"))
          .abatement(at("2026-06-20"))
          .build();
    }

    private Condition resolved(String id, String abatement) {
      return condition(id, "A06")
          .clinicalStatus(ClinicalStatus.RESOLVED)
          .onset(at("2025-01-01"))
          .abatement(at(abatement))
          .build();
    }

    @Test
    void endsAReportOfAWholeDayWithADay() {
      var record =
          asked(
                  AssertionStatus.RECORDED,
                  PULSE,
                  reading("bp", "8480-6", "210 mm[Hg]", "2026-06-15T10:00:00Z"))
              .birthDate(time("1990"))
              .build();
      var asOf = AsOf.parse("2026-06-15Z");
      ScreeningRequest.Builder request = request(record, asOf).stage(Stage.SESSION);

      ScreeningReport today = screen(request);
      ScreeningReport tomorrow =
          screen(request(record, AsOf.parse("2026-06-16Z")).stage(Stage.SESSION));

      assertThat(outcome(today, "CC-03")).isEqualTo(Outcome.FIRED);
      assertThat(outcome(tomorrow, "CC-03")).isEqualTo(Outcome.NOT_EVALUABLE);
      assertThat(today.validUntil()).isEqualTo("2026-06-16T00:00:00Z");
    }

    @Test
    void takesAStoppedMedicineWhoseOrderRunsOnForPossiblyTaken() {
      Entry stopped =
          medication("1", "N05BA01")
              .status(MedicationStatus.STOPPED)
              .taken(period("2026-01-01", "2026-12-31"))
              .build();

      assertThat(finding(screen(known(stopped)), "PP-02").certainty())
          .isEqualTo(Certainty.POSSIBLE);
    }

    @Test
    void takesAPeriodThatEndsBeforeItBeginsForAnyTimeBetween() {
      Condition turned =
          condition("1", "A05")
              .onset(new Moment.Between(time("2026-06-10"), time("2026-01-01")))
              .build();

      assertThat(finding(screen(known(turned)), "CC-04").certainty()).isEqualTo(Certainty.POSSIBLE);
    }

    @Test
    void doesNotReadAReadingOfTheFuture() {
      Observation future =
          new Observation(
              "Observation/f",
              NORMAL.code(),
              ObservationStatus.FINAL,
              new Observation.Value.Measured(Quantity.parse("250 mm[Hg]")),
              period(null, "2026-07-01"));

      ScreeningReport report = screen(known(future));

      assertThat(outcome(report, "CC-02")).isEqualTo(Outcome.CLEAR);
      assertThat(report.excluded())
          .containsExactly(new ScreeningReport.ExcludedEntry("Observation/f", "after-as-of"));
    }

    /** Stands until that moment, and not a second longer, because of that rule. */
    private void stands(ScreeningRequest.Builder request, String until, String rule) {
      ScreeningReport now = screen(request);
      OffsetDateTime end = OffsetDateTime.parse(until);

      assertThat(now.validUntil()).isEqualTo(end);
      assertThat(outcomes(at(request, end.minusSeconds(1)))).isEqualTo(outcomes(now));
      assertThat(outcome(at(request, end), rule)).isNotEqualTo(outcome(now, rule));
    }

    private ScreeningReport at(ScreeningRequest.Builder request, OffsetDateTime moment) {
      ScreeningRequest r = request.build();
      return screener.screen(
          new ScreeningRequest(
              r.record(),
              r.treatment(),
              AsOf.of(moment),
              r.stage(),
              r.jurisdiction(),
              r.overrides()));
    }

    private Moment at(String text) {
      return Patients.at(text);
    }
  }

  @Nested
  class DataRequirements {

    @Test
    void areEachDatumOnceWithTheRulesThatReadIt() {
      List<DataRequirement> all = screener.dataRequirements();

      assertThat(all)
          .extracting(DataRequirement::element)
          .containsExactly(
              "allergen",
              "attack",
              "birth date",
              "disorder",
              "grave",
              "mild",
              "notable",
              "pressure",
              "pulse",
              "recent",
              "sedative",
              "serious");
      assertThat(all)
          .filteredOn(r -> r.element().equals("pressure"))
          .containsExactly(
              new DataRequirement(
                  "pressure",
                  null,
                  "mm[Hg]",
                  List.of("CC-02", "CC-03"),
                  List.of(LOINC + "|8480-6")));
      assertThat(all)
          .filteredOn(r -> r.element().equals("mild"))
          .containsExactly(
              new DataRequirement(
                  "mild",
                  "conditions",
                  null,
                  List.of("PP-01", "PP-04"),
                  List.of(Patients.ICD + "|A03")));
    }
  }

  @Nested
  class AnExplanation {

    @Test
    void saysOfEachSentenceWhatTheRecordSaysAndWhatInIt() {
      Explanation explanation =
          screener.explain(
              request(
                      condition("1", "A03")
                          .verificationStatus(VerificationStatus.PROVISIONAL)
                          .build())
                  .build());

      assertThat(explanation.rulebase()).isEqualTo("small@1.0.0");
      assertThat(explanation.asOf()).isEqualTo(NOW);
      Explanation.RuleExplanation rule =
          explanation.rules().stream()
              .filter(r -> r.rule().equals("PP-04"))
              .findFirst()
              .orElseThrow();
      assertThat(rule.outcome()).isEqualTo(Outcome.NOT_EVALUABLE);
      assertThat(rule.sentences())
          .extracting(Explanation.SentenceExplanation::truth)
          .containsExactly("possible", "unknown");
      assertThat(rule.sentences().get(0).entries())
          .singleElement()
          .satisfies(
              entry -> {
                assertThat(entry.truth()).isEqualTo("possible");
                assertThat(entry.evidence().reference()).isEqualTo("Condition/1");
                assertThat(entry.doubts()).hasSize(1);
              });
    }

    @Test
    void hasNoSentencesOfARuleThatIsNotAsked() {
      Explanation explanation = screener.explain(known().build());

      assertThat(explanation.rules())
          .filteredOn(rule -> rule.outcome() == Outcome.NOT_APPLICABLE)
          .allMatch(rule -> rule.sentences().isEmpty())
          .extracting(Explanation.RuleExplanation::rule)
          .containsExactly("CC-03", "RR-02");
    }

    @Test
    void agreesWithTheReport() {
      ScreeningRequest request = known(active("1", "A01"), taken("2", "N05BA01")).build();
      Map<String, Outcome> explained =
          screener.explain(request).rules().stream()
              .collect(
                  Collectors.toMap(
                      Explanation.RuleExplanation::rule, Explanation.RuleExplanation::outcome));

      assertThat(explained).isEqualTo(outcomes(screener.screen(request)));
    }
  }

  @Test
  void aReportCarriesWhatWasAsked() {
    List<Entry> none = new ArrayList<>();
    ScreeningReport report =
        screen(request(patient(none.toArray(new Entry[0])), NOW).stage(Stage.SESSION));

    assertThat(report.treatment()).isEqualTo(INFUSION);
    assertThat(report.asOf()).isEqualTo(NOW);
    assertThat(report.stage()).isEqualTo(Stage.SESSION);
    assertThat(report.jurisdiction()).isEqualTo("any");
    assertThat(report.subject()).isEqualTo("Patient/p");
    assertThat(report.checklist()).containsExactly("Observe.");
    assertThat(report.rulebase().digest()).isEqualTo(screener.rulebase().digest());
  }
}
