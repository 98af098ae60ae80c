package org.ketascreen.fact;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Gender;
import org.ketascreen.rulebase.PregnancyDefinition;

/**
 * Whether the patient is breastfeeding: what speaks for it (a condition, a recent answer), then
 * what speaks against it (a recent answer, male sex), then nothing known.
 */
final class Breastfeeding {

  private final PregnancyDefinition.@Nullable Breastfeeding definition;
  private final Gender sex;
  private final Function<String, Conditions> conditions;
  private final Function<String, Readings> readings;

  Breastfeeding(
      @Nullable PregnancyDefinition definition,
      Gender sex,
      Function<String, Conditions> conditions,
      Function<String, Readings> readings) {
    this.definition = definition == null ? null : definition.breastfeeding();
    this.sex = sex;
    this.conditions = conditions;
    this.readings = readings;
  }

  Answer answer() {
    if (definition == null) {
      return Answer.of(Truth.UNKNOWN, List.of());
    }
    Answer condition = conditions.apply(definition.conditions()).present();
    Answer yes = latest(definition, definition.yes());
    boolean denied = latest(definition, definition.no()).truth() == Truth.HOLDS;
    List<Support> considered = new ArrayList<>(condition.considered());
    considered.addAll(yes.considered());
    Truth speaksFor = condition.truth().or(yes.truth());
    if (speaksFor.mayHold()) {
      return denied
          ? Answer.of(Truth.POSSIBLE, Pregnancy.doubted(considered, Doubt.ANSWERS_DISAGREE))
          : Answer.of(speaksFor, considered);
    }
    return Answer.of(denied || sex == Gender.MALE ? Truth.FAILS : Truth.UNKNOWN, considered);
  }

  private Answer latest(PregnancyDefinition.Breastfeeding d, String result) {
    return readings
        .apply(d.status())
        .all()
        .madeWithin(d.answerGoodForDays(), "days")
        .latest()
        .is(result);
  }
}
