package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.testkit.mutation.Mutation;
import org.ketascreen.testkit.mutation.MutationReport;
import org.ketascreen.testkit.mutation.MutationReport.Fate;
import org.ketascreen.testkit.mutation.MutationReport.Result;

/** Mutants of small rulebases, and the vignettes that notice them. */
class MutationTest {

  private static final String ABOVE_160 =
      "the latest \"systolic blood pressure\" is above 160 mm[Hg]";

  @TempDir private Path folder;

  private final SmallRulebase rules =
      new SmallRulebase()
          .observation("systolic blood pressure", "8480-6", "mm[Hg]", 40, 300)
          .observation("gfr of 1.73 m2 in 90 days", "33914-3", "mL/min/{1.73_m2}", 0, 200)
          .valueSet("stroke", "http://hl7.org/fhir/sid/icd-10-cm", "I63", "stroke");

  private MutationReport mutated(String vignettes) throws IOException {
    Rulebase rulebase = rules.compile(folder);
    Files.writeString(folder.resolve("source/small.vignettes.yaml"), vignettes);
    return Mutation.of(folder.resolve("source"), rulebase);
  }

  private static String pressure(String name, int value, String outcome) {
    return """
        - name: %s
          observations: [ { code: "loinc|8480-6", value: "%d mm[Hg]", effective: 2026-06-15 } ]
          outcomes: { CV-01: %s }
        """
        .formatted(name, value, outcome);
  }

  private static String stroke(String name, String asOf, String onset, String outcome) {
    return """
        - name: %s
          asOf: %s
          sections: { conditions: recorded }
          conditions: [ { code: "icd-10-cm|I63.9", onset: %s } ]
          outcomes: { CV-01: %s }
        """
        .formatted(name, asOf, onset, outcome);
  }

  private static List<String> changed(MutationReport report, Fate fate) {
    return report.of(fate).stream().map(each -> each.mutant().changed()).toList();
  }

  @Nested
  class OfALimit {

    @Test
    void areKilledByVignettesOnBothSidesOfIt() throws IOException {
      rules.rule("CV-01", "contraindication", ABOVE_160);

      MutationReport report =
          mutated(pressure("at the limit", 160, "clear") + pressure("above it", 161, "fired"));

      assertThat(report.results())
          .extracting(Result::by)
          .containsExactly(
              "small.vignettes.yaml:4: above it", "small.vignettes.yaml:1: at the limit");
      assertThat(report.killedPerCent()).isEqualByComparingTo("100");
    }

    @Test
    void surviveOnTheSideThatNoVignetteShows() throws IOException {
      rules.rule("CV-01", "contraindication", ABOVE_160);

      MutationReport report =
          mutated(pressure("at the limit", 160, "clear") + pressure("far above it", 190, "fired"));

      assertThat(report.of(Fate.SURVIVED))
          .singleElement()
          .hasToString(
              "small.dslr:11: CV-01: '"
                  + ABOVE_160
                  + "' as '"
                  + ABOVE_160.replace("160", "161")
                  + "': survived; would be killed by: 161 mm[Hg] (holds, changed fails)");
      assertThat(report.killedPerCent()).isEqualByComparingTo("50");
    }

    @Test
    void areOfItsLastDigitAndNotOfTitlesOrUnits() throws IOException {
      rules.rule(
          "CV-01",
          "contraindication",
          """
          the latest "gfr of 1.73 m2 in 90 days" is below 30.5 mL/min/{1.73_m2}
          the patient is at least 65 years old""");

      MutationReport report = mutated(pressure("says nothing of it", 160, "not-evaluable"));

      assertThat(changed(report, Fate.SURVIVED))
          .containsExactly(
              "the latest \"gfr of 1.73 m2 in 90 days\" is below 30.6 mL/min/{1.73_m2}",
              "the latest \"gfr of 1.73 m2 in 90 days\" is below 30.4 mL/min/{1.73_m2}",
              "the patient is at least 66 years old",
              "the patient is at least 64 years old");
    }

    @Test
    void leaveOutWhatNoRuleCanSay() throws IOException {
      rules.rule(
          "CV-01",
          "contraindication",
          """
          at least 1 of
              the patient has "stroke"
          end""");

      assertThat(mutated(pressure("of someone", 160, "not-evaluable")).results()).isEmpty();
    }
  }

  @Nested
  class OfAWindow {

