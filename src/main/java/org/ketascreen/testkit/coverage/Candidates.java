package org.ketascreen.testkit.coverage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.engine.Engine;
import org.ketascreen.fact.Truth;
import org.ketascreen.language.Group;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Witness;
import org.ketascreen.language.WitnessPatient;
import org.ketascreen.language.WitnessScene;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.terminology.ValueSet;

/** Patients who may show something of a rule, made of its sentences' witnesses. */
final class Candidates {

  private static final AsOf NOW = AsOf.parse("2026-06-15T09:00:00Z");

  private final Rulebase rulebase;
  private final Engine engine;
  private final RuleLogic logic;
  private final WitnessScene scene;
  private final Stage stage;

  Candidates(Rulebase rulebase, Engine engine, RuleLogic logic) {
    this.rulebase = rulebase;
    this.engine = engine;
    this.logic = logic;
    this.scene = engine.scene(NOW, logic.rule());
    this.stage = logic.rule().stages().iterator().next();
  }

  /**
   * Returns them, simple ones first.
   *
   * @param limits the numbers of the rule that somebody is to be a step beside: the witnesses of
   *     the rule with the number moved are
   */
  Stream<ScreeningRequest> of(List<Limits.Limit> limits) {
    List<RuleLogic> rules = new ArrayList<>(List.of(logic));
    for (Limits.Limit limit : limits) {
      for (int steps : new int[] {-1, 1}) {
        RuleLogic moved = limit.movedRule(steps, NOW.day());
        if (moved != null) {
          rules.add(moved);
        }
      }
    }
    List<ScreeningRequest> patients = patients(scene, rules);
    return Stream.<Supplier<Stream<ScreeningRequest>>>of(
            patients::stream,
            () -> ofOtherSystems(rules, patients),
            () -> ofOtherScopes(scene.patient()))
        .flatMap(Supplier::get)
        .distinct();
  }

  private List<ScreeningRequest> patients(WitnessScene its, List<RuleLogic> rules) {
    List<Witness> witnesses =
        new ArrayList<>(rules.stream().flatMap(each -> witnesses(its, each)).toList());
    List<Witness> holding = witnesses.stream().filter(Candidates::holds).limit(1).toList();
    for (RuleLogic other : engine.rules()) {
      if (other.rule().subsumes().contains(logic.rule().id())) {
        witnesses(its, other)
            .filter(Candidates::holds)
            .limit(2)
            .forEach(
                each -> {
                  witnesses.add(each);
                  witnesses.add(each.beside(holding));
                });
      }
    }
    return Stream.concat(Stream.of(its.patient()), witnesses.stream().map(its::patient))
        .map(each -> asked(each, stage, Rule.ANY_JURISDICTION, each.plan()))
        .toList();
  }

  /** Returns the witnesses of the rule, and of each line with the others deciding nothing. */
  private static Stream<Witness> witnesses(WitnessScene its, RuleLogic rule) {
    Group whole = rule.whole();
    return Stream.concat(whole.witnesses(its).stream(), whole.apart(its));
  }

  private static boolean holds(Witness witness) {
    return witness.truth() == Truth.HOLDS;
  }

  private static ScreeningRequest asked(
      WitnessPatient patient, Stage at, String jurisdiction, Treatment treatment) {
    return ScreeningRequest.builder(patient.record(), treatment, NOW)
        .stage(at)
        .jurisdiction(jurisdiction)
        .build();
  }

  /** Returns the first of the patients with a code of each other system of their value sets. */
  private Stream<ScreeningRequest> ofOtherSystems(
      List<RuleLogic> rules, List<ScreeningRequest> patients) {
    return rulebase.valueSets().stream()
        .filter(each -> logic.reads().contains(each.title()))
        .flatMap(valueSet -> firstOfSystems(valueSet).map(code -> Map.of(valueSet.title(), code)))
        .flatMap(
            shown ->
                patients(scene.showing(shown), rules).stream()
                    .filter(each -> !patients.contains(each))
                    .limit(2));
  }

  private static Stream<CodeableConcept> firstOfSystems(ValueSet valueSet) {
    Map<String, CodeableConcept> first = new LinkedHashMap<>();
    valueSet.statements().stream()
        .filter(ValueSet.Statement::include)
        .forEach(
            each ->
                first.putIfAbsent(each.system(), CodeableConcept.of(each.system(), each.code())));
    return first.values().stream();
  }

  private Stream<ScreeningRequest> ofOtherScopes(WitnessPatient patient) {
    Rule rule = logic.rule();
    Stream<ScreeningRequest> stages =
        rule.stages().stream()
            .map(each -> asked(patient, each, Rule.ANY_JURISDICTION, patient.plan()));
    Stream<ScreeningRequest> jurisdictions =
        rule.jurisdictions().stream().map(each -> asked(patient, stage, each, patient.plan()));
    Stream<ScreeningRequest> treatments =
        rule.applies().stream()
            .map(each -> asked(patient, stage, Rule.ANY_JURISDICTION, each.example()));
    return Stream.of(stages, jurisdictions, treatments).flatMap(each -> each);
  }
}
