package org.ketascreen.fhir;

import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
 * The tokens of one JSON text, under limits, with errors that say where and repeat nothing of it.
 * Not thread-safe.
 */
final class JsonInput implements AutoCloseable {

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

  /** Narrative and attachments: large, and read in few places only. */
  private static final Set<String> SKIPPED = Set.of("div", "data");

  /** Resources whose narrative may be all that they say. */
  private static final Set<String> NARRATED =
      Set.of("Composition", "Condition", "AllergyIntolerance");

  private final JsonParser parser;

  /** The property whose {@code data} are readings, not an attachment. */
  private static final String SAMPLES = "valueSampledData";

  /** Whether the input stands in a resource whose narrative is kept. */
  private boolean narrated;

  /** Whether the input stands in a series of samples. */
  private boolean sampled;

  private JsonInput(JsonParser parser) {
    this.parser = parser;
  }

  static JsonInput of(InputStream encoded) {
    InputStream stream = Decoded.of(encoded);
    return guarded(() -> new JsonInput(FACTORY.createParser(ObjectReadContext.empty(), stream)));
  }

  static JsonInput of(byte[] bytes) {
    if (Decoded.isZipped(bytes)) {
      return of(new ByteArrayInputStream(bytes));
    }
    Decoded.refuseOtherText(bytes, bytes.length);
    return guarded(() -> new JsonInput(FACTORY.createParser(ObjectReadContext.empty(), bytes)));
  }

  static JsonInput of(String text) {
    String json = text.startsWith("\uFEFF") ? text.substring(1) : text;
    Decoded.refuseXml(json);
    return guarded(() -> new JsonInput(FACTORY.createParser(ObjectReadContext.empty(), json)));
  }

  /** Moves to the next token and returns it; {@code null} at the end of the input. */
  @Nullable JsonToken next() {
    try {
      return parser.nextToken();
    } catch (JacksonException e) {
      throw refused(e);
    }
  }

  /** Moves to the next token, which there must be. */
  JsonToken expectNext() {
    JsonToken token = next();
    if (token == null) {
      throw new UnreadableInputException(
          "the input ends too early"
              + at(parser.currentLocation())
              + "; give one whole JSON object");
    }
    return token;
  }

  /** Returns the name of the property at which the input stands. */
  String name() {
    try {
      return Objects.requireNonNull(parser.currentName());
    } catch (JacksonException e) {
      throw refused(e);
    }
  }

  /** Returns the number of the line of the current token, from 1. */
  int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  /** Returns the place of the current token: {@code at 3:17}. */
  String here() {
    return at(parser.currentTokenLocation());
  }

  /** Reads the value that begins with the current token. */
  Json value(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> new Json.Text(string());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Numeric(string());
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      default -> Json.Null.INSTANCE;
    };
  }

  private Json.Obj object() {
    Json.Obj object = new Json.Obj();
    boolean outer = narrated;
    while (expectNext() != JsonToken.END_OBJECT) {
      String name = name();
      JsonToken token = expectNext();
      if (token != JsonToken.VALUE_STRING || !SKIPPED.contains(name) || isKept(name)) {
        Json value = value(name, token);
        object.add(name, value);
        if (name.equals("resourceType") && value instanceof Json.Text type) {
          narrated = NARRATED.contains(type.value());
        }
      }
    }
    narrated = outer;
    return object;
  }

  /** Whether a string is narrative that is read, or the samples of a series of readings. */
  private boolean isKept(String name) {
    return name.equals("div") ? narrated : sampled;
  }

  /** Reads the value of a property that begins with the current token. */
  Json value(String name, JsonToken token) {
    boolean outer = sampled;
    sampled = name.equals(SAMPLES);
    Json value = value(token);
    sampled = outer;
    return value;
  }

  private Json.Arr array() {
    List<Json> items = new ArrayList<>();
    for (JsonToken token = expectNext(); token != JsonToken.END_ARRAY; token = expectNext()) {
      items.add(value(token));
    }
    return Json.Arr.of(items);
  }

  private String string() {
    try {
      return parser.getString();
    } catch (JacksonException e) {
      throw refused(e);
    }
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
