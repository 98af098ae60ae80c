package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;

/** A rulebase that has no rule for a stage says nothing of it. */
class NothingAskedTest {

  @Test
  void aStageAtWhichNoRuleIsAskedIsNotClear() {
    ScreeningReport report =
        Screener.of(Rulebases.bundled().load("ketamine"))
            .screen(
                ScreeningRequest.builder(
                        PatientRecord.builder().build(),
                        Treatment.of(Agent.ESKETAMINE, Route.INTRANASAL),
                        AsOf.parse("2026-06-15T09:00:00+02:00"))
                    .stage(Stage.DISCHARGE)
                    .build());

    assertThat(report.rules())
        .extracting(ScreeningReport.RuleResult::outcome)
        .containsOnly(Outcome.NOT_APPLICABLE);
    assertThat(report.isClear()).isFalse();
  }
}
