/**
 * Vignettes as tests of JUnit 5, in groups by file, without further code, and tests that fail when
 * they show too little of a rulebase:
 *
 * <pre>{@code
 * @Vignettes("rules/ours/1.0.0")
 * class OurRulesTest implements VignetteTests {}
 * }</pre>
 *
 * Entry types: {@link org.ketascreen.testkit.junit.VignetteTests} and {@link
 * org.ketascreen.testkit.junit.RequireCoverage}. Needs {@code junit-jupiter-api}, the YAML reader
 * and what compiles rules, optional dependencies.
 */
@NullMarked
package org.ketascreen.testkit.junit;

import org.jspecify.annotations.NullMarked;
