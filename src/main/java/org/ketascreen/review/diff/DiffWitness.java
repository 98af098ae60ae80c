package org.ketascreen.review.diff;

import java.util.List;
import java.util.Objects;
import org.ketascreen.API;
import org.ketascreen.ScreeningRequest;

/**
 * A patient whom two versions screen otherwise. No entry can be left out without the difference
 * becoming another one. Immutable and thread-safe.
 *
 * @param request the patient, and what is planned when and where
 * @param sentences the same in sentences: what is known of the patient, each entry, and what is
 *     planned
 * @param rule the id of the rule that says something else
 * @param before what the version before says
 * @param after what the other version says
 * @param direction whether that is stricter
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record DiffWitness(
    ScreeningRequest request,
    List<String> sentences,
    String rule,
    Said before,
    Said after,
    Direction direction) {

  public DiffWitness {
    Objects.requireNonNull(request, "request");
    sentences = List.copyOf(sentences);
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(after, "after");
    Objects.requireNonNull(direction, "direction");
  }
}
