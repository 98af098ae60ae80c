package org.ketascreen.testkit.coverage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.ketascreen.fact.Truth;
import org.ketascreen.language.Evaluated;
import org.ketascreen.language.Group;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Sentence;
import org.ketascreen.rulebase.Line;
import org.ketascreen.rulebase.Rule;

/** The sentences of a rule that are no groups, in the order in which they are written. */
final class Leaves {

  private Leaves() {}

  static List<Sentence> of(RuleLogic logic) {
    return logic.lines().stream().flatMap(Leaves::of).toList();
  }

  private static Stream<Sentence> of(Sentence sentence) {
    return sentence instanceof Group group
        ? group.lines().stream().flatMap(Leaves::of)
        : Stream.of(sentence);
  }

  static List<Evaluated> of(Evaluated evaluated) {
    return evaluated.sentence() instanceof Group
        ? evaluated.lines().stream().flatMap(each -> of(each).stream()).toList()
        : List.of(evaluated);
  }

  /** Returns for each line of a rule which sentence it belongs to; -1 for a line of a group. */
  static List<Integer> places(Rule rule) {
    List<Integer> places = new ArrayList<>();
    int sentence = -1;
    for (Line line : rule.when()) {
      if (isOfGroup(line.text())) {
        places.add(-1);
      } else {
        sentence += line.text().startsWith("- ") ? 0 : 1;
        places.add(sentence);
      }
    }
    return places;
  }

  private static boolean isOfGroup(String text) {
    return text.equals("end") || text.matches("(any|all|at least [0-9]+) of");
  }

  /** Returns the first line of a sentence. */
  static int line(Rule rule, int sentence) {
    int place = places(rule).indexOf(sentence);
    return place < 0 ? rule.line() : rule.when().get(place).number();
  }

  /** Returns how true a sentence is when those in it that are no groups are this true, in turn. */
  static Truth truth(Sentence sentence, Iterator<Truth> leaves) {
    if (!(sentence instanceof Group group)) {
      return leaves.next();
    }
    return group.lines().stream().map(line -> truth(line, leaves)).toList().stream()
        .sorted(Comparator.reverseOrder())
        .skip(group.least() - 1L)
        .findFirst()
        .orElseThrow();
  }
}