    @Test
    void areADayLongerAndShorter() throws IOException {
      rules.rule(
          "CV-01",
          "contraindication",
          """
          the patient has ever had "stroke"
            - that began within the last 6 weeks""");

      MutationReport report =
          mutated(
              stroke("42 days ago", "2026-06-15T09:00:00Z", "2026-05-04", "fired")
                  + stroke("43 days ago", "2026-06-15T09:00:00Z", "2026-05-03", "clear"));

      assertThat(changed(report, Fate.KILLED))
          .containsExactly(
              "- that began within the last 43 days", "- that began within the last 41 days");
    }

    @Test
    void ofMonthsGoByTheDayOfTheVignette() throws IOException {
      rules.rule(
          "CV-01",
          "contraindication",
          """
          the patient has ever had "stroke"
            - that began within the last 6 months""");

      // six months before are 181 days here, and 182 days on the day that others are screened
      MutationReport report =
          mutated(stroke("at the edge", "2026-05-15T09:00:00Z", "2025-11-15", "fired"));

      assertThat(changed(report, Fate.KILLED))
          .containsExactly("- that began within the last 6 months less a day");
      assertThat(changed(report, Fate.SURVIVED))
          .containsExactly("- that began within the last 6 months and a day");
    }

    @Test
    void runByTheMinuteWhereItRunsByTheClock() throws IOException {
      rules.rule("CV-01", "contraindication", ABOVE_160 + "\n  - within the last 2 hours");

      MutationReport report =
          mutated(
              """
              - name: two hours ago
                observations:
                  - { code: "loinc|8480-6", value: "170 mm[Hg]", effective: "2026-06-15T07:00:00Z" }
                outcomes: { CV-01: fired }
              """);

      assertThat(changed(report, Fate.KILLED)).contains("- within the last 119 minutes");
      assertThat(changed(report, Fate.SURVIVED)).contains("- within the last 121 minutes");
    }

    @Test
    void areEquivalentWhereAnotherLineHasTheSameWindowOnTheSameReading() throws IOException {
      rules.rule(
          "CV-01",
          "contraindication",
          ABOVE_160
              + """

                - within the last 2 hours
              the latest "systolic blood pressure" is at most 180 mm[Hg]
                - within the last 2 hours""");

      MutationReport report = mutated(pressure("without a time", 170, "possible"));

      assertThat(changed(report, Fate.EQUIVALENT))
          .containsExactly("- within the last 121 minutes", "- within the last 121 minutes");
    }

    @Test
    void areMadeOfHowOldADocumentMayBe() throws IOException {
      rules.asking(
          "CV-01",
          "information",
          "the patient is at least 18 years old",
          "ask for \"systolic blood pressure\"\n  - within the last 4 weeks");

      MutationReport report =
          mutated(
              """
              - name: pressure 28 days old
                patient: { birthDate: 1990-01-01 }
                observations: [ { code: "loinc|8480-6", value: "120 mm[Hg]", effective: 2026-05-18 } ]
                outcomes: { CV-01: clear }
              """);

      String asks = "ask for \"systolic blood pressure\" - within the last ";
      assertThat(changed(report, Fate.KILLED)).contains(asks + "27 days");
      assertThat(report.of(Fate.SURVIVED))
          .extracting(Result::patient)
          .contains("a usable \"systolic blood pressure\" from just before the last 4 weeks");
    }
  }

  @Test
  void areNoticedByTheDispositionAlone() throws IOException {
    rules.rule("CV-01", "contraindication", ABOVE_160);

    MutationReport report =
        mutated(
            pressure("above it", 161, "fired")
                .replace("outcomes: { CV-01: fired }", "disposition: contraindicated"));

    assertThat(changed(report, Fate.KILLED)).containsExactly(ABOVE_160.replace("160", "161"));
  }

  @Test
  void areNoticedByWhatTheyNoLongerSubsume() throws IOException {
    rules
        .rule("CV-01", "precaution", ABOVE_160)
        .rule(
            "CV-02",
            "contraindication",
            "@subsumes( \"CV-01\" )\n",
            "the latest \"systolic blood pressure\" is above 180 mm[Hg]");

    MutationReport report = mutated(pressure("above both", 181, "subsumed"));

    assertThat(changed(report, Fate.KILLED))
        .containsExactly("the latest \"systolic blood pressure\" is above 181 mm[Hg]");
  }

  @Test
  void areNotMadeWhileAVignetteIsNotMet() {
    rules.rule("CV-01", "contraindication", ABOVE_160);

    assertThatThrownBy(() -> mutated(pressure("wrong", 150, "fired")))
        .isInstanceOf(RulebaseException.class)
        .hasMessageContaining("small.vignettes.yaml:1: CV-01 should be fired, is clear");
  }
}
