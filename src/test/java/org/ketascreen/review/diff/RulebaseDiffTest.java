package org.ketascreen.review.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ketascreen.ScreeningReport;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Observation;
import org.ketascreen.record.Quantity;
import org.ketascreen.review.diff.Change.Kind;
import org.ketascreen.review.diff.TwoVersions.Twice;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Stage;

/** What is found of differences that are planted in a copy of a rulebase, and who shows them. */
class RulebaseDiffTest {

  private static final String HEART = "cardiovascular.dslr";
  private static final String OTHER = "other.dslr";
  private static final String INFARCTION = "value-sets/myocardial-infarction.json";

  @TempDir private Path folder;
  private TwoVersions versions;

  @BeforeEach
  void copyTheRulebase() {
    versions = new TwoVersions(folder);
  }

  /** Returns the only difference, after its patients were screened by both versions. */
  private Change only(RulebaseDiff diff, Kind kind, String subject) {
    assertThat(diff.changes()).hasSize(1);
    Change change = diff.changes().get(0);
    assertThat(change.kind()).isEqualTo(kind);
    assertThat(change.subject()).isEqualTo(subject);
    return change;
  }

  /** Returns the only patient, as both versions screen the vignette that was saved. */
  private Twice shown(RulebaseDiff diff, String rule, String said) {
    List<Twice> all = versions.screened(diff);
    assertThat(all).extracting(each -> each.said(rule)).containsExactly(said);
    return all.get(0);
  }

  @Nested
  class OfSentences {

    @Test
    void aLimitOneUnitHigherIsShownByAReadingInBetween() {
      RulebaseDiff diff = versions.inRule(HEART, "CV-02", "is above 160", "is above 161").diff();

      Change change = only(diff, Kind.LOGIC, "CV-02");
      assertThat(change.before()).contains("is above 160 mm[Hg]");
      assertThat(change.after()).contains("is above 161 mm[Hg]");
      assertThat(diff.requiredBump()).isEqualTo(Bump.MAJOR);
      Twice twice = shown(diff, "CV-02", "fired -> clear");
      assertThat(twice.vignette().request().record().entries())
          .singleElement()
          .isInstanceOfSatisfying(
              Observation.class,
              each ->
                  assertThat(each.value())
                      .isEqualTo(new Observation.Value.Measured(Quantity.of("161", "mm[Hg]"))));
    }

    @Test
    void aLimitOneUnitLowerOnlyAddsFindings() {
      RulebaseDiff diff = versions.inRule(HEART, "CV-02", "is above 160", "is above 159").diff();

      assertThat(diff.requiredBump()).isEqualTo(Bump.MINOR);
      shown(diff, "CV-02", "clear -> fired");
    }

    @Test
    void aWindowADayShorterIsShownByItsLastDay() {
      RulebaseDiff diff = versions.inRule(HEART, "CV-01", "42 days", "41 days").diff();

      only(diff, Kind.LOGIC, "CV-01");
      Twice twice = shown(diff, "CV-01", "fired -> clear");
      assertThat(twice.vignette().request().record().entries())
          .singleElement()
          .isInstanceOfSatisfying(
              Condition.class,
              each -> assertThat(String.valueOf(each.onset())).contains("2026-05-04"));
      assertThat(twice.after().disposition()).isNotEqualTo(twice.before().disposition());
      assertThat(diff.toText())
          .contains("condition: myocardial infarction (icd-10-cm|I21), began 2026-05-04")
          .contains("report contraindicated -> undetermined");
    }

    @Test
    void theSameWindowInAnotherUnitIsShownByNobodyAndNoDemand() {
      RulebaseDiff diff = versions.inRule(HEART, "CV-01", "42 days", "6 weeks").diff();

      Change change = only(diff, Kind.LOGIC, "CV-01");
      assertThat(change.shown()).isNotNull();
      assertThat(change.shown().witnesses()).isEmpty();
      assertThat(change.shown().tried()).isPositive();
      assertThat(diff.requiredBump()).isEqualTo(Bump.PATCH);
      assertThat(diff.toText()).contains("nobody was found who is screened otherwise, among ");
    }

