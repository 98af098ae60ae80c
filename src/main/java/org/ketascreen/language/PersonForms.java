package org.ketascreen.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ketascreen.fact.Answer;
import org.ketascreen.fact.Facts;
import org.ketascreen.fact.Person;
import org.ketascreen.language.Form.Problems;
import org.ketascreen.language.Form.Qualified;

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
        new OfPerson("the patient is under {number} years old", "isUnder( {number} )") {
          @Override
          Answer asked(Person person, Args a) {
            return person.isUnder(a.theNumber());
          }

          @Override
          List<Need> needs(Facts facts, Args a) {
            return List.of(BIRTH_DATE);
          }

          @Override
          List<Witness> witnesses(WitnessScene scene, Args a, List<Qualified<Answer>> none) {
            return PersonWitnesses.under(scene, a, none);
          }
        },
        new OfPerson("the patient is at least {number} years old", "isAtLeast( {number} )") {
          @Override
          Answer asked(Person person, Args a) {
            return person.isAtLeast(a.theNumber());
          }

          @Override
          List<Need> needs(Facts facts, Args a) {
            return List.of(BIRTH_DATE);
          }

          @Override
          List<Witness> witnesses(WitnessScene scene, Args a, List<Qualified<Answer>> none) {
            return PersonWitnesses.atLeast(scene, a, none);
          }
        },
        new OfPregnancy("the patient is pregnant", "isPregnant()") {
          @Override
          Answer asked(Person person, Args a) {
            return person.isPregnant();
          }

          @Override
          List<Need> needs(Facts facts, Args a) {
            return List.of(PREGNANCY);
          }

          @Override
          List<Witness> witnesses(WitnessScene scene, Args a, List<Qualified<Answer>> none) {
            return PersonWitnesses.pregnant(scene, a, none);
          }
        },
        new OfPregnancy("the patient could be pregnant", "couldBePregnant()") {
          @Override
          Answer asked(Person person, Args a) {
            return person.couldBePregnant();
          }

          @Override
          List<Need> needs(Facts facts, Args a) {
            return sexAndAge(facts);
          }

          @Override
          List<Witness> witnesses(WitnessScene scene, Args a, List<Qualified<Answer>> none) {
            return PersonWitnesses.couldBePregnant(scene, a, none);
          }
        },
        new OfPerson("the patient is breastfeeding", "isBreastfeeding()") {
          @Override
          Answer asked(Person person, Args a) {
            return person.isBreastfeeding();
          }

          @Override
          void check(Args a, Vocabulary vocabulary, Problems problems) {
            checkBreastfeeding(vocabulary, problems);
          }

          @Override
          List<Need> needs(Facts facts, Args a) {
            return List.of(BREASTFEEDING);
          }

          @Override
          Set<String> reads(Args a, Vocabulary vocabulary) {
            return vocabulary.readForBreastfeeding();
          }

          @Override
          List<Witness> witnesses(WitnessScene scene, Args a, List<Qualified<Answer>> none) {
            return PersonWitnesses.breastfeeding(scene, a, none);
          }
        },
        new OfPerson("the patient is male", "isMale()") {
          @Override
          Answer asked(Person person, Args a) {
            return person.isMale();
          }

          @Override
          List<Need> needs(Facts facts, Args a) {
            return List.of(SEX);
          }

          @Override
          List<Witness> witnesses(WitnessScene scene, Args a, List<Qualified<Answer>> none) {
            return PersonWitnesses.male(scene, a, none);
          }
        },
        new OfPerson("the patient is female", "isFemale()") {
          @Override
          Answer asked(Person person, Args a) {
            return person.isFemale();
          }

          @Override
          List<Need> needs(Facts facts, Args a) {
            return List.of(SEX);
          }

          @Override
          List<Witness> witnesses(WitnessScene scene, Args a, List<Qualified<Answer>> none) {
            return PersonWitnesses.female(scene, a, none);
          }
        });
  }

  private static void checkBreastfeeding(Vocabulary vocabulary, Problems problems) {
    if (!vocabulary.definesBreastfeeding()) {
      problems.add(
          "the rulebase does not define breastfeeding",
          "define it below 'pregnancy' in rulebase.yaml");
    }
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

  private abstract static class OfPerson extends Form.OfOneFact<Person> {

    private OfPerson(String template, String drl) {
      super(Single.Kind.PERSON, Person.class, template, drl);
    }
  }

  private abstract static class OfPregnancy extends OfPerson {

    private OfPregnancy(String template, String drl) {
      super(template, drl);
    }

    @Override
    final void check(Args a, Vocabulary vocabulary, Problems problems) {
      if (!vocabulary.definesPregnancy()) {
        problems.add("the rulebase does not define pregnancy", "define it in rulebase.yaml");
      }
    }

    @Override
    final Set<String> reads(Args a, Vocabulary vocabulary) {
      return vocabulary.readForPregnancy();
    }
  }
}
