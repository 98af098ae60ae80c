package org.ketascreen.testkit.mutation;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ketascreen.ScreeningReport;
import org.ketascreen.TrialScreening;
import org.ketascreen.engine.Engine;
import org.ketascreen.engine.Evaluation.RuleEvaluation;
import org.ketascreen.fact.Truth;
import org.ketascreen.language.Evaluated;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.testkit.Vignette;
import org.ketascreen.testkit.Vignettes;

/**
 * A vignette whose patient is screened again for each mutant. Thread-safe: one screens at a time.
 */
final class VignetteTrial {

  private final Vignette vignette;
  private final TrialScreening screening;
  private final Said said;
  private final List<String> differences;
  private final boolean isAllScreened;

  private VignetteTrial(Vignette vignette, TrialScreening screening) {
    this.vignette = vignette;
    this.screening = screening;
    ScreeningReport report = screening.report();
    this.said = Said.of(report);
    this.differences = Vignettes.differences(vignette, report);
    this.isAllScreened = report.unscreened().isEmpty();
  }

  static VignetteTrial of(Engine engine, Rulebase rulebase, Vignette vignette) {
    return new VignetteTrial(vignette, TrialScreening.of(engine, rulebase, vignette.request()));
  }

  Vignette vignette() {
    return vignette;
  }

  /** Returns what is not as the vignette demands, by the rules as they are. */
  List<String> differences() {
    return differences;
  }

  String place() {
    return vignette.file() + ":" + vignette.line();
  }

  /** Returns where it stands, and what is special about the patient. */
  String words() {
    return place()
        + ": "
        + vignette.name()
        + (vignette.variation() == null ? "" : ", " + vignette.variation());
  }

  /** Returns what the rules as they are say. */
  Said said() {
    return said;
  }

  /** Whether an expectation is not met any more. */
  synchronized boolean notices(RuleVariant variant) {
    RuleEvaluation after = changed(variant);
    return !isAlike(asItIs(variant), after)
        && !Vignettes.differences(vignette, screening.reportWith(after)).isEmpty();
  }

  /** Whether a mutant says something else of the patient than its rule, demanded or not. */
  synchronized boolean tells(RuleVariant variant) {
    RuleEvaluation after = changed(variant);
    return !isAlike(asItIs(variant), after) && !said.equals(Said.of(screening.reportWith(after)));
  }

  /** Returns what a mutant says otherwise of the patient. */
  synchronized Telling telling(RuleVariant variant) {
    return Telling.of(
        "the patient of " + place() + ", of whom this is not demanded",
        vignette.request(),
        said,
        Said.of(screening.reportWith(changed(variant))));
  }

  private RuleEvaluation asItIs(RuleVariant variant) {
    return screening.answer(variant.mutant().subject());
  }

  private RuleEvaluation changed(RuleVariant variant) {
    return screening.answer(variant.on(vignette.request().asOf().day()));
  }

  /** Whether two answers surely lead to the same outcomes and the same disposition. */
  private boolean isAlike(RuleEvaluation before, RuleEvaluation after) {
    Truth truth = truth(before.evaluated());
    boolean fires = truth != null && truth.mayHold() && before.due() == null;
    return truth == truth(after.evaluated())
        && truth(before.due()) == truth(after.due())
        && (truth == null || truth == Truth.FAILS || isAsGrave(before, after))
        && (!fires || mattersAlike(before, after))
        && (isAllScreened || (isAsGrave(before, after) && readsAlike(before, after)));
  }

  private static boolean isAsGrave(RuleEvaluation before, RuleEvaluation after) {
    return before.logic().rule().severity() == after.logic().rule().severity();
  }

  /** What could not be screened bears on a report where a rule may read it. */
  private static boolean readsAlike(RuleEvaluation before, RuleEvaluation after) {
    return before.applies() == after.applies()
        && before.logic().reads().equals(after.logic().reads());
  }

  /** Whether two answers that fire have the same evidence, and make the same rules superfluous. */
  private static boolean mattersAlike(RuleEvaluation before, RuleEvaluation after) {
    return before.logic().rule().subsumes().equals(after.logic().rule().subsumes())
        && references(before).equals(references(after));
  }

  private static Set<String> references(RuleEvaluation fired) {
    return Objects.requireNonNull(fired.evaluated()).deciding().stream()
        .flatMap(each -> each.considered().stream())
        .filter(each -> each.verdict().truth().mayHold())
        .map(each -> each.evidence().reference())
        .collect(Collectors.toSet());
  }

  private static @Nullable Truth truth(@Nullable Evaluated evaluated) {
    return evaluated == null ? null : evaluated.truth();
  }
}
