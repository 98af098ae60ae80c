package org.ketascreen;

import org.ketascreen.record.FhirCode;

/**
 * What became of a rule: it fired; it fired only on what a stricter rule fired on too; the record
 * says otherwise; the record does not say; it was not asked.
 */
public enum Outcome implements FhirCode {
  FIRED("fired"),
  SUBSUMED("subsumed"),
  CLEAR("clear"),
  NOT_EVALUABLE("not-evaluable"),
  NOT_APPLICABLE("not-applicable");

  private final String code;

  Outcome(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
