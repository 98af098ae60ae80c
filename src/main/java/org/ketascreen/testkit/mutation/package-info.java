/**
 * Tests the vignettes of a rulebase by changing its rules: a change that no vignette notices is one
 * that no test would notice. Entry type: {@link org.ketascreen.testkit.mutation.Mutation}. Needs
 * the YAML reader, an optional dependency.
 */
@NullMarked
package org.ketascreen.testkit.mutation;

import org.jspecify.annotations.NullMarked;
