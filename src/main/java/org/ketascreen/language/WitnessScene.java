package org.ketascreen.language;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.fact.FactBuilder;
import org.ketascreen.fact.Facts;
import org.ketascreen.fact.Truth;
import org.ketascreen.fact.Window;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
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
  private final Map<String, ValueSet> valueSets = new HashMap<>();

  /** Makes a scene. */
  public WitnessScene(
      Rulebase rulebase, FactBuilder factBuilder, AsOf asOf, Agent agent, Route route) {
    this.rulebase = rulebase;
    this.factBuilder = factBuilder;
    this.asOf = asOf;
    this.agent = agent;
    this.route = route;
    rulebase.valueSets().forEach(valueSet -> valueSets.put(valueSet.title(), valueSet));
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

  /** Returns the first code that a value set includes. */
  public CodeableConcept concept(String title) {
    ValueSet.Statement first =
        valueSet(title).statements().stream()
            .filter(ValueSet.Statement::include)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("'" + title + "' has no code"));
    return CodeableConcept.of(new Coding(first.system(), first.code(), first.display()));
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

  private static boolean isByTheClock(Window window) {
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

  /**
   * Whether a time that {@link #atTheEdgeOf}, {@link #justBefore} or {@link #today} gave for any
   * window lies in this one; possible for no time.
   */
  Truth isWithin(Window window, @Nullable RecordedTime time) {
    if (time == null) {
      return Truth.POSSIBLE;
    }
    Instant edge = atTheEdgeOf(window).in(asOf.offset()).earliest();
    if (!time.in(asOf.offset()).earliest().isBefore(edge)) {
      return Truth.HOLDS;
    }
    Instant before = justBefore(window).in(asOf.offset()).latest();
    return time.in(asOf.offset()).latest().isAfter(before) ? Truth.POSSIBLE : Truth.FAILS;
  }

  List<ValueSet> valueSets() {
    return rulebase.valueSets();
  }
}
