package org.ketascreen.fact;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
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

  /**
   * Notes that an answer could change at a moment: the first whole second, or the first whole days,
   * that can be screened for and see it.
   */
  void turnsAt(Instant moment) {
    if (moment.isBefore(asOf.span().earliest()) || moment.equals(Instant.MAX)) {
      return;
    }
    if (asOf.wholeDay()) {
      LocalDate day = moment.atOffset(asOf.offset()).toLocalDate();
      Instant start = day.atStartOfDay().toInstant(asOf.offset());
      note(start);
      if (moment.isAfter(start)) {
        note(day.plusDays(1).atStartOfDay().toInstant(asOf.offset()));
      }
    } else {
      Instant second = moment.truncatedTo(ChronoUnit.SECONDS);
      note(moment.isAfter(second) ? second.plusSeconds(1) : second);
    }
  }

  private void note(Instant moment) {
    if (moment.isAfter(asOf.span().latest())) {
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

  /**
   * Whether something that is to come, and is to lie in {@code event}, lies in the window from now
   * on; what is surely over does not.
   */
  Truth comesWithin(Window window, Interval event) {
    enters(window, event.earliest());
    enters(window, event.latest());
    if (!event.latest().equals(Instant.MAX)) {
      turnsAt(event.latest().plusNanos(1));
    }
    if (event.latest().isBefore(asOf.span().earliest())) {
      return Truth.FAILS;
    }
    return window.containsAhead(
        event.narrowedBy(new Interval(asOf.span().earliest(), Instant.MAX)), asOf);
  }

  private void enters(Window window, Instant instant) {
    if (!instant.equals(Instant.MIN) && !instant.equals(Instant.MAX)) {
      turnsAt(window.entersAhead(instant, asOf.offset()));
    }
  }

  /** Whether something that lies in {@code event}, and not after now, is less than so long ago. */
  Truth isLessLongAgo(Window than, Interval event) {
    for (Instant instant : List.of(event.earliest(), event.latest())) {
      if (!instant.equals(Instant.MIN) && !instant.equals(Instant.MAX)) {
        turnsAt(than.isThatLongAgo(instant, asOf.offset()));
      }
    }
    return than.isLessLongAgo(upToNow(event), asOf);
  }

  /** Whether something that lies in {@code event}, and not after now, lies in the day of now. */
  Truth isToday(Interval event) {
    turnsAt(startOfDay(event.earliest(), 0));
    turnsAt(startOfDay(event.latest(), 1));
    Interval today =
        new Interval(asOf.day().atStartOfDay().toInstant(asOf.offset()), asOf.span().latest());
    if (upToNow(event).liesIn(today)) {
      return Truth.HOLDS;
    }
    return event.meets(today) ? Truth.POSSIBLE : Truth.FAILS;
  }

  private Instant startOfDay(Instant instant, int daysLater) {
    if (instant.equals(Instant.MIN) || instant.equals(Instant.MAX)) {
      return instant;
    }
    LocalDate day = instant.atOffset(asOf.offset()).toLocalDate();
    return day.plusDays(daysLater).atStartOfDay().toInstant(asOf.offset());
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

  /** Of ends that stand the wrong way round either may be wrong: any time from one to the other. */
  private static Interval between(Interval start, Interval end) {
    return end.latest().isBefore(start.earliest())
        ? new Interval(end.earliest(), start.latest())
        : new Interval(start.earliest(), end.latest());
  }

  /** Returns every instant that {@code moment} may mean. */
  Interval interval(@Nullable Moment moment) {
    if (moment instanceof Moment.At at) {
      return interval(at.time());
    }
    if (moment instanceof Moment.Between between) {
      return between(interval(between.start()), interval(between.end()));
    }
    if (moment instanceof Moment.AtAge age && birthDate != null) {
      return Ages.interval(age, birthDate, asOf.offset());
    }
    return Interval.ANY;
  }

  /** Whether {@code years} are completed; coarse dates of birth make it possible. */
  Verdict hasCompleted(int years) {
    if (birthDate == null) {
      return Verdict.UNKNOWN;
    }
    if (birthDate.firstDay().isAfter(asOf.day())) {
      turnsAt(birthDate.firstDay().atStartOfDay().toInstant(asOf.offset()));
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
