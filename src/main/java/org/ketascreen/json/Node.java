package org.ketascreen.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.FhirCode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value of the request and where it stands. What asks for something that is not there reports the
 * problem and gets {@code null}. Not thread-safe.
 *
 * @param path where it stands
 * @param json the value, never the literal null
 * @param problems where to report
 */
record Node(String path, JsonNode json, Problems problems) {

  /** Reports something wrong with this value. */
  void problem(String found, String expected) {
    problems.add(path, found, expected);
  }

  boolean isText() {
    return json.isString();
  }

  boolean isObject() {
    return json instanceof ObjectNode;
  }

  /** Returns the text it must be. */
  @Nullable String text() {
    if (json.isString()) {
      return json.stringValue();
    }
    problem("not a text", "write a string");
    return null;
  }

  /** Returns the text it must be, or {@code null} for an empty one, which says nothing. */
  @Nullable String words() {
    String text = text();
    return text == null || text.isEmpty() ? null : text;
  }

  @Nullable Boolean truth() {
    if (json.isBoolean()) {
      return json.booleanValue();
    }
    problem("not true or false", "write true or false, without quotes");
    return null;
  }

  @Nullable BigDecimal number() {
    if (json.isNumber()) {
      return json.decimalValue();
    }
    problem("not a number", "write a number, without quotes");
    return null;
  }

  <E extends Enum<E> & FhirCode> @Nullable E choice(Class<E> type) {
    String text = text();
    if (text == null) {
      return null;
    }
    try {
      return FhirCode.parse(type, text);
    } catch (IllegalArgumentException e) {
      problem("not one of the words for it", "write " + Choices.of(type));
      return null;
    }
  }

  /** Returns the properties of the object it must be. */
  @Nullable Fields fields(String expected) {
    if (json instanceof ObjectNode object) {
      return new Fields(path, object, problems);
    }
    problem("not an object", expected);
    return null;
  }

  /** Returns what {@code reader} makes of each item of the array it must be. */
  <T> List<T> items(Function<Node, @Nullable T> reader) {
    List<T> items = new ArrayList<>();
    if (!json.isArray()) {
      problem("not an array", "write [ ... ]");
      return items;
    }
    for (int i = 0; i < json.size(); i++) {
      Node item = new Node(path + "[" + i + "]", json.get(i), problems);
      if (item.json().isNull()) {
        item.problem("null", "leave it out");
      } else {
        T read = reader.apply(item);
        if (read != null) {
          items.add(read);
        }
      }
    }
    return items;
  }
}
