package org.ketascreen.rulebase;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One clinical statement, as its author wrote it. Immutable and thread-safe.
 *
 * @param id unique in the rulebase and never used again: {@code CV-01}
 * @param title what it is about
 * @param severity how much it speaks against treatment
 * @param applies the treatments it is about; empty for all
 * @param stages when it is asked
 * @param jurisdictions whose label or guidance it follows; empty for all
 * @param basis what it rests on
 * @param because why, in words for a clinician
 * @param action what to do
 * @param sources where it is said
 * @param subsumes ids of milder rules of the same mechanism, which this one makes superfluous
 * @param when the sentences that must hold
 * @param file the file it stands in
 * @param line the number of its first line there
 */
public record Rule(
    String id,
    String title,
    Severity severity,
    List<Applicability> applies,
    Set<Stage> stages,
    List<String> jurisdictions,
    Basis basis,
    String because,
    String action,
    List<Citation> sources,
    List<String> subsumes,
    List<Line> when,
    String file,
    int line) {

  /** The jurisdiction of a request that takes every rule. */
  public static final String ANY_JURISDICTION = "any";

  /**
   * The jurisdictions whose labels are told apart: United States, European Union, United Kingdom,
   * Switzerland.
   */
  public static final List<String> JURISDICTIONS = List.of("us", "eu", "uk", "ch");

  public Rule {
    applies = List.copyOf(applies);
    stages = Collections.unmodifiableSet(EnumSet.copyOf(stages));
    jurisdictions = List.copyOf(jurisdictions);
    sources = List.copyOf(sources);
    subsumes = List.copyOf(subsumes);
    when = List.copyOf(when);
  }

  /** Whether it is asked for this treatment, stage and jurisdiction. */
  public boolean appliesTo(Agent agent, Route route, Stage stage, String jurisdiction) {
    return stages.contains(stage)
        && (applies.isEmpty() || applies.stream().anyMatch(a -> a.covers(agent, route)))
        && (jurisdictions.isEmpty()
            || jurisdiction.equals(ANY_JURISDICTION)
            || jurisdictions.contains(jurisdiction));
  }
}
