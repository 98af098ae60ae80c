package org.ketascreen.fhir;

import org.jspecify.annotations.Nullable;
import org.ketascreen.record.VerificationStatus;

/**
 * The certainty that German outpatient records carry on an ICD-10-GM coding (extension
 * icd-10-gm-diagnosesicherheit of the German base profiles): A excluded, V suspected, Z state
 * after, G certain.
 */
final class DiagnosticCertainty {

  private static final String EXTENSION =
      "http://fhir.de/StructureDefinition/icd-10-gm-diagnosesicherheit";

  private DiagnosticCertainty() {}

  /**
   * Returns what the codings of a condition say, or {@code null} if nothing or that it is certain.
   */
  static @Nullable VerificationStatus of(Element condition) {
    Element code = condition.child("code");
    if (code == null) {
      return null;
    }
    for (Element coding : code.list("coding")) {
      for (Element extension : coding.list("extension")) {
        Element value = extension.child("valueCoding");
        if (EXTENSION.equals(extension.string("url")) && value != null) {
          return status(value.token("code"));
        }
      }
    }
    return null;
  }

  private static @Nullable VerificationStatus status(@Nullable String code) {
    if ("A".equals(code)) {
      return VerificationStatus.REFUTED;
    }
    return "V".equals(code) ? VerificationStatus.PROVISIONAL : null;
  }
}
