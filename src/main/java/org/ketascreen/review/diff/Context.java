package org.ketascreen.review.diff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.WitnessPatient;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Stage;

/** What decides which rules are asked. */
record Context(Agent agent, Route route, Stage stage, String jurisdiction) {

  /** Returns all there are, the usual ones first. */
  static List<Context> all(Collection<String> jurisdictions) {
    Set<String> ordered = new LinkedHashSet<>(List.of(Rule.ANY_JURISDICTION));
    ordered.addAll(new TreeSet<>(jurisdictions));
    List<Context> all = new ArrayList<>();
    for (String jurisdiction : ordered) {
      for (Stage stage : Stage.values()) {
        all.add(new Context(Agent.ESKETAMINE, Route.INTRANASAL, stage, jurisdiction));
        all.add(new Context(Agent.KETAMINE, Route.INTRAVENOUS, stage, jurisdiction));
        for (Agent agent : Agent.values()) {
          Arrays.stream(Route.values())
              .map(route -> new Context(agent, route, stage, jurisdiction))
              .filter(each -> !all.contains(each))
              .forEach(all::add);
        }
      }
    }
    return List.copyOf(all);
  }

  /** Returns the first of them that meets a condition, or none. */
  static List<Context> first(List<Context> all, Predicate<Context> wanted) {
    return all.stream().filter(wanted).limit(1).toList();
  }

  /** Whether a rule is asked in it; {@code null} never is. */
  boolean asks(@Nullable RuleLogic logic) {
    return logic != null && logic.rule().appliesTo(agent, route, stage, jurisdiction);
  }

  ScreeningRequest request(WitnessPatient patient) {
    return ScreeningRequest.builder(patient.record(), patient.plan(), Version.NOW)
        .stage(stage)
        .jurisdiction(jurisdiction)
        .build();
  }

  /** Returns it in words. */
  @Override
  public String toString() {
    return agent.code()
        + " "
        + route.code()
        + " at "
        + stage.code()
        + (jurisdiction.equals(Rule.ANY_JURISDICTION) ? "" : " by the rules of " + jurisdiction);
  }
}
