package org.ketascreen.fact;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Medication;
import org.ketascreen.record.Moment;
import org.ketascreen.record.Observation;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Planned;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.terminology.MatchedBy;

/** Facts of one entry at a time, seen from 15 June 2026, 9 o'clock. */
final class FactsFixture {

  static final AsOf AS_OF = AsOf.parse("2026-06-15T09:00:00Z");
  static final String CONCEPT = "concept";

  private FactsFixture() {}

  static Facts facts() {
    return facts(PatientRecord.builder().build());
  }

  static Facts facts(PatientRecord record) {
    return new Facts(
        record,
        Treatment.of(Agent.KETAMINE, Route.INTRAVENOUS),
        AS_OF,
        4,
        null,
        Map.of(CONCEPT, "mm[Hg]"),
        List.of());
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
    RecordedTime time = RecordedTime.parse(effective);
    Observation observation =
        Observation.of(
            reference,
            CodeableConcept.EMPTY,
            new Observation.Value.Measured(Quantity.of(value, "mm[Hg]")),
            time);
    return new Reading(
        member(observation), time.in(AS_OF.offset()), new BigDecimal(value), null, Set.of());
  }
}
