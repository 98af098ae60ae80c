/**
 * Screens a patient's record for contraindications to ketamine therapy. The entry type is {@link
 * org.ketascreen.Screener}: give it a {@link org.ketascreen.ScreeningRequest}, get a {@link
 * org.ketascreen.ScreeningReport}.
 */
@NullMarked
package org.ketascreen;

import org.jspecify.annotations.NullMarked;
