package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Planned;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;

/** A rulebase that has no rule for a stage says nothing of it. */
class NothingAskedTest {

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
}
