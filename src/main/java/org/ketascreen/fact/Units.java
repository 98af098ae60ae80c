package org.ketascreen.fact;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.record.Quantity;

/**
 * Conversion between the UCUM units that rules and records use; a unit that is not known here is
 * not comparable.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Units {

  private record Scale(String dimension, BigDecimal factor) {}

  // factors of UCUM, table of units, ucum.org; "mmHg" is the print symbol of mm[Hg]
  private static final Map<String, Scale> KNOWN =
      Map.ofEntries(
          scale("mm[Hg]", "pressure", "133.322"),
          scale("mmHg", "pressure", "133.322"),
          scale("kPa", "pressure", "1000"),
          scale("Pa", "pressure", "1"),
          scale("kg", "mass", "1000"),
          scale("g", "mass", "1"),
          scale("mg", "mass", "0.001"),
          scale("ug", "mass", "0.000001"),
          scale("[lb_av]", "mass", "453.59237"),
          scale("[oz_av]", "mass", "28.349523125"),
          scale("m", "length", "1"),
          scale("cm", "length", "0.01"),
          scale("mm", "length", "0.001"),
          scale("[in_i]", "length", "0.0254"),
          scale("[ft_i]", "length", "0.3048"),
          scale("%", "fraction", "0.01"));

  private Units() {}

  private static Map.Entry<String, Scale> scale(String unit, String dimension, String factor) {
    return Map.entry(unit, new Scale(dimension, new BigDecimal(factor)));
  }

  /** Whether a quantity of this unit is a dose that can be compared with others. */
  public static boolean isOfDose(@Nullable String unit) {
    return areComparable(unit, "mg");
  }

  /** Returns a number in digits; with an exponent where that would take more than 40 of them. */
  static String written(BigDecimal number) {
    boolean isShort = Math.abs((long) number.scale()) <= 40;
    return isShort ? number.toPlainString() : number.toString();
  }

  /** Whether amounts in these units can be compared. */
  public static boolean areComparable(@Nullable String unit, @Nullable String other) {
    return unit != null && convert(Quantity.of("1", unit), other) != null;
  }

  /**
   * Returns the number of {@code unit} that the quantity is, or {@code null} if the units are not
   * comparable.
   */
  static @Nullable BigDecimal convert(Quantity quantity, @Nullable String unit) {
    String from = quantity.unit();
    if (from == null || unit == null) {
      return null;
    }
    if (from.equals(unit)) {
      return quantity.value();
    }
    Scale source = KNOWN.get(from);
    Scale target = KNOWN.get(unit);
    if (source == null || target == null || !source.dimension().equals(target.dimension())) {
      return null;
    }
    return source.factor().compareTo(target.factor()) == 0
        ? quantity.value()
        : quantity.value().multiply(source.factor()).divide(target.factor(), MathContext.DECIMAL64);
  }

  /**
   * Returns the number of {@code unit} that lies between two readings which differ by the quantity,
   * or {@code null} if the units are not comparable. Units may begin to count at different points,
   * as those of temperature do.
   */
  static @Nullable BigDecimal difference(Quantity quantity, @Nullable String unit) {
    BigDecimal number = convert(quantity, unit);
    BigDecimal none = convert(new Quantity(BigDecimal.ZERO, null, quantity.unit()), unit);
    return number == null || none == null ? null : number.subtract(none);
  }
}
