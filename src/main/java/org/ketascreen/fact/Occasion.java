package org.ketascreen.fact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Readings of the same time, taken as one whose number lies between theirs. Immutable and
 * thread-safe.
 *
 * @param readings the readings, at least one
 * @param number the numbers it may be, or {@code null} if none of them has a usable number
 * @param counts how surely it counts
 * @param agrees whether the numbers of all are the same
 */
record Occasion(
    List<Selection.Item<Reading>> readings, @Nullable Span number, Verdict counts, boolean agrees) {

  static Occasion of(List<Selection.Item<Reading>> readings) {
    Span number = null;
    Verdict counts = Verdict.HOLDS;
    boolean agrees = true;
    boolean whole = true;
    for (Selection.Item<Reading> item : readings) {
      counts = counts.and(item.verdict());
      Span its = item.member().number();
      if (its == null) {
        whole = false;
      } else if (number == null) {
        number = its;
      } else {
        agrees &= number.isSame(its);
        number = number.with(its);
      }
    }
    return new Occasion(
        readings,
        number,
        whole ? counts : counts.and(Verdict.possible(Doubt.READINGS_DISAGREE)),
        agrees && whole);
  }

  /** Returns what is said of a number that was made of those of these occasions. */
  static Verdict weighed(List<Occasion> occasions, Verdict said) {
    Verdict weighed = said;
    if (said.truth() == Truth.POSSIBLE && !occasions.stream().allMatch(Occasion::agrees)) {
      weighed = Verdict.possible(Doubt.READINGS_DISAGREE);
    }
    for (Occasion occasion : occasions) {
      weighed = Occasion.weighed(occasion.counts(), weighed);
    }
    return weighed;
  }

  /** A reading that may not count cannot say that something is not so. */
  static Verdict weighed(Verdict counts, Verdict says) {
    return says.truth() == Truth.FAILS && counts.truth() != Truth.HOLDS
        ? Verdict.UNKNOWN
        : counts.and(says);
  }
}
