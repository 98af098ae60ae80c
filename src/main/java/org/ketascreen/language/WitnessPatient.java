package org.ketascreen.language;

import java.util.HashMap;
import java.util.Map;
import org.ketascreen.API;
import org.ketascreen.record.Assertion;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Gender;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Treatment;

/**
 * A patient who is made to show what a sentence says: nothing is known of them but what witnesses
 * add. Not thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class WitnessPatient {

  private final PatientRecord.Builder record =
      PatientRecord.builder().subject("Patient/witness").patientEntries(1);
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Treatment.Builder treatment;

  WitnessPatient(Agent agent, Route route) {
    this.treatment = Treatment.builder(agent, route);
    for (Section section : Section.values()) {
      is(section, AssertionStatus.NOT_ASKED);
    }
  }

  /** Returns a reference that no other entry of the patient has. */
  public String reference(String type) {
    return type + "/" + numbers.merge(type, 1, Integer::sum);
  }

  /** Adds an entry; its section stays as it is. */
  public WitnessPatient add(Entry entry) {
    record.add(entry);
    return this;
  }

  /** Says what may be concluded from a section; the last word counts. */
  public WitnessPatient is(Section section, AssertionStatus status) {
    record.assertion(section, new Assertion(status, "witness"));
    return this;
  }

  /** Says the sex at birth. */
  public WitnessPatient sex(Gender sex) {
    record.birthSex(sex);
    return this;
  }

  /** Says the date of birth. */
  public WitnessPatient born(RecordedTime birthDate) {
    record.birthDate(birthDate);
    return this;
  }

  /** Returns what is planned, to add to. */
  public Treatment.Builder treatment() {
    return treatment;
  }

  /** Returns the patient's record. */
  public PatientRecord record() {
    return record.build();
  }

  /** Returns what is planned for the patient. */
  public Treatment plan() {
    return treatment.build();
  }
}
