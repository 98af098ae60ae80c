package org.ketascreen.testkit.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.rulebase.Line;

/** Puts other words of the language in the place of each that compares, denies or says when. */
final class WordMutants {

  /**
   * Words and what can stand in their place.
   *
   * @param words a line in which they stand, titles aside
   * @param others the line with others
   */
  private record Swap(Operator operator, Pattern words, List<String> others) {}

  private static final String TITLE = "\"[^\"]+\"";

  private static final List<Swap> SWAPS =
      List.of(
          swap(
              Operator.COMPARISON,
              "(.*" + TITLE + " is) above (.*)",
              "$1 at least $2",
              "$1 below $2"),
          swap(Operator.COMPARISON, "(the .* dose is) above (.*)", "$1 below $2"),
          swap(
              Operator.COMPARISON,
              "(.*" + TITLE + " is) at least (.*)",
              "$1 above $2",
              "$1 at most $2"),
          swap(
              Operator.COMPARISON,
              "(.*" + TITLE + " is) below (.*)",
              "$1 at most $2",
              "$1 above $2"),
          swap(
              Operator.COMPARISON,
              "(.*" + TITLE + " is) at most (.*)",
              "$1 below $2",
              "$1 at least $2"),
          swap(Operator.COMPARISON, "the patient is under (.*)", "the patient is at least $1"),
          swap(Operator.COMPARISON, "the patient is at least (.*)", "the patient is under $1"),
          swap(
              Operator.COMPARISON,
              "- that began within the last (.*)",
              "- that began more than $1 ago"),
          swap(
              Operator.COMPARISON,
              "- that began more than (.*) ago",
              "- that began within the last $1"),
          swap(Operator.COMPARISON, "- before the dose", "- after the dose"),
          swap(Operator.COMPARISON, "- after the dose", "- before the dose"),
          swap(Operator.NEGATED, "- in remission", "- not in remission"),
          swap(Operator.NEGATED, "- not in remission", "- in remission"),
          swap(Operator.TIME, "the patient has (" + TITLE + ")", "the patient has ever had $1"),
          swap(Operator.TIME, "the patient has ever had (.*)", "the patient has $1"),
          swap(Operator.TIME, "the patient does not have (.*)", "the patient has never had $1"),
          swap(Operator.TIME, "the patient has never had (.*)", "the patient does not have $1"),
          swap(
              Operator.TIME,
              "the patient took (" + TITLE + ") within the last .*",
              "the patient takes $1"),
          swap(Operator.TIME, "- that began within the last (.*)", "- present within the last $1"),
          swap(Operator.TIME, "- present within the last (.*)", "- that began within the last $1"));

  private final Rewriting rewriting;

  WordMutants(Rewriting rewriting) {
    this.rewriting = rewriting;
  }

  private static Swap swap(Operator operator, String words, String... others) {
    return new Swap(operator, Pattern.compile(words), List.of(others));
  }

  List<RuleVariant> of(RuleLogic logic) {
    List<RuleVariant> variants = new ArrayList<>();
    List<Line> lines = logic.rule().when();
    for (int i = 0; i < lines.size(); i++) {
      for (Swap swap : SWAPS) {
        add(variants, logic, i, swap);
      }
    }
    return variants;
  }

  private void add(List<RuleVariant> variants, RuleLogic logic, int place, Swap swap) {
    Line line = logic.rule().when().get(place);
    Matcher matcher = swap.words().matcher(line.text());
    if (matcher.matches()) {
      for (String other : swap.others()) {
        String text = matcher.replaceFirst(other);
        RuleLogic changed = rewriting.withLine(logic.rule(), place, text);
        if (changed != null) {
          variants.add(
              RuleVariant.of(swap.operator(), logic, line.number(), line.text(), text, changed));
        }
      }
    }
  }
}
