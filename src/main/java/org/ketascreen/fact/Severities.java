package org.ketascreen.fact;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;

/**
 * Mild, moderate and severe, by word and by the SNOMED CT codes that FHIR R4 binds to
 * Condition.severity.
 */
final class Severities {

  static final int UNRANKED = -1;

  private static final List<String> WORDS = List.of("mild", "moderate", "severe");

  // FHIR R4 value set condition-severity (preferred binding of Condition.severity)
  private static final Map<String, Integer> SNOMED_CT =
      Map.of("255604002", 0, "6736007", 1, "24484000", 2);

  private Severities() {}

  /** Returns 0, 1 or 2; {@link #UNRANKED} for any other word. */
  static int rank(String word) {
    return WORDS.indexOf(word.strip().toLowerCase(Locale.ROOT));
  }

  static int rank(CodeableConcept severity) {
    for (Coding coding : severity.codings()) {
      Integer rank = coding.code() == null ? null : SNOMED_CT.get(coding.code());
      if (rank != null) {
        return rank;
      }
    }
    return severity.text() == null ? UNRANKED : rank(severity.text());
  }
}
