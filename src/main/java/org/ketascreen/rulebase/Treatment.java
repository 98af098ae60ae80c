package org.ketascreen.rulebase;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedTime;

/**
 * What is planned to be given. Immutable and thread-safe.
 *
 * @param agent the agent
 * @param route the route
 * @param dose the dose of one session, exact and above 0, with its UCUM unit, or {@code null} while
 *     it is not decided
 * @param duration over how long the dose is infused or injected, exact and above 0, in {@code s},
 *     {@code min} or {@code h}, or {@code null} while it is not decided
 * @param session which session of the course it is, from 1, or {@code null} if not said
 * @param courseBegan when the course began or is to begin, or {@code null} if not said
 * @param indications what it is for, possibly not said
 */
public record Treatment(
    Agent agent,
    Route route,
    @Nullable Quantity dose,
    @Nullable Quantity duration,
    @Nullable Integer session,
    @Nullable RecordedTime courseBegan,
    List<CodeableConcept> indications) {

  private static final int MOST_DIGITS = 6;
  private static final List<String> TIMES = List.of("s", "min", "h");
  private static final int MOST_SESSIONS = 9_999;

  public Treatment {
    Objects.requireNonNull(agent, "agent");
    Objects.requireNonNull(route, "route");
    if (dose != null && !isExact(dose)) {
      throw new IllegalArgumentException(
          "not a dose; write an exact number above 0 and at most 6 digits before and after the"
              + " point, with a UCUM unit, as in 56 mg");
    }
    if (duration != null && (!isExact(duration) || !TIMES.contains(duration.unit()))) {
      throw new IllegalArgumentException(
          "not a duration; write an exact number above 0 with s, min or h, as in 40 min");
    }
    if (session != null && (session < 1 || session > MOST_SESSIONS)) {
      throw new IllegalArgumentException("not the number of a session; count from 1");
    }
    indications = List.copyOf(indications);
  }

  /** Makes a treatment of which nothing but the dose is decided. */
  public Treatment(Agent agent, Route route, @Nullable Quantity dose) {
    this(agent, route, dose, null, null, null, List.of());
  }

  private static boolean isExact(Quantity quantity) {
    BigDecimal value = quantity.value().stripTrailingZeros();
    return quantity.comparator() == null
        && quantity.unit() != null
        && value.signum() > 0
        && value.precision() - value.scale() <= MOST_DIGITS
        && value.scale() <= MOST_DIGITS;
  }

  /** Returns a treatment whose dose is not decided. */
  public static Treatment of(Agent agent, Route route) {
    return new Treatment(agent, route, null);
  }

  /** Returns agent and route as they are written: {@code ketamine intravenous}. */
  public String agentAndRoute() {
    return agent.code() + " " + route.code();
  }

  /** Returns a builder of a treatment of which nothing else is decided. */
  public static Builder builder(Agent agent, Route route) {
    return new Builder(agent, route);
  }

  /** Builds a treatment. Not thread-safe. */
  public static final class Builder {
    private final Agent agent;
    private final Route route;
    private @Nullable Quantity dose;
    private @Nullable Quantity duration;
    private @Nullable Integer session;
    private @Nullable RecordedTime courseBegan;
    private List<CodeableConcept> indications = List.of();

    private Builder(Agent agent, Route route) {
      this.agent = agent;
      this.route = route;
    }

    /** Sets the dose of one session. */
    public Builder dose(@Nullable Quantity value) {
      dose = value;
      return this;
    }

    /** Sets over how long the dose is infused or injected. */
    public Builder duration(@Nullable Quantity value) {
      duration = value;
      return this;
    }

    /** Sets which session of the course it is, from 1. */
    public Builder session(@Nullable Integer value) {
      session = value;
      return this;
    }

    /** Sets when the course began. */
    public Builder courseBegan(@Nullable RecordedTime value) {
      courseBegan = value;
      return this;
    }

    /** Sets what it is for. */
    public Builder indications(List<CodeableConcept> value) {
      indications = value;
      return this;
    }

    /**
     * Returns the treatment.
     *
     * @throws IllegalArgumentException if a part of it is impossible; the message says what would
     *     be right
     */
    public Treatment build() {
      return new Treatment(agent, route, dose, duration, session, courseBegan, indications);
    }
  }
}
