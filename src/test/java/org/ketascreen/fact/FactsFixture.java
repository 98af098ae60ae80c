package org.ketascreen.fact;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Medication;
import org.ketascreen.record.Moment;
import org.ketascreen.record.Observation;
import org.ketascreen.record.ObservationStatus;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Planned;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.ReferenceRange;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.IdealWeightDefinition;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.terminology.MatchedBy;
import org.ketascreen.terminology.ObservationDefinition;

/** Facts of one entry at a time, seen from 15 June 2026, 9 o'clock. */
final class FactsFixture {

  static final AsOf AS_OF = AsOf.parse("2026-06-15T09:00:00Z");
  static final String CONCEPT = "concept";
  static final String HEIGHT = "body height";

  private FactsFixture() {}

  static Facts facts() {
    return facts(PatientRecord.builder().build());
  }

  static Facts facts(PatientRecord record) {
    return facts(record, Treatment.of(Agent.KETAMINE, Route.INTRAVENOUS));
  }

  /** Readings of the concept are in mm[Hg], of height in cm and of weight in kg. */
  static Facts facts(PatientRecord record, Treatment treatment) {
    return new Facts(
        record,
        treatment,
        AS_OF,
        4,
        null,
        new IdealWeightDefinition(
            IdealWeightDefinition.Formula.DEVINE, HEIGHT, "Because.", List.of()),
        Map.of(CONCEPT, in("mm[Hg]"), HEIGHT, in("cm"), Plan.WEIGHT, in("kg")),
        List.of());
  }

  private static ObservationDefinition in(String unit) {
    return new ObservationDefinition(unit, null, null, "Measure it.");
  }

  /** Notes a dose that was given then. */
  static Medication dose(Facts facts, String when) {
    return dose(facts, when, Verdict.HOLDS);
  }

  static Medication dose(Facts facts, String when, Verdict verdict) {
    RecordedTime time = RecordedTime.parse(when);
    Medication dose =
        Medication.builder(
                "MedicationAdministration/" + when,
                Medication.Kind.ADMINISTRATION,
                CodeableConcept.EMPTY)
            .taken(new RecordedPeriod(time, time))
            .build();
    facts.doses().add(new Member<>(dose, "doses", null, MatchedBy.CODE, verdict));
    return dose;
  }

  static Condition.Builder condition() {
    return Condition.builder("Condition/1", CodeableConcept.EMPTY);
  }

  static Conditions conditions(Entry entry) {
    return conditions(facts(), entry);
  }

  static Conditions conditions(Facts facts, Entry entry) {
    facts.conditionsToFill(CONCEPT).add(member(entry));
    return facts.conditions(CONCEPT);
  }

  static Medications medications(Medication medication) {
    Facts facts = facts();
    facts.medicationsToFill(CONCEPT).add(member(medication));
    return facts.medications(CONCEPT);
  }

  static <E extends Entry> Member<E> member(E entry) {
    return new Member<>(entry, CONCEPT, null, MatchedBy.CODE, Verdict.HOLDS);
  }

  static Upcoming upcoming(Planned planned) {
    Facts facts = facts();
    facts.upcomingToFill(CONCEPT).add(member(planned));
    return facts.upcoming(CONCEPT);
  }

  static Moment at(String time) {
    return new Moment.At(RecordedTime.parse(time));
  }

  static Reading reading(String reference, String effective, String value) {
    return reading(
        reference, effective, new Observation.Value.Measured(Quantity.of(value, "mm[Hg]")));
  }

  static Reading reading(String reference, String effective, Observation.Value value) {
    return reading(reference, effective, value, null, List.of());
  }

  static Reading reading(
      String reference,
      String effective,
      Observation.Value value,
      @Nullable ReferenceRange range,
      List<CodeableConcept> interpretations) {
    RecordedTime time = RecordedTime.parse(effective);
    Observation observation =
        new Observation(
            reference,
            CodeableConcept.EMPTY,
            ObservationStatus.FINAL,
            value,
            new RecordedPeriod(time, time),
            range,
            interpretations);
    return new Reading(
        member(observation), time.in(AS_OF.offset()), Amounts.number(value, "mm[Hg]"), Map.of());
  }
}
