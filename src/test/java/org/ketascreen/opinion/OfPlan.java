package org.ketascreen.opinion;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Gender;
import org.ketascreen.record.Interval;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.terminology.ObservationDefinition;
import org.ketascreen.terminology.Use;

/** Sentences on what is planned and what was given. */
final class OfPlan {

  /** The observation that a dose per kilogram of actual weight reads. */
  static final String WEIGHT = "body weight";

  private static final BigDecimal CM_AN_INCH = new BigDecimal("2.54");

  private final Treatment treatment;
  private final PatientRecord record;
  private final Rulebase rulebase;
  private final Map<String, ObservationDefinition> observations;
  private final Codes codes;
  private final Clock clock;
  private final OfReadings readings;

  OfPlan(
      Treatment treatment,
      PatientRecord record,
      Rulebase rulebase,
      Map<String, ObservationDefinition> observations,
      Codes codes,
      Clock clock,
      OfReadings readings) {
    this.treatment = treatment;
    this.record = record;
    this.rulebase = rulebase;
    this.observations = observations;
    this.codes = codes;
    this.clock = clock;
    this.readings = readings;
  }

  private static Optional<BigDecimal> amount(@Nullable Quantity planned, String unit) {
    return planned == null ? Optional.empty() : Scales.in(planned.value(), planned.unit(), unit);
  }

  private static View said(Optional<Boolean> answer) {
    return View.of(answer.map(is -> is ? Truth.HOLDS : Truth.FAILS).orElse(Truth.UNKNOWN));
  }

  View isAbove(BigDecimal limit, String unit) {
    return said(amount(treatment.dose(), unit).map(dose -> dose.compareTo(limit) > 0));
  }

  View isNoneOf(List<Quantity> doses) {
    Optional<BigDecimal> planned = amount(treatment.dose(), doses.get(0).unit());
    return said(
        planned.map(dose -> doses.stream().noneMatch(each -> each.value().compareTo(dose) == 0)));
  }

  View isAbovePerKilogram(BigDecimal limit, String unit, boolean ideal) {
    return OfReadings.needing(
        () -> {
          Optional<BigDecimal> dose = amount(treatment.dose(), unit);
          Optional<BigDecimal> weight = ideal ? idealWeight() : actualWeight();
          return dose.isEmpty() || weight.isEmpty()
              ? View.of(Truth.UNKNOWN)
              : said(dose.map(amount -> amount.compareTo(limit.multiply(weight.get())) > 0));
        });
  }

  private Optional<BigDecimal> actualWeight() {
    return readings.latestNumber(WEIGHT, observations.get(WEIGHT));
  }

  /** Devine 1974; below 60 inches it says nothing. */
  private Optional<BigDecimal> idealWeight() {
    Gender sex = record.birthSex() == null ? record.gender() : record.birthSex();
    if (sex != Gender.MALE && sex != Gender.FEMALE) {
      return Optional.empty();
    }
    String height = rulebase.idealWeight().height();
    BigDecimal base = new BigDecimal(sex == Gender.MALE ? "50" : "45.5");
    Optional<BigDecimal> weight =
        readings
            .latestNumber(height, observations.get(height))
            .map(cm -> cm.divide(CM_AN_INCH, MathContext.DECIMAL64).subtract(new BigDecimal(60)))
            .map(inches -> base.add(inches.multiply(new BigDecimal("2.3"))));
    if (weight.isPresent() && weight.get().compareTo(base) < 0) {
      throw new Unspoken("ideal weight below 60 inches");
    }
    return weight;
  }

  View takesLessThan(BigDecimal limit, String unit) {
    return said(amount(treatment.duration(), unit).map(time -> time.compareTo(limit) < 0));
  }

  View isSessionOrLater(int number) {
    return said(Optional.ofNullable(treatment.session()).map(session -> session >= number));
  }

  View beganMoreThanAgo(Clock.Length window) {
    if (treatment.courseBegan() == null) {
      return beganWithADose(window);
    }
    Interval began = clock.interval(treatment.courseBegan());
    if (clock.isToCome(began)) {
      return View.of(Truth.FAILS);
    }
    return View.of(
        clock.within(window, began.narrowedBy(OfMedications.until(clock.latest()))).not());
  }

  /** A course began with its first dose at the latest. */
  private View beganWithADose(Clock.Length window) {
    return OfReadings.needing(
        () -> {
          Truth began = Truth.UNKNOWN;
          for (Interval dose : readings.given()) {
            Interval past = dose.narrowedBy(OfMedications.until(clock.latest()));
            Truth ago = clock.within(window, past).not();
            began = began.atLeast(ago == Truth.FAILS ? Truth.UNKNOWN : ago);
          }
          return View.of(began);
        });
  }

  /**
   * Days with a dose within a window; what is not listed decides nothing unless the section does.
   */
  View moreSessionsThan(int number, Clock.Length window) {
    return OfReadings.needing(
        () -> {
          Set<LocalDate> days = new HashSet<>();
          for (Interval dose : readings.given()) {
            Truth in = clock.within(window, dose);
            boolean oneDay = clock.day(dose.earliest()).equals(clock.day(dose.latest()));
            if (in == Truth.POSSIBLE || (in == Truth.HOLDS && !oneDay)) {
              throw new Unspoken("a session of which the day is not known");
            }
            if (in == Truth.HOLDS) {
              days.add(clock.day(dose.earliest()));
            }
          }
          boolean early = treatment.session() != null && treatment.session() - 1 <= number;
          Truth truth = days.size() > number ? Truth.HOLDS : absent();
          return early && truth != Truth.FAILS
              ? View.declined("what the number of a session says of sessions that are not listed")
              : View.of(truth);
        });
  }

  View lastDoseLessThanAgo(Clock.Length window) {
    return OfReadings.needing(
        () -> {
          Truth fromStart = absent();
          Truth fromEnd = absent();
          for (Interval dose : readings.given()) {
            Interval past = dose.narrowedBy(OfMedications.until(clock.latest()));
            fromStart = fromStart.atLeast(clock.lessAgo(window, at(past.earliest())));
            fromEnd = fromEnd.atLeast(clock.lessAgo(window, at(past.latest())));
          }
          return fromStart == fromEnd
              ? View.of(fromStart)
              : View.declined("whether the time since a dose counts from its start or its end");
        });
  }

  private static Interval at(Instant instant) {
    return new Interval(instant, instant);
  }

  /** A list of medicines on which no dose stands need not be one of doses. */
  private Truth absent() {
    return record.assertion(Section.MEDICATIONS).decidesAbsence() && !readings.given().isEmpty()
        ? Truth.FAILS
        : Truth.UNKNOWN;
  }

  View isFor(String title) {
    Truth truth = treatment.indications().isEmpty() ? Truth.UNKNOWN : Truth.FAILS;
    boolean open = false;
    for (CodeableConcept each : treatment.indications()) {
      Truth in = codes.in(title, each, Use.CONDITION);
      truth = truth.atLeast(in);
      open |= in == Truth.UNKNOWN;
    }
    return open && !truth.mayHold()
        ? View.open("an indication that no table decides", "", Truth.FAILS, Truth.UNKNOWN)
        : View.of(truth);
  }
}
