package org.ketascreen;

import org.ketascreen.record.FhirCode;

/** How sure a finding is. */
public enum Certainty implements FhirCode {
  CONFIRMED("confirmed"),
  POSSIBLE("possible");

  private final String code;

  Certainty(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
