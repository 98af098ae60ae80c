package org.ketascreen.fact;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.record.Gender;
import org.ketascreen.record.Interval;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.rulebase.IdealWeightDefinition;
import org.ketascreen.rulebase.Treatment;

/** The treatment that is planned, and what of it was given before. Lives for one screening. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Plan {

  /** Title of the observation of the patient's weight. */
  public static final String WEIGHT = "body weight";

  private final Treatment treatment;
  private final @Nullable IdealWeightDefinition idealWeight;
  private final Gender sex;
  private final Doses doses;
  private final BooleanSupplier medicinesAreListed;
  private final Viewpoint now;
  private final Function<String, Readings> readings;

  Plan(
      Treatment treatment,
      @Nullable IdealWeightDefinition idealWeight,
      Gender sex,
      Doses doses,
      BooleanSupplier medicinesAreListed,
      Viewpoint now,
      Function<String, Readings> readings) {
    this.treatment = treatment;
    this.idealWeight = idealWeight;
    this.sex = sex;
    this.doses = doses;
    this.medicinesAreListed = medicinesAreListed;
    this.now = now;
    this.readings = readings;
  }

  /** Whether the dose is above the limit. */
  public Answer doseIsAbove(String limit, String unit) {
    BigDecimal dose = dose(unit);
    return dose == null ? unknown() : said(dose.compareTo(new BigDecimal(limit)) > 0);
  }

  /** Whether the dose is none of these, such as {@code 56 mg, 84 mg}. */
  public Answer doseIsNoneOf(String doses) {
    boolean isOne = false;
    for (String each : doses.split(", ", -1)) {
      Quantity other = Quantity.parse(each);
      BigDecimal dose = dose(Objects.requireNonNull(other.unit(), "unit"));
      if (dose == null) {
        return unknown();
      }
      isOne |= dose.compareTo(other.value()) == 0;
    }
    return said(!isOne);
  }

  private Answer said(boolean holds) {
    Truth truth = holds ? Truth.HOLDS : Truth.FAILS;
    return Answer.of(truth, List.of(dose(truth)));
  }

  private static Answer unknown() {
    return Answer.of(Truth.UNKNOWN, List.of());
  }

  private @Nullable BigDecimal dose(String unit) {
    Quantity planned = treatment.dose();
    return planned == null ? null : Units.convert(planned, unit);
  }

  /** Whether the dose divided by the latest weight is above the limit. */
  public Answer doseIsAbovePerKg(String limit, String unit) {
    BigDecimal dose = dose(unit);
    if (dose == null) {
      return unknown();
    }
    return withDose(
        readings
            .apply(WEIGHT)
            .all()
            .latest()
            .below(dose.divide(perKg(limit), MathContext.DECIMAL128).toString(), "kg"));
  }

  /** Whether the dose divided by the ideal weight is above the limit. */
  public Answer doseIsAbovePerKgOfIdealWeight(String limit, String unit) {
    BigDecimal dose = dose(unit);
    IdealWeight ideal = IdealWeight.of(sex);
    if (dose == null || ideal == null || idealWeight == null) {
      return unknown();
    }
    Readings heights = readings.apply(idealWeight.height());
    BigDecimal perKg = perKg(limit);
    return withDose(
        heights
            .all()
            .latest()
            .each(
                reading -> {
                  Span height = heights.in(reading, "cm");
                  return height == null ? Verdict.UNKNOWN : ideal.isAbovePerKg(dose, perKg, height);
                }));
  }

  private static BigDecimal perKg(String limit) {
    BigDecimal perKg = new BigDecimal(limit);
    if (perKg.signum() <= 0) {
      throw new IllegalArgumentException("a dose limit is above 0");
    }
    return perKg;
  }

  private Answer withDose(Answer weight) {
    List<Support> considered = new ArrayList<>();
    considered.add(dose(weight.truth()));
    considered.addAll(weight.considered());
    return Answer.of(weight.truth(), considered);
  }

  /** Whether a dose is planned that can be divided by a weight. */
  public boolean hasDose() {
    return dose("mg") != null;
  }

  /** Whether the latest weight is known. */
  public boolean hasWeight() {
    return readings.apply(WEIGHT).all().latest().above("0", "kg").truth() != Truth.UNKNOWN;
  }

  /** Whether the latest height is known. */
  public boolean hasHeight() {
    return idealWeight != null
        && readings.apply(idealWeight.height()).all().latest().above("0", "cm").truth()
            != Truth.UNKNOWN;
  }

  /** Returns the title of the observation of the patient's height. */
  public String height() {
    return Objects.requireNonNull(idealWeight, "idealWeight").height();
  }

  /** Whether a sex is recorded that the ideal weight can be computed for. */
  public boolean hasSex() {
    return IdealWeight.of(sex) != null;
  }

  /** Whether the infusion takes less than so long. */
  public Answer infusionTakesLessThan(int amount, String unit) {
    Quantity duration = treatment.duration();
    if (duration == null) {
      return unknown();
    }
    Truth truth = Window.of(amount, unit).isLongerThan(duration) ? Truth.HOLDS : Truth.FAILS;
    return Answer.of(truth, List.of(planned("planned duration", Amounts.written(duration), truth)));
  }

  /** Whether the session is that number of the course, or a later one. */
  public Answer isSessionOrLater(int number) {
    Integer session = treatment.session();
    if (session == null) {
      return unknown();
    }
    Truth truth = session >= number ? Truth.HOLDS : Truth.FAILS;
    return Answer.of(truth, List.of(planned("session number", session.toString(), truth)));
  }

  /**
   * Whether the course began more than so long ago. Where that is not said, doses that were given
   * more than so long ago make it possible: they may have been of an earlier course.
   */
  public Answer courseBeganMoreThanAgo(int amount, String unit) {
    Window window = Window.of(amount, unit);
    RecordedTime began = treatment.courseBegan();
    if (began != null) {
      Interval when = now.interval(began);
      Verdict verdict = Verdict.of(now.within(window, when).not(), Doubt.COARSE_DATE);
      Evidence evidence =
          new Evidence("course began", "course began", null, null, null, began.toString(), null);
      return Answer.of(verdict.truth(), List.of(new Support(evidence, verdict)));
    }
    Answer given = doses.givenMoreThanAgo(window);
    if (!given.mayHold()) {
      return Answer.of(Truth.UNKNOWN, given.considered());
    }
    return Answer.of(
        Truth.POSSIBLE,
        given.considered().stream()
            .map(
                each ->
                    new Support(
                        each.evidence(),
                        each.verdict().and(Verdict.possible(Doubt.COURSE_NOT_STATED))))
            .toList());
  }

  /**
   * Whether there were more than so many sessions in the window: days on which a dose was given.
   */
  public Answer moreSessionsThan(int number, int amount, String unit) {
    Window window = Window.of(amount, unit);
    Answer given = doses.onMoreDaysThan(number, window);
    return isEarlyFor(number, window) ? given : ifListed(given);
  }

  /**
   * Whether there were too few sessions of this course. That says nothing of an earlier one: either
   * the window must lie in this course, or medicines must be listed.
   */
  private boolean isEarlyFor(int number, Window window) {
    Integer session = treatment.session();
    if (session == null || session - 1 > number) {
      return false;
    }
    RecordedTime began = treatment.courseBegan();
    boolean liesInCourse = began != null && now.within(window, now.interval(began)) == Truth.FAILS;
    return liesInCourse || medicinesAreListed.getAsBoolean();
  }

  /** Whether the last dose was given less than so long ago. */
  public Answer lastDoseWasLessThanAgo(int amount, String unit) {
    return ifListed(doses.givenLessThanAgo(Window.of(amount, unit)));
  }

  /**
   * Doses that are not listed were not given only where medicines are listed, doses among them:
   * many records keep administrations elsewhere.
   */
  private Answer ifListed(Answer given) {
    boolean decided = given.mayHold() || (!doses.isEmpty() && medicinesAreListed.getAsBoolean());
    return decided ? given : Answer.of(Truth.UNKNOWN, given.considered());
  }

  private Support dose(Truth truth) {
    Quantity dose = Objects.requireNonNull(treatment.dose(), "dose");
    return planned("planned dose", Amounts.written(dose), truth);
  }

  private static Support planned(String what, String value, Truth truth) {
    Evidence evidence = new Evidence(what, what, null, null, value, null, null);
    return new Support(evidence, truth.mayHold() ? Verdict.HOLDS : Verdict.FAILS);
  }
}
