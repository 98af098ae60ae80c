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
import org.ketascreen.rulebase.authoring.RulebaseCompiler;
import org.ketascreen.testkit.Vignette;
import org.ketascreen.testkit.Vignettes;
import org.ketascreen.testkit.coverage.Coverage;
import org.ketascreen.testkit.coverage.CoverageReport;
import org.ketascreen.testkit.coverage.CoverageReport.Figure;
import org.ketascreen.testkit.coverage.CoverageReport.Result;
import org.ketascreen.testkit.coverage.Measure;

/** What screenings show of small rulebases. */
class CoverageTest {

  private static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm";
  private static final String PRESSURE =
      "the latest \"systolic blood pressure\" is above 160 mm[Hg]";
  private static final String EITHER =
      """
      any of
          the patient has ever had "stroke"
          the patient has ever had "aneurysm"
      end
      """;

  @TempDir private Path folder;

  private final SmallRulebase rules = small("I63");

  private static SmallRulebase small(String strokeCode) {
    return new SmallRulebase()
        .observation("systolic blood pressure", "8480-6", "mm[Hg]", 40, 300)
        .valueSet("stroke", ICD, strokeCode, "stroke")
        .valueSet("aneurysm", ICD, "I71", "aneurysm");
  }

  private static CoverageReport covered(Rulebase rulebase, String vignettes) {
    Coverage coverage = Coverage.of(rulebase);
    Vignettes.parse("small.vignettes.yaml", vignettes).forEach(coverage::add);
    return coverage.report();
  }

  private static String pressure(int value) {
    return """
        - name: at %1$d
          observations: [ { code: "loinc|8480-6", value: "%1$d mm[Hg]", effective: 2026-06-15 } ]
          outcomes: { CV-01: clear }
        """
        .formatted(value);
  }

  private static String diseases(String name, String... codes) {
    StringBuilder text = new StringBuilder("- name: " + name + "\n");
    text.append("  sections: { conditions: recorded }\n  conditions:\n");
    for (String code : codes) {
      text.append("    - { code: \"icd-10-cm|" + code + "\", clinical: active }\n");
    }
    return text.append("  outcomes: { CV-01: fired }\n").toString();
  }

  private static List<String> gaps(CoverageReport report, Measure measure) {
    return report.gaps().stream()
        .filter(each -> each.goal().measure() == measure)
        .map(each -> each.goal().what())
        .toList();
  }

  private static String reason(CoverageReport report, String what) {
    return report.gaps().stream()
        .filter(each -> each.goal().what().equals(what))
        .map(Result::reason)
        .findFirst()
        .orElse("no gap");
  }

  @Nested
  class OfALimit {

    @Test
    void isWholeWithSomebodyAStepBelowAtAndAStepAboveIt() {
      Rulebase rulebase = rules.rule("CV-01", "contraindication", PRESSURE).compile(folder);

      CoverageReport report = covered(rulebase, pressure(159) + pressure(160) + pressure(161));

      assertThat(report.figure(Measure.BOUNDARIES)).isEqualTo(new Figure(3, 3));
    }

    @Test
    void lacksWhoIsFurtherAway() {
      Rulebase rulebase = rules.rule("CV-01", "contraindication", PRESSURE).compile(folder);

      CoverageReport report = covered(rulebase, pressure(158) + pressure(160) + pressure(162));

      assertThat(gaps(report, Measure.BOUNDARIES))
          .containsExactly(
              "somebody below 160 of '" + PRESSURE + "'",
              "somebody above 160 of '" + PRESSURE + "'");
      assertThat(report.figure(Measure.BOUNDARIES).perCent()).isEqualByComparingTo("33.3");
    }

    @Test
    void showsAThresholdThatWasChanged() {
      Rulebase changed =
          rules.rule("CV-01", "contraindication", PRESSURE.replace("160", "165")).compile(folder);

      CoverageReport report = covered(changed, pressure(159) + pressure(160) + pressure(161));

      assertThat(gaps(report, Measure.BOUNDARIES)).hasSize(3);
      assertThat(gaps(report, Measure.RULES)).contains("fired");
    }
  }

  @Nested
  class OfASentence {

    @Test
    void countsATruthOnlyWhereItDecides() {
      Rulebase rulebase = rules.rule("CV-01", "contraindication", EITHER).compile(folder);

      CoverageReport report = covered(rulebase, diseases("both", "I63.9", "I71.4"));

      String holds = "'the patient has ever had \"stroke\"' holds and decides";
      assertThat(gaps(report, Measure.SENTENCES)).contains(holds);
      int aneurysm = report.rules().get(0).sentences().get(1).line();
      assertThat(reason(report, holds))
          .isEqualTo(
              "always masked by line "
                  + aneurysm
                  + ", which holds in every screening in which this holds");
    }

