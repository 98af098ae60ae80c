package org.ketascreen.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.fact.Derived;
import org.ketascreen.fact.Excluded;
import org.ketascreen.fact.FactBuilder;
import org.ketascreen.fact.Facts;
import org.ketascreen.language.Evaluated;
import org.ketascreen.language.Need;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Sentence;
import org.ketascreen.language.SentenceParser;
import org.ketascreen.language.Vocabulary;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.rulebase.PregnancyDefinition;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.terminology.ConceptIndex;
import org.ketascreen.terminology.HostTerminology;

/** Evaluates records against one rulebase. Immutable and thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Engine {

  private final List<RuleLogic> rules;
  private final FactBuilder factBuilder;
  private final DroolsRules drools;
  private final Ended ended;
  private final Set<String> clearing;

  private Engine(
      List<RuleLogic> rules,
      FactBuilder factBuilder,
      DroolsRules drools,
      Ended ended,
      Set<String> clearing) {
    this.rules = rules;
    this.factBuilder = factBuilder;
    this.drools = drools;
    this.ended = ended;
    this.clearing = clearing;
  }

  /**
   * What is asked.
   *
   * @param record the record
   * @param treatment what is planned
   * @param stage when it is asked
   * @param jurisdiction whose rules are asked, or {@code any}
   * @param asOf the moment it is asked for
   */
  public record Question(
      PatientRecord record, Treatment treatment, Stage stage, String jurisdiction, AsOf asOf) {}

  /** Makes an engine for a rulebase, with the host's own terminology if there is one. */
  public static Engine of(Rulebase rulebase, @Nullable HostTerminology host) {
    List<RuleLogic> rules = logic(rulebase);
    ConceptIndex index = Concepts.index(rulebase, rules, host);
    return new Engine(
        rules,
        new FactBuilder(rulebase, index, Reaches.of(rules, rulebase)),
        new DroolsRules(rulebase),
        Ended.of(rules, rulebase),
        clearing(rulebase));
  }

  /**
   * The value sets that can only speak against a finding: what is left undecided of them hides
   * none.
   */
  private static Set<String> clearing(Rulebase rulebase) {
    PregnancyDefinition pregnancy = rulebase.pregnancy();
    return pregnancy == null
        ? Set.of()
        : Set.of(pregnancy.excludedBy(), pregnancy.notPregnant(), pregnancy.negative());
  }

  private static List<RuleLogic> logic(Rulebase rulebase) {
    Vocabulary vocabulary =
        new Vocabulary(
            rulebase.valueSets(), rulebase.pregnancy(), rulebase.doses(), rulebase.idealWeight());
    List<Problem> problems = new ArrayList<>();
    List<RuleLogic> rules = new ArrayList<>();
    for (Rule rule : rulebase.rules()) {
      rules.add(new RuleLogic(rule, SentenceParser.parse(rule, vocabulary, problems)));
    }
    if (!problems.isEmpty()) {
      throw new RulebaseException(problems);
    }
    return List.copyOf(rules);
  }

  /** Returns the rules and their sentences, by id. */
  public List<RuleLogic> rules() {
    return rules;
  }

  /** Returns what the record says to every rule. */
  public Evaluation evaluate(Question question) {
    Facts facts = factBuilder.build(question.record(), question.treatment(), question.asOf());
    NavigableSet<Instant> turningPoints = facts.takeTurningPoints();
    List<Excluded> excluded = facts.accounts().excluded();
    List<RuleLogic> asked = rules.stream().filter(logic -> isAsked(logic, question)).toList();
    Map<String, Evaluated> answers = answers(asked, facts);
    checkAgreement(asked, answers, drools.matching(withDerived(facts, asked, answers)));
    facts.accounts().excludeEnded(ended.matters(facts));
    Changes changes =
        new Changes(
            question.asOf(),
            asOf -> factBuilder.build(question.record(), question.treatment(), asOf),
            asOf -> factBuilder.build(facts, question.record(), question.treatment(), asOf));
    List<Evaluation.RuleEvaluation> evaluations = new ArrayList<>();
    Set<String> read = new LinkedHashSet<>();
    for (RuleLogic logic : rules) {
      boolean applies = isAsked(logic, question);
      evaluations.add(evaluation(logic, applies, answers, facts, changes));
      if (applies) {
        read.addAll(logic.reads());
      }
    }
    read.removeAll(clearing);
    return new Evaluation(
        List.copyOf(evaluations),
        facts.accounts().tally(),
        facts.accounts().excluded(),
        facts.accounts().unscreened(),
        read,
        changes.first(
            new Changes.Lists(excluded, facts.accounts().unscreened(), read),
            turningPoints,
            evaluations));
  }

  private static boolean isAsked(RuleLogic logic, Question question) {
    return logic
        .rule()
        .appliesTo(
            question.treatment().agent(),
            question.treatment().route(),
            question.stage(),
            question.jurisdiction());
  }

  private static Map<String, Evaluated> answers(List<RuleLogic> asked, Facts facts) {
    Map<String, Evaluated> answers = new LinkedHashMap<>();
    for (RuleLogic logic : asked) {
      for (Sentence line : logic.lines()) {
        if (!answers.containsKey(line.text())) {
          answers.put(line.text(), line.evaluate(facts));
        }
      }
    }
    return answers;
  }

  private static List<Object> withDerived(
      Facts facts, List<RuleLogic> asked, Map<String, Evaluated> answers) {
    List<Object> all = facts.all();
    Set<String> derived = new HashSet<>();
    for (RuleLogic logic : asked) {
      for (Sentence line : logic.lines()) {
        if (line.isDerived()
            && answer(answers, line).truth().mayHold()
            && derived.add(line.text())) {
          all.add(new Derived(Sentence.key(line.text())));
        }
      }
    }
    return all;
  }

  private static Evaluated answer(Map<String, Evaluated> answers, Sentence line) {
    Evaluated answer = answers.get(line.text());
    if (answer == null) {
      throw new IllegalStateException("a sentence was not evaluated");
    }
    return answer;
  }

  private static Evaluated whole(RuleLogic logic, Map<String, Evaluated> answers) {
    return logic.whole().evaluated(logic.lines().stream().map(l -> answer(answers, l)).toList());
  }

  /**
   * Drools and the sentences must say the same of every rule; anything else is a fault, never a
   * report.
   */
  private static void checkAgreement(
      List<RuleLogic> asked, Map<String, Evaluated> answers, Set<String> matched) {
    for (RuleLogic logic : asked) {
      if (whole(logic, answers).truth().mayHold() != matched.contains(logic.rule().id())) {
        throw new IllegalStateException(
            "Drools and the sentences of rule " + logic.rule().id() + " disagree");
      }
    }
  }

  private Evaluation.RuleEvaluation evaluation(
      RuleLogic logic,
      boolean applies,
      Map<String, Evaluated> answers,
      Facts facts,
      Changes changes) {
    if (!applies) {
      return new Evaluation.RuleEvaluation(logic, false, null, Map.of(), null);
    }
    Evaluated whole = whole(logic, answers);
    Map<String, List<Need>> needs = new HashMap<>();
    for (Evaluated unanswered : whole.unanswered()) {
      needs.put(unanswered.sentence().text(), unanswered.sentence().needs(facts));
    }
    Instant until = whole.truth().mayHold() ? changes.endOf(whole) : null;
    return new Evaluation.RuleEvaluation(logic, true, whole, needs, until);
  }
}
