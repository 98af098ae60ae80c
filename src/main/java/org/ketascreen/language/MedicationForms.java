package org.ketascreen.language;

import java.util.List;
import java.util.function.BiFunction;
import org.ketascreen.fact.Allergies;
import org.ketascreen.fact.Medications;
import org.ketascreen.language.Form.Qualifier;
import org.ketascreen.language.Specimen.Trait;
import org.ketascreen.record.Section;

/** Sentences about what the patient takes and what the patient is allergic to. */
final class MedicationForms {

  private static final List<Qualifier<Medications.Selected>> ON_MEDICATIONS =
      List.of(
          Forms.qualifier(
              "by the {route} route",
              (s, a) -> s.byRoute(a.theName()),
              "byRoute( {name} )",
              MedicationDraft.BY_ROUTE),
          Forms.qualifier(
              "at least {quantity} a day",
              (s, a) -> s.atLeastADay(a.limit(), a.unit()),
              "atLeastADay( {quantity} )",
              MedicationDraft.AT_LEAST));

  private MedicationForms() {}

  static List<Form<?>> forms() {
    return List.of(
        medications(
            "the patient takes {name}",
            (m, a) -> m.taken(),
            "taken()",
            false,
            "Does the patient take {name}",
            MedicationDraft.TAKEN),
        medications(
            "the patient does not take {name}",
            (m, a) -> m.taken(),
            "taken()",
            true,
            "Does the patient take {name}",
            MedicationDraft.TAKEN),
        medications(
            "the patient took {name} within the last {window}",
            (m, a) -> m.takenWithin(a.amount(), a.unitOfTime()),
            "takenWithin( {window} )",
            false,
            "Has the patient taken {name} within the last {window}",
            MedicationDraft.TAKEN_WITHIN),
        Forms.form(
            "the patient is allergic to {name}",
            Single.Kind.ALLERGIES,
            Section.ALLERGIES,
            false,
            (fact, a) -> ((Allergies) fact).present(),
            "present()",
            List.<Qualifier<Allergies.Selected>>of(),
            "Is the patient allergic to {name}",
            AllergyDraft.SPECIMEN.of(AllergyDraft.PRESENT)));
  }

  private static Form<Medications.Selected> medications(
      String template,
      BiFunction<Medications, Args, Medications.Selected> start,
      String startDrl,
      boolean negated,
      String ask,
      Trait<MedicationDraft> trait) {
    return Forms.form(
        template,
        Single.Kind.MEDICATIONS,
        Section.MEDICATIONS,
        negated,
        (fact, a) -> start.apply((Medications) fact, a),
        startDrl,
        ON_MEDICATIONS,
        ask,
        MedicationDraft.SPECIMEN.of(trait));
  }
}
