package org.ketascreen.testkit.mutation;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.TrialScreening;
import org.ketascreen.engine.Engine;
import org.ketascreen.fact.Facts;
import org.ketascreen.fact.Truth;
import org.ketascreen.fact.Window;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Witness;
import org.ketascreen.language.WitnessPatient;
import org.ketascreen.language.WitnessScene;
import org.ketascreen.record.AsOf;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Stage;

/**
 * Looks among the witnesses of sentences for one whom a changed rule screens otherwise.
 * Thread-safe.
 */
final class Witnesses {

  private static final AsOf NOW = AsOf.parse("2026-06-15T09:00:00Z");

  private final Engine engine;
  private final Rulebase rulebase;

  Witnesses(Engine engine, Rulebase rulebase) {
    this.engine = engine;
    this.rulebase = rulebase;
  }

  /** Where and for what somebody is screened. */
  private record Occasion(Agent agent, Route route, Stage stage, String jurisdiction) {

    private boolean asks(Rule rule) {
      return rule.appliesTo(agent, route, stage, jurisdiction);
    }

    /** Returns every one, those that are asked most first. */
    private static Stream<Occasion> all() {
      return Stream.concat(Stream.of(Rule.ANY_JURISDICTION), Rule.JURISDICTIONS.stream())
          .flatMap(
              jurisdiction ->
                  Stream.of(Stage.values())
                      .flatMap(
                          stage ->
                              Stream.of(Agent.ESKETAMINE, Agent.KETAMINE)
                                  .flatMap(agent -> at(agent, stage, jurisdiction))));
    }

    private static Stream<Occasion> at(Agent agent, Stage stage, String jurisdiction) {
      return Stream.concat(Stream.of(Route.INTRANASAL), Stream.of(Route.values()))
          .map(route -> new Occasion(agent, route, stage, jurisdiction));
    }
  }

  /** A patient, and how much there is to read of them. */
  private record Candidate(Witness witness, WitnessPatient patient) {

    private int entries() {
      return patient.record().entries().size();
    }

    private ScreeningRequest request(Occasion occasion) {
      return ScreeningRequest.builder(patient.record(), patient.plan(), NOW)
          .stage(occasion.stage())
          .jurisdiction(occasion.jurisdiction())
          .build();
    }
  }

  /** Returns a smallest patient who tells a mutant from its rule; {@code null} if none is known. */
  @Nullable Telling telling(RuleVariant variant) {
    RuleLogic before = variant.original();
    RuleLogic after = variant.on(NOW.day());
    if (!Objects.equals(before.rule().ask(), after.rule().ask())) {
      return asked(before, after);
    }
    Occasion occasion = occasion(before.rule(), after.rule());
    if (occasion == null) {
      return null;
    }
    WitnessScene scene = engine.scene(NOW, occasion.agent(), occasion.route());
    boolean sameSentences = before.whole().text().equals(after.whole().text());
    return candidates(scene, before, after)
        .filter(
            each -> sameSentences ? holds(scene, before, each) : tells(scene, before, after, each))
        .sorted(Comparator.comparingInt(Candidate::entries))
        .map(each -> told(after, each, occasion))
        .filter(each -> !each.outcomes().isEmpty())
        .findFirst()
        .orElse(null);
  }

  /**
   * A patient of whom a rule holds, and what is asked.
   *
   * @param words the patient in words
   */
  record Shown(String words, ScreeningRequest request) {}

  /** Returns the patients of whom a rule surely holds, where and for what it is asked. */
  static List<Shown> holding(Engine engine, RuleLogic rule) {
    Occasion occasion = occasion(rule.rule(), rule.rule());
    if (occasion == null) {
      return List.of();
    }
    WitnessScene scene = engine.scene(NOW, occasion.agent(), occasion.route());
    return rule.whole().witnesses(scene).stream()
        .filter(each -> each.truth() == Truth.HOLDS)
        .map(each -> new Candidate(each, scene.patient(each)))
        .map(each -> new Shown(each.witness().what(), each.request(occasion)))
        .toList();
  }

  /** Returns the first occasion at which only one of them is asked, or else at which both are. */
  private static @Nullable Occasion occasion(Rule before, Rule after) {
    return Stream.concat(
            Occasion.all().filter(each -> each.asks(before) != each.asks(after)),
            Occasion.all().filter(each -> each.asks(before) && each.asks(after)))
        .findFirst()
        .orElse(null);
  }

  private static Stream<Candidate> candidates(
      WitnessScene scene, RuleLogic before, RuleLogic after) {
    return Stream.of(before.whole(), after.whole())
        .distinct()
        .flatMap(each -> Stream.concat(each.witnesses(scene).stream(), each.apart(scene)))
        .map(each -> new Candidate(each, scene.patient(each)));
  }

  private Telling told(RuleLogic after, Candidate candidate, Occasion occasion) {
    ScreeningRequest request = candidate.request(occasion);
    TrialScreening screening = TrialScreening.of(engine, rulebase, request);
    return Telling.of(
        candidate.witness().what(),
        request,
        Said.of(screening.report()),
        Said.of(screening.reportWith(screening.answer(after))));
  }

  /** Of two ages of a document the longer takes one that the shorter does not. */
  private static Telling asked(RuleLogic before, RuleLogic after) {
    Window its = Objects.requireNonNull(before.askedWithin(), "window");
    Window changed = after.askedWithin();
    boolean isLonger = changed == null || its.isShorterThan(changed);
    String patient =
        "a usable \""
            + Objects.requireNonNull(before.rule().ask()).observation()
            + "\" from "
            + (isLonger ? "just before" : "the edge of")
            + " the last "
            + its;
    SortedMap<String, String> nothing = new TreeMap<>();
    return new Telling(patient, null, nothing, nothing);
  }

  private static boolean holds(WitnessScene scene, RuleLogic rule, Candidate candidate) {
    return said(rule, scene.facts(candidate.patient())).mayHold();
  }

  private static boolean tells(
      WitnessScene scene, RuleLogic before, RuleLogic after, Candidate candidate) {
    Facts facts = scene.facts(candidate.patient());
    return said(before, facts) != said(after, facts);
  }

  private static Truth said(RuleLogic rule, Facts facts) {
    Truth truth = rule.whole().evaluate(facts).truth();
    return rule.rule().ask() != null && truth.mayHold() ? rule.due(facts).truth() : truth;
  }
}
