package org.ketascreen.fhir;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Dosage;
import org.ketascreen.record.Quantity;

/**
 * Reads how a medicine is taken. The amount of a day is the dose times how often a day it is taken:
 * where a dose or a number of times is a range, from the least to the most; on average where it is
 * taken less often than daily; from nothing where it is taken when needed. An amount keeps the unit
 * of its dose, be it milligrams or tablets.
 */
final class DosageReader {

  private static final Choice AS_NEEDED = Choice.of("asNeeded", "Boolean", "CodeableConcept", "");
  private static final Choice DOSE = Choice.of("dose", "Quantity", "Range");

  private static final MathContext PRECISION = new MathContext(16);
  private static final BigDecimal SECONDS_A_DAY = BigDecimal.valueOf(86_400);

  /** Seconds in a unit of UCUM that FHIR allows in a Timing; months and years on average. */
  private static final Map<String, BigDecimal> SECONDS =
      Map.of(
          "s", BigDecimal.ONE,
          "min", BigDecimal.valueOf(60),
          "h", BigDecimal.valueOf(3_600),
          "d", SECONDS_A_DAY,
          "wk", BigDecimal.valueOf(604_800),
          "mo", BigDecimal.valueOf(2_629_800),
          "a", BigDecimal.valueOf(31_557_600));

  /** Times a day of the codes that FHIR gives for a Timing. */
  private static final Map<String, BigDecimal> TIMES_A_DAY =
      Map.ofEntries(
          Map.entry("QD", BigDecimal.ONE),
          Map.entry("BID", BigDecimal.valueOf(2)),
          Map.entry("TID", BigDecimal.valueOf(3)),
          Map.entry("QID", BigDecimal.valueOf(4)),
          Map.entry("QOD", new BigDecimal("0.5")),
          Map.entry("Q1H", BigDecimal.valueOf(24)),
          Map.entry("Q2H", BigDecimal.valueOf(12)),
          Map.entry("Q3H", BigDecimal.valueOf(8)),
          Map.entry("Q4H", BigDecimal.valueOf(6)),
          Map.entry("Q6H", BigDecimal.valueOf(4)),
          Map.entry("Q8H", BigDecimal.valueOf(3)),
          Map.entry("Q12H", BigDecimal.valueOf(2)),
          Map.entry("AM", BigDecimal.ONE),
          Map.entry("PM", BigDecimal.ONE),
          Map.entry("BED", BigDecimal.ONE));

  private DosageReader() {}

  /** A dose, from the least to the most; either may be unknown. */
  private record Dose(@Nullable Quantity least, @Nullable Quantity most) {
    static final Dose UNKNOWN = new Dose(null, null);
  }

  /** How often a day, from the least to the most; either may be unknown. */
  private record Times(@Nullable BigDecimal least, @Nullable BigDecimal most) {
    static final Times UNKNOWN = new Times(null, null);
  }

  /** Reads the dosages of an order, a statement or a dispense. */
  static List<Dosage> read(Element medication, String property) {
    List<Dosage> dosages = new ArrayList<>();
    for (Element dosage : medication.list(property)) {
      Dosage read = dosage.remembered(Dosage.class, DosageReader::dosage);
      if (saysSomething(read)) {
        dosages.add(read);
      }
    }
    return dosages;
  }

  /** Reads the one dose of an administration: at least that was given that day. */
  static List<Dosage> ofAdministration(Element administration) {
    Element dosage = administration.child("dosage");
    if (dosage == null) {
      return List.of();
    }
    Element dose = dosage.child("dose");
    Dosage read =
        new Dosage(
            route(dosage), null, dose == null ? null : exact(Datatypes.quantity(dose)), null);
    return saysSomething(read) ? List.of(read) : List.of();
  }

  private static boolean saysSomething(Dosage dosage) {
    return dosage.route() != null
        || dosage.asNeeded() != null
        || dosage.leastADay() != null
        || dosage.mostADay() != null;
  }

  private static @Nullable CodeableConcept route(Element dosage) {
    CodeableConcept route = Datatypes.concept(dosage, "route");
    return route.isEmpty() ? null : route;
  }

  private static Dosage dosage(Element dosage) {
    Boolean asNeeded = asNeeded(dosage);
    Dose dose = dose(dosage);
    Element timing = dosage.child("timing");
    Times times = timing == null ? Times.UNKNOWN : timesADay(timing);
    Quantity least =
        Boolean.TRUE.equals(asNeeded) ? none(dose.least()) : times(dose.least(), times.least());
    Quantity most = least(times(dose.most(), times.most()), limit(dosage));
    return new Dosage(route(dosage), asNeeded, least, most);
  }

  private static @Nullable Boolean asNeeded(Element dosage) {
    Element asNeeded = dosage.choice(AS_NEEDED);
    if (!dosage.list("asNeededFor").isEmpty()) {
      return true;
    }
    if (asNeeded == null) {
      return null;
    }
    return asNeeded.name().endsWith("CodeableConcept") ? Boolean.TRUE : (Boolean) asNeeded.bool();
  }

  private static Dose dose(Element dosage) {
    Dose found = Dose.UNKNOWN;
    boolean any = false;
    for (Element each : ordered(dosage.list("doseAndRate"))) {
      Dose dose = doseOf(each);
      if (dose.least() != null || dose.most() != null) {
        found = any ? around(found, dose) : dose;
        any = true;
      }
    }
    return found;
  }

