package org.ketascreen.record;

import org.jspecify.annotations.Nullable;

/**
 * How a medicine is taken (FHIR Dosage). Immutable and thread-safe.
 *
 * @param route by which route, or {@code null} if not said
 * @param asNeeded whether it is taken only when needed; {@code null} if not said
 * @param leastADay the least amount of a day, or {@code null} if it cannot be told
 * @param mostADay the greatest amount of a day, or {@code null} if it cannot be told
 */
public record Dosage(
    @Nullable CodeableConcept route,
    @Nullable Boolean asNeeded,
    @Nullable Quantity leastADay,
    @Nullable Quantity mostADay) {}
