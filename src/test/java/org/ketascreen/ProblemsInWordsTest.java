package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.json.RequestReader;
import org.ketascreen.rulebase.Rulebases;

/**
 * Problem lists as clinicians write them, without codes, of people of whom otherwise everything is
 * known and nothing speaks against treatment. A risk is never passed over, whatever it is called;
 * what only sounds like one disturbs nobody.
 */
class ProblemsInWordsTest {

  private static final Screener SCREENER = Screener.of(Rulebases.bundled().load("ketamine"));

  private static ScreeningReport screen(String problem) {
    return screen("", problem);
  }

  private static ScreeningReport screen(String code, String problem) {
    String words = problem.replace("\"", "\\\"");
    String coded = code.isEmpty() ? "" : "\"code\": \"" + code + "\", ";
    return SCREENER.screen(
        RequestReader.v1()
            .read(
                """
                {
                  "schema": "https://ketascreen.org/schema/screening-request/1",
                  "asOf": "2026-06-15T09:00:00Z",
                  "treatment": {"agent": "esketamine", "route": "intranasal", "dose": "56 mg",
                                "indications": [{"code": "icd-10-cm|F33.2"}]},
                  "patient": {"gender": "female", "birthDate": "1966-02-03"},
                  "sections": {"conditions": "recorded", "medications": "none-known",
                               "allergies": "none-known", "procedures": "recorded",
                               "plans": "none-known"},
                  "conditions": [
                    {"code": "icd-10-cm|F33.2", "onset": "2016"},
                    {%s"text": "%s", "clinical": "active"}
                  ],
                  "observations": [
                    {"code": "loinc|8480-6", "value": "118 mm[Hg]", "at": "2026-06-15T08:30:00Z"},
                    {"code": "loinc|8462-4", "value": "74 mm[Hg]", "at": "2026-06-15T08:30:00Z"},
                    {"code": "loinc|8480-6", "value": "122 mm[Hg]", "at": "2026-06-01T10:00:00Z"},
                    {"code": "loinc|8462-4", "value": "76 mm[Hg]", "at": "2026-06-01T10:00:00Z"}
                  ]
                }
                """
                    .formatted(coded, words)));
  }

  @Test
  void disturbNobodyWhenTheyAreHarmless() {
    assertThat(screen("Migraine").disposition()).isEqualTo(Disposition.NONE_FOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // bleeding in the skull
        "ICH 2019",
        "s/p ICB",
        "hx IPH left thalamus",
        "SAH 2015, clipped",
        "SDH after fall",
        "lobar haemorrhage",
        "lobar hemorrhage 2021",
        "basal ganglia bleed",
        "thalamic hemorrhage",
        "pontine haemorrhage",
        "cerebellar hemorrhage",
        "intraparenchymal hemorrhage",
        "bleed on the brain 2010",
        "had a bleed in the brain",
        "Stammganglienblutung 2018",
        "IVH in 2020",
        "brainstem bleed",
        // aneurysms and malformations of vessels
        "TAA 5.1 cm",
        "AAA",
        "s/p EVAR 2022",
        "TEVAR",
        "ruptured anuerysm of brain",
        "coiling of ACoA aneurysm",
        "coiling of ACoA 2017",
        "ACoA coiled",
        "vein of Galen malformation",
        "dural AV fistula",
        "dAVF embolised",
        "cerebral AVM",
        "Bauchaortenaneurysma",
        "BAA 4 cm",
        "an\u00e9vrisme c\u00e9r\u00e9bral",
        "aneurisma a\u00f3rtico",
        // pressure in the skull, glands, mind
        "raised ICP",
        "IIH with papilledema",
        "pheo removed 2012",
        "phaeo",
        "currently manic",
        "acute mania",
        "manische Episode seit Mai",
        "schizophrenia",
        "psychotic depression",
        // use of substances
        "ETOH abuse",
        "heroin use",
        "IVDU",
        "alcohol misuse",
        "opioid addiction",
        // heart and vessels
        "STEMI in May",
        "NSTEMI 3 weeks ago",
        "CVA last month",
        "TIA on 1 June",
        "unstable angina",
        "decompensated heart failure",
        "HOCM",
        "VT arrest",
        "AVM",
        // liver, lungs
        "decompensated cirrhosis",
        "severe COPD on home oxygen",
      })
  void areNeverPassedOver(String problem) {
    assertThat(screen(problem).disposition())
        .isIn(
            Disposition.UNDETERMINED,
            Disposition.RELATIVELY_CONTRAINDICATED,
            Disposition.CONTRAINDICATED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Electroconvulsive therapy 2019, good response",
        "s/p ECT (electroconvulsive therapy)",
        "Aneurysmal bone cyst of tibia",
        "Retinal microaneurysms",
        "retinal micro-aneurysm, right eye",
        "Arteriovenous fistula for hemodialysis, left arm",
        "hemodialysis arteriovenous fistula",
        "pregnancy test negative",
        "no ICH",
        "brother had ruptured berry aneurysm",
        "mother with brain aneurysm",
        "FHx SAH",
        "ich habe Kopfschmerzen",
        "sah Doppelbilder",
        "history of pre-eclampsia 1990",
        "Personal history of other complications of pregnancy",
        "acid reflux",
        "manicure allergy of the skin",
        "knee surgery 2010",
        "seasonal allergies",
        "osteoarthritis",
        "hypothyroidism",
        "migraine with aura",
        "GERD",
        "PTSD",
        "childhood eczema",
        "Lokalan\u00e4sthesie beim Zahnarzt",
        "hyperlipidaemia",
        "insomnia",
        "tinnitus",
      })
  void areNotTakenForWhatTheyAreNot(String problem) {
    assertThat(screen(problem).disposition()).isEqualTo(Disposition.NONE_FOUND);
  }

  @ParameterizedTest
  @CsvSource({
    "icd-10-cm|M85.561, 'Aneurysmal bone cyst, right lower leg'",
    "icd-10-cm|H35.041, 'Retinal micro-aneurysms, unspecified, right eye'",
    "icd-10-cm|Z87.59, 'Personal history of other complications of pregnancy, childbirth and the puerperium'",
    "icd-10-cm|Z99.2, Dependence on renal dialysis",
  })
  void norAreTheWordsOfHarmlessCodes(String code, String display) {
    assertThat(screen(code, display).disposition())
        .isIn(Disposition.NONE_FOUND, Disposition.PRECAUTIONS);
  }

  /** A code that no edition of ICD-10 can have was misread; what it meant is not known. */
  @ParameterizedTest
  @ValueSource(strings = {"icd-10-cm|ZZ9.99", "icd-10-cm|U99.99", "icd-10-cm|I7l.4"})
  void areMissedBehindImpossibleCodes(String code) {
    String request =
        """
        {
          "schema": "https://ketascreen.org/schema/screening-request/1",
          "asOf": "2026-06-15T09:00:00Z",
          "treatment": {"agent": "esketamine", "route": "intranasal"},
          "conditions": [{"code": "%s", "clinical": "active"}]
        }
        """
            .formatted(code);

    assertThat(SCREENER.screen(RequestReader.v1().read(request)).unscreened())
        .anyMatch(each -> each.bearing());
  }
}
