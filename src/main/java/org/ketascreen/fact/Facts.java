package org.ketascreen.fact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.Entry;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.IdealWeightDefinition;
import org.ketascreen.rulebase.PregnancyDefinition;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.terminology.Membership;

/** What the record means at one moment. Not thread-safe: lives for one screening. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Facts {

  private final PatientRecord record;
  private final Viewpoint now;
  private final Doses doses;
  private final Map<String, Conditions> conditions = new HashMap<>();
  private final Map<String, Medications> medications = new HashMap<>();
  private final Map<String, Allergies> allergies = new HashMap<>();
  private final Map<String, Readings> readings = new HashMap<>();
  private final Map<String, String> units;
  private final Accounts accounts = new Accounts();
  private final List<Placed> placed = new ArrayList<>();
  private final Person person;
  private final Plan plan;

  Facts(
      PatientRecord record,
      Treatment treatment,
      AsOf asOf,
      int restAfterHours,
      @Nullable PregnancyDefinition pregnancy,
      @Nullable IdealWeightDefinition idealWeight,
      Map<String, String> units) {
    this.record = record;
    this.now = new Viewpoint(asOf, record.birthDate());
    this.doses = new Doses(restAfterHours, now);
    this.units = units;
    this.person =
        new Person(
            record.subject(),
            now,
            new Pregnancy(pregnancy, record, now, this::conditions, this::readings));
    this.plan =
        new Plan(
            treatment,
            idealWeight,
            Pregnancy.sex(record),
            doses,
            () -> decidesAbsence(Section.MEDICATIONS),
            now,
            this::readings);
  }

  /** An entry and the value sets it is in, which no time changes. */
  record Placed(Entry entry, List<Membership> memberships) {}

  void place(Entry entry, List<Membership> memberships) {
    placed.add(new Placed(entry, memberships));
  }

  /** Returns the entries that are in a value set, in the order of the record. */
  List<Placed> placed() {
    return placed;
  }

  /** Returns the patient's conditions and procedures in a value set, possibly none. */
  public Conditions conditions(String concept) {
    Conditions found = conditions.get(concept);
    return found == null ? new Conditions(concept, now) : found;
  }

  /** Returns the patient's medicines in a value set, possibly none. */
  public Medications medications(String concept) {
    Medications found = medications.get(concept);
    return found == null ? new Medications(concept, now) : found;
  }

  /** Returns the patient's allergies to a value set, possibly none. */
  public Allergies allergies(String concept) {
    Allergies found = allergies.get(concept);
    return found == null ? new Allergies(concept) : found;
  }

  /** Returns the patient's readings of an observation, possibly none. */
  public Readings readings(String observation) {
    Readings found = readings.get(observation);
    return found == null ? new Readings(observation, units.get(observation), doses, now) : found;
  }

  Conditions conditionsToFill(String concept) {
    return conditions.computeIfAbsent(concept, c -> new Conditions(c, now));
  }

  Medications medicationsToFill(String concept) {
    return medications.computeIfAbsent(concept, c -> new Medications(c, now));
  }

  Allergies allergiesToFill(String concept) {
    return allergies.computeIfAbsent(concept, Allergies::new);
  }

  Readings readingsToFill(String observation) {
    return readings.computeIfAbsent(observation, o -> new Readings(o, units.get(o), doses, now));
  }

  Doses doses() {
    return doses;
  }

  Viewpoint now() {
    return now;
  }

  /** Returns the patient as such. */
  public Person person() {
    return person;
  }

  /** Returns the treatment that is planned. */
  public Plan plan() {
    return plan;
  }

  /** Returns what became of every entry. */
  public Accounts accounts() {
    return accounts;
  }

  /**
   * Returns the titles of the value sets that conditions, procedures or medicines of the patient
   * are in.
   */
  public Set<String> concepts() {
    Set<String> concepts = new LinkedHashSet<>(conditions.keySet());
    concepts.addAll(medications.keySet());
    return concepts;
  }

  /** Returns the moment they are seen from. */
  public AsOf asOf() {
    return now.asOf();
  }

  /** Whether what a section does not list is absent in the patient. */
  public boolean decidesAbsence(Section section) {
    return record.assertion(section).decidesAbsence();
  }

  /**
   * Returns the later moments at which an answer given since the last call could change, and
   * forgets them.
   */
  public NavigableSet<Instant> takeTurningPoints() {
    return now.takeTurningPoints();
  }

  /**
   * Returns the facts that rules match: one for each concept that has an entry, the person and the
   * plan.
   */
  public List<Object> all() {
    List<Object> all = new ArrayList<>();
    all.addAll(conditions.values());
    all.addAll(medications.values());
    all.addAll(allergies.values());
    all.addAll(readings.values());
    all.add(person);
    all.add(plan);
    return all;
  }
}
