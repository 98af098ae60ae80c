package org.ketascreen;

import org.ketascreen.record.Allergy;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.Assertion;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Medication;
import org.ketascreen.record.MedicationStatus;
import org.ketascreen.record.Moment;
import org.ketascreen.record.Observation;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Treatment;

/** Records and requests of tests: everything asked unless said otherwise. */
final class Patients {

  static final String ICD = "http://hl7.org/fhir/sid/icd-10-cm";
  static final String ATC = "http://www.whocc.no/atc";
  static final String LOINC = "http://loinc.org";
  static final AsOf NOW = AsOf.parse("2026-06-15T09:00:00Z");
  static final Treatment INFUSION = Treatment.of(Agent.KETAMINE, Route.INTRAVENOUS);
  static final Treatment SPRAY = Treatment.of(Agent.ESKETAMINE, Route.INTRANASAL);

  private Patients() {}

  static PatientRecord.Builder asked(AssertionStatus is, Entry... entries) {
    PatientRecord.Builder record = PatientRecord.builder().subject("Patient/p");
    for (Section section : Section.values()) {
      record.assertion(section, new Assertion(is, "test"));
    }
    for (Entry entry : entries) {
      record.add(entry);
    }
    return record;
  }

  static PatientRecord patient(Entry... entries) {
    return asked(AssertionStatus.RECORDED, entries).build();
  }

  static ScreeningRequest.Builder request(Entry... entries) {
    return request(patient(entries), NOW);
  }

  static ScreeningRequest.Builder request(PatientRecord record, AsOf asOf) {
    return ScreeningRequest.builder(record, INFUSION, asOf);
  }

  static CodeableConcept code(String system, String code) {
    return CodeableConcept.of(Coding.of(system, code));
  }

  /** A condition that is confirmed and active. */
  static Condition.Builder condition(String id, String icd) {
    return Condition.builder("Condition/" + id, code(ICD, icd))
        .clinicalStatus(ClinicalStatus.ACTIVE);
  }

  static Condition active(String id, String icd) {
    return condition(id, icd).build();
  }

  static Condition began(String id, String icd, String onset) {
    return condition(id, icd).onset(at(onset)).build();
  }

  static Medication.Builder medication(String id, String atc) {
    return Medication.builder("Medication/" + id, Medication.Kind.STATEMENT, code(ATC, atc))
        .status(MedicationStatus.ACTIVE);
  }

  static Medication taken(String id, String atc) {
    return medication(id, atc).build();
  }

  static Allergy allergy(String id, String atc) {
    return Allergy.builder("Allergy/" + id, code(ATC, atc))
        .clinicalStatus(ClinicalStatus.ACTIVE)
        .build();
  }

  static Observation reading(String id, String loinc, String quantity, String time) {
    return Observation.of(
        "Observation/" + id,
        code(LOINC, loinc),
        new Observation.Value.Measured(Quantity.parse(quantity)),
        time(time));
  }

  static RecordedPeriod period(String start, String end) {
    return new RecordedPeriod(start == null ? null : time(start), end == null ? null : time(end));
  }

  static Moment at(String time) {
    return new Moment.At(time(time));
  }

  static RecordedTime time(String text) {
    return RecordedTime.parse(text);
  }
}
