package org.ketascreen.opinion;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Gender;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.rulebase.PregnancyDefinition;

/** Sentences on age, sex and pregnancy. */
final class OfPerson {

  private final PatientRecord record;
  private final Clock clock;
  private final OfConditions conditions;
  private final OfReadings readings;
  private final @Nullable PregnancyDefinition pregnancy;

  OfPerson(
      PatientRecord record,
      Clock clock,
      OfConditions conditions,
      OfReadings readings,
      @Nullable PregnancyDefinition pregnancy) {
    this.record = record;
    this.clock = clock;
    this.conditions = conditions;
    this.readings = readings;
    this.pregnancy = pregnancy;
  }

  /** Completed years, of the oldest and of the youngest that the birth date may mean. */
  View isAtLeast(int years) {
    if (record.birthDate() == null) {
      return View.of(Truth.UNKNOWN);
    }
    LocalDate youngest = record.birthDate().lastDay();
    LocalDate oldest = record.birthDate().firstDay();
    LocalDate today = clock.asOf().day();
    if (oldest.isAfter(today)) {
      return View.declined("a birth to come");
    }
    if (oldest.getMonthValue() == 2 && oldest.getDayOfMonth() == 29) {
      return View.declined("the birthday of who is born on 29 February");
    }
    boolean surely =
        !youngest.isAfter(today) && Period.between(youngest, today).getYears() >= years;
    boolean perhaps = Period.between(oldest, today).getYears() >= years;
    return View.of(surely ? Truth.HOLDS : perhaps ? Truth.POSSIBLE : Truth.FAILS);
  }

  View isUnder(int years) {
    return isAtLeast(years).not();
  }

  View is(Gender wanted) {
    Gender sex = sex();
    return View.of(
        sex == Gender.MALE || sex == Gender.FEMALE
            ? sex == wanted ? Truth.HOLDS : Truth.FAILS
            : Truth.UNKNOWN);
  }

  private @Nullable Gender sex() {
    return record.birthSex() == null ? record.gender() : record.birthSex();
  }

  /** Who cannot be: a man, a child, whoever is too old, or without a womb. */
  private View cannot() {
    View outside = isUnder(pregnancy.fromAge()).or(isAtLeast(pregnancy.toAge() + 1));
    View man = View.of(sex() == Gender.MALE ? Truth.HOLDS : Truth.FAILS);
    return man.or(outside).or(conditions.everHad(pregnancy.excludedBy(), List.of()));
  }

  private View answers(String observation, String result) {
    return readings.answer(observation, result, List.of());
  }

  private View recently(String observation, String result) {
    return readings.answer(
        observation, result, List.of("within the last " + pregnancy.answerGoodForDays() + " days"));
  }

  /** Active diagnoses; one that began longer ago than a pregnancy lasts says nothing of now. */
  private View pregnantNow() {
    return conditions.has(
        pregnancy.conditions(), List.of("that may last " + pregnancy.lastsWeeks() + " weeks"));
  }

  View isPregnant() {
    View diagnosed = pregnantNow();
    View told =
        recently(pregnancy.status(), pregnancy.pregnant())
            .or(recently(pregnancy.test(), pregnancy.positive()));
    View toldOnce =
        answers(pregnancy.status(), pregnancy.pregnant())
            .or(answers(pregnancy.test(), pregnancy.positive()));
    View denied = denied();
    View cannot = cannot();
    View speaks = diagnosed.or(told);
    if (!speaks.isExact() || !toldOnce.isExact() || !denied.isExact() || !cannot.isExact()) {
      return declined(speaks, toldOnce, denied, cannot);
    }
    boolean isDenied = denied.truths().contains(Truth.HOLDS);
    boolean cannotBe = cannot.truths().contains(Truth.HOLDS);
    if (maybe(speaks) || maybe(toldOnce)) {
      return isDenied || cannotBe || maybe(cannot) || maybe(denied) || !maybe(speaks)
          ? View.declined("answers on pregnancy that contradict or are old")
          : speaks;
    }
    if (isDenied || cannotBe) {
      return View.of(Truth.FAILS);
    }
    return maybe(cannot) || maybe(denied)
        ? View.declined("a pregnancy that is perhaps excluded")
        : View.of(Truth.UNKNOWN);
  }

  private static boolean maybe(View view) {
    return view.truths().stream().anyMatch(Truth::mayHold);
  }

  private View denied() {
    return recently(pregnancy.status(), pregnancy.notPregnant())
        .or(recently(pregnancy.test(), pregnancy.negative()));
  }

  private static View declined(View... parts) {
    View declined = View.declined("pregnancy, where a part of it is open");
    for (View each : parts) {
      declined = declined.or(each);
    }
    return View.declined(String.join("; ", declined.gaps()));
  }

  private View isSaidToBe() {
    return pregnantNow()
        .or(answers(pregnancy.status(), pregnancy.pregnant()))
        .or(answers(pregnancy.test(), pregnancy.positive()));
  }

  /** Whoever is a woman of an age, and of whom nothing says that she cannot. */
  View couldBePregnant() {
    if (maybe(isSaidToBe())) {
      return View.declined("who cannot be pregnant and is said to be");
    }
    View age = isUnder(pregnancy.fromAge()).or(isAtLeast(pregnancy.toAge() + 1));
    View excluded = conditions.everHad(pregnancy.excludedBy(), List.of());
    if (excluded.truths().contains(Truth.POSSIBLE)) {
      return View.declined("a pregnancy that is perhaps excluded");
    }
    View could = age.or(excluded).not();
    if (sex() == Gender.MALE) {
      return View.of(Truth.FAILS);
    }
    return sex() == Gender.FEMALE
        ? could
        : could.and(View.declined("who could be pregnant of whom the sex is not known"));
  }

  View isBreastfeeding() {
    PregnancyDefinition.Breastfeeding feeding = pregnancy.breastfeeding();
    List<String> window = List.of("within the last " + feeding.answerGoodForDays() + " days");
    View diagnosed = conditions.has(feeding.conditions());
    View yes = readings.answer(feeding.status(), feeding.yes(), window);
    View no = readings.answer(feeding.status(), feeding.no(), window);
    if (!diagnosed.isExact() || !yes.isExact() || !no.isExact()) {
      return declined(diagnosed, yes, no);
    }
    if (maybe(diagnosed) && maybe(no)) {
      return View.declined("answers on breastfeeding that contradict");
    }
    if (maybe(diagnosed) || maybe(yes)) {
      return diagnosed.or(yes);
    }
    if (maybe(no)) {
      return View.of(Truth.FAILS);
    }
    View outside = isUnder(pregnancy.fromAge()).or(isAtLeast(pregnancy.toAge() + 1));
    if (sex() == Gender.MALE || outside.truths().equals(Set.of(Truth.HOLDS))) {
      return View.of(Truth.FAILS);
    }
    return maybe(outside)
        ? View.declined("whether who is perhaps too old or too young breastfeeds")
        : View.of(Truth.UNKNOWN);
  }
}
