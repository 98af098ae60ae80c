package org.ketascreen.language;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ketascreen.fact.Answer;
import org.ketascreen.fact.Plan;
import org.ketascreen.fact.Truth;
import org.ketascreen.fact.Units;
import org.ketascreen.language.Form.Qualified;
import org.ketascreen.record.Gender;
import org.ketascreen.record.Observation;
import org.ketascreen.record.ObservationStatus;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.terminology.ObservationDefinition;

/** The witnesses of sentences about the dose that is planned. */
final class DoseWitnesses {

  /** A man of 70 inches; Devine's formula gives him 50 kg and 2.3 kg for each of 10 inches. */
  private static final Quantity HEIGHT = Quantity.of("177.8", "cm");

  private static final BigDecimal HIS_WEIGHT = new BigDecimal("73");

  /** A man of 50 inches, for whom the formula is not made: he weighs 50 kg at most. */
  private static final Quantity SMALL = Quantity.of("127", "cm");

  private static final BigDecimal AT_MOST = new BigDecimal("50");

  private final WitnessScene scene;
  private final List<Witness> all = new ArrayList<>();

  private DoseWitnesses(WitnessScene scene) {
    this.scene = scene;
  }

  static List<Witness> above(WitnessScene scene, Args args, List<Qualified<Answer>> none) {
    Quantity limit = Objects.requireNonNull(args.quantity(), "quantity");
    DoseWitnesses witnesses = new DoseWitnesses(scene);
    witnesses.add(Truth.HOLDS, above(limit));
    witnesses.add(Truth.FAILS, limit);
    witnesses.add(Truth.FAILS, below(limit));
    return witnesses.withoutDose("", patient -> {});
  }

  static List<Witness> noneOf(WitnessScene scene, Args args, List<Qualified<Answer>> none) {
    List<Quantity> listed =
        Arrays.stream(args.theOther("quantities").split(", ", -1)).map(Quantity::parse).toList();
    DoseWitnesses witnesses = new DoseWitnesses(scene);
    witnesses.add(isNoneOf(listed, below(listed.get(0))), below(listed.get(0)));
    for (Quantity each : listed) {
      witnesses.add(Truth.FAILS, each);
      witnesses.add(isNoneOf(listed, above(each)), above(each));
    }
    return witnesses.withoutDose("", patient -> {});
  }

  private static Truth isNoneOf(List<Quantity> listed, Quantity dose) {
    boolean isOne =
        listed.stream()
            .map(each -> Units.convert(each, dose.unit()))
            .anyMatch(each -> each != null && each.compareTo(dose.value()) == 0);
    return isOne ? Truth.FAILS : Truth.HOLDS;
  }

  static List<Witness> abovePerKg(WitnessScene scene, Args args, List<Qualified<Answer>> none) {
    Quantity limit = Objects.requireNonNull(args.quantity(), "quantity");
    ObservationDefinition of = scene.observation(Plan.WEIGHT);
    DoseWitnesses witnesses = new DoseWitnesses(scene);
    BigDecimal weight = witnesses.weight(limit, of);
    Quantity kg = new Quantity(weight, null, "kg");
    Quantity more = new Quantity(weight.add(BigDecimal.ONE), null, "kg");
    Quantity dose = times(limit, weight);
    String beside = " at " + Around.written(kg);
    Consumer<WitnessPatient> weighed = witnesses.read(Plan.WEIGHT, kg, ObservationStatus.FINAL);
    if (Around.isUsable(kg, of)) {
      witnesses.add(Truth.HOLDS, above(dose), beside, weighed);
      witnesses.add(Truth.FAILS, dose, beside, weighed);
      witnesses.add(Truth.FAILS, below(dose), beside, weighed);
      witnesses.add(
          Truth.HOLDS,
          above(dose),
          beside + ", more before",
          weighed.andThen(witnesses.readYesterday(Plan.WEIGHT, more)));
      witnesses.add(
          Truth.POSSIBLE,
          above(dose),
          beside + ", not final",
          witnesses.read(Plan.WEIGHT, kg, ObservationStatus.PRELIMINARY));
    }
    witnesses.add(Truth.UNKNOWN, above(dose), " at no weight", patient -> {});
    return witnesses.withoutDose(beside, weighed);
  }

  /** Returns a weight for which the dose at the limit can be planned; if there is none, any. */
  private BigDecimal weight(Quantity limit, ObservationDefinition of) {
    BigDecimal usual = new BigDecimal("80");
    return Stream.concat(
            Stream.of(usual), Stream.of("50", "100", "20", "10", "4", "200").map(BigDecimal::new))
        .filter(each -> Around.isUsable(new Quantity(each, null, "kg"), of))
        .filter(each -> isPlannable(above(times(limit, each))))
        .findFirst()
        .orElse(usual);
  }

