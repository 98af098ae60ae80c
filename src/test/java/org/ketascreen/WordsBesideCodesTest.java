package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Medication;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.Observation;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.rulebase.Severity;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.terminology.CodeSystems;

/** A code that says little never silences the words beside it. */
class WordsBesideCodesTest {

  private static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm";
  private static final Screener SCREENER = Screener.of(Rulebases.bundled().load("ketamine"));

  private static ScreeningReport screen(PatientRecord.Builder record) {
    return SCREENER.screen(
        ScreeningRequest.builder(
                record.build(),
                Treatment.of(Agent.ESKETAMINE, Route.INTRANASAL),
                AsOf.parse("2026-06-15T09:00:00Z"))
            .build());
  }

  private static boolean bears(PatientRecord.Builder record) {
    return bears(screen(record));
  }

  private static boolean bears(ScreeningReport report) {
    return report.unscreened().stream().anyMatch(ScreeningReport.UnscreenedEntry::bearing);
  }

  private static boolean bears(Entry entry) {
    return bears(PatientRecord.builder().add(entry));
  }

  private static Condition condition(String code, String display, String text) {
    return Condition.builder(
            "Condition/1", new CodeableConcept(List.of(new Coding(ICD, code, display)), text))
        .clinicalStatus(ClinicalStatus.ACTIVE)
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "Z86.79,  Personal history of other diseases of the circulatory system, History of aortic aneurysm",
    "Z98.890, Other specified postprocedural states,   S/P repair of abdominal aortic aneurysm",
    "Z86.59,  Personal history of other mental and behavioral disorders, History of psychosis",
    "R69,     'Illness, unspecified',                  AAA 4.2 cm",
    // the code is in one value set, the words speak of another
    "F31.9,   'Bipolar disorder, unspecified',         bipolar disorder with psychotic features",
  })
  void wordsThatSayMoreThanTheCodeBear(String code, String display, String text) {
    assertThat(bears(condition(code, display, text))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "F33.2,  severe without psychotic features, MDD recurrent severe w/o psychotic features",
    "Z82.49, Family history of ischemic heart disease, family history of aneurysm",
    "I10,    Essential (primary) hypertension,  Hypertension",
    // the words are those of the code, which is deliberately in no value set
    "I25.3,  Aneurysm of heart,                 aneurysm of heart",
  })
  void wordsThatDenyOrOnlyRepeatTheCodeDoNot(String code, String display, String text) {
    assertThat(bears(condition(code, display, text))).isFalse();
  }

  @Test
  void aDiagnosisGivenAsTheValueOfAnObservationBears() {
    CodeableConcept code = CodeableConcept.of(Coding.of("http://loinc.org", "29308-4"));
    RecordedTime day = RecordedTime.parse("2026-06-01");

    Observation coded =
        Observation.of(
            "Observation/1",
            code,
            new Observation.Value.Coded(CodeableConcept.of(Coding.of(ICD, "I71.40"))),
            day);
    Observation inWords =
        Observation.of(
            "Observation/1", code, new Observation.Value.Words("brain aneurysm clipped"), day);

    assertThat(bears(coded)).isTrue();
    assertThat(bears(inWords)).isTrue();
  }

  @Test
  void anAllergyAmongTheConditionsIsFound() {
    CodeableConcept allergy =
        CodeableConcept.of(
            new Coding("http://snomed.info/sct", "293707005", "Allergy to ketamine (finding)"));

    Condition condition = Condition.builder("Condition/1", allergy).build();
    assertThat(screen(PatientRecord.builder().add(condition)).findings())
        .extracting(Finding::severity)
        .contains(Severity.CONTRAINDICATION);
  }

  @ParameterizedTest
  @CsvSource({"phenelzine", "AAA", "Lorazepam 1 mg"})
  void aMalformedEntryThatNamesWhatARuleReadsBears(String words) {
    NotRead malformed =
        new NotRead(
            "Condition/1", NotRead.Kind.MALFORMED, "status: must be a string", List.of(words));

    assertThat(bears(PatientRecord.builder().add(malformed))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Psychosexual dysfunction",
        "Psykosocial belastning",
        "Schizoid personality disorder",
        "Independencia funcional",
        "Dependencia para las actividades de la vida diaria",
        "Insulinberoende diabetes",
        "Abhängigkeit vom Rollstuhl",
        "Pflegebedürftigkeit und Abhängigkeit von Hilfe",
        "Tobacco use disorder",
        "Cerebrovascular disease",
        "Nonalcoholic steatohepatitis",
        "Assessment using Alcohol Use Disorders Identification Test - Consumption",
        "Avoid alcoholic drinks",
      })
  void wordsThatOnlyLookAlikeDoNotBear(String words) {
    assertThat(bears(Condition.builder("Condition/1", CodeableConcept.ofText(words)).build()))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chronische Alkoholpsychose, z.n.",
        "Psykossjukdom sedan 2010",
        "schizophrene Episode 2019",
        "sindrome de dependencia del alcohol",
        "Abhängigkeit von Opioiden",
        "alkoholberoende sedan 2015",
        "severe opioid use disorder",
        "possible TIA last week",
        "acute cerebrovascular accident",
        "ketamin abuse",
        "abuso de cetamina",
      })
  void wordsThatMeanItBear(String words) {
    Condition condition =
        Condition.builder("Condition/1", CodeableConcept.ofText(words))
            .clinicalStatus(ClinicalStatus.ACTIVE)
            .build();

    assertThat(bears(condition)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Acetaminophen 325 MG Oral Tablet",
        "Acetaminofén 500 mg",
        "Benzonatate 100 MG Oral Capsule",
        "Benzoyl Peroxide 50 MG/ML Topical Gel",
        "Tianeptine 12.5 MG Oral Tablet",
      })
  void aMedicineWhoseNameOnlyLooksAlikeDoesNotBear(String name) {
    CodeableConcept code =
        CodeableConcept.of(
            new Coding("http://www.nlm.nih.gov/research/umls/rxnorm", "999999999", name));

    assertThat(bears(Medication.builder("m", Medication.Kind.STATEMENT, code).build())).isFalse();
  }

  @Test
  void psychotherapyIsNoPsychosis() {
    CodeableConcept therapy = CodeableConcept.ofText("Psychotherapy for PTSD");

    assertThat(bears(Condition.builder("Condition/1", therapy).build())).isFalse();
  }

  @Test
  void theTitleOfNoValueSetBearsWhateverItsWords() {
    String title = CodeSystems.TITLE.uri();

    assertThat(bears(titled(title, "aneurysm of something", "Sprain of ankle"))).isTrue();
    assertThat(bears(titled(title, "aneurysmal vascular disease", null))).isFalse();
    assertThat(bears(titled("https://example.org/local", "1", "Sprain of ankle"))).isFalse();
  }

  private static Condition titled(String system, String code, @Nullable String display) {
    return Condition.builder("Condition/1", CodeableConcept.of(new Coding(system, code, display)))
        .clinicalStatus(ClinicalStatus.ACTIVE)
        .build();
  }
}
