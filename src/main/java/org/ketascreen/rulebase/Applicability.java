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

  /** Returns it as it is written: {@code ketamine}, {@code esketamine intranasal}. */
  public String written() {
    return agent.code() + (route == null ? "" : " " + route.code());
  }

  /** Returns a treatment that is meant: intravenous if any route is. */
  public Treatment example() {
    return Treatment.of(agent, Objects.requireNonNullElse(route, Route.INTRAVENOUS));
  }

  /** Whether a treatment by this agent and route is meant. */
  public boolean covers(Agent plannedAgent, Route plannedRoute) {
    return agent == plannedAgent && (route == null || route == plannedRoute);
  }
}
