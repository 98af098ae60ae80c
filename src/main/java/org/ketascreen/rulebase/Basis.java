package org.ketascreen.rulebase;

import org.ketascreen.record.FhirCode;

/**
 * What a rule's statement or number rests on; a number that no source gives rests on judgement and
 * the rule says so.
 */
public enum Basis implements FhirCode {
  LABEL("label"),
  GUIDELINE("guideline"),
  TRIAL("trial"),
  STUDY("study"),
  JUDGEMENT("judgement");

  private final String code;

  Basis(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
