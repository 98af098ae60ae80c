package org.ketascreen.terminology;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Coding;

/**
 * That an entry is, or may be, in a value set. Immutable and thread-safe.
 *
 * @param valueSet the title of the value set
 * @param ordinal its place in {@link ConceptIndex#valueSets()}
 * @param coding the coding that put it there, or {@code null} if the entry's text did
 * @param doubt why it is only possible, or {@code null} if it is confirmed
 */
public record Membership(
    String valueSet,
    int ordinal,
    @Nullable Coding coding,
    MatchedBy matchedBy,
    @Nullable MembershipDoubt doubt) {

  public Membership {
    Objects.requireNonNull(valueSet, "valueSet");
    Objects.requireNonNull(matchedBy, "matchedBy");
  }

  /** Whether there is doubt. */
  public boolean possible() {
    return doubt != null;
  }
}
