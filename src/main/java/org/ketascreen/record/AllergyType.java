package org.ketascreen.record;

/** Whether a reaction is immune or another intolerance (FHIR allergy-intolerance-type). */
public enum AllergyType implements FhirCode {
  ALLERGY("allergy"),
  INTOLERANCE("intolerance");

  private final String code;

  AllergyType(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
