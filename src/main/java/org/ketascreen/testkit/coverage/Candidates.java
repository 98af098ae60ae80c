package org.ketascreen.testkit.coverage;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ketascreen.engine.Engine;
import org.ketascreen.fact.Truth;
import org.ketascreen.language.Group;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Witness;
import org.ketascreen.language.WitnessPatient;
import org.ketascreen.language.WitnessScene;
import org.ketascreen.record.AsOf;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.terminology.ValueSet;

/** Drafts of patients who may show something of a rule, made of its sentences' witnesses. */
final class Candidates {

  private static final AsOf NOW = AsOf.parse("2026-06-15T09:00:00Z");

  private final Rulebase rulebase;
  private final Engine engine;

  Candidates(Rulebase rulebase, Engine engine) {
    this.rulebase = rulebase;
    this.engine = engine;
  }

  /**
   * Returns drafts without names and expectations, simple ones first.
   *
   * @param limits the numbers of the rule that somebody is to be a step beside: the witnesses of
   *     the rule with the number moved are
   */
  Set<String> of(RuleLogic logic, List<Limits.Limit> limits) {
    WitnessScene scene = engine.scene(NOW, logic.rule());
    List<Witness> witnesses = new ArrayList<>(witnesses(scene, logic));
    for (Limits.Limit limit : limits) {
      for (int steps : new int[] {-1, 1}) {
        RuleLogic moved = limit.movedRule(steps, NOW.day());
        if (moved != null) {
          witnesses.addAll(witnesses(scene, moved));
        }
      }
    }
    List<Witness> holding =
        witnesses.stream().filter(each -> each.truth() == Truth.HOLDS).limit(1).toList();
    for (RuleLogic other : engine.rules()) {
      if (other.rule().subsumes().contains(logic.rule().id())) {
        witnesses(scene, other).stream()
            .filter(each -> each.truth() == Truth.HOLDS)
            .limit(2)
            .forEach(
                each -> {
                  witnesses.add(each);
                  witnesses.add(each.beside(holding));
                });
      }
    }
    List<String> patients = new ArrayList<>();
    patients.add(written(scene.patient()));
    witnesses.forEach(each -> patients.add(written(scene.patient(each))));
    Set<String> all = new LinkedHashSet<>();
    String stage = logic.rule().stages().iterator().next().code();
    patients.forEach(each -> all.add(asked(stage, "any", each)));
    holding.forEach(each -> all.addAll(ofOtherSystems(logic, stage, patients)));
    all.addAll(ofOtherScopes(logic.rule(), patients.get(0)));
    return all;
  }

  private static String asked(String stage, String jurisdiction, String patient) {
    return "  stage: " + stage + "\n  jurisdiction: " + jurisdiction + "\n" + patient;
  }

  private static String written(WitnessPatient patient) {
    return Draft.of(patient.record(), patient.plan(), NOW.toString());
  }

  /** Returns the witnesses of the rule, and of each line with the others deciding nothing. */
  private static List<Witness> witnesses(WitnessScene scene, RuleLogic logic) {
    Group whole = logic.whole();
    return Stream.concat(whole.witnesses(scene).stream(), whole.apart(scene)).toList();
  }

  /** Returns the same patients with a code of each other system of their value sets. */
  private Set<String> ofOtherSystems(RuleLogic logic, String stage, List<String> patients) {
    Set<String> all = new LinkedHashSet<>();
    for (ValueSet valueSet : rulebase.valueSets()) {
      List<ValueSet.Statement> included =
          valueSet.statements().stream().filter(ValueSet.Statement::include).toList();
      if (logic.reads().contains(valueSet.title()) && !included.isEmpty()) {
        String first = written(included.get(0));
        Set<String> systems = new LinkedHashSet<>();
        for (ValueSet.Statement each : included) {
          if (systems.add(each.system())) {
            patients.stream()
                .filter(patient -> patient.contains(first))
                .limit(2)
                .map(patient -> patient.replace(first, written(each)))
                .forEach(patient -> all.add(asked(stage, "any", patient)));
          }
        }
      }
    }
    return all;
  }

  private static String written(ValueSet.Statement statement) {
    return Draft.quoted(Draft.code(statement.system(), statement.code()));
  }

  private static Set<String> ofOtherScopes(Rule rule, String patient) {
    Set<String> all = new LinkedHashSet<>();
    for (Stage stage : rule.stages()) {
      all.add(asked(stage.code(), "any", patient));
    }
    for (String jurisdiction : rule.jurisdictions()) {
      all.add(asked(rule.stages().iterator().next().code(), jurisdiction, patient));
    }
    rule.applies()
        .forEach(
            each -> {
              String route = each.route() == null ? "intravenous" : each.route().code();
              all.add(
                  asked(
                      rule.stages().iterator().next().code(),
                      "any",
                      patient.replaceFirst(
                          "treatment: [^\n]*", "treatment: " + each.agent().code() + " " + route)));
            });
    return all;
  }
}
