/** Screens a patient for contraindications to ketamine therapy. Placeholder. */
@NullMarked
package org.ketascreen;

import org.jspecify.annotations.NullMarked;
