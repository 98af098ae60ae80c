package org.ketascreen.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.fact.Answer;
import org.ketascreen.fact.Facts;
import org.ketascreen.fact.Plan;
import org.ketascreen.fact.Units;
import org.ketascreen.language.Form.Problems;
import org.ketascreen.language.Form.Qualified;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.Section;
import org.ketascreen.terminology.ObservationDefinition;

/** Sentences about the treatment that is planned. */
final class PlanForms {

  private static final Need DOSE = new Need("planned dose", null, null, "Which dose is planned?");

  private static final Need WEIGHT = new Need(Plan.WEIGHT, null, null, null);

  private static final Need SEX = new Need("sex", null, null, "What is the patient's sex?");

  private static final Need DURATION =
      new Need("planned duration", null, null, "Over how long is the dose to be given?");

  private static final Need SESSION =
      new Need("session number", null, null, "Which session of the course is it, from 1?");

  private static final Need COURSE =
      new Need("course began", null, null, "When did the course of treatment begin?");

  private PlanForms() {}

  static List<Form<?>> forms() {
    return List.of(
        new OfPlan("the planned dose is above {dose}", "doseIsAbove( {dose} )") {
          @Override
          Answer asked(Plan plan, Args a) {
            return plan.doseIsAbove(a.limit(), a.unit());
          }

          @Override
          void check(Args a, Vocabulary vocabulary, Problems problems) {
            checkDose(a.quantity(), problems);
          }

          @Override
          Set<String> elements() {
            return Set.of(DOSE.element());
          }

          @Override
          List<Need> needs(Facts facts, Args a) {
            return List.of(DOSE);
          }

          @Override
          List<Witness> witnesses(WitnessScene scene, Args a, List<Qualified<Answer>> none) {
            return DoseWitnesses.above(scene, a, none);
          }
        },
        new OfPlan("the planned dose is none of {quantities}", "doseIsNoneOf( {quantities} )") {
          @Override
          Answer asked(Plan plan, Args a) {
            return plan.doseIsNoneOf(a.theOther("quantities"));
          }

          @Override
          void check(Args a, Vocabulary vocabulary, Problems problems) {
            checkDoses(a, problems);
          }

          @Override
          Set<String> elements() {
            return Set.of(DOSE.element());
          }

          @Override
          List<Need> needs(Facts facts, Args a) {
            return List.of(DOSE);
          }

          @Override
          List<Witness> witnesses(WitnessScene scene, Args a, List<Qualified<Answer>> none) {
            return DoseWitnesses.noneOf(scene, a, none);
          }
        },
        new OfPlan(
            "the planned dose is above {dose} per kg of actual weight",
            "doseIsAbovePerKg( {dose} )") {
          @Override
          Answer asked(Plan plan, Args a) {
            return plan.doseIsAbovePerKg(a.limit(), a.unit());
          }

          @Override
          void check(Args a, Vocabulary vocabulary, Problems problems) {
            checkDose(a.quantity(), problems);
            checkPerKg(a, problems);
            checkWeight(vocabulary, problems);
          }

          @Override
          Set<String> reads(Args a, Vocabulary vocabulary) {
            return Set.of(Plan.WEIGHT);
          }

          @Override
          Set<String> elements() {
            return Set.of(DOSE.element());
          }

          @Override
          List<Need> needs(Facts facts, Args a) {
            return doseAndWeight(facts.plan());
          }

          @Override
          List<Witness> witnesses(WitnessScene scene, Args a, List<Qualified<Answer>> none) {
            return DoseWitnesses.abovePerKg(scene, a, none);
          }
        },
        new OfPlan(
            "the planned dose is above {dose} per kg of ideal weight",
            "doseIsAbovePerKgOfIdealWeight( {dose} )") {
          @Override
          Answer asked(Plan plan, Args a) {
            return plan.doseIsAbovePerKgOfIdealWeight(a.limit(), a.unit());
          }

          @Override
          void check(Args a, Vocabulary vocabulary, Problems problems) {
            checkDose(a.quantity(), problems);
            checkPerKg(a, problems);
            checkIdealWeight(vocabulary, problems);
          }

          @Override
          Set<String> reads(Args a, Vocabulary vocabulary) {
            return vocabulary.readForIdealWeight();
          }

          @Override
          Set<String> elements() {
            return Set.of(DOSE.element(), SEX.element());
          }

          @Override
          List<Need> needs(Facts facts, Args a) {
            return doseHeightAndSex(facts.plan());
          }

          @Override
          List<Witness> witnesses(WitnessScene scene, Args a, List<Qualified<Answer>> none) {
            return DoseWitnesses.abovePerKgOfIdealWeight(scene, a, none);
          }
        },
        new OfPlan(
            "the planned infusion takes less than {duration}",
            "infusionTakesLessThan( {duration} )") {
          @Override
          Answer asked(Plan plan, Args a) {
            return plan.infusionTakesLessThan(a.amount(), a.unitOfTime());
          }

          @Override
          Set<String> elements() {
            return Set.of(DURATION.element());
          }

          @Override
          List<Need> needs(Facts facts, Args a) {
            return List.of(DURATION);
          }

          @Override
          boolean isOfAnyTime() {
            return true;
          }

          @Override
          List<Witness> witnesses(WitnessScene scene, Args a, List<Qualified<Answer>> none) {
            return PlanWitnesses.infusionTakesLessThan(scene, a, none);
          }
        },
        new OfPlan(
            "the planned session is number {number} or later", "isSessionOrLater( {number} )") {
          @Override
          Answer asked(Plan plan, Args a) {
            return plan.isSessionOrLater(a.theNumber());
          }

          @Override
          Set<String> elements() {
            return Set.of(SESSION.element());
          }

          @Override
          List<Need> needs(Facts facts, Args a) {
            return List.of(SESSION);
          }

          @Override
          List<Witness> witnesses(WitnessScene scene, Args a, List<Qualified<Answer>> none) {
            return PlanWitnesses.isSessionOrLater(scene, a, none);
          }
        },
        new OfDoses(
            "the course began more than {window} ago", "courseBeganMoreThanAgo( {window} )") {
          @Override
          Answer asked(Plan plan, Args a) {
            return plan.courseBeganMoreThanAgo(a.amount(), a.unitOfTime());
          }

          @Override
          Set<String> elements() {
            return Set.of(COURSE.element());
          }

          @Override
          List<Need> needs(Facts facts, Args a) {
            return List.of(COURSE);
          }

          @Override
          boolean isOfAnyTime() {
            return true;
          }

          @Override
          List<Witness> witnesses(WitnessScene scene, Args a, List<Qualified<Answer>> none) {
            return PlanWitnesses.courseBegan(scene, a, none);
          }
        },
        new OfDoses(
            "there were more than {number} sessions in the last {window}",
            "moreSessionsThan( {number}, {window} )") {
          @Override
          Answer asked(Plan plan, Args a) {
            return plan.moreSessionsThan(a.theNumber(), a.amount(), a.unitOfTime());
          }

          @Override
          Set<String> elements() {
            return Set.of(SESSION.element(), COURSE.element());
          }

          @Override
          List<Need> needs(Facts facts, Args a) {
            return List.of(sessions(a));
          }

          @Override
          List<Witness> witnesses(WitnessScene scene, Args a, List<Qualified<Answer>> none) {
            return PlanWitnesses.moreSessions(scene, a, none);
          }
        },
        new OfDoses(
            "the last dose was less than {window} ago", "lastDoseWasLessThanAgo( {window} )") {
          @Override
          Answer asked(Plan plan, Args a) {
            return plan.lastDoseWasLessThanAgo(a.amount(), a.unitOfTime());
          }

          @Override
          List<Need> needs(Facts facts, Args a) {
            return List.of(lastDose(a));
          }

          @Override
          List<Witness> witnesses(WitnessScene scene, Args a, List<Qualified<Answer>> none) {
            return PlanWitnesses.lastDose(scene, a, none);
          }
        });
  }