    @Test
    void aboveMadeAtLeastIsShownAtTheLimit() {
      RulebaseDiff diff = versions.inRule(HEART, "CV-03", "is above 180", "is at least 180").diff();

      only(diff, Kind.LOGIC, "CV-03");
      assertThat(diff.requiredBump()).isEqualTo(Bump.MINOR);
      shown(diff, "CV-03", "clear -> fired");
    }

    @Test
    void anInvertedNegationIsShownInBothDirections() {
      RulebaseDiff diff =
          versions.inRule(OTHER, "MD-01", "the patient does not take", "the patient takes").diff();

      only(diff, Kind.LOGIC, "MD-01");
      assertThat(diff.requiredBump()).isEqualTo(Bump.MAJOR);
      assertThat(versions.screened(diff))
          .extracting(each -> each.said("MD-01"))
          .containsExactlyInAnyOrder("fired -> clear", "clear -> fired");
    }

    @Test
    void aCountOfLinesIsShownByWhoHasOneFewer() {
      RulebaseDiff diff = versions.inRule(HEART, "CV-05", "at least 2 of", "all of").diff();

      only(diff, Kind.LOGIC, "CV-05");
      Twice twice = shown(diff, "CV-05", "fired -> clear");
      assertThat(twice.vignette().request().record().entries()).hasSize(2);
    }

    @Test
    void aWindowBesideAnotherIsShownByWhoIsBetween() {
      RulebaseDiff diff = versions.inRule(HEART, "CV-06", "6 weeks", "41 days").diff();

      only(diff, Kind.LOGIC, "CV-06");
      Twice twice = shown(diff, "CV-06", "fired -> clear");
      assertThat(twice.vignette().request().record().entries()).hasSize(1);
    }

    @Test
    void anotherOrderIsNoDifference() {
      RulebaseDiff diff =
          versions
              .inRule(
                  OTHER,
                  "MD-01",
                  "    the patient takes \"opioid\"\n"
                      + "        the patient does not take \"antihypertensive medicine\"",
                  "    the patient does not take \"antihypertensive medicine\"\n"
                      + "        the patient takes \"opioid\"")
              .diff();

      assertThat(diff.isEmpty()).isTrue();
    }

    @Test
    void theAgeOfADocumentIsShownByOneOfThatAge() {
      RulebaseDiff diff = versions.inRule(OTHER, "RP-02", "last 7 days", "last 6 days").diff();

      only(diff, Kind.LOGIC, "RP-02");
      shown(diff, "RP-02", "clear -> fired");
    }
  }

  @Nested
  class OfRules {

    @Test
    void aRouteLessIsShownByItsTreatment() {
      RulebaseDiff diff =
          versions.inRule(HEART, "CV-04", "esketamine intranasal, ketamine", "ketamine").diff();

      Change change = only(diff, Kind.APPLICABILITY, "CV-04");
      assertThat(change.what()).isEqualTo("treatments");
      Twice twice = shown(diff, "CV-04", "fired -> not-applicable");
      assertThat(twice.vignette().request().treatment().route().code()).isEqualTo("intranasal");
      assertThat(diff.requiredBump()).isEqualTo(Bump.MAJOR);
    }

    @Test
    void aStageLessIsShownAtThatStage() {
      RulebaseDiff diff = versions.inRule(HEART, "CV-04", ", maintenance", "").diff();

      only(diff, Kind.APPLICABILITY, "CV-04");
      Twice twice = shown(diff, "CV-04", "fired -> not-applicable");
      assertThat(twice.vignette().request().stage()).isEqualTo(Stage.MAINTENANCE);
    }

    @Test
    void aJurisdictionLessIsShownThere() {
      RulebaseDiff diff = versions.inRule(HEART, "CV-04", "us, eu", "us").diff();

      only(diff, Kind.APPLICABILITY, "CV-04");
      Twice twice = shown(diff, "CV-04", "fired -> not-applicable");
      assertThat(twice.vignette().request().jurisdiction()).isEqualTo("eu");
    }

    @Test
    void aStageMoreIsAMinorDifference() {
      RulebaseDiff diff =
          versions.inRule(HEART, "CV-04", "maintenance", "maintenance, discharge").diff();

      only(diff, Kind.APPLICABILITY, "CV-04");
      shown(diff, "CV-04", "not-applicable -> fired");
      assertThat(diff.requiredBump()).isEqualTo(Bump.MINOR);
    }

