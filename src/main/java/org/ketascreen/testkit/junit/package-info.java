/**
 * Vignettes as tests of JUnit 5, in groups by file, without further code:
 *
 * <pre>{@code
 * @Vignettes("rules/ours/1.0.0")
 * class OurRulesTest implements VignetteTests {}
 * }</pre>
 *
 * Entry type: {@link org.ketascreen.testkit.junit.VignetteTests}. Needs {@code junit-jupiter-api}
 * and the YAML reader and what compiles rules, optional dependencies.
 */
@NullMarked
package org.ketascreen.testkit.junit;

import org.jspecify.annotations.NullMarked;
