package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.Assertion;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Condition;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Planned;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;

/** What no rule asks, or only a mild one, does not decide. */
class NothingAskedTest {

  private static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm";

  private static Screener screener(Path folder) throws IOException {
    return Screener.of(
        new SmallRulebase()
            .rule(
                "AA-01",
                "contraindication",
                "@stages( \"evaluation\" )\n",
                "the patient is under 18 years old")
            .compile(folder));
  }

  private static ScreeningReport screen(Path folder, PatientRecord record, Stage stage)
      throws IOException {
    return screener(folder)
        .screen(
            ScreeningRequest.builder(
                    record,
                    Treatment.of(Agent.ESKETAMINE, Route.INTRANASAL),
                    AsOf.parse("2026-06-15T09:00:00+02:00"))
                .stage(stage)
                .build());
  }

  @Test
  void aStageAtWhichNoRuleIsAskedIsNotClear(@TempDir Path folder) throws IOException {
    ScreeningReport report = screen(folder, PatientRecord.builder().build(), Stage.DISCHARGE);

    assertThat(report.rules())
        .extracting(ScreeningReport.RuleResult::outcome)
        .containsOnly(Outcome.NOT_APPLICABLE);
    assertThat(report.isClear()).isFalse();
  }

  @Test
  void aPlanWithoutWordsDoesNotBearWhereNoRuleAsksForPlans(@TempDir Path folder)
      throws IOException {
    CodeableConcept panel = CodeableConcept.of(Coding.of("http://loinc.org", "89576-3"));
    Planned plan = new Planned("ServiceRequest/1", panel, Planned.Status.ACTIVE, null, null);

    assertThat(
            screen(folder, PatientRecord.builder().add(plan).build(), Stage.EVALUATION)
                .unscreened())
        .noneMatch(ScreeningReport.UnscreenedEntry::bearing);
  }

  /**
   * Words that only a precaution reads leave the disposition as it is, and the report not clear.
   */
  @Test
  void wordsThatOnlyAPrecautionReadsDoNotMakeAReportIncomplete(@TempDir Path folder)
      throws IOException {
    Screener screener =
        Screener.of(
            new SmallRulebase()
                .valueSet("pressure", ICD, "I10", "hypertension")
                .valueSet("vessel", ICD, "I71", "aneurysm")
                .rule("AA-01", "precaution", "the patient has \"pressure\"")
                .rule("AA-02", "contraindication", "the patient has ever had \"vessel\"")
                .compile(folder));

    ScreeningReport mild = withWords(screener, "Essential hypertension, see letter");
    ScreeningReport grave = withWords(screener, "Aneurysm, see letter");

    assertThat(mild.unscreened()).singleElement().matches(each -> each.bearing());
    assertThat(mild.complete()).isTrue();
    assertThat(mild.disposition()).isEqualTo(Disposition.NONE_FOUND);
    assertThat(mild.isClear()).isFalse();
    assertThat(mild.toText()).contains("may bear on a precaution");
    assertThat(grave.complete()).isFalse();
    assertThat(grave.disposition()).isEqualTo(Disposition.UNDETERMINED);
  }

  private static ScreeningReport withWords(Screener screener, String words) {
    return screener.screen(
        ScreeningRequest.builder(
                PatientRecord.builder()
                    .add(Condition.builder("Condition/1", CodeableConcept.ofText(words)).build())
                    .assertion(Section.CONDITIONS, new Assertion(AssertionStatus.RECORDED, "test"))
                    .build(),
                Treatment.of(Agent.ESKETAMINE, Route.INTRANASAL),
                AsOf.parse("2026-06-15T09:00:00+02:00"))
            .build());
  }
}
