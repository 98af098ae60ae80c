package org.ketascreen.record;

/** Administrative gender (FHIR administrative-gender). */
public enum Gender implements FhirCode {
  MALE("male"),
  FEMALE("female"),
  OTHER("other"),
  UNKNOWN("unknown");

  private final String code;

  Gender(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
