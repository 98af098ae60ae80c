package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.UnreadableInputException;
import tools.jackson.core.JsonToken;

/**
 * Reads everything that an input holds: one resource, one Bundle, an array of them, or one on each
 * line. Not thread-safe: lives for one input.
 */
final class InputReader {

  private static final String GIVE = "; give a FHIR R4 Bundle or resource";

  private final JsonInput input;
  private final Collected collected;
  private final ResourceReader resources;

  InputReader(JsonInput input, Collected collected) {
    this.input = input;
    this.collected = collected;
    this.resources = new ResourceReader(collected);
  }

  void read() {
    JsonToken first = input.next();
    if (first == null) {
      throw new UnreadableInputException("the input is empty" + GIVE);
    }
    if (first == JsonToken.START_ARRAY) {
      readArray();
      if (input.next() != null) {
        throw moreThanOne();
      }
    } else {
      readLines(first);
    }
  }

  private UnreadableInputException moreThanOne() {
    return new UnreadableInputException(
        "more than one JSON value" + input.here() + "; give one, an array, or one on each line");
  }

  private void readLines(JsonToken first) {
    UnreadableInputException refusal = readObject(first, "", null);
    int values = 1;
    int line = input.line();
    for (JsonToken token = input.next(); token != null; token = input.next()) {
      if (input.line() == line) {
        throw moreThanOne();
      }
      readObject(token, "line " + input.line() + ": ", null);
      line = input.line();
      values++;
    }
    if (values == 1 && refusal != null) {
      throw refusal;
    }
  }

  private void readArray() {
    int index = 0;
    JsonToken token = input.expectNext();
    for (; token != JsonToken.END_ARRAY; token = input.expectNext()) {
      Place place = new Place("", index++);
      if (token == JsonToken.START_OBJECT) {
        readObject(token, place + ".", place);
      } else {
        input.value(token);
        collected.add(
            ResourceReader.malformed(
                Identity.of(place, null, null, null),
                place + ": must be an object",
                new Json.Obj()));
      }
    }
    if (index == 0) {
      throw new UnreadableInputException("the array is empty" + GIVE);
    }
  }

  /**
   * Reads one value of the input.
   *
   * @param prefix where it stands in the input
   * @param item its place in an array, or {@code null}
   * @return why the input must be refused if it has no other value, or {@code null}
   */
  private @Nullable UnreadableInputException readObject(
      JsonToken token, String prefix, @Nullable Place item) {
    if (token != JsonToken.START_OBJECT) {
      throw new UnreadableInputException("the input is no JSON object" + input.here() + GIVE);
    }
    BundleReader bundle = new BundleReader(collected, prefix + "Bundle.entry");
    Json.Obj top = new Json.Obj();
    boolean streamed = false;
    while (input.expectNext() != JsonToken.END_OBJECT) {
      String name = input.name();
      JsonToken value = input.expectNext();
      if (name.equals("entry") && value == JsonToken.START_ARRAY && mayBe("Bundle", top)) {
        streamed |= readEntries(top, bundle);
      } else {
        top.add(name, input.value(name, value));
      }
    }
    return finish(top, prefix, item, bundle, streamed);
  }

  private static boolean mayBe(String type, Json.Obj top) {
    String named = top.text("resourceType");
    return named == null || named.equals(type);
  }

  /**
   * Reads the entries of what is or, by the look of the first one, must be a Bundle; else keeps
   * them.
   *
   * @return whether they were read
   */
  private boolean readEntries(Json.Obj top, BundleReader bundle) {
    JsonToken token = input.expectNext();
    boolean known = top.text("resourceType") != null;
    List<Json> kept = new ArrayList<>();
    if (!known && token != JsonToken.END_ARRAY) {
      Json first = input.value(token);
      known = isBundleEntry(first);
      if (known) {
        bundle.readEntry(first);
      } else {
        kept.add(first);
      }
      token = input.expectNext();
    }
    for (; token != JsonToken.END_ARRAY; token = input.expectNext()) {
      if (known) {
        bundle.readEntry(input.value(token));
      } else {
        kept.add(input.value(token));
      }
    }
    top.add("entry", known ? Json.Null.INSTANCE : Json.Arr.of(kept));
    return known;
  }

  private static boolean isBundleEntry(Json json) {
    return json instanceof Json.Obj object
        && (object.get("resource") != null || object.get("fullUrl") != null);
  }

  private @Nullable UnreadableInputException finish(
      Json.Obj top, String prefix, @Nullable Place item, BundleReader bundle, boolean streamed) {
    String type = top.text("resourceType");
    if ("Bundle".equals(type)) {
      finishBundle(top, bundle);
      return null;
    }
    if (streamed) {
      throw new UnreadableInputException(
          prefix + "resourceType: not Bundle, though there are entries; write Bundle");
    }
    if ("Parameters".equals(type) && !top.items("parameter").isEmpty()) {
      refuseModifiers(top, "Parameters");
      new ParametersReader(collected, prefix + "Parameters.parameter").readAll(top);
      collected.add(Source.GIVEN);
      return null;
    }
    if (type == null && item != null && top.object("resource") != null) {
      bundle.readEntry(item, top);
      collected.add(Source.GIVEN);
      return null;
    }
    collected.add(resources.read(place(type, prefix, item), top, null));
    collected.add(Source.ALONE);
    if (type == null) {
      return new UnreadableInputException("resourceType: missing" + GIVE);
    }
    return ResourceTypes.use(type) == ResourceTypes.Use.UNKNOWN
        ? new UnreadableInputException("resourceType: " + OlderRelease.unknownType(type) + GIVE)
        : null;
  }

  private static Place place(@Nullable String type, String prefix, @Nullable Place item) {
    boolean known = type != null && ResourceTypes.use(type) != ResourceTypes.Use.UNKNOWN;
    return item != null ? item : Place.of(prefix + (known ? type : "resource"));
  }

  private static void finishBundle(Json.Obj top, BundleReader bundle) {
    refuseModifiers(top, "Bundle");
    Json late = top.get("entry");
    if (late instanceof Json.Arr array) {
      array.items().forEach(bundle::readEntry);
    } else if (late != null) {
      throw new UnreadableInputException("Bundle.entry: must be an array");
    }
    bundle.finish(top);
  }

  private static void refuseModifiers(Json.Obj top, String type) {
    if (top.repeats()) {
      throw new UnreadableInputException(type + ": a property is given twice; give it once");
    }
    if (top.get("implicitRules") != null) {
      throw new UnreadableInputException(
          type + ".implicitRules: not understood; give the " + type + " without");
    }
  }
}
