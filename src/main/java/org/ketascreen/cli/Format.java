package org.ketascreen.cli;

import org.ketascreen.record.FhirCode;

/** How a result is written. */
enum Format implements FhirCode {
  TEXT("text"),
  JSON("json");

  private final String code;

  Format(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
