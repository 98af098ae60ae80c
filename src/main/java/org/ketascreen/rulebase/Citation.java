package org.ketascreen.rulebase;

/**
 * A place in a source. Immutable and thread-safe.
 *
 * @param source the source's id in the rulebase
 * @param section the section, table or page, as the source numbers it; empty for the whole
 */
public record Citation(String source, String section) {}
