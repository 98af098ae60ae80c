package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One resource as parsed: a small tree that keeps numbers as text and repeated properties as they
 * came.
 */
sealed interface Json {

  /** A string. */
  record Text(String value) implements Json {}

  /** A number, as written. */
  record Numeric(String text) implements Json {}

  /** A boolean. */
  record Bool(boolean value) implements Json {}

  /** The literal null. */
  record Null() implements Json {
    static final Null INSTANCE = new Null();
  }

  /** An array. */
  record Arr(List<Json> items) implements Json {}

  /** An object; its properties in the order of the source. */
  final class Obj implements Json {
    private static final int SMALL = 16;

    private final List<String> names = new ArrayList<>(8);
    private final List<Json> values = new ArrayList<>(8);
    private @Nullable Set<String> seen;
    private boolean repeats;

    /** Adds a property. */
    void add(String name, Json value) {
      repeats |= !isNew(name);
      names.add(name);
      values.add(value);
    }

    private boolean isNew(String name) {
      if (names.size() < SMALL) {
        return !names.contains(name);
      }
      if (seen == null) {
        seen = new HashSet<>(names);
      }
      return seen.add(name);
    }

    /**
     * Returns the first property of this name, or {@code null} if there is none or it is the
     * literal null.
     */
    @Nullable Json get(String name) {
      for (int i = 0; i < names.size(); i++) {
        if (names.get(i).equals(name)) {
          Json value = values.get(i);
          return value instanceof Null ? null : value;
        }
      }
      return null;
    }

    /** Whether a property was given twice. */
    boolean repeats() {
      return repeats;
    }

    int size() {
      return names.size();
    }

    String name(int i) {
      return names.get(i);
    }

    Json value(int i) {
      return values.get(i);
    }

    /** Returns the string of this name, or {@code null} if it is absent or no string. */
    @Nullable String text(String name) {
      return get(name) instanceof Text text ? text.value() : null;
    }

    /** Returns the object of this name, or {@code null} if it is absent or no object. */
    @Nullable Obj object(String name) {
      return get(name) instanceof Obj object ? object : null;
    }

    /** Returns the items of the array of this name; none if it is absent or no array. */
    List<Json> items(String name) {
      return get(name) instanceof Arr array ? array.items() : List.of();
    }
  }
}
