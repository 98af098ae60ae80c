package org.ketascreen.terminology;

import java.util.BitSet;

/**
 * What one code says about every value set of a use, by their ordinals. Worked out when it is first
 * asked for, then shared; nobody changes the sets.
 *
 * @param in value sets it is in
 * @param ingredient those of {@code in} it is in by an ingredient
 * @param host those of {@code in} it is in by the host's terminology
 * @param excluded value sets that exclude it by a statement
 * @param out value sets it is decided not to be in, {@code excluded} among them
 * @param broader value sets it is broader than
 */
record Verdict(
    BitSet in, BitSet ingredient, BitSet host, BitSet excluded, BitSet out, BitSet broader) {

  static final BitSet NO_SETS = new BitSet(0);

  /** Decided out of all of them. */
  static Verdict outOf(BitSet all) {
    return new Verdict(NO_SETS, NO_SETS, NO_SETS, NO_SETS, all, NO_SETS);
  }

  /** Whether it is decided out of every value set, and excluded from none. */
  boolean isPlainlyOut(BitSet all) {
    return in.isEmpty() && excluded.isEmpty() && out.equals(all);
  }

  MatchedBy matchedBy(int ordinal) {
    if (ingredient.get(ordinal)) {
      return MatchedBy.INGREDIENT;
    }
    return host.get(ordinal) ? MatchedBy.HOST : MatchedBy.CODE;
  }

  static BitSet union(BitSet a, BitSet b) {
    BitSet union = (BitSet) a.clone();
    union.or(b);
    return union;
  }

  static BitSet minus(BitSet a, BitSet b) {
    BitSet rest = (BitSet) a.clone();
    rest.andNot(b);
    return rest;
  }

  static BitSet common(BitSet a, BitSet b) {
    BitSet common = (BitSet) a.clone();
    common.and(b);
    return common;
  }

  /** Adds a value set to sets that nobody else changes, or that are none. */
  static BitSet with(BitSet sets, int ordinal) {
    BitSet changed = sets.isEmpty() ? new BitSet() : sets;
    changed.set(ordinal);
    return changed;
  }
}
