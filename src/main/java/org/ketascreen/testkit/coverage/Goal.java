package org.ketascreen.testkit.coverage;

import org.ketascreen.API;

/**
 * Something that a screening should show. Immutable and thread-safe.
 *
 * @param measure what it counts for
 * @param area the rule's file without its ending
 * @param rule the rule's id
 * @param sentence which of the rule's sentences it is about, from 0; -1 for the rule itself
 * @param line the number of the line it is about in the rule's file
 * @param what what should be shown, in words
 * @param key names it, whatever the layout of the file
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record Goal(
    Measure measure, String area, String rule, int sentence, int line, String what, String key) {}