  static List<Witness> abovePerKgOfIdealWeight(
      WitnessScene scene, Args args, List<Qualified<Answer>> none) {
    Quantity limit = Objects.requireNonNull(args.quantity(), "quantity");
    String height = scene.height();
    ObservationDefinition of = scene.observation(height);
    DoseWitnesses witnesses = new DoseWitnesses(scene);
    Quantity dose = times(limit, HIS_WEIGHT);
    Consumer<WitnessPatient> man = patient -> patient.sex(Gender.MALE);
    Consumer<WitnessPatient> woman = patient -> patient.sex(Gender.FEMALE);
    Consumer<WitnessPatient> tall = witnesses.read(height, HEIGHT, ObservationStatus.FINAL);
    if (Around.isUsable(HEIGHT, of)) {
      witnesses.add(Truth.HOLDS, above(dose), " for a man of 177.8 cm", man.andThen(tall));
      witnesses.add(Truth.FAILS, dose, " for a man of 177.8 cm", man.andThen(tall));
      witnesses.add(Truth.FAILS, below(dose), " for a man of 177.8 cm", man.andThen(tall));
      witnesses.add(Truth.HOLDS, dose, " for a woman of 177.8 cm", woman.andThen(tall));
      witnesses.add(
          Truth.POSSIBLE,
          above(dose),
          " for a man of 177.8 cm, not final",
          man.andThen(witnesses.read(height, HEIGHT, ObservationStatus.PRELIMINARY)));
    }
    if (Around.isUsable(SMALL, of)) {
      witnesses.add(
          Truth.POSSIBLE,
          times(limit, AT_MOST),
          " for a man of 127 cm",
          man.andThen(witnesses.read(height, SMALL, ObservationStatus.FINAL)));
    }
    witnesses.add(Truth.UNKNOWN, above(dose), " for 177.8 cm, no sex", tall);
    witnesses.add(Truth.UNKNOWN, above(dose), " for a man of no height", man);
    return witnesses.withoutDose(" for a man of 177.8 cm", man.andThen(tall));
  }

  private Consumer<WitnessPatient> read(String title, Quantity value, ObservationStatus status) {
    return patient -> add(patient, title, value, status, scene.today());
  }

  private Consumer<WitnessPatient> readYesterday(String title, Quantity value) {
    RecordedTime yesterday = scene.day(scene.asOf().day().minusDays(1));
    return patient -> add(patient, title, value, ObservationStatus.FINAL, yesterday);
  }

  private void add(
      WitnessPatient patient,
      String title,
      Quantity value,
      ObservationStatus status,
      RecordedTime when) {
    patient.add(
        new Observation(
            patient.reference("Observation"),
            scene.concept(title),
            status,
            new Observation.Value.Measured(value),
            new RecordedPeriod(when, when)));
  }

  private List<Witness> withoutDose(String beside, Consumer<WitnessPatient> more) {
    add(Truth.UNKNOWN, Quantity.of("1", "mL"), beside, more);
    addAlways(Truth.UNKNOWN, null, "no dose" + beside, more);
    return List.copyOf(all);
  }

  private void add(Truth truth, Quantity dose) {
    add(truth, dose, "", patient -> {});
  }

  /** Adds a witness with a dose, if it is one that can be planned. */
  private void add(Truth truth, Quantity dose, String beside, Consumer<WitnessPatient> more) {
    if (isPlannable(dose)) {
      addAlways(truth, dose, "a dose of " + Around.written(dose) + beside, more);
    }
  }

  private void addAlways(
      Truth truth, @Nullable Quantity dose, String what, Consumer<WitnessPatient> more) {
    all.add(
        new Witness(
            truth,
            what,
            patient -> {
              patient.treatment().dose(dose);
              more.accept(patient);
            }));
  }

  private boolean isPlannable(Quantity dose) {
    try {
      scene.patient().treatment().dose(dose).build();
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Quantity times(Quantity limit, BigDecimal weight) {
    return new Quantity(limit.value().multiply(weight), null, limit.unit());
  }

  private static Quantity above(Quantity limit) {
    return new Quantity(limit.value().add(step(limit)), null, limit.unit());
  }

  private static Quantity below(Quantity limit) {
    return new Quantity(limit.value().subtract(step(limit)), null, limit.unit());
  }

  /** Returns one of the last digits, or less where that would leave nothing below. */
  private static BigDecimal step(Quantity limit) {
    BigDecimal step = BigDecimal.ONE.movePointLeft(Math.max(limit.value().scale(), 0));
    return limit.value().compareTo(step) <= 0 ? step.movePointLeft(1) : step;
  }
}
