package org.ketascreen.record;

import java.util.Objects;

/**
 * What a section says about what is not listed in it, and how that was concluded. Immutable and
 * thread-safe.
 *
 * @param is what may be concluded
 * @param because how, in words that carry nothing of the patient
 */
public record Assertion(AssertionStatus is, String because) {

  public Assertion {
    Objects.requireNonNull(is, "is");
    Objects.requireNonNull(because, "because");
  }

  /** Whether what is not listed is absent in the patient. */
  public boolean decidesAbsence() {
    return is == AssertionStatus.RECORDED || is == AssertionStatus.NONE_KNOWN;
  }
}
