package org.ketascreen.language;

import java.util.List;
import java.util.function.Function;
import org.ketascreen.fact.Conditions;
import org.ketascreen.language.Form.Qualifier;
import org.ketascreen.record.Section;

/** Sentences about the patient's conditions and procedures. */
final class ConditionForms {

  private static final List<Qualifier<Conditions.Selected>> ON_CONDITIONS =
      List.of(
          Forms.qualifier(
              "that began within the last {window}",
              (s, a) -> s.beganWithin(a.amount(), a.unitOfTime()),
              "beganWithin( {window} )"),
          Forms.qualifier(
              "that began more than {window} ago",
              (s, a) -> s.beganMoreThanAgo(a.amount(), a.unitOfTime()),
              "beganMoreThanAgo( {window} )"),
          Forms.qualifier(
              "present within the last {window}",
              (s, a) -> s.presentWithin(a.amount(), a.unitOfTime()),
              "presentWithin( {window} )"),
          Forms.qualifier("in remission", (s, a) -> s.inRemission(), "inRemission()"),
          Forms.qualifier("not in remission", (s, a) -> s.notInRemission(), "notInRemission()"),
          Forms.qualifier(
              "of at least {severity} severity",
              (s, a) -> s.ofAtLeastSeverity(a.theName()),
              "ofAtLeastSeverity( {name} )"));

  private ConditionForms() {}

  static List<Form<?>> forms() {
    return List.of(
        conditions(
            "the patient has {name}",
            Conditions::present,
            "present()",
            false,
            "Does the patient have {name} now"),
        conditions(
            "the patient has ever had {name}",
            Conditions::ever,
            "ever()",
            false,
            "Has the patient ever had {name}"),
        conditions(
            "the patient does not have {name}",
            Conditions::present,
            "present()",
            true,
            "Does the patient have {name} now"),
        conditions(
            "the patient has never had {name}",
            Conditions::ever,
            "ever()",
            true,
            "Has the patient ever had {name}"));
  }

  private static Form<Conditions.Selected> conditions(
      String template,
      Function<Conditions, Conditions.Selected> start,
      String startDrl,
      boolean negated,
      String ask) {
    return Forms.form(
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
}
