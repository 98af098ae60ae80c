package org.ketascreen.terminology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.ketascreen.terminology.Classification.Undecided.EMPTY;
import static org.ketascreen.terminology.Classification.Undecided.NO_TABLE_DECIDES;
import static org.ketascreen.terminology.Classification.Undecided.TEXT_ONLY;
import static org.ketascreen.terminology.Classification.Undecided.UNKNOWN_SYSTEM;
import static org.ketascreen.terminology.MembershipDoubt.CODINGS_DISAGREE;
import static org.ketascreen.terminology.MembershipDoubt.NAME_IN_FREE_TEXT;
import static org.ketascreen.terminology.MembershipDoubt.SYNONYM_ONLY;
import static org.ketascreen.terminology.TestSets.ATC;
import static org.ketascreen.terminology.TestSets.CM;
import static org.ketascreen.terminology.TestSets.GM;
import static org.ketascreen.terminology.TestSets.ICD;
import static org.ketascreen.terminology.TestSets.LOINC;
import static org.ketascreen.terminology.TestSets.NDC;
import static org.ketascreen.terminology.TestSets.RXNORM;
import static org.ketascreen.terminology.TestSets.SCT;
import static org.ketascreen.terminology.TestSets.coded;
import static org.ketascreen.terminology.TestSets.displayed;
import static org.ketascreen.terminology.TestSets.index;
import static org.ketascreen.terminology.TestSets.set;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.terminology.Classification.Decision;
import org.ketascreen.terminology.HostTerminology.Expansion;

class ConceptIndexTest {

  private static Decision decision(Classification found) {
    return found.decision();
  }

  private static Classification undecided(Classification.Undecided reason) {
    return new Classification(Decision.UNDECIDED, reason, List.of(), List.of());
  }

  @Nested
  class AHierarchy {
    final ConceptIndex index =
        index(
                Use.CONDITION,
                set("alcohol")
                    .under(CM, "F10")
                    .notUnder(CM, "F10.2")
                    .under(CM, "F10.23")
                    .under(ICD, "F10"),
                set("withdrawal").under(CM, "F10.23"))
            .build();

    @ParameterizedTest
    @CsvSource({
      "F10,      IN,  alcohol",
      "F10.1,    IN,  alcohol",
      "F10.129,  IN,  alcohol",
      "F10.2,    UNDECIDED, ",
      "F10.20,   OUT, ",
      "F10.21,   OUT, ",
      "F10.23,   IN,  alcohol withdrawal",
      "F10.231,  IN,  alcohol withdrawal",
      "F11,      OUT, ",
      "F1,       UNDECIDED, ",
      "F10.2310, IN,  alcohol withdrawal",
      "F10.23100, UNDECIDED, ",
      "410.9,    UNDECIDED, ",
      "F10-F19,  UNDECIDED, "
    })
    void isDecidedByTheMostSpecificStatement(String code, Decision decision, String titles) {
      Classification found = index.classify(coded(CM, code), Use.CONDITION);

      assertThat(decision(found)).isEqualTo(decision);
      assertThat(found.memberships().stream().map(Membership::valueSet))
          .containsExactly(titles == null ? new String[0] : titles.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "F10.12",
          "f10.12",
          "F1012",
          " F10.12 ",
          "F10.12*",
          "F10.12†",
          "F10.12+",
          "F10.12!"
        })
    void readsEverySpellingOfACode(String code) {
      assertThat(decision(index.classify(coded(CM, code), Use.CONDITION))).isEqualTo(Decision.IN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"F10.-", "F10.1-", "F10*"})
    void readsNationalCodesByThoseOfTheWho(String code) {
      assertThat(decision(index.classify(coded(GM, code), Use.CONDITION))).isEqualTo(Decision.IN);
    }

    @Test
    void saysWhichValueSetsACodeIsBroaderThan() {
      Classification inOne = index.classify(coded(CM, "F10"), Use.CONDITION);
      Classification inNone = index.classify(coded(CM, "F10.2"), Use.CONDITION);

      assertThat(inOne.broaderThan()).containsExactly("withdrawal");
      assertThat(inNone.broaderThan()).containsExactly("withdrawal");
      assertThat(inNone.undecided()).isEqualTo(NO_TABLE_DECIDES);
    }

