/**
 * Evaluates a record against a rulebase: Drools decides which rules fire, the sentences explain the
 * others, and both must agree. The entry type is {@link org.ketascreen.engine.Engine}.
 */
@NullMarked
package org.ketascreen.engine;

import org.jspecify.annotations.NullMarked;
