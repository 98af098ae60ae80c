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

/** The patient's readings of one observation. Lives for one screening. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Readings {

  private final String concept;
  private final @Nullable String unit;
  private final Doses doses;
  private final List<Selection.Item<Reading>> readings = new ArrayList<>();
  private final Viewpoint now;

  Readings(String concept, @Nullable String unit, Doses doses, Viewpoint now) {
    this.concept = concept;
    this.unit = unit;
    this.doses = doses;
    this.now = now;
  }

  void add(Reading reading) {
    readings.add(new Selection.Item<>(reading, reading.member().verdict()));
  }

  /** Returns the title of the observation. */
  public String getConcept() {
    return concept;
  }

  /** Returns all of them. */
  public Selected all() {
    return new Selected(readings);
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

    /** Returns the latest, by the end of its time. */
    public Last latest() {
      return last(1);
    }

    /**
     * Returns the last so many, by the end of their times; readings of the same time count as one.
     */
    public Last last(int count) {
      List<Item<Reading>> sorted = new ArrayList<>(items());
      sorted.removeIf(item -> item.verdict().truth() == Truth.FAILS);
      sorted.forEach(item -> noteEnd(item.member().when().latest()));
      sorted.sort(
          Comparator.<Item<Reading>, Instant>comparing(
                  item -> now.upToNow(item.member().when()).latest())
              .reversed());
      List<List<Item<Reading>>> occasions = new ArrayList<>();
      Instant end = null;
      for (Item<Reading> item : sorted) {
        Instant itsEnd = now.upToNow(item.member().when()).latest();
        if (!itsEnd.equals(end)) {
          if (occasions.size() == count) {
            break;
          }
          occasions.add(new ArrayList<>());
          end = itsEnd;
        }
        occasions.get(occasions.size() - 1).add(item);
      }
      return new Last(count, occasions);
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
      return each(limit, limitUnit, sign -> sign > 0);
    }

    /** Whether each is at least the limit. */
    public Answer atLeast(String limit, String limitUnit) {
      return each(limit, limitUnit, sign -> sign >= 0);
    }

    /** Whether each is below the limit. */
    public Answer below(String limit, String limitUnit) {
      return each(limit, limitUnit, sign -> sign < 0);
    }

    /** Whether each is at most the limit. */
    public Answer atMost(String limit, String limitUnit) {
      return each(limit, limitUnit, sign -> sign <= 0);
    }

    /** Whether each is a result of that value set. */
    public Answer is(String result) {
      return each(
          reading ->
              reading.results().contains(result)
                  ? Verdict.HOLDS
                  : reading.results().isEmpty() ? Verdict.UNKNOWN : Verdict.FAILS);
    }

    List<List<Selection.Item<Reading>>> occasions() {
      return occasions;
    }

    private Answer each(String limit, String limitUnit, Limit side) {
      BigDecimal number = Units.convert(Quantity.of(limit, limitUnit), unit);
      return each(
          reading ->
              number == null || reading.number() == null
                  ? Verdict.UNKNOWN
                  : side.verdict(reading.number().compareTo(number), reading.comparator()));
    }

    private Answer each(Function<Reading, Verdict> question) {
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
              .map(item -> weighed(item.verdict(), question.apply(item.member())))
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

    /** A reading that may not count cannot say that the limit is kept. */
    private static Verdict weighed(Verdict counts, Verdict says) {
      return says.truth() == Truth.FAILS && counts.truth() != Truth.HOLDS
          ? Verdict.UNKNOWN
          : counts.and(says);
    }
  }

  /** On which side of a limit a number must lie, by the sign of number minus limit. */
  @FunctionalInterface
  private interface Limit {
    boolean isOnTheSide(int sign);

    default Verdict verdict(int sign, @Nullable String comparator) {
      if (comparator == null) {
        return isOnTheSide(sign) ? Verdict.HOLDS : Verdict.FAILS;
      }
      boolean up = comparator.startsWith(">");
      boolean down = comparator.startsWith("<");
      boolean strict = comparator.length() == 1;
      boolean nearest = isOnTheSide(sign == 0 && strict ? (up ? 1 : -1) : sign);
      boolean farthest = isOnTheSide(up ? 1 : -1);
      if (!up && !down) {
        return Verdict.UNKNOWN;
      }
      if (nearest && farthest) {
        return Verdict.HOLDS;
      }
      return nearest || farthest ? Verdict.possible(Doubt.BOUND_ONLY) : Verdict.FAILS;
    }
  }

  private static Evidence evidence(Reading reading) {
    Observation observation = reading.member().entry();
    return reading
        .member()
        .evidence(
            written(observation.value()),
            Times.written(observation.effective()),
            observation.status() == null ? null : observation.status().code());
  }

  private static @Nullable String written(Observation.@Nullable Value value) {
    if (value instanceof Observation.Value.Measured measured) {
      Quantity quantity = measured.quantity();
      return (quantity.comparator() == null ? "" : quantity.comparator())
          + Units.written(quantity.value())
          + (quantity.unit() == null ? "" : " " + quantity.unit());
    }
    if (value instanceof Observation.Value.Coded coded) {
      return Words.of(coded.concept());
    }
    return value instanceof Observation.Value.Words words ? words.text() : null;
  }
}
