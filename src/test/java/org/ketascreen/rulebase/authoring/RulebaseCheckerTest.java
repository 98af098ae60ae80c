package org.ketascreen.rulebase.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.RulebaseException;

class RulebaseCheckerTest {

  private static final String PREGNANCY =
      """
      pregnancy:
        conditions: aneurysm
        status: pressure
        pregnant: aneurysm
        notPregnant: aneurysm
        test: pressure
        positive: aneurysm
        negative: aneurysm
        excludedBy: aneurysm
        ages: { from: 12, to: 55 }
        lasts: 44 weeks
        answerGoodFor: 7 days
        basis: judgement
        because: Because.
        sources: [ "leaflet 4" ]
      """;
  private static final String DOSES =
      """
      doses:
        medicines: aneurysm
        restAfter: 4 hours
        basis: judgement
        because: Because.
        sources: [ "leaflet 4" ]
      """;

  private static final String IDEAL_WEIGHT =
      """
      idealWeight:
        formula: devine
        height: height
        basis: judgement
        because: Because.
        sources: [ "leaflet 4" ]
      """;

  private static SmallRulebase withIdealWeight(String idealWeight) {
    String pressure = new SmallRulebase().source().text("value-sets/pressure.json");
    return withHead(idealWeight)
        .with(
            "value-sets/height.json",
            pressure
                .replace("/pressure\"", "/height\"")
                .replace("\"pressure\"", "\"height\"")
                .replace("mm[Hg]", "cm"));
  }

  private static List<String> problems(SmallRulebase rulebase) {
    RulebaseChecker checker = new RulebaseChecker(rulebase.source());
    checker.check();
    return checker.problems().stream().map(Problem::toString).toList();
  }

  private static SmallRulebase withHead(String more) {
    SmallRulebase rulebase = new SmallRulebase();
    return rulebase.with("rulebase.yaml", rulebase.source().text("rulebase.yaml") + more);
  }

  private static SmallRulebase withRules(String... rules) {
    return new SmallRulebase().with("area.dslr", String.join("", rules));
  }

  private static String rule(String id) {
    return SmallRulebase.rule(id, "Aneurysm", "    the patient has \"aneurysm\"\n");
  }

  @Test
  void findsNothingWrongWithWhatIsRight() {
    assertThat(problems(new SmallRulebase())).isEmpty();
    assertThat(problems(withHead(PREGNANCY + DOSES))).isEmpty();
  }

  @Nested
  class WhenAFileIsMissing {

    @ParameterizedTest
    @ValueSource(strings = {"rulebase.yaml"})
    void saysWhich(String path) {
      assertThat(problems(new SmallRulebase().without(path)))
          .containsExactly(path + ": is missing; add it");
    }

    @Test
    void saysThatTheSourcesAre() {
      assertThat(problems(new SmallRulebase().without("sources.yaml")))
          .containsExactly(
              "sources.yaml: is missing; add it",
              "area.dslr:1: rule CV-01 cites 'leaflet', which is no source; add it to sources.yaml",
              "area.dslr:15: rule CV-02 cites 'leaflet', which is no source; add it to sources.yaml");
    }

    @Test
    void saysThatThereIsNoRule() {
      assertThat(problems(new SmallRulebase().without("area.dslr")))
          .containsExactly("*.dslr: there is no rule; write at least one");
    }

    @Test
    void saysThatAFolderIs(@TempDir Path folder) {
      assertThatThrownBy(() -> RulebaseCompiler.compile(folder.resolve("none")))
          .isInstanceOf(RulebaseException.class)
          .hasMessage(
              folder.resolve("none")
                  + ": cannot be read; give the folder that has a rulebase.yaml");
    }
  }

  @Nested
  class WhenYamlIsWrong {

    @Test
    void namesAnUnknownKey() {
      assertThat(problems(withHead("owner: somebody\n")))
          .hasSize(1)
          .first()
          .asString()
          .startsWith("rulebase.yaml: Unrecognized property \"owner\"")
          .doesNotContain("\n");
    }

    @Test
    void namesAnUnknownKeyOfASource() {
      assertThat(
              problems(
                  new SmallRulebase().replacing("sources.yaml", "  tier", "  author: x\n  tier")))
          .first()
          .asString()
          .startsWith("sources.yaml: Unrecognized property \"author\"");
    }