    @Test
    void aMilderSeverityIsShownByAFinding() {
      RulebaseDiff diff =
          versions.inRule(HEART, "CV-01", "contraindication", "relative-contraindication").diff();

      only(diff, Kind.GRADING, "CV-01");
      Twice twice = shown(diff, "CV-01", "fired -> fired");
      assertThat(twice.before().disposition().code()).isEqualTo("contraindicated");
      assertThat(twice.after().disposition().code()).isEqualTo("relatively-contraindicated");
      assertThat(diff.requiredBump()).isEqualTo(Bump.MAJOR);
    }

    @Test
    void aGraverSeverityIsAMinorDifference() {
      RulebaseDiff diff =
          versions.inRule(HEART, "CV-02", "precaution", "relative-contraindication").diff();

      only(diff, Kind.GRADING, "CV-02");
      assertThat(diff.requiredBump()).isEqualTo(Bump.MINOR);
    }

    @Test
    void aSubsumptionIsShownByWhoHasBoth() {
      RulebaseDiff diff =
          versions.inRule(OTHER, "MD-01", "when", "    @subsumes( \"MD-02\" )\nwhen").diff();

      only(diff, Kind.SUBSUMPTION, "MD-01");
      shown(diff, "MD-02", "fired -> subsumed");
      assertThat(diff.toText()).contains("as strictly: MD-02 fired (precaution) -> subsumed");
      assertThat(diff.requiredBump()).isEqualTo(Bump.MINOR);
    }

    /** In most places a third rule, whose findings are the same, subsumes it too. */
    @Test
    void aSubsumptionIsShownWhereNoOtherRuleHidesIt() {
      String third =
          rule("MD-09")
              .replace("\"precaution\"", "\"contraindication\"")
              .replace("@jurisdictions( \"all\" )", "@jurisdictions( \"eu\" )")
              .replace("when", "    @subsumes( \"MD-02\" )\nwhen")
              .replace("has ever had \"stroke\"", "takes \"opioid\"");
      Rulebase before = versions.plant("new.dslr", text -> third).after();
      versions.inRule(OTHER, "MD-01", "when", "    @subsumes( \"MD-02\" )\nwhen");

      RulebaseDiff diff = RulebaseDiff.between(before, versions.after());

      Change change = only(diff, Kind.SUBSUMPTION, "MD-01");
      assertThat(change.shown()).isNotNull();
      assertThat(change.shown().witnesses())
          .extracting(each -> each.before().outcome() + " -> " + each.after().outcome())
          .containsExactly("fired -> subsumed");
    }

    @Test
    void aNewRuleIsShownByWhomItFiresFor() {
      RulebaseDiff diff = versions.plant("new.dslr", text -> rule("CV-09")).diff();

      only(diff, Kind.RULE_ADDED, "CV-09");
      shown(diff, "CV-09", "no-such-rule -> fired");
      assertThat(diff.toText()).contains("CV-09  rule added  [minor]\n");
      assertThat(diff.requiredBump()).isEqualTo(Bump.MINOR);
    }

    @Test
    void aRuleLessIsShownByWhomItFiredFor() {
      RulebaseDiff diff =
          versions
              .plant(OTHER, text -> text.replaceAll("(?s)rule \"AG-01 .*?\nend\n\n", ""))
              .diff();

      Change change = only(diff, Kind.RULE_REMOVED, "AG-01");
      assertThat(change.shown()).isNotNull();
      assertThat(change.shown().witnesses())
          .singleElement()
          .satisfies(
              each -> {
                assertThat(each.before().outcome()).isEqualTo("fired");
                assertThat(each.sentences()).contains("born 2008-06-16");
              });
      assertThat(diff.requiredBump()).isEqualTo(Bump.MAJOR);
    }

