package org.ketascreen.record;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A condition that is named where no diagnosis is made: as the reason of an encounter or of a
 * medicine, or in the conclusion of a report. It is evidence, but no diagnosis: it can make a
 * sentence possible and never decides absence. It is a part of the source's entry that has the same
 * reference. Immutable and thread-safe.
 *
 * @param kind where it is named
 * @param when when that was, or {@code null} if not said
 */
public record Mention(String reference, CodeableConcept code, Kind kind, @Nullable Moment when)
    implements Entry {

  public Mention {
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(kind, "kind");
  }

  /** Where a condition is named. */
  public enum Kind {
    /** As what an encounter was for, or found. */
    ENCOUNTER,
    /** As what a medicine, procedure or order is for. */
    REASON,
    /** As what a report or an assessment concluded. */
    CONCLUSION
  }
}
