package org.ketascreen.testkit.mutation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ketascreen.language.Group;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Sentence;
import org.ketascreen.rulebase.Rule;

/** Makes the mutants of a rule, each once however many ways lead to it. */
final class RuleMutants {

  private static final LocalDate ANY_DAY = LocalDate.of(2026, 6, 15);

  private final NumberMutants numbers;
  private final WordMutants words;
  private final LineMutants lines;
  private final AnnotationMutants annotations;

  RuleMutants(Rewriting rewriting, SourceLines source) {
    this.numbers = new NumberMutants(rewriting);
    this.words = new WordMutants(rewriting);
    this.lines = new LineMutants(rewriting);
    this.annotations = new AnnotationMutants(source);
  }

  List<RuleVariant> of(RuleLogic logic) {
    List<RuleVariant> all = new ArrayList<>(numbers.of(logic));
    all.addAll(words.of(logic));
    all.addAll(NegationMutants.of(logic));
    all.addAll(lines.of(logic));
    all.addAll(annotations.of(logic));
    Set<Object> seen = new HashSet<>();
    seen.add(meaning(logic));
    return all.stream().filter(each -> seen.add(meaning(each.on(ANY_DAY)))).toList();
  }

  /** Returns what is equal for rules that say the same. */
  private static Object meaning(RuleLogic logic) {
    Rule rule = logic.rule();
    return List.of(
        meaning(logic.whole()),
        rule.severity(),
        rule.applies(),
        rule.stages(),
        rule.jurisdictions(),
        rule.subsumes(),
        rule.ask() == null ? "" : String.valueOf(rule.ask().within()));
  }

  private static String meaning(Sentence sentence) {
    return sentence instanceof Group group
        ? group.lines().stream()
            .map(RuleMutants::meaning)
            .collect(Collectors.joining("; ", group.least() + " of (", ")"))
        : sentence.text();
  }
}
