package org.ketascreen.language;

import java.util.List;
import java.util.function.BiFunction;
import org.ketascreen.fact.Allergies;
import org.ketascreen.fact.Medications;
import org.ketascreen.language.Form.Qualifier;
import org.ketascreen.record.Section;

/** Sentences about what the patient takes and what the patient is allergic to. */
final class MedicationForms {

  private MedicationForms() {}

  static List<Form<?>> forms() {
    return List.of(
        medications(
            "the patient takes {name}",
            (m, a) -> m.taken(),
            "taken()",
            false,
            "Does the patient take {name}"),
        medications(
            "the patient does not take {name}",
            (m, a) -> m.taken(),
            "taken()",
            true,
            "Does the patient take {name}"),
        medications(
            "the patient took {name} within the last {window}",
            (m, a) -> m.takenWithin(a.amount(), a.unitOfTime()),
            "takenWithin( {window} )",
            false,
            "Has the patient taken {name} within the last {window}"),
        Forms.form(
            "the patient is allergic to {name}",
            Single.Kind.ALLERGIES,
            "Allergies",
            Section.ALLERGIES,
            false,
            (facts, a) -> facts.allergies(a.theName()).present(),
            "present()",
            List.<Qualifier<Allergies.Selected>>of(),
            "Is the patient allergic to {name}"));
  }

  private static Form<Medications.Selected> medications(
      String template,
      BiFunction<Medications, Args, Medications.Selected> start,
      String startDrl,
      boolean negated,
      String ask) {
    return Forms.form(
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
}
