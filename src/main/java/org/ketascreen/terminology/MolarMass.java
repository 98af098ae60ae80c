package org.ketascreen.terminology;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * What a mole of an observed substance weighs, which makes its mass and substance concentrations
 * (mg/dL, mmol/L) comparable. Immutable and thread-safe.
 *
 * @param gramsPerMole in g/mol, above 0
 * @param source where that is said
 */
public record MolarMass(BigDecimal gramsPerMole, String source) {

  public MolarMass {
    Objects.requireNonNull(gramsPerMole, "gramsPerMole");
    Objects.requireNonNull(source, "source");
    if (gramsPerMole.signum() <= 0) {
      throw new IllegalArgumentException("a mole weighs more than nothing; give g/mol above 0");
    }
  }
}
