package org.ketascreen.testkit.coverage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.TrialScreening;
import org.ketascreen.engine.Engine;
import org.ketascreen.engine.Evaluation.RuleEvaluation;
import org.ketascreen.fact.Evidence;
import org.ketascreen.fact.Support;
import org.ketascreen.fact.Truth;
import org.ketascreen.language.Evaluated;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.rulebase.Applicability;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.terminology.MatchedBy;
import org.ketascreen.testkit.Vignettes;

/** Notes what a screening shows. Not thread-safe. */
final class Recorder {

  private final Rulebase rulebase;
  private final Engine engine;
  private final Goals goals;
  private final Map<String, Optional<RuleLogic>> moved = new HashMap<>();

  Recorder(Rulebase rulebase, Engine engine, Goals goals) {
    this.rulebase = rulebase;
    this.engine = engine;
    this.goals = goals;
  }

  static String word(Truth truth) {
    return truth.name().toLowerCase(Locale.ROOT);
  }

  /** Returns a screening, to be noted. */
  TrialScreening screened(ScreeningRequest request) {
    return TrialScreening.of(engine, rulebase, request);
  }

  /** Notes what a screening shows of these rules. */
  void note(ScreeningRequest request, List<RuleLogic> rules, Map<String, Integer> hits) {
    TrialScreening screening = screened(request);
    hit(hits, Goals.SCREENINGS);
    hit(hits, Goals.request("stage", request.stage().code()));
    hit(hits, Goals.request("jurisdiction", request.jurisdiction()));
    hit(hits, Goals.request("treatment", request.treatment().agentAndRoute()));
    Map<String, String> outcomes = Vignettes.outcomes(screening.report());
    for (RuleLogic logic : rules) {
      String rule = logic.rule().id();
      hit(hits, Goals.outcome(rule, String.valueOf(outcomes.get(rule))));
      note(request, screening, rule, hits);
    }
  }

  /** Notes what a screening shows of a rule, but for its outcome. */
  void note(
      ScreeningRequest request, TrialScreening screening, String id, Map<String, Integer> hits) {
    RuleEvaluation answer = screening.answer(id);
    Evaluated whole = answer.evaluated();
    if (whole != null) {
      noteScope(request, answer.logic().rule(), hits);
      noteSentences(answer, whole, hits);
      noteLimits(request.asOf().day(), screening, id, hits);
    }
  }

  private static void noteScope(ScreeningRequest request, Rule rule, Map<String, Integer> hits) {
    hit(hits, Goals.scope(rule.id(), "stage " + request.stage().code()));
    hit(hits, Goals.scope(rule.id(), "jurisdiction " + request.jurisdiction()));
    for (Applicability each : rule.applies()) {
      if (each.covers(request.treatment().agent(), request.treatment().route())) {
        hit(hits, Goals.scope(rule.id(), "treatment " + each.written()));
      }
    }
  }

  private static void noteSentences(
      RuleEvaluation answer, Evaluated whole, Map<String, Integer> hits) {
    String rule = answer.logic().rule().id();
    List<Evaluated> leaves = Leaves.of(whole);
    List<Truth> truths = leaves.stream().map(Evaluated::truth).toList();
    List<Integer> deciding = new ArrayList<>();
    for (int i = 0; i < truths.size(); i++) {
      if (decides(answer, whole, truths, i)) {
        deciding.add(i);
      }
    }
    for (int i = 0; i < truths.size(); i++) {
      Truth truth = truths.get(i);
      hit(hits, Goals.seen(rule, i, truth));
      if (deciding.contains(i)) {
        hit(hits, Goals.deciding(rule, i, truth));
      } else {
        noteMasks(answer, whole, truths, i, hits);
      }
      leaves.get(i).considered().forEach(each -> noteCode(each, hits));
    }
  }

  /** Notes each other sentence without which this one could change the outcome. */
  private static void noteMasks(
      RuleEvaluation answer,
      Evaluated whole,
      List<Truth> truths,
      int sentence,
      Map<String, Integer> hits) {
    String rule = answer.logic().rule().id();
    if (hits.containsKey(Goals.deciding(rule, sentence, truths.get(sentence)))) {
      return;
    }
    List<Truth> changed = new ArrayList<>(truths);
    for (int by = 0; by < truths.size(); by++) {
      if (by != sentence) {
        for (Truth other : Truth.values()) {
          changed.set(by, other);
          if (decides(answer, whole, changed, sentence)) {
            hit(hits, Goals.masked(rule, sentence, truths.get(sentence), by, truths.get(by)));
            break;
          }
        }
        changed.set(by, truths.get(by));
      }
    }
  }

  /** Whether another truth of this sentence alone would change the outcome of the rule. */
  private static boolean decides(
      RuleEvaluation answer, Evaluated whole, List<Truth> truths, int sentence) {
    String outcome =
        outcome(Leaves.truth(whole.sentence(), truths.iterator()), answer.isAnswered());
    List<Truth> changed = new ArrayList<>(truths);
    for (Truth other : Truth.values()) {
      changed.set(sentence, other);
      Truth truth = Leaves.truth(whole.sentence(), changed.iterator());
      if (!outcome(truth, answer.isAnswered()).equals(outcome)) {
        return true;
      }
    }
    return false;
  }

  private static String outcome(Truth truth, boolean isAnswered) {
    return switch (truth) {
      case HOLDS -> isAnswered ? "clear" : "fired";
      case POSSIBLE -> isAnswered ? "clear" : "possible";
      case UNKNOWN -> "not-evaluable";
      case FAILS -> "clear";
    };
  }

  private static void noteCode(Support support, Map<String, Integer> hits) {
    Evidence evidence = support.evidence();
    if (evidence.matchedBy() == MatchedBy.CODE
        && evidence.coding() != null
        && evidence.coding().system() != null) {
      hit(hits, Goals.code(evidence.concept(), evidence.coding().system()));
    }
  }

  private void noteLimits(
      LocalDate day, TrialScreening screening, String rule, Map<String, Integer> hits) {
    List<Limits.Limit> limits = goals.limits(rule);
    for (int i = 0; i < limits.size(); i++) {
      for (Limits.Point point : limits.get(i).points()) {
        String key = Goals.limit(rule, i, point);
        if (!hits.containsKey(key) && isAt(limits.get(i), point, rule + "|" + i, day, screening)) {
          hit(hits, key);
        }
      }
    }
  }

  private boolean isAt(
      Limits.Limit limit, Limits.Point point, String key, LocalDate day, TrialScreening screening) {
    Truth before = said(limit, point.from(), key, day, screening);
    Truth after = said(limit, point.from() + 1, key, day, screening);
    return before != null && after != null && before != after;
  }

  private @Nullable Truth said(
      Limits.Limit limit, int steps, String key, LocalDate day, TrialScreening screening) {
    return moved
        .computeIfAbsent(
            key + "|" + steps + "|" + day, each -> Optional.ofNullable(limit.moved(steps, day)))
        .map(screening::answer)
        .map(limit::said)
        .orElse(null);
  }

  private static void hit(Map<String, Integer> hits, String key) {
    hits.merge(key, 1, Integer::sum);
  }
}
