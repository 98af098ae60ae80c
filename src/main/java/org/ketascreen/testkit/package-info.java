/**
 * Tests of rulebases: vignettes, which are small patients with the outcomes that the sources
 * demand. {@link org.ketascreen.testkit.VignetteRun} screens them and says what decided, {@link
 * org.ketascreen.testkit.VignetteWriter} writes them. Entry type: {@link
 * org.ketascreen.testkit.Vignettes}. Needs the YAML reader, an optional dependency.
 */
@NullMarked
package org.ketascreen.testkit;

import org.jspecify.annotations.NullMarked;
