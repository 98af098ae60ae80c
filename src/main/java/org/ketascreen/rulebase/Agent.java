package org.ketascreen.rulebase;

import org.ketascreen.record.FhirCode;

/** What is to be given. */
public enum Agent implements FhirCode {
  KETAMINE("ketamine"),
  ESKETAMINE("esketamine");

  private final String code;

  Agent(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
