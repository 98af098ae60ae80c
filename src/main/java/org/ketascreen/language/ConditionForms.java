package org.ketascreen.language;

import java.util.List;
import org.ketascreen.fact.Answer;
import org.ketascreen.fact.Conditions;
import org.ketascreen.fact.Facts;
import org.ketascreen.fact.Indications;
import org.ketascreen.fact.Upcoming;
import org.ketascreen.language.Form.Qualified;
import org.ketascreen.language.Form.Qualifier;
import org.ketascreen.language.Specimen.Trait;
import org.ketascreen.record.Section;

/** Sentences about the patient's conditions and procedures. */
final class ConditionForms {

  private static final List<Qualifier<Conditions.Selected>> ON_CONDITIONS =
      List.of(
          new Qualifier<>("that began within the last {window}", "beganWithin( {window} )") {
            @Override
            Conditions.Selected narrowed(Conditions.Selected selected, Args a) {
              return selected.beganWithin(a.amount(), a.unitOfTime());
            }

            @Override
            Trait<?> trait() {
              return ConditionDraft.BEGAN_WITHIN;
            }
          },
          new Qualifier<>("that began more than {window} ago", "beganMoreThanAgo( {window} )") {
            @Override
            Conditions.Selected narrowed(Conditions.Selected selected, Args a) {
              return selected.beganMoreThanAgo(a.amount(), a.unitOfTime());
            }

            @Override
            Trait<?> trait() {
              return ConditionDraft.BEGAN_BEFORE;
            }
          },
          new Qualifier<>("present within the last {window}", "presentWithin( {window} )") {
            @Override
            Conditions.Selected narrowed(Conditions.Selected selected, Args a) {
              return selected.presentWithin(a.amount(), a.unitOfTime());
            }

            @Override
            Trait<?> trait() {
              return ConditionDraft.PRESENT_WITHIN;
            }
          },
          new Qualifier<>("in remission", "inRemission()") {
            @Override
            Conditions.Selected narrowed(Conditions.Selected selected, Args a) {
              return selected.inRemission();
            }

            @Override
            Trait<?> trait() {
              return ConditionDraft.IN_REMISSION;
            }
          },
          new Qualifier<>("not in remission", "notInRemission()") {
            @Override
            Conditions.Selected narrowed(Conditions.Selected selected, Args a) {
              return selected.notInRemission();
            }

            @Override
            Trait<?> trait() {
              return ConditionDraft.NOT_IN_REMISSION;
            }
          },
          new Qualifier<>("of at least {severity} severity", "ofAtLeastSeverity( {name} )") {
            @Override
            Conditions.Selected narrowed(Conditions.Selected selected, Args a) {
              return selected.ofAtLeastSeverity(a.theName());
            }

            @Override
            Trait<?> trait() {
              return ConditionDraft.SEVERE;
            }
          });

  private ConditionForms() {}

  static List<Form<?>> forms() {
    return List.of(
        new Present("the patient has {name}", false),
        new Ever("the patient has ever had {name}", false),
        new Present("the patient does not have {name}", true),
        new Ever("the patient has never had {name}", true),
        new Due("the patient is due to have {name} within the next {window}"),
        new Indicated("the treatment is for {name}"));
  }

  private static final class Present extends Form.Selecting<Conditions.Selected> {

    private Present(String template, boolean negated) {
      super(
          template,
          new Form.Words(
              Single.Kind.CONDITIONS,
              Section.CONDITIONS,
              negated,
              "present()",
              "",
              "Does the patient have {name} now"),
          ON_CONDITIONS);
    }

    @Override
    Conditions.Selected selected(Object fact, Args a) {
      return ((Conditions) fact).present();
    }

    @Override
    List<Witness> witnesses(
        WitnessScene scene, Args a, List<Qualified<Conditions.Selected>> qualified) {
      return ConditionDraft.SPECIMEN.witnesses(ConditionDraft.PRESENT, scene, a, qualified);
    }
  }

  private static final class Ever extends Form.Selecting<Conditions.Selected> {

    private Ever(String template, boolean negated) {
      super(
          template,
          new Form.Words(
              Single.Kind.CONDITIONS,
              Section.CONDITIONS,
              negated,
              "ever()",
              "",
              "Has the patient ever had {name}"),
          ON_CONDITIONS);
    }

    @Override
    Conditions.Selected selected(Object fact, Args a) {
      return ((Conditions) fact).ever();
    }

    @Override
    List<Witness> witnesses(
        WitnessScene scene, Args a, List<Qualified<Conditions.Selected>> qualified) {
      return ConditionDraft.SPECIMEN.witnesses(ConditionDraft.EVER, scene, a, qualified);
    }
  }

  private static final class Due extends Form.Selecting<Upcoming.Selected> {

    private Due(String template) {
      super(
          template,
          new Form.Words(
              Single.Kind.UPCOMING,
              Section.PLANS,
              false,
              "dueWithin( {window} )",
              "",
              "Is the patient due to have {name} within the next {window}"),
          List.of());
    }

    @Override
    Upcoming.Selected selected(Object fact, Args a) {
      return ((Upcoming) fact).dueWithin(a.amount(), a.unitOfTime());
    }

    @Override
    List<Witness> witnesses(
        WitnessScene scene, Args a, List<Qualified<Upcoming.Selected>> qualified) {
      return PlannedDraft.SPECIMEN.witnesses(PlannedDraft.DUE, scene, a, qualified);
    }
  }

  private static final class Indicated extends Form.Selecting<Answer> {

    private static final List<Need> INDICATION =
        List.of(new Need("indication", null, null, "What is the treatment for?"));

    private Indicated(String template) {
      super(
          template,
          new Form.Words(Single.Kind.INDICATIONS, null, false, "given()", "", null),
          List.of());
    }

    @Override
    Answer selected(Object fact, Args a) {
      return ((Indications) fact).given();
    }

    @Override
    List<Need> needs(Facts facts, Args a) {
      return INDICATION;
    }

    @Override
    List<Witness> witnesses(WitnessScene scene, Args a, List<Qualified<Answer>> none) {
      return IndicationWitnesses.of(scene, a, none);
    }
  }
}
