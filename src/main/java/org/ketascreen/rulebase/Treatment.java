package org.ketascreen.rulebase;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Quantity;

/**
 * What is planned to be given. Immutable and thread-safe.
 *
 * @param agent the agent
 * @param route the route
 * @param dose the dose of one session, exact and above 0, with its UCUM unit, or {@code null} while
 *     it is not decided
 */
public record Treatment(Agent agent, Route route, @Nullable Quantity dose) {

  private static final int MOST_DIGITS = 6;

  public Treatment {
    Objects.requireNonNull(agent, "agent");
    Objects.requireNonNull(route, "route");
    if (dose != null && !isDose(dose)) {
      throw new IllegalArgumentException(
          "not a dose; write an exact number above 0 and at most 6 digits before and after the"
              + " point, with a UCUM unit, as in 56 mg");
    }
  }

  private static boolean isDose(Quantity dose) {
    BigDecimal value = dose.value().stripTrailingZeros();
    return dose.comparator() == null
        && dose.unit() != null
        && value.signum() > 0
        && value.precision() - value.scale() <= MOST_DIGITS
        && value.scale() <= MOST_DIGITS;
  }

  /** Returns a treatment whose dose is not decided. */
  public static Treatment of(Agent agent, Route route) {
    return new Treatment(agent, route, null);
  }
}
