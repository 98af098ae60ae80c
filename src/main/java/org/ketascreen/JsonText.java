package org.ketascreen;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/**
 * Writes one JSON object, key by key, indented by two blanks. The same calls give the same text.
 * Not thread-safe: lives for one text.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class JsonText {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private final JsonGenerator generator;

  private JsonText(JsonGenerator generator) {
    this.generator = generator;
  }

  /** Returns an object with what {@code content} puts into it, and a line feed. */
  public static String object(Consumer<JsonText> content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(new Indented(), text)) {
      new JsonText(generator).braces(content);
    }
    return text.append('\n').toString();
  }

  private void braces(Consumer<JsonText> content) {
    generator.writeStartObject();
    content.accept(this);
    generator.writeEndObject();
  }

  /** Puts a text, or {@code null}. */
  public JsonText put(String key, @Nullable String value) {
    generator.writeName(key);
    if (value == null) {
      generator.writeNull();
    } else {
      generator.writeString(value);
    }
    return this;
  }

  /** Puts a whole number. */
  public JsonText put(String key, int value) {
    generator.writeName(key);
    generator.writeNumber(value);
    return this;
  }

  /** Puts a whole number, or {@code null}. */
  public JsonText put(String key, @Nullable Integer value) {
    return value == null ? put(key, (String) null) : put(key, value.intValue());
  }

  /** Puts a number, in plain digits. */
  public JsonText put(String key, BigDecimal value) {
    generator.writeName(key);
    generator.writeNumber(value);
    return this;
  }

  /** Puts a truth value. */
  public JsonText put(String key, boolean value) {
    generator.writeName(key);
    generator.writeBoolean(value);
    return this;
  }

  /** Puts an object of what {@code content} puts into it. */
  public JsonText put(String key, Consumer<JsonText> content) {
    generator.writeName(key);
    braces(content);
    return this;
  }

  /** Puts an object made of {@code value}, or {@code null}. */
  public <T> JsonText putIfAny(String key, @Nullable T value, Content<T> content) {
    return value == null ? put(key, (String) null) : put(key, json -> content.put(json, value));
  }

  /** Puts a list of texts. */
  public JsonText put(String key, Collection<String> values) {
    generator.writeName(key);
    generator.writeStartArray();
    values.forEach(generator::writeString);
    generator.writeEndArray();
    return this;
  }

  /** Puts a list with an object for each value. */
  public <T> JsonText put(String key, Collection<T> values, Content<T> content) {
    generator.writeName(key);
    generator.writeStartArray();
    values.forEach(value -> braces(json -> content.put(json, value)));
    generator.writeEndArray();
    return this;
  }

  /** What an object says of a value. */
  @FunctionalInterface
  public interface Content<T> {
    void put(JsonText json, T value);
  }

  /** Jackson asks this for its pretty printer. */
  private static final class Indented extends ObjectWriteContext.Base {

    private static final Separators SEPARATORS =
        Separators.createDefaultInstance()
            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");

    @Override
    public PrettyPrinter getPrettyPrinter() {
      DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
      return new DefaultPrettyPrinter(SEPARATORS)
          .withObjectIndenter(indenter)
          .withArrayIndenter(indenter);
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }
}
