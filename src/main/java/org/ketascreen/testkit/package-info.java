/**
 * Tests of rulebases: vignettes, which are small patients with the outcomes that the sources
 * demand. Entry type: {@link org.ketascreen.testkit.Vignettes}. Needs the YAML reader, an optional
 * dependency.
 */
@NullMarked
package org.ketascreen.testkit;

import org.jspecify.annotations.NullMarked;