    @Test
    void namesTheLineOfAKeyThatStandsTwice() {
      assertThat(problems(withHead("title: Again\n")))
          .hasSize(1)
          .first()
          .asString()
          .startsWith("rulebase.yaml:7: ")
          .contains("title");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "null\n", "---\n", "[]\n", "text\n", "id: [\n"})
    void refusesAHeadThatIsNone(String text) {
      assertThat(problems(new SmallRulebase().with("rulebase.yaml", text)))
          .isNotEmpty()
          .first()
          .asString()
          .startsWith("rulebase.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null\n", "{}\n", "- \n", "- id: x\n", "- null\n", "text\n"})
    void refusesSourcesThatAreNone(String text) {
      assertThat(problems(new SmallRulebase().with("sources.yaml", text)))
          .isNotEmpty()
          .first()
          .asString()
          .startsWith("sources.yaml");
    }

    @Test
    void takesAScopeThatSaysSomething() {
      assertThat(problems(scoped("Only the heart."))).isEmpty();
      assertThat(problems(scoped(" ")))
          .containsExactly(
              "rulebase.yaml: 'scope' is missing or wrong; write what it is limited to, or leave it"
                  + " out");
    }

    private SmallRulebase scoped(String scope) {
      return new SmallRulebase()
          .replacing("rulebase.yaml", "status:", "scope: '" + scope + "'\nstatus:");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            id: small                 | id: Small      | 'id' is missing or wrong; write lower-case letters, digits and '-'
            version: 1.0.0            | version: 1     | 'version' is missing or wrong; write a semantic version: 1.0.0
            version: 1.0.0            | version: 01.0.0 | 'version' is missing or wrong; write a semantic version: 1.0.0
            version: 1.0.0            | version: 1.0.0-a..b | 'version' is missing or wrong; write a semantic version: 1.0.0
            version: 1.0.0            | version: 1.0.1234567 | 'version' is missing or wrong; write a semantic version: 1.0.0
            language: 1               | language: 2    | 'language' is missing or wrong; write 1
            status: unreviewed        | status: draft  | 'status' is missing or wrong; write unreviewed, reviewed or retired
            effectiveFrom: 2026-01-01 | effectiveFrom: 2026 | 'effectiveFrom' is missing or wrong; write YYYY-MM-DD
            effectiveFrom: 2026-01-01 | effectiveFrom: 2026-02-30 | 'effectiveFrom' is missing or wrong; write YYYY-MM-DD
            title: Two rules          | title: ' '     | 'title' is missing or wrong; write a title
            """)
    void saysWhatEachKeyMustBe(String right, String wrong, String problem) {
      assertThat(problems(new SmallRulebase().replacing("rulebase.yaml", right, wrong)))
          .containsExactly("rulebase.yaml: " + problem);
    }
  }

  @Nested
  class WhenPregnancyOrDosesAreWrong {

    @ParameterizedTest
    @ValueSource(
        strings = {"conditions", "pregnant", "notPregnant", "positive", "negative", "excludedBy"})
    void saysWhichValueSetIsMissing(String key) {
      String wrong = PREGNANCY.replace("  " + key + ": aneurysm", "  " + key + ": fistula");

      assertThat(problems(withHead(wrong)))
          .containsExactly(
              "rulebase.yaml: no value set is titled 'fistula'; add it, or name another");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "test"})
    void saysWhichObservationIsMissing(String key) {
      String wrong = PREGNANCY.replace("  " + key + ": pressure", "  " + key + ": aneurysm");

      assertThat(problems(withHead(wrong)))
          .containsExactly(
              "rulebase.yaml: no observation is titled 'aneurysm'; add it, or name another");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "conditions",
          "status",
          "pregnant",
          "notPregnant",
          "test",
          "positive",
          "negative",
          "excludedBy",
          "ages",
          "because"
        })
    void saysWhichKeyIsMissing(String key) {
      String wrong = PREGNANCY.replaceAll("(?m)^  " + key + ": .*\n", "");

      assertThat(problems(withHead(wrong)))
          .hasSize(1)
          .first()
          .asString()
          .startsWith("rulebase.yaml:")
          .contains("'pregnancy' has no '" + key + "'");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            44 weeks | 44 days | 'pregnancy.lasts' is missing or wrong; write it like: 44 weeks
            7 days   | a week  | 'pregnancy.answerGoodFor' is missing or wrong; write it like: 7 days
            """)
    void saysHowADurationIsWritten(String right, String wrong, String problem) {
      assertThat(problems(withHead(PREGNANCY.replace(right, wrong))))
          .containsExactly("rulebase.yaml: " + problem);
    }

    @Test
    void saysHowTheRestAfterADoseIsWritten() {
      assertThat(problems(withHead(DOSES.replace("4 hours", "a while"))))
          .containsExactly(
              "rulebase.yaml: 'doses.restAfter' is missing or wrong; write it like: 4 hours");
    }

