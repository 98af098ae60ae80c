package org.ketascreen.language;

import java.util.List;
import java.util.function.Function;
import org.ketascreen.fact.Answer;
import org.ketascreen.fact.Conditions;
import org.ketascreen.fact.Indications;
import org.ketascreen.fact.Upcoming;
import org.ketascreen.language.Form.Qualifier;
import org.ketascreen.language.Specimen.Trait;
import org.ketascreen.record.Section;

/** Sentences about the patient's conditions and procedures. */
final class ConditionForms {

  private static final List<Qualifier<Conditions.Selected>> ON_CONDITIONS =
      List.of(
          Forms.qualifier(
              "that began within the last {window}",
              (s, a) -> s.beganWithin(a.amount(), a.unitOfTime()),
              "beganWithin( {window} )",
              ConditionDraft.BEGAN_WITHIN),
          Forms.qualifier(
              "that began more than {window} ago",
              (s, a) -> s.beganMoreThanAgo(a.amount(), a.unitOfTime()),
              "beganMoreThanAgo( {window} )",
              ConditionDraft.BEGAN_BEFORE),
          Forms.qualifier(
              "present within the last {window}",
              (s, a) -> s.presentWithin(a.amount(), a.unitOfTime()),
              "presentWithin( {window} )",
              ConditionDraft.PRESENT_WITHIN),
          Forms.qualifier(
              "in remission",
              (s, a) -> s.inRemission(),
              "inRemission()",
              ConditionDraft.IN_REMISSION),
          Forms.qualifier(
              "not in remission",
              (s, a) -> s.notInRemission(),
              "notInRemission()",
              ConditionDraft.NOT_IN_REMISSION),
          Forms.qualifier(
              "of at least {severity} severity",
              (s, a) -> s.ofAtLeastSeverity(a.theName()),
              "ofAtLeastSeverity( {name} )",
              ConditionDraft.SEVERE));

  private ConditionForms() {}

  static List<Form<?>> forms() {
    return List.of(
        conditions(
            "the patient has {name}",
            Conditions::present,
            "present()",
            false,
            "Does the patient have {name} now",
            ConditionDraft.PRESENT),
        conditions(
            "the patient has ever had {name}",
            Conditions::ever,
            "ever()",
            false,
            "Has the patient ever had {name}",
            ConditionDraft.EVER),
        conditions(
            "the patient does not have {name}",
            Conditions::present,
            "present()",
            true,
            "Does the patient have {name} now",
            ConditionDraft.PRESENT),
        conditions(
            "the patient has never had {name}",
            Conditions::ever,
            "ever()",
            true,
            "Has the patient ever had {name}",
            ConditionDraft.EVER),
        upcoming(),
        indication());
  }

  private static Form<Upcoming.Selected> upcoming() {
    return Forms.form(
        "the patient is due to have {name} within the next {window}",
        Single.Kind.UPCOMING,
        Section.PLANS,
        false,
        (fact, a) -> ((Upcoming) fact).dueWithin(a.amount(), a.unitOfTime()),
        "dueWithin( {window} )",
        List.of(),
        "Is the patient due to have {name} within the next {window}",
        PlannedDraft.SPECIMEN.of(PlannedDraft.DUE));
  }

  private static Form<Answer> indication() {
    List<Need> needs = List.of(new Need("indication", null, null, "What is the treatment for?"));
    return new Form<>(
        new Args.Template("the treatment is for {name}"),
        Single.Kind.INDICATIONS,
        null,
        false,
        (fact, a) -> ((Indications) fact).given(),
        "given()",
        List.of(),
        (answer, a) -> answer,
        "",
        null,
        facts -> needs,
        null,
        IndicationWitnesses::of);
  }

  private static Form<Conditions.Selected> conditions(
      String template,
      Function<Conditions, Conditions.Selected> start,
      String startDrl,
      boolean negated,
      String ask,
      Trait<ConditionDraft> trait) {
    return Forms.form(
        template,
        Single.Kind.CONDITIONS,
        Section.CONDITIONS,
        negated,
        (fact, a) -> start.apply((Conditions) fact),
        startDrl,
        ON_CONDITIONS,
        ask,
        ConditionDraft.SPECIMEN.of(trait));
  }
}
