package org.ketascreen.fact;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.record.Gender;
import org.ketascreen.record.RecordedTime;

/** The patient as such. Lives for one screening. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Person {

  private final String subject;
  private final Gender sex;
  private final Viewpoint now;
  private final Pregnancy pregnancy;
  private final Breastfeeding breastfeeding;

  Person(
      @Nullable String subject,
      Gender sex,
      Viewpoint now,
      Pregnancy pregnancy,
      Breastfeeding breastfeeding) {
    this.subject = subject == null ? "Patient" : subject;
    this.sex = sex;
    this.now = now;
    this.pregnancy = pregnancy;
    this.breastfeeding = breastfeeding;
  }

  /** Whether the patient has not completed so many years. */
  public Answer isUnder(int years) {
    return answer(hasNotCompleted(years), years);
  }

  /** Whether the patient has completed so many years. */
  public Answer isAtLeast(int years) {
    return answer(now.hasCompleted(years), years);
  }

  /** Whether the patient is pregnant, as the rulebase defines it. */
  public Answer isPregnant() {
    return pregnancy.answer();
  }

  /**
   * Whether the patient is breastfeeding, as the rulebase defines it. Nobody who is too young or
   * too old to be pregnant is, unless the record says so.
   */
  public Answer isBreastfeeding() {
    Answer answer = breastfeeding.answer();
    if (answer.truth() != Truth.UNKNOWN) {
      return answer;
    }
    return isOfChildbearingAge().truth() == Truth.FAILS
        ? Answer.of(Truth.FAILS, answer.considered())
        : answer;
  }

  /** Whether it is not ruled out, as the rulebase defines it, that the patient is pregnant. */
  public Answer couldBePregnant() {
    Answer female = isOfSex(Gender.FEMALE);
    Answer age = answer(isOfChildbearingAge(), pregnancy.fromAge(), pregnancy.toAge() + 1);
    List<Support> considered = new ArrayList<>(female.considered());
    considered.addAll(age.considered());
    return pregnancy.couldBe(Answer.of(female.truth().and(age.truth()), considered));
  }

  private Verdict isOfChildbearingAge() {
    return now.hasCompleted(pregnancy.fromAge()).and(hasNotCompleted(pregnancy.toAge() + 1));
  }

  private Verdict hasNotCompleted(int years) {
    return Verdict.of(now.hasCompleted(years).truth().not(), Doubt.BIRTH_DATE_COARSE);
  }

  /** Whether the patient is male. */
  public Answer isMale() {
    return isOfSex(Gender.MALE);
  }

  /** Whether the patient is female. */
  public Answer isFemale() {
    return isOfSex(Gender.FEMALE);
  }

  /** Whether it is said that the patient is male or female. */
  public boolean hasSex() {
    return sex == Gender.MALE || sex == Gender.FEMALE;
  }

  /** Whether a date of birth is said that can be used. */
  public boolean hasAge() {
    return now.hasCompleted(0).truth() != Truth.UNKNOWN;
  }

  private Answer isOfSex(Gender asked) {
    if (!hasSex()) {
      return Answer.of(Truth.UNKNOWN, List.of());
    }
    Verdict verdict = sex == asked ? Verdict.HOLDS : Verdict.FAILS;
    Evidence evidence = new Evidence(subject, "sex", null, null, sex.code(), null, null);
    return Answer.of(verdict.truth(), List.of(new Support(evidence, verdict)));
  }

  /**
   * Returns the answer, with the birthdays that it turns on as evidence: unlike the age, they stay
   * the same when the patient grows older.
   */
  private Answer answer(Verdict verdict, int... years) {
    RecordedTime birthDate = now.birthDate();
    if (birthDate == null) {
      return Answer.of(verdict.truth(), List.of());
    }
    String birthdays =
        IntStream.of(years)
            .mapToObj(each -> birthday(birthDate, each))
            .collect(Collectors.joining(", "));
    Evidence evidence =
        new Evidence(subject, "birth date", null, null, birthdays, birthDate.toString(), null);
    return Answer.of(verdict.truth(), List.of(new Support(evidence, verdict)));
  }

  private static String birthday(RecordedTime birthDate, int years) {
    LocalDate first = Ages.birthday(birthDate.firstDay(), years);
    LocalDate last = Ages.birthday(birthDate.lastDay(), years);
    return years
        + " years "
        + (first.equals(last) ? "on " + first : "between " + first + " and " + last);
  }
}
