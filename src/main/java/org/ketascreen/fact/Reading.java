package org.ketascreen.fact;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Interval;
import org.ketascreen.record.Observation;

/**
 * A value of an observation that a rule may read. Immutable and thread-safe.
 *
 * @param member the observation
 * @param when when it was true of the patient
 * @param number its value in the observation's own unit, or {@code null} if it is no usable number
 * @param results what its answer says to value sets of results, by title; of others it says nothing
 */
record Reading(
    Member<Observation> member,
    Interval when,
    @Nullable Span number,
    Map<String, Verdict> results) {

  /** Returns what the answer says to a value set of results. */
  Verdict is(String result) {
    Verdict said = results.get(result);
    if (said != null) {
      return said;
    }
    boolean isAnother = results.values().stream().anyMatch(each -> each.truth() == Truth.HOLDS);
    return isAnother ? Verdict.FAILS : Verdict.UNKNOWN;
  }
}
