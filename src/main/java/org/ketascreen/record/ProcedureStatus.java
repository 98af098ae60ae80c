package org.ketascreen.record;

/** Status of a procedure (FHIR event-status). */
public enum ProcedureStatus implements FhirCode {
  PREPARATION("preparation"),
  IN_PROGRESS("in-progress"),
  NOT_DONE("not-done"),
  ON_HOLD("on-hold"),
  STOPPED("stopped"),
  COMPLETED("completed"),
  ENTERED_IN_ERROR("entered-in-error"),
  UNKNOWN("unknown");

  private final String code;

  ProcedureStatus(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
