package org.ketascreen.terminology;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Words filed by their first letters, and what is made of those that are filed together when it is
 * first asked for: most are never asked for, and a JVM that has just begun reads their letters
 * slowly. Words are added by one thread; then it is thread-safe.
 *
 * @param <T> what is made of words; to be changed by nobody but the maker
 */
final class Beginnings<T> {

  /** Words of different beginnings may be filed together, which does no harm. */
  private static final int PLACE_BITS = 12;

  private static final int PLACES = 1 << PLACE_BITS;

  private static final int NONE = -1;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  /** Makes what is asked for. */
  interface Maker<T> {

    /** Returns what there is without words. */
    T make();

    /** Adds a word as the source wrote it, with what it was filed with. */
    void add(T to, String word, int meaning);
  }

  private final Maker<T> maker;
  private final int[] first = new int[PLACES];
  private final AtomicReferenceArray<@Nullable T> made = new AtomicReferenceArray<>(PLACES);
  private String[] words = new String[64];
  private int[] meanings = new int[64];
  private int[] next = new int[64];
  private int size;

  Beginnings(Maker<T> maker) {
    this.maker = maker;
    Arrays.fill(first, NONE);
  }

  /**
   * Files a word.
   *
   * @param beginning its {@link Wording#beginning}
   * @param meaning what it means, which is given back
   */
  void file(long beginning, String word, int meaning) {
    if (size == words.length) {
      words = Arrays.copyOf(words, 2 * size);
      meanings = Arrays.copyOf(meanings, 2 * size);
      next = Arrays.copyOf(next, 2 * size);
    }
    int place = place(beginning);
    words[size] = word;
    meanings[size] = meaning;
    next[size] = first[place];
    first[place] = size++;
  }

  /** Returns what was made of words, all those of this beginning among them; null if of none. */
  @Nullable T find(long beginning) {
    int place = place(beginning);
    if (first[place] == NONE) {
      return null;
    }
    T known = made.get(place);
    return known == null ? make(place) : known;
  }

  private synchronized T make(int place) {
    T known = made.get(place);
    if (known == null) {
      known = maker.make();
      for (int i = first[place]; i != NONE; i = next[i]) {
        maker.add(known, words[i], meanings[i]);
      }
      made.set(place, known);
    }
    return known;
  }

  private static int place(long beginning) {
    return (int) ((beginning * MIX) >>> -PLACE_BITS);
  }
}
