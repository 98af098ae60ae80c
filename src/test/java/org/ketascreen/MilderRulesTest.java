package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ketascreen.Patients.NOW;
import static org.ketascreen.Patients.SPRAY;
import static org.ketascreen.Patients.asked;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Condition;
import org.ketascreen.record.VerificationStatus;
import org.ketascreen.rulebase.Rulebases;

/** What a milder rule reads besides what a stricter one fires on. */
class MilderRulesTest {

  private static final Screener SCREENER = Screener.of(Rulebases.bundled().load("ketamine"));

  private static ScreeningRequest with(VerificationStatus status) {
    Condition severe =
        Condition.builder(
                "Condition/severe",
                CodeableConcept.titled("moderate or severe alcohol or drug use disorder"))
            .clinicalStatus(ClinicalStatus.ACTIVE)
            .verificationStatus(VerificationStatus.CONFIRMED)
            .build();
    Condition history =
        Condition.builder(
                "Condition/history",
                CodeableConcept.titled("substance use disorder in remission or by history"))
            .clinicalStatus(ClinicalStatus.ACTIVE)
            .verificationStatus(status)
            .build();
    return ScreeningRequest.builder(
            asked(AssertionStatus.RECORDED, severe, history).build(), SPRAY, NOW)
        .build();
  }

  private static Outcome milder(ScreeningReport report) {
    return report.rules().stream()
        .filter(each -> each.rule().equals("SU-03"))
        .findFirst()
        .orElseThrow()
        .outcome();
  }

  /** It is shown in no other finding, so it counts, surely there or not. */
  @ParameterizedTest
  @EnumSource(
      value = VerificationStatus.class,
      names = {"CONFIRMED", "PROVISIONAL"})
  void anEntryThatOnlyTheMilderRuleReadsKeepsItFromBeingSubsumed(VerificationStatus status) {
    assertThat(milder(SCREENER.screen(with(status)))).isEqualTo(Outcome.FIRED);
  }

  @Test
  void isSubsumedWhereTheEntryIsRefuted() {
    assertThat(milder(SCREENER.screen(with(VerificationStatus.REFUTED))))
        .isEqualTo(Outcome.SUBSUMED);
  }
}
