package org.ketascreen.fhir;

import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.UnreadableInputException;
import org.ketascreen.record.Assertion;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Section;
import tools.jackson.core.JsonToken;

/**
 * Reads FHIR R4 JSON, a Bundle of any type or a single resource, into the record of one patient.
 * Immutable and thread-safe.
 *
 * <p>Every entry is accounted for: it is the Patient, an {@link org.ketascreen.record.Entry}
 * (several for an Observation with components, sharing its reference), or a {@link NotRead} with
 * the reason. One bad entry never costs another. A Bundle is read one resource at a time, provided
 * {@code resourceType} stands before {@code entry}.
 *
 * <p>The literal null and an empty string count as absent. A property given twice makes its entry
 * {@code MALFORMED}, and the Bundle unreadable if it is the Bundle's own. Text is UTF-8, with or
 * without a byte order mark.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class FhirReader {

  private static final FhirReader R4 = builder().build();

  private final @Nullable Reference patient;
  private final boolean strict;
  private final Map<Section, Assertion> assertions;

  private FhirReader(Builder builder) {
    this.patient = builder.patient;
    this.strict = builder.strict;
    this.assertions = Map.copyOf(builder.assertions);
  }

  /** Returns a reader without options. */
  public static FhirReader r4() {
    return R4;
  }

  /** Returns a builder of a reader with options. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a reader. Not thread-safe. */
  public static final class Builder {
    private @Nullable Reference patient;
    private boolean strict;
    private final Map<Section, Assertion> assertions = new EnumMap<>(Section.class);

    private Builder() {}

    /**
     * Chooses one of several patients.
     *
     * @param reference as the input refers to the patient: {@code Patient/x}, an absolute URL or a
     *     URN
     * @throws IllegalArgumentException if it is none of these
     */
    public Builder patient(String reference) {
      Reference parsed = Reference.parse(reference);
      if (parsed == null || (parsed.type() != null && !"Patient".equals(parsed.type()))) {
        throw new IllegalArgumentException(
            "not the reference of a patient; write Patient/x, a URL or a URN");
      }
      this.patient = parsed;
      return this;
    }

    /**
     * Lets only Compositions, whole searchsets and the caller decide that what is not listed is
     * absent; what would otherwise do so is {@code partial}.
     */
    public Builder strict(boolean strict) {
      this.strict = strict;
      return this;
    }

    /** Says what may be concluded from a section, whatever the input says. */
    public Builder assertion(Section section, AssertionStatus is) {
      assertions.put(section, new Assertion(is, "asserted by the caller"));
      return this;
    }

    /** Returns the reader. */
    public FhirReader build() {
      return new FhirReader(this);
    }
  }

  /**
   * Reads a record.
   *
   * @param json one JSON object; not closed
   * @return the record
   * @throws UnreadableInputException if it is no FHIR R4 JSON, or about several patients of whom
   *     none was chosen
   * @throws java.io.UncheckedIOException if the stream fails
   */
  public PatientRecord read(InputStream json) {
    try (JsonInput input = JsonInput.of(Objects.requireNonNull(json, "json"))) {
      return read(input);
    }
  }

  /**
   * Reads a record.
   *
   * @param json one JSON object
   * @return the record
   * @throws UnreadableInputException if it is no FHIR R4 JSON, or about several patients of whom
   *     none was chosen
   */
  public PatientRecord read(byte[] json) {
    try (JsonInput input = JsonInput.of(Objects.requireNonNull(json, "json"))) {
      return read(input);
    }
  }

  /**
   * Reads a record.
   *
   * @param json one JSON object
   * @return the record
   * @throws UnreadableInputException if it is no FHIR R4 JSON, or about several patients of whom
   *     none was chosen
   */
  public PatientRecord read(String json) {
    try (JsonInput input = JsonInput.of(Objects.requireNonNull(json, "json"))) {
      return read(input);
    }
  }

  private PatientRecord read(JsonInput input) {
    EntryReader entries = new EntryReader();
    Json.Obj top = readTop(input, entries);
    String type = top.text("resourceType");
    if (type == null) {
      throw new UnreadableInputException(
          "resourceType: missing; give a FHIR R4 Bundle or resource");
    }
    Source source = Source.ALONE;
    if (type.equals("Bundle")) {
      source = finishBundle(top, entries);
    } else if (ResourceTypes.use(type) != ResourceTypes.Use.UNKNOWN) {
      entries.readAlone(type, top);
    } else {
      throw new UnreadableInputException(
          "resourceType: not a resource type of FHIR R4; give a Bundle or a resource");
    }
    return new RecordAssembler(entries, source, patient, strict).assemble(assertions);
  }

  /**
   * Reads everything; entries of what is known to be a Bundle at once, all else into the answer.
   */
  private static Json.Obj readTop(JsonInput input, EntryReader entries) {
    if (input.expectNext() != JsonToken.START_OBJECT) {
      throw new UnreadableInputException(
          "the input is no JSON object" + input.here() + "; give a FHIR R4 Bundle or resource");
    }
    Json.Obj top = new Json.Obj();
    while (input.expectNext() != JsonToken.END_OBJECT) {
      String name = input.name();
      JsonToken token = input.expectNext();
      if (name.equals("entry")
          && token == JsonToken.START_ARRAY
          && "Bundle".equals(top.text("resourceType"))) {
        top.add(name, Json.Null.INSTANCE);
        readEntries(input, entries);
      } else {
        top.add(name, input.value(token));
      }
    }
    if (input.next() != null) {
      throw new UnreadableInputException(
          "more than one JSON value" + input.here() + "; give one FHIR R4 Bundle or resource");
    }
    return top;
  }

  private static void readEntries(JsonInput input, EntryReader entries) {
    for (JsonToken token = input.expectNext();
        token != JsonToken.END_ARRAY;
        token = input.expectNext()) {
      entries.readEntry(input.value(token));
    }
  }

  private static Source finishBundle(Json.Obj bundle, EntryReader entries) {
    if (bundle.repeats()) {
      throw new UnreadableInputException("Bundle: a property is given twice; give it once");
    }
    if (bundle.get("implicitRules") != null) {
      throw new UnreadableInputException(
          "Bundle.implicitRules: not understood; give the Bundle without");
    }
    Json late = bundle.get("entry");
    if (late instanceof Json.Arr array) {
      array.items().forEach(entries::readEntry);
    } else if (late != null) {
      throw new UnreadableInputException("Bundle.entry: must be an array");
    }
    if ("history".equals(bundle.text("type"))) {
      RecordAssembler.keepNewest(entries.drafts());
    }
    return Source.of(bundle, entries.outcome(), entries.matches());
  }
}
