package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value of one resource as parsed, seen where it stands: numbers as text, and repeated properties
 * as they came. It is valid as long as its tape is not used for another resource.
 */
sealed interface Json {

  /** What may change the meaning of what it stands in. */
  String MODIFIER_EXTENSION = "modifierExtension";

  /** Returns a value of a tape. */
  static Json of(Tape tape, int value) {
    return switch (tape.kind(value)) {
      case Tape.OBJECT -> new Obj(tape, value);
      case Tape.ARRAY -> new Arr(tape, value);
      case Tape.TEXT -> new Text(tape, value);
      case Tape.NUMBER -> new Numeric(tape, value);
      case Tape.TRUE -> Bool.TRUE;
      case Tape.FALSE -> Bool.FALSE;
      default -> Null.INSTANCE;
    };
  }

  /** A string. */
  record Text(Tape tape, int at) implements Json {
    String value() {
      return tape.text(at);
    }
  }

  /** A number. */
  record Numeric(Tape tape, int at) implements Json {
    /** Returns it as written. */
    String text() {
      return tape.text(at);
    }
  }

  /** A boolean. */
  record Bool(boolean value) implements Json {
    static final Bool TRUE = new Bool(true);
    static final Bool FALSE = new Bool(false);
  }

  /** The literal null. */
  record Null() implements Json {
    static final Null INSTANCE = new Null();
  }

  /** An array. */
  record Arr(Tape tape, int at) implements Json {
    public Arr {
      if (tape.isKept(at)) {
        at = tape.keptAs(at);
        tape = tape.kept();
      }
    }

    /** Returns the number of its first item, or {@link #end} if it has none. */
    int first() {
      return at + 1;
    }

    /** Returns the number after its last item. */
    int end() {
      return tape.next(at);
    }

    List<Json> items() {
      List<Json> items = new ArrayList<>();
      for (int i = first(); i < end(); i = tape.next(i)) {
        items.add(of(tape, i));
      }
      return items;
    }
  }

  /** An object; its properties in the order of the source. */
  record Obj(Tape tape, int at) implements Json {
    public Obj {
      if (tape.isKept(at)) {
        at = tape.keptAs(at);
        tape = tape.kept();
      }
    }

    /** Returns an object without properties. */
    static Obj empty() {
      Tape tape = new Tape();
      return new Obj(tape, tape.add(Tape.OBJECT, null));
    }

    /**
     * Returns the first property of this name, or {@code null} if there is none or it is the
     * literal null.
     */
    @Nullable Json get(String name) {
      int found = find(name);
      return found < 0 ? null : of(tape, found);
    }

    private int find(String name) {
      int found = tape.find(at, name);
      return found < 0 || tape.kind(found) == Tape.NULL ? -1 : found;
    }

    /** Whether a property was given twice. */
    boolean repeats() {
      return tape.repeats(at);
    }

    /**
     * Whether in it, at any depth, a property was given twice or there is a modifier extension,
     * even an empty one.
     */
    boolean alters() {
      return tape.alters(at);
    }

    /** Returns the number of its first property, or {@link #end} if it has none. */
    int first() {
      return at + 1;
    }

    /** Returns the number of the property after another. */
    int after(int property) {
      return tape.next(property);
    }

    /** Returns the number after its last property. */
    int end() {
      return tape.next(at);
    }

    String name(int property) {
      return tape.name(property);
    }

    Json value(int property) {
      return of(tape, property);
    }

    /** Returns the string of this name, or {@code null} if it is absent or no string. */
    @Nullable String text(String name) {
      int found = find(name);
      return found >= 0 && tape.kind(found) == Tape.TEXT ? tape.text(found) : null;
    }

    /** Returns the object of this name, or {@code null} if it is absent or no object. */
    @Nullable Obj object(String name) {
      int found = find(name);
      return found >= 0 && tape.kind(found) == Tape.OBJECT ? new Obj(tape, found) : null;
    }

    /** Returns the items of the array of this name; none if it is absent or no array. */
    List<Json> items(String name) {
      int found = find(name);
      return found >= 0 && tape.kind(found) == Tape.ARRAY
          ? new Arr(tape, found).items()
          : List.of();
    }
  }
}
