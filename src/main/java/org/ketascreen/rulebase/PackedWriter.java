package org.ketascreen.rulebase;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes values so that they are read with little work: every different text once and in front, in
 * the order in which they occur first, then numbers of seven bits a byte. A text that has not
 * occurred yet has always the same number, so that what is written compresses well. Not
 * thread-safe.
 */
final class PackedWriter {

  /** What is written for no text, for one that has not occurred yet, and for the first of all. */
  static final int NONE = 0;

  static final int NEXT = 1;
  static final int FIRST = 2;

  private final Map<String, Integer> texts = new LinkedHashMap<>();
  private final ByteArrayOutputStream values = new ByteArrayOutputStream();

  /** Writes a number from 0. */
  void number(int number) {
    number(values, number);
  }

  private static void number(ByteArrayOutputStream out, int number) {
    if (number < 0) {
      throw new IllegalArgumentException("negative: " + number);
    }
    int rest = number;
    for (; rest > 0x7f; rest >>>= 7) {
      out.write((rest & 0x7f) | 0x80);
    }
    out.write(rest);
  }

  void flag(boolean flag) {
    number(flag ? 1 : 0);
  }

  void text(String text) {
    optional(text);
  }

  void optional(@Nullable String text) {
    if (text == null) {
      number(NONE);
    } else {
      Integer known = texts.putIfAbsent(text, FIRST + texts.size());
      number(known == null ? NEXT : known);
    }
  }

  void constant(Enum<?> constant) {
    text(constant.name());
  }

  <T> void list(Collection<T> items, Consumer<T> writer) {
    number(items.size());
    items.forEach(writer);
  }

  void texts(List<String> items) {
    list(items, this::text);
  }

  /** Writes whether it is there, and it. */
  <T> void maybe(@Nullable T value, Consumer<T> writer) {
    flag(value != null);
    if (value != null) {
      writer.accept(value);
    }
  }

  /** Returns everything that was written, compressed, and before it how many bytes it is. */
  byte[] bytes() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ByteArrayOutputStream blob = new ByteArrayOutputStream();
    number(all, texts.size());
    for (String text : texts.keySet()) {
      boolean latin = text.chars().allMatch(each -> each <= 0xff);
      byte[] bytes = text.getBytes(charset(latin));
      number(all, 2 * bytes.length + (latin ? 0 : 1));
      blob.writeBytes(bytes);
    }
    all.writeBytes(blob.toByteArray());
    all.writeBytes(values.toByteArray());
    return packed(all.toByteArray());
  }

  /** What is digested should be short: a JVM that has just begun does that slowly. */
  private static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** Java turns Latin-1 into a string by copying it. */
  static Charset charset(boolean latin) {
    return latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
  }
}
