package org.ketascreen.record;

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
 */
public record Observation(
    String reference,
    CodeableConcept code,
    @Nullable ObservationStatus status,
    @Nullable Value value,
    @Nullable RecordedPeriod effective)
    implements Entry {

  public Observation {
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(code, "code");
  }

  /** Returns an observation that is final and was made at one time. */
  public static Observation of(
      String reference, CodeableConcept code, Value value, RecordedTime effective) {
    return new Observation(
        reference, code, ObservationStatus.FINAL, value, new RecordedPeriod(effective, effective));
  }

  /** What was found. */
  public sealed interface Value {
    /** A measured amount. */
    record Measured(Quantity quantity) implements Value {}

    /** A coded answer. */
    record Coded(CodeableConcept concept) implements Value {}

    /** An answer in words only. */
    record Words(String text) implements Value {}
  }
}
