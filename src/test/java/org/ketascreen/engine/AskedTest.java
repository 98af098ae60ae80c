package org.ketascreen.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ketascreen.fact.Facts;
import org.ketascreen.language.Evaluated;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Sentence;
import org.ketascreen.language.Witness;
import org.ketascreen.language.WitnessPatient;
import org.ketascreen.language.WitnessScene;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.rulebase.Stage;

/**
 * Only the rules that something in the record can matter to are evaluated; what is said of the
 * others must be what evaluating them says.
 */
class AskedTest {

  private static final AsOf NOW = AsOf.parse("2026-06-15T09:00:00+02:00");
  private static final Stage[] STAGES = Stage.values();
  private static final Engine ENGINE = Engine.of(Rulebases.bundled().load("ketamine"), null);

  private final WitnessScene scene = ENGINE.scene(NOW, Agent.ESKETAMINE, Route.INTRANASAL);

  @Test
  void isWhatEvaluatingEveryRuleSaysOfOneWitness() {
    List<Witness> witnesses = witnesses();
    for (int i = 0; i < witnesses.size(); i++) {
      Witness witness = witnesses.get(i);
      assertSame(scene.patient(witness), STAGES[i % STAGES.length], witness.what());
    }
  }

  @Test
  void isWhatEvaluatingEveryRuleSaysOfTwoWitnesses() {
    List<Witness> witnesses = witnesses();
    for (int i = 0; i < witnesses.size(); i += 2) {
      Witness one = witnesses.get(i);
      Witness other = witnesses.get((7 * i + 3) % witnesses.size());
      WitnessPatient patient = scene.patient(one);
      other.add().accept(patient);

      assertSame(patient, STAGES[i / 2 % STAGES.length], one.what() + "; " + other.what());
    }
  }

  @Test
  void isWhatEvaluatingEveryRuleSaysOfEverySetOfSectionsThatDecideAbsence() {
    Section[] sections = Section.values();
    for (int decide = 0; decide < 1 << sections.length; decide++) {
      WitnessPatient patient = scene.patient();
      for (int i = 0; i < sections.length; i++) {
        boolean decides = (decide >> i & 1) != 0;
        patient.is(sections[i], decides ? AssertionStatus.RECORDED : AssertionStatus.PARTIAL);
      }

      for (Stage stage : STAGES) {
        assertSame(patient, stage, "sections " + Integer.toBinaryString(decide));
      }
    }
  }

  private List<Witness> witnesses() {
    Map<String, Witness> witnesses = new LinkedHashMap<>();
    for (RuleLogic logic : ENGINE.rules()) {
      for (Sentence line : logic.lines()) {
        line.witnesses(scene).forEach(each -> witnesses.putIfAbsent(each.what(), each));
      }
    }
    assertThat(witnesses).hasSizeGreaterThan(100);
    return List.copyOf(witnesses.values());
  }

  private void assertSame(WitnessPatient patient, Stage stage, String what) {
    Evaluation evaluation =
        ENGINE.evaluate(
            new Engine.Question(
                patient.record(), patient.plan(), stage, Rule.ANY_JURISDICTION, NOW, Set.of()));
    Facts facts = scene.facts(patient);

    assertThat(evaluation.rules()).hasSameSizeAs(ENGINE.rules());
    for (Evaluation.RuleEvaluation each : evaluation.rules()) {
      assertSame(each, facts, stage, each.logic().rule().id() + ": " + what);
    }
  }

  private static void assertSame(
      Evaluation.RuleEvaluation found, Facts facts, Stage stage, String what) {
    Rule rule = found.logic().rule();
    boolean applies =
        rule.appliesTo(Agent.ESKETAMINE, Route.INTRANASAL, stage, Rule.ANY_JURISDICTION);
    Evaluated evaluated = found.evaluated();

    assertThat(evaluated != null).as(what).isEqualTo(applies);
    if (evaluated != null) {
      Evaluated expected = found.logic().whole().evaluate(facts);
      assertThat(evaluated.truth()).as(what).isEqualTo(expected.truth());
      assertThat(Set.copyOf(found.deciding())).as(what).isEqualTo(texts(expected.deciding()));
      assertThat(texts(evaluated.unanswered())).as(what).isEqualTo(texts(expected.unanswered()));
    }
  }

  private static Set<String> texts(Collection<Evaluated> sentences) {
    Set<String> texts = new LinkedHashSet<>();
    sentences.forEach(each -> texts.add(each.sentence().text()));
    return texts;
  }
}
