package org.ketascreen.record;

/** A part of the record whose absence of entries may or may not mean absence in the patient. */
public enum Section implements FhirCode {
  CONDITIONS("conditions"),
  MEDICATIONS("medications"),
  ALLERGIES("allergies"),
  PROCEDURES("procedures"),
  /** What is to be done: orders, appointments, plans. */
  PLANS("plans");

  private final String code;

  Section(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
