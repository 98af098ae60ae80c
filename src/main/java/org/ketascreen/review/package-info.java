/**
 * What people who review a rulebase look at. Entry type: {@link org.ketascreen.review.Lint}, which
 * finds what a compiler cannot: rules that say nothing new, that nobody tests, or that would ask
 * everybody for a laboratory value.
 */
@NullMarked
package org.ketascreen.review;

import org.jspecify.annotations.NullMarked;
