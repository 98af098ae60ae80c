package org.ketascreen.opinion;

/** The four truth values in a line. */
enum Truth {
  FAILS,
  UNKNOWN,
  POSSIBLE,
  HOLDS;

  boolean mayHold() {
    return compareTo(POSSIBLE) >= 0;
  }

  Truth atMost(Truth other) {
    return compareTo(other) <= 0 ? this : other;
  }

  Truth atLeast(Truth other) {
    return compareTo(other) >= 0 ? this : other;
  }

  Truth not() {
    return this == HOLDS ? FAILS : this == FAILS ? HOLDS : this;
  }
}
