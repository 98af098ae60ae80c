package org.ketascreen.fhir;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One resource as parsed: a small tree that keeps numbers as text and repeated properties as they
 * came.
 */
sealed interface Json {

  /** What may change the meaning of what it stands in. */
  String MODIFIER_EXTENSION = "modifierExtension";

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

  /**
   * An array.
   *
   * @param alters whether one of its items does, at any depth
   */
  record Arr(List<Json> items, boolean alters) implements Json {

    /** Makes an array of items. */
    static Arr of(List<Json> items) {
      boolean alters = false;
      for (Json item : items) {
        alters |= Obj.alters(item);
      }
      return new Arr(items, alters);
    }
  }

  /** An object; its properties in the order of the source. */
  final class Obj implements Json {
    private static final int SMALL = 16;

    private String[] names = new String[6];
    private Json[] values = new Json[6];
    private int size;

    /**
     * One bit of 64 for the hash of each name: most names that are asked for are not there, which
     * one look tells.
     */
    private long hashes;

    private @Nullable Set<String> seen;
    private boolean repeats;
    private boolean alters;

    /** Adds a property. */
    void add(String name, Json value) {
      repeats |= !isNew(name);
      alters |= repeats || name.equals(MODIFIER_EXTENSION) || alters(value);
      if (size == names.length) {
        names = Arrays.copyOf(names, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
      }
      names[size] = name;
      values[size++] = value;
      hashes |= bit(name);
    }

    private static long bit(String name) {
      return 1L << name.hashCode();
    }

    private static boolean alters(Json value) {
      return value instanceof Obj object
          ? object.alters
          : value instanceof Arr array && array.alters();
    }

    private boolean isNew(String name) {
      if (size >= SMALL && seen == null) {
        seen = new HashSet<>(Arrays.asList(names).subList(0, size));
      }
      if (seen != null) {
        return seen.add(name);
      }
      return (hashes & bit(name)) == 0 || find(name) < 0;
    }

    private int find(String name) {
      for (int i = 0; i < size; i++) {
        if (names[i].equals(name)) {
          return i;
        }
      }
      return -1;
    }

    /**
     * Returns the first property of this name, or {@code null} if there is none or it is the
     * literal null.
     */
    @Nullable Json get(String name) {
      if ((hashes & bit(name)) == 0) {
        return null;
      }
      int i = find(name);
      return i < 0 || values[i] instanceof Null ? null : values[i];
    }

    /** Whether the name of a property begins so. */
    boolean hasNameFrom(String beginning) {
      for (int i = 0; i < size; i++) {
        if (names[i].startsWith(beginning)) {
          return true;
        }
      }
      return false;
    }

    /** Whether a property was given twice. */
    boolean repeats() {
      return repeats;
    }

    /**
     * Whether in it, at any depth, a property was given twice or there is a modifier extension,
     * even an empty one.
     */
    boolean alters() {
      return alters;
    }

    int size() {
      return size;
    }

    String name(int i) {
      return names[i];
    }

    Json value(int i) {
      return values[i];
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
