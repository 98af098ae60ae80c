package org.ketascreen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ketascreen.engine.Evaluation;
import org.ketascreen.engine.Evaluation.RuleEvaluation;
import org.ketascreen.engine.Subsumption;
import org.ketascreen.language.Evaluated;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Treatment;

/** What became of each rule. */
final class Outcomes {

  private final List<RuleEvaluation> firing = new ArrayList<>();
  private final Map<String, List<Finding.Evidence>> evidence = new HashMap<>();

  /** For each rule that others make superfluous, those. */
  private final Map<String, List<String>> subsuming = new HashMap<>();

  private final ScreeningRequest request;

  Outcomes(Evaluation evaluation, ScreeningRequest request) {
    this.request = request;
    for (RuleEvaluation each : evaluation.rules()) {
      if (fires(each)) {
        firing.add(each);
        evidence.put(each.logic().rule().id(), Evidences.of(evaluated(each)));
      }
    }
    for (RuleEvaluation each : firing) {
      subsuming.put(each.logic().rule().id(), new ArrayList<>());
    }
    firing.forEach(this::noteSubsumed);
    subsuming.values().forEach(ids -> ids.sort(null));
  }

  private void noteSubsumed(RuleEvaluation stricter) {
    for (RuleEvaluation milder : firing) {
      if (stricter.logic().rule().subsumes().contains(milder.logic().rule().id())
          && subsumes(stricter, milder)) {
        subsuming(milder).add(stricter.logic().rule().id());
      }
    }
  }

  /** Returns what speaks for a rule that fires. */
  List<Finding.Evidence> evidence(String rule) {
    return Objects.requireNonNull(evidence.get(rule));
  }

  private static boolean fires(RuleEvaluation rule) {
    return rule.evaluated() != null
        && rule.logic().rule().ask() == null
        && rule.evaluated().truth().mayHold();
  }

  Outcome of(RuleEvaluation rule) {
    Evaluated evaluated = rule.evaluated();
    if (evaluated == null) {
      return Outcome.NOT_APPLICABLE;
    }
    if (rule.isAnswered()) {
      return Outcome.CLEAR;
    }
    return switch (evaluated.truth()) {
      case HOLDS, POSSIBLE -> subsuming(rule).isEmpty() ? Outcome.FIRED : Outcome.SUBSUMED;
      case UNKNOWN -> Outcome.NOT_EVALUABLE;
      case FAILS -> Outcome.CLEAR;
    };
  }

  /** Returns the rules that make a rule superfluous. */
  private List<String> subsuming(RuleEvaluation rule) {
    return subsuming.getOrDefault(rule.logic().rule().id(), List.of());
  }

  private boolean subsumes(RuleEvaluation stricter, RuleEvaluation milder) {
    Rule rule = stricter.logic().rule();
    return Subsumption.subsumes(rule, evaluated(stricter), milder.logic().rule(), evaluated(milder))
        && override(rule.id()) == null;
  }

  private static Evaluated evaluated(RuleEvaluation rule) {
    return Objects.requireNonNull(rule.evaluated());
  }

  /** Returns the decision that counts for a rule that fires, or {@code null}. */
  @Nullable FindingOverride override(String rule) {
    if (request.overrides().isEmpty()) {
      return null;
    }
    String digest = evidenceDigest(rule);
    return request.overrides().stream()
        .filter(each -> each.counts(rule, digest, request.asOf()))
        .max(
            Comparator.comparing((FindingOverride each) -> each.at().toInstant())
                .thenComparing(FindingOverride::toString))
        .orElse(null);
  }

  /** Returns what decided a rule that did not fire: its sentences, or why it was not asked. */
  List<String> deciding(RuleEvaluation each) {
    return deciding(each, of(each));
  }

  /** Returns the same of a rule whose outcome is known. */
  List<String> deciding(RuleEvaluation each, Outcome outcome) {
    return switch (outcome) {
      case FIRED -> List.of();
      case SUBSUMED -> subsuming(each).stream().map(rule -> "subsumed by " + rule).toList();
      case CLEAR, NOT_EVALUABLE ->
          each.isAnswered() ? List.of(isThere(each.logic().rule())) : each.deciding();
      case NOT_APPLICABLE -> List.of(notAsked(each.logic().rule()));
    };
  }

  private static String isThere(Rule rule) {
    return "there is a usable \"" + Objects.requireNonNull(rule.ask()).observation() + "\"";
  }

  private String notAsked(Rule rule) {
    if (!rule.stages().contains(request.stage())) {
      return "not asked at stage " + request.stage().code();
    }
    Treatment treatment = request.treatment();
    return rule.isAbout(treatment.agent(), treatment.route())
        ? "not asked in jurisdiction " + request.jurisdiction()
        : "not asked for " + treatment.agentAndRoute();
  }

  /** Returns the decisions that count for what fires now, or will, or did. */
  List<FindingOverride> overridesOfWhatFires() {
    return request.overrides().stream()
        .filter(
            each ->
                evidence.containsKey(each.rule())
                    && evidenceDigest(each.rule()).equals(each.evidenceDigest()))
        .toList();
  }

  private String evidenceDigest(String rule) {
    return RequestDigest.of(evidence(rule));
  }
}
