package org.ketascreen.record;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something done to the patient (FHIR Procedure). Immutable and thread-safe.
 *
 * @param status its status, or {@code null} if not said
 * @param performed when it was done, or {@code null} if not said
 */
public record Procedure(
    String reference,
    CodeableConcept code,
    @Nullable ProcedureStatus status,
    @Nullable Moment performed)
    implements Entry {

  public Procedure {
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(code, "code");
  }

  /** Returns a procedure that was done. */
  public static Procedure of(String reference, CodeableConcept code, @Nullable Moment performed) {
    return new Procedure(reference, code, ProcedureStatus.COMPLETED, performed);
  }
}
