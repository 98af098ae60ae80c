package org.ketascreen.rulebase;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON value that knows its line, which Jackson's own tree forgets.
 *
 * @param fields the properties of an object in their order; empty for anything else
 * @param items the elements of an array; empty for anything else
 * @param text a string or the text of a number; {@code null} for anything else
 * @param number a number; {@code null} for anything else
 */
record LocatedJson(
    Kind kind,
    int line,
    Map<String, LocatedJson> fields,
    List<LocatedJson> items,
    @Nullable String text,
    @Nullable BigDecimal number) {

  /** The kinds of JSON values, with the words for them in messages. */
  enum Kind {
    OBJECT("an object"),
    ARRAY("an array"),
    STRING("a string"),
    NUMBER("a number"),
    BOOLEAN("true or false"),
    NULL("null");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  private static final JsonFactory FACTORY = new JsonFactory();

  /**
   * Reads one value.
   *
   * @return the value, or {@code null} if it is not JSON, which is then a problem
   */
  static @Nullable LocatedJson read(byte[] json, FileProblems problems) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() == null) {
        problems.add(1, "is empty", "write a JSON object");
        return null;
      }
      LocatedJson value = value(parser, problems);
      if (parser.nextToken() != null) {
        problems.add(line(parser), "goes on after the end of its JSON", "write one JSON object");
        return null;
      }
      return value;
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      problems.add(line, "is not JSON", "write a JSON object in UTF-8");
      return null;
    }
  }

  private static LocatedJson value(JsonParser parser, FileProblems problems) {
    int line = line(parser);
    JsonToken token = Objects.requireNonNull(parser.currentToken(), "token");
    return switch (token) {
      case START_OBJECT -> object(parser, problems, line);
      case START_ARRAY -> array(parser, problems, line);
      case VALUE_STRING -> leaf(Kind.STRING, line, parser.getString(), null);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          leaf(Kind.NUMBER, line, parser.getString(), parser.getDecimalValue());
      case VALUE_TRUE, VALUE_FALSE -> leaf(Kind.BOOLEAN, line, null, null);
      default -> leaf(Kind.NULL, line, null, null);
    };
  }

  private static LocatedJson object(JsonParser parser, FileProblems problems, int line) {
    Map<String, LocatedJson> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = Objects.requireNonNull(parser.currentName(), "name");
      int nameLine = line(parser);
      parser.nextToken();
      if (fields.putIfAbsent(name, value(parser, problems)) != null) {
        problems.add(nameLine, "'" + name + "' is there twice", "write it once");
      }
    }
    return new LocatedJson(Kind.OBJECT, line, fields, List.of(), null, null);
  }

  private static LocatedJson array(JsonParser parser, FileProblems problems, int line) {
    List<LocatedJson> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser, problems));
    }
    return new LocatedJson(Kind.ARRAY, line, Map.of(), items, null, null);
  }

  private static LocatedJson leaf(
      Kind kind, int line, @Nullable String text, @Nullable BigDecimal number) {
    return new LocatedJson(kind, line, Map.of(), List.of(), text, number);
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }
}
