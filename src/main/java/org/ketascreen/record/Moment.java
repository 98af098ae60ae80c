package org.ketascreen.record;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** When something began or ended, as far as the source knew. Immutable and thread-safe. */
public sealed interface Moment {

  /**
   * Returns a date or time, as {@link RecordedTime#parse} reads it: {@code 2019-05}.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Moment at(String time) {
    return new At(RecordedTime.parse(time));
  }

  /** At a date or time of some precision. */
  record At(RecordedTime time) implements Moment {}

  /** Somewhere between two dates, either of which may be unknown. */
  record Between(@Nullable RecordedTime start, @Nullable RecordedTime end) implements Moment {}

  /**
   * At an age.
   *
   * @param low the lowest age
   * @param high the highest age, equal to {@code low} when the source gave one number
   * @param unit the UCUM unit of both: {@code a}, {@code mo}, {@code wk} or {@code d}
   */
  record AtAge(BigDecimal low, BigDecimal high, String unit) implements Moment {}

  /** Only in words. */
  record Said(String text) implements Moment {}
}
