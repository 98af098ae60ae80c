package org.ketascreen.record;

import org.jspecify.annotations.Nullable;

/**
 * From when to when something went on (FHIR Period). Immutable and thread-safe.
 *
 * @param start when it began, or {@code null} if not said
 * @param end when it ended, or {@code null} while it goes on or if not said
 */
public record RecordedPeriod(@Nullable RecordedTime start, @Nullable RecordedTime end) {}
