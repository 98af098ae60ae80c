package org.ketascreen.testkit.coverage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ketascreen.engine.Engine;
import org.ketascreen.fact.Truth;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Sentence;
import org.ketascreen.language.Vocabulary;
import org.ketascreen.rulebase.Applicability;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.terminology.CodeSystemNames;
import org.ketascreen.terminology.ValueSet;

/** Everything that screenings should show of a rulebase. Immutable once made. */
final class Goals {

  /** How many screenings there were. */
  static final String SCREENINGS = "screenings";

  private final Map<String, Goal> byKey = new LinkedHashMap<>();
  private final Map<String, List<Limits.Limit>> limits = new HashMap<>();

  static Goals of(Rulebase rulebase, Engine engine) {
    Goals goals = new Goals();
    Limits limits = new Limits(Vocabulary.of(rulebase));
    Set<String> subsumed = new LinkedHashSet<>();
    rulebase.rules().forEach(rule -> subsumed.addAll(rule.subsumes()));
    Set<String> coded = new LinkedHashSet<>();
    for (RuleLogic logic : engine.rules()) {
      goals.addRule(logic, subsumed.contains(logic.rule().id()));
      goals.addSentences(logic);
      goals.addLimits(logic.rule(), limits.of(logic.rule()));
      goals.addCodes(logic, rulebase.valueSets(), coded);
      goals.addScope(logic.rule());
    }
    return goals;
  }

  List<Goal> all() {
    return List.copyOf(byKey.values());
  }

  boolean has(String key) {
    return byKey.containsKey(key);
  }

  List<Limits.Limit> limits(String rule) {
    return limits.getOrDefault(rule, List.of());
  }

  private void addRule(RuleLogic logic, boolean isSubsumed) {
    Rule rule = logic.rule();
    List<String> outcomes = new ArrayList<>(List.of("fired", "clear"));
    if (rule.ask() == null) {
      outcomes.add(1, "possible");
    }
    if (isSubsumed) {
      outcomes.add("subsumed");
    }
    outcomes.forEach(
        each -> add(Measure.RULES, rule, -1, rule.line(), each, outcome(rule.id(), each)));
    add(
        Measure.MISSING,
        rule,
        -1,
        rule.line(),
        "not-evaluable",
        outcome(rule.id(), "not-evaluable"));
  }

  private void addSentences(RuleLogic logic) {
    List<Sentence> leaves = Leaves.of(logic);
    for (int i = 0; i < leaves.size(); i++) {
      for (Truth truth : Truth.values()) {
        add(
            truth == Truth.UNKNOWN ? Measure.MISSING : Measure.SENTENCES,
            logic.rule(),
            i,
            Leaves.line(logic.rule(), i),
            "'" + leaves.get(i).text() + "' " + Recorder.word(truth) + " and decides",
            deciding(logic.rule().id(), i, truth));
      }
    }
  }

  private void addLimits(Rule rule, List<Limits.Limit> all) {
    limits.put(rule.id(), all);
    for (int i = 0; i < all.size(); i++) {
      Limits.Limit limit = all.get(i);
      for (Limits.Point point : limit.points()) {
        add(
            Measure.BOUNDARIES,
            rule,
            limit.sentence(),
            limit.line(),
            "somebody " + point.name() + " " + limit.number() + " of '" + limit.words() + "'",
            limit(rule.id(), i, point));
      }
    }
  }

  private void addCodes(RuleLogic logic, List<ValueSet> valueSets, Set<String> coded) {
    List<Sentence> leaves = Leaves.of(logic);
    for (int i = 0; i < leaves.size(); i++) {
      for (ValueSet valueSet : valueSets) {
        if (leaves.get(i).reads().contains(valueSet.title()) && coded.add(valueSet.title())) {
          addCodes(logic.rule(), i, valueSet);
        }
      }
    }
  }

  private void addCodes(Rule rule, int sentence, ValueSet valueSet) {
    Set<String> systems = new LinkedHashSet<>();
    valueSet.statements().stream()
        .filter(ValueSet.Statement::include)
        .forEach(each -> systems.add(each.system()));
    for (String system : systems) {
      add(
          Measure.CODES,
          rule,
          sentence,
          Leaves.line(rule, sentence),
          "\"" + valueSet.title() + "\" by a code of " + CodeSystemNames.written(system),
          code(valueSet.title(), system));
    }
  }

  private void addScope(Rule rule) {
    for (Stage stage : rule.stages()) {
      addScope(rule, "stage " + stage.code());
    }
    for (Applicability each : rule.applies()) {
      addScope(rule, "treatment " + each.written());
    }
    for (String each : rule.jurisdictions()) {
      addScope(rule, "jurisdiction " + each);
    }
  }

  private void addScope(Rule rule, String what) {
    add(Measure.SCOPE, rule, -1, rule.line(), "asked at " + what, scope(rule.id(), what));
  }

  private void add(Measure measure, Rule rule, int sentence, int line, String what, String key) {
    byKey.put(key, new Goal(measure, rule.area(), rule.id(), sentence, line, what, key));
  }

  static String outcome(String rule, String outcome) {
    return "outcome|" + rule + "|" + outcome;
  }

  static String deciding(String rule, int sentence, Truth truth) {
    return "deciding|" + rule + "|" + sentence + "|" + Recorder.word(truth);
  }

  static String seen(String rule, int sentence, Truth truth) {
    return "seen|" + rule + "|" + sentence + "|" + Recorder.word(truth);
  }

  static String masked(String rule, int sentence, Truth truth, int by, Truth its) {
    return "masked|"
        + rule
        + "|"
        + sentence
        + "|"
        + Recorder.word(truth)
        + "|"
        + by
        + "|"
        + Recorder.word(its);
  }

  static String limit(String rule, int limit, Limits.Point point) {
    return "limit|" + rule + "|" + limit + "|" + point.name();
  }

  static String code(String title, String system) {
    return "code|" + title + "|" + system;
  }

  static String request(String what, String value) {
    return "request|" + what + "|" + value;
  }

  static String scope(String rule, String what) {
    return "scope|" + rule + "|" + what;
  }
}
