package org.ketascreen.fhir;

import java.io.CharConversionException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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

/**
 * Any JSON text as Jackson reads it, under limits, with errors that say where and repeat nothing of
 * it. Not thread-safe.
 */
final class ParsedInput extends JsonInput {

  /** Open objects and arrays at any point; FHIR resources stay below 40. */
  private static final int MAX_DEPTH = 200;

  /** Characters of one string or number, above which the whole input is refused. */
  private static final int MAX_STRING = 20_000_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_STRING)
                  .maxNumberLength(MAX_STRING)
                  .build())
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final JsonParser parser;

  private boolean onNextLine;

  private ParsedInput(JsonParser parser) {
    this.parser = parser;
  }

  static ParsedInput of(InputStream stream) {
    return guarded(() -> new ParsedInput(FACTORY.createParser(ObjectReadContext.empty(), stream)));
  }

  static ParsedInput of(byte[] bytes) {
    return guarded(() -> new ParsedInput(FACTORY.createParser(ObjectReadContext.empty(), bytes)));
  }

  static ParsedInput of(String text) {
    String json = text.startsWith("\uFEFF") ? text.substring(1) : text;
    Decoded.refuseXml(json);
    return guarded(() -> new ParsedInput(FACTORY.createParser(ObjectReadContext.empty(), json)));
  }

  @Override
  boolean nextValue() {
    TokenStreamLocation before = parser.currentTokenLocation();
    JsonToken token = guarded(parser::nextToken);
    if (token == null) {
      return false;
    }
    kind = kind(token);
    onNextLine = line() != before.getLineNr();
    return true;
  }

  @Override
  boolean isOnNextLine() {
    return onNextLine;
  }

  @Override
  boolean firstProperty() {
    return nextProperty();
  }

  @Override
  boolean nextProperty() {
    try {
      if (token() == JsonToken.END_OBJECT) {
        return false;
      }
      name = parser.currentName();
      meaning = Meaning.of(name);
      kind = kind(token());
      return true;
    } catch (JacksonException e) {
      throw refused(e);
    }
  }

  @Override
  boolean firstItem() {
    return nextItem();
  }

  @Override
  boolean nextItem() {
    JsonToken token = guarded(this::token);
    kind = kind(token);
    return token != JsonToken.END_ARRAY;
  }

  private JsonToken token() {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new UnreadableInputException(
          "the input ends too early"
              + at(parser.currentLocation())
              + "; give one whole JSON object");
    }
    return token;
  }

  private static byte kind(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> Tape.OBJECT;
      case START_ARRAY -> Tape.ARRAY;
      case VALUE_STRING -> Tape.TEXT;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Tape.NUMBER;
      case VALUE_TRUE -> Tape.TRUE;
      case VALUE_FALSE -> Tape.FALSE;
      default -> Tape.NULL;
    };
  }

  @Override
  int addText(Tape tape, @Nullable String property) {
    return tape.add(kind, property, guarded(parser::getString));
  }

  @Override
  Tape tape() {
    return new Tape();
  }

  @Override
  int place() {
    return 0;
  }

  @Override
  boolean remembers() {
    return false;
  }

  @Override
  int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  @Override
  String here() {
    return at(parser.currentTokenLocation());
  }

  @Override
  public void close() {
    parser.close();
  }

  /** A step of the parser. */
  private interface Step<T> {
    T run();
  }

  private static <T> T guarded(Step<T> step) {
    try {
      return step.run();
    } catch (JacksonException e) {
      throw refused(e);
    }
  }

  /** Returns what to throw for it: that the input is refused, or that it could not be got at. */
  private static RuntimeException refused(JacksonException e) {
    if (e instanceof StreamConstraintsException) {
      return new UnreadableInputException(
          "the JSON is too deep or has too long a string"
              + at(e.getLocation())
              + "; give at most "
              + MAX_DEPTH
              + " levels and strings of at most "
              + MAX_STRING
              + " characters");
    }
    if (e instanceof JacksonIOException io
        && io.getCause() instanceof Decoded.BrokenException broken) {
      return broken.unreadable();
    }
    if (e instanceof JacksonIOException io
        && io.getCause() != null
        && !(io.getCause() instanceof CharConversionException)) {
      return new UncheckedIOException(io.getCause());
    }
    return notJson(e);
  }

  private static UnreadableInputException notJson(JacksonException e) {
    return new UnreadableInputException(
        "the input is not JSON, or is cut off"
            + at(e.getLocation())
            + "; give one whole FHIR R4 JSON object in UTF-8");
  }

  private static String at(@Nullable TokenStreamLocation location) {
    return location == null || location.getLineNr() < 1
        ? ""
        : " at " + location.getLineNr() + ":" + location.getColumnNr();
  }
}