    @Test
    void aDefinitionOfIdealWeightThatIsWrong() {
      assertThat(problems(withIdealWeight(IDEAL_WEIGHT))).isEmpty();
      assertThat(problems(withIdealWeight(IDEAL_WEIGHT.replace("devine", "robinson"))))
          .containsExactly("rulebase.yaml: 'idealWeight.formula' is unknown; write devine");
      assertThat(problems(withIdealWeight(IDEAL_WEIGHT.replace("height: height", "height: tall"))))
          .containsExactly(
              "rulebase.yaml: no observation is titled 'tall'; add it, or name another");
      assertThat(
              problems(withIdealWeight(IDEAL_WEIGHT.replace("height: height", "height: pressure"))))
          .containsExactly(
              "rulebase.yaml: 'idealWeight.height' names 'pressure', which is not measured as a"
                  + " length; name the observation of the patient's height");
      assertThat(problems(withIdealWeight(IDEAL_WEIGHT.replace("leaflet", "poster"))))
          .containsExactly(
              "rulebase.yaml: 'idealWeight' cites 'poster', which is no source; add it to"
                  + " sources.yaml");
      assertThat(problems(withIdealWeight(IDEAL_WEIGHT.replace("  height: height\n", ""))))
          .singleElement()
          .asString()
          .contains("'idealWeight' has no 'height'");
    }

    @Test
    void saysThatTheMedicinesOfDosesAreNoValueSet() {
      assertThat(problems(withHead(DOSES.replace("aneurysm", "pressure"))))
          .containsExactly(
              "rulebase.yaml: no value set is titled 'pressure'; add it, or name another");
    }

    @Test
    void saysThatASourceIsUnknown() {
      assertThat(problems(withHead((PREGNANCY + DOSES).replace("leaflet", "poster"))))
          .containsExactly(
              "rulebase.yaml: 'pregnancy' cites 'poster', which is no source; add it to sources.yaml",
              "rulebase.yaml: 'doses' cites 'poster', which is no source; add it to sources.yaml");
    }

    @Test
    void saysThatAChecklistIsOfNoStage() {
      assertThat(problems(withHead("checklists: { surgery: [ x ] }\n")))
          .hasSize(1)
          .first()
          .asString()
          .startsWith("rulebase.yaml: checklist 'surgery' is ")
          .endsWith("; choose one of them");
    }

