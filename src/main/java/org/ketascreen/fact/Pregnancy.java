package org.ketascreen.fact;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Gender;
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
      Gender sex,
      Viewpoint now,
      Function<String, Conditions> conditions,
      Function<String, Readings> readings) {
    this.definition = definition;
    this.sex = sex;
    this.now = now;
    this.conditions = conditions;
    this.readings = readings;
  }

  Answer answer() {
    if (definition == null) {
      return Answer.of(Truth.UNKNOWN, List.of());
    }
    boolean deniedLately = saysNotPregnant(definition);
    Answer condition = present(definition, deniedLately);
    Answer status = latest(definition, definition.status(), definition.pregnant());
    Answer test = latest(definition, definition.test(), definition.positive());
    List<Support> considered = new ArrayList<>(condition.considered());
    considered.addAll(status.considered());
    considered.addAll(test.considered());
    Truth speaksFor = condition.truth().or(status.truth()).or(test.truth());
    if (speaksFor.mayHold()) {
      return deniedLately
          ? Answer.of(Truth.POSSIBLE, doubted(considered, Doubt.ANSWERS_DISAGREE))
          : Answer.of(speaksFor, considered);
    }
    return Answer.of(
        deniedLately || cannotBe(definition) ? Truth.FAILS : Truth.UNKNOWN, considered);
  }

  /** What was only named or done does not stand against a recent denial; a condition does. */
  private Answer present(PregnancyDefinition d, boolean deniedLately) {
    Window pregnancy = new Window(d.lastsWeeks(), Window.Unit.WEEK);
    return conditions
        .apply(d.conditions())
        .present()
        .where(
            member ->
                (deniedLately && !(member.entry() instanceof Condition))
                        || now.within(pregnancy, Conditions.began(now, member.entry()))
                            == Truth.FAILS
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

  /**
   * Returns whether the patient is of an age and sex to become pregnant and nothing that the
   * rulebase names rules it out; who is, or may be, pregnant could be whatever else is said.
   *
   * @param ofSexAndAge what sex and age say, and what in the record says so
   */
  Answer couldBe(Answer ofSexAndAge) {
    if (definition == null) {
      return Answer.of(Truth.UNKNOWN, List.of());
    }
    Answer is = answer();
    if (is.truth().mayHold()) {
      return is;
    }
    Answer excluded = conditions.apply(definition.excludedBy()).ever();
    List<Support> considered = new ArrayList<>(ofSexAndAge.considered());
    excluded.considered().stream()
        .filter(support -> support.verdict().truth().mayHold())
        .map(Pregnancy::contrary)
        .forEach(considered::add);
    return Answer.of(ofSexAndAge.truth().and(excluded.truth().not()), considered);
  }

  private static Support contrary(Support support) {
    return support.verdict().truth() == Truth.HOLDS
        ? new Support(support.evidence(), Verdict.FAILS)
        : support;
  }

  int fromAge() {
    return definition == null ? 0 : definition.fromAge();
  }

  int toAge() {
    return definition == null ? 0 : definition.toAge();
  }

  private boolean cannotBe(PregnancyDefinition d) {
    return sex == Gender.MALE
        || now.hasCompleted(d.fromAge()).truth() == Truth.FAILS
        || now.hasCompleted(d.toAge() + 1).truth() == Truth.HOLDS
        || conditions.apply(d.excludedBy()).ever().truth() == Truth.HOLDS;
  }

  static List<Support> doubted(List<Support> supports, Doubt doubt) {
    return supports.stream()
        .map(s -> new Support(s.evidence(), s.verdict().and(Verdict.possible(doubt))))
        .toList();
  }
}
