package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.engine.Engine;
import org.ketascreen.fact.Truth;
import org.ketascreen.language.Group;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Sentence;
import org.ketascreen.language.Single;
import org.ketascreen.language.Witness;
import org.ketascreen.language.WitnessPatient;
import org.ketascreen.language.WitnessScene;
import org.ketascreen.record.AsOf;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rulebases;

/** The witnesses of every sentence of the rulebase that ships. */
class RulebaseWitnessesTest {

  private static final Engine ENGINE = Engine.of(Rulebases.bundled().load("ketamine@1.0.0"), null);

  private static WitnessScene scene(String moment) {
    return ENGINE.scene(AsOf.parse(moment), Agent.ESKETAMINE, Route.INTRANASAL);
  }

  private static List<Sentence> sentences() {
    List<Sentence> sentences = new ArrayList<>();
    for (RuleLogic logic : ENGINE.rules()) {
      for (Sentence line : logic.lines()) {
        sentences.add(line);
        sentences.addAll(line.singles());
      }
    }
    return sentences;
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-25T11:30:00+01:00", "2026-03-31-05:00"})
  void showWhatTheyClaim(String moment) {
    WitnessScene scene = scene(moment);
    List<String> wrong = new ArrayList<>();
    for (Sentence sentence : sentences()) {
      for (Witness witness : sentence.witnesses(scene)) {
        Truth said = sentence.evaluate(scene.facts(scene.patient(witness))).truth();
        if (said != witness.truth()) {
          wrong.add(sentence.text() + " (" + witness.what() + ") is " + said);
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void makeEverySentenceHoldAndFail() {
    WitnessScene scene = scene("2026-11-25T11:30:00+01:00");

    List<String> lacking = new ArrayList<>();
    for (Sentence sentence : sentences()) {
      // lines of a group may exclude each other where all of them fail
      Set<Truth> lacks =
          sentence instanceof Group
              ? EnumSet.of(Truth.HOLDS)
              : EnumSet.of(Truth.HOLDS, Truth.UNKNOWN, Truth.FAILS);
      sentence.witnesses(scene).forEach(each -> lacks.remove(each.truth()));
      if (!lacks.isEmpty()) {
        lacking.add(sentence.text() + " " + lacks);
      }
    }

    assertThat(lacking).isEmpty();
  }

  @Test
  void areFewAndSmall() {
    WitnessScene scene = scene("2026-11-25T11:30:00+01:00");
    for (Sentence sentence : sentences()) {
      if (sentence instanceof Single) {
        List<Witness> witnesses = sentence.witnesses(scene);

        assertThat(witnesses).as(sentence.text()).hasSizeLessThanOrEqualTo(25);
        assertThat(witnesses)
            .as(sentence.text())
            .allSatisfy(
                each ->
                    assertThat(scene.patient(each).record().entries())
                        .hasSizeLessThanOrEqualTo(4 + counted(sentence)));
      }
    }
  }

  /** How many doses it counts: as many are needed to show that. */
  private static int counted(Sentence sentence) {
    Matcher doses = Pattern.compile("more than ([0-9]+) sessions").matcher(sentence.text());
    return doses.find() ? Integer.parseInt(doses.group(1)) : 0;
  }

  @Test
  void areTheSameWheneverTheyAreMade() {
    assertThat(written()).isEqualTo(written());
  }

  private static String written() {
    WitnessScene scene = scene("2026-11-25T11:30:00+01:00");
    return sentences().stream()
        .flatMap(sentence -> sentence.witnesses(scene).stream())
        .map(
            each -> {
              WitnessPatient patient = scene.patient(each);
              return each.truth() + each.what() + patient.record().entries() + patient.plan();
            })
        .collect(Collectors.joining("\n"));
  }
}
