package org.ketascreen.language;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ketascreen.fact.Readings;
import org.ketascreen.fact.Truth;
import org.ketascreen.fact.Units;
import org.ketascreen.language.Form.Qualified;
import org.ketascreen.record.Observation;
import org.ketascreen.record.ObservationStatus;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.terminology.ObservationDefinition;

/**
 * The witnesses of the sentence on a rise after the dose: a reading at the moment of today's dose,
 * and one a second later, now. In the first second of a day there is no time for both.
 */
final class RiseWitnesses {

  private final WitnessScene scene;
  private final String title;
  private final Around before;
  private final Around after;
  private final Instant now;
  private final Instant dosed;
  private final Instant yesterday;

  private RiseWitnesses(WitnessScene scene, Args args) {
    ObservationDefinition of = scene.observation(args.theName());
    String unit = Objects.requireNonNull(of.unit(), "unit");
    Quantity quantity = Objects.requireNonNull(args.quantity(), "quantity");
    BigDecimal rise = Objects.requireNonNull(Units.difference(quantity, unit), "rise");
    this.scene = scene;
    this.title = args.theName();
    this.before = Around.of(Around.usual(of, each -> each.add(rise)), unit, of);
    this.after = Around.of(before.limit().add(rise), unit, of);
    this.now = scene.asOf().span().latest();
    this.dosed = now.minusSeconds(1);
    this.yesterday =
        scene.asOf().day().atStartOfDay().toInstant(scene.asOf().offset()).minusSeconds(1);
  }

  /** A reading and when it was made. */
  private record Made(Quantity value, ObservationStatus status, Instant when) {}

  static List<Witness> of(
      WitnessScene scene, Args args, List<Qualified<Readings.Selected>> unqualified) {
    return new RiseWitnesses(scene, args).all();
  }

  private List<Witness> all() {
    List<Witness> all = new ArrayList<>();
    boolean isReadable =
        before.isUsable(before.at())
            && after.isUsable(after.above())
            && after.isUsable(after.below());
    if (isReadable && dosed.isAfter(yesterday)) {
      all.add(risen(Truth.HOLDS, after.at()));
      all.add(risen(Truth.HOLDS, after.above()));
      all.add(risen(Truth.FAILS, after.below()));
      all.add(risen(Truth.POSSIBLE, after.bound("<=")));
      all.add(risen(Truth.UNKNOWN, new Quantity(after.limit(), null, null)));
      all.add(
          with(
              Truth.POSSIBLE,
              "risen so much, the first not final",
              new Made(before.at(), ObservationStatus.PRELIMINARY, dosed),
              last(after.at())));
    }
    all.add(
        with(
            Truth.UNKNOWN,
            "the first of yesterday",
            new Made(before.at(), ObservationStatus.FINAL, yesterday),
            last(after.at())));
    all.add(with(Truth.UNKNOWN, "no reading before the dose", last(after.at())));
    all.add(with(Truth.UNKNOWN, "no reading after the dose", first()));
    all.add(
        new Witness(
            Truth.UNKNOWN,
            "no dose",
            patient -> {
              add(patient, first());
              add(patient, last(after.at()));
            }));
    return List.copyOf(all);
  }

  private Made first() {
    return new Made(before.at(), ObservationStatus.FINAL, dosed);
  }

  private Made last(Quantity value) {
    return new Made(value, ObservationStatus.FINAL, now);
  }

  private Witness risen(Truth truth, Quantity to) {
    String what = "from " + Around.written(before.at()) + " to " + Around.written(to);
    return with(truth, what, first(), last(to));
  }

  private Witness with(Truth truth, String what, Made... readings) {
    List<Made> all = List.of(readings);
    return new Witness(
        truth,
        what,
        patient -> {
          all.forEach(each -> add(patient, each));
          patient.add(scene.givenDose(patient, scene.time(dosed)));
        });
  }

  private void add(WitnessPatient patient, Made reading) {
    RecordedTime when = scene.time(reading.when());
    patient.add(
        new Observation(
            patient.reference("Observation"),
            scene.concept(title),
            reading.status(),
            new Observation.Value.Measured(reading.value()),
            new RecordedPeriod(when, when)));
  }
}
