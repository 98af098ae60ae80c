package org.ketascreen.testkit.mutation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Sentence;
import org.ketascreen.language.SentenceParser;
import org.ketascreen.language.Vocabulary;
import org.ketascreen.rulebase.Line;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.Rule;

/** Writes rules otherwise. Immutable and thread-safe. */
final class Rewriting {

  private final Vocabulary vocabulary;

  Rewriting(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Returns a rule with another line in a place, or {@code null} if no rule can say that. */
  @Nullable RuleLogic withLine(Rule rule, int place, String text) {
    List<Line> when = new ArrayList<>(rule.when());
    when.set(place, new Line(text, when.get(place).number()));
    return parsed(with(rule, when, rule.ask()));
  }

  /** Returns a rule that asks for a document of another age, in words of the language. */
  @Nullable RuleLogic withAskedWithin(Rule rule, Rule.Ask ask, String within) {
    return parsed(with(rule, rule.when(), new Rule.Ask(ask.observation(), within, ask.line())));
  }

  private @Nullable RuleLogic parsed(Rule rule) {
    List<Problem> problems = new ArrayList<>();
    List<Sentence> sentences = SentenceParser.parse(rule, vocabulary, problems);
    return problems.isEmpty() ? new RuleLogic(rule, sentences) : null;
  }

  private static Rule with(Rule rule, List<Line> when, Rule.@Nullable Ask ask) {
    return new Rule(
        rule.id(),
        rule.title(),
        rule.severity(),
        rule.applies(),
        rule.stages(),
        rule.jurisdictions(),
        rule.basis(),
        rule.because(),
        rule.action(),
        rule.sources(),
        rule.subsumes(),
        when,
        ask,
        rule.file(),
        rule.line());
  }
}
