package org.ketascreen.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.ketascreen.fact.Facts;
import org.ketascreen.fact.Support;
import org.ketascreen.fact.Truth;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Single;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Medication;
import org.ketascreen.record.Procedure;
import org.ketascreen.rulebase.PregnancyDefinition;
import org.ketascreen.rulebase.Rulebase;

/** Knows which entries of a concept can matter to no sentence, because all they say is over. */
final class Ended {

  private final Map<String, List<Single>> byConcept;
  private final Set<String> always;

  private Ended(Map<String, List<Single>> byConcept, Set<String> always) {
    this.byConcept = byConcept;
    this.always = always;
  }

  static Ended of(List<RuleLogic> rules, Rulebase rulebase) {
    Map<String, List<Single>> byConcept = new HashMap<>();
    Set<String> always = new HashSet<>();
    PregnancyDefinition pregnancy = rulebase.pregnancy();
    if (pregnancy != null) {
      always.add(pregnancy.conditions());
      always.add(pregnancy.excludedBy());
      if (pregnancy.breastfeeding() != null) {
        always.add(pregnancy.breastfeeding().conditions());
      }
    }
    if (rulebase.doses() != null) {
      always.add(rulebase.doses().medicines());
    }
    for (RuleLogic logic : rules) {
      for (var line : logic.lines()) {
        for (Single single : line.singles()) {
          for (String concept : single.reads()) {
            byConcept.computeIfAbsent(concept, c -> new ArrayList<>()).add(single);
            if (!single.aboutTime()) {
              always.add(concept);
            }
          }
        }
      }
    }
    return new Ended(byConcept, always);
  }

  /** Returns whether an entry that became a fact can matter to a sentence. */
  Predicate<Entry> matters(Facts facts) {
    Set<String> mattering = new HashSet<>();
    Set<String> weighed = new HashSet<>();
    for (String concept : facts.concepts()) {
      for (Single single : byConcept.getOrDefault(concept, List.of())) {
        for (Support support : single.answer(facts).considered()) {
          String reference = support.evidence().reference();
          weighed.add(reference);
          if (always.contains(concept) || support.verdict().truth() != Truth.FAILS) {
            mattering.add(reference);
          }
        }
      }
    }
    facts.takeTurningPoints();
    return entry ->
        !(entry instanceof Condition || entry instanceof Medication || entry instanceof Procedure)
            || !weighed.contains(entry.reference())
            || mattering.contains(entry.reference());
  }
}
