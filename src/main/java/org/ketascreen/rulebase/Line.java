package org.ketascreen.rulebase;

/**
 * A line of a rule as its author wrote it, without its surrounding blanks. Immutable and
 * thread-safe.
 *
 * @param text the line
 * @param number its number in the file, from 1
 */
public record Line(String text, int number) {}
