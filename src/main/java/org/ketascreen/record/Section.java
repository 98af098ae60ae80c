package org.ketascreen.record;

/** A part of the record whose absence of entries may or may not mean absence in the patient. */
public enum Section implements FhirCode {
  CONDITIONS("conditions"),
  MEDICATIONS("medications"),
  ALLERGIES("allergies"),
  PROCEDURES("procedures");

  private final String code;

  Section(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
