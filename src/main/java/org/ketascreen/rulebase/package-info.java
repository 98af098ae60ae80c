/**
 * Versioned sets of clinical rules, as a clinical team wrote them and as they are loaded to run.
 * The entry types are {@link org.ketascreen.rulebase.Rulebases} and {@link
 * org.ketascreen.rulebase.Rulebase}.
 */
@NullMarked
package org.ketascreen.rulebase;

import org.jspecify.annotations.NullMarked;
