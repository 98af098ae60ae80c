package org.ketascreen;

/**
 * Input that cannot be read at all: not JSON, cut off, not a FHIR Bundle or resource, or about
 * several patients of whom none was chosen. The message is one line that says what was wrong,
 * where, and what would be right, and repeats nothing of the input but the references of patients
 * to choose from. An entry that cannot be used is never this exception: it is listed in the record.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class UnreadableInputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception without a cause, since a parser's own message may quote the input.
   *
   * @param message one line
   */
  public UnreadableInputException(String message) {
    super(message);
  }
}
