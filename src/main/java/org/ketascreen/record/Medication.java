package org.ketascreen.record;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A medicine ordered, dispensed, given or said to be taken (FHIR MedicationRequest,
 * MedicationDispense, MedicationAdministration, MedicationStatement). Immutable and thread-safe.
 *
 * @param kind which of the four said it
 * @param status its status, or {@code null} if not said
 * @param planned whether it is only proposed or planned (request intents {@code proposal}, {@code
 *     plan}, {@code option})
 * @param doNotPerform whether the order says that it must not be given
 * @param taken from when to when it is or was taken as far as the source says: the effective time
 *     of a statement or administration, the hand-over and days' supply of a dispense, the bounds of
 *     an order's dosage
 * @param recorded when it was ordered or asserted, or {@code null}
 * @param dosages how it is taken, possibly nothing
 */
public record Medication(
    String reference,
    Kind kind,
    CodeableConcept code,
    @Nullable MedicationStatus status,
    boolean planned,
    boolean doNotPerform,
    @Nullable RecordedPeriod taken,
    @Nullable RecordedTime recorded,
    List<Dosage> dosages)
    implements Entry {

  public Medication {
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(code, "code");
    dosages = List.copyOf(dosages);
  }

  /** Which resource said it. */
  public enum Kind {
    STATEMENT,
    REQUEST,
    DISPENSE,
    ADMINISTRATION
  }

  /** Returns a builder of a medication of which nothing but kind and code is known. */
  public static Builder builder(String reference, Kind kind, CodeableConcept code) {
    return new Builder(reference, kind, code);
  }

  /** Builds a medication. Not thread-safe. */
  public static final class Builder {
    private final String reference;
    private final Kind kind;
    private final CodeableConcept code;
    private @Nullable MedicationStatus status;
    private boolean planned;
    private boolean doNotPerform;
    private @Nullable RecordedPeriod taken;
    private @Nullable RecordedTime recorded;
    private List<Dosage> dosages = List.of();

    private Builder(String reference, Kind kind, CodeableConcept code) {
      this.reference = reference;
      this.kind = kind;
      this.code = code;
    }

    public Builder status(@Nullable MedicationStatus status) {
      this.status = status;
      return this;
    }

    public Builder planned(boolean planned) {
      this.planned = planned;
      return this;
    }

    public Builder doNotPerform(boolean doNotPerform) {
      this.doNotPerform = doNotPerform;
      return this;
    }

    public Builder taken(@Nullable RecordedPeriod taken) {
      this.taken = taken;
      return this;
    }

    public Builder recorded(@Nullable RecordedTime recorded) {
      this.recorded = recorded;
      return this;
    }

    public Builder dosages(List<Dosage> dosages) {
      this.dosages = dosages;
      return this;
    }

    public Medication build() {
      return new Medication(
          reference, kind, code, status, planned, doNotPerform, taken, recorded, dosages);
    }
  }
}