    @Test
    void wordsAreAPatchThatNobodyShows() {
      RulebaseDiff diff =
          versions
              .inRule(HEART, "CV-01", "It is so.", "It is very much so.")
              .inRule(HEART, "CV-01", "Infarction in", "Myocardial infarction in")
              .inRule(HEART, "CV-01", "Look after it.", "Look well after it.")
              .diff();

      assertThat(diff.changes())
          .extracting(Change::what)
          .containsExactly("title", "because", "action");
      assertThat(diff.changes())
          .allSatisfy(
              each -> {
                assertThat(each.kind()).isEqualTo(Kind.RULE_WORDING);
                assertThat(each.shown()).isNull();
              });
      assertThat(diff.requiredBump()).isEqualTo(Bump.PATCH);
      assertThat(diff.toText()).contains("nobody is screened otherwise");
    }

    @Test
    void otherSourcesAreAPatch() {
      RulebaseDiff diff =
          versions.inRule(HEART, "CV-01", "example-label 4", "example-label 5").diff();

      only(diff, Kind.RULE_SOURCES, "CV-01");
      assertThat(diff.requiredBump()).isEqualTo(Bump.PATCH);
    }

    @Test
    void anotherLayoutIsNoDifference() {
      RulebaseDiff diff =
          versions
              .plant(
                  "moved.dslr",
                  text ->
                      "# moved\n" + read(HEART).replaceAll("(?m)^ +", "  ").replace("\n", "\n\n"))
              .take(HEART)
              .diff();

      assertThat(diff.isEmpty()).isTrue();
      assertThat(diff.requiredBump()).isEqualTo(Bump.PATCH);
      assertThat(diff.toText()).contains("nothing is different but comments, layout");
    }

    private String read(String file) {
      StringBuilder text = new StringBuilder();
      versions.plant(
          file,
          its -> {
            text.append(its);
            return its;
          });
      return text.toString();
    }
  }

  private static String rule(String id) {
    return """
    rule "%s Stroke, told again"
        @severity( "precaution" )
        @applies( "all" )
        @stages( "evaluation" )
        @jurisdictions( "all" )
        @basis( "label" )
        @because( "It is so." )
        @action( "Look after it." )
        @sources( "example-label 4" )
    when
        the patient has ever had "stroke"
    then
        report this finding
    end
    """
        .formatted(id);
  }

  @Nested
  class OfValueSets {

    private Coding coding(Twice twice) {
      return twice.vignette().request().record().entries().get(0).code().codings().get(0);
    }

    @Test
    void aCodeLessIsShownByWhoHasIt() {
      RulebaseDiff diff =
          versions
              .plant(
                  INFARCTION,
                  text -> text.replaceAll("(?s),\\s*\\{\\s*\"code\": \"57054005\".*?\\}", ""))
              .diff();

      Change change = only(diff, Kind.CODE_REMOVED, "myocardial infarction");
      assertThat(change.what()).isEqualTo("sct|57054005");
      assertThat(change.before()).contains("Acute myocardial infarction");
      Twice twice = shown(diff, "CV-01", "fired -> clear");
      assertThat(coding(twice).code()).isEqualTo("57054005");
      assertThat(diff.requiredBump()).isEqualTo(Bump.MAJOR);
    }

    @Test
    void aCodeMoreIsShownByWhoHasIt() {
      RulebaseDiff diff =
          versions.plant(INFARCTION, "\"value\": \"I22\"", "\"value\": \"I24\"").diff();

      assertThat(diff.changes())
          .extracting(Change::kind, Change::what)
          .containsExactly(
              tuple(Kind.CODE_REMOVED, "icd-10-cm|I22"), tuple(Kind.CODE_ADDED, "icd-10-cm|I24"));
      assertThat(versions.screened(diff))
          .extracting(each -> coding(each).code() + ": " + each.said("CV-01"))
          .containsExactly("I22: fired -> clear", "I24: clear -> fired");
    }

    @Test
    void aCodeThatWasUndecidedOnlyAddsFindings() {
      RulebaseDiff diff =
          versions
              .plant(
                  INFARCTION,
                  text ->
                      text.replaceAll(
                          "(\\{\\s*\"code\": \"57054005\")",
                          "{\"code\": \"401303003\", \"display\": \"Acute ST segment elevation infarct\"},$1"))
              .diff();

      only(diff, Kind.CODE_ADDED, "myocardial infarction");
      shown(diff, "CV-01", "clear -> fired");
      assertThat(diff.requiredBump()).isEqualTo(Bump.MINOR);
    }

