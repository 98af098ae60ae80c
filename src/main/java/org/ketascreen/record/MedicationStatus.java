package org.ketascreen.record;

/** Status of any FHIR medication resource, all of them in one list. */
public enum MedicationStatus implements FhirCode {
  ACTIVE("active"),
  COMPLETED("completed"),
  IN_PROGRESS("in-progress"),
  INTENDED("intended"),
  DRAFT("draft"),
  PREPARATION("preparation"),
  NOT_TAKEN("not-taken"),
  NOT_DONE("not-done"),
  DECLINED("declined"),
  ON_HOLD("on-hold"),
  STOPPED("stopped"),
  CANCELLED("cancelled"),
  ENTERED_IN_ERROR("entered-in-error"),
  UNKNOWN("unknown");

  private final String code;

  MedicationStatus(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
