package org.ketascreen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.engine.Evaluation;
import org.ketascreen.engine.Evaluation.RuleEvaluation;
import org.ketascreen.fact.Truth;
import org.ketascreen.language.Evaluated;
import org.ketascreen.rulebase.Rule;

/** What became of each rule. */
final class Outcomes {

  private final List<RuleEvaluation> firing = new ArrayList<>();
  private final Map<String, List<Finding.Evidence>> evidence = new HashMap<>();
  private final ScreeningRequest request;

  Outcomes(Evaluation evaluation, ScreeningRequest request) {
    this.request = request;
    for (RuleEvaluation each : evaluation.rules()) {
      if (fires(each)) {
        firing.add(each);
        evidence.put(
            each.logic().rule().id(), Evidences.of(Objects.requireNonNull(each.evaluated())));
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

  /** Returns the rules that make a rule that fires superfluous. */
  List<String> subsuming(RuleEvaluation rule) {
    String id = rule.logic().rule().id();
    return firing.stream()
        .filter(other -> other.logic().rule().subsumes().contains(id))
        .filter(other -> subsumes(other, rule))
        .map(other -> other.logic().rule().id())
        .sorted()
        .toList();
  }

  private boolean subsumes(RuleEvaluation stricter, RuleEvaluation milder) {
    if (!fires(stricter) || !fires(milder)) {
      return false;
    }
    Rule rule = stricter.logic().rule();
    return truth(stricter).compareTo(truth(milder)) >= 0
        && override(rule.id()) == null
        && references(rule.id()).containsAll(references(milder.logic().rule().id()));
  }

  private static Truth truth(RuleEvaluation rule) {
    return Objects.requireNonNull(rule.evaluated()).truth();
  }

  private Set<String> references(String rule) {
    Set<String> references = new HashSet<>();
    evidence(rule).forEach(each -> references.add(each.reference()));
    return references;
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
    return switch (of(each)) {
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
    boolean treatmentIsMeant =
        rule.applies().isEmpty()
            || rule.applies().stream()
                .anyMatch(
                    each -> each.covers(request.treatment().agent(), request.treatment().route()));
    return treatmentIsMeant
        ? "not asked in jurisdiction " + request.jurisdiction()
        : "not asked for "
            + request.treatment().agent().code()
            + " "
            + request.treatment().route().code();
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
