package org.ketascreen;

import java.util.List;
import org.ketascreen.record.AsOf;

/**
 * What a record says to each sentence of each rule. Immutable and thread-safe.
 *
 * @param rulebase {@code id@version}
 * @param status the rulebase's status: {@code unreviewed} until clinicians have reviewed it
 * @param asOf the moment screened for
 * @param rules every rule, by id
 */
public record Explanation(String rulebase, String status, AsOf asOf, List<RuleExplanation> rules) {

  public Explanation {
    rules = List.copyOf(rules);
  }

  /** Returns the explanation as JSON; the same explanation gives the same text. */
  public String toJson() {
    return ExplanationJson.write(this);
  }

  /** Returns the explanation for people, in lines of at most 80 columns. */
  public String toText() {
    return ExplanationText.write(this);
  }

  /**
   * What a record says to one rule.
   *
   * @param rule the rule's id
   * @param title what it is about
   * @param outcome what became of it
   * @param deciding for a rule that did not fire, the sentences that decided that, or why it was
   *     not asked
   * @param sentences its sentences; empty if it was not asked
   */
  public record RuleExplanation(
      String rule,
      String title,
      Outcome outcome,
      List<String> deciding,
      List<SentenceExplanation> sentences) {
    public RuleExplanation {
      deciding = List.copyOf(deciding);
      sentences = List.copyOf(sentences);
    }
  }

  /**
   * What a record says to one sentence.
   *
   * @param text the sentence, or the opening line of a group
   * @param truth {@code holds}, {@code possible}, {@code unknown} or {@code fails}
   * @param entries what was looked at
   * @param lines the lines of a group
   */
  public record SentenceExplanation(
      String text, String truth, List<EntryExplanation> entries, List<SentenceExplanation> lines) {
    public SentenceExplanation {
      entries = List.copyOf(entries);
      lines = List.copyOf(lines);
    }
  }

  /**
   * What one entry says to a sentence.
   *
   * @param truth what it says
   * @param evidence the entry
   * @param doubts what would settle it, where it is only possible
   */
  public record EntryExplanation(String truth, Finding.Evidence evidence, List<String> doubts) {
    public EntryExplanation {
      doubts = List.copyOf(doubts);
    }
  }
}
