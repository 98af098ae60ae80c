package org.ketascreen.fhir;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of one JSON text, one after the other. It stands before the first, and then at the one
 * that it moved to, of which it tells the kind and the name. Not thread-safe.
 */
abstract class JsonInput implements AutoCloseable {

  /** Resources whose narrative may be all that they say. */
  private static final Set<String> NARRATED =
      Set.of("Composition", "Condition", "AllergyIntolerance");

  /** The property whose {@code data} are readings, not an attachment. */
  private static final String SAMPLES = "valueSampledData";

  private static final Set<String> SPECIAL =
      Set.of("resourceType", "div", "data", SAMPLES, Json.MODIFIER_EXTENSION);

  /** Whether the input stands in a resource whose narrative is kept. */
  private boolean narrated;

  /** What the value is at which the input stands: a kind of {@link Tape}. */
  byte kind;

  /** The name of the property of whose value it is, if it stands in an object. */
  String name = "";

  /** Whether this name means something to whoever reads whatever JSON. */
  boolean special;

  /** Whether the strings of properties of this name are {@link Words}. */
  boolean wordy;

  /** How many special properties of objects in others there were. */
  int specials;

  /** Whether a name means something to whoever reads whatever JSON. */
  static boolean isSpecial(String name) {
    return SPECIAL.contains(name) || OlderRelease.NEGATIONS.contains(name);
  }

  /** Moves to the next value that stands in no other, and returns whether there is one. */
  abstract boolean nextValue();

  /** Whether there is a line break between the value before, which has ended, and this one. */
  abstract boolean isOnNextLine();

  /** Moves to the first property of the object at which it stands, or to its end. */
  abstract boolean firstProperty();

  /** Moves to the next property of an object, or to its end. */
  abstract boolean nextProperty();

  /** Moves to the first item of the array at which it stands, or to its end. */
  abstract boolean firstItem();

  /** Moves to the next item of an array, or to its end. */
  abstract boolean nextItem();

  /** Adds the string or number at which it stands. */
  abstract int addText(Tape tape, @Nullable String name);

  /** Passes over the string at which it stands. */
  abstract void skipText();

  /** Returns the place in memory that it came to, if the input is there; else 0. */
  abstract int place();

  /** Whether equal values are read as one. */
  abstract boolean remembers();

  /** Returns a tape for values of this input. */
  abstract Tape tape();

  /** Returns the number of the line of the current value, from 1. */
  abstract int line();

  /** Returns the place of the current value: {@code at 3:17}. */
  abstract String here();

  @Override
  public void close() {}

  /** Reads the value at which it stands. */
  Json value() {
    Tape tape = tape();
    return Json.of(tape, add(tape, null, false));
  }

  /** Takes the items of an array as they are read. */
  interface Items {
    /**
     * Takes an item, which is valid during this call, or leaves it to be kept.
     *
     * @return whether it was taken
     */
    boolean take(Json item);
  }

  /** Says which arrays of an object are taken. */
  interface Arrays {
    /**
     * Returns who takes the items of an array, or {@code null} if it is kept.
     *
     * @param before what was read of the object
     */
    @Nullable Items of(Json.Obj before, String name);
  }

  /** Reads the object at which it stands, which is part of no other. */
  Json.Obj object(Arrays arrays) {
    Tape tape = tape();
    int object = tape.add(Tape.OBJECT, null, place(), 0);
    Json.Obj before = new Json.Obj(tape, object);
    for (boolean more = firstProperty(); more; more = nextProperty()) {
      String property = name;
      tape.end(object, place());
      boolean text = kind == Tape.TEXT;
      Items items = kind == Tape.ARRAY ? arrays.of(before, property) : null;
      tape.addName(object, property);
      int value =
          items == null
              ? add(tape, property, property.equals(SAMPLES))
              : addArray(tape, property, false, items);
      tape.addValue(object, value);
      noteMeaning(tape, object, property, text ? value : -1);
    }
    narrated = false;
    tape.end(object, place());
    return before;
  }

  /**
   * Adds the value at which it stands, and returns its number.
   *
   * @param sampled whether it is a series of samples, or an array of them
   */
  private int add(Tape tape, @Nullable String property, boolean sampled) {
    return switch (kind) {
      case Tape.OBJECT -> addObject(tape, property, sampled);
      case Tape.ARRAY -> addArray(tape, property, sampled, null);
      case Tape.TEXT -> {
        int text = addText(tape, property);
        if (wordy && property != null) {
          tape.noteWords(text);
        }
        yield text;
      }
      case Tape.NUMBER -> addText(tape, property);
      default -> tape.add(kind, property);
    };
  }

  private int addObject(Tape tape, @Nullable String property, boolean sampled) {
    int object = tape.add(Tape.OBJECT, property, place(), 0);
    boolean outer = narrated;
    for (boolean more = firstProperty(); more; more = nextProperty()) {
      if (special) {
        addSpecial(tape, object, sampled);
      } else {
        tape.addName(object, name);
        tape.addValue(object, addOrdinary(tape, name));
      }
    }
    narrated = outer;
    tape.end(object, place());
    return object;
  }

  /** Adds the value of a property that is not special. */
  int addOrdinary(Tape tape, String property) {
    return add(tape, property, false);
  }

  private void addSpecial(Tape tape, int object, boolean sampled) {
    specials++;
    String property = name;
    boolean text = kind == Tape.TEXT;
    if (text && isSkipped(property, sampled)) {
      skipText();
      return;
    }
    tape.addName(object, property);
    int value = add(tape, property, property.equals(SAMPLES));
    tape.addValue(object, value);
    noteMeaning(tape, object, property, text ? value : -1);
  }

  /**
   * Notes what a property means for the object that it is of.
   *
   * @param text its value if that is a string, or -1
   */
  private void noteMeaning(Tape tape, int object, String property, int text) {
    if (property.equals(Json.MODIFIER_EXTENSION)) {
      tape.alter(object);
    } else if (OlderRelease.NEGATIONS.contains(property)) {
      tape.negate(object);
    } else if (text >= 0 && property.equals("resourceType")) {
      narrated = NARRATED.contains(tape.text(text));
    }
  }

  /** Whether a string is narrative that is not read, or an attachment. */
  private boolean isSkipped(String name, boolean sampled) {
    return name.equals("div") ? !narrated : name.equals("data") && !sampled;
  }

  private int addArray(
      Tape tape, @Nullable String property, boolean sampled, @Nullable Items taker) {
    int array = tape.add(Tape.ARRAY, property, place(), 0);
    for (boolean more = firstItem(); more; more = nextItem()) {
      int item = add(tape, null, sampled);
      if (taker != null && taker.take(Json.of(tape, item))) {
        tape.take(item);
      } else {
        tape.addValue(array, item);
      }
    }
    tape.end(array, place());
    return array;
  }
}