    @Test
    void leavesOpenOnlyWhatItIsBroaderThan() {
      assertThat(index.leftOpen(coded(CM, "F10"), Use.CONDITION)).containsExactly("withdrawal");
      assertThat(index.leftOpen(coded(CM, "F11"), Use.CONDITION)).isEmpty();
      assertThat(index.leftOpen(coded(SCT, "1"), Use.CONDITION))
          .containsExactlyInAnyOrder("alcohol", "withdrawal");
    }

    @Test
    void isNotAskedForAnotherUse() {
      assertThat(decision(index.classify(coded(CM, "F10"), Use.ALLERGY))).isEqualTo(Decision.OUT);
    }

    @ParameterizedTest
    @CsvSource({
      "N05BA01, IN",
      "n05ba01, IN",
      "N05BA, IN",
      "N05B, UNDECIDED",
      "N05, UNDECIDED",
      "N, UNDECIDED",
      "N05BB, OUT",
      "N06, OUT",
      "N05BA0, UNDECIDED",
      "N0, UNDECIDED",
      "05BA, UNDECIDED"
    })
    void holdsForAtc(String code, Decision decision) {
      ConceptIndex medicines =
          index(Use.MEDICATION, set("benzodiazepine").under(ATC, "N05BA")).build();

      assertThat(decision(medicines.classify(coded(ATC, code), Use.MEDICATION)))
          .isEqualTo(decision);
    }
  }

  @Nested
  class SeveralCodings {
    final ConceptIndex index =
        index(
                Use.CONDITION,
                set("infarction")
                    .under(CM, "I21")
                    .notUnder(CM, "I21.A1")
                    .code(SCT, "22298006", "Myocardial infarction (disorder)")
                    .notCode(SCT, "401314000"))
            .build();
    final Coding infarction = Coding.of(SCT, "22298006");

    private Classification classify(Coding... codings) {
      return index.classify(CodeableConcept.of(codings), Use.CONDITION);
    }

    @Test
    void areInWhenAnyIs() {
      Classification found = classify(Coding.of(CM, "E11.9"), infarction);

      assertThat(found.memberships())
          .containsExactly(new Membership("infarction", 0, infarction, MatchedBy.CODE, null));
    }

    @Test
    void areOnlyPossibleWhenOneIsExcluded() {
      Classification found = classify(Coding.of(CM, "I21.A1"), infarction);

      assertThat(found.memberships())
          .containsExactly(
              new Membership("infarction", 0, infarction, MatchedBy.CODE, CODINGS_DISAGREE));
    }

    /** Two systems that both decide, and differ without an exclusion: the one that is in counts. */
    @Test
    void areInWhenTheyDifferWithoutAnExclusion() {
      ConceptIndex both =
          index(Use.CONDITION, set("infarction").under(CM, "I21").under(ICD, "I21")).build();

      assertThat(
              both.classify(
                      CodeableConcept.of(Coding.of(CM, "I20.9"), Coding.of(ICD, "I21.9")),
                      Use.CONDITION)
                  .memberships())
          .containsExactly(
              new Membership("infarction", 0, Coding.of(ICD, "I21.9"), MatchedBy.CODE, null));
    }

    @Test
    void decideNothingWithoutTheirSystem() {
      assertThat(classify(new Coding(null, "I21.9", null))).isEqualTo(undecided(UNKNOWN_SYSTEM));
      assertThat(classify(new Coding(null, "I21.9", "Myocardial infarction")).memberships())
          .extracting(Membership::matchedBy, Membership::doubt)
          .containsExactly(tuple(MatchedBy.NAME, SYNONYM_ONLY));
      assertThat(classify(new Coding(null, "I21.9", null), infarction).decision())
          .isEqualTo(Decision.IN);
    }

    @Test
    void areOutWhenOneDecidesAndAnotherDoesNot() {
      assertThat(classify(Coding.of(SCT, "1"), Coding.of(CM, "E11.9")))
          .isEqualTo(Classification.OUT);
    }

    @Test
    void areOutWhenAllAreExcluded() {
      assertThat(classify(Coding.of(SCT, "401314000"), Coding.of(CM, "I21.A1")))
          .isEqualTo(Classification.OUT);
    }

    @Test
    void giveTheSameInAnyOrder() {
      assertThat(classify(infarction, Coding.of(CM, "I21.A1")))
          .isEqualTo(classify(Coding.of(CM, "I21.A1"), infarction));
    }
  }

