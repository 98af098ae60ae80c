package org.ketascreen.record;

/**
 * How sure the source was of a condition or allergy (FHIR condition-ver-status,
 * allergyintolerance-verification).
 */
public enum VerificationStatus implements FhirCode {
  CONFIRMED("confirmed"),
  PRESUMED("presumed"),
  UNCONFIRMED("unconfirmed"),
  PROVISIONAL("provisional"),
  DIFFERENTIAL("differential"),
  REFUTED("refuted"),
  ENTERED_IN_ERROR("entered-in-error");

  private final String code;

  VerificationStatus(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
