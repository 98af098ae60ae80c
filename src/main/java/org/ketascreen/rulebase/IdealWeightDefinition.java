package org.ketascreen.rulebase;

import java.util.List;

/**
 * What "ideal weight" reads and how it is computed, as the rulebase defines it. Immutable and
 * thread-safe.
 *
 * @param formula how it is computed
 * @param height title of the observation of the patient's height
 * @param because what the choice rests on
 * @param sources where that is said
 */
public record IdealWeightDefinition(
    Formula formula, String height, String because, List<Citation> sources) {

  public IdealWeightDefinition {
    sources = List.copyOf(sources);
  }

  /** The formulas that the library knows. */
  public enum Formula {
    /**
     * Devine BJ. Gentamicin therapy. Drug Intelligence and Clinical Pharmacy 1974;8:650-655: for
     * men 50 kg, for women 45.5 kg, and 2.3 kg for each inch above 60 inches.
     */
    DEVINE
  }
}
