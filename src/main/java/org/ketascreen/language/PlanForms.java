package org.ketascreen.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ketascreen.fact.Answer;
import org.ketascreen.fact.Facts;
import org.ketascreen.fact.Plan;

/** Sentences about the treatment that is planned. */
final class PlanForms {

  private static final Need DOSE = new Need("planned dose", null, null, "Which dose is planned?");

  private static final Need WEIGHT = new Need(Plan.WEIGHT, null, null, null);

  private PlanForms() {}

  static List<Form<?>> forms() {
    return List.of(
        plan(
            "the planned dose is above {quantity} per kg of actual weight",
            (p, a) -> p.doseIsAbovePerKg(a.limit(), a.unit()),
            "doseIsAbovePerKg( {quantity} )",
            PlanForms::doseAndWeight));
  }

  private static List<Need> doseAndWeight(Facts facts) {
    List<Need> needs = new ArrayList<>();
    if (!facts.plan().hasDose()) {
      needs.add(DOSE);
    }
    if (!facts.plan().hasWeight() || needs.isEmpty()) {
      needs.add(WEIGHT);
    }
    return needs;
  }

  private static Form<Answer> plan(
      String template,
      BiFunction<Plan, Args, Answer> question,
      String drl,
      Function<Facts, List<Need>> needed) {
    return Forms.alone(
        template,
        Single.Kind.PLAN,
        "Plan",
        (f, a) -> question.apply(f.plan(), a),
        drl,
        needed,
        v -> Set.of(Plan.WEIGHT),
        (scene, args, qualified) -> List.of());
  }
}
