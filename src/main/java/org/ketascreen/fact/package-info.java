/**
 * What the record means: its entries by the value sets they belong to, seen from the moment
 * screened for, with doubt kept. Rules, compiled or explained, ask the same questions here. The
 * entry type is {@link org.ketascreen.fact.Facts}.
 */
@NullMarked
package org.ketascreen.fact;

import org.jspecify.annotations.NullMarked;
