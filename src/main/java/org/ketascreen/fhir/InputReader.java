package org.ketascreen.fhir;

import org.jspecify.annotations.Nullable;
import org.ketascreen.UnreadableInputException;

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
    if (!input.nextValue()) {
      throw new UnreadableInputException("the input is empty" + GIVE);
    }
    if (input.kind == Tape.ARRAY) {
      readArray();
      if (input.nextValue()) {
        throw moreThanOne();
      }
    } else {
      readLines();
    }
  }

  private UnreadableInputException moreThanOne() {
    return new UnreadableInputException(
        "more than one JSON value" + input.here() + "; give one, an array, or one on each line");
  }

  private void readLines() {
    UnreadableInputException refusal = readObject("", null);
    int values = 1;
    while (input.nextValue()) {
      if (!input.isOnNextLine()) {
        throw moreThanOne();
      }
      readObject("line " + input.line() + ": ", null);
      values++;
    }
    if (values == 1 && refusal != null) {
      throw refusal;
    }
  }

  private void readArray() {
    int index = 0;
    for (boolean more = input.firstItem(); more; more = input.nextItem()) {
      Place place = new Place("", index++);
      if (input.kind == Tape.OBJECT) {
        readObject(place + ".", place);
      } else {
        input.value();
        collected.add(
            ResourceReader.malformed(
                Identity.of(place, null, null, null),
                place + ": must be an object",
                Json.Obj.empty()));
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
  private @Nullable UnreadableInputException readObject(String prefix, @Nullable Place item) {
    if (input.kind != Tape.OBJECT) {
      throw new UnreadableInputException("the input is no JSON object" + input.here() + GIVE);
    }
    Entries entries = new Entries(new BundleReader(collected, prefix + "Bundle.entry"));
    Json.Obj top = input.object(entries);
    return finish(top, prefix, item, entries);
  }

  /**
   * Reads the entries of what is or, by the look of the first one, must be a Bundle; else they are
   * kept.
   */
  private static final class Entries implements JsonInput.Arrays {
    private final BundleReader bundle;
    private boolean streamed;

    Entries(BundleReader bundle) {
      this.bundle = bundle;
    }

    @Override
    public JsonInput.@Nullable Items of(Json.Obj before, String name) {
      if (!name.equals("entry")) {
        return null;
      }
      String type = before.text("resourceType");
      if (type == null) {
        return new Guessed(this);
      }
      if (!type.equals("Bundle")) {
        return null;
      }
      streamed = true;
      return this::take;
    }

    private boolean take(Json entry) {
      streamed = true;
      bundle.readEntry(entry);
      return true;
    }
  }

  /** The entries of what may be a Bundle: the first one tells for all. */
  private static final class Guessed implements JsonInput.Items {
    private final Entries entries;
    private @Nullable Boolean known;

    Guessed(Entries entries) {
      this.entries = entries;
    }

    @Override
    public boolean take(Json item) {
      if (known == null) {
        known = isBundleEntry(item);
      }
      return known && entries.take(item);
    }
  }

  private static boolean isBundleEntry(Json json) {
    return json instanceof Json.Obj object
        && (object.get("resource") != null || object.get("fullUrl") != null);
  }

  private @Nullable UnreadableInputException finish(
      Json.Obj top, String prefix, @Nullable Place item, Entries entries) {
    BundleReader bundle = entries.bundle;
    String type = top.text("resourceType");
    if ("Bundle".equals(type)) {
      finishBundle(top, bundle);
      return null;
    }
    if (entries.streamed) {
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
    collected.add(resources.read(place(type, prefix, item), top, FullUrl.NONE));
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