    @Test
    void countsEachThatHoldsAlone() {
      Rulebase rulebase = rules.rule("CV-01", "contraindication", EITHER).compile(folder);

      CoverageReport report =
          covered(rulebase, diseases("one", "I63.9") + diseases("other", "I71.4"));

      assertThat(gaps(report, Measure.SENTENCES)).noneMatch(each -> each.contains(" holds and"));
      assertThat(gaps(report, Measure.SENTENCES)).anyMatch(each -> each.contains(" fails and"));
    }

    @Test
    void thatMakesTwoCountsWhereTwoAreNeeded() {
      Rulebase rulebase =
          rules
              .rule("CV-01", "contraindication", EITHER.replace("any of", "at least 2 of"))
              .compile(folder);

      CoverageReport alone = covered(rulebase, diseases("one", "I63.9"));
      CoverageReport both = covered(rulebase, diseases("both", "I63.9", "I71.4"));

      assertThat(gaps(alone, Measure.SENTENCES))
          .contains("'the patient has ever had \"stroke\"' holds and decides")
          .doesNotContain("'the patient has ever had \"aneurysm\"' fails and decides");
      assertThat(gaps(both, Measure.SENTENCES)).noneMatch(each -> each.contains(" holds and"));
    }

    @Test
    void saysThatNoScreeningHadTheData() {
      Rulebase rulebase = rules.rule("CV-01", "contraindication", PRESSURE).compile(folder);

      CoverageReport report =
          covered(rulebase, "- name: nobody\n  outcomes: { CV-01: not-evaluable }\n");

      assertThat(reason(report, "'" + PRESSURE + "' holds and decides"))
          .isEqualTo("no screening had the data");
      assertThat(report.figure(Measure.MISSING)).isEqualTo(new Figure(2, 2));
    }
  }

  @Test
  void saysThatARuleWasNeverAsked() {
    Rulebase rulebase =
        rules
            .rule("CV-01", "contraindication", "@stages( \"session\" )\n", PRESSURE)
            .compile(folder);

    CoverageReport report = covered(rulebase, pressure(161));

    assertThat(reason(report, "fired")).isEqualTo("never asked: no screening at stage session");
  }

  @Test
  void showsACodeThatWasDropped() {
    Rulebase changed = small("I64").rule("CV-01", "contraindication", EITHER).compile(folder);

    CoverageReport report = covered(changed, diseases("one", "I63.9") + diseases("other", "I71.4"));

    assertThat(gaps(report, Measure.CODES)).containsExactly("\"stroke\" by a code of icd-10-cm");
    assertThat(gaps(report, Measure.SENTENCES))
        .contains("'the patient has ever had \"stroke\"' holds and decides");
  }

  @Nested
  class ADraft {

    @Test
    void ofEachGapClosesIt() {
      Rulebase rulebase =
          rules
              .rule("CV-01", "contraindication", EITHER)
              .rule("CV-02", "precaution", PRESSURE + "\n  - within the last 2 months")
              .rule("CV-03", "precaution", "the patient is at least 65 years old")
              .compile(folder);
      CoverageReport before = covered(rulebase, pressure(120));
      StringBuilder drafts = new StringBuilder(pressure(120));
      before.gaps().forEach(each -> drafts.append(each.vignette()));

      CoverageReport after = covered(rulebase, drafts.toString().replace("TODO", "clear"));

      assertThat(before.gaps()).hasSizeGreaterThan(20);
      assertThat(after.gaps()).isEmpty();
    }

    @Test
    void hasANameOfItsOwnWhereSentencesReadAlike() {
      String within = "\n      - that began within the last 6 weeks";
      Rulebase rulebase =
          rules
              .rule(
                  "CV-01",
                  "contraindication",
                  EITHER
                      .replace("\"stroke\"", "\"stroke\"" + within)
                      .replace("\"aneurysm\"", "\"aneurysm\"" + within))
              .compile(folder);

      CoverageReport report = covered(rulebase, pressure(120));

      assertThat(gaps(report, Measure.BOUNDARIES)).hasSize(6);
      assertThat(report.gaps())
          .extracting(each -> String.valueOf(each.vignette()).lines().findFirst().orElseThrow())
          .doesNotHaveDuplicates();
    }

    @Test
    void isRefusedUntilItsExpectationIsWritten() {
      Rulebase rulebase = rules.rule("CV-01", "contraindication", PRESSURE).compile(folder);
      String draft = String.valueOf(covered(rulebase, pressure(160)).gaps().get(0).vignette());

      assertThat(draft).endsWith("  outcomes: { CV-01: TODO }\n");
      assertThatThrownBy(() -> Vignettes.parse("small.vignettes.yaml", draft))
          .isInstanceOf(RulebaseException.class)
          .hasMessageContaining("small.vignettes.yaml:1: ")
          .hasMessageContaining("CV-01 is still TODO")
          .hasMessageContaining("one of [clear, fired");
    }
  }

