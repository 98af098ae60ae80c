package org.ketascreen.rulebase;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A treatment that a rule is about. Immutable and thread-safe.
 *
 * @param agent the agent
 * @param route the route, or {@code null} for every route of the agent
 */
public record Applicability(Agent agent, @Nullable Route route) {

  public Applicability {
    Objects.requireNonNull(agent, "agent");
  }

  /** Whether a treatment by this agent and route is meant. */
  public boolean covers(Agent plannedAgent, Route plannedRoute) {
    return agent == plannedAgent && (route == null || route == plannedRoute);
  }
}
