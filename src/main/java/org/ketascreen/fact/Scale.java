package org.ketascreen.fact;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a unit is in base units, exactly: {@code (amount + shift) * numerator / denominator}.
 * Immutable and thread-safe.
 *
 * @param dimension the base units with their exponents, none of them 0
 * @param shift what is added first, of units that do not begin at zero; 0 of all others
 */
record Scale(
    Map<String, Integer> dimension,
    BigInteger numerator,
    BigInteger denominator,
    BigDecimal shift) {

  static final Scale ONE = new Scale(Map.of(), BigInteger.ONE, BigInteger.ONE, BigDecimal.ZERO);

  /** The digits of a factor, above or below the line, of any unit that something is measured in. */
  private static final int FACTOR_DIGITS = 64;

  /** The digits of an amount that was measured, and of the zeros before or behind them. */
  private static final int AMOUNT_DIGITS = 40;

  /** The longest amount that is looked at; the JSON reader takes no longer one. */
  private static final int LONGEST_AMOUNT = 1000;

  /**
   * What a division that does not end is rounded to. Two amounts of at most 40 digits, each times a
   * fraction of at most 64 by 64 digits, that are not equal differ in one of their first 336
   * digits, so that rounding neither makes them equal nor changes their order.
   */
  private static final MathContext ENOUGH =
      new MathContext(2 * AMOUNT_DIGITS + 4 * FACTOR_DIGITS + 24, RoundingMode.HALF_EVEN);

  private static final int FACTOR_BITS = 1 + FACTOR_DIGITS * 3322 / 1000;

  /** Returns a base unit. */
  static Scale base(String unit) {
    return new Scale(Map.of(unit, 1), BigInteger.ONE, BigInteger.ONE, BigDecimal.ZERO);
  }

  /** Returns a number without dimension, or {@code null} if it is too long, or not above 0. */
  static @Nullable Scale number(BigDecimal number) {
    return of(number, Map.of());
  }

  /** Returns a number of base units, or {@code null} if it is too long, or not above 0. */
  static @Nullable Scale of(BigDecimal number, Map<String, Integer> dimension) {
    if (number.signum() <= 0 || number.precision() > FACTOR_DIGITS) {
      return null;
    }
    BigDecimal stripped = number.stripTrailingZeros();
    if (Math.abs((long) stripped.scale()) > FACTOR_DIGITS) {
      return null;
    }
    return stripped.scale() <= 0
        ? of(dimension, stripped.toBigIntegerExact(), BigInteger.ONE)
        : of(dimension, stripped.unscaledValue(), BigInteger.TEN.pow(stripped.scale()));
  }

  /** Returns this one with another zero point. */
  Scale shifted(BigDecimal by) {
    return new Scale(dimension, numerator, denominator, by);
  }

  /** Returns the product, or {@code null} if nothing is measured in it. */
  @Nullable Scale times(Scale other) {
    if (hasShift() || other.hasShift()) {
      return null;
    }
    Map<String, Integer> sum = new TreeMap<>(dimension);
    other.dimension.forEach((unit, exponent) -> sum.merge(unit, exponent, Integer::sum));
    sum.values().removeIf(exponent -> exponent == 0);
    return of(sum, numerator.multiply(other.numerator), denominator.multiply(other.denominator));
  }

  /** Returns the quotient, or {@code null} if nothing is measured in it. */
  @Nullable Scale over(Scale other) {
    Map<String, Integer> inverse = new TreeMap<>();
    other.dimension.forEach((unit, exponent) -> inverse.put(unit, -exponent));
    return times(
        new Scale(
            inverse,
            /* numerator= */ other.denominator,
            /* denominator= */ other.numerator,
            other.shift));
  }

  /** Returns the power, or {@code null} if nothing is measured in it. */
  @Nullable Scale power(int exponent) {
    if (exponent == 1) {
      return this;
    }
    if (Math.abs((long) exponent) > FACTOR_DIGITS) {
      return null;
    }
    Scale power = ONE;
    for (int i = 0; i < Math.abs(exponent) && power != null; i++) {
      power = exponent > 0 ? power.times(this) : power.over(this);
    }
    return power;
  }

  private boolean hasShift() {
    return shift.signum() != 0;
  }

  private static @Nullable Scale of(
      Map<String, Integer> dimension, BigInteger numerator, BigInteger denominator) {
    BigInteger common = numerator.gcd(denominator);
    BigInteger above = numerator.divide(common);
    BigInteger below = denominator.divide(common);
    return above.bitLength() > FACTOR_BITS || below.bitLength() > FACTOR_BITS
        ? null
        : new Scale(Map.copyOf(dimension), above, below, BigDecimal.ZERO);
  }

  /**
   * Returns the amount of this unit in another one of the same dimension, or {@code null} if it has
   * more digits than anything measured. Exact where the decimals end, else of so many digits that
   * the order of amounts, and their being equal, are kept.
   */
  @Nullable BigDecimal convert(BigDecimal amount, Scale other) {
    BigDecimal measured = measured(amount);
    if (measured == null) {
      return null;
    }
    BigDecimal dividend =
        measured.add(shift).multiply(new BigDecimal(numerator.multiply(other.denominator)));
    BigInteger divisor = denominator.multiply(other.numerator);
    return quotient(dividend, divisor).subtract(other.shift);
  }

  /** Whether an amount is neither larger nor smaller than anything measured, in whatever unit. */
  static boolean isOfUsualSize(BigDecimal amount) {
    return amount.signum() == 0
        || Math.abs((long) amount.precision() - amount.scale()) <= AMOUNT_DIGITS;
  }

  private static @Nullable BigDecimal measured(BigDecimal amount) {
    if (amount.signum() == 0) {
      return BigDecimal.ZERO;
    }
    if (amount.precision() > LONGEST_AMOUNT) {
      return null;
    }
    BigDecimal stripped = amount.stripTrailingZeros();
    boolean usual =
        stripped.precision() <= AMOUNT_DIGITS && Math.abs((long) stripped.scale()) <= AMOUNT_DIGITS;
    return usual ? stripped : null;
  }

  private static BigDecimal quotient(BigDecimal dividend, BigInteger divisor) {
    BigInteger rest = divisor.divide(divisor.gcd(dividend.unscaledValue()));
    BigDecimal exactDivisor = new BigDecimal(divisor);
    return isOfTwosAndFives(rest)
        ? dividend.divide(exactDivisor)
        : dividend.divide(exactDivisor, ENOUGH);
  }

  private static boolean isOfTwosAndFives(BigInteger number) {
    BigInteger odd = number.shiftRight(number.getLowestSetBit());
    BigInteger five = BigInteger.valueOf(5);
    while (odd.mod(five).signum() == 0) {
      odd = odd.divide(five);
    }
    return odd.equals(BigInteger.ONE);
  }
}