    @Test
    void saysThatAChecklistIsEmpty() {
      assertThat(problems(withHead("checklists: { session: }\n")))
          .containsExactly("rulebase.yaml: checklist 'session' is empty; write its items");
    }
  }

  @Nested
  class WhenRulesDoNotFitTogether {

    @Test
    void namesBothPlacesOfAnId() {
      assertThat(problems(withRules(rule("CV-01"), rule("CV-01"))))
          .containsExactly(
              "area.dslr:15: rule CV-01 stands at area.dslr:1 too; give it an id of its own");
    }

    @Test
    void namesTheFileOfTheOtherRule() {
      assertThat(problems(new SmallRulebase().with("other.dslr", "\n" + rule("CV-01"))))
          .containsExactly(
              "other.dslr:2: rule CV-01 stands at area.dslr:1 too; give it an id of its own");
    }

    @Test
    void namesASourceThatIsNone() {
      assertThat(problems(withRules(rule("CV-01").replace("leaflet 2", "leaflet 2; poster 1"))))
          .containsExactly(
              "area.dslr:1: rule CV-01 cites 'poster', which is no source; add it to sources.yaml");
    }

    @Test
    void namesASourceThatStandsTwice() {
      SmallRulebase rulebase = new SmallRulebase();
      String sources = rulebase.source().text("sources.yaml");

      assertThat(problems(rulebase.with("sources.yaml", sources + sources)))
          .containsExactly("sources.yaml: source 'leaflet' stands twice; keep one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CV-01", "CV-99"})
    void namesASubsumedRuleThatIsNoOther(String subsumed) {
      String subsuming =
          rule("CV-01").replace("when\n", "    @subsumes( \"" + subsumed + "\" )\nwhen\n");

      assertThat(problems(withRules(subsuming, rule("CV-02"))))
          .containsExactly(
              "area.dslr:1: rule CV-01 subsumes '"
                  + subsumed
                  + "', which is no other rule; name a milder rule of the same mechanism");
    }

    @Test
    void namesTheLineOfASentenceThatIsNone() {
      assertThat(problems(withRules(rule("CV-01").replace("has", "owns"))))
          .hasSize(2)
          .first()
          .asString()
          .startsWith(
              "area.dslr:11: no sentence matches 'the patient owns \"aneurysm\"'; nearest: "
                  + "'the patient has \"...\"'");
    }
  }

  @Nested
  class WhenValueSetsAreWrong {

    @Test
    void namesTheOtherOfATitle() {
      assertThat(
              problems(
                  new SmallRulebase()
                      .with("value-sets/b.json", SmallRulebase.valueSet("b", "aneurysm", ""))))
          .containsExactly(
              "value-sets/b.json: its title is that of value-sets/aneurysm.json; "
                  + "give it a title of its own");
    }

    @Test
    void namesTheLine() {
      assertThat(
              problems(
                  new SmallRulebase()
                      .replacing(
                          "value-sets/aneurysm.json", "\"title\": \"aneurysm\",", "\"titel\": 1,")))
          .contains("value-sets/aneurysm.json:1: 'title' is missing; write it")
          .anyMatch(
              problem ->
                  problem.startsWith("value-sets/aneurysm.json:5: 'titel' is not a property; "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mm\\\"||true||\\\"", "mm\\\\u0022", "m m"})
    void refusesAUnitThatIsNone(String unit) {
      assertThat(
              problems(new SmallRulebase().replacing("value-sets/pressure.json", "mm[Hg]", unit)))
          .anyMatch(problem -> problem.contains("is not a UCUM unit"));
    }
  }

  @Nested
  class WhenTheIngredientsAreWrong {

    @Test
    void namesTheLine() {
      assertThat(problems(new SmallRulebase().with("rxnorm-ingredients.tsv", "1\t2\nx\n")))
          .containsExactly(
              "rxnorm-ingredients.tsv:2: is not a concept with its ingredients; "
                  + "write an RxCUI, a tab and RxCUIs");
    }
  }

  @Nested
  class WhenAFileHasANameThatIsNone {

    @ParameterizedTest
    @ValueSource(strings = {"a\nb.dslr", "a b.dslr", "a\u2028.dslr", "value-sets/ä.json"})
    void refusesIt(String path) {
      assertThat(problems(new SmallRulebase().with(path, "# nothing\n")))
          .first()
          .asString()
          .endsWith(
              "has a name that is none; write letters without accents, digits, '.', '_' and '-'")
          .doesNotContain("\n", "\u2028");
    }
  }

  @Test
  void reportsEverythingAtOnce() {
    SmallRulebase rulebase =
        new SmallRulebase()
            .replacing("rulebase.yaml", "language: 1", "language: 3")
            .replacing("area.dslr", "leaflet", "poster");

    assertThatThrownBy(() -> RulebaseCompiler.compile(rulebase.source()))
        .isInstanceOf(RulebaseException.class)
        .hasMessage(
            """
            3 problems in the rulebase:
              rulebase.yaml: 'language' is missing or wrong; write 1
              area.dslr:1: rule CV-01 cites 'poster', which is no source; add it to sources.yaml
              area.dslr:15: rule CV-02 cites 'poster', which is no source; add it to sources.yaml""");
  }

  @Nested
  class OfBreastfeeding {

    private static final String BREASTFEEDING =
        "breastfeeding: { conditions: aneurysm, status: pressure, \"yes\": aneurysm,"
            + " \"no\": aneurysm, answerGoodFor: 90 days }\n";

    private static List<String> of(String what, String by) {
      return problems(withHead(PREGNANCY + "  " + BREASTFEEDING.replace(what, by)));
    }

    @Test
    void findsNothingWrongWithARightOne() {
      assertThat(of("aneurysm", "aneurysm")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            90 days          | soon             | 'breastfeeding.answerGoodFor' is missing or wrong
            status: pressure | status: aneurysm | no observation is titled 'aneurysm'
            "no": aneurysm   | "no": pressure   | no value set is titled 'pressure'
            """)
    void findsWhatIsWrong(String what, String by, String problem) {
      assertThat(of(what, by)).singleElement().asString().contains(problem);
    }
  }

  @Nested
  class OfWhatIsAskedFor {

    private static SmallRulebase asking(String title, String annotation) {
      String pressure = "    the latest \"pressure\" is above 160 mm[Hg]\n";
      String first = SmallRulebase.rule("CV-01", "Pressure", pressure);
      String second =
          SmallRulebase.rule("CV-02", "Asks", pressure)
              .replace("report this finding", "ask for \"" + title + "\"")
              .replace("contraindication", "precaution");
      return withRules(first.replace("when\n", annotation + "when\n"), second);
    }

    @Test
    void findsNothingWrongWithARightOne() {
      assertThat(problems(asking("pressure", ""))).isEmpty();
    }

    @Test
    void findsThatItIsNoObservation() {
      assertThat(problems(asking("aneurysm", "")))
          .singleElement()
          .asString()
          .contains("no observation is titled 'aneurysm'; nearest: 'pressure'");
    }

    @Test
    void findsThatItCannotBeSubsumed() {
      assertThat(problems(asking("pressure", "    @subsumes( \"CV-02\" )\n")))
          .singleElement()
          .asString()
          .contains("rule CV-01 subsumes CV-02, and one of them is no finding");
    }
  }
}