  @Nested
  class AMedicine {
    final ConceptIndex index =
        index(
                Use.MEDICATION,
                set("opioid").code(RXNORM, "7804", "oxycodone").names("oxycodone", "Percocet"),
                set("paracetamol").code(RXNORM, "161", "acetaminophen"),
                set("maoi").names("Phénelzine", "tranylcypromine sulfate", "Nardil"))
            .add(set("latex").code(RXNORM, "1314891", "latex").build(), Set.of(Use.ALLERGY))
            .ingredients(
                Map.of(
                    "1049621",
                    List.of("161", "7804"),
                    "42844",
                    List.of("7804", "9"),
                    "5",
                    List.of("9")))
            .build();

    private Classification classify(CodeableConcept concept) {
      return index.classify(concept, Use.MEDICATION);
    }

    @Test
    void isRolledUpToItsIngredients() {
      assertThat(classify(coded(RXNORM, "1049621")).memberships())
          .extracting(Membership::valueSet, Membership::matchedBy, Membership::possible)
          .containsExactly(
              tuple("opioid", MatchedBy.INGREDIENT, false),
              tuple("paracetamol", MatchedBy.INGREDIENT, false));
    }

    @Test
    void isInByCodeWhenItIsTheIngredient() {
      assertThat(classify(coded(RXNORM, "7804")).memberships())
          .extracting(Membership::valueSet, Membership::matchedBy)
          .containsExactly(tuple("opioid", MatchedBy.CODE));
    }

    @Test
    void isDecidedByTheMapAlsoWhereNoValueSetListsItsIngredients() {
      assertThat(classify(displayed(RXNORM, "5", "Nardil"))).isEqualTo(Classification.OUT);
    }

    @Test
    void isDecidedWhenAnyValueSetOfTheRulebaseListsIt() {
      assertThat(classify(displayed(RXNORM, "1314891", "Nardil"))).isEqualTo(Classification.OUT);
    }

    @Test
    void isUndecidedWhenNeitherMappedNorListed() {
      assertThat(classify(coded(RXNORM, "42"))).isEqualTo(undecided(NO_TABLE_DECIDES));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "PHENELZINE 15 MG Oral Tablet",
          "Nardil® 15mg",
          "phénelzine",
          "Tranylcypromine-Sulfate"
        })
    void isInByAWholeWordOfACodedDisplay(String display) {
      Classification found = classify(displayed(NDC, "0071-0350-60", display));

      assertThat(found.memberships())
          .extracting(Membership::valueSet, Membership::matchedBy, Membership::doubt)
          .containsExactly(tuple("maoi", MatchedBy.NAME, null));
    }

    @Test
    void isInByTheDisplayOfACodeOfAnUnknownSystem() {
      assertThat(classify(displayed("urn:oid:1.2.3", "x", "Nardil")).memberships())
          .extracting(Membership::possible)
          .containsExactly(false);
    }

    @Test
    void isPossibleByAWholeWordOfFreeText() {
      assertThat(classify(CodeableConcept.ofText("takes nardil at night")).memberships())
          .containsExactly(new Membership("maoi", 2, null, MatchedBy.NAME, NAME_IN_FREE_TEXT));
    }

