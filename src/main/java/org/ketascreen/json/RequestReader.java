package org.ketascreen.json;

import static java.util.Objects.requireNonNull;

import java.io.InputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.UnreadableInputException;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Treatment;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads screening requests in JSON of our own, as {@link ScreeningRequest#jsonSchema()} describes
 * it. Immutable and thread-safe.
 *
 * <pre>{@code
 * {
 *   "asOf": "2026-06-15T09:00:00+02:00",
 *   "treatment": {"agent": "esketamine", "route": "intranasal", "dose": "56 mg"},
 *   "conditions": ["icd-10-cm|F33.2", {"concept": "bipolar disorder", "clinical": "active"}],
 *   "observations": [{"code": "loinc|8480-6", "value": "142 mm[Hg]", "at": "2026-06-15T08:50:00+02:00"}]
 * }
 * }</pre>
 *
 * <p>What an entry is about is said in one of three ways, which never run into each other:
 *
 * <ul>
 *   <li>{@code "code": "icd-10-cm|I71.4"}, or the same alone in place of the entry: a code of a
 *       terminology, by the system's short name or URI. A text with a bar is always a code, so that
 *       a mistyped system is an error and not words that nobody understands;
 *   <li>{@code "concept": "aneurysmal vascular disease"}: the title of a value set or observation
 *       of the rulebase, the host's own decision that the entry belongs to it. It is asked for in
 *       so many words because a title means more than words do: a mistyped one must not become
 *       words that match nothing. Give {@link Builder#titlesOf} to have it refused here; else it
 *       comes out as unscreened, and the report as incomplete;
 *   <li>{@code "text": "lorazepam"}, or any other text in place of the entry: words as a person
 *       wrote them. They are looked through like any words, and a finding that they make is {@code
 *       possible}.
 * </ul>
 *
 * <p>Nothing is guessed: a condition or medicine without a status says none. Only an observation, a
 * procedure and a plan without one are {@code final}, {@code completed} and {@code active}; {@code
 * "status": "not-said"} says that it is not known. A section is {@code recorded} when it has an
 * entry, else {@code not-asked}; an empty list says nothing, {@code "sections": {"allergies":
 * "none-known"}} does. The literal null and an empty text count as absent.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class RequestReader {

  private static final RequestReader V1 = builder().build();

  /** Names that only a request has at its top; some others FHIR resources have too. */
  private static final Set<String> TELLING =
      Set.of(
          "resourceType",
          "schema",
          "asOf",
          "treatment",
          "sections",
          "conditions",
          "medications",
          "allergies",
          "procedures",
          "plans",
          "observations");

  private final @Nullable AsOf asOf;
  private final @Nullable Treatment treatment;
  private final @Nullable Rulebase rulebase;

  private RequestReader(Builder builder) {
    this.asOf = builder.asOf;
    this.treatment = builder.treatment;
    this.rulebase = builder.rulebase;
  }

  /** Returns a reader without options. */
  public static RequestReader v1() {
    return V1;
  }

  /** Returns a builder of a reader with options. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a reader. Not thread-safe. */
  public static final class Builder {
    private @Nullable AsOf asOf;
    private @Nullable Treatment treatment;
    private @Nullable Rulebase rulebase;

    private Builder() {}

    /** Sets the moment screened for of a request that does not say it; without, it must. */
    public Builder asOf(AsOf value) {
      asOf = value;
      return this;
    }

    /** Sets the treatment of a request that does not say it; without, it must. */
    public Builder treatment(Treatment value) {
      treatment = value;
      return this;
    }

    /**
     * Refuses what this rulebase does not have: titles of value sets and observations, and
     * jurisdictions.
     */
    public Builder titlesOf(Rulebase value) {
      rulebase = value;
      return this;
    }

    /** Returns the reader. */
    public RequestReader build() {
      return new RequestReader(this);
    }
  }

  /**
   * Reads a request.
   *
   * @param json one JSON object, plain or gzip; not closed
   * @throws UnreadableInputException if it is no JSON object, has a property twice, or is too deep
   *     or too large
   * @throws InvalidRequestException if it is no request; says everything that is wrong
   * @throws java.io.UncheckedIOException if the stream fails
   */
  public ScreeningRequest read(InputStream json) {
    try (RequestInput input = RequestInput.of(requireNonNull(json, "json"))) {
      return read(input);
    }
  }

  /**
   * Reads a request.
   *
   * @param json one JSON object, plain or gzip
   * @throws UnreadableInputException if it is no JSON object, has a property twice, or is too deep
   *     or too large
   * @throws InvalidRequestException if it is no request; says everything that is wrong
   */
  public ScreeningRequest read(byte[] json) {
    try (RequestInput input = RequestInput.of(requireNonNull(json, "json"))) {
      return read(input);
    }
  }

  /**
   * Reads a request.
   *
   * @param json one JSON object
   * @throws UnreadableInputException if it is no JSON object, has a property twice, or is too deep
   *     or too large
   * @throws InvalidRequestException if it is no request; says everything that is wrong
   */
  public ScreeningRequest read(String json) {
    try (RequestInput input = RequestInput.of(requireNonNull(json, "json"))) {
      return read(input);
    }
  }

  private ScreeningRequest read(RequestInput input) {
    Problems problems = new Problems();
    RequestFields request = new RequestFields(rulebase, problems, asOf, treatment);
    return request.read(new Fields("", input.readObject(), problems));
  }

  /**
   * Reads what something is about from a text as it may stand in a request: words, or {@code
   * icd-10-cm|F33.2}.
   *
   * @throws IllegalArgumentException if it has a bar and is no code; the message says what would be
   *     right
   */
  public static CodeableConcept concept(String text) {
    Problems problems = new Problems();
    Node node = new Node("", JsonNodeFactory.instance.stringNode(text), problems);
    CodeableConcept concept = Concepts.words(node);
    problems.first().ifPresent(RequestReader::refuse);
    return concept;
  }

  private static void refuse(RequestProblem problem) {
    throw new IllegalArgumentException(problem.toString());
  }

  /**
   * Whether a text that begins with these bytes is a request: a property that only requests have
   * stands in it before any {@code resourceType}.
   */
  @API(status = API.Status.INTERNAL, since = "0.1.0")
  public static boolean recognises(byte[] head) {
    try (RequestInput input = RequestInput.of(head)) {
      String first = input.firstOf(TELLING);
      return first != null && !first.equals("resourceType");
    } catch (UnreadableInputException e) {
      return false;
    }
  }
}
