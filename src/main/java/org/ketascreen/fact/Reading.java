package org.ketascreen.fact;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Interval;
import org.ketascreen.record.Observation;

/**
 * A value of an observation that a rule may read. Immutable and thread-safe.
 *
 * @param member the observation
 * @param when when it was true of the patient
 * @param number its value in the observation's own unit, or {@code null} if it is no usable number
 * @param comparator how the value bounds the true one, or {@code null} if it is the true one
 * @param results the value sets its coded value belongs to
 */
record Reading(
    Member<Observation> member,
    Interval when,
    @Nullable BigDecimal number,
    @Nullable String comparator,
    Set<String> results) {}
