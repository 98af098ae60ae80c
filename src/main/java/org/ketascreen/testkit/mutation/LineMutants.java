package org.ketascreen.testkit.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.rulebase.Line;
import org.ketascreen.rulebase.Rule;

/** Leaves out each sentence, qualifier and group, and asks more or fewer lines of each group. */
final class LineMutants {

  private final Rewriting rewriting;

  LineMutants(Rewriting rewriting) {
    this.rewriting = rewriting;
  }

  List<RuleVariant> of(RuleLogic logic) {
    List<RuleVariant> variants = new ArrayList<>();
    List<Line> lines = logic.rule().when();
    for (Outline.Part part : Outline.parts(lines)) {
      addDropped(variants, logic, part);
      if (part.isGroup()) {
        addCounts(variants, logic, part);
      }
    }
    addWhole(variants, logic);
    addAskedOfAnyTime(variants, logic);
    return variants;
  }

  private void addDropped(List<RuleVariant> variants, RuleLogic logic, Outline.Part part) {
    List<Line> lines = logic.rule().when();
    add(
        variants,
        Operator.DROPPED,
        logic,
        lines.get(part.first()),
        lines.subList(part.first(), part.end()).stream()
            .map(Line::text)
            .collect(Collectors.joining(" ")),
        "left out",
        part.without(lines));
  }

  private void addCounts(List<RuleVariant> variants, RuleLogic logic, Outline.Part group) {
    List<Line> lines = logic.rule().when();
    Line opening = lines.get(group.first());
    int least = Outline.least(opening.text(), group.members());
    for (int other : others(least, group.members())) {
      String changed = Outline.opening(other, group.members());
      List<Line> rewritten = new ArrayList<>(lines);
      rewritten.set(group.first(), new Line(changed, opening.number()));
      add(variants, Operator.GROUP, logic, opening, opening.text(), changed, rewritten);
    }
  }

  /** One more and one fewer, one and all. */
  private static SortedSet<Integer> others(int least, int members) {
    SortedSet<Integer> others = new TreeSet<>(List.of(1, least - 1, least + 1, members));
    others.removeIf(each -> each < 1 || each > members || each == least);
    return others;
  }

  /** The lines of a rule are a group too: all must hold. */
  private void addWhole(List<RuleVariant> variants, RuleLogic logic) {
    List<Line> lines = logic.rule().when();
    int members = Outline.members(lines);
    if (members > 1) {
      Line first = lines.get(0);
      List<Line> any = new ArrayList<>();
      any.add(new Line("any of", first.number()));
      any.addAll(lines);
      any.add(new Line("end", lines.get(lines.size() - 1).number()));
      String was = "all " + members + " sentences of the rule";
      add(variants, Operator.GROUP, logic, first, was, "any of them", any);
    }
  }

  private void addAskedOfAnyTime(List<RuleVariant> variants, RuleLogic logic) {
    Rule.Ask ask = logic.rule().ask();
    if (ask != null && ask.within() != null) {
      variants.add(
          RuleVariant.of(
              Operator.DROPPED,
              logic,
              ask.line(),
              "ask for \"" + ask.observation() + "\" - within the last " + ask.within(),
              "ask for \"" + ask.observation() + "\"",
              Objects.requireNonNull(rewriting.withAskedWithin(logic.rule(), ask, null))));
    }
  }

  private void add(
      List<RuleVariant> variants,
      Operator operator,
      RuleLogic logic,
      Line line,
      String was,
      String is,
      List<Line> lines) {
    @Nullable RuleLogic changed = lines.isEmpty() ? null : rewriting.withLines(logic.rule(), lines);
    if (changed != null) {
      variants.add(RuleVariant.of(operator, logic, line.number(), was, is, changed));
    }
  }
}
