package org.ketascreen.json;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ketascreen.language.Nearest;
import org.ketascreen.record.FhirCode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The properties of one object of the request. Remembers what it was asked for, so that {@link
 * #close} can tell what nobody understands. The literal null counts as absent. Not thread-safe.
 */
final class Fields implements AutoCloseable {

  /** A name that a program may have been written with, and not words that became one. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,39}");

  private final String path;
  private final ObjectNode object;
  private final Problems problems;
  private final Set<String> known = new LinkedHashSet<>();

  Fields(String path, ObjectNode object, Problems problems) {
    this.path = path;
    this.object = object;
    this.problems = problems;
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  void problem(String name, String found, String expected) {
    problems.add(at(name), found, expected);
  }

  /** Returns the value of a property, or {@code null} if it is absent. */
  @Nullable Node get(String name) {
    known.add(name);
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : new Node(at(name), value, problems);
  }

  /** Returns what {@code reader} makes of a property, or {@code null} if it is absent. */
  <T> @Nullable T get(String name, Function<Node, @Nullable T> reader) {
    Node node = get(name);
    return node == null ? null : reader.apply(node);
  }

  /** Returns the same, and reports a property that is absent. */
  <T> @Nullable T required(String name, String expected, Function<Node, @Nullable T> reader) {
    Node node = get(name);
    if (node == null) {
      problem(name, "missing", expected);
      return null;
    }
    return reader.apply(node);
  }

  @Nullable String words(String name) {
    return get(name, Node::words);
  }

  boolean isTrue(String name) {
    Boolean truth = get(name, Node::truth);
    return truth != null && truth;
  }

  <E extends Enum<E> & FhirCode> @Nullable E choice(String name, Class<E> type) {
    return get(name, node -> node.choice(type));
  }

  <T> List<T> list(String name, Function<Node, @Nullable T> reader) {
    Node node = get(name);
    return node == null ? List.of() : node.items(reader);
  }

  /** Reports the properties that nobody asked for. */
  @Override
  public void close() {
    for (String name : object.propertyNames()) {
      if (!known.contains(name)) {
        unknown(name);
      }
    }
  }

  private void unknown(String name) {
    if (NAME.matcher(name).matches()) {
      problem(name, "there is no such property", "nearest: " + Nearest.to(name, known, 1).get(0));
    } else {
      problems.add(path, "there is a property without a name of ours", "write one of " + known);
    }
  }
}
