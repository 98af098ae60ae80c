package org.ketascreen.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ketascreen.API;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.rulebase.Rule;

/**
 * What a record says to every rule, and would say if one of them read otherwise. The record is
 * taken apart once. Not thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Trial {

  private final Function<RuleLogic, Evaluation.RuleEvaluation> answers;
  private final Evaluation evaluation;
  private final Function<List<RuleLogic>, Asked> asked;

  Trial(
      Function<RuleLogic, Evaluation.RuleEvaluation> answers,
      Evaluation evaluation,
      Function<List<RuleLogic>, Asked> asked) {
    this.answers = answers;
    this.evaluation = evaluation;
    this.asked = asked;
  }

  /** Returns what the record says to the rules as they are; it names no later moment. */
  public Evaluation evaluation() {
    return evaluation;
  }

  /** Returns what the record says to the rule of an id, as it is. */
  public Evaluation.RuleEvaluation of(String id) {
    return evaluation.rules().get(place(id));
  }

  /** Returns what the record says to a rule, which need not be in the rulebase. */
  public Evaluation.RuleEvaluation of(RuleLogic rule) {
    return answers.apply(rule);
  }

  /**
   * Returns what the record would say to every rule if the one of the same id were this one. What
   * became of the entries stays as it is.
   */
  public Evaluation with(Evaluation.RuleEvaluation other) {
    int place = place(other.logic().rule().id());
    List<Evaluation.RuleEvaluation> rules = new ArrayList<>(evaluation.rules());
    Evaluation.RuleEvaluation before = rules.set(place, other);
    boolean readsAlike = readsAlike(before, other);
    Asked reading =
        readsAlike ? null : asked.apply(rules.stream().map(each -> each.logic()).toList());
    return new Evaluation(
        List.copyOf(rules),
        evaluation.tally(),
        evaluation.excluded(),
        evaluation.unscreened(),
        reading == null ? evaluation.read() : reading.read(),
        reading == null ? evaluation.gravelyRead() : reading.gravelyRead(),
        null);
  }

  private static boolean readsAlike(
      Evaluation.RuleEvaluation before, Evaluation.RuleEvaluation other) {
    return before.applies() == other.applies()
        && before.logic().isGrave() == other.logic().isGrave()
        && before.logic().reads().equals(other.logic().reads());
  }

  private int place(String id) {
    for (int i = 0; i < evaluation.rules().size(); i++) {
      Rule rule = evaluation.rules().get(i).logic().rule();
      if (rule.id().equals(id)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no rule is " + id);
  }
}
