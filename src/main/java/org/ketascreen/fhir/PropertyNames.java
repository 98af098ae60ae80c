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

  /** The number of any name that has no slot; there is only the last one. */
  static final int RARE = SLOTS;

  /** The number of no name. */
  static final int NONE = SLOTS + 1;

  /** Names that were seen in any input, by their hash; threads may take turns at a slot. */
  private static final @Nullable String[] SEEN = new String[1_024];

  private final byte[] bytes;

  /** The words of the name in each slot. */
  private final long[] words = new long[4 * SLOTS];

  private final String[] names = new String[SLOTS + 2];
  private final int[] hashes = new int[SLOTS + 2];
  private final byte[] meanings = new byte[SLOTS + 2];
  private int size;
  private int end;

  PropertyNames(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns where the name ends that was read last: at its closing quotation mark. */
  int end() {
    return end;
  }

  /** Returns a name by its number. */
  String name(int number) {
    return names[number];
  }

  /** Returns the hash of a name. */
  int hash(int number) {
    return hashes[number];
  }

  /** Returns what a name means. */
  byte meaning(int number) {
    return meanings[number];
  }

  /**
   * Reads the name that begins at a place, and returns its number.
   *
   * @throws ScannedInput.NotPlainException if it is not plain
   */
  int read(int from) {
    byte[] bytes = this.bytes;
    if (from + LONGEST >= bytes.length) {
      return rare(from);
    }
    int at = from;
    long a = (long) LONGS.get(bytes, at);
    long b = 0;
    long c = 0;
    long d = 0;
    long marks = ScannedInput.others(a);
    if (marks != 0) {
      a &= before(marks);
    } else {
      at += Long.BYTES;
      b = (long) LONGS.get(bytes, at);
      marks = ScannedInput.others(b);
      if (marks != 0) {
        b &= before(marks);
      } else {
        at += Long.BYTES;
        c = (long) LONGS.get(bytes, at);
        marks = ScannedInput.others(c);
        if (marks != 0) {
          c &= before(marks);
        } else {
          at += Long.BYTES;
          d = (long) LONGS.get(bytes, at);
          marks = ScannedInput.others(d);
          if (marks == 0) {
            return rare(from);
          }
          d &= before(marks);
        }
      }
    }
    int to = at + (Long.numberOfTrailingZeros(marks) >> 3);
    if (bytes[to] != '"') {
      throw new ScannedInput.NotPlainException();
    }
    end = to;
    long hash =
        a * 0x9E3779B97F4A7C15L ^ b * 0xC2B2AE3D27D4EB4FL ^ (c + 31 * d) * 0x165667B19E3779F9L;
    int slot = (int) (hash >>> 53);
    while (names[slot] != null) {
      int w = 4 * slot;
      if (words[w] == a && words[w + 1] == b && words[w + 2] == c && words[w + 3] == d) {
        return slot;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    return size < MOST ? add(slot, a, b, c, d, from, to) : put(RARE, made(from, to));
  }

  /** Returns a mask of the bytes of a word before the first that is marked. */
  private static long before(long marks) {
    return ((marks & -marks) >>> 7) - 1;
  }

  private int rare(int from) {
    int to = from;
    while (to < bytes.length && to < from + MAX_LENGTH && isPlain(bytes[to])) {
      to++;
    }
    if (to >= bytes.length || bytes[to] != '"') {
      throw new ScannedInput.NotPlainException();
    }
    end = to;
    return put(RARE, made(from, to));
  }

  private static boolean isPlain(byte b) {
    return b >= ' ' && b != '"' && b != '\\';
  }

  private String made(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** What the readers ask for are constants, so that one look tells that it is the same string. */
  private int add(int slot, long a, long b, long c, long d, int from, int to) {
    int w = 4 * slot;
    words[w] = a;
    words[w + 1] = b;
    words[w + 2] = c;
    words[w + 3] = d;
    size++;
    return put(slot, one(made(from, to)));
  }

  /** Returns {@link String#intern}, which is slow, of a name that most inputs have. */
  private static String one(String name) {
    int slot = name.hashCode() & (SEEN.length - 1);
    String seen = SEEN[slot];
    if (!name.equals(seen)) {
      seen = name.intern();
      SEEN[slot] = seen;
    }
    return seen;
  }

  private int put(int slot, String name) {
    names[slot] = name;
    hashes[slot] = name.hashCode();
    meanings[slot] = Meaning.of(name);
    return slot;
  }
}
