package org.ketascreen.language;

import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ketascreen.fact.Answer;
import org.ketascreen.fact.Person;

/** Sentences about the patient as such. */
final class PersonForms {

  private static final Need BIRTH_DATE =
      new Need("birth date", null, null, "What is the patient's date of birth?");

  private static final Need PREGNANCY =
      new Need("pregnancy", null, null, "Is the patient pregnant? Do a pregnancy test.");

  private PersonForms() {}

  static List<Form<?>> forms() {
    return List.of(
        person(
            "the patient is under {number} years old",
            (p, a) -> p.isUnder(a.theNumber()),
            "isUnder( {number} )",
            BIRTH_DATE,
            v -> Set.of()),
        person(
            "the patient is at least {number} years old",
            (p, a) -> p.isAtLeast(a.theNumber()),
            "isAtLeast( {number} )",
            BIRTH_DATE,
            v -> Set.of()),
        person(
            "the patient is pregnant",
            (p, a) -> p.isPregnant(),
            "isPregnant()",
            PREGNANCY,
            Vocabulary::readForPregnancy));
  }

  private static Form<Answer> person(
      String template,
      BiFunction<Person, Args, Answer> question,
      String drl,
      Need need,
      Function<Vocabulary, Set<String>> reads) {
    List<Need> needs = List.of(need);
    return Forms.alone(
        template,
        Single.Kind.PERSON,
        "Person",
        (f, a) -> question.apply(f.person(), a),
        drl,
        facts -> needs,
        reads);
  }
}
