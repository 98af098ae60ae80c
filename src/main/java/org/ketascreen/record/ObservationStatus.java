package org.ketascreen.record;

/** Status of an observation (FHIR observation-status). */
public enum ObservationStatus implements FhirCode {
  REGISTERED("registered"),
  PRELIMINARY("preliminary"),
  FINAL("final"),
  AMENDED("amended"),
  CORRECTED("corrected"),
  CANCELLED("cancelled"),
  ENTERED_IN_ERROR("entered-in-error"),
  UNKNOWN("unknown");

  private final String code;

  ObservationStatus(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
