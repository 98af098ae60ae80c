package org.ketascreen.language;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ketascreen.fact.Truth;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Observation;
import org.ketascreen.record.ObservationStatus;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.ReferenceRange;
import org.ketascreen.terminology.ObservationDefinition;

/**
 * What a reading shows, and what a sentence says of that. Immutable and thread-safe.
 *
 * @param what it in words
 * @param value the value
 * @param range the normal range that came with it, or {@code null}
 * @param mark the code of what its laboratory made of it, or {@code null}
 * @param says what the sentence says of it, if it surely counts
 */
record Shown(
    String what,
    Observation.@Nullable Value value,
    @Nullable ReferenceRange range,
    @Nullable String mark,
    Truth says) {

  /** A reading without a value. */
  static final Shown NOTHING = new Shown("no value", null, null, null, Truth.UNKNOWN);

  private static final String INTERPRETATION =
      "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";

  /** On which side of a limit a reading must be. */
  enum Side {
    ABOVE(Truth.HOLDS, Truth.FAILS, Truth.FAILS, ">="),
    AT_LEAST(Truth.HOLDS, Truth.HOLDS, Truth.FAILS, "<="),
    BELOW(Truth.FAILS, Truth.FAILS, Truth.HOLDS, "<="),
    AT_MOST(Truth.FAILS, Truth.HOLDS, Truth.HOLDS, ">=");

    private final Truth above;
    private final Truth at;
    private final Truth below;

    /** The comparator with which the limit leaves it open. */
    private final String open;

    Side(Truth above, Truth at, Truth below, String open) {
      this.above = above;
      this.at = at;
      this.below = below;
      this.open = open;
    }

    /** Returns readings around the limit of a sentence; first one of which it holds. */
    List<Shown> values(WitnessScene scene, Args args) {
      return values(limit(scene, args), null);
    }

    private List<Shown> values(Around around, @Nullable ReferenceRange range) {
      List<Shown> all = new ArrayList<>();
      add(all, around, around.at(), range, at);
      add(all, around, around.above(), range, above);
      add(all, around, around.below(), range, below);
      add(all, around, around.bound(open), range, Truth.POSSIBLE);
      Quantity bare = new Quantity(around.limit(), null, null);
      all.add(measured(bare, range, Truth.UNKNOWN));
      return all;
    }

    private static void add(
        List<Shown> all,
        Around around,
        Quantity reading,
        @Nullable ReferenceRange range,
        Truth says) {
      Truth known = around.isUsable(reading) ? says : Truth.UNKNOWN;
      boolean isFirst = known == Truth.HOLDS && all.stream().noneMatch(Shown::holds);
      all.add(isFirst ? 0 : all.size(), measured(reading, range, known));
    }
  }

  private boolean holds() {
    return says == Truth.HOLDS;
  }

  /**
   * Returns a reading at the limit of a sentence, which adds nothing to and takes nothing from a
   * mean.
   */
  static Shown atTheLimit(WitnessScene scene, Args args) {
    Around around = limit(scene, args);
    return measured(around.at(), null, around.isUsable(around.at()) ? Truth.HOLDS : Truth.UNKNOWN);
  }

  private static Around limit(WitnessScene scene, Args args) {
    return Around.of(new BigDecimal(args.limit()), args.unit(), scene.observation(args.theName()));
  }

  private static Shown measured(Quantity reading, @Nullable ReferenceRange range, Truth says) {
    String limits =
        range == null
            ? ""
            : range.high() == null
                ? " of at least " + Around.written(Objects.requireNonNull(range.low()))
                : " of at most " + Around.written(range.high());
    String what = Around.written(reading) + limits;
    return new Shown(what, new Observation.Value.Measured(reading), range, null, says);
  }

  /** Returns readings around the upper limit of their range. */
  static List<Shown> aboveRange(WitnessScene scene, Args args) {
    return outsideRange(scene, args, Side.ABOVE, "H");
  }

  /** Returns readings around the lower limit of their range. */
  static List<Shown> belowRange(WitnessScene scene, Args args) {
    return outsideRange(scene, args, Side.BELOW, "L");
  }

  private static List<Shown> outsideRange(WitnessScene scene, Args args, Side side, String marked) {
    ObservationDefinition of = scene.observation(args.theName());
    Around around = usual(of, BigDecimal.ONE);
    ReferenceRange range =
        side == Side.ABOVE
            ? new ReferenceRange(null, around.at())
            : new ReferenceRange(around.at(), null);
    List<Shown> all = new ArrayList<>(side.values(around, range));
    Shown outside = all.get(0);
    if (outside.holds()) {
      all.add(outside.marked("N", Truth.POSSIBLE));
      all.add(outside.without().marked(marked, Truth.HOLDS));
      all.add(outside.without().marked("N", Truth.FAILS));
    }
    all.add(outside.without());
    return all;
  }

  /** Returns readings around so many times the upper limit of their range. */
  static List<Shown> timesUpperLimit(WitnessScene scene, Args args) {
    ObservationDefinition of = scene.observation(args.theName());
    BigDecimal factor = new BigDecimal(args.theOther("factor"));
    Around upper = usual(of, factor);
    Around around = Around.of(upper.limit().multiply(factor), upper.unit(), of);
    List<Shown> all =
        new ArrayList<>(Side.AT_LEAST.values(around, new ReferenceRange(null, upper.at())));
    Shown high = all.get(0);
    boolean isMore = factor.compareTo(BigDecimal.ONE) > 0;
    if (high.holds()) {
      all.add(high.marked("N", isMore ? Truth.POSSIBLE : Truth.HOLDS));
      all.add(high.without().marked("N", isMore ? Truth.FAILS : Truth.UNKNOWN));
    }
    all.add(high.without());
    return all;
  }

  private static Around usual(ObservationDefinition of, BigDecimal factor) {
    BigDecimal limit = Around.usual(of, each -> each.multiply(factor));
    return Around.of(limit, Objects.requireNonNull(of.unit(), "unit"), of);
  }

  private Shown without() {
    Observation.Value.Measured measured =
        (Observation.Value.Measured) Objects.requireNonNull(value, "value");
    return new Shown(
        Around.written(measured.quantity()) + " without a range", value, null, null, Truth.UNKNOWN);
  }

  private Shown marked(String code, Truth says) {
    return new Shown(what + " marked " + code, value, range, code, says);
  }

  /** Returns results in, out and undecided of a value set. */
  static List<Shown> results(WitnessScene scene, Args args) {
    String title = args.theOther("result");
    List<Shown> all = new ArrayList<>();
    all.add(coded(title, scene.concept(title), Truth.HOLDS));
    CodeableConcept other = scene.otherResult(title);
    if (other != null) {
      all.add(coded("another result", other, Truth.FAILS));
    }
    all.add(coded("only words", CodeableConcept.ofText("see letter"), Truth.UNKNOWN));
    return all;
  }

  private static Shown coded(String what, CodeableConcept result, Truth says) {
    return new Shown(what, new Observation.Value.Coded(result), null, null, says);
  }

  /** Returns an observation that shows it. */
  Observation observation(
      WitnessScene scene,
      String title,
      WitnessPatient patient,
      ObservationStatus status,
      RecordedPeriod when) {
    return new Observation(
        patient.reference("Observation"),
        scene.concept(title),
        status,
        value,
        when,
        range,
        mark == null ? List.of() : List.of(CodeableConcept.of(Coding.of(INTERPRETATION, mark))));
  }
}
