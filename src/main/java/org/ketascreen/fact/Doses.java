package org.ketascreen.fact;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.ketascreen.record.Interval;

/** Doses of the treatment already given, for readings that must not be made after one. */
final class Doses {

  private final int restAfterHours;
  private final List<Interval> given = new ArrayList<>();
  private final Viewpoint now;

  Doses(int restAfterHours, Viewpoint now) {
    this.restAfterHours = restAfterHours;
    this.now = now;
  }

  void add(Interval dose) {
    given.add(dose);
  }

  Verdict atRest(Interval reading) {
    Truth truth = Truth.HOLDS;
    for (Interval dose : given) {
      truth = truth.and(outside(reading, dose));
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

  Verdict beforeTodays(Interval reading) {
    Interval today =
        new Interval(
            now.asOf().day().atStartOfDay().toInstant(now.asOf().offset()),
            now.asOf().span().latest());
    Truth truth = Truth.HOLDS;
    for (Interval dose : given) {
      if (dose.meets(today)) {
        noteNextDay(dose);
        truth = truth.and(before(reading, dose));
      }
    }
    return Verdict.of(truth, Doubt.COARSE_DATE);
  }

  /** From the day after it a dose is no longer of the same day. */
  private void noteNextDay(Interval dose) {
    if (!dose.latest().equals(Instant.MAX)) {
      ZoneOffset offset = now.asOf().offset();
      LocalDate last = dose.latest().atOffset(offset).toLocalDate();
      now.turnsAt(last.plusDays(1).atStartOfDay().toInstant(offset));
    }
  }

  private static Truth before(Interval reading, Interval dose) {
    if (!reading.latest().isAfter(dose.earliest())) {
      return Truth.HOLDS;
    }
    return reading.earliest().isAfter(dose.latest()) ? Truth.FAILS : Truth.POSSIBLE;
  }
}
