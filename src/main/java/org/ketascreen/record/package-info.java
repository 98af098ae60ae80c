/**
 * What the source said about one patient: codings, dates with their precision, statuses,
 * references. Nothing is interpreted here; the entry type is {@link
 * org.ketascreen.record.PatientRecord}.
 */
@NullMarked
package org.ketascreen.record;

import org.jspecify.annotations.NullMarked;
