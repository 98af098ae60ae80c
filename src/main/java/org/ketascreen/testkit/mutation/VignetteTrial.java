package org.ketascreen.testkit.mutation;

import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.TrialScreening;
import org.ketascreen.engine.Engine;
import org.ketascreen.engine.Evaluation.RuleEvaluation;
import org.ketascreen.fact.Truth;
import org.ketascreen.language.Evaluated;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.testkit.Vignette;
import org.ketascreen.testkit.Vignettes;

/**
 * A vignette whose patient is screened again for each mutant. What was read of a variation is
 * forgotten where memory is short, and read again. Thread-safe: one screens at a time.
 */
final class VignetteTrial {

  private final Engine engine;
  private final Rulebase rulebase;
  private final Vignette vignette;
  private final boolean isVariation;
  private @Nullable TrialScreening kept;
  private Reference<TrialScreening> remembered = new SoftReference<>(null);
  private @Nullable Boolean isAllScreened;

  private VignetteTrial(Engine engine, Rulebase rulebase, Vignette vignette, boolean isVariation) {
    this.engine = engine;
    this.rulebase = rulebase;
    this.vignette = vignette;
    this.isVariation = isVariation;
  }

  static VignetteTrial of(Engine engine, Rulebase rulebase, Vignette vignette) {
    return new VignetteTrial(engine, rulebase, vignette, false);
  }

  /** Returns the trials of vignettes, those of their variations last. */
  static List<VignetteTrial> all(Engine engine, Rulebase rulebase, List<Vignette> vignettes) {
    return Stream.concat(
            vignettes.stream().map(each -> of(engine, rulebase, each)),
            vignettes.stream()
                .flatMap(each -> each.variations().stream())
                .map(each -> new VignetteTrial(engine, rulebase, each, true)))
        .toList();
  }

  private TrialScreening screening() {
    TrialScreening screening = kept == null ? remembered.get() : kept;
    if (screening == null) {
      screening = TrialScreening.of(engine, rulebase, vignette.request());
      if (isVariation) {
        remembered = new SoftReference<>(screening);
      } else {
        kept = screening;
      }
    }
    return screening;
  }

  Vignette vignette() {
    return vignette;
  }

  /** Whether there is a trial of the same patient with another code or elsewhere. */
  boolean isVariation() {
    return isVariation;
  }

  /** Whether something is demanded that any rule may change. */
  boolean isAboutAll() {
    return vignette.disposition() != null
        || vignette.findings() != null
        || vignette.missing() != null;
  }

  /** Returns what is not as the vignette demands, by the rules as they are. */
  synchronized List<String> differences() {
    return Vignettes.differences(vignette, screening().report());
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
  synchronized Said said() {
    return Said.of(screening().report());
  }

  /** Whether an expectation is not met any more. */
  synchronized boolean notices(RuleVariant variant) {
    if (!isAsked(variant)) {
      return false;
    }
    RuleEvaluation after = changed(variant);
    return !isAlike(asItIs(variant), after)
        && !Vignettes.differences(vignette, screening().reportWith(after)).isEmpty();
  }

  /** Whether a mutant says something else of the patient than its rule, demanded or not. */
  synchronized boolean tells(RuleVariant variant) {
    if (!isAsked(variant)) {
      return false;
    }
    RuleEvaluation after = changed(variant);
    return !isAlike(asItIs(variant), after)
        && !said().equals(Said.of(screening().reportWith(after)));
  }

  /** Returns what a mutant says otherwise of the patient. */
  synchronized Telling telling(RuleVariant variant) {
    return Telling.of(
        "the patient of " + place() + ", of whom this is not demanded",
        vignette.request(),
        said(),
        Said.of(screening().reportWith(changed(variant))));
  }

  /** Whether the rule or the mutant is asked here: else nothing can tell them apart. */
  private boolean isAsked(RuleVariant variant) {
    return applies(variant.original().rule()) || applies(mutated(variant).rule());
  }

  private boolean applies(Rule rule) {
    ScreeningRequest request = vignette.request();
    return rule.appliesTo(
        request.treatment().agent(),
        request.treatment().route(),
        request.stage(),
        request.jurisdiction());
  }

  private RuleLogic mutated(RuleVariant variant) {
    return variant.on(vignette.request().asOf().day());
  }

  private RuleEvaluation asItIs(RuleVariant variant) {
    return screening().answer(variant.mutant().subject());
  }

  private RuleEvaluation changed(RuleVariant variant) {
    return screening().answer(mutated(variant));
  }

  /** Whether two answers surely lead to the same outcomes and the same disposition. */
  private boolean isAlike(RuleEvaluation before, RuleEvaluation after) {
    Truth truth = truth(before.evaluated());
    boolean fires = truth != null && truth.mayHold() && before.due() == null;
    return truth == truth(after.evaluated())
        && truth(before.due()) == truth(after.due())
        && (truth == null || truth == Truth.FAILS || isAsGrave(before, after))
        && (!fires || mattersAlike(before, after))
        && (isAllScreened() || (isAsGrave(before, after) && readsAlike(before, after)));
  }

  private boolean isAllScreened() {
    Boolean is = isAllScreened;
    if (is == null) {
      is = screening().report().unscreened().isEmpty();
      isAllScreened = is;
    }
    return is;
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
