package org.ketascreen.fact;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Observation;
import org.ketascreen.record.Quantity;
import org.ketascreen.terminology.ObservationDefinition;

/** Measured values as numbers of one unit, and in the words of a report. */
final class Amounts {

  private Amounts() {}

  /** Returns the numbers of a unit that a value stands for, or {@code null} if it is none. */
  static @Nullable Span number(Observation.@Nullable Value value, @Nullable String unit) {
    return number(value, quantity -> Units.convert(quantity, unit));
  }

  /** Returns the same in the unit of an observation, which may know what a mole weighs. */
  static @Nullable Span number(
      Observation.@Nullable Value value, ObservationDefinition definition) {
    return number(value, quantity -> Units.convert(quantity, definition));
  }

  private static @Nullable Span number(Observation.@Nullable Value value, Converter converter) {
    if (value instanceof Observation.Value.Measured measured) {
      Quantity quantity = measured.quantity();
      BigDecimal number = converter.convert(quantity);
      return number == null ? null : Span.of(number, quantity.comparator());
    }
    return value instanceof Observation.Value.Between between ? number(between, converter) : null;
  }

  private static @Nullable Span number(Observation.Value.Between between, Converter converter) {
    BigDecimal low = between.low() == null ? null : converter.convert(between.low());
    BigDecimal high = between.high() == null ? null : converter.convert(between.high());
    boolean unreadable =
        (low == null && between.low() != null) || (high == null && between.high() != null);
    if (unreadable || (low == null && high == null)) {
      return null;
    }
    // an end that is itself only a bound is no end
    return Span.between(isExact(between.low()) ? low : null, isExact(between.high()) ? high : null);
  }

  /** Turns a quantity into a number of one unit, or {@code null} where it cannot. */
  @FunctionalInterface
  private interface Converter {
    @Nullable BigDecimal convert(Quantity quantity);
  }

  private static boolean isExact(@Nullable Quantity quantity) {
    return quantity != null && quantity.comparator() == null;
  }

  /** Returns why a value is no usable number, or {@code null} if it is one. */
  static Unscreened.@Nullable Reason problem(
      Observation.Value value, @Nullable Span number, ObservationDefinition definition) {
    List<Quantity> ends = ends(value);
    if (ends.isEmpty()) {
      return Unscreened.Reason.NO_VALUE;
    }
    if (!ends.stream().allMatch(each -> each.unit() != null)) {
      return Unscreened.Reason.NO_UNIT;
    }
    if (!ends.stream().allMatch(each -> Scale.isOfUsualSize(each.value()))) {
      return Unscreened.Reason.IMPLAUSIBLE;
    }
    if (number == null) {
      return Unscreened.Reason.UNIT_NOT_COMPARABLE;
    }
    return isPlausible(number, definition) ? null : Unscreened.Reason.IMPLAUSIBLE;
  }

  private static List<Quantity> ends(Observation.Value value) {
    if (value instanceof Observation.Value.Measured measured) {
      return List.of(measured.quantity());
    }
    return value instanceof Observation.Value.Between between
        ? Stream.of(between.low(), between.high()).filter(Objects::nonNull).toList()
        : List.of();
  }

  private static boolean isPlausible(Span number, ObservationDefinition definition) {
    boolean inOrder =
        number.low() == null || number.high() == null || number.low().compareTo(number.high()) <= 0;
    return inOrder
        && isPlausible(number.low(), definition)
        && isPlausible(number.high(), definition);
  }

  private static boolean isPlausible(
      @Nullable BigDecimal number, ObservationDefinition definition) {
    Quantity low = definition.plausibleLow();
    Quantity high = definition.plausibleHigh();
    return number == null
        || ((low == null || number.compareTo(low.value()) >= 0)
            && (high == null || number.compareTo(high.value()) <= 0));
  }

  /** Returns a value as the source wrote it, or {@code null} if there is none. */
  static @Nullable String written(Observation.@Nullable Value value) {
    if (value instanceof Observation.Value.Measured measured) {
      return written(measured.quantity());
    }
    if (value instanceof Observation.Value.Between between) {
      return written(between.low(), between.high());
    }
    if (value instanceof Observation.Value.Coded coded) {
      return Words.of(coded.concept());
    }
    return value instanceof Observation.Value.Words words ? words.text() : null;
  }

  private static @Nullable String written(@Nullable Quantity low, @Nullable Quantity high) {
    if (low == null) {
      return high == null ? null : "up to " + written(high);
    }
    return high == null ? "from " + written(low) : written(low) + " to " + written(high);
  }

  static String written(Quantity quantity) {
    return (quantity.comparator() == null ? "" : quantity.comparator())
        + Units.written(quantity.value())
        + (quantity.unit() == null ? "" : " " + quantity.unit());
  }
}