    @Test
    void isPossibleByADisplayWithoutCode() {
      Coding display = new Coding(RXNORM, null, "Nardil");

      assertThat(classify(CodeableConcept.of(display)).memberships())
          .containsExactly(new Membership("maoi", 2, display, MatchedBy.NAME, NAME_IN_FREE_TEXT));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "No Nardil", "not on Nardil", "Denies Nardil", "kein Nardil", "Keine Einnahme von Nardil",
          "pas de Nardil", "pas d’Nardil", "sin Nardil", "nessuna terapia con Nardil",
              "geen Nardil",
          "without Nardil", "nardilex", "esnardil", "tranylcypromine"
        })
    void isNotNamedByDenialsAndPartsOfWords(String text) {
      assertThat(classify(CodeableConcept.ofText(text))).isEqualTo(undecided(TEXT_ONLY));
    }

    @Test
    void isNamedByTextsThatOnlySoundLikeDenials() {
      assertThat(decision(classify(CodeableConcept.ofText("Nosinan, Nardil"))))
          .isEqualTo(Decision.IN);
    }

    @Test
    void isNotNamedWhereACodeDecided() {
      CodeableConcept paracetamolNamedOtherwise =
          new CodeableConcept(List.of(Coding.of(RXNORM, "161")), "Nardil");

      assertThat(classify(paracetamolNamedOtherwise).memberships())
          .extracting(Membership::valueSet)
          .containsExactly("paracetamol");
    }

    @Test
    void isPossibleWhenOneIngredientIsInAndAnotherExcluded() {
      ConceptIndex mixed =
          index(Use.MEDICATION, set("a").code(RXNORM, "1", "one").notCode(RXNORM, "2"))
              .ingredients(Map.of("3", List.of("1", "2")))
              .build();

      assertThat(mixed.classify(coded(RXNORM, "3"), Use.MEDICATION).memberships())
          .extracting(Membership::doubt)
          .containsExactly(CODINGS_DISAGREE);
    }
  }

  @Nested
  class ANameOfAMedicine {
    final ConceptIndex index =
        index(
                Use.MEDICATION,
                set("benzodiazepine").names("lorazepam", "midazolam"),
                set("ketamine").names("ketamin", "ketamina", "S-ketamine"),
                set("z-drug").names("zolpidem"))
            .build();

    @ParameterizedTest
    @CsvSource({
      "Lorazepamum, benzodiazepine",
      "midazolam (as hydrochloride), benzodiazepine",
      "Midazolami hydrochloridum, benzodiazepine",
      "MIDAZOLAMHYDROKLORID 5 mg/ml, benzodiazepine",
      "Ketamina clorhidrato, ketamine",
      "S-Ketamin, ketamine",
      "(S)-Ketaminhydrochlorid, ketamine",
      "Ketaminum, ketamine",
      "Zolpidemtartrat Teva, z-drug",
      "zolpidemtartraat, z-drug",
    })
    void isFoundWithItsSaltAndItsEnding(String words, String title) {
      assertThat(
              index.classify(new CodeableConcept(List.of(), words), Use.MEDICATION).memberships())
          .extracting(Membership::valueSet)
          .containsExactly(title);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"norketamin", "dehydroketamine", "zolpidemoid", "midazolamtartratum", "um", "i"})
    void isNotFoundInOtherWords(String words) {
      assertThat(index.classify(new CodeableConcept(List.of(), words), Use.MEDICATION).decision())
          .isEqualTo(Decision.UNDECIDED);
    }
  }

  @Nested
  class ACondition {
    final ConceptIndex index =
        index(
                Use.CONDITION,
                set("myocardial infarction")
                    .under(CM, "I21")
                    .code(SCT, "22298006", "Myocardial infarction (disorder)")
                    .names(
                        "heart attack", "Herzinfarkt", "crise cardiaque", "infarto de miocardio"))
            .build();

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Heart Attack",
          "heart   attack.",
          "HERZINFARKT",
          "Crise cardiaque",
          "Infarto de miocárdio",
          "Myocardial infarction",
          "Myocardial infarction (disorder)",
          "myocardial-infarction"
        })
    void isPossibleByItsWholeText(String text) {
      assertThat(index.classify(CodeableConcept.ofText(text), Use.CONDITION).memberships())
          .containsExactly(
              new Membership("myocardial infarction", 0, null, MatchedBy.NAME, SYNONYM_ONLY));
    }

    @Test
    void isPossibleByTheDisplayOfAnUnlistedCode() {
      assertThat(
              index
                  .classify(displayed(SCT, "1", "Heart attack (disorder)"), Use.CONDITION)
                  .memberships())
          .extracting(Membership::doubt)
          .containsExactly(SYNONYM_ONLY);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"family history of heart attack", "No heart attack", "attack", "infarct"})
    void isNotNamedByMoreOrLessThanASynonym(String text) {
      assertThat(index.classify(CodeableConcept.ofText(text), Use.CONDITION))
          .isEqualTo(undecided(TEXT_ONLY));
    }
  }

  @Nested
  class WhatIsUndecided {
    final ConceptIndex index = index(Use.CONDITION, set("a").code(SCT, "1", "one")).build();

    private Classification classify(CodeableConcept concept) {
      return index.classify(concept, Use.CONDITION);
    }

    @Test
    void saysWhy() {
      Coding nullFlavor =
          new Coding("http://terminology.hl7.org/CodeSystem/v3-NullFlavor", "UNK", "unknown");

      assertThat(classify(CodeableConcept.EMPTY)).isEqualTo(undecided(EMPTY));
      assertThat(classify(CodeableConcept.ofText("  "))).isEqualTo(undecided(EMPTY));
      assertThat(classify(CodeableConcept.of(Coding.of(SCT, " ")))).isEqualTo(undecided(EMPTY));
      assertThat(classify(CodeableConcept.ofText("bleed"))).isEqualTo(undecided(TEXT_ONLY));
      assertThat(classify(CodeableConcept.of(nullFlavor))).isEqualTo(undecided(TEXT_ONLY));
      assertThat(classify(coded("urn:x", "1"))).isEqualTo(undecided(UNKNOWN_SYSTEM));
      assertThat(classify(CodeableConcept.of(new Coding(null, "1", null))))
          .isEqualTo(undecided(UNKNOWN_SYSTEM));
      assertThat(classify(coded(SCT, "2"))).isEqualTo(undecided(NO_TABLE_DECIDES));
      assertThat(classify(coded(LOINC, "8480-6"))).isEqualTo(undecided(NO_TABLE_DECIDES));
    }
  }

  @Nested
  class AnObservation {
    final String interpretation =
        "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";
    final ConceptIndex index =
        ConceptIndex.builder()
            .add(set("systolic").code(LOINC, "8480-6", "Systolic").build(), Set.of(Use.OBSERVATION))
            .add(
                set("positive").code(interpretation, "POS", "Positive").build(), Set.of(Use.RESULT))
            .build();

    @Test
    void isDecidedByTheList() {
      assertThat(decision(index.classify(coded(LOINC, " 8480-6"), Use.OBSERVATION)))
          .isEqualTo(Decision.IN);
      assertThat(index.classify(coded(LOINC, "8462-4"), Use.OBSERVATION))
          .isEqualTo(Classification.OUT);
      assertThat(index.classify(coded(SCT, "271649006"), Use.OBSERVATION))
          .isEqualTo(undecided(NO_TABLE_DECIDES));
    }

    @Test
    void hasResultsOfAnyHl7Table() {
      assertThat(decision(index.classify(coded(interpretation, "POS"), Use.RESULT)))
          .isEqualTo(Decision.IN);
      assertThat(
              decision(
                  index.classify(
                      coded("http://hl7.org/fhir/v3/ObservationInterpretation", "POS"),
                      Use.RESULT)))
          .isEqualTo(Decision.IN);
      assertThat(
              index.classify(
                  coded("http://terminology.hl7.org/CodeSystem/v2-0078", "H"), Use.RESULT))
          .isEqualTo(Classification.OUT);
    }
  }

  @Nested
  class TheHost {
    final TestSets infarction =
        set("infarction").under(CM, "I21").notUnder(CM, "I21.A1").code(SCT, "1", "one");

    private ConceptIndex with(HostTerminology host) {
      return index(Use.CONDITION, infarction).host(host).build();
    }

    private Classification classify(Expansion expansion, String system, String code) {
      return with(valueSet -> expansion).classify(coded(system, code), Use.CONDITION);
    }

    @Test
    void addsCodesOfAnySystem() {
      Expansion expansion =
          new Expansion(List.of(Coding.of(SCT, "2"), Coding.of("urn:local", "MI")), Set.of());

      assertThat(classify(expansion, SCT, "2").memberships())
          .extracting(Membership::matchedBy)
          .containsExactly(MatchedBy.HOST);
      assertThat(classify(expansion, SCT, "1").memberships())
          .extracting(Membership::matchedBy)
          .containsExactly(MatchedBy.CODE);
      assertThat(decision(classify(expansion, "urn:local", "MI"))).isEqualTo(Decision.IN);
      assertThat(classify(expansion, "urn:local", "x")).isEqualTo(undecided(NO_TABLE_DECIDES));
      assertThat(classify(expansion, SCT, "3")).isEqualTo(undecided(NO_TABLE_DECIDES));
    }

    @Test
    void decidesWhatIsNotListed() {
      Expansion expansion = new Expansion(List.of(), Set.of(SCT, CM));

      assertThat(classify(expansion, SCT, "3")).isEqualTo(Classification.OUT);
      assertThat(decision(classify(expansion, SCT, "1"))).isEqualTo(Decision.IN);
    }

    @Test
    void doesNotOverruleAnExclude() {
      Expansion expansion =
          new Expansion(List.of(Coding.of(CM, "I21.A1"), Coding.of(CM, "I22")), Set.of());

      assertThat(classify(expansion, CM, "I21.A1")).isEqualTo(Classification.OUT);
      assertThat(decision(classify(expansion, CM, "I22"))).isEqualTo(Decision.IN);
      assertThat(classify(expansion, CM, "I22.1")).isEqualTo(Classification.OUT);
    }

    @Test
    void failsTheBuildWhenItFails() {
      HostTerminology failing =
          valueSet -> {
            throw new IllegalArgumentException("server down");
          };

      assertThatThrownBy(() -> with(failing))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "the host's terminology, asked for value set \"infarction\": failed; repair it, or"
                  + " build the index without it")
          .hasRootCauseMessage("server down");
      assertThatThrownBy(() -> with(valueSet -> null))
          .hasMessageContaining("\"infarction\": answered null");
      assertThatThrownBy(
              () -> with(v -> new Expansion(List.of(new Coding(null, "1", null)), Set.of())))
          .hasRootCauseMessage("a coding of the expansion lacks its system or code; give both");
    }
  }

  @Nested
  class WatchWordsOfTheSets {
    final ConceptIndex index =
        index(
                Use.CONDITION,
                set("bleed").watching("haemorrh", "brain bleed", "Blutung"),
                set("aneurysm").watching("aneurysm"))
            .build();

    @Test
    void areFoundAtTheStartOfWords() {
      assertThat(index.watching(List.of("s/p Brain-Bleed", "Aneurysma?")))
          .containsExactly("bleed", "aneurysm");
      assertThat(index.watching(List.of("Hæmorrhage"))).containsExactly("bleed");
      assertThat(index.watching(List.of("rebleeding", "brain tumour, bleed"))).isEmpty();
      assertThat(index.watching(List.of("Karotisaneurysma"))).containsExactly("aneurysm");
      assertThat(index.watching(List.of())).isEmpty();
    }

    @Test
    void findsAbbreviationsAsWholeWordsInCapitalsOnly() {
      ConceptIndex index =
          index(Use.CONDITION, set("bleed").watching("ICH", "SAH"), set("a").watching("TAA"))
              .build();

      for (String text : List.of("ICH", "hx of ICH 2019", "s/p SAH/ICH", "SAH, ICH", "(ICH)")) {
        assertThat(index.watching(List.of(text))).as(text).containsExactly("bleed");
      }
      for (String text : List.of("ich", "Ich habe", "sah", "ICHOR", "RICH", "no ICH", "FHx ICH")) {
        assertThat(index.watching(List.of(text))).as(text).isEmpty();
      }
    }

    @Test
    void passesOverPhrasesThatMeanSomethingElse() {
      ConceptIndex index =
          index(
                  Use.CONDITION,
                  set("vessel").watching("aneurysm").excepting("aneurysmal bone", "microaneurysm"),
                  set("seizure").watching("convuls").excepting("electroconvuls"))
              .build();

      for (String text :
          List.of(
              "Aneurysmal bone cyst, right tibia",
              "retinal microaneurysms, bilateral",
              "Electroconvulsive therapy 2019")) {
        assertThat(index.watching(List.of(text))).as(text).isEmpty();
      }
      assertThat(index.watching(List.of("aneurysmal bone cyst and aortic aneurysm")))
          .containsExactly("vessel");
      assertThat(index.watching(List.of("aneurysmal dilatation"))).containsExactly("vessel");
      assertThat(index.watching(List.of("convulsions after electroconvulsive therapy")))
          .containsExactly("seizure");
    }
  }

  @Test
  void refusesTwoSetsOfOneTitle() {
    assertThatThrownBy(() -> index(Use.CONDITION, set("a"), set("a")))
        .hasMessage("there are two value sets \"a\"; give each its own title");
  }

  @Test
  void boundsTheWorkForHostileInput() {
    ConceptIndex index =
        index(
                Use.MEDICATION,
                set("a").code(RXNORM, "1", "x").names("valproic acid").watching("valpro"))
            .add(set("b").under(CM, "I21").names("heart attack").build(), Set.of(Use.CONDITION))
            .build();

    for (String part :
        List.of(
            "1",
            " ",
            "I",
            "valproic ",
            "\u0301\u0316",
            "\ufdfa",
            "(",
            "heart attack ",
            "/",
            "|",
            "no ")) {
      String huge = part.repeat(1_000_000 / part.getBytes(UTF_8).length);
      CodeableConcept concept =
          new CodeableConcept(
              List.of(
                  new Coding(huge, huge, huge),
                  new Coding(CM, huge, huge),
                  new Coding(RXNORM, huge, huge)),
              huge);
      for (Use use : List.of(Use.MEDICATION, Use.CONDITION)) {
        assertThat(index.classify(concept, use)).isNotNull();
      }
      assertThat(index.watching(List.of(huge))).isNotNull();
    }
  }
}
