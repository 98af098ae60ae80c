package org.ketascreen.fact;

import org.ketascreen.API;

/** What the record says to a sentence; the order is the order of the constants. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public enum Truth {
  /** The record says otherwise. */
  FAILS,
  /** The record does not say. */
  UNKNOWN,
  /** The record does not exclude it and something in it speaks for it. */
  POSSIBLE,
  /** The record says so. */
  HOLDS;

  /** Returns the lesser of the two. */
  public Truth and(Truth other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** Returns the greater of the two. */
  public Truth or(Truth other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** Returns holds for fails and fails for holds; doubt stays. */
  public Truth not() {
    return switch (this) {
      case FAILS -> HOLDS;
      case HOLDS -> FAILS;
      case UNKNOWN, POSSIBLE -> this;
    };
  }

  /** Whether a rule fires on it: possible or holds. */
  public boolean mayHold() {
    return this == POSSIBLE || this == HOLDS;
  }
}
