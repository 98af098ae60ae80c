/**
 * Reads FHIR R4 JSON into a {@link org.ketascreen.record.PatientRecord}, one resource at a time,
 * and accounts for every entry. The entry type is {@link org.ketascreen.fhir.FhirReader}.
 */
@NullMarked
package org.ketascreen.fhir;

import org.jspecify.annotations.NullMarked;
