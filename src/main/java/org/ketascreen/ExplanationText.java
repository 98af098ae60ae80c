package org.ketascreen;

import org.ketascreen.Explanation.EntryExplanation;
import org.ketascreen.Explanation.RuleExplanation;
import org.ketascreen.Explanation.SentenceExplanation;

/**
 * An explanation for people: for each rule what the record says to each of its sentences, and what
 * in it says so.
 */
final class ExplanationText {

  private static final int STEP = 2;

  private final Page page = new Page();

  private ExplanationText() {}

  static String write(Explanation explanation) {
    ExplanationText text = new ExplanationText();
    text.page.line(
        "What the record says to the rules of "
            + explanation.rulebase()
            + " as of "
            + Prose.asOf(explanation.asOf()));
    text.page.line("Rulebase status: " + Prose.status(explanation.status()));
    explanation.rules().forEach(text::rule);
    return text.page.toString();
  }

  private void rule(RuleExplanation rule) {
    String outcome = Prose.words(rule.outcome().code());
    page.blank().line(rule.rule() + " " + rule.title() + ": " + outcome);
    if (rule.sentences().isEmpty()) {
      rule.deciding().forEach(each -> page.line(STEP, "", each));
    }
    rule.sentences().forEach(each -> sentence(STEP, each));
  }

  private void sentence(int indent, SentenceExplanation sentence) {
    page.line(indent, mark(sentence.truth()), sentence.text());
    sentence.entries().forEach(each -> entry(indent + STEP, each));
    sentence.lines().forEach(each -> sentence(indent + STEP, each));
  }

  private void entry(int indent, EntryExplanation entry) {
    page.line(indent, mark(entry.truth()), FindingText.words(entry.evidence()));
    entry.doubts().forEach(each -> page.line(indent + STEP, "To settle: ", each));
  }

  private static String mark(String truth) {
    return "[" + truth + "] ";
  }
}
