package org.ketascreen.record;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be done to the patient (FHIR ServiceRequest, Appointment, a Procedure in
 * preparation, an activity of a CarePlan). Immutable and thread-safe.
 *
 * @param status its status, or {@code null} if not said
 * @param due when it is to be done, or {@code null} if not said
 * @param recorded when it was ordered or booked, or {@code null}
 */
public record Planned(
    String reference,
    CodeableConcept code,
    @Nullable Status status,
    @Nullable Moment due,
    @Nullable RecordedTime recorded)
    implements Entry {

  public Planned {
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(code, "code");
  }

  /** Returns something that is ordered or booked. */
  public static Planned of(String reference, CodeableConcept code, @Nullable Moment due) {
    return new Planned(reference, code, Status.ACTIVE, due, null);
  }

  /** Whether a plan stands, in one list for every resource that can say it. */
  public enum Status implements FhirCode {
    /** Ordered or booked. */
    ACTIVE("active"),
    /** Proposed, not yet ordered or booked. */
    PROPOSED("proposed"),
    ON_HOLD("on-hold"),
    /** Done; what was done is said elsewhere. */
    COMPLETED("completed"),
    /** Called off, or not to be done. */
    REVOKED("revoked"),
    ENTERED_IN_ERROR("entered-in-error"),
    UNKNOWN("unknown");

    private final String code;

    Status(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }
}
