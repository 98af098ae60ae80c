package org.ketascreen.rulebase;

import java.util.List;

/**
 * What "at rest", "before the dose" and the sentences on earlier sessions read, as the rulebase
 * defines it. Immutable and thread-safe.
 *
 * @param medicines title of the value set whose administrations are doses of the treatment
 * @param restAfterHours hours after a dose in which a reading is not at rest
 * @param because what the number rests on
 * @param sources where that is said
 */
public record DoseDefinition(
    String medicines, int restAfterHours, String because, List<Citation> sources) {

  public DoseDefinition {
    sources = List.copyOf(sources);
  }
}
