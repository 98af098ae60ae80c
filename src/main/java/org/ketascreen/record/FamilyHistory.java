package org.ketascreen.record;

import java.util.Objects;

/**
 * Something a relative has or had (FHIR FamilyMemberHistory); never evidence about the patient.
 * Immutable and thread-safe.
 *
 * @param code the relationship
 */
public record FamilyHistory(String reference, CodeableConcept code) implements Entry {

  public FamilyHistory {
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(code, "code");
  }
}
