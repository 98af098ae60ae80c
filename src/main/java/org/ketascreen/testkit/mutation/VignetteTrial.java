package org.ketascreen.testkit.mutation;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ketascreen.TrialScreening;
import org.ketascreen.engine.Engine;
import org.ketascreen.engine.Evaluation.RuleEvaluation;
import org.ketascreen.fact.Truth;
import org.ketascreen.language.Evaluated;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.testkit.Vignette;
import org.ketascreen.testkit.Vignettes;

/** A vignette whose patient is screened again for each mutant. Not thread-safe. */
record VignetteTrial(Vignette vignette, TrialScreening screening) {

  static VignetteTrial of(Engine engine, Rulebase rulebase, Vignette vignette) {
    return new VignetteTrial(vignette, TrialScreening.of(engine, rulebase, vignette.request()));
  }

  /** Returns what is not as the vignette demands, by the rules as they are. */
  List<String> differences() {
    return Vignettes.differences(vignette, screening.report());
  }

  String place() {
    return vignette.file() + ":" + vignette.line();
  }

  /** Whether an expectation is not met any more. */
  boolean notices(Variant variant) {
    RuleEvaluation after = changed(variant);
    return !isAlike(asItIs(variant), after)
        && !Vignettes.differences(vignette, screening.reportWith(after)).isEmpty();
  }

  /** Whether a mutant says something else of the patient than its rule, demanded or not. */
  boolean tells(Variant variant) {
    RuleEvaluation before = asItIs(variant);
    RuleEvaluation after = changed(variant);
    return truth(before.evaluated()) != truth(after.evaluated())
        || truth(before.due()) != truth(after.due());
  }

  private RuleEvaluation asItIs(Variant variant) {
    return screening.answer(variant.mutant().rule());
  }

  private RuleEvaluation changed(Variant variant) {
    return screening.answer(variant.on(vignette.request().asOf().day()));
  }

  /**
   * Whether two answers surely lead to the same outcomes; what fires may differ in its evidence.
   */
  private static boolean isAlike(RuleEvaluation before, RuleEvaluation after) {
    Truth truth = truth(before.evaluated());
    return truth == truth(after.evaluated())
        && truth(before.due()) == truth(after.due())
        && (truth == null || !truth.mayHold() || before.due() != null)
        && Objects.equals(before.logic().rule().severity(), after.logic().rule().severity());
  }

  private static @Nullable Truth truth(@Nullable Evaluated evaluated) {
    return evaluated == null ? null : evaluated.truth();
  }
}