  /** Of what was ordered and what was calculated from it, what was ordered counts. */
  private static Iterable<Element> ordered(Elements doses) {
    List<Element> ordered = new ArrayList<>();
    for (Element dose : doses) {
      for (Coding coding : Datatypes.concept(dose, "type").codings()) {
        if ("ordered".equals(coding.code())) {
          ordered.add(dose);
        }
      }
    }
    return ordered.isEmpty() ? doses : ordered;
  }

  private static Dose doseOf(Element doseAndRate) {
    Element dose = doseAndRate.choice(DOSE);
    if (dose == null) {
      return Dose.UNKNOWN;
    }
    if (dose.name().endsWith("Quantity")) {
      Quantity quantity = exact(Datatypes.quantity(dose));
      return new Dose(quantity, quantity);
    }
    Element low = dose.child("low");
    Element high = dose.child("high");
    return new Dose(
        low == null ? null : exact(Datatypes.quantity(low)),
        high == null ? null : exact(Datatypes.quantity(high)));
  }

  private static @Nullable Quantity exact(@Nullable Quantity quantity) {
    return quantity == null || quantity.comparator() != null ? null : quantity;
  }

  private static Dose around(Dose a, Dose b) {
    Quantity least = isSameUnit(a.least(), b.least()) ? least(a.least(), b.least()) : null;
    Quantity most = null;
    if (a.most() != null && b.most() != null && isSameUnit(a.most(), b.most())) {
      most = a.most().value().compareTo(b.most().value()) >= 0 ? a.most() : b.most();
    }
    return new Dose(least, most);
  }

  private static boolean isSameUnit(@Nullable Quantity a, @Nullable Quantity b) {
    return a != null && b != null && a.unit() != null && a.unit().equals(b.unit());
  }

  /** Returns the smaller of two amounts of one unit; the first one when they cannot be compared. */
  private static @Nullable Quantity least(@Nullable Quantity a, @Nullable Quantity b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return isSameUnit(a, b) && b.value().compareTo(a.value()) < 0 ? b : a;
  }

  private static Times timesADay(Element timing) {
    Element repeat = timing.child("repeat");
    Times repeated = repeat == null ? Times.UNKNOWN : repeated(repeat);
    if (repeated.least() != null || repeated.most() != null) {
      return repeated;
    }
    for (Coding coding : Datatypes.concept(timing, "code").codings()) {
      BigDecimal times = coding.code() == null ? null : TIMES_A_DAY.get(coding.code());
      if (times != null) {
        return new Times(times, times);
      }
    }
    return Times.UNKNOWN;
  }

  private static Times repeated(Element repeat) {
    int events = Math.max(repeat.list("when").size(), repeat.list("timeOfDay").size());
    BigDecimal period = number(repeat, "period");
    String unit = repeat.token("periodUnit");
    if (period == null && unit == null && events > 0) {
      period = BigDecimal.ONE;
      unit = "d";
    }
    BigDecimal seconds = unit == null ? null : SECONDS.get(unit);
    if (period == null || seconds == null || period.signum() <= 0) {
      return Times.UNKNOWN;
    }
    BigDecimal frequency = number(repeat, "frequency");
    // FHIR: if no frequency is stated, the event occurs once a period
    BigDecimal least = frequency != null ? frequency : BigDecimal.valueOf(Math.max(events, 1));
    BigDecimal most = orElse(number(repeat, "frequencyMax"), least);
    BigDecimal longest = orElse(number(repeat, "periodMax"), period).max(period);
    boolean someDaysOnly = !repeat.list("dayOfWeek").isEmpty();
    return new Times(
        someDaysOnly ? BigDecimal.ZERO : aDay(least, longest.multiply(seconds)),
        aDay(most.max(least), period.multiply(seconds)));
  }

  private static BigDecimal aDay(BigDecimal times, BigDecimal seconds) {
    return times.multiply(SECONDS_A_DAY).divide(seconds, PRECISION);
  }

  private static BigDecimal orElse(@Nullable BigDecimal number, BigDecimal otherwise) {
    return number == null ? otherwise : number;
  }

  private static @Nullable BigDecimal number(Element element, String property) {
    Element number = element.child(property);
    return number == null ? null : number.number();
  }

  private static @Nullable Quantity none(@Nullable Quantity dose) {
    return dose == null ? null : new Quantity(BigDecimal.ZERO, null, dose.unit());
  }

  private static @Nullable Quantity times(@Nullable Quantity dose, @Nullable BigDecimal times) {
    if (dose == null || times == null) {
      return null;
    }
    return new Quantity(plain(dose.value().multiply(times, PRECISION)), null, dose.unit());
  }

  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** Returns the most of a day that the dosage allows, or {@code null} if it does not say. */
  private static @Nullable Quantity limit(Element dosage) {
    if (dosage.isArray("maxDosePerPeriod")) {
      Quantity limit = null;
      for (Element each : dosage.list("maxDosePerPeriod")) {
        limit = least(limit, limitOf(each));
      }
      return limit;
    }
    Element ratio = dosage.child("maxDosePerPeriod");
    return ratio == null ? null : limitOf(ratio);
  }

  private static @Nullable Quantity limitOf(Element ratio) {
    Element numerator = ratio.child("numerator");
    Element denominator = ratio.child("denominator");
    Quantity amount = numerator == null ? null : exact(Datatypes.quantity(numerator));
    Quantity period = denominator == null ? null : exact(Datatypes.quantity(denominator));
    BigDecimal seconds =
        period == null || period.unit() == null ? null : SECONDS.get(period.unit());
    if (amount == null || period == null || seconds == null || period.value().signum() <= 0) {
      return null;
    }
    return times(amount, aDay(BigDecimal.ONE, period.value().multiply(seconds)));
  }
}
