package org.ketascreen.opinion;

/** Thrown where a sentence cannot be answered, because it is not said how it is meant. */
final class Unspoken extends RuntimeException {
  private static final long serialVersionUID = 1;

  Unspoken(String gap) {
    super(gap, null, false, false);
  }
}
