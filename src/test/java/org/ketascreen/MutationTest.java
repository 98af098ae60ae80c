package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.testkit.mutation.Mutation;
import org.ketascreen.testkit.mutation.MutationOptions;
import org.ketascreen.testkit.mutation.MutationReport;
import org.ketascreen.testkit.mutation.MutationReport.Fate;
import org.ketascreen.testkit.mutation.MutationReport.Result;
import org.ketascreen.testkit.mutation.Operator;
import org.ketascreen.testkit.mutation.Progress;
import org.ketascreen.testkit.mutation.Score;

/** Mutants of small rulebases, and the vignettes that notice them. */
class MutationTest {

  private static final String ABOVE_160 =
      "the latest \"systolic blood pressure\" is above 160 mm[Hg]";

  @TempDir private Path folder;

  private Set<Operator> operators = EnumSet.of(Operator.LIMIT, Operator.WINDOW);

  private final SmallRulebase rules =
      new SmallRulebase()
          .observation("systolic blood pressure", "8480-6", "mm[Hg]", 40, 300)
          .observation("gfr of 1.73 m2 in 90 days", "33914-3", "mL/min/{1.73_m2}", 0, 200)
          .valueSet("stroke", "http://hl7.org/fhir/sid/icd-10-cm", "I63", "stroke");

  private MutationReport mutated(String vignettes) throws IOException {
    Rulebase rulebase = rules.compile(folder);
    Files.writeString(folder.resolve("source/small.vignettes.yaml"), vignettes);
    return Mutation.of(
        folder.resolve("source"),
        rulebase,
        new MutationOptions(operators, Set.of(), 2),
        Progress.NONE);
  }

  private static String pressure(String name, int value, String outcome) {
    return """
        - name: %s
          observations: [ { code: "loinc|8480-6", value: "%d mm[Hg]", effective: 2026-06-15 } ]
          outcomes: { CV-01: %s }
        """
        .formatted(name, value, outcome);
  }

