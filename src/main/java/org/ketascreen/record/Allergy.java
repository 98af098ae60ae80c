package org.ketascreen.record;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An allergy or intolerance (FHIR AllergyIntolerance). Immutable and thread-safe.
 *
 * @param clinicalStatus whether it is present, or {@code null} if not said
 * @param verificationStatus how sure the source was, or {@code null} if not said
 * @param type whether allergy or other intolerance, or {@code null} if not said
 * @param reactionSubstances substances named in its reactions, possibly none
 * @param manifestations how it showed: rash, anaphylaxis; possibly nothing
 * @param criticality {@code low}, {@code high} or {@code unable-to-assess}; {@code null} if not
 *     said
 * @param onset when it began, or {@code null} if not said
 * @param recorded when it was first written down, or {@code null}
 */
public record Allergy(
    String reference,
    CodeableConcept code,
    @Nullable ClinicalStatus clinicalStatus,
    @Nullable VerificationStatus verificationStatus,
    @Nullable AllergyType type,
    List<CodeableConcept> reactionSubstances,
    List<CodeableConcept> manifestations,
    @Nullable String criticality,
    @Nullable Moment onset,
    @Nullable RecordedTime recorded)
    implements Entry {

  public Allergy {
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(code, "code");
    reactionSubstances = List.copyOf(reactionSubstances);
    manifestations = List.copyOf(manifestations);
  }

  /** Returns a builder of an allergy of which nothing but its code is known. */
  public static Builder builder(String reference, CodeableConcept code) {
    return new Builder(reference, code);
  }

  /** Builds an allergy. Not thread-safe. */
  public static final class Builder {
    private final String reference;
    private final CodeableConcept code;
    private @Nullable ClinicalStatus clinicalStatus;
    private @Nullable VerificationStatus verificationStatus;
    private @Nullable AllergyType type;
    private List<CodeableConcept> reactionSubstances = List.of();
    private List<CodeableConcept> manifestations = List.of();
    private @Nullable String criticality;
    private @Nullable Moment onset;
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

    public Builder type(@Nullable AllergyType type) {
      this.type = type;
      return this;
    }

    public Builder reactionSubstances(List<CodeableConcept> reactionSubstances) {
      this.reactionSubstances = reactionSubstances;
      return this;
    }

    public Builder manifestations(List<CodeableConcept> manifestations) {
      this.manifestations = manifestations;
      return this;
    }

    public Builder criticality(@Nullable String criticality) {
      this.criticality = criticality;
      return this;
    }

    public Builder onset(@Nullable Moment onset) {
      this.onset = onset;
      return this;
    }

    public Builder recorded(@Nullable RecordedTime recorded) {
      this.recorded = recorded;
      return this;
    }

    public Allergy build() {
      return new Allergy(
          reference,
          code,
          clinicalStatus,
          verificationStatus,
          type,
          reactionSubstances,
          manifestations,
          criticality,
          onset,
          recorded);
    }
  }
}
