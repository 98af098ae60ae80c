package org.ketascreen.rulebase;

/**
 * A place in a source. Immutable and thread-safe.
 *
 * @param source the source's id in the rulebase
 * @param section the section, table or page, as the source numbers it; empty for the whole
 */
public record Citation(String source, String section) {

  /** Reads {@code "source section"}: an id, a blank, the rest; or the id alone for the whole. */
  public static Citation parse(String text) {
    String stripped = text.strip();
    int blank = stripped.indexOf(' ');
    return blank < 0
        ? new Citation(stripped, "")
        : new Citation(stripped.substring(0, blank), stripped.substring(blank + 1).strip());
  }
}
