package org.ketascreen.fhir;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What pieces of one JSON text were read as. A record says the same codes, units and times again
 * and again: what is written byte for byte as before need not be read again, and is kept once. Not
 * thread-safe.
 */
final class Remembered {

  /** Pieces that are remembered. */
  private static final int MOST = 1 << 13;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final byte[] bytes;
  private int[] froms = new int[256];
  private int[] tos = new int[256];
  private @Nullable Object[] values = new Object[256];
  private int size;

  Remembered(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns what a piece was read as, or {@code null} if it was not read as that before. */
  <T> @Nullable T find(Class<T> as, int from, int to) {
    int slot = slot(as, from, to);
    Object value = values[slot];
    return value == null ? null : as.cast(value);
  }

  /** Remembers what a piece was read as. */
  void add(int from, int to, Object value) {
    if (size == MOST) {
      return;
    }
    if (2 * size >= values.length) {
      grow();
    }
    put(from, to, value);
    size++;
  }

  private void put(int from, int to, Object value) {
    int slot = slot(value.getClass(), from, to);
    froms[slot] = from;
    tos[slot] = to;
    values[slot] = value;
  }

  private void grow() {
    int[] oldFroms = froms;
    int[] oldTos = tos;
    Object[] old = values;
    int length = 2 * old.length;
    froms = new int[length];
    tos = new int[length];
    values = new Object[length];
    for (int i = 0; i < old.length; i++) {
      Object value = old[i];
      if (value != null) {
        put(oldFroms[i], oldTos[i], value);
      }
    }
  }

  /** Returns where a piece is that was read as such a value, or would be put. */
  private int slot(Class<?> as, int from, int to) {
    int mask = values.length - 1;
    int slot = hash(as, from, to) & mask;
    for (Object value = values[slot]; value != null; value = values[slot]) {
      if (value.getClass() == as && Arrays.equals(bytes, froms[slot], tos[slot], bytes, from, to)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private int hash(Class<?> as, int from, int to) {
    long hash = as.hashCode();
    int last = to - Long.BYTES;
    if (last < from) {
      for (int i = from; i < to; i++) {
        hash = (hash ^ bytes[i]) * MIX;
      }
      return (int) (hash >>> 32);
    }
    for (int i = from; i < last; i += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(bytes, i)) * MIX;
    }
    // may overlap the one before
    hash = (hash ^ (long) LONGS.get(bytes, last)) * MIX;
    return (int) (hash >>> 32);
  }
}
