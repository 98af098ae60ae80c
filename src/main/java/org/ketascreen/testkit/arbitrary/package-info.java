/**
 * Generated patients for property-based tests: records, screening requests and FHIR Bundles at the
 * limits, windows, ages and codes of a rulebase. Entry type: {@link
 * org.ketascreen.testkit.arbitrary.KetascreenArbitraries}. Needs {@code net.jqwik:jqwik-api}, an
 * optional dependency.
 */
@NullMarked
package org.ketascreen.testkit.arbitrary;

import org.jspecify.annotations.NullMarked;
