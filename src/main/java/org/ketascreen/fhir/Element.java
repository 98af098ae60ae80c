package org.ketascreen.fhir;

import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.FhirCode;
import org.ketascreen.record.RecordedTime;

/**
 * A value of a resource with its FHIR path, read as the type that FHIR gives it. Every method
 * throws {@link MalformedEntryException} with the path if the value is of another type. The literal
 * null, an empty string, and a property that only has a {@code _sibling} (such as a reason for its
 * absence) are absent.
 */
final class Element {

  /** Most characters of a FHIR string. */
  private static final int MAX_TEXT = 1_048_576;

  /** Most characters of a code, a system or a date that are looked at. */
  private static final int MAX_TOKEN = 4_096;

  private static final int MAX_NUMBER_TEXT = 100;
  private static final int MAX_EXPONENT = 100;

  private static final String NOT_A_TIME =
      "not a FHIR date or dateTime; write YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss+zz:zz";

  private final Tape tape;
  private final int at;
  private final @Nullable Element parent;
  private final String name;
  private final int index;

  private Element(Tape tape, int at, @Nullable Element parent, String name, int index) {
    boolean kept = tape.isKept(at);
    this.tape = kept ? tape.kept() : tape;
    this.at = kept ? tape.keptAs(at) : at;
    this.parent = parent;
    this.name = name;
    this.index = index;
  }

  /** Returns a resource, whose path is its type. */
  static Element resource(Json.Obj resource, String type) {
    return new Element(resource.tape(), resource.at(), null, type, -1);
  }

  /** Returns what stands at a place of the input, which is its path. */
  static Element at(Place place, Json.Obj object) {
    return new Element(object.tape(), object.at(), null, place.path(), place.index());
  }

  /** Returns the FHIR path of this value. */
  String path() {
    String step = index < 0 ? name : name + "[" + index + "]";
    return parent == null ? step : parent.path() + "." + step;
  }

  /** Returns the exception that says that this value is wrong. */
  MalformedEntryException malformed(String expectation) {
    return new MalformedEntryException(path() + ": " + expectation);
  }

  /** Returns the object that this must be. */
  Json.Obj object() {
    requireObject();
    return new Json.Obj(tape, at);
  }

  private void requireObject() {
    if (!isObject()) {
      throw malformed("must be an object");
    }
  }

  private boolean is(byte kind) {
    return tape.kind(at) == kind;
  }

  /** Returns a property, or {@code null} if it is absent. */
  @Nullable Element child(String property) {
    int found = find(property);
    return found < 0 ? null : new Element(tape, found, this, property, -1);
  }

  /** Returns the value of a property, or -1 if it is absent. */
  private int find(String property) {
    requireObject();
    int found = tape.find(at, property);
    return found < 0 || tape.isNothing(found) ? -1 : found;
  }

  /** Whether this is a string. */
  boolean isString() {
    return is(Tape.TEXT);
  }

  /** Whether this is an object. */
  boolean isObject() {
    return is(Tape.OBJECT);
  }

  /** Whether it has, perhaps without a value, one of {@link OlderRelease#NEGATIONS}. */
  boolean negates() {
    return tape.negates(at);
  }

  /** Whether a property is an object. */
  boolean isObject(String property) {
    int found = find(property);
    return found >= 0 && tape.kind(found) == Tape.OBJECT;
  }

  /** Whether a property is an array. */
  boolean isArray(String property) {
    int found = find(property);
    return found >= 0 && tape.kind(found) == Tape.ARRAY;
  }

  /** Whether there is such a property. */
  boolean has(String property) {
    return find(property) >= 0;
  }

  /** Returns the items of an array property, without nulls; none if it is absent. */
  Elements list(String property) {
    int found = find(property);
    if (found >= 0 && tape.kind(found) != Tape.ARRAY) {
      throw new Element(tape, found, this, property, -1).malformed("must be an array");
    }
    return new Elements(tape, found, this, property);
  }

  /** Returns an item of an array property. */
  static Element item(Tape tape, int at, Element parent, String property, int index) {
    return new Element(tape, at, parent, property, index);
  }

  /** Returns the one property there is of a choice, or {@code null} if there is none. */
  @Nullable Element choice(Choice choice) {
    requireObject();
    if (!tape.mayHave(at, choice.bits())) {
      return null;
    }
    Element found = null;
    int end = tape.next(at);
    for (int i = tape.find(choice, at + 1, end);
        i < end;
        i = tape.find(choice, tape.next(i), end)) {
      if (!tape.isNothing(i)) {
        if (found != null) {
          throw malformed(choice.written() + " is given twice; give one");
        }
        found = new Element(tape, i, this, tape.name(i), -1);
      }
    }
    return found;
  }

