package org.ketascreen.rulebase;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Quantity;

/**
 * What is planned to be given. Immutable and thread-safe.
 *
 * @param agent the agent
 * @param route the route
 * @param dose the dose of one session with its UCUM unit, or {@code null} while it is not decided
 */
public record Treatment(Agent agent, Route route, @Nullable Quantity dose) {

  public Treatment {
    Objects.requireNonNull(agent, "agent");
    Objects.requireNonNull(route, "route");
  }

  /** Returns a treatment whose dose is not decided. */
  public static Treatment of(Agent agent, Route route) {
    return new Treatment(agent, route, null);
  }
}
