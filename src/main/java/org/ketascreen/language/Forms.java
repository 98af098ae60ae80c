package org.ketascreen.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ketascreen.fact.Allergies;
import org.ketascreen.fact.Answer;
import org.ketascreen.fact.Conditions;
import org.ketascreen.fact.Facts;
import org.ketascreen.fact.Medications;
import org.ketascreen.fact.Person;
import org.ketascreen.fact.Plan;
import org.ketascreen.fact.Readings;
import org.ketascreen.language.Form.Qualifier;
import org.ketascreen.record.Section;

/**
 * Every sentence of the rule language, version 1. A sentence is one entry here: its words, what it
 * asks of which fact, and the same question in DRL.
 */
final class Forms {

  private static final List<Qualifier<Conditions.Selected>> ON_CONDITIONS =
      List.of(
          qualifier(
              "that began within the last {window}",
              (s, a) -> s.beganWithin(a.amount(), a.unitOfTime()),
              "beganWithin( {window} )"),
          qualifier(
              "that began more than {window} ago",
              (s, a) -> s.beganMoreThanAgo(a.amount(), a.unitOfTime()),
              "beganMoreThanAgo( {window} )"),
          qualifier(
              "present within the last {window}",
              (s, a) -> s.presentWithin(a.amount(), a.unitOfTime()),
              "presentWithin( {window} )"),
          qualifier("in remission", (s, a) -> s.inRemission(), "inRemission()"),
          qualifier("not in remission", (s, a) -> s.notInRemission(), "notInRemission()"),
          qualifier(
              "of at least {severity} severity",
              (s, a) -> s.ofAtLeastSeverity(a.theName()),
              "ofAtLeastSeverity( {name} )"));

  private static final List<Qualifier<Readings.Selected>> ON_READINGS =
      List.of(
          qualifier(
              "within the last {window}",
              (s, a) -> s.madeWithin(a.amount(), a.unitOfTime()),
              "madeWithin( {window} )"),
          qualifier("at rest", (s, a) -> s.atRest(), "atRest()"),
          qualifier("before the dose", (s, a) -> s.beforeTheDose(), "beforeTheDose()"));

  private static final Need BIRTH_DATE =
      new Need("birth date", null, null, "What is the patient's date of birth?");

  private static final Need PREGNANCY =
      new Need("pregnancy", null, null, "Is the patient pregnant? Do a pregnancy test.");

  private static final Need DOSE = new Need("planned dose", null, null, "Which dose is planned?");

  private static final Need WEIGHT = new Need(Plan.WEIGHT, null, null, null);

  static final List<Form<?>> ALL = all();

  private Forms() {}

  private static List<Form<?>> all() {
    List<Form<?>> forms = new ArrayList<>();
    forms.add(
        conditions(
            "the patient has {name}",
            Conditions::present,
            "present()",
            false,
            "Does the patient have {name} now"));
    forms.add(
        conditions(
            "the patient has ever had {name}",
            Conditions::ever,
            "ever()",
            false,
            "Has the patient ever had {name}"));
    forms.add(
        conditions(
            "the patient does not have {name}",
            Conditions::present,
            "present()",
            true,
            "Does the patient have {name} now"));
    forms.add(
        conditions(
            "the patient has never had {name}",
            Conditions::ever,
            "ever()",
            true,
            "Has the patient ever had {name}"));
    forms.add(
        medications(
            "the patient takes {name}",
            (m, a) -> m.taken(),
            "taken()",
            false,
            "Does the patient take {name}"));
    forms.add(
        medications(
            "the patient does not take {name}",
            (m, a) -> m.taken(),
            "taken()",
            true,
            "Does the patient take {name}"));
    forms.add(
        medications(
            "the patient took {name} within the last {window}",
            (m, a) -> m.takenWithin(a.amount(), a.unitOfTime()),
            "takenWithin( {window} )",
            false,
            "Has the patient taken {name} within the last {window}"));
    forms.add(
        form(
            "the patient is allergic to {name}",
            Single.Kind.ALLERGIES,
            "Allergies",
            Section.ALLERGIES,
            false,
            (facts, a) -> facts.allergies(a.theName()).present(),
            "present()",
            List.<Qualifier<Allergies.Selected>>of(),
            "Is the patient allergic to {name}"));
    forms.add(
        readings(
            "the latest {name} is above {quantity}",
            (s, a) -> s.latest().above(a.limit(), a.unit()),
            "latest().above( {quantity} )"));
    forms.add(
        readings(
            "the latest {name} is at least {quantity}",
            (s, a) -> s.latest().atLeast(a.limit(), a.unit()),
            "latest().atLeast( {quantity} )"));
    forms.add(
        readings(
            "the latest {name} is below {quantity}",
            (s, a) -> s.latest().below(a.limit(), a.unit()),
            "latest().below( {quantity} )"));
    forms.add(
        readings(
            "the latest {name} is at most {quantity}",
            (s, a) -> s.latest().atMost(a.limit(), a.unit()),
            "latest().atMost( {quantity} )"));
    forms.add(
        readings(
            "each of the last {number} {name} is above {quantity}",
            (s, a) -> s.last(a.theNumber()).above(a.limit(), a.unit()),
            "last( {number} ).above( {quantity} )"));
    forms.add(
        readings(
            "each of the last {number} {name} is at least {quantity}",
            (s, a) -> s.last(a.theNumber()).atLeast(a.limit(), a.unit()),
            "last( {number} ).atLeast( {quantity} )"));
    forms.add(
        person(
            "the patient is under {number} years old",
            (p, a) -> p.isUnder(a.theNumber()),
            "isUnder( {number} )",
            BIRTH_DATE,
            v -> Set.of()));
    forms.add(
        person(
            "the patient is at least {number} years old",
            (p, a) -> p.isAtLeast(a.theNumber()),
            "isAtLeast( {number} )",
            BIRTH_DATE,
            v -> Set.of()));
    forms.add(
        person(
            "the patient is pregnant",
            (p, a) -> p.isPregnant(),
            "isPregnant()",
            PREGNANCY,
            Vocabulary::readForPregnancy));
    forms.add(
        plan(
            "the planned dose is above {quantity} per kg of actual weight",
            (p, a) -> p.doseIsAbovePerKg(a.limit(), a.unit()),
            "doseIsAbovePerKg( {quantity} )",
            Forms::doseAndWeight));
    return List.copyOf(forms);
  }

