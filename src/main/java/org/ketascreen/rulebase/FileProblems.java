package org.ketascreen.rulebase;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ketascreen.rulebase.LocatedJson.Kind;

/**
 * The problems of one file while it is read, and the checks that every JSON file shares. Not
 * thread-safe.
 */
final class FileProblems {

  private final String path;
  private final List<Located> problems = new ArrayList<>();

  FileProblems(String path) {
    this.path = path;
  }

  /** A problem and its line. */
  private record Located(int line, Problem problem) {}

  void add(int line, String found, String expected) {
    problems.add(new Located(line, new Problem(path + ":" + line, found, expected)));
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  /** Returns the problems from the top of the file to its end. */
  List<Problem> inOrder() {
    return problems.stream()
        .sorted(Comparator.comparingInt(Located::line))
        .map(Located::problem)
        .toList();
  }

  /**
   * Checks the property names of an object.
   *
   * @param unsupported names that FHIR has here, and rulebases do not use
   * @return whether it is an object at all
   */
  boolean checkNames(LocatedJson object, Set<String> known, Set<String> unsupported) {
    if (!is(object, Kind.OBJECT)) {
      return false;
    }
    object
        .fields()
        .forEach(
            (name, value) -> {
              if (unsupported.contains(name)) {
                add(
                    value.line(),
                    "'" + name + "' is FHIR that value sets here do not use",
                    "leave it out");
              } else if (!known.contains(name)) {
                add(
                    value.line(),
                    "'" + name + "' is not a property",
                    "write one of " + String.join(", ", new TreeSet<>(known)));
              }
            });
    return true;
  }

  /**
   * Returns the text of a property, or {@code null} if it is missing or wrong; the latter is a
   * problem.
   */
  @Nullable String text(LocatedJson object, String name) {
    LocatedJson value = object.fields().get(name);
    if (value == null || !is(value, Kind.STRING)) {
      return null;
    }
    String text = value.text();
    if (text == null || text.isBlank() || !text.equals(text.strip())) {
      add(
          value.line(),
          "'" + name + "' is blank, or has blanks around it",
          "write words, or leave it out");
      return null;
    }
    return text;
  }

  /** Returns the text of a property; that it is missing is a problem. */
  @Nullable String requiredText(LocatedJson object, String name) {
    if (!object.fields().containsKey(name)) {
      add(object.line(), "'" + name + "' is missing", "write it");
    }
    return text(object, name);
  }

  /**
   * Returns the elements of a property; none if it is missing, none and a problem if it is wrong.
   */
  List<LocatedJson> items(LocatedJson object, String name) {
    LocatedJson value = object.fields().get(name);
    if (value == null || !is(value, Kind.ARRAY)) {
      return List.of();
    }
    if (value.items().isEmpty()) {
      add(value.line(), "'" + name + "' is an empty array", "fill it, or leave it out");
    }
    return value.items();
  }

  /** Whether a value is of a kind; that it is not is a problem. */
  boolean is(LocatedJson value, Kind kind) {
    if (value.kind() != kind) {
      add(value.line(), value.kind() + " where there should be " + kind, "write " + kind);
      return false;
    }
    return true;
  }
}
