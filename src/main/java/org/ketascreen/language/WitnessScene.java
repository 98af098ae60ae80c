package org.ketascreen.language;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.fact.FactBuilder;
import org.ketascreen.fact.Facts;
import org.ketascreen.fact.Truth;
import org.ketascreen.fact.Window;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Interval;
import org.ketascreen.record.Medication;
import org.ketascreen.record.MedicationStatus;
import org.ketascreen.record.Observation;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.DoseDefinition;
import org.ketascreen.rulebase.PregnancyDefinition;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.terminology.ObservationDefinition;
import org.ketascreen.terminology.ValueSet;

/**
 * Where and when witnesses are made: the codes of a rulebase, the moment screened for, and the
 * agent and route of what is planned. Immutable and thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class WitnessScene {

  private final Rulebase rulebase;
  private final FactBuilder factBuilder;
  private final AsOf asOf;
  private final Agent agent;
  private final Route route;
  private final Set<String> results;
  private final Map<String, CodeableConcept> shown;
  private final boolean inPairs;
  private final Map<String, ValueSet> valueSets = new HashMap<>();

  /**
   * Makes a scene.
   *
   * @param results titles of the value sets that results of observations are looked up in
   */
  public WitnessScene(
      Rulebase rulebase,
      FactBuilder factBuilder,
      Set<String> results,
      AsOf asOf,
      Agent agent,
      Route route) {
    this(rulebase, factBuilder, results, asOf, agent, route, Map.of(), false);
  }

  private WitnessScene(
      Rulebase rulebase,
      FactBuilder factBuilder,
      Set<String> results,
      AsOf asOf,
      Agent agent,
      Route route,
      Map<String, CodeableConcept> shown,
      boolean inPairs) {
    this.rulebase = rulebase;
    this.factBuilder = factBuilder;
    this.results = Set.copyOf(results);
    this.asOf = asOf;
    this.agent = agent;
    this.route = route;
    this.shown = Map.copyOf(shown);
    this.inPairs = inPairs;
    rulebase.valueSets().forEach(valueSet -> valueSets.put(valueSet.title(), valueSet));
  }

  /** Returns the same scene, where value sets are shown by these concepts, by their titles. */
  public WitnessScene showing(Map<String, CodeableConcept> concepts) {
    Map<String, CodeableConcept> all = new HashMap<>(shown);
    all.putAll(concepts);
    return new WitnessScene(rulebase, factBuilder, results, asOf, agent, route, all, inPairs);
  }

  /**
   * Returns the same scene, where the witnesses of a sentence with several qualifiers are more: of
   * what it turns on, two things at a time are changed. There are so many that it takes a while.
   */
  public WitnessScene inPairs() {
    return new WitnessScene(rulebase, factBuilder, results, asOf, agent, route, shown, true);
  }

  boolean isInPairs() {
    return inPairs;
  }

  /** Returns a patient of whom nothing is known. */
  public WitnessPatient patient() {
    return new WitnessPatient(agent, route);
  }

  /** Returns a patient who has what a witness adds, and nothing else. */
  public WitnessPatient patient(Witness witness) {
    WitnessPatient patient = patient();
    witness.add().accept(patient);
    return patient;
  }

  /** Returns what a patient's record means at this scene's moment. */
  public Facts facts(WitnessPatient patient) {
    return factBuilder.build(patient.record(), patient.plan(), asOf);
  }

  /** Returns the moment screened for. */
  public AsOf asOf() {
    return asOf;
  }

  /** Returns what the rulebase says of pregnancy, or {@code null}. */
  @Nullable PregnancyDefinition pregnancy() {
    return rulebase.pregnancy();
  }

  /** Returns what the rulebase says of doses, or {@code null}. */
  @Nullable DoseDefinition doses() {
    return rulebase.doses();
  }

  /** Returns the title of the observation that ideal weight is computed of. */
  String height() {
    return Objects.requireNonNull(rulebase.idealWeight(), "idealWeight").height();
  }

  /** Returns a dose of the treatment that was given at a time, or at a time that is not known. */
  Medication givenDose(WitnessPatient patient, @Nullable RecordedTime time) {
    DoseDefinition definition = Objects.requireNonNull(doses(), "doses");
    return Medication.builder(
            patient.reference("MedicationAdministration"),
            Medication.Kind.ADMINISTRATION,
            concept(definition.medicines()))
        .status(MedicationStatus.COMPLETED)
        .taken(time == null ? null : new RecordedPeriod(time, time))
        .build();
  }

  /**
   * Returns what shows a value set: the first code that it includes, or its title if it has none.
   */
  public CodeableConcept concept(String title) {
    CodeableConcept chosen = shown.get(title);
    return chosen != null ? chosen : first(title);
  }

  private CodeableConcept first(String title) {
    return valueSet(title).statements().stream()
        .filter(ValueSet.Statement::include)
        .findFirst()
        .map(first -> CodeableConcept.of(new Coding(first.system(), first.code(), first.display())))
        .orElseGet(() -> CodeableConcept.titled(title));
  }

  /** Returns words that name a value set of conditions, or {@code null} if it has none. */
  @Nullable String name(String title) {
    return valueSet(title).names().stream().findFirst().orElse(null);
  }

  /**
   * Returns a result that a value set of results surely does not have: one that it excludes, or the
   * first of another such set that it says nothing of; {@code null} if there is none.
   */
  @Nullable CodeableConcept otherResult(String title) {
    List<ValueSet.Statement> its = valueSet(title).statements();
    return Stream.concat(
            its.stream().filter(each -> !each.include()),
            rulebase.valueSets().stream()
                .filter(each -> results.contains(each.title()))
                .flatMap(each -> each.statements().stream())
                .filter(ValueSet.Statement::include)
                .filter(other -> its.stream().noneMatch(each -> mayCover(each, other))))
        .findFirst()
        .map(each -> CodeableConcept.of(new Coding(each.system(), each.code(), each.display())))
        .orElse(null);
  }

  private static boolean mayCover(ValueSet.Statement statement, ValueSet.Statement other) {
    return statement.system().equals(other.system())
        && (statement.descendants() || statement.code().equals(other.code()));
  }

  /** Returns a value that a reading of an observation can have, whatever it is read for. */
  public Observation.Value usual(String title) {
    ObservationDefinition of = observation(title);
    if (of.unit() != null) {
      return new Observation.Value.Measured(
          new Quantity(Around.usual(of, UnaryOperator.identity()), null, of.unit()));
    }
    return results.stream()
        .sorted()
        .findFirst()
        .<Observation.Value>map(each -> new Observation.Value.Coded(concept(each)))
        .orElse(Observation.Value.YES);
  }

  /** Returns what an observation is. */
  public ObservationDefinition observation(String title) {
    return Objects.requireNonNull(valueSet(title).observation(), title);
  }

  private ValueSet valueSet(String title) {
    return Objects.requireNonNull(valueSets.get(title), title);
  }

  /** Returns the earliest time that surely lies in a window up to now. */
  public RecordedTime atTheEdgeOf(Window window) {
    return isByTheClock(window)
        ? time(asOf.span().latest().minusSeconds(seconds(window)))
        : day(days(window, -1));
  }

  /** Returns the latest time that is surely as long ago as a window is long, or longer. */
  RecordedTime asLongAgoAs(Window window) {
    return isByTheClock(window)
        ? time(asOf.span().earliest().minusSeconds(seconds(window)))
        : day(days(window, -1));
  }

  /** Returns the earliest time that is surely less long ago than a window is long. */
  RecordedTime lessLongAgoThan(Window window) {
    return isByTheClock(window)
        ? time(asOf.span().latest().minusSeconds(seconds(window) - 1))
        : day(days(window, -1).plusDays(1));
  }

  /** Returns the latest time that surely lies before a window up to now. */
  public RecordedTime justBefore(Window window) {
    return isByTheClock(window)
        ? time(asOf.span().earliest().minusSeconds(seconds(window) + 1))
        : day(days(window, -1).minusDays(1));
  }

  /** Returns the latest time that surely lies in a window from now on. */
  public RecordedTime atTheEndOf(Window window) {
    return isByTheClock(window)
        ? time(asOf.span().earliest().plusSeconds(seconds(window)))
        : day(days(window, 1));
  }

  /** Returns the earliest time that surely lies after a window from now on. */
  public RecordedTime justAfter(Window window) {
    return isByTheClock(window)
        ? time(asOf.span().latest().plusSeconds(seconds(window) + 1))
        : day(days(window, 1).plusDays(1));
  }

  static boolean isByTheClock(Window window) {
    return window.unit() == Window.Unit.MINUTE || window.unit() == Window.Unit.HOUR;
  }

  private static long seconds(Window window) {
    return (window.unit() == Window.Unit.MINUTE ? 60L : 3600L) * window.amount();
  }

  private LocalDate days(Window window, int sign) {
    int amount = sign * window.amount();
    return switch (window.unit()) {
      case MINUTE, HOUR -> asOf.day();
      case DAY -> asOf.day().plusDays(amount);
      case WEEK -> asOf.day().plusWeeks(amount);
      case MONTH -> asOf.day().plusMonths(amount);
      case YEAR -> asOf.day().plusYears(amount);
    };
  }

  /** Returns the day screened for. */
  public RecordedTime today() {
    return day(asOf.day());
  }

  /** Returns a day as a record has it. */
  public RecordedTime day(LocalDate day) {
    return RecordedTime.parse(day.toString());
  }

  /** Returns an instant as a record has it. */
  public RecordedTime time(Instant instant) {
    return RecordedTime.parse(
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atOffset(asOf.offset())));
  }

  /** Whether a time up to now lies in a window; possible for no time. */
  Truth isWithin(Window window, @Nullable RecordedTime time) {
    return time == null ? Truth.POSSIBLE : isWithin(window, time.in(asOf.offset()));
  }

  /** Whether something that surely lies in a stretch of time up to now lies in a window. */
  Truth isWithin(Window window, Interval time) {
    Instant surely = atTheEdgeOf(window).in(asOf.offset()).earliest();
    Instant possibly = asLongAgoAs(window).in(asOf.offset()).earliest();
    if (!time.earliest().isBefore(surely)) {
      return Truth.HOLDS;
    }
    return time.latest().isBefore(possibly) ? Truth.FAILS : Truth.POSSIBLE;
  }

  List<ValueSet> valueSets() {
    return rulebase.valueSets();
  }
}
