package org.ketascreen.language;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ketascreen.fact.Truth;
import org.ketascreen.language.Specimen.Change;
import org.ketascreen.language.Specimen.Trait;
import org.ketascreen.record.Interval;
import org.ketascreen.record.ObservationStatus;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.RecordedTime;

/**
 * Readings that are to show a sentence, and a dose that was given. The first of the last so many is
 * changed; the others, a second apart up to now, say what it takes for the first one to decide. Not
 * thread-safe.
 */
final class ReadingDraft {

  static final Specimen<ReadingDraft> SPECIMEN =
      new Specimen<>(
          ReadingDraft.class, ReadingDraft::new, ReadingDraft::joined, ReadingDraft::place);

  static final Trait<ReadingDraft> WITHIN =
      trait(
          (scene, args) -> {
            RecordedTime edge = scene.atTheEdgeOf(args.theWindow());
            RecordedTime before = scene.justBefore(args.theWindow());
            return List.of(
                made(new RecordedPeriod(edge, edge)),
                made(new RecordedPeriod(before, before)),
                made(new RecordedPeriod(before, edge)));
          },
          (draft, scene, args) -> scene.isWithin(args.theWindow(), draft.theOne()));

  static final Trait<ReadingDraft> AT_REST =
      trait(
          (scene, args) -> {
            long rest = rest(scene).toSeconds();
            return List.of(
                doseBefore(rest + 1), doseBefore(rest), doseBefore(0), doseOfTheDay(), noDose());
          },
          (draft, scene, args) -> draft.atRest(rest(scene)));

  static final Trait<ReadingDraft> BEFORE_THE_DOSE =
      trait(
          (scene, args) ->
              List.of(
                  doseBefore(0), doseBefore(1), doseOfTheDay(), doseOfYesterday(scene), noDose()),
          (draft, scene, args) -> draft.afterTodaysDose(scene).not());

  static final Trait<ReadingDraft> AFTER_THE_DOSE =
      trait(
          (scene, args) ->
              List.of(
                  doseBefore(2),
                  doseBefore(1),
                  doseBefore(0),
                  doseOfTheDay(),
                  doseOfYesterday(scene),
                  noDose()),
          (draft, scene, args) -> draft.afterTodaysDose(scene));

  /** All readings lie within it, so that they fit into every window. */
  private static final Duration SPREAD = Duration.ofSeconds(59);

  private record Kept(Interval when, Shown shown, Truth counts) {}

  private int count = 1;
  private List<Shown> values = List.of();
  private boolean isFinal = true;
  private @Nullable RecordedPeriod made;
  private @Nullable Shown older;
  private @Nullable BiFunction<WitnessScene, Instant, RecordedTime> dose;
  private @Nullable Interval one;
  private @Nullable Interval given;
  private List<Kept> kept = List.of();

  private static Trait<ReadingDraft> trait(
      BiFunction<WitnessScene, Args, List<Change<ReadingDraft>>> tries,
      Specimen.Says<ReadingDraft> says) {
    return new Trait<>(ReadingDraft.class, tries, says);
  }

  /** Returns what a sentence turns on that must be so of each of the last readings. */
  static Trait<ReadingDraft> each(BiFunction<WitnessScene, Args, List<Shown>> values) {
    return trait(
        (scene, args) -> {
          List<Shown> all = values.apply(scene, args);
          Shown otherwise =
              all.stream()
                  .filter(each -> each.says() == Truth.FAILS)
                  .findFirst()
                  .orElse(Shown.NOTHING);
          return tries(args, all, all.get(0), otherwise);
        },
        (draft, scene, args) -> draft.each());
  }

  /** Returns what a sentence turns on that must be so of the mean of the last readings. */
  static Trait<ReadingDraft> mean(BiFunction<WitnessScene, Args, List<Shown>> values) {
    return trait(
        (scene, args) ->
            tries(args, values.apply(scene, args), Shown.atTheLimit(scene, args), Shown.NOTHING),
        (draft, scene, args) -> draft.together());
  }

