/**
 * What is different in another version of a rulebase, each difference with a smallest patient who
 * is screened otherwise. Entry type: {@link org.ketascreen.review.diff.RulebaseDiff}. Needs the
 * YAML reader, an optional dependency.
 */
@NullMarked
package org.ketascreen.review.diff;

import org.jspecify.annotations.NullMarked;
