package org.ketascreen.review.diff;

import java.util.List;
import java.util.Objects;
import org.ketascreen.API;

/**
 * What came of the search for patients who are screened otherwise. Immutable and thread-safe.
 *
 * @param witnesses at most one for each direction; empty if none was found
 * @param tried how many patients were screened by both versions
 * @param bounds which patients those were, in words
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record Shown(List<DiffWitness> witnesses, int tried, String bounds) {

  public Shown {
    witnesses = List.copyOf(witnesses);
    Objects.requireNonNull(bounds, "bounds");
  }

  /** Returns what the patients that were found demand of the version. */
  Bump demands() {
    if (witnesses.isEmpty()) {
      return Bump.PATCH;
    }
    return witnesses.stream().anyMatch(each -> each.direction() == Direction.RELAXED)
        ? Bump.MAJOR
        : Bump.MINOR;
  }
}