    @Test
    void aCodeThatAnotherStillCoversIsShownByNobody() {
      RulebaseDiff before =
          versions.plant(INFARCTION, "\"value\": \"I22\"", "\"value\": \"I21.4\"").diff();

      assertThat(before.changes())
          .filteredOn(each -> each.what().endsWith("I21.4"))
          .singleElement()
          .satisfies(
              each -> {
                assertThat(each.shown()).isNotNull();
                assertThat(each.shown().witnesses()).isEmpty();
                assertThat(each.shown().tried()).isPositive();
                assertThat(each.demands()).isEqualTo(Bump.PATCH);
              });
    }

    @Test
    void aCodeLeftOutIsShownByWhoHasIt() {
      RulebaseDiff diff =
          versions
              .plant(
                  "value-sets/stroke.json",
                  text ->
                      text.replaceAll(
                          "(?s)(\"compose\": \\{)",
                          "$1 \"exclude\": [{\"system\": \"http://hl7.org/fhir/sid/icd-10-cm\","
                              + " \"filter\": [{\"property\": \"concept\", \"op\": \"is-a\","
                              + " \"value\": \"I63.8\"}]}],"))
              .diff();

      Change change = only(diff, Kind.CODE_REMOVED, "stroke");
      assertThat(change.after()).contains("left out");
      assertThat(coding(versions.screened(diff).get(0)).code()).isEqualTo("I63.8");
      assertThat(diff.requiredBump()).isEqualTo(Bump.MAJOR);
    }

    @Test
    void aNewTitleIsNoDifferenceButInWords() {
      RulebaseDiff diff =
          versions
              .plant(
                  "value-sets/stroke.json",
                  "\"title\": \"stroke\"",
                  "\"title\": \"cerebral infarction\"")
              .plant(HEART, "\"stroke\"", "\"cerebral infarction\"")
              .diff();

      Change change = only(diff, Kind.VALUE_SET_WORDING, "stroke");
      assertThat(change.what()).isEqualTo("title");
      assertThat(change.after()).isEqualTo("cerebral infarction");
      assertThat(diff.requiredBump()).isEqualTo(Bump.PATCH);
    }

    @Test
    void aNameLessIsShownByWhoIsSaidToHaveIt() {
      RulebaseDiff diff = versions.plant(INFARCTION, "heart attack", "cardiac arrest").diff();

      assertThat(diff.changes())
          .extracting(Change::kind)
          .containsExactly(Kind.NAME_REMOVED, Kind.NAME_ADDED);
      assertThat(versions.screened(diff))
          .extracting(each -> each.said("CV-01"))
          .containsExactly("possible -> clear", "clear -> possible");
    }

    /** As a whole word it is a name, which makes a finding whether or not it is watched for. */
    @Test
    void aWatchWordMoreThatIsANameTooIsShownByALongerWord() {
      RulebaseDiff diff = versions.plant(INFARCTION, WATCHED, WATCHED + NAME_WATCHED).diff();

      only(diff, Kind.WATCH_WORD_ADDED, "myocardial infarction");
      assertThat(diff.requiredBump()).isEqualTo(Bump.MINOR);
      assertThat(diff.toText()).contains("condition: 'heart attackal'");
    }

    private static final String NAME_WATCHED =
        """
            {
              "url": "https://ketascreen.org/fhir/StructureDefinition/watch-word",
              "valueString": "heart attack"
            },
        """;

    @Test
    void anExceptionOfAWatchWordIsShownByAnEntryThatBearsNoMore() {
      RulebaseDiff diff = versions.plant(INFARCTION, WATCHED, WATCHED + EXCEPTED).diff();

      Change change = only(diff, Kind.EXCEPTION_ADDED, "myocardial infarction");
      assertThat(change.after()).isEqualTo("infarct of the spleen");
      assertThat(diff.requiredBump()).isEqualTo(Bump.MAJOR);
      assertThat(versions.screened(diff))
          .singleElement()
          .satisfies(
              each -> assertThat(bearing(each.before())).isNotEqualTo(bearing(each.after())));
    }

    private static final String WATCHED =
        """
              "valueString": "infarct"
            },
        """;

