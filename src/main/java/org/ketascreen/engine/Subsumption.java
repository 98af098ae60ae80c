package org.ketascreen.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ketascreen.API;
import org.ketascreen.fact.Support;
import org.ketascreen.language.Evaluated;
import org.ketascreen.rulebase.Rule;

/**
 * Which rules that fire make milder ones superfluous, and whether later moments change that. Of a
 * rule that is superfluous a report shows nothing but what makes it so. Not thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Subsumption {

  private final Set<String> overridden;
  private final Map<String, Firing> firing = new HashMap<>();
  private final Map<String, List<String>> atFirst;

  /** A rule that fires and what the record says to it. */
  private record Firing(Rule rule, Evaluated says) {

    private boolean subsumes(Firing milder) {
      return Subsumption.subsumes(rule, says, milder.rule, milder.says);
    }
  }

  /**
   * Takes it as it is now.
   *
   * @param overridden the rules whose findings someone overrode: they may have lost the right to
   *     make others superfluous, and what speaks for them is shown by whether that still counts
   */
  Subsumption(List<Evaluation.RuleEvaluation> now, Set<String> overridden) {
    this.overridden = overridden;
    for (Evaluation.RuleEvaluation each : now) {
      if (each.evaluated() != null && each.evaluated().truth().mayHold()) {
        says(each.logic().rule(), each.evaluated());
      }
    }
    this.atFirst = subsuming();
  }

  /** Notes what the record says to a rule at a later moment. */
  void says(Rule rule, Evaluated then) {
    if (rule.ask() == null && then.truth().mayHold()) {
      firing.put(rule.id(), new Firing(rule, then));
    } else {
      firing.remove(rule.id());
    }
  }

  /** Whether a report now shows nothing of what speaks for a rule. */
  boolean hides(Rule rule) {
    return !overridden.contains(rule.id())
        && !overridden.containsAll(atFirst.getOrDefault(rule.id(), List.of()));
  }

  /** Whether other rules are superfluous, or for other reasons, by what was noted last. */
  boolean differs() {
    return !subsuming().equals(atFirst);
  }

  private Map<String, List<String>> subsuming() {
    Map<String, List<String>> subsuming = new HashMap<>();
    for (Firing stricter : firing.values()) {
      for (String id : stricter.rule().subsumes()) {
        Firing milder = firing.get(id);
        if (milder != null && stricter.subsumes(milder)) {
          subsuming.computeIfAbsent(id, i -> new ArrayList<>()).add(stricter.rule().id());
        }
      }
    }
    subsuming.values().forEach(ids -> ids.sort(null));
    return subsuming;
  }

  /**
   * Whether a rule that fires makes a milder one that fires superfluous: it says that it does, is
   * at least as certain, and every entry that speaks for the milder one speaks for it.
   */
  public static boolean subsumes(
      Rule stricter, Evaluated says, Rule milder, Evaluated saysOfMilder) {
    return stricter.subsumes().contains(milder.id())
        && says.truth().compareTo(saysOfMilder.truth()) >= 0
        && references(says).containsAll(references(saysOfMilder));
  }

  private static Set<String> references(Evaluated whole) {
    Set<String> references = new HashSet<>();
    for (Evaluated single : whole.deciding()) {
      for (Support support : single.considered()) {
        if (support.verdict().truth().mayHold()) {
          references.add(support.evidence().reference());
        }
      }
    }
    return references;
  }
}