  private static List<Change<ReadingDraft>> tries(
      Args args, List<Shown> values, Shown companion, Shown otherwise) {
    int count = args.number() == null ? 1 : args.number();
    String others = count == 1 ? "" : " before " + (count - 1) + " of " + companion.what();
    List<Change<ReadingDraft>> tries = new ArrayList<>();
    for (Shown each : values) {
      tries.add(value(each.what() + others, count, List.of(each), companion));
    }
    tries.add(value(count == 1 ? "no reading" : "one reading fewer", count, List.of(), companion));
    tries.add(new Change<>("status", "not final", draft -> draft.isFinal = false));
    tries.add(
        new Change<>(
            "older", "an older one: " + otherwise.what(), draft -> draft.older = otherwise));
    return tries;
  }

  private static Change<ReadingDraft> value(
      String what, int count, List<Shown> first, Shown companion) {
    return new Change<>(
        "value",
        what,
        draft -> {
          draft.count = count;
          draft.values = new ArrayList<>(first);
          for (int i = 1; i < count; i++) {
            draft.values.add(companion);
          }
        });
  }

  private static Change<ReadingDraft> made(RecordedPeriod when) {
    String what =
        Objects.equals(when.start(), when.end())
            ? "made " + when.start()
            : "made from " + when.start() + " to " + when.end();
    return new Change<>("time", what, draft -> draft.made = when);
  }

  private static Change<ReadingDraft> doseBefore(long seconds) {
    return new Change<>(
        "dose",
        seconds == 0 ? "a dose at that moment" : "a dose " + seconds + " s before",
        draft -> draft.dose = (scene, reading) -> scene.time(reading.minusSeconds(seconds)));
  }

  private static Change<ReadingDraft> doseOfTheDay() {
    return new Change<>(
        "dose",
        "a dose of that day",
        draft ->
            draft.dose =
                (scene, reading) ->
                    scene.day(reading.atOffset(scene.asOf().offset()).toLocalDate()));
  }

  private static Change<ReadingDraft> doseOfYesterday(WitnessScene scene) {
    Instant start = scene.asOf().day().atStartOfDay().toInstant(scene.asOf().offset());
    RecordedTime time = scene.time(start.minusSeconds(1));
    return new Change<>(
        "dose", "a dose at the end of yesterday", draft -> draft.dose = (s, reading) -> time);
  }

  private static Change<ReadingDraft> noDose() {
    return new Change<>("dose", "no dose", draft -> draft.dose = null);
  }

  private static Duration rest(WitnessScene scene) {
    return Duration.ofHours(Objects.requireNonNull(scene.doses(), "doses").restAfterHours());
  }

  /** Returns when the readings were made, the changed one first, and an older one at the end. */
  private List<RecordedPeriod> times(WitnessScene scene) {
    List<RecordedPeriod> times = new ArrayList<>();
    for (int i = values.size() - 1; i >= 0; i--) {
      times.add(before(scene, i));
    }
    if (made != null && !values.isEmpty()) {
      times.set(0, made);
    }
    if (older != null) {
      times.add(before(scene, values.size()));
    }
    return times;
  }

  /** Returns a time with so many between it and now. */
  private RecordedPeriod before(WitnessScene scene, int between) {
    Duration apart = SPREAD.dividedBy(Math.max(count, SPREAD.toSeconds()));
    RecordedTime time = scene.time(now(scene).minus(apart.multipliedBy(between)));
    return new RecordedPeriod(time, time);
  }

  private static Instant now(WitnessScene scene) {
    return scene.asOf().span().latest();
  }

  private @Nullable RecordedTime dose(WitnessScene scene) {
    if (dose == null) {
      return null;
    }
    List<RecordedPeriod> times = times(scene);
    return dose.apply(
        scene, times.isEmpty() ? now(scene) : interval(scene, times.get(0)).earliest());
  }

  private static Interval interval(WitnessScene scene, RecordedPeriod time) {
    return new Interval(
        interval(scene, Objects.requireNonNull(time.start())).earliest(),
        interval(scene, Objects.requireNonNull(time.end())).latest());
  }

  private static Interval interval(WitnessScene scene, RecordedTime time) {
    return time.in(scene.asOf().offset());
  }

