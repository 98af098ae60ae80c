package org.ketascreen.fact;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Gender;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.rulebase.PregnancyDefinition;

/**
 * Whether the patient is pregnant: what speaks for it (a condition, a status, a test), then what
 * speaks against it (a recent negative answer, sex, age, an operation or the menopause), then
 * nothing known.
 */
final class Pregnancy {

  private final @Nullable PregnancyDefinition definition;
  private final Gender sex;
  private final Viewpoint now;
  private final Function<String, Conditions> conditions;
  private final Function<String, Readings> readings;

  Pregnancy(
      @Nullable PregnancyDefinition definition,
      PatientRecord record,
      Viewpoint now,
      Function<String, Conditions> conditions,
      Function<String, Readings> readings) {
    this.definition = definition;
    this.sex = sex(record);
    this.now = now;
    this.conditions = conditions;
    this.readings = readings;
  }

  static Gender sex(PatientRecord record) {
    if (record.birthSex() != null) {
      return record.birthSex();
    }
    return record.gender() == null ? Gender.UNKNOWN : record.gender();
  }

  Answer answer() {
    if (definition == null) {
      return Answer.of(Truth.UNKNOWN, List.of());
    }
    Answer condition = present(definition);
    Answer status = latest(definition, definition.status(), definition.pregnant());
    Answer test = latest(definition, definition.test(), definition.positive());
    List<Support> considered = new ArrayList<>(condition.considered());
    considered.addAll(status.considered());
    considered.addAll(test.considered());
    Truth speaksFor = condition.truth().or(status.truth()).or(test.truth());
    boolean deniedLately = saysNotPregnant(definition);
    if (speaksFor.mayHold()) {
      return deniedLately
          ? Answer.of(Truth.POSSIBLE, doubted(considered, Doubt.ANSWERS_DISAGREE))
          : Answer.of(speaksFor, considered);
    }
    return Answer.of(
        deniedLately || cannotBe(definition) ? Truth.FAILS : Truth.UNKNOWN, considered);
  }

  private Answer present(PregnancyDefinition d) {
    Window pregnancy = new Window(d.lastsWeeks(), Window.Unit.WEEK);
    return conditions
        .apply(d.conditions())
        .present()
        .where(
            member ->
                now.within(pregnancy, Conditions.began(now, member.entry())) == Truth.FAILS
                    ? Verdict.FAILS
                    : Verdict.HOLDS);
  }

  private Answer latest(PregnancyDefinition d, String observation, String result) {
    return readings
        .apply(observation)
        .all()
        .madeWithin(d.lastsWeeks(), "weeks")
        .latest()
        .is(result);
  }

  private boolean saysNotPregnant(PregnancyDefinition d) {
    return recently(d, d.status(), d.notPregnant()) || recently(d, d.test(), d.negative());
  }

  private boolean recently(PregnancyDefinition d, String observation, String result) {
    return readings
            .apply(observation)
            .all()
            .madeWithin(d.answerGoodForDays(), "days")
            .latest()
            .is(result)
            .truth()
        == Truth.HOLDS;
  }

  private boolean cannotBe(PregnancyDefinition d) {
    return sex == Gender.MALE
        || now.hasCompleted(d.fromAge()).truth() == Truth.FAILS
        || now.hasCompleted(d.toAge() + 1).truth() == Truth.HOLDS
        || conditions.apply(d.excludedBy()).ever().truth() == Truth.HOLDS;
  }

  private static List<Support> doubted(List<Support> supports, Doubt doubt) {
    return supports.stream()
        .map(s -> new Support(s.evidence(), s.verdict().and(Verdict.possible(doubt))))
        .toList();
  }
}
