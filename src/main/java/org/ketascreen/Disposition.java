package org.ketascreen;

import org.ketascreen.record.FhirCode;

/** What the findings of a report come to, gravest first; none-found does not mean safe. */
public enum Disposition implements FhirCode {
  CONTRAINDICATED("contraindicated"),
  RELATIVELY_CONTRAINDICATED("relatively-contraindicated"),
  UNDETERMINED("undetermined"),
  PRECAUTIONS("precautions"),
  NONE_FOUND("none-found");

  private final String code;

  Disposition(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
