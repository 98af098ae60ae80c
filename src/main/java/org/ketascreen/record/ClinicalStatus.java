package org.ketascreen.record;

/** Whether a condition or allergy is present now (FHIR condition-clinical). */
public enum ClinicalStatus implements FhirCode {
  ACTIVE("active"),
  RECURRENCE("recurrence"),
  RELAPSE("relapse"),
  INACTIVE("inactive"),
  REMISSION("remission"),
  RESOLVED("resolved");

  private final String code;

  ClinicalStatus(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
