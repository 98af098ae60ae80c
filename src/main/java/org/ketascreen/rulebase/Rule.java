package org.ketascreen.rulebase;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;

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
 * @param ask the document that is due when they do, or {@code null} for a rule that reports a
 *     finding
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
    @Nullable Ask ask,
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

  /**
   * A document that is due when the sentences of a rule hold or may hold: a reading of an
   * observation. Such a rule is never a finding, changes no disposition and leaves no report
   * incomplete. While its sentences hold or may hold and no usable reading surely lies in the
   * window, it is {@code fired} and the report asks for the reading; once there is one, it is
   * {@code clear}. Where its sentences are unknown or fail it is {@code not-evaluable} or {@code
   * clear} like any rule.
   *
   * @param observation the title of the observation
   * @param within how recent the reading must be, as in {@code 6 weeks}, or {@code null} if any
   *     time serves
   * @param line the number of the line in the rule's file
   */
  public record Ask(String observation, @Nullable String within, int line) {}

  /** Returns the clinical area: its file, without folder and ending. */
  public String area() {
    return file.replaceAll("^.*/|[.][^.]*$", "");
  }

  /** Whether it is about this treatment, at whatever stage and in whatever jurisdiction. */
  public boolean isAbout(Agent agent, Route route) {
    return applies.isEmpty() || applies.stream().anyMatch(each -> each.covers(agent, route));
  }

  /** Whether it is asked for this treatment, stage and jurisdiction. */
  public boolean appliesTo(Agent agent, Route route, Stage stage, String jurisdiction) {
    return stages.contains(stage)
        && isAbout(agent, route)
        && (jurisdictions.isEmpty()
            || jurisdiction.equals(ANY_JURISDICTION)
            || jurisdictions.contains(jurisdiction));
  }

  /** Returns the same rule with other sentences. */
  @API(status = API.Status.INTERNAL, since = "0.1.0")
  public Rule saying(List<Line> other, @Nullable Ask otherAsk) {
    return new Rule(
        id,
        title,
        severity,
        applies,
        stages,
        jurisdictions,
        basis,
        because,
        action,
        sources,
        subsumes,
        other,
        otherAsk,
        file,
        line);
  }
}
