package org.ketascreen.record;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosis, problem or finding (FHIR Condition). Immutable and thread-safe.
 *
 * @param clinicalStatus whether it is present, or {@code null} if not said
 * @param verificationStatus how sure the source was, or {@code null} if not said
 * @param severity how severe the source called it, or {@code null}
 * @param onset when it began, or {@code null} if not said
 * @param abatement when it ended, or {@code null} if not said
 * @param abated whether the source says that it ended without saying when
 * @param recorded when it was first written down, or {@code null}; it cannot have begun later
 */
public record Condition(
    String reference,
    CodeableConcept code,
    @Nullable ClinicalStatus clinicalStatus,
    @Nullable VerificationStatus verificationStatus,
    @Nullable CodeableConcept severity,
    @Nullable Moment onset,
    @Nullable Moment abatement,
    boolean abated,
    @Nullable RecordedTime recorded)
    implements Entry {

  public Condition {
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(code, "code");
  }

  /** Returns a builder of a condition of which nothing but its code is known. */
  public static Builder builder(String reference, CodeableConcept code) {
    return new Builder(reference, code);
  }

  /** Builds a condition. Not thread-safe. */
  public static final class Builder {
    private final String reference;
    private final CodeableConcept code;
    private @Nullable ClinicalStatus clinicalStatus;
    private @Nullable VerificationStatus verificationStatus;
    private @Nullable CodeableConcept severity;
    private @Nullable Moment onset;
    private @Nullable Moment abatement;
    private boolean abated;
    private @Nullable RecordedTime recorded;

    private Builder(String reference, CodeableConcept code) {
      this.reference = reference;
      this.code = code;
    }

    public Builder clinicalStatus(@Nullable ClinicalStatus clinicalStatus) {
      this.clinicalStatus = clinicalStatus;
      return this;
    }

    public Builder verificationStatus(@Nullable VerificationStatus verificationStatus) {
      this.verificationStatus = verificationStatus;
      return this;
    }

    public Builder severity(@Nullable CodeableConcept severity) {
      this.severity = severity;
      return this;
    }

    public Builder onset(@Nullable Moment onset) {
      this.onset = onset;
      return this;
    }

    public Builder abatement(@Nullable Moment abatement) {
      this.abatement = abatement;
      return this;
    }

    public Builder abated(boolean abated) {
      this.abated = abated;
      return this;
    }

    public Builder recorded(@Nullable RecordedTime recorded) {
      this.recorded = recorded;
      return this;
    }

    public Condition build() {
      return new Condition(
          reference,
          code,
          clinicalStatus,
          verificationStatus,
          severity,
          onset,
          abatement,
          abated,
          recorded);
    }
  }
}