  /** Returns the name of the property that this is the value of. */
  String name() {
    return name;
  }

  /** Returns the words of this string. */
  String string() {
    return string(MAX_TEXT);
  }

  private String string(int most) {
    if (!isString()) {
      throw malformed("must be a string");
    }
    String text = tape.text(at);
    if (text.length() > most) {
      throw malformed("must have at most " + most + " characters");
    }
    return text;
  }

  /** Returns the words of a property, without an element for it unless they are wrong. */
  private String string(int found, String property, int most) {
    String text = tape.kind(found) == Tape.TEXT ? tape.text(found) : null;
    return text != null && text.length() <= most
        ? text
        : new Element(tape, found, this, property, -1).string(most);
  }

  /** Returns the words of a string property, or {@code null} if it is absent or blank. */
  @Nullable String string(String property) {
    int found = find(property);
    if (found < 0) {
      return null;
    }
    String text = string(found, property, MAX_TEXT);
    return text.isBlank() ? null : text;
  }

  /**
   * Whether a property is a prefix with a property of another object behind it, as far as that can
   * be told without making strings of them.
   */
  boolean isJoined(String property, String prefix, Element other, String itsProperty) {
    int joined = find(property);
    int end = joined >= 0 && other.isObject() ? other.find(itsProperty) : -1;
    return end >= 0 && tape.isJoined(joined, prefix, other.tape, end);
  }

  /** Returns a code, URI or reference, or {@code null} if it is absent. */
  @Nullable String token(String property) {
    int found = find(property);
    return found < 0 ? null : string(found, property, MAX_TOKEN);
  }

  /** Returns a boolean property, false if it is absent. */
  boolean flag(String property) {
    Element child = child(property);
    return child != null && child.bool();
  }

  /** Returns the boolean that this must be. */
  boolean bool() {
    if (is(Tape.TRUE) || is(Tape.FALSE)) {
      return is(Tape.TRUE);
    }
    throw malformed("must be true or false");
  }

  /** Returns the number that this must be. */
  BigDecimal number() {
    if (!is(Tape.NUMBER)) {
      throw malformed("must be a number");
    }
    String text = tape.text(at);
    if (text.length() <= MAX_NUMBER_TEXT) {
      try {
        BigDecimal value = new BigDecimal(text);
        if (Math.abs((long) value.scale()) <= MAX_EXPONENT) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw malformed("must be a number that FHIR's decimal can hold");
      }
    }
    throw malformed("must be a number with at most " + MAX_EXPONENT + " digits");
  }

  /** Returns what this is read as; read once of what is written alike. */
  <T> T remembered(Class<T> as, Function<Element, T> reader) {
    T known = tape.known(as, at);
    return known == null ? readNew(reader) : known;
  }

  /** Returns what a property is read as, or {@code null} if it is absent. */
  <T> @Nullable T remembered(String property, Class<T> as, Function<Element, T> reader) {
    int found = find(property);
    if (found < 0) {
      return null;
    }
    T known = tape.known(as, found);
    return known == null ? new Element(tape, found, this, property, -1).readNew(reader) : known;
  }

  private <T> T readNew(Function<Element, T> reader) {
    T read = reader.apply(this);
    tape.remember(at, read);
    return read;
  }

  /** Returns the date or dateTime that this must be. */
  RecordedTime time() {
    return remembered(RecordedTime.class, Element::readTime);
  }

  private RecordedTime readTime() {
    String text = string(MAX_TOKEN);
    if (!isDated(text)) {
      throw malformed(NOT_A_TIME);
    }
    try {
      return RecordedTime.parse(text);
    } catch (IllegalArgumentException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  /** Years of four digits: what Java reads beyond has no place in a patient's life. */
  private static boolean isDated(String text) {
    for (int i = 0; i < 4; i++) {
      if (i >= text.length() || text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.length() == 4 || text.charAt(4) == '-';
  }

  /** Returns a date or dateTime property, or {@code null} if it is absent. */
  @Nullable RecordedTime time(String property) {
    return remembered(property, RecordedTime.class, Element::readTime);
  }

  /** Returns a code of a closed choice. */
  <T extends Enum<T> & FhirCode> T code(Class<T> type) {
    T known = tape.known(type, at);
    if (known == null) {
      known = readCode(type);
      tape.remember(at, known);
    }
    return known;
  }

  private <T extends Enum<T> & FhirCode> T readCode(Class<T> type) {
    String code = string(MAX_TOKEN);
    try {
      return FhirCode.parse(type, code);
    } catch (IllegalArgumentException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  /** Returns a property that is a code of a closed choice, or {@code null} if it is absent. */
  <T extends Enum<T> & FhirCode> @Nullable T code(String property, Class<T> type) {
    Element child = child(property);
    return child == null ? null : child.code(type);
  }
}
