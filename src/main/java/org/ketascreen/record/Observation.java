package org.ketascreen.record;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One reading or answer (FHIR Observation, or one of its components). Immutable and thread-safe.
 *
 * @param reference of the Observation; its components share it
 * @param code of the observation or component itself
 * @param status its status, or {@code null} if not said
 * @param value what was found, or {@code null} when there is none
 * @param effective when it was true of the patient, or {@code null}; a period is read as its ends
 * @param range the normal range that came with it, or {@code null}
 * @param interpretations what its laboratory made of it: high, low, normal; possibly none
 */
public record Observation(
    String reference,
    CodeableConcept code,
    @Nullable ObservationStatus status,
    @Nullable Value value,
    @Nullable RecordedPeriod effective,
    @Nullable ReferenceRange range,
    List<CodeableConcept> interpretations)
    implements Entry {

  public Observation {
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(code, "code");
    interpretations = List.copyOf(interpretations);
  }

  /** Makes one without normal range and interpretation. */
  public Observation(
      String reference,
      CodeableConcept code,
      @Nullable ObservationStatus status,
      @Nullable Value value,
      @Nullable RecordedPeriod effective) {
    this(reference, code, status, value, effective, null, List.of());
  }

  /** Returns an observation that is final and was made at one time. */
  public static Observation of(
      String reference, CodeableConcept code, Value value, RecordedTime effective) {
    return new Observation(
        reference, code, ObservationStatus.FINAL, value, new RecordedPeriod(effective, effective));
  }

  /** What was found. */
  public sealed interface Value {

    /** The answer yes, as HL7 table 0136 codes it. */
    Coded YES = new Coded(answer("Y", "Yes"));

    /** The answer no, as HL7 table 0136 codes it. */
    Coded NO = new Coded(answer("N", "No"));

    private static CodeableConcept answer(String code, String display) {
      return CodeableConcept.of(
          new Coding("http://terminology.hl7.org/CodeSystem/v2-0136", code, display));
    }

    /**
     * Returns a measured amount, as {@link Quantity#parse} reads it: {@code 142 mm[Hg]}.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Value of(String quantity) {
      return new Measured(Quantity.parse(quantity));
    }

    /** A measured amount. */
    record Measured(Quantity quantity) implements Value {

      // Not left to the language, which makes these at run time: that is long for a first report.
      @Override
      public boolean equals(@Nullable Object other) {
        return other instanceof Measured that && quantity.equals(that.quantity);
      }

      @Override
      public int hashCode() {
        return quantity.hashCode();
      }
    }

    /**
     * An amount that lies between two ends, both included.
     *
     * @param low the lower end, or {@code null} if it is open
     * @param high the upper end, or {@code null} if it is open
     */
    record Between(@Nullable Quantity low, @Nullable Quantity high) implements Value {}

    /** A coded answer. */
    record Coded(CodeableConcept concept) implements Value {}

    /** An answer in words only. */
    record Words(String text) implements Value {}
  }

  // Not left to the language, which makes these at run time: that is long for a first report.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Observation that
        && reference.equals(that.reference)
        && code.equals(that.code)
        && Objects.equals(status, that.status)
        && Objects.equals(value, that.value)
        && Objects.equals(effective, that.effective)
        && Objects.equals(range, that.range)
        && interpretations.equals(that.interpretations);
  }

  @Override
  public int hashCode() {
    return 31
            * (31
                    * (31
                            * (31
                                    * (31 * (31 * reference.hashCode() + code.hashCode())
                                        + Objects.hashCode(status))
                                + Objects.hashCode(value))
                        + Objects.hashCode(effective))
                + Objects.hashCode(range))
        + interpretations.hashCode();
  }
}
