package org.ketascreen.engine;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Sentence;
import org.ketascreen.language.Single;
import org.ketascreen.rulebase.PregnancyDefinition;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.terminology.ConceptIndex;
import org.ketascreen.terminology.HostTerminology;
import org.ketascreen.terminology.Use;
import org.ketascreen.terminology.ValueSet;

/** Which value sets are looked up for which kind of entry: as the sentences use them. */
final class Concepts {

  private Concepts() {}

  static ConceptIndex index(
      Rulebase rulebase, List<RuleLogic> rules, @Nullable HostTerminology host) {
    Map<String, Set<Use>> uses = uses(rulebase, rules);
    ConceptIndex.Builder builder = ConceptIndex.builder().ingredients(rulebase.ingredients());
    for (ValueSet valueSet : rulebase.valueSets()) {
      builder.add(valueSet, uses.getOrDefault(valueSet.title(), EnumSet.noneOf(Use.class)));
    }
    return host == null ? builder.build() : builder.host(host).build();
  }

  /** Returns the titles of the value sets that results of observations are looked up in. */
  static Set<String> results(Rulebase rulebase, List<RuleLogic> rules) {
    Set<String> results = new TreeSet<>();
    uses(rulebase, rules)
        .forEach(
            (title, uses) -> {
              if (uses.contains(Use.RESULT)) {
                results.add(title);
              }
            });
    return results;
  }

  private static Map<String, Set<Use>> uses(Rulebase rulebase, List<RuleLogic> rules) {
    Map<String, Set<Use>> uses = new HashMap<>();
    for (RuleLogic logic : rules) {
      for (Sentence line : logic.lines()) {
        for (Single single : line.singles()) {
          Use use = use(single.kind());
          if (use != null) {
            single.reads().forEach(title -> put(uses, title, use));
          }
          if (single.result() != null) {
            put(uses, single.result(), Use.RESULT);
          }
        }
      }
    }
    PregnancyDefinition pregnancy = rulebase.pregnancy();
    if (pregnancy != null) {
      put(uses, pregnancy.conditions(), Use.CONDITION);
      put(uses, pregnancy.excludedBy(), Use.CONDITION);
      PregnancyDefinition.Breastfeeding breastfeeding = pregnancy.breastfeeding();
      if (breastfeeding != null) {
        put(uses, breastfeeding.conditions(), Use.CONDITION);
        put(uses, breastfeeding.yes(), Use.RESULT);
        put(uses, breastfeeding.no(), Use.RESULT);
      }
      for (String result :
          List.of(
              pregnancy.pregnant(),
              pregnancy.notPregnant(),
              pregnancy.positive(),
              pregnancy.negative())) {
        put(uses, result, Use.RESULT);
      }
    }
    if (rulebase.doses() != null) {
      put(uses, rulebase.doses().medicines(), Use.MEDICATION);
    }
    for (ValueSet valueSet : rulebase.valueSets()) {
      if (valueSet.observation() != null) {
        put(uses, valueSet.title(), Use.OBSERVATION);
      }
    }
    return uses;
  }

  private static @Nullable Use use(Single.Kind kind) {
    return switch (kind) {
      case CONDITIONS -> Use.CONDITION;
      case MEDICATIONS -> Use.MEDICATION;
      case ALLERGIES -> Use.ALLERGY;
      case READINGS -> Use.OBSERVATION;
      case UPCOMING, INDICATIONS -> Use.CONDITION;
      case PERSON, PLAN -> null;
    };
  }

  private static void put(Map<String, Set<Use>> uses, String title, Use use) {
    uses.computeIfAbsent(title, t -> EnumSet.noneOf(Use.class)).add(use);
  }
}
