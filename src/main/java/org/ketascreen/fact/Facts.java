package org.ketascreen.fact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Gender;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.IdealWeightDefinition;
import org.ketascreen.rulebase.PregnancyDefinition;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.terminology.Membership;
import org.ketascreen.terminology.ObservationDefinition;

/** What the record means at one moment. Not thread-safe: lives for one screening. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Facts {

  private final PatientRecord record;
  private final Viewpoint now;
  private final Doses doses;
  private final Map<String, Conditions> conditions = new HashMap<>();
  private final Map<String, Medications> medications = new HashMap<>();
  private final Map<String, Upcoming> upcoming = new HashMap<>();
  private final Map<String, Allergies> allergies = new HashMap<>();
  private final Map<String, Readings> readings = new HashMap<>();
  private final Map<String, ObservationDefinition> observations;
  private final List<Indications.Given> indications;
  private final Accounts accounts = new Accounts();
  private final List<Placed> placed = new ArrayList<>();
  private @Nullable LookUps lookUps;
  private final Person person;
  private final Plan plan;

  Facts(
      PatientRecord record,
      Treatment treatment,
      AsOf asOf,
      int restAfterHours,
      @Nullable PregnancyDefinition pregnancy,
      @Nullable IdealWeightDefinition idealWeight,
      Map<String, ObservationDefinition> observations,
      List<Indications.Given> indications) {
    this.record = record;
    this.now = new Viewpoint(asOf, record.birthDate());
    this.doses = new Doses(restAfterHours, now);
    this.observations = observations;
    this.indications = indications;
    Function<String, Conditions> conditionsOf = this::conditions;
    Function<String, Readings> readingsOf = this::readings;
    this.person =
        new Person(
            record.subject(),
            sex(record),
            now,
            new Pregnancy(pregnancy, sex(record), now, conditionsOf, readingsOf),
            new Breastfeeding(pregnancy, sex(record), conditionsOf, readingsOf));
    this.plan =
        new Plan(
            treatment,
            idealWeight,
            sex(record),
            doses,
            () -> decidesAbsence(Section.MEDICATIONS),
            now,
            readingsOf);
  }

  private static Gender sex(PatientRecord record) {
    if (record.birthSex() != null) {
      return record.birthSex();
    }
    return record.gender() == null ? Gender.UNKNOWN : record.gender();
  }

  /** An entry and the value sets it is in, which no time changes. */
  record Placed(Entry entry, List<Membership> memberships) {}

  void place(Entry entry, List<Membership> memberships) {
    placed.add(new Placed(entry, memberships));
  }

  /** Keeps what the concepts of the record were found to be, for other moments. */
  void keep(LookUps found) {
    lookUps = found;
  }

  /** Returns what the concepts of the record were found to be. */
  LookUps lookUps() {
    return Objects.requireNonNull(lookUps, "lookUps");
  }

  /** Returns the titles of the value sets that an entry is in, whatever became of it. */
  public Set<String> placedIn() {
    Set<String> titles = new HashSet<>();
    for (Placed each : placed) {
      for (Membership membership : each.memberships()) {
        titles.add(membership.valueSet());
      }
    }
    return titles;
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

  /** Returns what of a value set is to be done to the patient, possibly nothing. */
  public Upcoming upcoming(String concept) {
    Upcoming found = upcoming.get(concept);
    return found == null ? new Upcoming(concept, now) : found;
  }

  /** Returns whether the treatment is for a value set. */
  public Indications indications(String concept) {
    return new Indications(concept, indications);
  }

  /** Returns the patient's allergies to a value set, possibly none. */
  public Allergies allergies(String concept) {
    Allergies found = allergies.get(concept);
    return found == null ? new Allergies(concept) : found;
  }

  /** Returns the patient's readings of an observation, possibly none. */
  public Readings readings(String observation) {
    Readings found = readings.get(observation);
    return found == null
        ? new Readings(observation, observations.get(observation), doses, now)
        : found;
  }

  Conditions conditionsToFill(String concept) {
    return conditions.computeIfAbsent(concept, c -> new Conditions(c, now));
  }

  Medications medicationsToFill(String concept) {
    return medications.computeIfAbsent(concept, c -> new Medications(c, now));
  }

  Upcoming upcomingToFill(String concept) {
    return upcoming.computeIfAbsent(concept, c -> new Upcoming(c, now));
  }

  Allergies allergiesToFill(String concept) {
    return allergies.computeIfAbsent(concept, Allergies::new);
  }

  Readings readingsToFill(String observation) {
    return readings.computeIfAbsent(
        observation, o -> new Readings(o, observations.get(o), doses, now));
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
    all.addAll(upcoming.values());
    all.addAll(allergies.values());
    all.addAll(readings.values());
    Set<String> given = new LinkedHashSet<>();
    for (Indications.Given each : indications) {
      for (Membership membership : each.found().memberships()) {
        given.add(membership.valueSet());
      }
    }
    for (String concept : given) {
      all.add(indications(concept));
    }
    all.add(person);
    all.add(plan);
    return all;
  }
}
