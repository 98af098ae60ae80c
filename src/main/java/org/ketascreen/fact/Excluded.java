package org.ketascreen.fact;

import org.ketascreen.API;

/**
 * An entry that was left out for a stated reason. Immutable and thread-safe.
 *
 * @param reference the entry
 * @param reason why
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Excluded(String reference, Reason reason) {

  /** Why an entry was left out. */
  public enum Reason {
    REFUTED("refuted"),
    ENTERED_IN_ERROR("entered-in-error"),
    A_RELATIVES("a-relatives"),
    NEGATED("negated"),
    NOT_DONE("not-done"),
    PLANNED("planned-not-started"),
    AFTER_AS_OF("after-as-of"),
    ENDED_BEFORE_EVERY_WINDOW("ended-before-every-window"),
    ANOTHER_PATIENT("another-patient"),
    DUPLICATE("duplicate");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    /** Returns the word of the report. */
    public String code() {
      return code;
    }
  }
}
