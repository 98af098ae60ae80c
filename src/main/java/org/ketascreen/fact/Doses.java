package org.ketascreen.fact;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Interval;
import org.ketascreen.record.Medication;
import org.ketascreen.record.RecordedPeriod;

/** Doses of the treatment already given. Lives for one screening. */
final class Doses {

  private final int restAfterHours;
  private final List<Dose> given = new ArrayList<>();
  private final Viewpoint now;

  Doses(int restAfterHours, Viewpoint now) {
    this.restAfterHours = restAfterHours;
    this.now = now;
  }

  /** A dose and when it was given; any time where that is not recorded. */
  private record Dose(Member<Medication> member, Interval when) {

    boolean isSure() {
      return member.verdict().truth() == Truth.HOLDS;
    }

    boolean isDated() {
      return !when.equals(Interval.ANY);
    }

    /** Of a dose that may be none, nothing is sure. */
    Truth weighed(Truth truth) {
      return isSure() || truth == Truth.HOLDS ? truth : truth.or(Truth.POSSIBLE);
    }

    Support support(Verdict verdict) {
      Medication medication = member.entry();
      return new Support(
          member.evidence(
              null,
              Times.written(medication.taken()),
              medication.status() == null ? null : medication.status().code()),
          verdict);
    }
  }

  void add(Member<Medication> dose) {
    given.add(new Dose(dose, when(dose.entry().taken())));
  }

  /** A dose is short: where its beginning is not said, its end tells when it was given. */
  private Interval when(@Nullable RecordedPeriod taken) {
    if (taken == null) {
      return Interval.ANY;
    }
    return now.interval(taken.start() == null ? taken.end() : taken.start());
  }

  boolean isEmpty() {
    return given.isEmpty();
  }

  /** Whether a reading was not made in the hours after a dose. */
  Verdict atRest(Interval reading) {
    Truth truth = Truth.HOLDS;
    for (Dose dose : given) {
      if (dose.isDated()) {
        truth = truth.and(dose.weighed(outside(reading, dose.when())));
      }
    }
    return Verdict.of(truth, Doubt.COARSE_DATE);
  }

  private Truth outside(Interval reading, Interval dose) {
    Instant surelyRested = plusRest(dose.latest());
    if (!reading.latest().isAfter(dose.earliest()) || reading.earliest().isAfter(surelyRested)) {
      return Truth.HOLDS;
    }
    boolean surelyAfter = reading.earliest().isAfter(dose.latest());
    boolean surelySoon = !reading.latest().isAfter(plusRest(dose.earliest()));
    return surelyAfter && surelySoon ? Truth.FAILS : Truth.POSSIBLE;
  }

  private Instant plusRest(Instant instant) {
    return instant.isAfter(Instant.MAX.minus(Duration.ofDays(1)))
            || instant.isBefore(Instant.MIN.plus(Duration.ofDays(1)))
        ? instant
        : instant.plus(Duration.ofHours(restAfterHours));
  }

  /** Whether a reading was not made after a dose of the same day. */
  Verdict beforeTodays(Interval reading) {
    Truth truth = Truth.HOLDS;
    for (Dose dose : given) {
      if (dose.isDated() && now.isToday(dose.when()) != Truth.FAILS) {
        truth = truth.and(dose.weighed(before(reading, dose.when())));
      }
    }
    return Verdict.of(truth, Doubt.COARSE_DATE);
  }

  /** Whether a reading was made after a dose of the same day. */
  Verdict afterTodays(Interval reading) {
    Verdict after = Verdict.FAILS;
    for (Dose dose : given) {
      if (dose.isDated()) {
        Truth itsAfter = now.isToday(dose.when()).and(before(reading, dose.when()).not());
        after = after.or(Verdict.of(itsAfter, Doubt.COARSE_DATE).and(dose.member().verdict()));
      }
    }
    return after;
  }

  private static Truth before(Interval reading, Interval dose) {
    if (!reading.latest().isAfter(dose.earliest())) {
      return Truth.HOLDS;
    }
    return reading.earliest().isAfter(dose.latest()) ? Truth.FAILS : Truth.POSSIBLE;
  }

  /** Returns the doses that are or may be of the same day. */
  List<Support> todays() {
    List<Support> todays = new ArrayList<>();
    for (Dose dose : given) {
      Verdict today = dated(dose, now.isToday(dose.when()));
      if (dose.isDated() && today.truth().mayHold()) {
        todays.add(dose.support(today));
      }
    }
    return todays;
  }

  private static Verdict dated(Dose dose, Truth truth) {
    return Verdict.of(truth, Doubt.COARSE_DATE).and(dose.member().verdict());
  }

  /** Whether one was given less than so long ago. */
  Answer givenLessThanAgo(Window window) {
    return any(when -> now.isLessLongAgo(window, when));
  }

  /** Whether one was given more than so long ago. */
  Answer givenMoreThanAgo(Window window) {
    return any(when -> now.within(window, when).not());
  }

  private Answer any(Function<Interval, Truth> question) {
    Truth truth = Truth.FAILS;
    List<Support> considered = new ArrayList<>();
    for (Dose dose : given) {
      Verdict verdict = dated(dose, question.apply(dose.when()));
      considered.add(dose.support(verdict));
      truth = truth.or(verdict.truth());
    }
    return Answer.of(truth, considered);
  }

  /**
   * Whether there were more than so many days with a dose in the window. A dose whose day is not
   * known may have been given on a day of its own, or together with another.
   */
  Answer onMoreDaysThan(int number, Window window) {
    List<Days> surely = new ArrayList<>();
    List<Days> possibly = new ArrayList<>();
    List<Support> considered = new ArrayList<>();
    for (Dose dose : given) {
      Verdict within = dated(dose, now.within(window, dose.when()));
      Days days = days(dose.when());
      if (within.truth() == Truth.HOLDS) {
        surely.add(days);
      }
      if (within.truth().mayHold()) {
        possibly.add(days);
      }
      considered.add(
          dose.support(days.isOne() ? within : within.and(Verdict.possible(Doubt.COARSE_DATE))));
    }
    Truth truth =
        Days.fewest(surely) > number
            ? Truth.HOLDS
            : Days.most(possibly) > number ? Truth.POSSIBLE : Truth.FAILS;
    return Answer.of(truth, considered);
  }

  private Days days(Interval when) {
    ZoneOffset offset = now.asOf().offset();
    return when.earliest().equals(Instant.MIN) || when.latest().equals(Instant.MAX)
        ? new Days(LocalDate.MIN, LocalDate.MAX)
        : new Days(
            when.earliest().atOffset(offset).toLocalDate(),
            when.latest().atOffset(offset).toLocalDate());
  }

  /** The days of which a dose was given on one. */
  private record Days(LocalDate first, LocalDate last) {

    private boolean isOne() {
      return first.equals(last);
    }

    /** Returns on how many days they were given at least. */
    private static int fewest(List<Days> doses) {
      int fewest = 0;
      LocalDate counted = null;
      for (Days dose : doses.stream().sorted(Comparator.comparing(Days::last)).toList()) {
        if (counted == null || dose.first().isAfter(counted)) {
          counted = dose.last();
          fewest++;
        }
      }
      return fewest;
    }

    /** Returns on how many days they were given at most. */
    private static int most(List<Days> doses) {
      Set<LocalDate> known = new HashSet<>();
      int own = 0;
      for (Days dose : doses) {
        if (dose.isOne()) {
          known.add(dose.first());
        } else {
          own++;
        }
      }
      return known.size() + own;
    }
  }
}