  private static List<Need> doseAndWeight(Facts facts) {
    List<Need> needs = new ArrayList<>();
    if (!facts.plan().hasDose()) {
      needs.add(DOSE);
    }
    if (!facts.plan().hasWeight() || needs.isEmpty()) {
      needs.add(WEIGHT);
    }
    return needs;
  }

  private static <S> Qualifier<S> qualifier(
      String template, BiFunction<S, Args, S> step, String drl) {
    boolean aboutTime = !template.contains("remission") && !template.contains("severity");
    return new Qualifier<>(new Args.Template(template), step, drl, aboutTime);
  }

  private static <S extends Answer> Form<S> form(
      String template,
      Single.Kind kind,
      String fact,
      Section section,
      boolean negated,
      BiFunction<Facts, Args, S> start,
      String startDrl,
      List<Qualifier<S>> qualifiers,
      String ask) {
    return new Form<>(
        new Args.Template(template),
        kind,
        fact,
        "concept == {name}",
        section,
        negated,
        start,
        startDrl,
        qualifiers,
        (selected, a) -> selected,
        "",
        ask,
        null,
        null);
  }

  private static Form<Conditions.Selected> conditions(
      String template,
      Function<Conditions, Conditions.Selected> start,
      String startDrl,
      boolean negated,
      String ask) {
    return form(
        template,
        Single.Kind.CONDITIONS,
        "Conditions",
        Section.CONDITIONS,
        negated,
        (facts, a) -> start.apply(facts.conditions(a.theName())),
        startDrl,
        ON_CONDITIONS,
        ask);
  }

  private static Form<Medications.Selected> medications(
      String template,
      BiFunction<Medications, Args, Medications.Selected> start,
      String startDrl,
      boolean negated,
      String ask) {
    return form(
        template,
        Single.Kind.MEDICATIONS,
        "Medications",
        Section.MEDICATIONS,
        negated,
        (facts, a) -> start.apply(facts.medications(a.theName()), a),
        startDrl,
        List.of(),
        ask);
  }

  private static Form<Readings.Selected> readings(
      String template, BiFunction<Readings.Selected, Args, Answer> end, String endDrl) {
    return new Form<>(
        new Args.Template(template),
        Single.Kind.READINGS,
        "Readings",
        "concept == {name}",
        null,
        false,
        (facts, a) -> facts.readings(a.theName()).all(),
        "all()",
        ON_READINGS,
        end,
        "." + endDrl,
        null,
        null,
        null);
  }

  private static Form<Answer> person(
      String template,
      BiFunction<Person, Args, Answer> question,
      String drl,
      Need need,
      Function<Vocabulary, Set<String>> reads) {
    List<Need> needs = List.of(need);
    return alone(
        template,
        Single.Kind.PERSON,
        "Person",
        (f, a) -> question.apply(f.person(), a),
        drl,
        facts -> needs,
        reads);
  }

  private static Form<Answer> plan(
      String template,
      BiFunction<Plan, Args, Answer> question,
      String drl,
      Function<Facts, List<Need>> needed) {
    return alone(
        template,
        Single.Kind.PLAN,
        "Plan",
        (f, a) -> question.apply(f.plan(), a),
        drl,
        needed,
        v -> Set.of(Plan.WEIGHT));
  }

  private static Form<Answer> alone(
      String template,
      Single.Kind kind,
      String fact,
      BiFunction<Facts, Args, Answer> question,
      String drl,
      Function<Facts, List<Need>> needed,
      Function<Vocabulary, Set<String>> reads) {
    return new Form<>(
        new Args.Template(template),
        kind,
        fact,
        "",
        null,
        false,
        question,
        drl,
        List.of(),
        (answer, a) -> answer,
        "",
        null,
        needed,
        reads);
  }
}
