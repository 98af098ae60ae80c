package org.ketascreen.rulebase;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link PackedWriter} wrote. Bytes that it did not write are an {@link
 * IllegalArgumentException} or an {@link IndexOutOfBoundsException}. Not thread-safe.
 */
final class PackedReader {

  private static final int LONGEST_NUMBER = 28;

  /** Bounds on the memory for what nobody vouches for; our largest rulebase has a twentieth. */
  private static final int MOST_BYTES = 16 << 20;

  private static final int MOST_ITEMS = 1 << 20;

  private final byte[] bytes;
  private final String[] texts;
  private int next;
  private int items;
  private int textsRead;

  PackedReader(byte[] packed) {
    this.bytes = inflated(packed);
    int[] lengths = new int[count()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = number();
    }
    this.texts = new String[lengths.length];
    for (int i = 0; i < lengths.length; i++) {
      int length = lengths[i] >>> 1;
      texts[i] = new String(bytes, next, length, PackedWriter.charset((lengths[i] & 1) == 0));
      next += length;
    }
  }

  private static byte[] inflated(byte[] packed) {
    ByteBuffer in = ByteBuffer.wrap(packed);
    int length = packed.length < Integer.BYTES ? -1 : in.getInt();
    if (length < 0 || length > MOST_BYTES) {
      throw new IllegalArgumentException("has " + length + " bytes, of at most " + MOST_BYTES);
    }
    byte[] bytes = new byte[length];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(in);
      if (inflater.inflate(bytes) != length || !isAtEnd(inflater)) {
        throw new IllegalArgumentException("has not the " + length + " bytes it says");
      }
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("is not compressed", e);
    } finally {
      inflater.end();
    }
    return bytes;
  }

  private static boolean isAtEnd(Inflater inflater) throws DataFormatException {
    return inflater.finished() || (inflater.inflate(new byte[1]) == 0 && inflater.finished());
  }

  int number() {
    int number = 0;
    for (int shift = 0; ; shift += 7) {
      byte each = bytes[next++];
      number |= (each & 0x7f) << shift;
      if (each >= 0) {
        return number;
      }
      if (shift == LONGEST_NUMBER) {
        throw new IllegalArgumentException("a number is too long");
      }
    }
  }

  /** Returns how many items follow, each of which has at least a byte. */
  int count() {
    int count = number();
    if (count < 0 || count > bytes.length - next) {
      throw new IllegalArgumentException("there are fewer than " + count + " items");
    }
    items += count;
    if (items > MOST_ITEMS) {
      throw new IllegalArgumentException("there are more than " + MOST_ITEMS + " items");
    }
    return count;
  }

  boolean flag() {
    return number() != 0;
  }

  String text() {
    return Objects.requireNonNull(optional(), "text");
  }

  @Nullable String optional() {
    int place = number();
    if (place == PackedWriter.NONE) {
      return null;
    }
    return texts[place == PackedWriter.NEXT ? textsRead++ : place - PackedWriter.FIRST];
  }

  <E extends Enum<E>> E constant(Class<E> type) {
    return Enum.valueOf(type, text());
  }

  <T> List<T> list(Supplier<T> reader) {
    int count = count();
    List<T> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(reader.get());
    }
    return items;
  }

  /** Returns a list that cannot be changed. */
  List<String> texts() {
    int count = count();
    if (count == 1) {
      return List.of(text());
    }
    String[] items = new String[count];
    for (int i = 0; i < count; i++) {
      items[i] = text();
    }
    return List.of(items);
  }

  int[] numbers() {
    int[] numbers = new int[count()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number();
    }
    return numbers;
  }

  /** Throws if anything is left. */
  void end() {
    if (next != bytes.length) {
      throw new IllegalArgumentException("goes on after its end");
    }
  }
}
