package org.ketascreen.fact;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.record.Coding;
import org.ketascreen.terminology.MatchedBy;

/**
 * Something in the record that speaks for a sentence, as the source wrote it. Immutable and
 * thread-safe.
 *
 * @param reference the entry's reference
 * @param concept title of the value set or observation it belongs to, or what it is ("birth date")
 * @param coding the coding that put it there, or {@code null} when words did or there is none
 * @param matchedBy how it was put there, or {@code null} for what is looked up by no code
 * @param value its value, or {@code null}
 * @param effective when it was true of the patient, or {@code null}
 * @param status its status, or {@code null}
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Evidence(
    String reference,
    String concept,
    @Nullable Coding coding,
    @Nullable MatchedBy matchedBy,
    @Nullable String value,
    @Nullable String effective,
    @Nullable String status) {

  public Evidence {
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(concept, "concept");
  }

  // Not left to the language, which makes these at run time: that is long for a first report.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Evidence that
        && reference.equals(that.reference)
        && concept.equals(that.concept)
        && Objects.equals(coding, that.coding)
        && Objects.equals(matchedBy, that.matchedBy)
        && Objects.equals(value, that.value)
        && Objects.equals(effective, that.effective)
        && Objects.equals(status, that.status);
  }

  @Override
  public int hashCode() {
    return 31
            * (31
                    * (31
                            * (31
                                    * (31 * (31 * reference.hashCode() + concept.hashCode())
                                        + Objects.hashCode(coding))
                                + Objects.hashCode(matchedBy))
                        + Objects.hashCode(value))
                + Objects.hashCode(effective))
        + Objects.hashCode(status);
  }
}
