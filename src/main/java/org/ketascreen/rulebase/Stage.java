package org.ketascreen.rulebase;

import org.ketascreen.record.FhirCode;

/**
 * When a patient is screened: deciding on a course, before a dose, before leaving after a dose, or
 * at the periodic review of a running course.
 */
public enum Stage implements FhirCode {
  EVALUATION("evaluation"),
  SESSION("session"),
  DISCHARGE("discharge"),
  MAINTENANCE("maintenance");

  private final String code;

  Stage(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
