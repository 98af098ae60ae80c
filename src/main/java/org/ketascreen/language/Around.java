package org.ketascreen.language;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ketascreen.fact.Units;
import org.ketascreen.record.Quantity;
import org.ketascreen.terminology.ObservationDefinition;

/**
 * Readings at a limit and on both sides of it. Immutable and thread-safe.
 *
 * @param limit the limit
 * @param step how far the readings on both sides are from it
 * @param unit the unit of all of them
 * @param of what is read
 */
record Around(BigDecimal limit, BigDecimal step, String unit, ObservationDefinition of) {

  private static final int FINEST = 6;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  /** Returns readings one of the limit's last digits apart, or less where the range is narrow. */
  static Around of(BigDecimal limit, String unit, ObservationDefinition of) {
    int digits = Math.max(limit.scale(), 0);
    for (int scale = digits; scale <= FINEST; scale++) {
      Around around = new Around(limit, BigDecimal.ONE.movePointLeft(scale), unit, of);
      if (isUsable(around.above(), of) && isUsable(around.below(), of)) {
        return around;
      }
    }
    return new Around(limit, BigDecimal.ONE.movePointLeft(digits), unit, of);
  }

  /**
   * Returns a usual reading, above 0, such that what is made of it can be read too; if there is
   * none, any.
   */
  static BigDecimal usual(ObservationDefinition of, UnaryOperator<BigDecimal> made) {
    String unit = Objects.requireNonNull(of.unit(), "unit");
    return Stream.concat(Stream.of("100", "10", "37", "1").map(BigDecimal::new), middle(of))
        .filter(each -> each.signum() > 0)
        .filter(each -> isReadable(each, unit, of) && isReadable(made.apply(each), unit, of))
        .findFirst()
        .orElse(BigDecimal.ONE);
  }

  private static Stream<BigDecimal> middle(ObservationDefinition of) {
    BigDecimal low = of.plausibleLow() == null ? BigDecimal.ZERO : of.plausibleLow().value();
    BigDecimal high =
        of.plausibleHigh() == null ? low.add(BigDecimal.TEN) : of.plausibleHigh().value();
    BigDecimal middle = low.add(high).divide(TWO);
    return Stream.iterate(middle, each -> each.signum() > 0, each -> each.divide(TWO))
        .map(each -> each.setScale(FINEST, RoundingMode.DOWN))
        .limit(20);
  }

  private static boolean isReadable(BigDecimal number, String unit, ObservationDefinition of) {
    Around around = new Around(number, BigDecimal.ONE.movePointLeft(FINEST), unit, of);
    return isUsable(around.above(), of) && isUsable(around.below(), of);
  }

  Quantity at() {
    return new Quantity(limit, null, unit);
  }

  Quantity above() {
    return new Quantity(limit.add(step), null, unit);
  }

  Quantity below() {
    return new Quantity(limit.subtract(step), null, unit);
  }

  /** Returns a reading of which only a bound is known, which is the limit. */
  Quantity bound(String comparator) {
    return new Quantity(limit, comparator, unit);
  }

  boolean isUsable(Quantity reading) {
    return isUsable(reading, of);
  }

  /** Whether a reading is one that a patient can have. */
  static boolean isUsable(Quantity reading, ObservationDefinition of) {
    BigDecimal number = Units.convert(reading, of);
    return number != null
        && !isBeyond(of.plausibleLow(), number, -1)
        && !isBeyond(of.plausibleHigh(), number, 1);
  }

  private static boolean isBeyond(@Nullable Quantity end, BigDecimal number, int sign) {
    return end != null && number.compareTo(end.value()) == sign;
  }

  /** Returns a reading in the words of a witness. */
  static String written(Quantity reading) {
    return (reading.comparator() == null ? "" : reading.comparator())
        + reading.value().toPlainString()
        + (reading.unit() == null ? "" : " " + reading.unit());
  }
}