  @Nested
  class OfSeveralProcesses {

    @Test
    void isThatOfAllTheirScreenings() throws IOException {
      Rulebase rulebase = rules.rule("CV-01", "contraindication", PRESSURE).compile(folder);
      Path counted = folder.resolve("counted");
      for (int value : new int[] {159, 160, 161}) {
        Coverage fork = Coverage.of(rulebase);
        fork.add(vignette(pressure(value)).request());
        fork.writeTo(counted);
      }

      CoverageReport merged = Coverage.of(rulebase).read(counted).report();

      assertThat(merged.toText())
          .isEqualTo(covered(rulebase, pressure(159) + pressure(160) + pressure(161)).toText());
      assertThat(merged.screenings()).isEqualTo(3);
    }

    @Test
    void refusesWhatCountsOtherRules() throws IOException {
      Rulebase rulebase = rules.rule("CV-01", "contraindication", PRESSURE).compile(folder);
      Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
      Rulebase other =
          small("I63")
              .rule("CV-01", "contraindication", PRESSURE.replace("160", "165"))
              .compile(elsewhere);
      Path file = Coverage.of(other).writeTo(folder);

      assertThatThrownBy(() -> Coverage.of(rulebase).read(file))
          .isInstanceOf(RulebaseException.class)
          .hasMessageContaining("counts other rules than those of small@1.0.0");
    }

    @Test
    void areTheSameHoweverTheRulesAreLaidOutAndPacked() throws IOException {
      Rulebase archive = rules.rule("CV-01", "contraindication", EITHER).compile(folder);
      Path file = folder.resolve("source/small.dslr");
      Files.writeString(
          file, "# Laid out otherwise.\n\n\n" + Files.readString(file).replace("    ", "  "));
      Rulebase source = RulebaseCompiler.compile(folder.resolve("source")).load();
      Coverage coverage = Coverage.of(archive);
      coverage.add(vignette(diseases("one", "I63.9")).request());
      Path counted = coverage.writeTo(folder);

      CoverageReport other = Coverage.of(source).read(counted).report();

      CoverageReport report = coverage.report();
      for (Measure measure : Measure.values()) {
        assertThat(other.figure(measure)).isEqualTo(report.figure(measure));
        assertThat(gaps(other, measure)).isEqualTo(gaps(report, measure));
      }
      assertThat(other.rules().get(0).line()).isNotEqualTo(report.rules().get(0).line());
    }
  }

  private static Vignette vignette(String text) {
    return Vignettes.parse("small.vignettes.yaml", text).get(0);
  }

  @Test
  void screensAndCountsAtOnce() {
    Rulebase rulebase = rules.rule("CV-01", "contraindication", PRESSURE).compile(folder);
    ScreeningRequest request = vignette(pressure(161)).request();
    Screener screener = Screener.of(rulebase);
    Coverage coverage = Coverage.of(rulebase);

    assertThat(coverage.screen(screener, request)).isEqualTo(screener.screen(request));
    assertThat(gaps(coverage.report(), Measure.RULES)).doesNotContain("fired");
  }

  @Nested
  class Written {

    @Test
    void asLcovHasALineASentenceAndABranchATruth() {
      Rulebase rulebase = rules.rule("CV-01", "contraindication", PRESSURE).compile(folder);

      String lcov = covered(rulebase, pressure(161) + pressure(160)).toLcov("rules/small");

      int line = rulebase.rules().get(0).when().get(0).number();
      assertThat(lcov)
          .startsWith("TN:\nSF:rules/small/small.dslr\n")
          .contains("BRDA:" + line + ",0,0,1\n", "BRF:4\nBRH:2\n", "DA:" + line + ",2\n")
          .endsWith("LF:1\nLH:1\nend_of_record\n");
    }

    @Test
    void asHtmlNeedsNoOtherFileAndEscapesWhatItQuotes() {
      Rulebase rulebase = rules.rule("CV-01", "contraindication", PRESSURE).compile(folder);

      String html = covered(rulebase, pressure(161)).toHtml();

      assertThat(html)
          .contains("the latest &quot;systolic blood pressure&quot;", "class=\"part\"", "TODO")
          .doesNotContain("<script", "src=", "href=", "the latest \"");
    }

    @Test
    void asJsonHasFiguresAndGaps() {
      Rulebase rulebase = rules.rule("CV-01", "contraindication", PRESSURE).compile(folder);

      var json =
          new tools.jackson.databind.json.JsonMapper()
              .readTree(covered(rulebase, pressure(160) + pressure(161)).toJson());

      assertThat(json.at("/all/boundaries/shown").asInt()).isEqualTo(2);
      assertThat(json.at("/areas/small/boundaries/of").asInt()).isEqualTo(3);
      assertThat(json.at("/gaps").toString()).contains("somebody below 160");
    }
  }
}
