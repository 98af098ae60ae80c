package org.ketascreen.testkit.coverage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.TrialScreening;
import org.ketascreen.engine.Engine;
import org.ketascreen.fact.Truth;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Sentence;
import org.ketascreen.rulebase.Applicability;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.testkit.VignetteWriter;
import org.ketascreen.testkit.Vignettes;

/** Makes a report of what was counted. Lives for one report. */
final class Reporting {

  private final Rulebase rulebase;
  private final Engine engine;
  private final Goals goals;
  private final Recorder recorder;
  private final Map<String, Integer> hits;

  Reporting(
      Rulebase rulebase, Engine engine, Goals goals, Recorder recorder, Map<String, Integer> hits) {
    this.rulebase = rulebase;
    this.engine = engine;
    this.goals = goals;
    this.recorder = recorder;
    this.hits = hits;
  }

  CoverageReport report(List<RuleLogic> asked) {
    Map<String, List<Goal>> byRule =
        goals.all().stream().collect(Collectors.groupingBy(Goal::rule));
    List<CoverageReport.Result> results = new ArrayList<>();
    List<CoverageReport.RuleLines> rules = new ArrayList<>();
    for (RuleLogic logic : asked) {
      List<Goal> its = byRule.getOrDefault(logic.rule().id(), List.of());
      results.addAll(results(logic, its));
      rules.add(lines(logic));
    }
    return new CoverageReport(
        rulebase.coordinates(), hits.getOrDefault(Goals.SCREENINGS, 0), results, rules);
  }

  private List<CoverageReport.Result> results(RuleLogic logic, List<Goal> its) {
    List<Goal> open = its.stream().filter(each -> !hits.containsKey(each.key())).toList();
    Map<String, String> drafts = open.isEmpty() ? Map.of() : drafts(logic, open);
    return its.stream()
        .map(
            each ->
                open.contains(each)
                    ? new CoverageReport.Result(
                        each, 0, reason(logic, each), drafts.get(each.key()))
                    : new CoverageReport.Result(each, hits.getOrDefault(each.key(), 0), null, null))
        .toList();
  }

  /** Returns for each of these goals the first draft that reaches it. */
  private Map<String, String> drafts(RuleLogic logic, List<Goal> open) {
    Map<String, String> drafts = new HashMap<>();
    boolean isOutcomeOpen = open.stream().anyMatch(each -> each.key().startsWith("outcome|"));
    Iterator<ScreeningRequest> candidates =
        new Candidates(rulebase, engine, logic).of(limits(logic.rule(), open)).iterator();
    while (drafts.size() < open.size() && candidates.hasNext()) {
      ScreeningRequest request = candidates.next();
      Map<String, Integer> shown = shown(logic.rule(), request, isOutcomeOpen);
      if (open.stream().anyMatch(each -> isDraft(each, shown, drafts))
          && VignetteWriter.canWrite(request)) {
        open.stream()
            .filter(each -> isDraft(each, shown, drafts))
            .forEach(each -> drafts.put(each.key(), draft(each, request)));
      }
    }
    return drafts;
  }

  private List<Limits.Limit> limits(Rule rule, List<Goal> open) {
    List<Limits.Limit> all = goals.limits(rule.id());
    return all.stream()
        .filter(
            limit ->
                open.stream()
                    .anyMatch(
                        goal ->
                            goal.measure() == Measure.BOUNDARIES && goal.line() == limit.line()))
        .toList();
  }

  private Map<String, Integer> shown(Rule rule, ScreeningRequest request, boolean withOutcome) {
    Map<String, Integer> shown = new HashMap<>();
    TrialScreening screening = recorder.screened(request);
    recorder.note(request, screening, rule.id(), shown);
    if (withOutcome) {
      String outcome = String.valueOf(Vignettes.outcomes(screening.report()).get(rule.id()));
      shown.put(Goals.outcome(rule.id(), outcome), 1);
    }
    return shown;
  }

  private static boolean isDraft(
      Goal goal, Map<String, Integer> shown, Map<String, String> drafts) {
    return shown.containsKey(goal.key()) && !drafts.containsKey(goal.key());
  }

  private static String draft(Goal goal, ScreeningRequest request) {
    String sentence = goal.sentence() < 0 ? "" : " sentence " + (goal.sentence() + 1);
    return VignetteWriter.write(
        goal.rule() + sentence + ", " + goal.what(),
        request,
        Map.of(goal.rule(), VignetteWriter.TODO));
  }

