package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ketascreen.Patients.NOW;
import static org.ketascreen.Patients.active;
import static org.ketascreen.Patients.allergy;
import static org.ketascreen.Patients.asked;
import static org.ketascreen.Patients.condition;
import static org.ketascreen.Patients.medication;
import static org.ketascreen.Patients.request;
import static org.ketascreen.Patients.taken;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.Assertion;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.Entry;
import org.ketascreen.record.MedicationStatus;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Section;
import org.ketascreen.record.VerificationStatus;

/** What a sentence says when the section is asked or not, and the concept is listed or not. */
class AbsenceTest {

  private static final Map<String, Section> SECTION =
      Map.of(
          "AA-01", Section.CONDITIONS,
          "AA-02", Section.CONDITIONS,
          "AA-03", Section.CONDITIONS,
          "AA-04", Section.CONDITIONS,
          "AA-05", Section.MEDICATIONS,
          "AA-06", Section.MEDICATIONS,
          "AA-07", Section.MEDICATIONS,
          "AA-08", Section.ALLERGIES);

  static Screener screener;

  @BeforeAll
  static void compile(@TempDir Path folder) {
    screener =
        Screener.of(
            new SmallRulebase()
                .valueSet("illness", Patients.ICD, "A01", "illnesses")
                .valueSet("drug", Patients.ATC, "N05BA", "druggy")
                .rule("AA-01", "precaution", "the patient has \"illness\"")
                .rule("AA-02", "precaution", "the patient has ever had \"illness\"")
                .rule("AA-03", "precaution", "the patient has never had \"illness\"")
                .rule("AA-04", "precaution", "the patient does not have \"illness\"")
                .rule("AA-05", "precaution", "the patient takes \"drug\"")
                .rule("AA-06", "precaution", "the patient took \"drug\" within the last 14 days")
                .rule("AA-07", "precaution", "the patient does not take \"drug\"")
                .rule("AA-08", "precaution", "the patient is allergic to \"drug\"")
                .compile(folder));
  }

  @ParameterizedTest(name = "{1} {0}: {2} {3} {4} {5} {6} {7} {8} {9}")
  @CsvSource({
    // listed or not, section: has, ever had, never had, does not have, takes, took, does not take,
    // allergic
    "surely,   RECORDED,   holds, holds, fails, fails, holds, holds, fails, holds",
    "surely,   NONE_KNOWN, holds, holds, fails, fails, holds, holds, fails, holds",
    "surely,   PARTIAL,    holds, holds, fails, fails, holds, holds, fails, holds",
    "surely,   NOT_ASKED,  holds, holds, fails, fails, holds, holds, fails, holds",
    "possibly, RECORDED,   possible, possible, possible, possible, possible, possible, possible, possible",
    "possibly, NONE_KNOWN, possible, possible, possible, possible, possible, possible, possible, possible",
    "possibly, PARTIAL,    possible, possible, possible, possible, possible, possible, possible, possible",
    "possibly, NOT_ASKED,  possible, possible, possible, possible, possible, possible, possible, possible",
    "not,      RECORDED,   fails, fails, holds, holds, fails, fails, holds, fails",
    "not,      NONE_KNOWN, fails, fails, holds, holds, fails, fails, holds, fails",
    "not,      PARTIAL,    unknown, unknown, unknown, unknown, unknown, unknown, unknown, unknown",
    "not,      NOT_ASKED,  unknown, unknown, unknown, unknown, unknown, unknown, unknown, unknown",
  })
  void saysOfEachSentence(
      String listed,
      AssertionStatus is,
      String has,
      String ever,
      String never,
      String hasNot,
      String takes,
      String took,
      String takesNot,
      String allergic) {
    ScreeningReport report =
        screener.screen(request(asked(is, entries(listed)).build(), NOW).build());

    says(report, "AA-01", has);
    says(report, "AA-02", ever);
    says(report, "AA-03", never);
    says(report, "AA-04", hasNot);
    says(report, "AA-05", takes);
    says(report, "AA-06", took);
    says(report, "AA-07", takesNot);
    says(report, "AA-08", allergic);
  }

  @ParameterizedTest
  @CsvSource({"CONDITIONS", "MEDICATIONS", "ALLERGIES", "PROCEDURES"})
  void isDecidedByItsOwnSectionAlone(Section only) {
    PatientRecord.Builder record = asked(AssertionStatus.NOT_ASKED);
    record.assertion(only, new Assertion(AssertionStatus.RECORDED, "test"));

    ScreeningReport report = screener.screen(request(record.build(), NOW).build());

    SECTION.forEach(
        (rule, section) ->
            assertThat(ScreenerTest.outcome(report, rule) == Outcome.NOT_EVALUABLE)
                .as(rule)
                .isEqualTo(section != only));
  }

  private static Entry[] entries(String listed) {
    return switch (listed) {
      case "surely" ->
          new Entry[] {active("1", "A01"), taken("2", "N05BA01"), allergy("3", "N05BA01")};
      case "possibly" ->
          new Entry[] {
            condition("1", "A01").verificationStatus(VerificationStatus.PROVISIONAL).build(),
            medication("2", "N05BA01").status(MedicationStatus.ON_HOLD).build(),
            Allergy.builder("Allergy/3", Patients.code(Patients.ATC, "N05BA01"))
                .verificationStatus(VerificationStatus.UNCONFIRMED)
                .build()
          };
      default -> new Entry[0];
    };
  }

  private static void says(ScreeningReport report, String rule, String truth) {
    Outcome outcome = ScreenerTest.outcome(report, rule);
    String said =
        switch (outcome) {
          case FIRED ->
              ScreenerTest.finding(report, rule).certainty() == Certainty.CONFIRMED
                  ? "holds"
                  : "possible";
          case NOT_EVALUABLE -> "unknown";
          case CLEAR -> "fails";
          case SUBSUMED, NOT_APPLICABLE -> outcome.code();
        };
    assertThat(said).as(rule).isEqualTo(truth);
  }
}
