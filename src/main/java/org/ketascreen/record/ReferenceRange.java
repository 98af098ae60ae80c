package org.ketascreen.record;

import org.jspecify.annotations.Nullable;

/**
 * The normal range of a reading as its laboratory gave it (FHIR Observation.referenceRange).
 * Immutable and thread-safe.
 *
 * @param low its lower limit, or {@code null} if it has none
 * @param high its upper limit, or {@code null} if it has none
 */
public record ReferenceRange(@Nullable Quantity low, @Nullable Quantity high) {}
