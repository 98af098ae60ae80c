package org.ketascreen.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.fact.Derived;
import org.ketascreen.fact.Excluded;
import org.ketascreen.fact.FactBuilder;
import org.ketascreen.fact.Facts;
import org.ketascreen.fact.Unscreened;
import org.ketascreen.language.Evaluated;
import org.ketascreen.language.Need;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.SentenceParser;
import org.ketascreen.language.Vocabulary;
import org.ketascreen.language.WitnessScene;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Applicability;
import org.ketascreen.rulebase.PregnancyDefinition;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.Route;
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

  private final Rulebase rulebase;
  private final List<RuleLogic> rules;
  private final ConceptIndex index;
  private final FactBuilder factBuilder;
  private final DroolsRules drools;
  private final Ended ended;
  private final Set<String> clearing;

  /** What each kind of question asks; there are few, and nothing in it is of a patient. */
  private final Map<Kind, AskedKind> kinds = new ConcurrentHashMap<>();

  private Engine(
      Rulebase rulebase,
      List<RuleLogic> rules,
      ConceptIndex index,
      DroolsRules drools,
      Ended ended,
      Set<String> clearing) {
    this.rulebase = rulebase;
    this.rules = rules;
    this.index = index;
    this.factBuilder =
        new FactBuilder(rulebase, index, Reaches.of(rules, rulebase), Reaches.ahead(rules));
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
   * @param overridden the rules whose findings someone overrode
   */
  public record Question(
      PatientRecord record,
      Treatment treatment,
      Stage stage,
      String jurisdiction,
      AsOf asOf,
      Set<String> overridden) {}

  /** What decides which rules are asked. */
  private record Kind(Agent agent, Route route, Stage stage, String jurisdiction) {

    private static Kind of(Question question) {
      return new Kind(
          question.treatment().agent(),
          question.treatment().route(),
          question.stage(),
          question.jurisdiction());
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Kind that
          && agent == that.agent
          && route == that.route
          && stage == that.stage
          && jurisdiction.equals(that.jurisdiction);
    }

    @Override
    public int hashCode() {
      return Objects.hash(agent, route, stage, jurisdiction);
    }

    private boolean isAsked(Rule rule) {
      return rule.appliesTo(agent, route, stage, jurisdiction);
    }
  }

  /** The rules that are asked, and their answers where there are no entries, by the sections. */
  private record AskedKind(Asked asked, Map<Set<Section>, Asked.Silent> silent) {}

  /** Makes an engine for a rulebase, with the host's own terminology if there is one. */
  public static Engine of(Rulebase rulebase, @Nullable HostTerminology host) {
    DroolsRules.warmUp();
    List<RuleLogic> rules = logic(rulebase);
    // Drools stays on the caller's thread, whose class loader it asks for its services
    CompletableFuture<ConceptIndex> index =
        CompletableFuture.supplyAsync(() -> Concepts.index(rulebase, rules, host));
    CompletableFuture<Void> unused = index.thenAccept(ConceptIndex::prepareWords);
    DroolsRules drools = DroolsRules.of(rulebase, rules);
    return new Engine(
        rulebase, rules, joined(index), drools, Ended.of(rules, rulebase), clearing(rulebase));
  }

  /** Returns an engine that differs in its Drools rules. */
  Engine with(DroolsRules others) {
    return new Engine(rulebase, rules, index, others, ended, clearing);
  }

  /**
   * Returns an engine of the same rules, for trials, that looks entries up in the value sets of a
   * rulebase that differs in nothing else.
   */
  public Engine lookingUpIn(Rulebase other) {
    return new Engine(other, rules, Concepts.index(other, rules, null), drools, ended, clearing);
  }

  /** Returns what entries are looked up in. */
  public ConceptIndex index() {
    return index;
  }

  private static ConceptIndex joined(CompletableFuture<ConceptIndex> index) {
    try {
      return index.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * The value sets that can only speak against a finding: what is left undecided of them hides
   * none.
   */
  private static Set<String> clearing(Rulebase rulebase) {
    PregnancyDefinition pregnancy = rulebase.pregnancy();
    if (pregnancy == null) {
      return Set.of();
    }
    Set<String> clearing =
        new HashSet<>(
            List.of(pregnancy.excludedBy(), pregnancy.notPregnant(), pregnancy.negative()));
    if (pregnancy.breastfeeding() != null) {
      clearing.add(pregnancy.breastfeeding().no());
    }
    return Set.copyOf(clearing);
  }

  private static List<RuleLogic> logic(Rulebase rulebase) {
    Vocabulary vocabulary = Vocabulary.of(rulebase);
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

  /** Returns a scene to make witnesses of the rules' sentences in. */
  public WitnessScene scene(AsOf asOf, Agent agent, Route route) {
    return new WitnessScene(
        rulebase, factBuilder, Concepts.results(rulebase, rules), asOf, agent, route);
  }

  /** Returns the same for the first treatment that a rule applies to. */
  public WitnessScene scene(AsOf asOf, Rule rule) {
    Applicability about =
        rule.applies().isEmpty()
            ? new Applicability(Agent.ESKETAMINE, Route.INTRANASAL)
            : rule.applies().get(0);
    Treatment treatment = about.example();
    return scene(asOf, treatment.agent(), treatment.route());
  }

  /** Returns what the record says to every rule. */
  public Evaluation evaluate(Question question) {
    Facts facts = factBuilder.build(question.record(), question.treatment(), question.asOf());
    NavigableSet<Instant> turningPoints = facts.takeTurningPoints();
    List<Excluded> excluded = facts.accounts().excluded();
    AskedKind kind = kind(question);
    Asked asked = kind.asked();
    Asked.Silent silent = silent(kind, question);
    BitSet touched = asked.touchedBy(facts.placedIn());
    Map<String, Evaluated> answers = answers(asked, touched, facts);
    Set<String> matched = drools.matching(withDerived(facts, asked, silent, touched, answers));
    // Drools asked what the sentences did.
    facts.takeTurningPoints();
    checkAgreement(asked, silent, touched, answers, matched);
    facts.accounts().excludeEnded(ended.matters(facts));
    List<Unscreened> unscreened = facts.accounts().unscreened();
    Changes changes =
        new Changes(
            question.asOf(),
            asOf -> factBuilder.buildAll(facts, question.record(), question.treatment(), asOf),
            asOf -> factBuilder.build(facts, question.record(), question.treatment(), asOf));
    List<Evaluation.@Nullable RuleEvaluation> evaluations = new ArrayList<>(silent.evaluations());
    List<Evaluation.RuleEvaluation> mayChange = new ArrayList<>();
    for (int i = touched.nextSetBit(0); i >= 0; i = touched.nextSetBit(i + 1)) {
      Asked.AskedRule rule = asked.rules().get(i);
      Evaluation.RuleEvaluation evaluation =
          evaluation(rule, answers, facts, changes, turningPoints);
      evaluations.set(rule.place(), evaluation);
      mayChange.add(evaluation);
    }
    List<Evaluation.RuleEvaluation> all = whole(evaluations);
    return new Evaluation(
        all,
        facts.accounts().tally(),
        facts.accounts().excluded(),
        unscreened,
        asked.read(),
        asked.gravelyRead(),
        changes.first(
            () -> new Changes.Lists(excluded, unscreened, asked.read()),
            turningPoints,
            mayChange,
            new Subsumption(all, question.overridden())));
  }

  private static List<Evaluation.RuleEvaluation> whole(
      List<Evaluation.@Nullable RuleEvaluation> evaluations) {
    List<Evaluation.RuleEvaluation> whole = new ArrayList<>(evaluations.size());
    evaluations.forEach(each -> whole.add(Objects.requireNonNull(each, "evaluation")));
    return Collections.unmodifiableList(whole);
  }

  private AskedKind kind(Question question) {
    return kinds.computeIfAbsent(
        Kind.of(question), kind -> new AskedKind(asked(rules, kind), new ConcurrentHashMap<>()));
  }

  private Asked asked(List<RuleLogic> all, Kind kind) {
    BitSet isAsked = new BitSet();
    for (int i = 0; i < all.size(); i++) {
      isAsked.set(i, kind.isAsked(all.get(i).rule()));
    }
    return Asked.of(all, isAsked, clearing);
  }

  /**
   * Returns what the record says to every rule, such that it can be asked again with a rule that
   * reads otherwise. Drools is not asked, nor what later moments would change.
   */
  public Trial trial(Question question) {
    Facts facts = factBuilder.build(question.record(), question.treatment(), question.asOf());
    facts.takeTurningPoints();
    Kind kind = Kind.of(question);
    List<Evaluation.RuleEvaluation> evaluations = new ArrayList<>();
    for (RuleLogic logic : rules) {
      evaluations.add(evaluation(logic, kind, facts));
    }
    facts.accounts().excludeEnded(ended.matters(facts));
    Asked asked = kind(question).asked();
    return new Trial(
        other -> evaluation(other, kind, facts),
        new Evaluation(
            List.copyOf(evaluations),
            facts.accounts().tally(),
            facts.accounts().excluded(),
            facts.accounts().unscreened(),
            asked.read(),
            asked.gravelyRead(),
            null),
        replaced -> asked(replaced, kind));
  }

  private static Evaluation.RuleEvaluation evaluation(RuleLogic logic, Kind kind, Facts facts) {
    return kind.isAsked(logic.rule())
        ? evaluation(logic, logic.whole().evaluate(facts), facts, null)
        : notAsked(logic);
  }

  private static Evaluation.RuleEvaluation notAsked(RuleLogic logic) {
    return new Evaluation.RuleEvaluation(
        logic, false, null, List.of(), Map.of(), Collections.emptyNavigableSet(), null, null);
  }

  /**
   * What a sentence says where the record has nothing of what it reads depends on which sections
   * decide absence, and on nothing else of the patient; so it is worked out once.
   */
  private Asked.Silent silent(AskedKind kind, Question question) {
    Set<Section> deciding = EnumSet.noneOf(Section.class);
    for (Section section : Section.values()) {
      if (question.record().assertion(section).decidesAbsence()) {
        deciding.add(section);
      }
    }
    return kind.silent().computeIfAbsent(deciding, sections -> silent(kind.asked(), sections));
  }

  private Asked.Silent silent(Asked asked, Set<Section> deciding) {
    Facts nothing = factBuilder.nothing(deciding);
    BitSet silent = asked.changedOnlyByEntries();
    Map<String, Evaluated> answers = answers(asked, silent, nothing);
    Evaluation.@Nullable RuleEvaluation[] evaluations = new Evaluation.RuleEvaluation[rules.size()];
    for (int i = 0; i < rules.size(); i++) {
      evaluations[i] = notAsked(rules.get(i));
    }
    BitSet mayHold = new BitSet();
    Map<Integer, List<String>> derived = new HashMap<>();
    for (int i = 0; i < asked.rules().size(); i++) {
      Asked.AskedRule rule = asked.rules().get(i);
      evaluations[rule.place()] = null;
      if (silent.get(i)) {
        Evaluated whole = whole(rule, answers);
        evaluations[rule.place()] = evaluation(rule.logic(), whole, nothing, null);
        mayHold.set(i, whole.truth().mayHold());
        List<String> keys = Asked.derived(rule, answers);
        if (!keys.isEmpty()) {
          derived.put(i, keys);
        }
      }
    }
    return new Asked.Silent(
        Collections.unmodifiableList(Arrays.asList(evaluations)), mayHold, derived);
  }

  private static Map<String, Evaluated> answers(Asked asked, BitSet which, Facts facts) {
    Map<String, Evaluated> answers = new HashMap<>();
    for (int i = which.nextSetBit(0); i >= 0; i = which.nextSetBit(i + 1)) {
      for (Asked.AskedLine line : asked.rules().get(i).lines()) {
        if (!answers.containsKey(line.text())) {
          answers.put(line.text(), line.sentence().evaluate(facts));
        }
      }
    }
    return answers;
  }

  private static List<Object> withDerived(
      Facts facts,
      Asked asked,
      Asked.Silent silent,
      BitSet touched,
      Map<String, Evaluated> answers) {
    Set<String> derived = new HashSet<>();
    silent
        .derived()
        .forEach(
            (place, keys) -> {
              if (!touched.get(place)) {
                derived.addAll(keys);
              }
            });
    for (int i = touched.nextSetBit(0); i >= 0; i = touched.nextSetBit(i + 1)) {
      derived.addAll(Asked.derived(asked.rules().get(i), answers));
    }
    List<Object> all = facts.all();
    derived.forEach(key -> all.add(new Derived(key)));
    return all;
  }

  private static Evaluated whole(Asked.AskedRule rule, Map<String, Evaluated> answers) {
    List<Evaluated> lines = new ArrayList<>(rule.lines().size());
    for (Asked.AskedLine line : rule.lines()) {
      lines.add(Objects.requireNonNull(answers.get(line.text()), "a sentence was not evaluated"));
    }
    return rule.whole().evaluated(lines);
  }

  /**
   * Drools and the sentences must say the same of every rule; anything else is a fault, never a
   * report.
   */
  private static void checkAgreement(
      Asked asked,
      Asked.Silent silent,
      BitSet touched,
      Map<String, Evaluated> answers,
      Set<String> matched) {
    BitSet mayHold = (BitSet) silent.mayHold().clone();
    for (int i = touched.nextSetBit(0); i >= 0; i = touched.nextSetBit(i + 1)) {
      mayHold.set(i, whole(asked.rules().get(i), answers).truth().mayHold());
    }
    Set<String> expected = new HashSet<>();
    for (int i = mayHold.nextSetBit(0); i >= 0; i = mayHold.nextSetBit(i + 1)) {
      expected.add(asked.rules().get(i).logic().rule().id());
    }
    // Drools also knows the rules that are not asked.
    Set<String> found = new HashSet<>(matched);
    found.retainAll(asked.ids());
    if (!found.equals(expected)) {
      Set<String> disagreeing = new TreeSet<>(expected);
      disagreeing.addAll(found);
      disagreeing.removeIf(id -> expected.contains(id) && matched.contains(id));
      throw new IllegalStateException(
          "Drools and the sentences disagree on rules " + String.join(", ", disagreeing));
    }
  }

  private static Evaluation.RuleEvaluation evaluation(
      Asked.AskedRule rule,
      Map<String, Evaluated> answers,
      Facts facts,
      Changes changes,
      NavigableSet<Instant> listsTurn) {
    Evaluated whole = whole(rule, answers);
    boolean ends = whole.truth().mayHold() && rule.logic().rule().ask() == null;
    return evaluation(rule.logic(), whole, facts, ends ? changes.endOf(whole, listsTurn) : null);
  }

  private static Evaluation.RuleEvaluation evaluation(
      RuleLogic logic, Evaluated whole, Facts facts, @Nullable Instant until) {
    Map<String, List<Need>> needs = whole.needs(facts);
    NavigableSet<Instant> needsTurn = facts.takeTurningPoints();
    Set<String> deciding = new LinkedHashSet<>();
    whole.deciding().forEach(single -> deciding.add(single.sentence().text()));
    boolean asks = logic.rule().ask() != null;
    Evaluated due = asks && whole.truth().mayHold() ? logic.due(facts) : null;
    return new Evaluation.RuleEvaluation(
        logic, true, whole, List.copyOf(deciding), needs, needsTurn, until, due);
  }
}
