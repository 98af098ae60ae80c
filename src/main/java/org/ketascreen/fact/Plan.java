package org.ketascreen.fact;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ketascreen.API;
import org.ketascreen.record.Quantity;
import org.ketascreen.rulebase.Treatment;

/** The treatment that is planned. Lives for one screening. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Plan {

  /** Title of the observation of the patient's weight. */
  public static final String WEIGHT = "body weight";

  private final Treatment treatment;
  private final Function<String, Readings> readings;

  Plan(Treatment treatment, Function<String, Readings> readings) {
    this.treatment = treatment;
    this.readings = readings;
  }

  /** Whether the dose divided by the latest weight is above the limit. */
  public Answer doseIsAbovePerKg(String limit, String unit) {
    Quantity planned = treatment.dose();
    BigDecimal dose = planned == null ? null : Units.convert(planned, unit);
    Readings weights = readings.apply(WEIGHT);
    if (planned == null || dose == null) {
      return Answer.of(Truth.UNKNOWN, List.of());
    }
    BigDecimal perKg = new BigDecimal(limit);
    if (perKg.signum() <= 0) {
      throw new IllegalArgumentException("a dose limit is above 0");
    }
    Answer weight =
        weights.all().latest().below(dose.divide(perKg, MathContext.DECIMAL128).toString(), "kg");
    List<Support> considered = new ArrayList<>();
    considered.add(evidence(planned, weight.truth()));
    considered.addAll(weight.considered());
    return Answer.of(weight.truth(), considered);
  }

  /** Whether a dose is planned that can be divided by a weight. */
  public boolean hasDose() {
    Quantity dose = treatment.dose();
    return dose != null && Units.convert(dose, "mg") != null;
  }

  /** Whether the latest weight is known. */
  public boolean hasWeight() {
    return readings.apply(WEIGHT).all().latest().above("0", "kg").truth() != Truth.UNKNOWN;
  }

  private static Support evidence(Quantity dose, Truth truth) {
    Evidence evidence =
        new Evidence(
            "planned dose",
            "planned dose",
            null,
            null,
            Units.written(dose.value()) + " " + dose.unit(),
            null,
            null);
    return new Support(evidence, truth.mayHold() ? Verdict.HOLDS : Verdict.FAILS);
  }
}
