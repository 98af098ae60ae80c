package org.ketascreen.language;

import java.util.List;
import org.ketascreen.fact.Allergies;
import org.ketascreen.fact.Medications;
import org.ketascreen.language.Form.Qualified;
import org.ketascreen.language.Form.Qualifier;
import org.ketascreen.language.Specimen.Trait;
import org.ketascreen.record.Section;

/** Sentences about what the patient takes and what the patient is allergic to. */
final class MedicationForms {

  private static final List<Qualifier<Medications.Selected>> ON_MEDICATIONS =
      List.of(
          new Qualifier<>("by the {route} route", "byRoute( {name} )") {
            @Override
            Medications.Selected narrowed(Medications.Selected selected, Args a) {
              return selected.byRoute(a.theName());
            }

            @Override
            Trait<?> trait() {
              return MedicationDraft.BY_ROUTE;
            }
          },
          new Qualifier<>("at least {quantity} a day", "atLeastADay( {quantity} )") {
            @Override
            Medications.Selected narrowed(Medications.Selected selected, Args a) {
              return selected.atLeastADay(a.limit(), a.unit());
            }

            @Override
            Trait<?> trait() {
              return MedicationDraft.AT_LEAST;
            }
          });

  private MedicationForms() {}

  static List<Form<?>> forms() {
    return List.of(
        new Taken("the patient takes {name}", false),
        new Taken("the patient does not take {name}", true),
        new TakenWithin("the patient took {name} within the last {window}"),
        new Allergic("the patient is allergic to {name}"));
  }

  private static final class Taken extends Form.Selecting<Medications.Selected> {

    private Taken(String template, boolean negated) {
      super(
          template,
          new Form.Words(
              Single.Kind.MEDICATIONS,
              Section.MEDICATIONS,
              negated,
              "taken()",
              "",
              "Does the patient take {name}"),
          ON_MEDICATIONS);
    }

    @Override
    Medications.Selected selected(Object fact, Args a) {
      return ((Medications) fact).taken();
    }

    @Override
    List<Witness> witnesses(
        WitnessScene scene, Args a, List<Qualified<Medications.Selected>> qualified) {
      return MedicationDraft.SPECIMEN.witnesses(MedicationDraft.TAKEN, scene, a, qualified);
    }
  }

  private static final class TakenWithin extends Form.Selecting<Medications.Selected> {

    private TakenWithin(String template) {
      super(
          template,
          new Form.Words(
              Single.Kind.MEDICATIONS,
              Section.MEDICATIONS,
              false,
              "takenWithin( {window} )",
              "",
              "Has the patient taken {name} within the last {window}"),
          ON_MEDICATIONS);
    }

    @Override
    Medications.Selected selected(Object fact, Args a) {
      return ((Medications) fact).takenWithin(a.amount(), a.unitOfTime());
    }

    @Override
    List<Witness> witnesses(
        WitnessScene scene, Args a, List<Qualified<Medications.Selected>> qualified) {
      return MedicationDraft.SPECIMEN.witnesses(MedicationDraft.TAKEN_WITHIN, scene, a, qualified);
    }
  }

  private static final class Allergic extends Form.Selecting<Allergies.Selected> {

    private Allergic(String template) {
      super(
          template,
          new Form.Words(
              Single.Kind.ALLERGIES,
              Section.ALLERGIES,
              false,
              "present()",
              "",
              "Is the patient allergic to {name}"),
          List.of());
    }

    @Override
    Allergies.Selected selected(Object fact, Args a) {
      return ((Allergies) fact).present();
    }

    @Override
    List<Witness> witnesses(
        WitnessScene scene, Args a, List<Qualified<Allergies.Selected>> qualified) {
      return AllergyDraft.SPECIMEN.witnesses(AllergyDraft.PRESENT, scene, a, qualified);
    }
  }
}
