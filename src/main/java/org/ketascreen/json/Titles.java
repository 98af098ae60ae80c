package org.ketascreen.json;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ketascreen.language.Nearest;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.terminology.ValueSet;

/**
 * The titles that a request may name; all of them where no rulebase is known. Immutable and
 * thread-safe.
 */
final class Titles {

  /** Longer ones are no titles; a bound on the work for hostile input. */
  private static final int LONGEST = 200;

  private final @Nullable Rulebase rulebase;
  private final Set<String> observations;
  private final Set<String> others;

  Titles(@Nullable Rulebase rulebase) {
    this.rulebase = rulebase;
    this.observations = titles(rulebase, true);
    this.others = titles(rulebase, false);
  }

  private static Set<String> titles(@Nullable Rulebase rulebase, boolean ofObservations) {
    return rulebase == null
        ? Set.of()
        : rulebase.valueSets().stream()
            .filter(each -> (each.observation() != null) == ofObservations)
            .map(ValueSet::title)
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Reports a title that the rulebase does not have. The nearest one is named only for an
   * observation: what was measured tells nothing of the patient, but what the patient has does.
   */
  void check(Node node, String title, boolean ofObservation) {
    if (rulebase == null || (ofObservation ? observations : others).contains(title)) {
      return;
    }
    String found =
        "not the title of "
            + (ofObservation ? "an observation" : "a value set")
            + " of "
            + rulebase.coordinates();
    boolean mayBeNear = ofObservation && !observations.isEmpty() && title.length() <= LONGEST;
    node.problem(
        found,
        mayBeNear
            ? "nearest: " + Nearest.to(title, observations, 1).get(0)
            : "write one that dataRequirements() lists, or words as text");
  }
}
