package org.ketascreen.fhir;

/**
 * An entry is not what FHIR says it must be; the message is the detail that is listed, and nothing
 * of the input.
 */
final class MalformedEntryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MalformedEntryException(String detail) {
    super(detail, null, false, false);
  }

  /** Returns what was wrong, as it is listed. */
  String detail() {
    return String.valueOf(getMessage());
  }
}
