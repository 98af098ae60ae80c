package org.ketascreen.terminology;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Quantity;

/**
 * What makes a value set an observation that rules can read. Immutable and thread-safe.
 *
 * @param unit the UCUM unit that limits are written in, or {@code null} if its results are coded
 * @param plausibleLow the lowest plausible reading in {@code unit}, or {@code null}
 * @param plausibleHigh the highest plausible reading in {@code unit}, or {@code null}
 * @param molarMass what a mole of the substance weighs, or {@code null} if mass and substance are
 *     not to be compared
 * @param ask how to obtain a reading, as told to whoever must
 */
public record ObservationDefinition(
    @Nullable String unit,
    @Nullable Quantity plausibleLow,
    @Nullable Quantity plausibleHigh,
    @Nullable MolarMass molarMass,
    String ask) {

  public ObservationDefinition {
    Objects.requireNonNull(ask, "ask");
  }

  /** An observation of which mass and substance are not compared. */
  public ObservationDefinition(
      @Nullable String unit,
      @Nullable Quantity plausibleLow,
      @Nullable Quantity plausibleHigh,
      String ask) {
    this(unit, plausibleLow, plausibleHigh, null, ask);
  }
}
