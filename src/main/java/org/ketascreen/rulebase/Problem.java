package org.ketascreen.rulebase;

/**
 * Something wrong with a file of a rulebase. Immutable and thread-safe.
 *
 * @param path the file, with the line behind a colon where it is known
 * @param found what was wrong
 * @param expected what would be right
 */
public record Problem(String path, String found, String expected) {

  /** Returns the problem in one line. */
  @Override
  public String toString() {
    return path + ": " + found + "; " + expected;
  }
}
