package org.ketascreen.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeSystemsTest {

  @ParameterizedTest
  @CsvSource({
    "http://hl7.org/fhir/sid/icd-10-cm, ICD-10-CM",
    "https://hl7.org/fhir/sid/icd-10-cm/, ICD-10-CM",
    "HTTP://HL7.org/fhir/sid/ICD-10-CM|2026, ICD-10-CM",
    "urn:oid:2.16.840.1.113883.6.90, ICD-10-CM",
    "URN:OID:2.16.840.1.113883.6.90, ICD-10-CM",
    "2.16.840.1.113883.6.90, ICD-10-CM",
    "http://hl7.org/fhir/sid/icd-10, ICD-10",
    "http://fhir.de/CodeSystem/bfarm/icd-10-gm, ICD-10",
    "http://fhir.de/CodeSystem/dimdi/icd-10-gm, ICD-10",
    "http://hl7.org/fhir/sid/icd-10-nl, ICD-10",
    "https://smt.esante.gouv.fr/terminologie-cim-10/, ICD-10",
    "http://hl7.org/fhir/sid/icd-10-am, ICD-10",
    "urn:oid:2.16.840.1.113883.6.135, ICD-10",
    "http://hl7.org/fhir/sid/icd-10-ca, ICD-10",
    "http://hl7.org/fhir/sid/icd-10-se|2026, ICD-10",
    "http://hl7.org/fhir/sid/icd-10-uk, ICD-10",
    "urn:oid:1.2.40.0.34.5.171, ICD-10",
    "urn:oid:2.16.578.1.12.4.1.1.7110, ICD-10",
    "2.16.578.1.12.4.1.1.7110, ICD-10",
    "urn:oid:1.3.6.1.4.1.28284.6.2.1.13.6, ICD-10",
    "http://www.saude.gov.br/fhir/r4/CodeSystem/BRCID10, ICD-10",
    "http://whocc.no/atc, ATC",
    "http://fhir.de/CodeSystem/bfarm/atc, ATC",
    "urn:oid:2.16.578.1.12.4.1.1.7180, ATC",
    "https://fhir.ee/CodeSystem/atc-ee, ATC",
    "https://termgit.elga.gv.at/CodeSystem/atc-deutsch-wido, ATC",
    "https://atcddd.fhi.no/atc_ddd_index/, ATC",
    "http://fdasis.nlm.nih.gov, UNII",
    "urn:oid:2.16.840.1.113883.12.292, CVX",
    "http://hl7.org/fhir/ndfrt, NDF-RT",
    "urn:oid:2.16.840.1.113883.6.345, MED-RT",
    "http://www.ama-assn.org/go/cpt, CPT",
    "urn:oid:2.16.840.1.113883.6.285, HCPCS",
    "https://ketascreen.org/fhir/CodeSystem/title, title of a value set",
    "http://snomed.info/sct/731000124108/version/20250301, SNOMED CT",
    "http://snomed.info/sct|http://snomed.info/sct/900000000000207008, SNOMED CT",
    "http://www.nlm.nih.gov/research/umls/rxnorm/, RxNorm",
    "http://loinc.org/, LOINC",
    "http://hl7.org/fhir/sid/ndc, NDC",
    "http://terminology.hl7.org/CodeSystem/v3-ActCode, v3-ActCode",
    "http://hl7.org/fhir/v2/0078, v2-0078"
  })
  void areFoundByEverySpelling(String uri, String name) {
    assertThat(CodeSystems.find(uri)).hasToString(name);
  }

  @ParameterizedTest
  @CsvSource({
    "http://hl7.org/fhir/sid/icd-10-pcs", "http://hl7.org/fhir/sid/icd-9-cm", "http://snomed.info",
    "http://example.org/loinc.org", "''", "urn:oid:2.16.840.1.113883.6.9",
    "urn:oid:1.3.6.1.4.1.28284.6.2.1.130", "urn:oid:1.3.6.1.4.1.28284.6.2.1.13"
  })
  void doNotTakeOthersForTheirOwn(String uri) {
    assertThat(CodeSystems.find(uri)).isNull();
  }

  @Test
  void writeCodesInOneForm() {
    assertThat(CodeSystems.ICD_10_CM.written("i21a1")).isEqualTo("I21.A1");
    assertThat(CodeSystems.ICD_10.written("F02.0*")).isEqualTo("F02.0");
    assertThat(CodeSystems.ICD_10.written("F02")).isEqualTo("F02");
    assertThat(CodeSystems.ATC.written("n05ba01")).isEqualTo("N05BA01");
    assertThat(CodeSystems.LOINC.normalise("la6576-8 ")).isEqualTo("LA6576-8");
    assertThat(CodeSystems.NDC.normalise("0071-0350-60")).isEqualTo("00071035060");
    assertThat(CodeSystems.NDC.normalise("00071-350-60")).isEqualTo("00071035060");
    assertThat(CodeSystems.ICD_10.normalise("F0.20")).isNull();
    assertThat(CodeSystems.SNOMED_CT.normalise(" ")).isNull();
  }

  /** Misread or mistyped, these must not be taken for a code of something harmless. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ZZ9.99", "I7l.4", "II71", "U99.99", "C98.1", "D95", "E95.0", "H99.1", "K99", "P97.1",
        "T99", "QB1.2", "I7Z.4", "IA1.0",
      })
  void whatIsInNoChapterIsNoCodeOfIcd10(String code) {
    assertThat(CodeSystems.ICD_10.normalise(code)).as(code).isNull();
    assertThat(CodeSystems.ICD_10_CM.normalise(code)).as(code).isNull();
  }

  /** Of ICD-10-CM, ICD-10-GM, ICD-10-AM and the WHO. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "I71.4", "C7A.0", "J4B.1", "O9A.1", "Z3A.12", "QA0.1", "U07.1", "U50.00", "U55.30",
            "U69.13",
        "U73.9", "U99.0", "T98.3", "E90", "D48.9", "H95.9", "F32.2", "K93.8", "Y98", "V99.9",
      })
  void whatAnEditionHasIsACode(String code) {
    assertThat(CodeSystems.ICD_10.written(code)).isEqualTo(code);
  }
}
