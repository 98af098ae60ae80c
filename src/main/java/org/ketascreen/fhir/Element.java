package org.ketascreen.fhir;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
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

  private final Json json;
  private final @Nullable Element parent;
  private final String name;
  private final int index;

  private Element(Json json, @Nullable Element parent, String name, int index) {
    this.json = json;
    this.parent = parent;
    this.name = name;
    this.index = index;
  }

  /** Returns a resource, whose path is its type. */
  static Element resource(Json.Obj resource, String type) {
    return new Element(resource, null, type, -1);
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
    if (json instanceof Json.Obj object) {
      return object;
    }
    throw malformed("must be an object");
  }

  /** Returns a property, or {@code null} if it is absent. */
  @Nullable Element child(String property) {
    Json value = object().get(property);
    if (value == null || (value instanceof Json.Text text && text.value().isEmpty())) {
      return null;
    }
    return new Element(value, this, property, -1);
  }

  /** Whether this is a string. */
  boolean isString() {
    return json instanceof Json.Text;
  }

  /** Whether this is an object. */
  boolean isObject() {
    return json instanceof Json.Obj;
  }

  /** Whether a property is an object. */
  boolean isObject(String property) {
    return object().get(property) instanceof Json.Obj;
  }

  /** Whether a property is an array. */
  boolean isArray(String property) {
    return object().get(property) instanceof Json.Arr;
  }

  /** Whether there is such a property. */
  boolean has(String property) {
    return child(property) != null;
  }

  /** Returns the items of an array property, without nulls; none if it is absent. */
  List<Element> list(String property) {
    Element child = child(property);
    if (child == null) {
      return List.of();
    }
    if (!(child.json instanceof Json.Arr array)) {
      throw child.malformed("must be an array");
    }
    List<Element> items = new ArrayList<>(array.items().size());
    for (int i = 0; i < array.items().size(); i++) {
      Json item = array.items().get(i);
      if (!(item instanceof Json.Null)) {
        items.add(new Element(item, this, property, i));
      }
    }
    return items;
  }

  /**
   * Returns the one property there is of a choice such as {@code onset[x]}, or {@code null} if
   * there is none.
   */
  @Nullable Element choice(String stem, String... types) {
    if (!object().hasNameFrom(stem)) {
      return null;
    }
    Element found = null;
    for (String type : types) {
      Element child = child(stem + type);
      if (child != null && found != null) {
        throw malformed(stem + "[x] is given twice; give one");
      }
      found = child == null ? found : child;
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
    if (!(json instanceof Json.Text text)) {
      throw malformed("must be a string");
    }
    if (text.value().length() > most) {
      throw malformed("must have at most " + most + " characters");
    }
    return text.value();
  }

  /** Returns the words of a string property, or {@code null} if it is absent or blank. */
  @Nullable String string(String property) {
    Element child = child(property);
    if (child == null) {
      return null;
    }
    String text = child.string();
    return text.isBlank() ? null : text;
  }

  /** Returns a code, URI or reference, or {@code null} if it is absent. */
  @Nullable String token(String property) {
    Element child = child(property);
    return child == null ? null : child.string(MAX_TOKEN);
  }

  /** Returns a boolean property, false if it is absent. */
  boolean flag(String property) {
    Element child = child(property);
    return child != null && child.bool();
  }

  /** Returns the boolean that this must be. */
  boolean bool() {
    if (json instanceof Json.Bool bool) {
      return bool.value();
    }
    throw malformed("must be true or false");
  }

  /** Returns the number that this must be. */
  BigDecimal number() {
    if (!(json instanceof Json.Numeric number)) {
      throw malformed("must be a number");
    }
    if (number.text().length() <= MAX_NUMBER_TEXT) {
      try {
        BigDecimal value = new BigDecimal(number.text());
        if (Math.abs((long) value.scale()) <= MAX_EXPONENT) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw malformed("must be a number that FHIR's decimal can hold");
      }
    }
    throw malformed("must be a number with at most " + MAX_EXPONENT + " digits");
  }

  /** Returns the date or dateTime that this must be. */
  RecordedTime time() {
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
    Element child = child(property);
    return child == null ? null : child.time();
  }

  /** Returns a code of a closed choice. */
  <T extends Enum<T> & FhirCode> T code(Class<T> type) {
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