    private static final String EXCEPTED =
        """
            {
              "url": "https://ketascreen.org/fhir/StructureDefinition/watch-word-exception",
              "valueString": "infarct of the spleen"
            },
        """;

    @Test
    void aWatchWordLessIsShownByAnEntryThatBearsNoMore() {
      RulebaseDiff diff = versions.plant(INFARCTION, "\"infarct\"", "\"coronary\"").diff();

      assertThat(diff.changes())
          .extracting(Change::kind, Change::demands)
          .containsExactly(
              tuple(Kind.WATCH_WORD_REMOVED, Bump.MAJOR), tuple(Kind.WATCH_WORD_ADDED, Bump.MINOR));
      assertThat(versions.screened(diff))
          .extracting(
              each ->
                  bearing(each.before())
                      + " -> "
                      + bearing(each.after())
                      + " "
                      + each.vignette().request().record().entries().get(0).code().text())
          .containsExactly("true -> false infarct", "false -> true coronary");
    }

    private boolean bearing(ScreeningReport report) {
      return report.unscreened().stream().anyMatch(each -> each.bearing());
    }

    @Test
    void aCodeLeftOutThatWasUndecidedIsShownByAnEntryThatBearsNoMore() {
      RulebaseDiff diff =
          versions
              .plant(
                  INFARCTION,
                  "\"compose\": {",
                  "\"compose\": { \"exclude\": [{\"system\": \"http://snomed.info/sct\","
                      + " \"concept\": [{\"code\": \"233843008\","
                      + " \"display\": \"Silent infarct of the heart\"}]}],")
              .diff();

      Change change = only(diff, Kind.CODE_REMOVED, "myocardial infarction");
      assertThat(change.demands()).isEqualTo(Bump.MAJOR);
      assertThat(diff.toText())
          .contains("no entry that could not be screened bears on it any more");
    }

    @Test
    void whatIsPlausibleIsShownByAReadingBeyondIt() {
      RulebaseDiff diff =
          versions
              .plant("value-sets/systolic-blood-pressure.json", "\"value\": 350", "\"value\": 349")
              .diff();

      only(diff, Kind.OBSERVATION, "systolic blood pressure");
      assertThat(versions.screened(diff))
          .isNotEmpty()
          .allSatisfy(
              each ->
                  assertThat(each.vignette().request().record().entries().toString())
                      .contains("350"));
    }
  }

  @Nested
  class OfDefinitions {

    private String rule(Twice twice) {
      return twice.vignette().outcomes().firstKey();
    }

    @Test
    void anAgeIsShownByWhoIsOfIt() {
      RulebaseDiff diff = versions.plant("rulebase.yaml", "from: 12", "from: 13").diff();

      Change change = only(diff, Kind.DEFINITION, "pregnancy.ages.from");
      assertThat(change.before()).isEqualTo("12");
      Twice twice = versions.screened(diff).get(0);
      assertThat(twice.vignette().outcomes().keySet()).containsAnyOf("RP-01", "RP-02");
      assertThat(String.valueOf(twice.vignette().request().record().birthDate()))
          .as("twelve years old")
          .isBetween("2013-06-16", "2014-06-15");
      assertThat(diff.requiredBump()).isEqualTo(Bump.MAJOR);
    }

    @Test
    void howOldAnAnswerMayBeIsShownByOneOfThatAge() {
      RulebaseDiff diff =
          versions.plant("rulebase.yaml", "answerGoodFor: 7", "answerGoodFor: 8").diff();

      only(diff, Kind.DEFINITION, "pregnancy.answerGoodFor");
      assertThat(versions.screened(diff)).isNotEmpty();
    }

    @Test
    void aCodeOfWhatIsADoseIsShownByWhoWasGivenIt() {
      RulebaseDiff diff = versions.plant("value-sets/ketamine.json", "N01AX03", "N01AX14").diff();

      assertThat(diff.changes())
          .extracting(Change::kind)
          .containsExactly(Kind.CODE_REMOVED, Kind.CODE_ADDED);
      // doses that are not listed are unknown, and so is a pressure that is only known soon after
      // one
      assertThat(versions.screened(diff))
          .extracting(each -> rule(each) + " " + each.said(rule(each)))
          .containsExactlyInAnyOrder(
              "SE-01 fired -> not-evaluable",
              "SE-02 not-evaluable -> fired",
              "SE-01 not-evaluable -> fired",
              "SE-02 fired -> not-evaluable");
      assertThat(diff.requiredBump()).isEqualTo(Bump.MAJOR);
    }

