package org.ketascreen.opinion;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Units that this opinion can compare, each with its dimension and its size (UCUM 2.1: a millimetre
 * of mercury is 133.322 Pa, a pound 453.59237 g, an inch 2.54 cm).
 */
final class Scales {

  private record Unit(String dimension, BigDecimal size) {
    static Unit of(String dimension, String size) {
      return new Unit(dimension, new BigDecimal(size));
    }
  }

  private static final Map<String, Unit> UNITS =
      Map.ofEntries(
          Map.entry("mm[Hg]", Unit.of("pressure", "133.322")),
          Map.entry("kPa", Unit.of("pressure", "1000")),
          Map.entry("kg", Unit.of("mass", "1000")),
          Map.entry("g", Unit.of("mass", "1")),
          Map.entry("mg", Unit.of("mass", "0.001")),
          Map.entry("ug", Unit.of("mass", "0.000001")),
          Map.entry("[lb_av]", Unit.of("mass", "453.59237")),
          Map.entry("m", Unit.of("length", "100")),
          Map.entry("cm", Unit.of("length", "1")),
          Map.entry("[in_i]", Unit.of("length", "2.54")),
          Map.entry("s", Unit.of("time", "1")),
          Map.entry("min", Unit.of("time", "60")),
          Map.entry("h", Unit.of("time", "3600")),
          Map.entry("mL", Unit.of("volume", "1")));

  private Scales() {}

  /** Returns an amount in another unit; empty if they are of other dimensions or not known. */
  static Optional<BigDecimal> in(BigDecimal value, @Nullable String unit, String wanted) {
    if (wanted.equals(unit)) {
      return Optional.of(value);
    }
    Unit from = unit == null ? null : UNITS.get(unit);
    Unit to = UNITS.get(wanted);
    return from == null || to == null || !from.dimension().equals(to.dimension())
        ? Optional.empty()
        : Optional.of(value.multiply(from.size()).divide(to.size(), MathContext.DECIMAL64));
  }
}
