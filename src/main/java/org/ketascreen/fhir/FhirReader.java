package org.ketascreen.fhir;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

/**
 * Reads FHIR R4 JSON into the record of one patient. Immutable and thread-safe.
 *
 * <p>An input is a Bundle of any type, a single resource, an array of Bundles, resources or
 * entries, or NDJSON with one Bundle or resource on each line; all of it about one patient, or one
 * must be chosen. Bundles in a Bundle and the resources of a Parameters resource are read too. Text
 * is UTF-8, with or without a byte order mark; a stream or array of bytes may be gzip.
 *
 * <p>Every entry is accounted for: it is the Patient, an {@link org.ketascreen.record.Entry}
 * (several with one reference for an Observation with components, a CarePlan, or an entry that
 * names conditions beside what it is about), or a {@link NotRead} with the reason; a resource that
 * only names conditions or plans is both, with one reference. One bad entry never costs another.
 * One resource at a time is in memory, and what is kept of the others, provided that {@code
 * resourceType} is the first property of a Bundle or its {@code entry} begins with one that has a
 * resource or fullUrl.
 *
 * <p>The literal null and an empty string count as absent. A property given twice makes its entry
 * {@code MALFORMED}, and the Bundle unreadable if it is the Bundle's own.
 *
 * <p>R4B says the same as R4 wherever this reader looks. Of R5 it reads what cannot be mistaken for
 * R4: {@code medication}, {@code reason}, {@code code} and reaction manifestations as
 * CodeableReference, MedicationStatement with status {@code recorded} and its adherence,
 * prescriptions that {@code ended}, {@code occurrence[x]} of Procedure, {@code occurence[x]} of
 * MedicationAdministration, the additional statuses of Observation, {@code actualPeriod} and the
 * reasons of Encounter, AllergyIntolerance.type as a concept, and the resource types that R4B and
 * R5 added. An entry of an older release (DSTU2, STU3) that would be misread is {@code MALFORMED},
 * with how R4 says it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class FhirReader {

  private static final FhirReader R4 = builder().build();

  /** Bytes of an input up to which all of it may be in memory. */
  private static final int MOST_IN_MEMORY = 1 << 24;

  /** Bytes of a stream up to which all of it is taken into memory. */
  private static final int MOST_OF_STREAM = 1 << 22;

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
   * Reads a record. Up to 4 MiB are taken from the stream before the first is read.
   *
   * @param json the input; not closed
   * @return the record
   * @throws UnreadableInputException if it is no FHIR R4 JSON, or about several patients of whom
   *     none was chosen
   * @throws java.io.UncheckedIOException if the stream fails
   */
  public PatientRecord read(InputStream json) {
    InputStream text = Decoded.of(Objects.requireNonNull(json, "json"));
    Beginning beginning = Beginning.of(text, MOST_OF_STREAM);
    if (beginning.rest() == null) {
      return readText(beginning.bytes());
    }
    try (JsonInput input = ParsedInput.of(beginning.whole())) {
      return read(input);
    }
  }

  /**
   * Reads a record.
   *
   * @param json the input
   * @return the record
   * @throws UnreadableInputException if it is no FHIR R4 JSON, or about several patients of whom
   *     none was chosen
   */
  public PatientRecord read(byte[] json) {
    if (Decoded.isZipped(Objects.requireNonNull(json, "json"))) {
      return read(new ByteArrayInputStream(json));
    }
    Decoded.refuseOtherText(json, json.length);
    return readText(json);
  }

  /**
   * Reads a record.
   *
   * @param json the input
   * @return the record
   * @throws UnreadableInputException if it is no FHIR R4 JSON, or about several patients of whom
   *     none was chosen
   */
  public PatientRecord read(String json) {
    byte[] bytes = Objects.requireNonNull(json, "json").getBytes(StandardCharsets.UTF_8);
    // half of a character cannot be said in UTF-8
    boolean same = new String(bytes, StandardCharsets.UTF_8).equals(json);
    PatientRecord record = same ? readPlain(bytes) : null;
    if (record != null) {
      return record;
    }
    try (JsonInput input = ParsedInput.of(json)) {
      return read(input);
    }
  }

  private PatientRecord readText(byte[] json) {
    PatientRecord record = readPlain(json);
    if (record != null) {
      return record;
    }
    try (JsonInput input = ParsedInput.of(json)) {
      return read(input);
    }
  }

  /** Reads what is written as most is, or returns {@code null}. */
  private @Nullable PatientRecord readPlain(byte[] json) {
    if (json.length > MOST_IN_MEMORY) {
      return null;
    }
    try (JsonInput input = new ScannedInput(json)) {
      return read(input);
    } catch (ScannedInput.NotPlainException e) {
      return null;
    }
  }

  /** Reads a record from an input however it is read itself. */
  PatientRecord read(JsonInput input) {
    Collected collected = new Collected(input.remembers());
    new InputReader(input, collected).read();
    return new RecordAssembler(collected, patient, strict).assemble(assertions);
  }
}
