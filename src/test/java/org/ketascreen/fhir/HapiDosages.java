package org.ketascreen.fhir;

import static org.ketascreen.fhir.HapiDatatypes.conceptOrNull;
import static org.ketascreen.fhir.HapiDatatypes.quantity;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Timing;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Quantity;

/** What HAPI's dosages say. */
final class HapiDosages {

  private static final Map<String, BigDecimal> HOURS =
      Map.of("h", BigDecimal.ONE, "d", BigDecimal.valueOf(24), "wk", BigDecimal.valueOf(168));

  private HapiDosages() {}

  static org.ketascreen.record.Dosage dosage(Dosage dosage) {
    Boolean asNeeded =
        dosage.getAsNeeded() instanceof BooleanType bool
            ? bool.getValue()
            : dosage.hasAsNeededCodeableConcept() ? Boolean.TRUE : null;
    return new org.ketascreen.record.Dosage(
        conceptOrNull(dosage.getRoute()),
        asNeeded,
        mayBeNothing(asNeeded, dosage) ? nothing(dosage) : daily(dosage, false),
        daily(dosage, true));
  }

  /** What is taken when needed, or on some days of the week, may not be taken at all on a day. */
  private static boolean mayBeNothing(@Nullable Boolean asNeeded, Dosage dosage) {
    return Boolean.TRUE.equals(asNeeded) || dosage.getTiming().getRepeat().hasDayOfWeek();
  }

  private static @Nullable Quantity nothing(Dosage dosage) {
    Quantity dose =
        dosage.getDoseAndRate().size() == 1 ? dose(dosage.getDoseAndRateFirstRep(), false) : null;
    return dose == null ? null : new Quantity(BigDecimal.ZERO, null, dose.unit());
  }

  /** One dose that was given: at least so much on that day. */
  static List<org.ketascreen.record.Dosage> given(
      MedicationAdministration.MedicationAdministrationDosageComponent dosage) {
    org.ketascreen.record.Dosage read =
        new org.ketascreen.record.Dosage(
            conceptOrNull(dosage.getRoute()), null, quantity(dosage.getDose()), null);
    return saysSomething(read) ? List.of(read) : List.of();
  }

  static boolean saysSomething(org.ketascreen.record.Dosage dosage) {
    return dosage.route() != null
        || dosage.asNeeded() != null
        || dosage.leastADay() != null
        || dosage.mostADay() != null;
  }

  private static @Nullable Quantity daily(Dosage dosage, boolean most) {
    if (dosage.getDoseAndRate().size() != 1) {
      return null;
    }
    Quantity dose = dose(dosage.getDoseAndRateFirstRep(), most);
    BigDecimal times = timesADay(dosage.getTiming().getRepeat(), most);
    return dose == null || times == null
        ? null
        : new Quantity(dose.value().multiply(times), null, dose.unit());
  }

  private static @Nullable Quantity dose(Dosage.DosageDoseAndRateComponent dose, boolean most) {
    if (dose.getDose() instanceof Range range) {
      return quantity(most ? range.getHigh() : range.getLow());
    }
    return dose.getDose() instanceof org.hl7.fhir.r4.model.Quantity one ? quantity(one) : null;
  }

  private static @Nullable BigDecimal timesADay(Timing.TimingRepeatComponent repeat, boolean most) {
    if (repeat.hasWhen() && !repeat.hasPeriod()) {
      // Once at each of these times of the day.
      return BigDecimal.valueOf(repeat.getWhen().size());
    }
    BigDecimal hours = repeat.hasPeriodUnit() ? HOURS.get(repeat.getPeriodUnit().toCode()) : null;
    if (hours == null || !repeat.hasPeriod()) {
      return null;
    }
    int times = repeat.hasFrequency() ? repeat.getFrequency() : 1;
    BigDecimal period = repeat.getPeriod();
    if (most && repeat.hasFrequencyMax()) {
      times = repeat.getFrequencyMax();
    }
    if (!most && repeat.hasPeriodMax()) {
      period = repeat.getPeriodMax();
    }
    return BigDecimal.valueOf(24L * times).divide(period.multiply(hours), MathContext.DECIMAL64);
  }
}
