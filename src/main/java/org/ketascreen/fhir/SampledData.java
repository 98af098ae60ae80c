package org.ketascreen.fhir;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Observation;
import org.ketascreen.record.Quantity;

/**
 * Reads a series of samples as the ends between which they lie. Samples that are errors (E) do not
 * count; one below or above what the device can measure (L, U) leaves that end open.
 */
final class SampledData {

  private static final int MAX_SAMPLE_TEXT = 40;

  private @Nullable BigDecimal least;
  private @Nullable BigDecimal greatest;
  private boolean below;
  private boolean above;

  private SampledData() {}

  /** Returns the ends, or {@code null} if there is no sample or it has several dimensions. */
  static Observation.@Nullable Value between(Element element) {
    Element origin = element.child("origin");
    Quantity zero = origin == null ? null : Datatypes.quantity(origin);
    Element dimensions = element.child("dimensions");
    Element data = element.child("data");
    boolean oneDimension = dimensions == null || dimensions.number().compareTo(BigDecimal.ONE) == 0;
    if (zero == null || data == null || !oneDimension) {
      return null;
    }
    SampledData samples = new SampledData();
    for (String sample : data.string().strip().split("\\s+", -1)) {
      samples.add(sample, data);
    }
    return samples.between(zero, factor(element));
  }

  private static BigDecimal factor(Element element) {
    Element factor = element.child("factor");
    return factor == null ? BigDecimal.ONE : factor.number();
  }

  private void add(String sample, Element data) {
    switch (sample) {
      case "", "E" -> {
        // no sample
      }
      case "L" -> below = true;
      case "U" -> above = true;
      default -> add(number(sample, data));
    }
  }

  private static BigDecimal number(String sample, Element data) {
    if (sample.length() <= MAX_SAMPLE_TEXT && sample.matches("-?[0-9]+(\\.[0-9]+)?")) {
      return new BigDecimal(sample);
    }
    throw data.malformed("must be numbers, E, L and U with a blank between");
  }

  private void add(BigDecimal sample) {
    least = least == null ? sample : least.min(sample);
    greatest = greatest == null ? sample : greatest.max(sample);
  }

  private Observation.@Nullable Value between(Quantity zero, BigDecimal factor) {
    if (least == null || greatest == null) {
      return null;
    }
    Quantity a = below ? null : scaled(least, zero, factor);
    Quantity b = above ? null : scaled(greatest, zero, factor);
    boolean reversed = factor.signum() < 0;
    return new Observation.Value.Between(reversed ? b : a, reversed ? a : b);
  }

  private static Quantity scaled(BigDecimal sample, Quantity zero, BigDecimal factor) {
    return new Quantity(zero.value().add(sample.multiply(factor)), null, zero.unit());
  }
}
