package org.ketascreen.testkit.mutation;

import java.util.ArrayList;
import java.util.List;
import org.ketascreen.language.Absence;
import org.ketascreen.language.Group;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Sentence;
import org.ketascreen.language.Single;
import org.ketascreen.rulebase.Line;

/** Makes each sentence say the opposite, whether or not the language has words for it. */
final class NegationMutants {

  private NegationMutants() {}

  static List<RuleVariant> of(RuleLogic logic) {
    List<Line> saying = logic.rule().when().stream().filter(Outline::says).toList();
    List<RuleVariant> variants = new ArrayList<>();
    for (int i = 0; i < saying.size(); i++) {
      Negation negation = new Negation(i);
      List<Sentence> lines = negation.negated(logic.lines());
      Line line = saying.get(i);
      variants.add(
          RuleVariant.of(
              Operator.NEGATED,
              logic,
              line.number(),
              line.text(),
              opposite(line.text()),
              new RuleLogic(logic.rule(), lines)));
    }
    return variants;
  }

  /** Negates the sentence that comes after so many others. Not thread-safe. */
  private static final class Negation {
    private int before;

    private Negation(int before) {
      this.before = before;
    }

    private List<Sentence> negated(List<Sentence> sentences) {
      List<Sentence> negated = new ArrayList<>();
      for (Sentence sentence : sentences) {
        negated.add(negated(sentence));
      }
      return negated;
    }

    private Sentence negated(Sentence sentence) {
      if (sentence instanceof Group group) {
        return new Group(group.opening(), group.least(), negated(group.lines()));
      }
      if (before-- != 0) {
        return sentence;
      }
      return sentence instanceof Absence absence
          ? absence.of()
          : new Absence(opposite(sentence.text()), (Single) sentence);
    }
  }

  /** Returns what a sentence says the opposite of, in the language's own words where it has any. */
  private static String opposite(String text) {
    String own =
        text.replaceFirst("^the patient has (?=\")", "the patient does not have ")
            .replaceFirst("^the patient has ever had ", "the patient has never had ")
            .replaceFirst("^the patient takes ", "the patient does not take ");
    if (!own.equals(text)) {
      return own;
    }
    String other =
        text.replaceFirst("^the patient does not have ", "the patient has ")
            .replaceFirst("^the patient has never had ", "the patient has ever had ")
            .replaceFirst("^the patient does not take ", "the patient takes ");
    return other.equals(text) ? "not so: " + text : other;
  }
}