  private static CoverageReport.RuleLines lines(RuleLogic logic) {
    Rule rule = logic.rule();
    List<CoverageReport.SentenceLine> lines = new ArrayList<>();
    List<Sentence> leaves = Leaves.of(logic);
    for (int i = 0; i < leaves.size(); i++) {
      lines.add(new CoverageReport.SentenceLine(i, Leaves.line(rule, i), leaves.get(i).text()));
    }
    return new CoverageReport.RuleLines(rule.id(), rule.title(), rule.file(), rule.line(), lines);
  }

  private String reason(RuleLogic logic, Goal goal) {
    Rule rule = logic.rule();
    int asked = seen(rule.id(), 0);
    if (asked == 0) {
      return "never asked: " + notAsked(rule);
    }
    return switch (goal.measure()) {
      case SENTENCES, MISSING -> goal.sentence() < 0 ? given(asked) : sentence(logic, goal, asked);
      case RULES -> given(asked);
      case BOUNDARIES -> boundary(rule, goal, asked);
      case CODES -> "no entry of " + screenings(asked) + " was in it by such a code";
      case SCOPE -> "none of " + screenings(asked) + " was there";
    };
  }

  private static String given(int asked) {
    return "none of " + screenings(asked) + " gave it";
  }

  static String screenings(int n) {
    return n + (n == 1 ? " screening" : " screenings");
  }

  private String notAsked(Rule rule) {
    List<String> stages = rule.stages().stream().map(each -> each.code()).toList();
    if (stages.stream().noneMatch(each -> hits.containsKey(Goals.request("stage", each)))) {
      return "no screening at stage " + String.join(" or ", stages);
    }
    boolean isTreated =
        rule.applies().isEmpty()
            || rule.applies().stream().map(Applicability::written).anyMatch(this::isTreatment);
    if (!isTreated) {
      return "no screening for "
          + rule.applies().stream().map(Applicability::written).collect(Collectors.joining(" or "));
    }
    boolean isFollowed =
        Stream.concat(rule.jurisdictions().stream(), Stream.of(Rule.ANY_JURISDICTION))
            .anyMatch(each -> hits.containsKey(Goals.request("jurisdiction", each)));
    return isFollowed || rule.jurisdictions().isEmpty()
        ? "no screening is of its stage, treatment and jurisdiction at once"
        : "no screening in jurisdiction " + String.join(" or ", rule.jurisdictions());
  }

  private boolean isTreatment(String written) {
    String key = Goals.request("treatment", written);
    return hits.keySet().stream().anyMatch(each -> each.equals(key) || each.startsWith(key + " "));
  }

  private int seen(String rule, int sentence) {
    int all = 0;
    for (Truth truth : Truth.values()) {
      all += seen(rule, sentence, truth);
    }
    return all;
  }

  private int seen(String rule, int sentence, Truth truth) {
    return hits.getOrDefault(Goals.seen(rule, sentence, truth), 0);
  }

  private String sentence(RuleLogic logic, Goal goal, int asked) {
    Rule rule = logic.rule();
    for (Truth truth : Truth.values()) {
      if (goal.key().equals(Goals.deciding(rule.id(), goal.sentence(), truth))) {
        int seen = seen(rule.id(), goal.sentence(), truth);
        return seen > 0
            ? masked(logic, goal.sentence(), truth, seen)
            : unseen(rule, goal.sentence(), truth, asked);
      }
    }
    throw new IllegalArgumentException(goal.key());
  }

  private String unseen(Rule rule, int sentence, Truth truth, int asked) {
    if (truth == Truth.UNKNOWN) {
      return "each of " + screenings(asked) + " had the data";
    }
    return seen(rule.id(), sentence, Truth.UNKNOWN) == asked
        ? "no screening had the data"
        : "it " + verb(truth) + " in none of " + screenings(asked);
  }

  private String masked(RuleLogic logic, int sentence, Truth truth, int seen) {
    String id = logic.rule().id();
    for (int by = 0; by < Leaves.of(logic).size(); by++) {
      for (Truth its : Truth.values()) {
        if (hits.getOrDefault(Goals.masked(id, sentence, truth, by, its), 0) == seen) {
          return "always masked by line "
              + Leaves.line(logic.rule(), by)
              + ", which "
              + verb(its)
              + " in every screening in which this "
              + verb(truth);
        }
      }
    }
    return "masked by other lines in each of " + screenings(seen) + " in which it " + verb(truth);
  }

  private static String verb(Truth truth) {
    return switch (truth) {
      case HOLDS -> "holds";
      case FAILS -> "fails";
      case POSSIBLE -> "is possible";
      case UNKNOWN -> "is unknown";
    };
  }

  private String boundary(Rule rule, Goal goal, int asked) {
    return goal.sentence() >= 0 && seen(rule.id(), goal.sentence(), Truth.UNKNOWN) == asked
        ? "no screening had the data"
        : "nobody was there in " + screenings(asked);
  }
}