  private List<Shown> shown() {
    List<Shown> shown = new ArrayList<>(values);
    if (older != null) {
      shown.add(older);
    }
    return shown;
  }

  /** What the qualifiers leave of the readings decides, and the latest of it. */
  private Truth joined(
      WitnessScene scene,
      Function<ReadingDraft, Truth> sentence,
      List<Function<ReadingDraft, Truth>> qualifiers) {
    RecordedTime givenAt = dose(scene);
    List<RecordedPeriod> times = times(scene);
    List<Shown> shown = shown();
    List<Kept> all = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      ReadingDraft alone = new ReadingDraft();
      Interval when = interval(scene, times.get(i));
      alone.one = when;
      alone.given = givenAt == null ? null : interval(scene, givenAt);
      Truth counts = i == 0 && !isFinal ? Truth.POSSIBLE : Truth.HOLDS;
      for (Function<ReadingDraft, Truth> qualifier : qualifiers) {
        counts = counts.and(qualifier.apply(alone));
      }
      if (counts != Truth.FAILS) {
        all.add(new Kept(when, shown.get(i), counts));
      }
    }
    all.sort(Comparator.<Kept, Instant>comparing(each -> each.when().latest()).reversed());
    ReadingDraft latest = new ReadingDraft();
    latest.count = count;
    latest.kept = all.subList(0, Math.min(count, all.size()));
    return sentence.apply(latest);
  }

  private Interval theOne() {
    return Objects.requireNonNull(one, "one");
  }

  private Truth atRest(Duration rest) {
    Interval reading = theOne();
    if (given == null
        || !reading.latest().isAfter(given.earliest())
        || reading.earliest().isAfter(given.latest().plus(rest))) {
      return Truth.HOLDS;
    }
    boolean surely =
        reading.earliest().isAfter(given.latest())
            && !reading.latest().isAfter(given.earliest().plus(rest));
    return surely ? Truth.FAILS : Truth.POSSIBLE;
  }

  private Truth afterTodaysDose(WitnessScene scene) {
    LocalDate today = scene.asOf().day();
    Interval reading = theOne();
    if (given == null
        || given.earliest().atOffset(scene.asOf().offset()).toLocalDate().isBefore(today)
        || !reading.latest().isAfter(given.earliest())) {
      return Truth.FAILS;
    }
    return reading.earliest().isAfter(given.latest()) ? Truth.HOLDS : Truth.POSSIBLE;
  }

  private Truth each() {
    Truth truth = kept.size() < count ? Truth.UNKNOWN : Truth.HOLDS;
    for (Kept each : kept) {
      truth = truth.and(weighed(each.counts(), each.shown().says()));
    }
    return truth;
  }

  private Truth together() {
    if (kept.size() < count) {
      return Truth.UNKNOWN;
    }
    Truth counts = Truth.HOLDS;
    Truth says = Truth.HOLDS;
    for (Kept each : kept) {
      counts = counts.and(each.counts());
      says = says.and(each.shown().says());
    }
    // a number that is not known makes the mean unknown, whatever the others are
    boolean isKnown = kept.stream().noneMatch(each -> each.shown().says() == Truth.UNKNOWN);
    return isKnown ? weighed(counts, says) : Truth.UNKNOWN;
  }

  /** What may not count cannot say that something is not so. */
  private static Truth weighed(Truth counts, Truth says) {
    return says == Truth.FAILS && counts != Truth.HOLDS ? Truth.UNKNOWN : counts.and(says);
  }

  private void place(WitnessScene scene, Args args, WitnessPatient patient) {
    List<RecordedPeriod> times = times(scene);
    List<Shown> shown = shown();
    for (int i = 0; i < shown.size(); i++) {
      ObservationStatus status =
          i == 0 && !isFinal ? ObservationStatus.PRELIMINARY : ObservationStatus.FINAL;
      patient.add(shown.get(i).observation(scene, args.theName(), patient, status, times.get(i)));
    }
    RecordedTime givenAt = dose(scene);
    if (givenAt != null) {
      patient.add(scene.givenDose(patient, givenAt));
    }
  }
}
