package org.ketascreen.fact;

import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Entry;
import org.ketascreen.terminology.MatchedBy;
import org.ketascreen.terminology.Membership;

/**
 * An entry of the record that belongs to a concept. Immutable and thread-safe.
 *
 * @param entry the entry
 * @param concept title of the value set
 * @param coding the coding that put it there, or {@code null} when words did
 * @param matchedBy how it was put there
 * @param verdict how surely it belongs there
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Member<E extends Entry>(
    E entry, String concept, @Nullable Coding coding, MatchedBy matchedBy, Verdict verdict) {

  static <E extends Entry> Member<E> of(E entry, Membership membership) {
    return new Member<>(
        entry,
        membership.valueSet(),
        membership.coding(),
        membership.matchedBy(),
        verdict(membership));
  }

  /** Returns how surely an entry is in a value set. */
  static Verdict verdict(Membership membership) {
    if (membership.doubt() == null) {
      return Verdict.HOLDS;
    }
    return Verdict.possible(
        switch (membership.doubt()) {
          case NAME_IN_FREE_TEXT -> Doubt.NAME_IN_FREE_TEXT;
          case SYNONYM_ONLY -> Doubt.SYNONYM_ONLY;
          case CODINGS_DISAGREE -> Doubt.CODINGS_DISAGREE;
        });
  }

  Evidence evidence(@Nullable String value, @Nullable Object effective, @Nullable String status) {
    return new Evidence(
        entry.reference(),
        concept,
        coding,
        matchedBy,
        value,
        effective == null ? null : effective.toString(),
        status);
  }
}
