package org.ketascreen.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ketascreen.fact.Answer;
import org.ketascreen.fact.Facts;
import org.ketascreen.fact.Person;

/** Sentences about the patient as such. */
final class PersonForms {

  private static final Need BIRTH_DATE =
      new Need("birth date", null, null, "What is the patient's date of birth?");

  private static final Need PREGNANCY =
      new Need("pregnancy", null, null, "Is the patient pregnant? Do a pregnancy test.");

  private static final Need BREASTFEEDING =
      new Need("breastfeeding", null, null, "Is the patient breastfeeding?");

  private static final Need SEX =
      new Need("sex", null, null, "Which sex was recorded at the patient's birth?");

  private PersonForms() {}

  static List<Form<?>> forms() {
    return List.of(
        person(
            "the patient is under {number} years old",
            (p, a) -> p.isUnder(a.theNumber()),
            "isUnder( {number} )",
            facts -> List.of(BIRTH_DATE),
            v -> Set.of(),
            PersonWitnesses::under),
        person(
            "the patient is at least {number} years old",
            (p, a) -> p.isAtLeast(a.theNumber()),
            "isAtLeast( {number} )",
            facts -> List.of(BIRTH_DATE),
            v -> Set.of(),
            PersonWitnesses::atLeast),
        person(
            "the patient is pregnant",
            (p, a) -> p.isPregnant(),
            "isPregnant()",
            facts -> List.of(PREGNANCY),
            Vocabulary::readForPregnancy,
            PersonWitnesses::pregnant),
        person(
            "the patient could be pregnant",
            (p, a) -> p.couldBePregnant(),
            "couldBePregnant()",
            PersonForms::sexAndAge,
            Vocabulary::readForPregnancy,
            PersonWitnesses::couldBePregnant),
        person(
            "the patient is breastfeeding",
            (p, a) -> p.isBreastfeeding(),
            "isBreastfeeding()",
            facts -> List.of(BREASTFEEDING),
            Vocabulary::readForBreastfeeding,
            PersonWitnesses::breastfeeding),
        person(
            "the patient is male",
            (p, a) -> p.isMale(),
            "isMale()",
            facts -> List.of(SEX),
            v -> Set.of(),
            PersonWitnesses::male),
        person(
            "the patient is female",
            (p, a) -> p.isFemale(),
            "isFemale()",
            facts -> List.of(SEX),
            v -> Set.of(),
            PersonWitnesses::female));
  }

  private static List<Need> sexAndAge(Facts facts) {
    List<Need> needs = new ArrayList<>();
    if (!facts.person().hasSex()) {
      needs.add(SEX);
    }
    if (!facts.person().hasAge()) {
      needs.add(BIRTH_DATE);
    }
    return needs;
  }

  private static Form<Answer> person(
      String template,
      BiFunction<Person, Args, Answer> question,
      String drl,
      Function<Facts, List<Need>> needed,
      Function<Vocabulary, Set<String>> reads,
      WitnessMaker<Answer> witnesses) {
    return Forms.alone(
        template,
        Single.Kind.PERSON,
        (fact, a) -> question.apply((Person) fact, a),
        drl,
        needed,
        reads,
        witnesses);
  }
}
