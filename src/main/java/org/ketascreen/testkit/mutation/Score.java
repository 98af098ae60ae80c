package org.ketascreen.testkit.mutation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import org.ketascreen.API;
import org.ketascreen.testkit.mutation.MutationReport.Fate;
import org.ketascreen.testkit.mutation.MutationReport.Result;

/**
 * How many mutants met which fate. Immutable and thread-safe.
 *
 * @param killed that a vignette notices
 * @param survived that none notices
 * @param meant that none notices, as is meant
 * @param equivalent that no patient is known to tell
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record Score(int killed, int survived, int meant, int equivalent) {

  private static final int PER_CENT = 100;

  static Score of(Collection<Result> results) {
    return new Score(
        count(results, Fate.KILLED),
        count(results, Fate.SURVIVED),
        count(results, Fate.MEANT),
        count(results, Fate.EQUIVALENT));
  }

  private static int count(Collection<Result> results, Fate fate) {
    return (int) results.stream().filter(each -> each.fate() == fate).count();
  }

  /** Returns how many there are. */
  public int all() {
    return killed + survived + meant + equivalent;
  }

  /**
   * Returns how many of a hundred are killed, of those that are not equivalent; rounded down to a
   * tenth, so that 100 means all. 100 if there are none.
   */
  public BigDecimal perCent() {
    int mattering = killed + survived + meant;
    return mattering == 0
        ? BigDecimal.valueOf(PER_CENT)
        : BigDecimal.valueOf((long) killed * PER_CENT)
            .divide(BigDecimal.valueOf(mattering), 1, RoundingMode.DOWN);
  }
}
