package org.ketascreen.rulebase;

import org.ketascreen.record.FhirCode;

/**
 * How much a rule speaks against treatment, gravest first: do not treat; do not treat until
 * resolved or a specialist has weighed it; treat with the stated care; no effect on eligibility.
 */
public enum Severity implements FhirCode {
  CONTRAINDICATION("contraindication"),
  RELATIVE_CONTRAINDICATION("relative-contraindication"),
  PRECAUTION("precaution"),
  INFORMATION("information");

  private final String code;

  Severity(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
