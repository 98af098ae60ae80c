package org.ketascreen.fhir;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Where the objects and arrays of one JSON text stand that properties have. A record names the same
 * patient, categories and codes again and again: what is written byte for byte as before need not
 * be scanned again. Not thread-safe.
 */
final class Recurring {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private static final int SLOT_BITS = 10;
  private static final int SLOTS = 1 << SLOT_BITS;

  /**
   * Where the eight bytes are that one value of a property is told from another by before it is
   * known how long it is: most codes come after their system, and most ids after {@code urn:uuid:}.
   */
  private static final int SAMPLE = 48;

  /** The last place of eight more bytes, for properties whose values are alike for longer. */
  private static final int LATEST = 104;

  private static final int NAME = 0;
  private static final int FROM = 1;
  private static final int TO = 2;
  private static final int KEPT = 3;
  private static final int WIDTH = 4;

  private final byte[] bytes;

  /**
   * Four cells a slot: the number of the name and one, from where to where the value stands, and
   * the number and one under which it is kept.
   */
  private final int[] cells = new int[WIDTH * SLOTS];

  /** For each name where eight more bytes are that its values are told by, or 0. */
  private final int[] laters;

  /**
   * Begins.
   *
   * @param names how many numbers of names there are
   */
  Recurring(byte[] bytes, int names) {
    this.bytes = bytes;
    this.laters = new int[names];
  }

  /** Returns the slot of a value that begins at a place, or -1 if it has none. */
  int slot(int name, int from) {
    if (from + SAMPLE + Long.BYTES > bytes.length) {
      return -1;
    }
    long sample = (long) LONGS.get(bytes, from + SAMPLE);
    int later = laters[name];
    if (later > 0 && from + later + Long.BYTES <= bytes.length) {
      sample = sample * MIX ^ (long) LONGS.get(bytes, from + later);
    }
    return (int) (((sample * MIX ^ name) * MIX) >>> -SLOT_BITS);
  }

  /** Whether a value that begins at a place is the one in a slot again. */
  boolean isAgain(int slot, int name, int from) {
    int cell = WIDTH * slot;
    int before = cells[cell + FROM];
    int end = cells[cell + TO];
    int to = from + end - before;
    if (cells[cell + NAME] != name + 1 || to > bytes.length) {
      return false;
    }
    // the byte before tells an object from an array
    int differs = Arrays.mismatch(bytes, before - 1, end, bytes, from - 1, to) - 1;
    if (differs >= SAMPLE + Long.BYTES && differs <= LATEST && differs > laters[name]) {
      laters[name] = differs;
    }
    return differs < -1;
  }

  /** Returns how long the value in a slot is. */
  int length(int slot) {
    return cells[WIDTH * slot + TO] - cells[WIDTH * slot + FROM];
  }

  /** Puts a value in a slot. */
  void put(int slot, int name, int from, int to) {
    int cell = WIDTH * slot;
    cells[cell + NAME] = name + 1;
    cells[cell + FROM] = from;
    cells[cell + TO] = to;
    cells[cell + KEPT] = 0;
  }

  /** Returns the number under which the value in a slot is kept, or -1 if it is not kept. */
  int kept(int slot) {
    return cells[WIDTH * slot + KEPT] - 1;
  }

  /** Notes the number under which the value in a slot is kept. */
  void keep(int slot, int number) {
    cells[WIDTH * slot + KEPT] = number + 1;
  }
}
