package org.ketascreen.record;

/** One entry of the record. */
public sealed interface Entry
    permits Condition,
        Medication,
        Allergy,
        Observation,
        Procedure,
        Planned,
        Mention,
        FamilyHistory {

  /**
   * Returns how the source refers to it: {@code Condition/c1}, {@code urn:uuid:...}, or its place
   * in the bundle when it has no identity of its own.
   */
  String reference();

  /** Returns what it is about. */
  CodeableConcept code();
}
