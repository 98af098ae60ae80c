package org.ketascreen.fhir;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The property names of one JSON text. An input says few different ones again and again; each is
 * made once, up to a length and a number that FHIR does not reach. Not thread-safe.
 */
final class PropertyNames {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Bytes of a name that is looked for, and a quotation mark: four words. */
  private static final int LONGEST = 4 * Long.BYTES;

  /** Bytes of any name; more are not plain. */
  private static final int MAX_LENGTH = 1_000;

  private static final int SLOTS = 2_048;
  private static final int MOST = SLOTS / 2;

  private final byte[] bytes;

  /** The words of the name in each slot. */
  private final long[] words = new long[4 * SLOTS];

  private final @Nullable String[] names = new String[SLOTS];
  private final boolean[] specials = new boolean[SLOTS];
  private final boolean[] wordies = new boolean[SLOTS];
  private int size;
  private int end;
  private boolean special;
  private boolean wordy;

  PropertyNames(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns where the name ends that was read last: at its closing quotation mark. */
  int end() {
    return end;
  }

  /** Whether the name that was read last is {@link JsonInput#isSpecial special}. */
  boolean isSpecial() {
    return special;
  }

  /** Whether the strings of properties of the name that was read last are {@link Words}. */
  boolean isWordy() {
    return wordy;
  }

  /**
   * Reads the name that begins at a place.
   *
   * @throws ScannedInput.NotPlainException if it is not plain
   */
  String read(int from) {
    if (from + LONGEST >= bytes.length) {
      return rare(from);
    }
    long a = (long) LONGS.get(bytes, from);
    long marks = ScannedInput.others(a);
    if (marks != 0) {
      return find(from, from, marks, before(a, marks), 0, 0, 0);
    }
    long b = (long) LONGS.get(bytes, from + 8);
    marks = ScannedInput.others(b);
    if (marks != 0) {
      return find(from, from + 8, marks, a, before(b, marks), 0, 0);
    }
    long c = (long) LONGS.get(bytes, from + 16);
    marks = ScannedInput.others(c);
    if (marks != 0) {
      return find(from, from + 16, marks, a, b, before(c, marks), 0);
    }
    long d = (long) LONGS.get(bytes, from + 24);
    marks = ScannedInput.others(d);
    return marks == 0 ? rare(from) : find(from, from + 24, marks, a, b, c, before(d, marks));
  }

  /** Returns the bytes of a word before the first that is marked. */
  private static long before(long word, long marks) {
    return word & ((marks & -marks) >>> 7) - 1;
  }

  private String find(int from, int at, long marks, long a, long b, long c, long d) {
    int to = at + (Long.numberOfTrailingZeros(marks) >> 3);
    endAt(to);
    long hash =
        a * 0x9E3779B97F4A7C15L ^ b * 0xC2B2AE3D27D4EB4FL ^ (c + 31 * d) * 0x165667B19E3779F9L;
    int slot = (int) (hash >>> 53);
    while (true) {
      String name = names[slot];
      if (name == null) {
        return size < MOST ? add(slot, a, b, c, d, made(from, to)) : made(from, to);
      }
      int w = 4 * slot;
      if (words[w] == a && words[w + 1] == b && words[w + 2] == c && words[w + 3] == d) {
        special = specials[slot];
        wordy = wordies[slot];
        return name;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
  }

  private void endAt(int to) {
    if (to >= bytes.length || bytes[to] != '"') {
      throw new ScannedInput.NotPlainException();
    }
    end = to;
  }

  private String rare(int from) {
    int to = from;
    while (to < bytes.length && to < from + MAX_LENGTH && isPlain(bytes[to])) {
      to++;
    }
    endAt(to);
    return made(from, to);
  }

  private static boolean isPlain(byte b) {
    return b >= ' ' && b != '"' && b != '\\';
  }

  private String made(int from, int to) {
    String name = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    special = JsonInput.isSpecial(name);
    wordy = Words.isName(name);
    return name;
  }

  /** What the readers ask for are constants, so that one look tells that it is the same string. */
  private String add(int slot, long a, long b, long c, long d, String made) {
    String name = made.intern();
    int w = 4 * slot;
    words[w] = a;
    words[w + 1] = b;
    words[w + 2] = c;
    words[w + 3] = d;
    names[slot] = name;
    specials[slot] = special;
    wordies[slot] = wordy;
    size++;
    return name;
  }
}
