package org.ketascreen.testkit.mutation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.record.FhirCode;
import org.ketascreen.rulebase.Problem;

/**
 * What became of each mutant of a rulebase. Immutable and thread-safe.
 *
 * @param results those of rules by rule and line, then those of value sets by their titles
 * @param problems what is wrong with the list of those that are meant to survive
 * @param isListed whether there is such a list, in which every survivor must stand
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record MutationReport(List<Result> results, List<Problem> problems, boolean isListed) {

  public MutationReport {
    results = List.copyOf(results);
    problems = List.copyOf(problems);
  }

  /** What became of a mutant. */
  public enum Fate implements FhirCode {
    /** A vignette notices it. */
    KILLED,
    /** No vignette notices it, and a patient is known who would. */
    SURVIVED,
    /** It survived, and is listed as one that is meant to. */
    MEANT,
    /** No vignette notices it, and no patient is known who would. */
    EQUIVALENT;

    @Override
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What became of one mutant. Immutable and thread-safe.
   *
   * @param mutant the mutant
   * @param fate what became of it
   * @param by the first vignette that notices it, as {@code file:line: name}, or {@code null}
   * @param telling of one that survived, a smallest patient who would kill it
   * @param reason of one that is meant to survive, why
   */
  public record Result(
      Mutant mutant,
      Fate fate,
      @Nullable String by,
      @Nullable Telling telling,
      @Nullable String reason) {

    static Result killed(Mutant mutant, String by) {
      return new Result(mutant, Fate.KILLED, by, null, null);
    }

    static Result notNoticed(Mutant mutant, @Nullable Telling telling) {
      return new Result(
          mutant, telling == null ? Fate.EQUIVALENT : Fate.SURVIVED, null, telling, null);
    }

    Result meant(@Nullable String why) {
      return new Result(mutant, Fate.MEANT, null, telling, why);
    }

    /** Returns it in one line. */
    @Override
    public String toString() {
      return switch (fate) {
        case KILLED -> mutant + ": killed by " + by;
        case SURVIVED -> mutant + ": survived; would be killed by: " + telling;
        case MEANT -> mutant + ": survived as meant: " + reason;
        case EQUIVALENT -> mutant + ": no patient is known whom it screens otherwise";
      };
    }
  }

  /** Returns the mutants that met a fate. */
  public List<Result> of(Fate fate) {
    return results.stream().filter(each -> each.fate() == fate).toList();
  }

  /** Returns the score of all. */
  public Score score() {
    return Score.of(results);
  }

  /** Returns the score of each rule; a value set counts for each rule that reads it. */
  public SortedMap<String, Score> scoresByRule() {
    SortedMap<String, List<Result>> byRule = new TreeMap<>();
    for (Result each : results) {
      for (String rule : each.mutant().rules()) {
        byRule.computeIfAbsent(rule, r -> new ArrayList<>()).add(each);
      }
    }
    SortedMap<String, Score> scores = new TreeMap<>();
    byRule.forEach((rule, its) -> scores.put(rule, Score.of(its)));
    return scores;
  }

  /** Returns the score of each operator that made a mutant. */
  public SortedMap<Operator, Score> scoresByOperator() {
    SortedMap<Operator, Score> scores = new TreeMap<>();
    for (Operator operator : Operator.values()) {
      List<Result> its =
          results.stream().filter(each -> each.mutant().operator() == operator).toList();
      if (!its.isEmpty()) {
        scores.put(operator, Score.of(its));
      }
    }
    return scores;
  }

  /** Returns how many of a hundred mutants are killed, see {@link Score#perCent()}. */
  public BigDecimal killedPerCent() {
    return score().perCent();
  }

  /**
   * Whether the list of those that are meant to survive is right: there is none, or all survivors
   * stand in it and nothing else does.
   */
  public boolean isExplained() {
    return problems.isEmpty() && (!isListed || of(Fate.SURVIVED).isEmpty());
  }

  /**
   * Returns it for people: the survivors, each with a patient who would kill it, and the scores.
   *
   * @param equivalent whether those that no patient tells are shown too
   */
  public String toText(boolean equivalent) {
    return new MutationText(this, equivalent).write();
  }

  /** Returns it as JSON: the scores, and every mutant with its fate. */
  public String toJson() {
    return MutationJson.write(this);
  }
}
