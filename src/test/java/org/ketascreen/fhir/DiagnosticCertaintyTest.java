package org.ketascreen.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketascreen.record.Condition;
import org.ketascreen.record.VerificationStatus;

/** German outpatient records say on the coding how certain a diagnosis is. */
class DiagnosticCertaintyTest {

  private static @Nullable VerificationStatus read(String certainty, String verification) {
    String json =
        """
        {"resourceType": "Condition", "id": "c1", %s
         "subject": {"reference": "Patient/p1"},
         "code": {"coding": [{"system": "http://fhir.de/CodeSystem/bfarm/icd-10-gm", "code": "I71.4",
           "extension": [{"url": "http://fhir.de/StructureDefinition/icd-10-gm-diagnosesicherheit",
             "valueCoding": {"system": "https://fhir.kbv.de/CodeSystem/KBV_CS_SFHIR_ICD_DIAGNOSESICHERHEIT",
               "code": "%s"}}]}]}}
        """
            .formatted(verification, certainty);
    return ((Condition) FhirReader.r4().read(json).entries().get(0)).verificationStatus();
  }

  @ParameterizedTest
  @CsvSource({"A, REFUTED", "V, PROVISIONAL", "G,", "Z,"})
  void decidesWhereTheEntryDoesNotSay(String certainty, @Nullable VerificationStatus expected) {
    assertThat(read(certainty, "")).isEqualTo(expected);
  }

  @Test
  void doesNotMakeADoubtfulEntryAnythingElse() {
    String provisional =
        "\"verificationStatus\": {\"coding\": [{\"system\":"
            + " \"http://terminology.hl7.org/CodeSystem/condition-ver-status\","
            + " \"code\": \"provisional\"}]},";

    assertThat(read("G", provisional)).isEqualTo(VerificationStatus.PROVISIONAL);
  }
}
