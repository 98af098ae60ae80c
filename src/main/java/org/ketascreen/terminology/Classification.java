package org.ketascreen.terminology;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The value sets that an entry is in, and whether all of them could be decided. Immutable and
 * thread-safe.
 *
 * @param decision {@code IN} if it is, or may be, in one; {@code OUT} if it is decided to be in
 *     none; else {@code UNDECIDED}
 * @param undecided why it is undecided; {@code null} unless it is
 * @param memberships the value sets it is in, by their ordinals
 * @param broaderThan the titles of value sets that have only a part of what a code of it means (F10
 *     where the set has F10.2), and which nothing else decided; may stand beside memberships in
 *     other sets
 */
public record Classification(
    Decision decision,
    @Nullable Undecided undecided,
    List<Membership> memberships,
    List<String> broaderThan) {

  static final Classification OUT = new Classification(Decision.OUT, null, List.of(), List.of());

  public Classification {
    Objects.requireNonNull(decision, "decision");
    memberships = List.copyOf(memberships);
    broaderThan = List.copyOf(broaderThan);
    if ((decision == Decision.UNDECIDED) != (undecided != null)) {
      throw new IllegalArgumentException(
          "a reason belongs to what is undecided, and to nothing else");
    }
    if ((decision == Decision.IN) == memberships.isEmpty()) {
      throw new IllegalArgumentException("memberships belong to what is in, and to nothing else");
    }
  }

  /**
   * Returns what two concepts of one entry come to: in where either is, undecided where neither is
   * in and one is undecided.
   */
  public Classification or(Classification other) {
    if (decision == Decision.IN && other.decision == Decision.IN) {
      Map<Integer, Membership> all = new TreeMap<>();
      memberships.forEach(each -> all.put(each.ordinal(), each));
      other.memberships.forEach(each -> all.putIfAbsent(each.ordinal(), each));
      return new Classification(Decision.IN, null, List.copyOf(all.values()), broaderThan);
    }
    if (decision == Decision.IN || other.decision == Decision.OUT) {
      return this;
    }
    return other.decision == Decision.IN || decision == Decision.OUT ? other : this;
  }

  /** Whether an entry is in a value set. */
  public enum Decision {
    IN,
    OUT,
    UNDECIDED
  }

  /** Why an entry is undecided. */
  public enum Undecided {
    /** It has words, but no code. */
    TEXT_ONLY,
    /**
     * Its code is of a known system, but no table has it, or it is not well formed, or broader than
     * a value set.
     */
    NO_TABLE_DECIDES,
    /** Its codes are of no known system, or name none. */
    UNKNOWN_SYSTEM,
    /** It has neither code nor words. */
    EMPTY
  }
}
