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
 * @param ask how to obtain a reading, as told to whoever must
 */
public record ObservationDefinition(
    @Nullable String unit,
    @Nullable Quantity plausibleLow,
    @Nullable Quantity plausibleHigh,
    String ask) {

  public ObservationDefinition {
    Objects.requireNonNull(ask, "ask");
  }
}