  private static String stroke(
      String name, @Nullable String asOf, @Nullable String onset, String outcome) {
    return """
        - name: %s
          asOf: %s
          sections: { conditions: recorded }
          conditions: [ { code: "icd-10-cm|I63.9", onset: %s, clinical: active } ]
          outcomes: { CV-01: %s }
        """
        .formatted(
            name,
            asOf == null ? "2026-06-15T09:00:00Z" : asOf,
            onset == null ? "2026-01" : onset,
            outcome);
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
              "small.dslr:11: CV-01 [limit]: '"
                  + ABOVE_160
                  + "' as '"
                  + ABOVE_160.replace("160", "161")
                  + "': survived; would be killed by: 161 mm[Hg] ({CV-01=fired,"
                  + " disposition=contraindicated, severity of CV-01=contraindication},"
                  + " changed {CV-01=clear, disposition=none-found, severity of CV-01=none})");
      assertThat(report.killedPerCent()).isEqualByComparingTo("50");
    }

    @Test
    void comeWithAVignetteWhoseExpectationIsLeftToAPerson() throws IOException {
      rules.rule("CV-01", "contraindication", ABOVE_160);

      assertThat(mutated(pressure("far above it", 190, "fired")).toText(false))
          .contains(
              "\n- name: \"CV-01, 161 mm[Hg]\"\n",
              "\n    - { code: \"loinc|8480-6\", display: ",
              "\n  outcomes: { CV-01: TODO }\n");
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
          .extracting(each -> String.valueOf(each.telling()))
          .contains("a usable \"systolic blood pressure\" from just before the last 4 weeks");
    }
  }

  @Nested
  class OfASentence {

    private static final String GROUP =
        """
        any of
            the patient has "stroke"
            the patient is at least 65 years old
        end""";

    @Test
    void leaveItOutOrSayTheOpposite() throws IOException {
      operators = EnumSet.of(Operator.DROPPED, Operator.NEGATED);
      rules.rule("CV-01", "contraindication", GROUP);

      MutationReport report = mutated(stroke("of any age", null, null, "fired"));

      assertThat(report.of(Fate.KILLED))
          .extracting(each -> each.mutant().line() + " " + each.mutant().changed())
          .containsExactly("12 the patient does not have \"stroke\"", "12 left out");
      assertThat(report.of(Fate.SURVIVED))
          .extracting(each -> each.mutant().line() + " " + each.mutant().changed())
          .containsExactly("13 not so: the patient is at least 65 years old", "13 left out");
    }

    @Test
    void askMoreOfItsGroup() throws IOException {
      operators = EnumSet.of(Operator.GROUP);
      rules.rule("CV-01", "contraindication", GROUP + "\nthe patient is female");

      MutationReport report =
          mutated(
              """
              - name: old only
                patient: { birthDate: 1950-01-01, sex: female }
                sections: { conditions: none-known }
                outcomes: { CV-01: fired }
              """);

      assertThat(changed(report, Fate.KILLED)).containsExactly("all of");
      assertThat(changed(report, Fate.SURVIVED)).containsExactly("any of them");
    }

    @Test
    void turnWhatItCompares() throws IOException {
      operators = EnumSet.of(Operator.COMPARISON);
      rules.rule("CV-01", "contraindication", ABOVE_160);

      MutationReport report = mutated(pressure("far above it", 190, "fired"));

      assertThat(changed(report, Fate.KILLED)).containsExactly(ABOVE_160.replace("above", "below"));
      assertThat(report.of(Fate.SURVIVED))
          .singleElement()
          .asString()
          .contains(ABOVE_160.replace("above", "at least"), "would be killed by: 160 mm[Hg] ");
    }

    @Test
    void sayEverForNow() throws IOException {
      operators = EnumSet.of(Operator.TIME);
      rules.rule("CV-01", "contraindication", "the patient has \"stroke\"");
      String over =
          """
          - name: over
            sections: { conditions: recorded }
            conditions: [ { code: "icd-10-cm|I63.9", onset: 2020, abatement: 2021 } ]
            outcomes: { CV-01: clear }
          """;

      assertThat(changed(mutated(stroke("now", null, null, "fired") + over), Fate.KILLED))
          .containsExactly("the patient has ever had \"stroke\"");
    }

    @Test
    void areEquivalentWhereWhatIsLeftSaysTheSame() throws IOException {
      operators = EnumSet.of(Operator.DROPPED);
      rules.rule("CV-01", "contraindication", ABOVE_160 + "\n" + ABOVE_160.replace("160", "150"));

      MutationReport report = mutated(pressure("between", 155, "clear"));

      assertThat(report.of(Fate.EQUIVALENT))
          .extracting(each -> each.mutant().original())
          .containsExactly(ABOVE_160.replace("160", "150"));
      assertThat(report.toText(true)).contains("no patient is known whom it screens otherwise");
      assertThat(report.toText(false)).doesNotContain("no patient is known");
    }
  }

  @Nested
  class OfWhatStandsAboveTheSentences {

    @Test
    void comeWithAVignetteOfASeverityWhereNothingElseDiffers() throws IOException {
      operators = EnumSet.of(Operator.SEVERITY);
      rules.rule("CV-01", "precaution", ABOVE_160);

      String text = mutated(pressure("at the limit", 160, "clear")).toText(false);
      List<String> names = text.lines().filter(line -> line.startsWith("- name: ")).toList();

      assertThat(text).contains("\n  severities: { CV-01: TODO }\n");
      assertThat(names).hasSizeGreaterThan(1).doesNotHaveDuplicates();
    }

    @Test
    void makeItGraverAndMilder() throws IOException {
      operators = EnumSet.of(Operator.SEVERITY);
      rules.rule("CV-01", "relative-contraindication", ABOVE_160);

      MutationReport report =
          mutated(
              pressure("above it", 161, "fired") + "  disposition: relatively-contraindicated\n");

      assertThat(changed(report, Fate.KILLED))
          .containsExactly("@severity( contraindication )", "@severity( precaution )");
    }

    @Test
    void areNotNoticedWhereASeverityIsNeverDemanded() throws IOException {
      operators = EnumSet.of(Operator.SEVERITY);
      rules.rule("CV-01", "contraindication", ABOVE_160);

      MutationReport report = mutated(pressure("above it", 161, "fired"));

      assertThat(report.of(Fate.SURVIVED))
          .singleElement()
          .asString()
          .startsWith("small.dslr:2: CV-01 [severity]: '@severity( contraindication )'")
          .contains("severity of CV-01=contraindication");
    }

    @Test
    void takeOutATreatmentAStageAndAJurisdiction() throws IOException {
      operators = EnumSet.of(Operator.TREATMENT, Operator.STAGE, Operator.JURISDICTION);
      rules.rule(
          "CV-01",
          "contraindication",
          """
          @applies( "ketamine, esketamine intranasal" )
          @stages( "session, discharge" )
          @jurisdictions( "us, eu" )
          """,
          ABOVE_160);

      MutationReport report =
          mutated(
              pressure("in the US", 161, "fired")
                  + "  stage: session\n  jurisdiction: us\n  treatment: esketamine intranasal\n");

      assertThat(changed(report, Fate.KILLED))
          .containsExactly("@applies( ketamine )", "@stages( discharge )", "@jurisdictions( eu )");
      assertThat(changed(report, Fate.SURVIVED))
          .contains(
              "@applies( all )",
              "@applies( esketamine intranasal )",
              "@stages( session )",
              "@stages( evaluation, session, discharge )",
              "@jurisdictions( us )",
              "@jurisdictions( eu, uk, us )");
    }

    @Test
    void reportAMilderRuleBesideIt() throws IOException {
      operators = EnumSet.of(Operator.SUBSUMES);
      rules
          .rule("CV-01", "precaution", ABOVE_160)
          .rule(
              "CV-02",
              "contraindication",
              "@subsumes( \"CV-01\" )\n",
              "the latest \"systolic blood pressure\" is above 180 mm[Hg]");

      MutationReport weak = mutated(pressure("between", 170, "fired"));

      assertThat(weak.of(Fate.SURVIVED))
          .singleElement()
          .asString()
          .contains("CV-02 [subsumes]", "CV-01=subsumed", "CV-01=fired");
    }
  }

  @Nested
  class OfAValueSet {

    @Test
    void takeOutACodeThatNoVignetteHas() throws IOException {
      operators = EnumSet.of(Operator.BRANCH, Operator.NEIGHBOUR, Operator.NAMES);
      rules.rule("CV-01", "contraindication", "the patient has \"stroke\"");
      rules.valueSet("old stroke", "http://hl7.org/fhir/sid/icd-10-cm", "I64", "old stroke");

      MutationReport report =
          mutated(
              """
              - name: in words only
                conditions: [ { text: stroke disease, clinical: active } ]
                outcomes: { CV-01: possible }
              """);

      assertThat(report.of(Fate.KILLED))
          .extracting(each -> each.mutant().operator())
          .containsExactly(Operator.NAMES);
      assertThat(report.of(Fate.SURVIVED))
          .extracting(Result::toString)
          .satisfiesExactly(
              each ->
                  assertThat(each)
                      .startsWith("value-sets/stroke.json:10: stroke [branch]: 'includes ")
                      .contains("|I63 and below' as 'taken out'", "{CV-01=fired"),
              each -> assertThat(each).contains("[neighbour]", "|I64'", "{CV-01=clear"));
    }

    @Test
    void areNoticedByTheCodesOfVignettes() throws IOException {
      operators = EnumSet.of(Operator.BRANCH, Operator.NEIGHBOUR);
      rules.rule("CV-01", "contraindication", "the patient has \"stroke\"");
      rules.valueSet("old stroke", "http://hl7.org/fhir/sid/icd-10-cm", "I64", "old stroke");

      MutationReport report =
          mutated(
              stroke("coded", null, null, "fired")
                  + stroke("beside it", null, null, "clear").replace("I63.9", "I64"));

      assertThat(report.of(Fate.KILLED)).hasSize(2);
      assertThat(report.scoresByRule().get("CV-01")).isEqualTo(new Score(2, 0, 0, 0));
    }

    @Test
    void doNotMakeUpCodesThatNoValueSetNames() throws IOException {
      operators = EnumSet.of(Operator.NEIGHBOUR);
      rules.rule("CV-01", "contraindication", "the patient has \"stroke\"");

      assertThat(mutated(stroke("coded", null, null, "fired")).results()).isEmpty();
    }

    @Test
    void ofSingleCodesAreAmongTheUsual() throws IOException {
      rules.rule("CV-01", "contraindication", ABOVE_160);
      String vignette = pressure("above it", 161, "fired");

      operators = MutationOptions.usual().operators();
      assertThat(mutated(vignette).scoresByOperator()).containsKey(Operator.CODE);
    }
  }

  @Nested
  class ThatAreMeantToSurvive {

    private MutationReport mutatedWith(String meant) throws IOException {
      rules.rule("CV-01", "contraindication", ABOVE_160);
      Rulebase rulebase = rules.compile(folder);
      Path source = folder.resolve("source");
      Files.writeString(
          source.resolve("small.vignettes.yaml"), pressure("at the limit", 160, "clear"));
      Files.writeString(source.resolve("mutants.yaml"), meant);
      return Mutation.of(
          source,
          rulebase,
          new MutationOptions(EnumSet.of(Operator.LIMIT), Set.of(), 1),
          Progress.NONE);
    }

    private static final String UP =
        "- mutant: CV-01\n  operator: limit\n  original: '"
            + ABOVE_160
            + "'\n  changed: '"
            + ABOVE_160.replace("160", "161")
            + "'\n  reason: No device reads that finely.\n";

    @Test
    void areToldApartAndCountAsNotKilled() throws IOException {
      MutationReport report = mutatedWith(UP);

      assertThat(report.score()).isEqualTo(new Score(1, 0, 1, 0));
      assertThat(report.isExplained()).isTrue();
    }

    @Test
    void mayNotBeNoticedAfterAll() throws IOException {
      MutationReport report =
          mutatedWith(UP + UP.replace("161", "159").replace("No device", "Also no device"));

      assertThat(report.isExplained()).isFalse();
      assertThat(report.problems())
          .extracting(Problem::toString)
          .containsExactly(
              "mutants.yaml:6: CV-01 [limit] is noticed by small.vignettes.yaml:1: at the limit;"
                  + " take the entry out");
    }

    @Test
    void mustAllBeListedWhereThereIsAList() throws IOException {
      MutationReport report = mutatedWith("[]\n");

      assertThat(report.problems()).isEmpty();
      assertThat(report.isExplained()).isFalse();
    }
  }

  @Test
  void areTheSameHoweverManyLookAtThem() throws IOException {
    rules.rule("CV-01", "contraindication", ABOVE_160);
    operators = MutationOptions.usual().operators();
    MutationReport two = mutated(pressure("above it", 161, "fired"));
    Path source = folder.resolve("source");

    MutationReport one =
        Mutation.of(
            source,
            Rulebase.load(
                folder.resolve("small.jar"),
                org.ketascreen.rulebase.TrustPolicy.allowingUnsigned()),
            new MutationOptions(operators, Set.of(), 1),
            Progress.NONE);

    assertThat(one.toJson()).isEqualTo(two.toJson());
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

  /** Every stage, jurisdiction and treatment taken out or added, and both severities beside it. */
  @Test
  void areNoticedByWhereAVignetteSaysThatItsRulesApply() throws IOException {
    rules.rule(
        "CV-01",
        "relative-contraindication",
        """
        @applies( "esketamine intranasal, ketamine" )
        @stages( "evaluation, session" )
        @jurisdictions( "us, eu" )
        """,
        ABOVE_160);
    operators =
        EnumSet.of(Operator.SEVERITY, Operator.TREATMENT, Operator.STAGE, Operator.JURISDICTION);
    MutationReport report =
        mutated(
            pressure("above it", 161, "fired")
                + """
                  severities: { CV-01: relative-contraindication }
                  applies:
                    stages: [ evaluation, session ]
                    jurisdictions: [ us, eu ]
                    treatments: [ esketamine intranasal, ketamine ]
                """);

    assertThat(report.results()).hasSize(2 + 4 + 4 + 4);
    assertThat(report.killedPerCent()).isEqualByComparingTo("100");
    assertThat(report.results())
        .extracting(Result::by)
        .contains("small.vignettes.yaml:1: above it, at session");
  }

  @Test
  void ofCodesAreNoticedByEachCode() throws IOException {
    operators = EnumSet.of(Operator.BRANCH);
    rules.rule("CV-01", "contraindication", "the patient has \"stroke\"");
    String vignette =
        stroke("coded", null, null, "fired").replace("icd-10-cm|I63.9", "each")
            + "  each: [ \"text|stroke disease\", \"icd-10-cm|I63.9\" ]\n";

    MutationReport report =
        mutated(
            vignette
                .replace("CV-01: fired", "")
                .replace("  each", "  findings: [ CV-01 ]\n  each"));

    assertThat(report.results())
        .extracting(Result::by)
        .containsExactly("small.vignettes.yaml:1: coded, with icd-10-cm|I63.9");
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

  @Test
  void areNotMadeWhileAVariationIsNotMet() {
    rules.rule("CV-01", "contraindication", ABOVE_160);

    assertThatThrownBy(
            () ->
                mutated(pressure("wrong", 190, "fired") + "  applies: { jurisdictions: [ us ] }\n"))
        .isInstanceOf(RulebaseException.class)
        .hasMessageContaining("1: in eu, CV-01 should be not-applicable, is fired");
  }
}
