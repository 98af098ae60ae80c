package org.ketascreen.fhir;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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

  private final byte[] bytes;
  private final @Nullable String[] names = new String[SLOTS];
  private final int[] froms = new int[SLOTS];
  private final int[] tos = new int[SLOTS];
  private final int[] kept = new int[SLOTS];

  Recurring(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns the slot of a value that begins at a place, or -1 if it has none. */
  int slot(String name, int from) {
    if (from + SAMPLE + Long.BYTES > bytes.length) {
      return -1;
    }
    long sample = (long) LONGS.get(bytes, from + SAMPLE);
    return (int) (((sample * MIX ^ name.hashCode()) * MIX) >>> -SLOT_BITS);
  }

  /** Whether a value that begins at a place is the one in a slot again. */
  boolean isAgain(int slot, String name, int from) {
    int before = froms[slot];
    int to = from + tos[slot] - before;
    // the byte before tells an object from an array
    return name.equals(names[slot])
        && to <= bytes.length
        && Arrays.equals(bytes, before - 1, tos[slot], bytes, from - 1, to);
  }

  /** Returns how long the value in a slot is. */
  int length(int slot) {
    return tos[slot] - froms[slot];
  }

  /** Puts a value in a slot. */
  void put(int slot, String name, int from, int to) {
    names[slot] = name;
    froms[slot] = from;
    tos[slot] = to;
    kept[slot] = -1;
  }

  /** Returns the number under which the value in a slot is kept, or -1 if it is not kept. */
  int kept(int slot) {
    return kept[slot];
  }

  /** Notes the number under which the value in a slot is kept. */
  void keep(int slot, int number) {
    kept[slot] = number;
  }
}
