package org.ketascreen.testkit.mutation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.record.FhirCode;

/**
 * What became of each mutant of a rulebase. Immutable and thread-safe.
 *
 * @param results by rule and line
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record MutationReport(List<Result> results) {

  private static final int PER_CENT = 100;

  public MutationReport {
    results = List.copyOf(results);
  }

  /** What became of a mutant. */
  public enum Fate implements FhirCode {
    /** A vignette notices it. */
    KILLED,
    /** No vignette notices it, and a patient is known who would. */
    SURVIVED,
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
   * @param patient of one that survived, a smallest patient who would kill it, in words
   */
  public record Result(Mutant mutant, Fate fate, @Nullable String by, @Nullable String patient) {

    /** Returns it in one line. */
    @Override
    public String toString() {
      return switch (fate) {
        case KILLED -> mutant + ": killed by " + by;
        case SURVIVED -> mutant + ": survived; would be killed by: " + patient;
        case EQUIVALENT -> mutant + ": no patient is known whom it screens otherwise";
      };
    }
  }

  /** Returns the mutants that met a fate. */
  public List<Result> of(Fate fate) {
    return results.stream().filter(each -> each.fate() == fate).toList();
  }

  /**
   * Returns how many of a hundred mutants are killed, of those that are not equivalent; rounded
   * down to a tenth, so that 100 means all. 100 if there are none.
   */
  public BigDecimal killedPerCent() {
    int killed = of(Fate.KILLED).size();
    int mattering = killed + of(Fate.SURVIVED).size();
    return mattering == 0
        ? BigDecimal.valueOf(PER_CENT)
        : BigDecimal.valueOf((long) killed * PER_CENT)
            .divide(BigDecimal.valueOf(mattering), 1, RoundingMode.DOWN);
  }
}
