package org.ketascreen.fact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.Interval;
import org.ketascreen.record.Moment;
import org.ketascreen.record.RecordedTime;

/**
 * The moment screened for. Whatever is asked of time goes through here, so that the later moments
 * at which an answer could change are known. Not thread-safe: lives for one screening.
 */
final class Viewpoint {

  private final AsOf asOf;
  private final @Nullable RecordedTime birthDate;
  private final NavigableSet<Instant> turningPoints = new TreeSet<>();

  Viewpoint(AsOf asOf, @Nullable RecordedTime birthDate) {
    this.asOf = asOf;
    this.birthDate = birthDate;
  }

  AsOf asOf() {
    return asOf;
  }

  @Nullable RecordedTime birthDate() {
    return birthDate;
  }

  /** Returns the turning points met since the last call, and forgets them. */
  NavigableSet<Instant> takeTurningPoints() {
    NavigableSet<Instant> taken = new TreeSet<>(turningPoints);
    turningPoints.clear();
    return taken;
  }

  void turnsAt(Instant moment) {
    if (moment.isAfter(asOf.span().latest()) && moment.isBefore(Instant.MAX)) {
      turningPoints.add(moment);
    }
  }

  /** Whether something that lies in {@code event}, and not after now, lies in the window. */
  Truth within(Window window, Interval event) {
    leaves(window, event.earliest());
    leaves(window, event.latest());
    return window.contains(upToNow(event), asOf);
  }

  private void leaves(Window window, Instant instant) {
    if (!instant.equals(Instant.MIN) && !instant.equals(Instant.MAX)) {
      turnsAt(window.leaves(instant, asOf.offset()));
    }
  }

  /** Whether something that lies in {@code event} is over. */
  Truth isPast(Interval event) {
    turnsAt(event.earliest());
    if (!event.latest().equals(Instant.MAX)) {
      turnsAt(event.latest().plusNanos(1));
    }
    if (event.latest().isBefore(asOf.span().earliest())) {
      return Truth.HOLDS;
    }
    return event.earliest().isAfter(asOf.span().latest()) ? Truth.FAILS : Truth.POSSIBLE;
  }

  /** Whether something that lies in {@code event} has surely not happened yet. */
  boolean isFuture(Interval event) {
    turnsAt(event.earliest());
    return event.earliest().isAfter(asOf.span().latest());
  }

  Interval upToNow(Interval event) {
    return event.narrowedBy(new Interval(Instant.MIN, asOf.span().latest()));
  }

  Interval notAfter(Interval event, @Nullable RecordedTime bound) {
    return bound == null
        ? event
        : event.narrowedBy(new Interval(Instant.MIN, bound.in(asOf.offset()).latest()));
  }

  Interval interval(@Nullable RecordedTime time) {
    return time == null ? Interval.ANY : time.in(asOf.offset());
  }

  /** Returns every instant that {@code moment} may mean. */
  Interval interval(@Nullable Moment moment) {
    if (moment instanceof Moment.At at) {
      return interval(at.time());
    }
    if (moment instanceof Moment.Between between) {
      return new Interval(
          between.start() == null ? Instant.MIN : interval(between.start()).earliest(),
          between.end() == null ? Instant.MAX : interval(between.end()).latest());
    }
    if (moment instanceof Moment.AtAge age && birthDate != null) {
      return Ages.interval(age, birthDate, asOf.offset());
    }
    return Interval.ANY;
  }

  /** Whether {@code years} are completed; coarse dates of birth make it possible. */
  Verdict hasCompleted(int years) {
    if (birthDate == null || birthDate.firstDay().isAfter(asOf.day())) {
      return Verdict.UNKNOWN;
    }
    LocalDate first = Ages.birthday(birthDate.firstDay(), years);
    LocalDate last = Ages.birthday(birthDate.lastDay(), years);
    turnsAt(first.atStartOfDay().toInstant(asOf.offset()));
    turnsAt(last.atStartOfDay().toInstant(asOf.offset()));
    if (!asOf.day().isBefore(last)) {
      return Verdict.HOLDS;
    }
    return asOf.day().isBefore(first) ? Verdict.FAILS : Verdict.possible(Doubt.BIRTH_DATE_COARSE);
  }
}
