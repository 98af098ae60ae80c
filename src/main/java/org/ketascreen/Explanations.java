package org.ketascreen;

import java.util.List;
import java.util.Locale;
import org.ketascreen.engine.Evaluation;
import org.ketascreen.fact.Doubt;
import org.ketascreen.fact.Truth;
import org.ketascreen.language.Evaluated;
import org.ketascreen.language.Group;
import org.ketascreen.rulebase.Rulebase;

/** Makes an explanation of what the record says to every rule. */
final class Explanations {

  private Explanations() {}

  static Explanation of(Rulebase rulebase, ScreeningRequest request, Evaluation evaluation) {
    Outcomes outcomes = new Outcomes(evaluation, request);
    return new Explanation(
        rulebase.coordinates(),
        rulebase.status(),
        request.asOf(),
        evaluation.rules().stream()
            .map(
                each ->
                    new Explanation.RuleExplanation(
                        each.logic().rule().id(),
                        each.logic().rule().title(),
                        outcomes.of(each),
                        outcomes.deciding(each),
                        each.evaluated() == null
                            ? List.of()
                            : each.evaluated().lines().stream().map(Explanations::of).toList()))
            .toList());
  }

  private static Explanation.SentenceExplanation of(Evaluated evaluated) {
    String text =
        evaluated.sentence() instanceof Group group ? group.opening() : evaluated.sentence().text();
    return new Explanation.SentenceExplanation(
        text,
        word(evaluated.truth()),
        evaluated.considered().stream()
            .map(
                support ->
                    new Explanation.EntryExplanation(
                        word(support.verdict().truth()),
                        Evidences.of(evaluated, support),
                        support.verdict().doubts().stream()
                            .sorted()
                            .map(Doubt::settledBy)
                            .toList()))
            .toList(),
        evaluated.lines().stream().map(Explanations::of).toList());
  }

  private static String word(Truth truth) {
    return truth.name().toLowerCase(Locale.ROOT);
  }
}
