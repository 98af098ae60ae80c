package org.ketascreen.testkit.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Sentence;
import org.ketascreen.language.SentenceParser;
import org.ketascreen.language.Vocabulary;
import org.ketascreen.rulebase.Applicability;
import org.ketascreen.rulebase.Line;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Severity;
import org.ketascreen.rulebase.Stage;

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
    return withLines(rule, when);
  }

  /** Returns a rule with other lines, or {@code null} if no rule can say that. */
  @Nullable RuleLogic withLines(Rule rule, List<Line> when) {
    return parsed(with(rule, when, rule.ask()));
  }

  /** Returns a rule that asks for a document of another age, in words of the language. */
  @Nullable RuleLogic withAskedWithin(Rule rule, Rule.Ask ask, @Nullable String within) {
    return parsed(with(rule, rule.when(), new Rule.Ask(ask.observation(), within, ask.line())));
  }

  private @Nullable RuleLogic parsed(Rule rule) {
    List<Problem> problems = new ArrayList<>();
    List<Sentence> sentences = SentenceParser.parse(rule, vocabulary, problems);
    return problems.isEmpty() ? new RuleLogic(rule, sentences) : null;
  }

  private static Rule with(Rule rule, List<Line> when, Rule.@Nullable Ask ask) {
    return new Annotated(rule).rule(when, ask);
  }

  /**
   * What stands above the sentences of a rule, as far as it decides outcomes. Immutable and
   * thread-safe.
   */
  record Annotated(
      Rule rule,
      Severity severity,
      List<Applicability> applies,
      Set<Stage> stages,
      List<String> jurisdictions,
      List<String> subsumes) {

    Annotated(Rule rule) {
      this(
          rule,
          rule.severity(),
          rule.applies(),
          rule.stages(),
          rule.jurisdictions(),
          rule.subsumes());
    }

    Annotated with(Severity other) {
      return new Annotated(rule, other, applies, stages, jurisdictions, subsumes);
    }

    Annotated about(List<Applicability> other) {
      return new Annotated(rule, severity, other, stages, jurisdictions, subsumes);
    }

    Annotated at(Set<Stage> other) {
      return new Annotated(rule, severity, applies, other, jurisdictions, subsumes);
    }

    Annotated in(List<String> other) {
      return new Annotated(rule, severity, applies, stages, other, subsumes);
    }

    Annotated subsuming(List<String> other) {
      return new Annotated(rule, severity, applies, stages, jurisdictions, other);
    }

    /** Returns the rule with them, its sentences as they are. */
    Rule rule(List<Line> when, Rule.@Nullable Ask ask) {
      return new Rule(
          rule.id(),
          rule.title(),
          severity,
          applies,
          stages,
          jurisdictions,
          rule.basis(),
          rule.because(),
          rule.action(),
          rule.sources(),
          subsumes,
          when,
          ask,
          rule.file(),
          rule.line());
    }
  }
}
