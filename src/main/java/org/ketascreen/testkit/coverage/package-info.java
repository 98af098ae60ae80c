/**
 * Counts what screenings show of the rules of a rulebase, and drafts a vignette for what none
 * shows. Entry type: {@link org.ketascreen.testkit.coverage.Coverage}. Needs the YAML reader, an
 * optional dependency.
 */
@NullMarked
package org.ketascreen.testkit.coverage;

import org.jspecify.annotations.NullMarked;
