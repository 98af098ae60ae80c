package org.ketascreen.language;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ketascreen.fact.Answer;
import org.ketascreen.fact.Truth;
import org.ketascreen.language.Form.Qualified;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Gender;
import org.ketascreen.record.Observation;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.PregnancyDefinition;

/** The witnesses of sentences about the patient as such. */
final class PersonWitnesses {

  private PersonWitnesses() {}

  static List<Witness> atLeast(WitnessScene scene, Args args, List<Qualified<Answer>> none) {
    LocalDate birthday = scene.asOf().day().minusYears(args.theNumber());
    return List.of(
        born(Truth.HOLDS, scene.day(birthday)),
        born(Truth.FAILS, scene.day(birthday.plusDays(1))),
        born(Truth.POSSIBLE, RecordedTime.parse(String.valueOf(birthday.getYear()))),
        new Witness(Truth.UNKNOWN, "birth date not known", patient -> {}));
  }

  static List<Witness> under(WitnessScene scene, Args args, List<Qualified<Answer>> none) {
    return atLeast(scene, args, none).stream().map(Witness::not).toList();
  }

  private static Witness born(Truth truth, RecordedTime day) {
    return new Witness(truth, "born " + day, patient -> patient.born(day));
  }

  static List<Witness> pregnant(WitnessScene scene, Args args, List<Qualified<Answer>> none) {
    PregnancyDefinition d = Objects.requireNonNull(scene.pregnancy(), "pregnancy");
    List<Witness> witnesses = new ArrayList<>();
    witnesses.add(condition(scene, Truth.HOLDS, d.conditions(), ClinicalStatus.ACTIVE));
    witnesses.add(answer(scene, Truth.HOLDS, d.status(), d.pregnant()));
    witnesses.add(answer(scene, Truth.HOLDS, d.test(), d.positive()));
    witnesses.add(condition(scene, Truth.POSSIBLE, d.conditions(), null));
    witnesses.add(new Witness(Truth.UNKNOWN, "nothing known", patient -> {}));
    witnesses.add(answer(scene, Truth.FAILS, d.status(), d.notPregnant()));
    witnesses.add(answer(scene, Truth.FAILS, d.test(), d.negative()));
    witnesses.addAll(cannotBe(scene, Truth.FAILS, d));
    return witnesses;
  }

  private static List<Witness> cannotBe(
      WitnessScene scene, Truth truth, PregnancyDefinition definition) {
    LocalDate today = scene.asOf().day();
    return List.of(
        new Witness(truth, "male", patient -> patient.sex(Gender.MALE)),
        born(truth, scene.day(today.minusYears(definition.fromAge()).plusDays(2))),
        born(truth, scene.day(today.minusYears(definition.toAge() + 1L).minusDays(2))),
        condition(scene, truth, definition.excludedBy(), ClinicalStatus.ACTIVE));
  }

  private static Witness condition(
      WitnessScene scene, Truth truth, String title, @Nullable ClinicalStatus status) {
    return new Witness(
        truth,
        title + (status == null ? ", no clinical status" : ", " + status.code()),
        patient ->
            patient
                .is(Section.CONDITIONS, AssertionStatus.RECORDED)
                .add(
                    Condition.builder(patient.reference("Condition"), scene.concept(title))
                        .clinicalStatus(status)
                        .build()));
  }

  private static Witness answer(
      WitnessScene scene, Truth truth, String observation, String result) {
    return new Witness(
        truth,
        observation + ": " + result,
        patient ->
            patient.add(
                Observation.of(
                    patient.reference("Observation"),
                    scene.concept(observation),
                    new Observation.Value.Coded(scene.concept(result)),
                    scene.today())));
  }

  static List<Witness> couldBePregnant(
      WitnessScene scene, Args args, List<Qualified<Answer>> none) {
    PregnancyDefinition d = Objects.requireNonNull(scene.pregnancy(), "pregnancy");
    RecordedTime oldEnough = scene.day(scene.asOf().day().minusYears(d.fromAge() + 1L));
    List<Witness> witnesses = new ArrayList<>();
    witnesses.add(
        new Witness(
            Truth.HOLDS,
            "female, born " + oldEnough,
            patient -> patient.sex(Gender.FEMALE).born(oldEnough)));
    witnesses.add(answer(scene, Truth.HOLDS, d.status(), d.pregnant()));
    witnesses.add(condition(scene, Truth.POSSIBLE, d.conditions(), null));
    witnesses.add(new Witness(Truth.UNKNOWN, "female", patient -> patient.sex(Gender.FEMALE)));
    witnesses.add(born(Truth.UNKNOWN, oldEnough));
    witnesses.addAll(cannotBe(scene, Truth.FAILS, d));
    return witnesses;
  }

  static List<Witness> breastfeeding(WitnessScene scene, Args args, List<Qualified<Answer>> none) {
    PregnancyDefinition.Breastfeeding d =
        Objects.requireNonNull(
            Objects.requireNonNull(scene.pregnancy(), "pregnancy").breastfeeding(),
            "breastfeeding");
    return List.of(
        condition(scene, Truth.HOLDS, d.conditions(), ClinicalStatus.ACTIVE),
        answer(scene, Truth.HOLDS, d.status(), d.yes()),
        condition(scene, Truth.POSSIBLE, d.conditions(), null),
        new Witness(Truth.UNKNOWN, "nothing known", patient -> {}),
        answer(scene, Truth.FAILS, d.status(), d.no()),
        new Witness(Truth.FAILS, "male", patient -> patient.sex(Gender.MALE)));
  }

  static List<Witness> male(WitnessScene scene, Args args, List<Qualified<Answer>> none) {
    return List.of(
        new Witness(Truth.HOLDS, "male", patient -> patient.sex(Gender.MALE)),
        new Witness(Truth.FAILS, "female", patient -> patient.sex(Gender.FEMALE)),
        new Witness(Truth.UNKNOWN, "other", patient -> patient.sex(Gender.OTHER)),
        new Witness(Truth.UNKNOWN, "sex not known", patient -> {}));
  }

  static List<Witness> female(WitnessScene scene, Args args, List<Qualified<Answer>> none) {
    return male(scene, args, none).stream().map(Witness::not).toList();
  }
}
