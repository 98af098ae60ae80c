package org.ketascreen.rulebase;

import org.ketascreen.record.FhirCode;

/** How it is to be given. */
public enum Route implements FhirCode {
  INTRAVENOUS("intravenous"),
  INTRAMUSCULAR("intramuscular"),
  SUBCUTANEOUS("subcutaneous"),
  INTRANASAL("intranasal"),
  ORAL("oral"),
  SUBLINGUAL("sublingual");

  private final String code;

  Route(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
