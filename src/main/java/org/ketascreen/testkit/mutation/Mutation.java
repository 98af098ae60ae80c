package org.ketascreen.testkit.mutation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.ketascreen.testkit.mutation.MutationReport.Result;

/**
 * Changes the rules and value sets of a rulebase one at a time and looks whether a vignette
 * notices. Nothing is compiled for it: sentences are parsed and evaluated as they are when Drools
 * is checked. A vignette that demands an outcome is asked about the rule it demands it of, one that
 * demands a disposition about every rule. Looks through one rulebase once.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class Mutation {

  private final Rulebase rulebase;
  private final MutationOptions options;
  private final Engine engine;
  private final SourceLines source;
  private final Parallel parallel;
  private final List<VignetteTrial> trials;
  private final Map<String, List<VignetteTrial>> byRule = new HashMap<>();
  private final Witnesses witnesses;
  private final ValueSetTrials valueSets;

  private Mutation(Path folder, Rulebase rulebase, MutationOptions options) throws IOException {
    this.rulebase = rulebase;
    this.options = options;
    this.engine = Engine.of(rulebase, null);
    this.source = SourceLines.of(folder, rulebase.rules(), rulebase.valueSets());
    this.parallel = new Parallel(options.threads());
    this.trials =
        parallel.map(
            Vignettes.read(folder).stream().flatMap(Vignette::all).toList(),
            each -> VignetteTrial.of(engine, rulebase, each));
    this.witnesses = new Witnesses(engine, rulebase);
    checkAllAreMet();
    trials.forEach(this::note);
    this.valueSets = new ValueSetTrials(engine, rulebase, trials);
  }

  private void checkAllAreMet() {
    List<Problem> problems = new ArrayList<>();
    for (VignetteTrial trial : trials) {
      for (String each : trial.differences()) {
        String variation = trial.vignette().variation();
        problems.add(
            new Problem(
                trial.place(),
                variation == null ? each : variation + ", " + each,
                "mend it first"));
      }
    }
    if (!problems.isEmpty()) {
      throw new RulebaseException(problems);
    }
  }

  private void note(VignetteTrial trial) {
    Vignette vignette = trial.vignette();
    Set<String> demanded = new TreeSet<>(vignette.outcomes().keySet());
    demanded.addAll(vignette.severities().keySet());
    for (String rule : demanded) {
      byRule.computeIfAbsent(rule, r -> new ArrayList<>()).add(trial);
    }
  }

  /**
   * Returns what became of each usual mutant.
   *
   * @param folder the source of the rulebase
   * @param rulebase the same, compiled
   * @throws RulebaseException if a vignette cannot be read, or is not met by the rules as they are
   * @throws IOException if the folder cannot be read
   */
  public static MutationReport of(Path folder, Rulebase rulebase) throws IOException {
    return of(folder, rulebase, MutationOptions.usual(), Progress.NONE);
  }

  /**
   * Returns what became of each mutant that is asked for.
   *
   * @param folder the source of the rulebase
   * @param rulebase the same, compiled
   * @param progress is told after each mutant
   * @throws IllegalArgumentException if a rule is asked for that is none
   * @throws RulebaseException if a vignette or {@code mutants.yaml} cannot be read, or a vignette
   *     is not met by the rules as they are
   * @throws IOException if the folder cannot be read
   */
  public static MutationReport of(
      Path folder, Rulebase rulebase, MutationOptions options, Progress progress)
      throws IOException {
    checkRules(rulebase, options);
    Meant meant = Meant.read(folder);
    return meant.settle(new Mutation(folder, rulebase, options).results(progress), options);
  }

  private static void checkRules(Rulebase rulebase, MutationOptions options) {
    Set<String> unknown = new TreeSet<>(options.rules());
    rulebase.rules().forEach(each -> unknown.remove(each.id()));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("no rule is " + String.join(", ", unknown));
    }
  }

  private List<Result> results(Progress progress) {
    List<Variant> variants = variants();
    AtomicInteger done = new AtomicInteger();
    return parallel.map(
        variants,
        variant -> {
          Result result = result(variant);
          synchronized (progress) {
            progress.done(done.incrementAndGet(), variants.size());
          }
          return result;
        });
  }

  private List<Variant> variants() {
    List<Variant> variants = new ArrayList<>();
    RuleMutants mutants = new RuleMutants(new Rewriting(Vocabulary.of(rulebase)), source);
    for (RuleLogic logic : engine.rules()) {
      variants.addAll(mutants.of(logic));
    }
    variants.addAll(new CodeMutants(engine.rules(), source).of(rulebase));
    return variants.stream().filter(each -> options.ask(each.mutant())).toList();
  }

  private Result result(Variant variant) {
    return variant instanceof RuleVariant rule
        ? resultOfRule(rule)
        : resultOfValueSet((ValueSetVariant) variant);
  }

  private Result resultOfRule(RuleVariant variant) {
    for (VignetteTrial trial : noticing(variant.original().rule())) {
      if (trial.notices(variant)) {
        return killed(variant, trial);
      }
    }
    Telling telling = witnesses.telling(variant);
    return Result.notNoticed(
        variant.mutant(), telling == null ? tellingVignette(variant) : telling);
  }

  private Result resultOfValueSet(ValueSetVariant variant) {
    ValueSetTrials.Changed changed = valueSets.with(variant);
    VignetteTrial noticing = changed.noticing();
    return noticing == null
        ? Result.notNoticed(variant.mutant(), changed.telling())
        : killed(variant, noticing);
  }

  private static Result killed(Variant variant, VignetteTrial trial) {
    return Result.killed(variant.mutant(), trial.words());
  }

  /** Returns the vignettes to whose expectations a rule can matter, those about it first. */
  private Set<VignetteTrial> noticing(Rule rule) {
    Set<VignetteTrial> noticing = new LinkedHashSet<>(byRule.getOrDefault(rule.id(), List.of()));
    rule.subsumes().forEach(each -> noticing.addAll(byRule.getOrDefault(each, List.of())));
    trials.stream().filter(each -> isAboutAll(each.vignette())).forEach(noticing::add);
    return noticing;
  }

  private static boolean isAboutAll(Vignette vignette) {
    return vignette.disposition() != null
        || vignette.findings() != null
        || vignette.missing() != null;
  }

  /** Returns a vignette whose patient is screened otherwise, though it does not demand the rule. */
  private @Nullable Telling tellingVignette(RuleVariant variant) {
    return trials.stream()
        .filter(each -> each.tells(variant))
        .map(each -> each.telling(variant))
        .findFirst()
        .orElse(null);
  }
}
