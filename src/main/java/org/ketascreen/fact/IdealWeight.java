package org.ketascreen.fact;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Gender;

/**
 * The ideal weight of an adult by height and sex: Devine BJ. Gentamicin therapy. Drug Intelligence
 * and Clinical Pharmacy 1974;8:650-655. Men 50 kg, women 45.5 kg, and 2.3 kg for each inch above 60
 * inches.
 *
 * <p>Below 60 inches the formula says nothing. Some then take the weight of 60 inches and some
 * subtract what the missing inches would have added, so it may be anything between the two.
 */
final class IdealWeight {

  private static final BigDecimal OF_A_MAN = new BigDecimal("50");
  private static final BigDecimal OF_A_WOMAN = new BigDecimal("45.5");
  private static final BigDecimal PER_INCH = new BigDecimal("2.3");
  private static final BigDecimal CM_PER_INCH = new BigDecimal("2.54");
  private static final BigDecimal SIXTY_INCHES_IN_CM = new BigDecimal("152.4");

  private final BigDecimal base;

  private IdealWeight(BigDecimal base) {
    this.base = base;
  }

  /** Returns the one for this sex, or {@code null} if there is none. */
  static @Nullable IdealWeight of(Gender sex) {
    return switch (sex) {
      case MALE -> new IdealWeight(OF_A_MAN);
      case FEMALE -> new IdealWeight(OF_A_WOMAN);
      case OTHER, UNKNOWN -> null;
    };
  }

  /**
   * Whether a dose divided by the ideal weight is above the limit. The weight is never divided, so
   * that this is exact at the limit.
   *
   * @param height in cm
   */
  Verdict isAbovePerKg(BigDecimal dose, BigDecimal limit, Span height) {
    Span weight = timesCmPerInch(height);
    Span limits =
        new Span(
            weight.low() == null ? null : weight.low().multiply(limit),
            weight.lowIncluded(),
            weight.high() == null ? null : weight.high().multiply(limit),
            weight.highIncluded());
    return Span.Side.BELOW.verdict(limits, dose.multiply(CM_PER_INCH));
  }

  /** Returns the weight in kg, times 2.54: in centimetres the formula needs no division. */
  private Span timesCmPerInch(Span height) {
    Span low = height.low() == null ? Span.between(null, null) : at(height.low());
    Span high = height.high() == null ? Span.between(null, null) : at(height.high());
    return new Span(low.low(), height.lowIncluded(), high.high(), height.highIncluded());
  }

  private Span at(BigDecimal height) {
    BigDecimal least = base.multiply(CM_PER_INCH);
    BigDecimal added = height.subtract(SIXTY_INCHES_IN_CM).multiply(PER_INCH);
    BigDecimal formula = least.add(added);
    return added.signum() < 0 ? Span.between(formula, least) : Span.of(formula);
  }
}