    @Test
    void howLongADoseActsIsShownByAReadingAfterOne() {
      RulebaseDiff diff = versions.plant("rulebase.yaml", "4 hours", "3 hours").diff();

      only(diff, Kind.DEFINITION, "doses.restAfter");
      assertThat(versions.screened(diff))
          .isNotEmpty()
          .allSatisfy(each -> assertThat(each.vignette().outcomes()).containsKey("SE-02"));
    }

    @Test
    void whatPatientsAreToldIsAPatch() {
      RulebaseDiff diff = versions.plant("rulebase.yaml", "about driving", "about flying").diff();

      Change change = only(diff, Kind.CHECKLIST, "evaluation");
      assertThat(change.after()).isEqualTo("Ask about flying.");
      assertThat(diff.requiredBump()).isEqualTo(Bump.PATCH);
    }
  }

  @Test
  void aRulebaseDoesNotDifferFromItself() {
    RulebaseDiff diff = RulebaseDiff.between(TwoVersions.before(), TwoVersions.before());

    assertThat(diff.isEmpty()).isTrue();
    assertThat(diff.requiredBump()).isEqualTo(Bump.NONE);
    assertThat(diff.isVersionRight()).isTrue();
  }

  @Test
  void aVersionThatRefusesATreatmentSaysNothingOfIt() {
    UnaryOperator<String> spray =
        text -> text.replaceAll("@applies\\( \".*\" \\)", "@applies( \"esketamine intranasal\" )");

    RulebaseDiff diff = versions.plant(HEART, spray).plant(OTHER, spray).diff();

    assertThat(diff.toText()).contains("report contraindicated -> refused");
    assertThat(diff.toJson()).contains("\"disposition\": null");
    assertThat(diff.requiredBump()).isEqualTo(Bump.MAJOR);
  }

  @Test
  void productsThatNoValueSetNamesAreSaidAtOnce() {
    String lines =
        IntStream.range(100, 112).mapToObj(each -> each + "\t999\n").collect(Collectors.joining());

    RulebaseDiff diff = versions.plant("rxnorm-ingredients.tsv", none -> lines).diff();

    Change change = only(diff, Kind.INGREDIENTS, "rxnorm");
    assertThat(change.before()).isNull();
    assertThat(change.after())
        .isEqualTo("100, 101, 102, 103, 104, 105, 106, 107, 108, 109 and 2 more");
    assertThat(change.demands()).isEqualTo(Bump.MAJOR);
  }

  @Test
  void noEntryOfAPatientCanBeLeftOut() {
    RulebaseDiff diff =
        versions
            .inRule(HEART, "CV-05", "at least 140", "at least 141")
            .inRule(OTHER, "MD-01", "does not take", "takes")
            .diff();

    Version before = new Version(TwoVersions.before());
    Version after = new Version(versions.after());
    assertThat(diff.changes())
        .flatExtracting(each -> each.shown().witnesses())
        .isNotEmpty()
        .allSatisfy(
            each ->
                assertThat(Minimal.smaller(each.request()))
                    .isNotEmpty()
                    .noneMatch(
                        smaller ->
                            before
                                    .screen(smaller)
                                    .of(each.rule())
                                    .outcome()
                                    .equals(each.before().outcome())
                                && after
                                    .screen(smaller)
                                    .of(each.rule())
                                    .outcome()
                                    .equals(each.after().outcome())));
  }

  @Nested
  class TheVersion {

    private boolean isRight(String version) {
      return versions
          .inRule(HEART, "CV-01", "42 days", "41 days")
          .plant("rulebase.yaml", "version: 1.0.0", "version: " + version)
          .diff()
          .isVersionRight();
    }

    @Test
    void mustRiseByAsMuchAsTheDifferencesDemand() {
      assertThat(isRight("1.1.0")).isFalse();
    }

    @Test
    void mayRiseByAsMuch() {
      assertThat(isRight("2.0.0")).isTrue();
    }
  }
}
