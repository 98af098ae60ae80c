package org.ketascreen.terminology;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What value sets state about codes, found by code. Most codes are never asked for, so that the
 * statements are only filed, in arrays; those on one code are put together when it is asked for.
 * Immutable but for what it remembers, and thread-safe.
 */
final class ListedCodes {

  /** The value set has the code. */
  static final int IN = 0;

  /** The value set excludes the code. */
  static final int OUT = 1;

  /** The host has the code in the value set. */
  static final int HOST = 2;

  private static final int KINDS = 3;
  private static final int NONE = -1;

  private final String[] codes;
  private final int[] stated;
  private final int[] first;
  private final int[] next;

  /**
   * At the first statement that is found on a code; immutable, so that threads may make it twice.
   */
  private final @Nullable Verdict[] verdicts;

  private ListedCodes(String[] codes, int[] stated, int[] first, int[] next) {
    this.codes = codes;
    this.stated = stated;
    this.first = first;
    this.next = next;
    this.verdicts = new Verdict[codes.length];
  }

  /**
   * What is stated about one code.
   *
   * @param included the value sets that have it
   * @param excluded those that exclude it
   * @param host those that the host has it in
   */
  record Entry(BitSet included, BitSet excluded, BitSet host) {

    /** Nothing is stated. */
    Entry() {
      this(new BitSet(), new BitSet(), new BitSet());
    }

    private void add(int statement) {
      BitSet sets =
          switch (statement % KINDS) {
            case IN -> included;
            case OUT -> excluded;
            default -> host;
          };
      sets.set(statement / KINDS);
    }
  }

  /**
   * Returns what {@code maker} makes of the statements on a code; {@code null} if there is none.
   */
  @Nullable Verdict find(String code, Function<Entry, Verdict> maker) {
    for (int i = first[place(code, first)]; i != NONE; i = next[i]) {
      if (codes[i].equals(code)) {
        Verdict verdict = verdicts[i];
        if (verdict == null) {
          verdict = maker.apply(entry(code));
          verdicts[i] = verdict;
        }
        return verdict;
      }
    }
    return null;
  }

  /** Returns what is stated about a code. */
  Entry entry(String code) {
    Entry entry = new Entry();
    for (int i = first[place(code, first)]; i != NONE; i = next[i]) {
      if (codes[i].equals(code)) {
        entry.add(stated[i]);
      }
    }
    return entry;
  }

  private static int place(String code, int[] places) {
    int hash = code.hashCode();
    return (hash ^ (hash >>> 16)) & (places.length - 1);
  }

  /** Collects statements. Not thread-safe. */
  static final class Builder {
    private String[] codes = new String[8];
    private int[] stated = new int[8];
    private int size;

    /** Adds that a value set has, or excludes, a code in its normal form. */
    void add(String code, int ordinal, int kind) {
      if (size == codes.length) {
        codes = Arrays.copyOf(codes, 2 * size);
        stated = Arrays.copyOf(stated, 2 * size);
      }
      codes[size] = code;
      stated[size++] = ordinal * KINDS + kind;
    }

    ListedCodes build() {
      int[] first = new int[Math.max(1, Integer.highestOneBit(size) << 1)];
      int[] next = new int[size];
      Arrays.fill(first, NONE);
      for (int i = 0; i < size; i++) {
        int place = place(codes[i], first);
        next[i] = first[place];
        first[place] = i;
      }
      return new ListedCodes(Arrays.copyOf(codes, size), Arrays.copyOf(stated, size), first, next);
    }
  }
}
