package org.ketascreen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Single;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.terminology.ValueSet;

/** What the rules of a rulebase read, found in their sentences. */
final class DataRequirements {

  private DataRequirements() {}

  static List<DataRequirement> of(Rulebase rulebase, List<RuleLogic> rules) {
    Map<String, ValueSet> valueSets = new HashMap<>();
    rulebase.valueSets().forEach(valueSet -> valueSets.put(valueSet.title(), valueSet));
    Map<String, TreeSet<String>> readers = new TreeMap<>();
    Map<String, Single> example = new LinkedHashMap<>();
    for (RuleLogic logic : rules) {
      for (var line : logic.lines()) {
        for (Single single : line.singles()) {
          for (String element : elements(single)) {
            readers.computeIfAbsent(element, e -> new TreeSet<>()).add(logic.rule().id());
            example.putIfAbsent(element, single);
          }
        }
      }
    }
    for (RuleLogic logic : rules) {
      if (logic.rule().ask() != null) {
        readers
            .computeIfAbsent(logic.rule().ask().observation(), e -> new TreeSet<>())
            .add(logic.rule().id());
      }
    }
    List<DataRequirement> requirements = new ArrayList<>();
    readers.forEach(
        (element, ids) ->
            requirements.add(
                requirement(element, ids, example.get(element), valueSets.get(element))));
    return List.copyOf(requirements);
  }

  private static List<String> elements(Single single) {
    List<String> elements = new ArrayList<>(single.reads());
    if (single.kind() == Single.Kind.PERSON) {
      elements.addAll(ofPerson(single.text()));
    }
    if (single.kind() == Single.Kind.INDICATIONS) {
      elements.add("indication");
    }
    elements.addAll(single.elements());
    return elements;
  }

  private static List<String> ofPerson(String sentence) {
    if (sentence.endsWith("male") || sentence.endsWith("breastfeeding")) {
      return List.of("sex");
    }
    return sentence.endsWith("pregnant") ? List.of("birth date", "sex") : List.of("birth date");
  }

  private static DataRequirement requirement(
      String element, Set<String> rules, @Nullable Single single, @Nullable ValueSet valueSet) {
    return new DataRequirement(
        element,
        single == null || single.section() == null ? null : single.section().code(),
        valueSet == null || valueSet.observation() == null ? null : valueSet.observation().unit(),
        List.copyOf(rules),
        valueSet == null ? List.of() : Codes.of(List.of(valueSet), Integer.MAX_VALUE));
  }
}
