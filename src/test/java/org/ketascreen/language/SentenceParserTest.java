package org.ketascreen.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ketascreen.language.Sentences.parse;
import static org.ketascreen.language.Sentences.problems;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceParserTest {

  @Nested
  class WritesDrl {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "the patient has \"aneurysm\" | Conditions( concept == \"aneurysm\", present().mayHold() )",
          "the patient has ever had \"aneurysm\" | Conditions( concept == \"aneurysm\", ever().mayHold() )",
          "the patient takes \"ketamine\" | Medications( concept == \"ketamine\", taken().mayHold() )",
          "the patient took \"ketamine\" within the last 14 days | Medications( concept == \"ketamine\", takenWithin( 14, \"days\" ).mayHold() )",
          "the patient is allergic to \"ketamine\" | Allergies( concept == \"ketamine\", present().mayHold() )",
          "the latest \"systolic blood pressure\" is above 140 mm[Hg] | Readings( concept == \"systolic blood pressure\", all().latest().above( \"140\", \"mm[Hg]\" ).mayHold() )",
          "each of the last 2 \"systolic blood pressure\" is at least 180 mm[Hg] | Readings( concept == \"systolic blood pressure\", all().last( 2 ).atLeast( \"180\", \"mm[Hg]\" ).mayHold() )",
          "the latest \"body weight\" is above its reference range | Readings( concept == \"body weight\", all().latest().aboveItsRange().mayHold() )",
          "the latest \"body weight\" is below its reference range | Readings( concept == \"body weight\", all().latest().belowItsRange().mayHold() )",
          "the latest \"body weight\" is at least 1.5 times its upper limit | Readings( concept == \"body weight\", all().latest().atLeastTimesItsUpperLimit( \"1.5\" ).mayHold() )",
          "the latest \"sedation\" is \"deeply sedated\" | Readings( concept == \"sedation\", all().latest().is( \"deeply sedated\" ).mayHold() )",
          "the latest \"body weight\" is at least 2 kg above its pre-dose value | Readings( concept == \"body weight\", all().atLeastAbovePreDose( \"2\", \"kg\" ).mayHold() )",
          "the mean of the last 3 \"body weight\" is above 90 kg | Readings( concept == \"body weight\", all().last( 3 ).meanAbove( \"90\", \"kg\" ).mayHold() )",
          "the mean of the last 3 \"body weight\" is at least 90 kg | Readings( concept == \"body weight\", all().last( 3 ).meanAtLeast( \"90\", \"kg\" ).mayHold() )",
          "the planned dose is above 84 mg | Plan( doseIsAbove( \"84\", \"mg\" ).mayHold() )",
          "the planned dose is none of 56 mg, 84 mg | Plan( doseIsNoneOf( \"56 mg, 84 mg\" ).mayHold() )",
          "the planned dose is none of 56 mg | Plan( doseIsNoneOf( \"56 mg\" ).mayHold() )",
          "the planned dose is above 0.5 mg per kg of ideal weight | Plan( doseIsAbovePerKgOfIdealWeight( \"0.5\", \"mg\" ).mayHold() )",
          "the planned infusion takes less than 40 minutes | Plan( infusionTakesLessThan( 40, \"minutes\" ).mayHold() )",
          "the planned session is number 9 or later | Plan( isSessionOrLater( 9 ).mayHold() )",
          "the course began more than 4 weeks ago | Plan( courseBeganMoreThanAgo( 4, \"weeks\" ).mayHold() )",
          "there were more than 2 sessions in the last 7 days | Plan( moreSessionsThan( 2, 7, \"days\" ).mayHold() )",
          "the last dose was less than 1 day ago | Plan( lastDoseWasLessThanAgo( 1, \"day\" ).mayHold() )",
          "the patient is under 18 years old | Person( isUnder( 18 ).mayHold() )",
          "the planned dose is above 0.5 mg per kg of actual weight | Plan( doseIsAbovePerKg( \"0.5\", \"mg\" ).mayHold() )",
          "the patient does not take \"ketamine\" | Derived( sentence == \"the patient does not take 'ketamine'\" )",
          "the patient has never had \"aneurysm\" | Derived( sentence == \"the patient has never had 'aneurysm'\" )",
        })
    void ofASentence(String sentence, String drl) {
      assertThat(parse(sentence)).extracting(Sentence::drl).containsExactly(drl);
    }

    @Test
    void ofQualifiersInTheirOrder() {
      List<Sentence> sentences =
          parse(
              "the latest \"systolic blood pressure\" is above 140 mm[Hg]",
              "  - within the last 24 hours",
              "  - at rest",
              "  - before the dose");

      assertThat(sentences.get(0).drl())
          .isEqualTo(
              "Readings( concept == \"systolic blood pressure\", all().madeWithin( 24, \"hours\""
                  + " ).atRest().beforeTheDose().latest().above( \"140\", \"mm[Hg]\" ).mayHold() )");
    }

    @Test
    void ofAGroupAsOneFact() {
      List<Sentence> sentences =
          parse(
              "at least 2 of",
              "  the patient has \"aneurysm\"",
              "  all of",
              "    the patient takes \"ketamine\"",
              "    the patient is under 18 years old",
              "  end",
              "  the patient is allergic to \"ketamine\"",
              "end");

      assertThat(sentences).hasSize(1);
      assertThat(sentences.get(0).drl())
          .isEqualTo(
              "Derived( sentence == \"at least 2 of (the patient has 'aneurysm'; all of (the patient"
                  + " takes 'ketamine'; the patient is under 18 years old); the patient is allergic to"
                  + " 'ketamine')\" )");
    }
  }

  @Nested
  class Says {

    @Test
    void whereALineIsNoSentenceAndWhichIsNearest() {
      assertThat(problems("the patient has ever had a \"aneurysm\""))
          .singleElement()
          .asString()
          .startsWith(
              "area.dslr:10: no sentence matches 'the patient has ever had a \"aneurysm\"'; nearest:"
                  + " 'the patient has ever had \"...\"', 'the patient has never had \"...\"'");
    }

    @Test
    void whichTitleIsNearestToOneThatDoesNotExist() {
      assertThat(problems("the patient has \"aneurism\""))
          .singleElement()
          .asString()
          .startsWith("area.dslr:10: no value set is titled 'aneurism'; nearest: 'aneurysm'");
    }

    @Test
    void thatAValueSetIsNoObservation() {
      assertThat(problems("the latest \"aneurysm\" is above 140 mm[Hg]"))
          .containsExactly(
              "area.dslr:10: no observation is titled 'aneurysm'; nearest: 'sedation', 'body height',"
                  + " 'body weight'");
    }

    @Test
    void thatUnitsCannotBeCompared() {
      assertThat(problems("the latest \"systolic blood pressure\" is above 140 mg"))
          .containsExactly(
              "area.dslr:10: 'mg' cannot be compared with the unit of 'systolic blood pressure'; use"
                  + " mm[Hg]");
    }

    @Test
    void thatBreastfeedingIsNotDefined() {
      assertThat(problems("the patient is breastfeeding"))
          .containsExactly(
              "area.dslr:10: the rulebase does not define breastfeeding; define it below"
                  + " 'pregnancy' in rulebase.yaml");
      assertThat(problems("the patient could be pregnant"))
          .containsExactly(
              "area.dslr:10: the rulebase does not define pregnancy; define it in rulebase.yaml");
    }

    @Test
    void thatNoRouteIsCalledThat() {
      assertThat(problems("the patient takes \"ketamine\"", "- by the \"intravenus\" route"))
          .singleElement()
          .asString()
          .startsWith(
              "area.dslr:11: no qualifier of this sentence matches '- by the \"intravenus\" route';"
                  + " nearest: '- by the \"intravenous\" route'");
    }

    @Test
    void whatIsWrongWithAQualifier() {
      assertThat(
              problems(
                  "the patient has ever had \"aneurysm\"",
                  "  - that began within the last 6 fortnights"))
          .singleElement()
          .asString()
          .startsWith(
              "area.dslr:11: no qualifier of this sentence matches '- that began within the last 6"
                  + " fortnights'; nearest: '- that began within the last 6 weeks'");
      assertThat(problems("the patient is allergic to \"ketamine\"", "- in remission"))
          .containsExactly(
              "area.dslr:11: no qualifier of this sentence matches '- in remission'; the sentence"
                  + " takes no qualifier");
      assertThat(problems("- in remission"))
          .contains(
              "area.dslr:10: a qualifier without a sentence before it; write the sentence first");
    }

    @Test
    void whatIsWrongWithAGroup() {
      assertThat(problems("any of", "the patient takes \"ketamine\""))
          .containsExactly("area.dslr:10: 'any of' without 'end'; close the group with 'end'");
      assertThat(problems("any of", "end"))
          .contains("area.dslr:10: 'any of' has 0 sentences; write at least 1");
      assertThat(problems("at least 3 of", "the patient takes \"ketamine\"", "end"))
          .contains("area.dslr:10: 'at least 3 of' has 1 sentences; write at least 3");
      assertThat(problems("end"))
          .contains(
              "area.dslr:10: 'end' without a group; take it out, or open a group with 'any of'");
    }

    @Test
    void thatARuleHasNoSentence() {
      assertThat(problems())
          .containsExactly(
              "area.dslr:3: rule XX-01 has no sentence after 'when'; write at least one");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "the latest \"sedation\" is \"deeply sedate\" | no value set is titled 'deeply sedate'; nearest: 'deeply sedated'",
          "the latest \"sedation\" is \"body weight\" | no value set is titled 'body weight'",
          "the latest \"body weight\" is \"deeply sedated\" | 'body weight' is measured in kg; compare it",
          "the latest \"sedation\" is above its reference range | 'sedation' has coded results; write",
          "the latest \"sedation\" is at least 3 times its upper limit | 'sedation' has coded results; write",
          "the latest \"body weight\" is at least 2 mm[Hg] above its pre-dose value | 'mm[Hg]' cannot be compared",
          "the mean of the last 2 \"body weight\" is above 2 mm[Hg] | 'mm[Hg]' cannot be compared",
          "the latest \"body weight\" is at least 0 times its upper limit | no sentence matches",
          "the planned dose is above 2 mm[Hg] | 'mm[Hg]' is no unit of a dose; use mg",
          "the planned dose is none of 56 mg, 84 mL | 'mL' is no unit of a dose; use mg",
          "the planned dose is none of 1 mg, 2 mg, 3 mg, 4 mg, 5 mg, 6 mg, 7 mg, 8 mg, 9 mg | no sentence matches",
          "the planned dose is above 0 mg per kg of ideal weight | no dose is 0 per kg; write a limit above 0",
          "the planned infusion takes less than 2 days | no sentence matches",
          "the planned session is number 0 or later | no sentence matches",
        })
    void whatIsWrongInALineAboutReadingsOrThePlan(String line, String problem) {
      assertThat(problems(line)).singleElement().asString().startsWith("area.dslr:10: " + problem);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "the planned dose is above 0.5 mg per kg of actual weight | no observation is titled 'body weight', which the sentence reads; add it",
          "the planned dose is above 0.5 mg per kg of ideal weight | the rulebase does not define ideal weight; define it in rulebase.yaml",
          "the course began more than 4 weeks ago | the rulebase does not define doses; define them in rulebase.yaml",
          "there were more than 2 sessions in the last 7 days | the rulebase does not define doses; define them in rulebase.yaml",
          "the last dose was less than 1 day ago | the rulebase does not define doses; define them in rulebase.yaml",
          "the latest \"systolic blood pressure\" is at least 20 mm[Hg] above its pre-dose value | the rulebase does not define doses; define them in rulebase.yaml",
        })
    void whatTheRulebaseDoesNotDefine(String line, String problem) {
      assertThat(problems(Sentences.BARE, line)).containsExactly("area.dslr:10: " + problem);
    }

    @ParameterizedTest
    @CsvSource({"at rest", "before the dose", "after the dose"})
    void whatAQualifierReadsThatTheRulebaseDoesNotDefine(String qualifier) {
      assertThat(
              problems(
                  Sentences.BARE,
                  "the latest \"systolic blood pressure\" is above 140 mm[Hg]",
                  "- " + qualifier))
          .containsExactly(
              "area.dslr:11: the rulebase does not define doses; define them in rulebase.yaml");
    }

    @Test
    void everyProblemNotOnlyTheFirst() {
      assertThat(problems("a", "the patient takes \"ketamin\"", "b")).hasSize(3);
    }
  }

  @Property
  void anythingElseIsAProblemAndNeverAnythingWorse(
      @ForAll @Size(min = 1, max = 5) List<@StringLength(max = 60) String> lines) {
    String[] written = lines.stream().map(line -> "x" + line).toArray(String[]::new);

    assertThat(problems(written)).hasSize(written.length);
  }
}
