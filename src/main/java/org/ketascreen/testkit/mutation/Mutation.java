package org.ketascreen.testkit.mutation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.engine.Engine;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Vocabulary;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.testkit.Vignette;
import org.ketascreen.testkit.Vignettes;
import org.ketascreen.testkit.mutation.MutationReport.Fate;
import org.ketascreen.testkit.mutation.MutationReport.Result;

/**
 * Changes the rules of a rulebase one at a time and looks whether a vignette notices. Nothing is
 * compiled for it: sentences are parsed and evaluated as they are when Drools is checked. Not
 * thread-safe: looks through one rulebase once.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class Mutation {

  private final Engine engine;
  private final NumberMutants mutants;
  private final Witnesses witnesses;
  private final Map<String, List<VignetteTrial>> byRule = new HashMap<>();
  private final List<VignetteTrial> trials = new ArrayList<>();

  private Mutation(Rulebase rulebase, List<Vignette> vignettes) {
    this.engine = Engine.of(rulebase, null);
    this.witnesses = new Witnesses(engine);
    this.mutants = new NumberMutants(new Rewriting(Vocabulary.of(rulebase)));
    List<Problem> problems = new ArrayList<>();
    for (Vignette vignette : vignettes) {
      VignetteTrial trial = VignetteTrial.of(engine, rulebase, vignette);
      trials.add(trial);
      trial
          .differences()
          .forEach(each -> problems.add(new Problem(trial.place(), each, "mend it first")));
      vignette
          .outcomes()
          .keySet()
          .forEach(rule -> byRule.computeIfAbsent(rule, r -> new ArrayList<>()).add(trial));
    }
    if (!problems.isEmpty()) {
      throw new RulebaseException(problems);
    }
  }

  /**
   * Returns what became of each mutant.
   *
   * @param folder the source of the rulebase
   * @param rulebase the same, compiled
   * @throws RulebaseException if a vignette cannot be read, or is not met by the rules as they are
   * @throws IOException if the folder cannot be read
   */
  public static MutationReport of(Path folder, Rulebase rulebase) throws IOException {
    return new Mutation(rulebase, Vignettes.read(folder)).report();
  }

  private MutationReport report() {
    List<Result> results = new ArrayList<>();
    for (RuleLogic logic : engine.rules()) {
      Set<VignetteTrial> noticing = noticing(logic.rule());
      for (Variant variant : mutants.of(logic)) {
        results.add(result(variant, noticing));
      }
    }
    return new MutationReport(results);
  }

  /** Returns the vignettes to whose expectations a rule can matter, those about it first. */
  private Set<VignetteTrial> noticing(Rule rule) {
    Set<VignetteTrial> noticing = new LinkedHashSet<>(byRule.getOrDefault(rule.id(), List.of()));
    rule.subsumes().forEach(each -> noticing.addAll(byRule.getOrDefault(each, List.of())));
    trials.stream().filter(each -> each.vignette().disposition() != null).forEach(noticing::add);
    return noticing;
  }

  private Result result(Variant variant, Set<VignetteTrial> noticing) {
    for (VignetteTrial trial : noticing) {
      if (trial.notices(variant)) {
        return new Result(
            variant.mutant(), Fate.KILLED, trial.place() + ": " + trial.vignette().name(), null);
      }
    }
    @Nullable String patient = witnesses.telling(variant);
    if (patient == null) {
      patient = tellingVignette(variant);
    }
    return new Result(
        variant.mutant(), patient == null ? Fate.EQUIVALENT : Fate.SURVIVED, null, patient);
  }

  /** Returns a vignette whose patient is screened otherwise, though it does not demand the rule. */
  private @Nullable String tellingVignette(Variant variant) {
    return trials.stream()
        .filter(each -> each.tells(variant))
        .map(each -> "the patient of " + each.place() + ", of whom this rule is not demanded")
        .findFirst()
        .orElse(null);
  }
}
