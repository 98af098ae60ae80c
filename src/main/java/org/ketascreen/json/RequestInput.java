package org.ketascreen.json;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.ketascreen.UnreadableInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one JSON object as a tree, under limits, with errors of one line that say where and repeat
 * nothing of it. Not thread-safe.
 */
final class RequestInput implements AutoCloseable {

  /** Open objects and arrays at any point; requests stay below 10. */
  private static final int MAX_DEPTH = 50;

  /** Characters of one string, above which the whole input is refused. */
  private static final int MAX_STRING = 20_000_000;

  /** Digits of one number. */
  private static final int MAX_NUMBER = 1_000;

  private static final int BUFFER = 1 << 16;

  /** Characters or bytes of the whole input, unzipped, which is held in memory. */
  private static final long MAX_INPUT = 100_000_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_STRING)
                  .maxNumberLength(MAX_NUMBER)
                  .maxDocumentLength(MAX_INPUT)
                  .build())
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final JsonParser parser;

  private RequestInput(JsonParser parser) {
    this.parser = parser;
  }

  static RequestInput of(InputStream encoded) {
    InputStream stream = unzipped(encoded);
    return guarded(() -> new RequestInput(FACTORY.createParser(ObjectReadContext.empty(), stream)));
  }

  static RequestInput of(byte[] bytes) {
    return isZipped(bytes)
        ? of(new ByteArrayInputStream(bytes))
        : guarded(() -> new RequestInput(FACTORY.createParser(ObjectReadContext.empty(), bytes)));
  }

  /** A stream of the caller, whose failures are told from those that are about what it holds. */
  private static final class Source extends FilterInputStream {

    private Source(InputStream stream) {
      super(stream);
    }

    @Override
    public int read() {
      try {
        return super.read();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      try {
        return super.read(bytes, offset, length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Returns the text of what may be gzip. */
  private static InputStream unzipped(InputStream encoded) {
    try {
      InputStream source = new BufferedInputStream(new Source(encoded));
      source.mark(2);
      byte[] beginning = source.readNBytes(2);
      source.reset();
      return isZipped(beginning) ? new GZIPInputStream(source, BUFFER) : source;
    } catch (ZipException | EOFException e) {
      throw brokenZip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isZipped(byte[] bytes) {
    return bytes.length > 1 && bytes[0] == (byte) 0x1F && bytes[1] == (byte) 0x8B;
  }

  private static UnreadableInputException brokenZip() {
    return new UnreadableInputException(
        "the input is gzip that is broken or cut off; give it whole");
  }

  static RequestInput of(String text) {
    String json = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return guarded(() -> new RequestInput(FACTORY.createParser(ObjectReadContext.empty(), json)));
  }

  /** Returns the one object that the input is. */
  ObjectNode readObject() {
    if (expectNext() != JsonToken.START_OBJECT) {
      throw new UnreadableInputException(
          "the input is no JSON object" + here() + "; give one screening request");
    }
    ObjectNode object = object();
    if (next() != null) {
      throw new UnreadableInputException(
          "more than one JSON value" + here() + "; give one screening request");
    }
    return object;
  }

  /**
   * Returns the name of the first property of the input's object that is one of these, or {@code
   * null} if there is none up to where the input ends or is no JSON.
   */
  @Nullable String firstOf(Set<String> names) {
    try {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        if (names.contains(parser.currentName())) {
          return parser.currentName();
        }
        parser.nextToken();
        parser.skipChildren();
      }
      return null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private JsonNode value(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> JsonNodeFactory.instance.stringNode(string());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
      case VALUE_TRUE -> JsonNodeFactory.instance.booleanNode(true);
      case VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(false);
      default -> JsonNodeFactory.instance.nullNode();
    };
  }

  private ObjectNode object() {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    while (expectNext() != JsonToken.END_OBJECT) {
      String name = guarded(parser::currentName);
      if (object.has(name)) {
        throw new UnreadableInputException("a property is given twice" + here() + "; give it once");
      }
      object.set(name, value(expectNext()));
    }
    return object;
  }

  private ArrayNode array() {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (JsonToken token = expectNext(); token != JsonToken.END_ARRAY; token = expectNext()) {
      array.add(value(token));
    }
    return array;
  }

  private String string() {
    return guarded(parser::getString);
  }

  private JsonNode number() {
    try {
      return DecimalNode.valueOf(new BigDecimal(string()));
    } catch (NumberFormatException e) {
      throw new UnreadableInputException(
          "a number is out of every range" + here() + "; give one with a smaller exponent");
    }
  }

  private @Nullable JsonToken next() {
    return guarded(parser::nextToken);
  }

  private JsonToken expectNext() {
    JsonToken token = next();
    if (token == null) {
      throw new UnreadableInputException(
          "the input ends too early"
              + at(parser.currentLocation())
              + "; give one whole JSON object");
    }
    return token;
  }

  private String here() {
    return at(parser.currentTokenLocation());
  }

  @Override
  public void close() {
    parser.close();
  }

  /** A step of the parser. */
  private interface Step<T extends @Nullable Object> {
    T run();
  }

  private static <T extends @Nullable Object> T guarded(Step<T> step) {
    try {
      return step.run();
    } catch (StreamConstraintsException e) {
      throw new UnreadableInputException(
          "the JSON is too deep or too large"
              + at(e.getLocation())
              + "; give at most "
              + MAX_DEPTH
              + " levels, strings of at most "
              + MAX_STRING
              + " characters, numbers of at most "
              + MAX_NUMBER
              + " and "
              + MAX_INPUT
              + " in all");
    } catch (JacksonIOException e) {
      throw e.getCause() instanceof ZipException || e.getCause() instanceof EOFException
          ? brokenZip()
          : notJson(e);
    } catch (JacksonException e) {
      throw notJson(e);
    }
  }

  private static UnreadableInputException notJson(JacksonException e) {
    return new UnreadableInputException(
        "the input is not JSON, or is cut off"
            + at(e.getLocation())
            + "; give one whole JSON object in UTF-8");
  }

  private static String at(@Nullable TokenStreamLocation location) {
    return location == null || location.getLineNr() < 1
        ? ""
        : " at " + location.getLineNr() + ":" + location.getColumnNr();
  }
}