  private static Need sessions(Args args) {
    return new Need(
        "sessions given",
        Section.MEDICATIONS,
        args.theWindow(),
        "On which days of the last " + args.theWindow() + " was a dose given?");
  }

  private static Need lastDose(Args args) {
    return new Need(
        "last dose", Section.MEDICATIONS, args.theWindow(), "When was the last dose given?");
  }

  private static List<Need> doseAndWeight(Plan plan) {
    List<Need> needs = new ArrayList<>();
    if (!plan.hasDose()) {
      needs.add(DOSE);
    }
    if (!plan.hasWeight() || needs.isEmpty()) {
      needs.add(WEIGHT);
    }
    return needs;
  }

  private static List<Need> doseHeightAndSex(Plan plan) {
    List<Need> needs = new ArrayList<>();
    if (!plan.hasDose()) {
      needs.add(DOSE);
    }
    if (!plan.hasSex()) {
      needs.add(SEX);
    }
    if (!plan.hasHeight() || needs.isEmpty()) {
      needs.add(new Need(plan.height(), null, null, null));
    }
    return needs;
  }

  private static void checkDose(@Nullable Quantity limit, Problems problems) {
    if (limit != null && !Units.isOfDose(limit.unit())) {
      problems.add("'" + limit.unit() + "' is no unit of a dose", "use mg");
    }
  }

  private static void checkDoses(Args args, Problems problems) {
    for (String dose : args.theOther("quantities").split(", ", -1)) {
      checkDose(Quantity.parse(dose), problems);
    }
  }

  private static void checkPerKg(Args args, Problems problems) {
    if (Objects.requireNonNull(args.quantity(), "quantity").value().signum() == 0) {
      problems.add("no dose is 0 per kg", "write a limit above 0");
    }
  }

  private static void checkWeight(Vocabulary vocabulary, Problems problems) {
    ObservationDefinition weight = vocabulary.observation(Plan.WEIGHT);
    if (weight == null) {
      problems.add(
          "no observation is titled '" + Plan.WEIGHT + "', which the sentence reads", "add it");
    } else if (!Units.areComparable("kg", weight.unit())) {
      problems.add("'" + Plan.WEIGHT + "' is not measured as a weight", "give it the unit kg");
    }
  }

  private static void checkIdealWeight(Vocabulary vocabulary, Problems problems) {
    if (!vocabulary.definesIdealWeight()) {
      problems.add("the rulebase does not define ideal weight", "define it in rulebase.yaml");
    }
  }

  static void checkDefinesDoses(Vocabulary vocabulary, Problems problems) {
    if (!vocabulary.definesDoses()) {
      problems.add("the rulebase does not define doses", "define them in rulebase.yaml");
    }
  }

  private abstract static class OfPlan extends Form.OfOneFact<Plan> {

    private OfPlan(String template, String drl) {
      super(Single.Kind.PLAN, Plan.class, template, drl);
    }
  }

  private abstract static class OfDoses extends OfPlan {

    private OfDoses(String template, String drl) {
      super(template, drl);
    }

    @Override
    final void check(Args a, Vocabulary vocabulary, Problems problems) {
      checkDefinesDoses(vocabulary, problems);
    }

    @Override
    final Set<String> reads(Args a, Vocabulary vocabulary) {
      return vocabulary.readForDoses();
    }
  }
}
