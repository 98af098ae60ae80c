/**
 * The closed set of sentences that rules are written in: how they are parsed, what they ask of the
 * facts, and the Drools rules they become. Every sentence is defined once, in {@link
 * org.ketascreen.language.Forms}.
 */
@NullMarked
package org.ketascreen.language;

import org.jspecify.annotations.NullMarked;
