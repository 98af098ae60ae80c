package org.ketascreen.fact;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.record.Observation;
import org.ketascreen.record.Quantity;
import org.ketascreen.terminology.ObservationDefinition;

/** The patient's readings of one observation. Lives for one screening. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Readings implements OfConcept {

  private final String concept;
  private final @Nullable ObservationDefinition definition;
  private final @Nullable String unit;
  private final Doses doses;
  private final List<Selection.Item<Reading>> readings = new ArrayList<>();
  private final Viewpoint now;

  Readings(String concept, @Nullable ObservationDefinition definition, Doses doses, Viewpoint now) {
    this.concept = concept;
    this.definition = definition;
    this.unit = definition == null ? null : definition.unit();
    this.doses = doses;
    this.now = now;
  }

  void add(Reading reading) {
    readings.add(new Selection.Item<>(reading, reading.member().verdict()));
  }

  /** Returns the title of the observation. */
  @Override
  public String getConcept() {
    return concept;
  }

  /** Returns all of them. */
  public Selected all() {
    return new Selected(readings);
  }

  /** Returns a reading as a number of another unit, or {@code null} if it is none. */
  @Nullable Span in(Reading reading, String otherUnit) {
    return reading.number() == null
        ? null
        : Amounts.number(reading.member().entry().value(), otherUnit);
  }

  /** Readings, narrowed step by step. */
  @API(status = API.Status.INTERNAL, since = "0.1.0")
  public final class Selected extends Selection<Reading, Selected> {

    private Selected(List<Item<Reading>> items) {
      super(items);
    }

    /** Keeps those made within the window. */
    public Selected madeWithin(int amount, String windowUnit) {
      return madeWithin(Window.of(amount, windowUnit));
    }

    /** Keeps those made within the window. */
    public Selected madeWithin(Window window) {
      return where(reading -> Verdict.of(now.within(window, reading.when()), Doubt.COARSE_DATE));
    }

    /** Whether one of them surely counts and has a value that can be used. */
    public boolean hasUsable() {
      return items().stream()
          .anyMatch(
              item ->
                  item.verdict().truth() == Truth.HOLDS
                      && (item.member().number() != null || !item.member().results().isEmpty()));
    }

    /** Keeps those not made in the hours after a dose. */
    public Selected atRest() {
      return where(reading -> doses.atRest(reading.when()));
    }

    /** Keeps those not made after a dose of the same day. */
    public Selected beforeTheDose() {
      return where(reading -> doses.beforeTodays(reading.when()));
    }

    /** Keeps those made after a dose of the same day. */
    public Selected afterTheDose() {
      return where(reading -> doses.afterTodays(reading.when()));
    }

    /** Returns the latest, by the end of its time. */
    public Last latest() {
      return last(1);
    }

    /**
     * Returns the last so many, by the end of their times; readings of the same time count as one.
     */
    public Last last(int count) {
      List<List<Item<Reading>>> occasions = occasions();
      return new Last(count, occasions.subList(0, Math.min(count, occasions.size())));
    }

    /** Returns those that may count by the ends of their times, the latest first. */
    private List<List<Item<Reading>>> occasions() {
      List<Item<Reading>> sorted = new ArrayList<>(items());
      sorted.removeIf(item -> item.verdict().truth() == Truth.FAILS);
      sorted.forEach(item -> noteEnd(item.member().when().latest()));
      sorted.sort(
          Comparator.<Item<Reading>, Instant>comparing(item -> end(item.member())).reversed());
      List<List<Item<Reading>>> occasions = new ArrayList<>();
      Instant end = null;
      for (Item<Reading> item : sorted) {
        Instant itsEnd = end(item.member());
        if (!itsEnd.equals(end)) {
          occasions.add(new ArrayList<>());
          end = itsEnd;
        }
        occasions.get(occasions.size() - 1).add(item);
      }
      return occasions;
    }

    private Instant end(Reading reading) {
      return now.upToNow(reading.when()).latest();
    }

    /**
     * Whether the latest reading after today's dose is so much above the last one before it on the
     * same day. Of several doses of the day the first counts.
     */
    public Answer atLeastAbovePreDose(String amount, String amountUnit) {
      BigDecimal least = Units.difference(Quantity.of(amount, amountUnit), unit);
      List<List<Item<Reading>>> after = afterTheDose().occasions();
      if (least == null || after.isEmpty()) {
        return Answer.of(Truth.UNKNOWN, List.of());
      }
      Occasion latest = Occasion.of(after.get(0));
      List<Occasion> before =
          beforeTheDose()
              .where(reading -> Verdict.of(now.isToday(reading.when()), Doubt.COARSE_DATE))
              .mayBeTheLast(latest);
      return risen(latest, before, least);
    }

    /** Returns the occasions before a later one, down to the first that surely counts. */
    private List<Occasion> mayBeTheLast(Occasion later) {
      List<Occasion> before = new ArrayList<>();
      Instant end = end(later.readings().get(0).member());
      for (List<Item<Reading>> readings : occasions()) {
        if (end(readings.get(0).member()).isBefore(end)) {
          Occasion occasion = Occasion.of(readings);
          before.add(occasion);
          if (readings.stream().anyMatch(item -> item.verdict().truth() == Truth.HOLDS)) {
            break;
          }
        }
      }
      return before;
    }

    private Answer risen(Occasion latest, List<Occasion> before, BigDecimal least) {
      Verdict risen = null;
      for (Occasion occasion : before) {
        Verdict its =
            latest.number() == null || occasion.number() == null
                ? Verdict.UNKNOWN
                : Span.Side.AT_LEAST.verdict(latest.number().minus(occasion.number()), least);
        its = Occasion.weighed(List.of(latest, occasion), its);
        risen = risen == null ? its : either(risen, its);
      }
      Verdict verdict = risen == null ? Verdict.UNKNOWN : risen;
      List<Support> considered = new ArrayList<>();
      considered.addAll(said(latest, verdict));
      before.forEach(occasion -> considered.addAll(said(occasion, verdict)));
      if (verdict.truth().mayHold()) {
        considered.addAll(doses.todays());
      }
      return Answer.of(verdict.truth(), considered);
    }

    /** What is so if one of two that are not the same may count. */
    private static Verdict either(Verdict one, Verdict other) {
      if (one.truth() == other.truth()) {
        return one.and(other);
      }
      return one.truth().mayHold() || other.truth().mayHold()
          ? one.or(other).and(Verdict.possible(Doubt.COARSE_DATE))
          : Verdict.UNKNOWN;
    }

    /** Of readings whose times are not over yet, which is the latest is open until then. */
    private void noteEnd(Instant latest) {
      if (!latest.equals(Instant.MAX)) {
        now.turnsAt(latest.plusNanos(1));
      }
    }

    @Override
    Selected with(List<Item<Reading>> remaining) {
      return new Selected(remaining);
    }

    @Override
    Evidence evidence(Reading reading) {
      return Readings.evidence(reading);
    }
  }

  /** The last so many readings. */
  @API(status = API.Status.INTERNAL, since = "0.1.0")
  public final class Last {

    private final int count;
    private final List<List<Selection.Item<Reading>>> occasions;

    private Last(int count, List<List<Selection.Item<Reading>>> occasions) {
      this.count = count;
      this.occasions = occasions;
    }

    /** Whether each is above the limit. */
    public Answer above(String limit, String limitUnit) {
      return each(limit, limitUnit, Span.Side.ABOVE);
    }

    /** Whether each is at least the limit. */
    public Answer atLeast(String limit, String limitUnit) {
      return each(limit, limitUnit, Span.Side.AT_LEAST);
    }

    /** Whether each is below the limit. */
    public Answer below(String limit, String limitUnit) {
      return each(limit, limitUnit, Span.Side.BELOW);
    }

    /** Whether each is at most the limit. */
    public Answer atMost(String limit, String limitUnit) {
      return each(limit, limitUnit, Span.Side.AT_MOST);
    }

    /** Whether each is above the upper limit of its laboratory's range. */
    public Answer aboveItsRange() {
      return each(reading -> RangeVerdicts.above(reading, definition));
    }

    /** Whether each is below the lower limit of its laboratory's range. */
    public Answer belowItsRange() {
      return each(reading -> RangeVerdicts.below(reading, definition));
    }

    /** Whether each is so many times the upper limit of its laboratory's range, or more. */
    public Answer atLeastTimesItsUpperLimit(String factor) {
      BigDecimal times = new BigDecimal(factor);
      return each(reading -> RangeVerdicts.atLeastTimesTheUpperLimit(reading, definition, times));
    }

    /** Whether each is a result of that value set. */
    public Answer is(String result) {
      return each(reading -> reading.is(result));
    }

    /** Whether their mean is above the limit. */
    public Answer meanAbove(String limit, String limitUnit) {
      return mean(limit, limitUnit, Span.Side.ABOVE);
    }

    /** Whether their mean is at least the limit. */
    public Answer meanAtLeast(String limit, String limitUnit) {
      return mean(limit, limitUnit, Span.Side.AT_LEAST);
    }

    List<List<Selection.Item<Reading>>> occasions() {
      return occasions;
    }

    /** Instead of the mean and the limit, compares the sum and so many times the limit: exactly. */
    private Answer mean(String limit, String limitUnit, Span.Side side) {
      BigDecimal number = Units.convert(Quantity.of(limit, limitUnit), unit);
      List<Occasion> all = occasions.stream().map(Occasion::of).toList();
      Span sum = Span.of(BigDecimal.ZERO);
      for (Occasion occasion : all) {
        sum = sum == null || occasion.number() == null ? null : sum.plus(occasion.number());
      }
      Verdict verdict =
          number == null || sum == null || all.size() < count
              ? Verdict.UNKNOWN
              : Occasion.weighed(
                  all, side.verdict(sum, number.multiply(BigDecimal.valueOf(count))));
      List<Support> considered = new ArrayList<>();
      all.forEach(occasion -> considered.addAll(said(occasion, verdict)));
      return Answer.of(verdict.truth(), considered);
    }

    private Answer each(String limit, String limitUnit, Span.Side side) {
      BigDecimal number = Units.convert(Quantity.of(limit, limitUnit), unit);
      return each(
          reading ->
              number == null || reading.number() == null
                  ? Verdict.UNKNOWN
                  : side.verdict(reading.number(), number));
    }

    Answer each(Function<Reading, Verdict> question) {
      Truth truth = occasions.size() < count ? Truth.UNKNOWN : Truth.HOLDS;
      List<Support> considered = new ArrayList<>();
      for (List<Selection.Item<Reading>> occasion : occasions) {
        truth = truth.and(on(occasion, question, considered));
      }
      return Answer.of(truth, considered);
    }

    private static Truth on(
        List<Selection.Item<Reading>> occasion,
        Function<Reading, Verdict> question,
        List<Support> considered) {
      List<Verdict> verdicts =
          occasion.stream()
              .map(item -> Occasion.weighed(item.verdict(), question.apply(item.member())))
              .toList();
      boolean agree = verdicts.stream().map(Verdict::truth).distinct().count() == 1;
      Truth truth = Truth.FAILS;
      for (int i = 0; i < verdicts.size(); i++) {
        Verdict verdict = verdicts.get(i);
        if (!agree && verdict.truth().mayHold()) {
          verdict = verdict.and(Verdict.possible(Doubt.READINGS_DISAGREE));
        }
        considered.add(new Support(Readings.evidence(occasion.get(i).member()), verdict));
        truth = truth.or(verdict.truth());
      }
      return agree || truth.mayHold() ? truth : Truth.UNKNOWN;
    }
  }

  private static List<Support> said(Occasion occasion, Verdict verdict) {
    return occasion.readings().stream()
        .map(item -> new Support(evidence(item.member()), verdict))
        .toList();
  }

  private static Evidence evidence(Reading reading) {
    Observation observation = reading.member().entry();
    return reading
        .member()
        .evidence(
            Amounts.written(observation.value()),
            Times.written(observation.effective()),
            observation.status() == null ? null : observation.status().code());
  }
}
