package org.ketascreen.fact;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.ketascreen.API;

/**
 * How true something is and, where it is only possible, why. Immutable and thread-safe.
 *
 * @param truth how true
 * @param doubts why only possible; empty unless it is
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Verdict(Truth truth, Set<Doubt> doubts) {

  /** The record says so. */
  public static final Verdict HOLDS = new Verdict(Truth.HOLDS, Set.of());

  /** The record says otherwise. */
  public static final Verdict FAILS = new Verdict(Truth.FAILS, Set.of());

  /** The record does not say. */
  public static final Verdict UNKNOWN = new Verdict(Truth.UNKNOWN, Set.of());

  /** Returns possible, for this reason. */
  public static Verdict possible(Doubt doubt) {
    return new Verdict(Truth.POSSIBLE, Collections.unmodifiableSet(EnumSet.of(doubt)));
  }

  /** Returns this truth; where it is possible, for this reason. */
  public static Verdict of(Truth truth, Doubt doubt) {
    return switch (truth) {
      case FAILS -> FAILS;
      case UNKNOWN -> UNKNOWN;
      case POSSIBLE -> possible(doubt);
      case HOLDS -> HOLDS;
    };
  }

  /** Returns the lesser of the two; two possible ones keep the reasons of both. */
  public Verdict and(Verdict other) {
    if (truth == Truth.POSSIBLE && other.truth == Truth.POSSIBLE) {
      return withDoubtsOf(other);
    }
    return truth.compareTo(other.truth) <= 0 ? this : other;
  }

  /** Returns the greater of the two; two possible ones keep the reasons of both. */
  public Verdict or(Verdict other) {
    if (truth == Truth.POSSIBLE && other.truth == Truth.POSSIBLE) {
      return withDoubtsOf(other);
    }
    return truth.compareTo(other.truth) >= 0 ? this : other;
  }

  private Verdict withDoubtsOf(Verdict other) {
    Set<Doubt> all = EnumSet.copyOf(doubts);
    all.addAll(other.doubts);
    return new Verdict(Truth.POSSIBLE, Collections.unmodifiableSet(all));
  }
}
