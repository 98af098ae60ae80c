package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ketascreen.rulebase.Severity;
import org.ketascreen.rulebase.Stage;

@Tag("everywhere")
class ReportTextTest {

  @Nested
  class IsComparedWholeWhenTheReport {

    @Test
    void isContraindicated() {
      assertThat(SampleReports.contraindicated().toText())
          .isEqualTo(Resource.text("/reports/contraindicated.txt"));
    }

    @Test
    void isPossiblyContraindicated() {
      assertThat(SampleReports.possiblyContraindicated().toText())
          .isEqualTo(Resource.text("/reports/possibly-contraindicated.txt"));
    }

    @Test
    void isUndetermined() {
      assertThat(SampleReports.undetermined().toText())
          .isEqualTo(Resource.text("/reports/undetermined.txt"));
    }

    @Test
    void hasPrecautionsOneOfThemOverridden() {
      assertThat(SampleReports.precautionsOverridden().toText())
          .isEqualTo(Resource.text("/reports/precautions-overridden.txt"));
    }

    @Test
    void hasNoFindings() {
      assertThat(SampleReports.noneFound().toText())
          .isEqualTo(Resource.text("/reports/none-found.txt"));
    }
  }

  @Nested
  class SaysFirst {

    private String firstLine(Stage stage, Disposition disposition, Certainty certainty) {
      return new ReportBuilder()
          .stage(stage)
          .disposition(disposition, certainty)
          .add(new FindingBuilder("AA-01", "it", Severity.RELATIVE_CONTRAINDICATION).build())
          .build()
          .toText()
          .lines()
          .findFirst()
          .orElseThrow();
    }

    @Test
    void notToStart() {
      assertThat(firstLine(Stage.EVALUATION, Disposition.CONTRAINDICATED, Certainty.CONFIRMED))
          .isEqualTo("DO NOT START - contraindicated.");
    }

    @Test
    void toHoldTodaysDose() {
      assertThat(
              firstLine(Stage.SESSION, Disposition.RELATIVELY_CONTRAINDICATED, Certainty.CONFIRMED))
          .isEqualTo("HOLD TODAY'S DOSE - relatively contraindicated.");
    }

    @Test
    void notReadyToLeave() {
      assertThat(
              firstLine(
                  Stage.DISCHARGE, Disposition.RELATIVELY_CONTRAINDICATED, Certainty.POSSIBLE))
          .isEqualTo("NOT READY TO LEAVE - possibly relatively contraindicated.");
    }

    @Test
    void toStopAndReview() {
      assertThat(firstLine(Stage.MAINTENANCE, Disposition.CONTRAINDICATED, Certainty.POSSIBLE))
          .isEqualTo("STOP AND REVIEW - possibly contraindicated.");
    }

    @Test
    void thatOnlyPossiblePrecautionsWereFound() {
      assertThat(firstLine(Stage.SESSION, Disposition.PRECAUTIONS, Certainty.POSSIBLE))
          .isEqualTo("POSSIBLE PRECAUTIONS - give today's dose only with the care stated below.");
    }
  }

  @Test
  void defersToTheLastEndWhenEverythingThatStandsAgainstTreatmentEnds() {
    ScreeningReport report =
        new ReportBuilder()
            .disposition(Disposition.CONTRAINDICATED, Certainty.CONFIRMED)
            .add(
                new FindingBuilder("AA-01", "it", Severity.CONTRAINDICATION)
                    .until("2026-07-01T00:00:00+02:00")
                    .build())
            .add(
                new FindingBuilder("AA-02", "it", Severity.RELATIVE_CONTRAINDICATION)
                    .until("2026-12-13T22:00:00Z")
                    .build())
            .build();

    assertThat(report.toText())
        .contains("This ends by time alone: defer to 14 December 2026, then screen again.");
  }

  @Test
  void settlesBeforeItDefers() {
    ScreeningReport report =
        new ReportBuilder()
            .disposition(Disposition.CONTRAINDICATED, Certainty.POSSIBLE)
            .add(
                new FindingBuilder("AA-01", "it", Severity.CONTRAINDICATION)
                    .possible("confirm or refute it")
                    .until("2026-07-01T00:00:00+02:00")
                    .build())
            .build();

    assertThat(report.toText())
        .contains("If it is not settled before, this stands until 1 July 2026; then screen again.")
        .contains("Until: 1 July 2026, if it is not settled before")
        .doesNotContain("defer to");
  }

  @Test
  void defersNothingWhenSomethingStays() {
    ScreeningReport report =
        new ReportBuilder()
            .disposition(Disposition.CONTRAINDICATED, Certainty.CONFIRMED)
            .add(
                new FindingBuilder("AA-01", "it", Severity.CONTRAINDICATION)
                    .until("2026-07-01T00:00:00+02:00")
                    .build())
            .add(new FindingBuilder("AA-02", "it", Severity.CONTRAINDICATION).build())
            .build();

    assertThat(report.toText()).doesNotContain("This ends by time alone");
  }

  @Test
  void saysWhenNoRuleWasAsked() {
    ScreeningReport report =
        new ReportBuilder().rule("AA-01", Outcome.NOT_APPLICABLE, "not asked").build();

    assertThat(report.toText()).contains("No rule was asked");
  }
}
