package org.ketascreen.testkit.mutation;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.ketascreen.language.RuleLogic;

/**
 * A mutant and the sentences it consists of, which may depend on the day: how many days six months
 * and a day are does. Not thread-safe.
 */
final class Variant {

  private final Mutant mutant;
  private final RuleLogic original;
  private final Function<LocalDate, RuleLogic> reading;
  private final Map<LocalDate, RuleLogic> read = new HashMap<>();

  Variant(Mutant mutant, RuleLogic original, Function<LocalDate, RuleLogic> reading) {
    this.mutant = mutant;
    this.original = original;
    this.reading = reading;
  }

  Mutant mutant() {
    return mutant;
  }

  RuleLogic original() {
    return original;
  }

  RuleLogic on(LocalDate day) {
    return read.computeIfAbsent(day, reading);
  }
}
