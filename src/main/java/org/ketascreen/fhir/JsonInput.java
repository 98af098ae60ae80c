package org.ketascreen.fhir;

import org.jspecify.annotations.Nullable;

/**
 * The values of one JSON text, one after the other. It stands before the first, and then at the one
 * that it moved to, of which it tells the kind and the name. Not thread-safe.
 */
abstract class JsonInput implements AutoCloseable {

  /** Where the type of the resource stands in which the input stands, or -1. */
  int type = -1;

  /** What the value is at which the input stands: a kind of {@link Tape}. */
  byte kind;

  /** The name of the property of whose value it is, if it stands in an object. */
  String name = "";

  /** What this name means. */
  byte meaning;

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
      byte means = meaning;
      boolean text = kind == Tape.TEXT;
      tape.end(object, place());
      Items items = kind == Tape.ARRAY ? arrays.of(before, property) : null;
      tape.addName(object, property);
      int value =
          items == null
              ? add(tape, property, means == Meaning.SAMPLES)
              : addArray(tape, property, false, items);
      tape.addValue(object, value);
      noteMeaning(tape, object, means, text ? value : -1);
    }
    type = -1;
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
      case Tape.OBJECT, Tape.ARRAY -> addContainer(tape, property, sampled);
      case Tape.TEXT -> {
        int text = addText(tape, property);
        if (meaning == Meaning.WORDS && property != null) {
          tape.noteWords(text);
        }
        yield text;
      }
      case Tape.NUMBER -> addText(tape, property);
      default -> tape.add(kind, property);
    };
  }

  /** Adds the object or array at which it stands, and all that is in it. */
  int addContainer(Tape tape, @Nullable String property, boolean sampled) {
    return kind == Tape.OBJECT
        ? addObject(tape, property, sampled)
        : addArray(tape, property, sampled, null);
  }

  private int addObject(Tape tape, @Nullable String property, boolean sampled) {
    int object = tape.add(Tape.OBJECT, property, place(), 0);
    int outer = type;
    for (boolean more = firstProperty(); more; more = nextProperty()) {
      if (Meaning.isSpecial(meaning)) {
        addSpecial(tape, object, sampled);
      } else {
        tape.addName(object, name);
        tape.addValue(object, add(tape, name, false));
      }
    }
    type = outer;
    tape.end(object, place());
    return object;
  }

  private void addSpecial(Tape tape, int object, boolean sampled) {
    byte means = meaning;
    boolean text = kind == Tape.TEXT;
    if (text && isSkipped(tape, means, sampled)) {
      // no string is made of what is not added
      return;
    }
    String property = name;
    tape.addName(object, property);
    int value = add(tape, property, means == Meaning.SAMPLES);
    tape.addValue(object, value);
    noteMeaning(tape, object, means, text ? value : -1);
  }

  /**
   * Notes what a property means for the object that it is of.
   *
   * @param text its value if that is a string, or -1
   */
  final void noteMeaning(Tape tape, int object, int means, int text) {
    switch (means) {
      case Meaning.MODIFIER -> tape.alter(object);
      case Meaning.NEGATION -> tape.negate(object);
      case Meaning.TYPE -> type = text < 0 ? type : text;
      default -> {
        // it means nothing for the object
      }
    }
  }

  /** Whether a string is narrative that is not read, or an attachment. */
  final boolean isSkipped(Tape tape, int means, boolean sampled) {
    return means == Meaning.NARRATIVE
        ? type < 0 || !Meaning.isNarrated(tape.text(type))
        : means == Meaning.DATA && !sampled;
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
