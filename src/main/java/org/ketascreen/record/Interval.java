package org.ketascreen.record;

import java.time.Instant;
import java.util.Objects;

/**
 * A stretch of time in which something surely lies, both ends included. An unknown end is {@link
 * Instant#MIN} or {@link Instant#MAX}. Immutable and thread-safe.
 *
 * @param earliest the first possible instant
 * @param latest the last possible instant, not before {@code earliest}
 */
public record Interval(Instant earliest, Instant latest) {

  /** Any time at all. */
  public static final Interval ANY = new Interval(Instant.MIN, Instant.MAX);

  public Interval {
    Objects.requireNonNull(earliest, "earliest");
    Objects.requireNonNull(latest, "latest");
    if (latest.isBefore(earliest)) {
      throw new IllegalArgumentException("latest is before earliest");
    }
  }

  /** Returns the stretch common to both, or this one unchanged when they have nothing in common. */
  public Interval narrowedBy(Interval other) {
    Instant from = earliest.isAfter(other.earliest) ? earliest : other.earliest;
    Instant to = latest.isBefore(other.latest) ? latest : other.latest;
    return to.isBefore(from) ? this : new Interval(from, to);
  }

  /** Whether every instant of this stretch lies in {@code other}. */
  public boolean liesIn(Interval other) {
    return !earliest.isBefore(other.earliest) && !latest.isAfter(other.latest);
  }

  /** Whether some instant of this stretch lies in {@code other}. */
  public boolean meets(Interval other) {
    return !earliest.isAfter(other.latest) && !latest.isBefore(other.earliest);
  }
}
