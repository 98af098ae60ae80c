package org.ketascreen.testkit.mutation;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;

/**
 * Which mutants are made, and how. Immutable and thread-safe.
 *
 * @param operators how rules and value sets are changed
 * @param rules the ids of the rules that are changed, with the value sets they read; empty for all
 * @param threads how many mutants are looked at at a time
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record MutationOptions(Set<Operator> operators, Set<String> rules, int threads) {

  public MutationOptions {
    if (operators.isEmpty()) {
      throw new IllegalArgumentException("there is no operator; give one");
    }
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads do nothing; give at least 1");
    }
    operators = Collections.unmodifiableSet(EnumSet.copyOf(operators));
    rules = Collections.unmodifiableSet(new TreeSet<>(rules));
  }

  /** Returns the usual ones: every operator, every rule, every processor. */
  public static MutationOptions usual() {
    return new MutationOptions(
        EnumSet.allOf(Operator.class), Set.of(), Runtime.getRuntime().availableProcessors());
  }

  /** Whether a mutant is asked for. */
  boolean ask(Mutant mutant) {
    return operators.contains(mutant.operator())
        && (rules.isEmpty() || mutant.rules().stream().anyMatch(rules::contains));
  }

  /** Whether every mutant of an operator is asked for. */
  boolean askAll(@Nullable String operator) {
    return rules.isEmpty() && operators.stream().anyMatch(each -> each.code().equals(operator));
  }
}
