package org.ketascreen.record;

/** What may be concluded from a section about what is not listed in it. */
public enum AssertionStatus implements FhirCode {
  RECORDED("recorded"),
  NONE_KNOWN("none-known"),
  PARTIAL("partial"),
  NOT_ASKED("not-asked");

  private final String code;

  AssertionStatus(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
