package org.ketascreen.testkit.mutation;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.rulebase.Rule;

/**
 * A changed rule and the sentences it consists of, which may depend on the day: how many days six
 * months and a day are does. Not thread-safe.
 */
final class RuleVariant implements Variant {

  private final Mutant mutant;
  private final RuleLogic original;
  private final Function<LocalDate, RuleLogic> reading;
  private final Map<LocalDate, RuleLogic> read = new HashMap<>();

  private RuleVariant(Mutant mutant, RuleLogic original, Function<LocalDate, RuleLogic> reading) {
    this.mutant = mutant;
    this.original = original;
    this.reading = reading;
  }

  static RuleVariant of(
      Operator operator, RuleLogic original, int line, String was, String is, RuleLogic changed) {
    return of(operator, original, line, was, is, day -> changed);
  }

  static RuleVariant of(
      Operator operator,
      RuleLogic original,
      int line,
      String was,
      String is,
      Function<LocalDate, RuleLogic> reading) {
    Rule rule = original.rule();
    return new RuleVariant(
        new Mutant(operator, rule.id(), List.of(rule.id()), rule.file(), line, was, is),
        original,
        reading);
  }

  @Override
  public Mutant mutant() {
    return mutant;
  }

  RuleLogic original() {
    return original;
  }

  RuleLogic on(LocalDate day) {
    return read.computeIfAbsent(day, reading);
  }
}
