/** Turns rule files into rulebase archives. Entry type: {@link CompileRulebases}. */
@NullMarked
package org.ketascreen.rulebase.authoring;

import org.jspecify.annotations.NullMarked;
