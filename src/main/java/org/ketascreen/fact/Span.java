package org.ketascreen.fact;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that a recorded one may stand for: itself, those on one side of a bound, or those
 * between two ends. Immutable and thread-safe.
 *
 * @param low the lower end, or {@code null} if it is open
 * @param lowIncluded whether {@code low} is one of them
 * @param high the upper end, or {@code null} if it is open
 * @param highIncluded whether {@code high} is one of them
 */
record Span(
    @Nullable BigDecimal low,
    boolean lowIncluded,
    @Nullable BigDecimal high,
    boolean highIncluded) {

  /** Returns the one number. */
  static Span of(BigDecimal number) {
    return new Span(number, true, number, true);
  }

  /** Returns the numbers between two ends, both included; {@code null} is no end. */
  static Span between(@Nullable BigDecimal low, @Nullable BigDecimal high) {
    return new Span(low, low != null, high, high != null);
  }

  /**
   * Returns the numbers that a quantity with this comparator stands for; any number where the
   * comparator says nothing of them.
   */
  static Span of(BigDecimal number, @Nullable String comparator) {
    if (comparator == null) {
      return of(number);
    }
    return switch (comparator) {
      case "<" -> new Span(null, false, number, false);
      case "<=" -> new Span(null, false, number, true);
      case ">" -> new Span(number, false, null, false);
      case ">=" -> new Span(number, true, null, false);
      default -> new Span(null, false, null, false);
    };
  }

  /** Whether both are the same numbers. */
  boolean isSame(Span other) {
    return isAt(low, other.low)
        && isAt(high, other.high)
        && lowIncluded == other.lowIncluded
        && highIncluded == other.highIncluded;
  }

  private static boolean isAt(@Nullable BigDecimal end, @Nullable BigDecimal other) {
    if (end == null || other == null) {
      return end == null && other == null;
    }
    return end.compareTo(other) == 0;
  }

  /** Returns the least stretch with all of both. */
  Span with(Span other) {
    BigDecimal least = low == null || other.low == null ? null : low.min(other.low);
    BigDecimal most = high == null || other.high == null ? null : high.max(other.high);
    return new Span(
        least,
        least != null && (hasLow(least) || other.hasLow(least)),
        most,
        most != null && (hasHigh(most) || other.hasHigh(most)));
  }

  private boolean hasLow(BigDecimal number) {
    return lowIncluded && low != null && low.compareTo(number) == 0;
  }

  private boolean hasHigh(BigDecimal number) {
    return highIncluded && high != null && high.compareTo(number) == 0;
  }

  /** Returns every sum of a number of each. */
  Span plus(Span other) {
    return new Span(
        low == null || other.low == null ? null : low.add(other.low),
        lowIncluded && other.lowIncluded,
        high == null || other.high == null ? null : high.add(other.high),
        highIncluded && other.highIncluded);
  }

  /** Returns every number of this one less a number of the other. */
  Span minus(Span other) {
    return plus(
        new Span(
            other.high == null ? null : other.high.negate(),
            other.highIncluded,
            other.low == null ? null : other.low.negate(),
            other.lowIncluded));
  }

  /** On which side of a limit a number must lie. */
  enum Side {
    ABOVE,
    AT_LEAST,
    BELOW,
    AT_MOST;

    /** Whether the numbers lie there: all, some or none; unknown where they may be any. */
    Verdict verdict(Span span, BigDecimal limit) {
      if (span.low == null && span.high == null) {
        return Verdict.UNKNOWN;
      }
      boolean up = this == ABOVE || this == AT_LEAST;
      boolean strict = this == ABOVE || this == BELOW;
      boolean all = up ? span.isFrom(limit, strict) : span.isTo(limit, strict);
      boolean none = up ? span.isTo(limit, !strict) : span.isFrom(limit, !strict);
      if (all) {
        return Verdict.HOLDS;
      }
      return none ? Verdict.FAILS : Verdict.possible(Doubt.BOUND_ONLY);
    }
  }

  /** Whether all of it is above the limit or, unless strictly, at it. */
  private boolean isFrom(BigDecimal limit, boolean strictly) {
    int sign = low == null ? -1 : low.compareTo(limit);
    return sign > 0 || (sign == 0 && !(strictly && lowIncluded));
  }

  /** Whether all of it is below the limit or, unless strictly, at it. */
  private boolean isTo(BigDecimal limit, boolean strictly) {
    int sign = high == null ? 1 : high.compareTo(limit);
    return sign < 0 || (sign == 0 && !(strictly && highIncluded));
  }
}
