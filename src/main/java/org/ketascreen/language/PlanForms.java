package org.ketascreen.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ketascreen.fact.Answer;
import org.ketascreen.fact.Plan;
import org.ketascreen.fact.Units;
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

  private static final Form.Special ON_DOSE =
      Form.Special.NOTHING
          .checked((args, vocabulary, problems) -> checkDose(args.quantity(), problems))
          .needing((facts, args) -> List.of(DOSE), DOSE.element());

  private PlanForms() {}

  static List<Form<?>> forms() {
    return List.of(
        plan(
            "the planned dose is above {dose}",
            DoseWitnesses::above,
            (p, a) -> p.doseIsAbove(a.limit(), a.unit()),
            "doseIsAbove( {dose} )",
            v -> Set.of(),
            ON_DOSE),
        plan(
            "the planned dose is none of {quantities}",
            DoseWitnesses::noneOf,
            (p, a) -> p.doseIsNoneOf(a.theOther("quantities")),
            "doseIsNoneOf( {quantities} )",
            v -> Set.of(),
            ON_DOSE.checked(PlanForms::checkDoses)),
        plan(
            "the planned dose is above {dose} per kg of actual weight",
            DoseWitnesses::abovePerKg,
            (p, a) -> p.doseIsAbovePerKg(a.limit(), a.unit()),
            "doseIsAbovePerKg( {dose} )",
            v -> Set.of(Plan.WEIGHT),
            ON_DOSE
                .checked(PlanForms::checkPerKg)
                .checked(PlanForms::checkWeight)
                .needing((facts, args) -> doseAndWeight(facts.plan()), DOSE.element())),
        plan(
            "the planned dose is above {dose} per kg of ideal weight",
            DoseWitnesses::abovePerKgOfIdealWeight,
            (p, a) -> p.doseIsAbovePerKgOfIdealWeight(a.limit(), a.unit()),
            "doseIsAbovePerKgOfIdealWeight( {dose} )",
            Vocabulary::readForIdealWeight,
            ON_DOSE
                .checked(PlanForms::checkPerKg)
                .checked(PlanForms::checkIdealWeight)
                .needing(
                    (facts, args) -> doseHeightAndSex(facts.plan()),
                    DOSE.element(),
                    SEX.element())),
        plan(
            "the planned infusion takes less than {duration}",
            PlanWitnesses::infusionTakesLessThan,
            (p, a) -> p.infusionTakesLessThan(a.amount(), a.unitOfTime()),
            "infusionTakesLessThan( {duration} )",
            v -> Set.of(),
            Form.Special.NOTHING
                .withoutReach()
                .needing((facts, args) -> List.of(DURATION), DURATION.element())),
        plan(
            "the planned session is number {number} or later",
            PlanWitnesses::isSessionOrLater,
            (p, a) -> p.isSessionOrLater(a.theNumber()),
            "isSessionOrLater( {number} )",
            v -> Set.of(),
            Form.Special.NOTHING.needing((facts, args) -> List.of(SESSION), SESSION.element())),
        plan(
            "the course began more than {window} ago",
            PlanWitnesses::courseBegan,
            (p, a) -> p.courseBeganMoreThanAgo(a.amount(), a.unitOfTime()),
            "courseBeganMoreThanAgo( {window} )",
            Vocabulary::readForDoses,
            Form.Special.NOTHING
                .withoutReach()
                .checked(PlanForms::checkDefinesDoses)
                .needing((facts, args) -> List.of(COURSE), COURSE.element())),
        plan(
            "there were more than {number} sessions in the last {window}",
            PlanWitnesses::moreSessions,
            (p, a) -> p.moreSessionsThan(a.theNumber(), a.amount(), a.unitOfTime()),
            "moreSessionsThan( {number}, {window} )",
            Vocabulary::readForDoses,
            Form.Special.NOTHING
                .checked(PlanForms::checkDefinesDoses)
                .needing(
                    (facts, args) -> List.of(sessions(args)), SESSION.element(), COURSE.element())),
        plan(
            "the last dose was less than {window} ago",
            PlanWitnesses::lastDose,
            (p, a) -> p.lastDoseWasLessThanAgo(a.amount(), a.unitOfTime()),
            "lastDoseWasLessThanAgo( {window} )",
            Vocabulary::readForDoses,
            Form.Special.NOTHING
                .checked(PlanForms::checkDefinesDoses)
                .needing((facts, args) -> List.of(lastDose(args)))));
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

  private static void checkDose(@Nullable Quantity limit, Form.Problems problems) {
    if (limit != null && !Units.isOfDose(limit.unit())) {
      problems.add("'" + limit.unit() + "' is no unit of a dose", "use mg");
    }
  }

  private static void checkDoses(Args args, Vocabulary vocabulary, Form.Problems problems) {
    for (String dose : args.theOther("quantities").split(", ", -1)) {
      checkDose(Quantity.parse(dose), problems);
    }
  }

  private static void checkPerKg(Args args, Vocabulary vocabulary, Form.Problems problems) {
    if (Objects.requireNonNull(args.quantity(), "quantity").value().signum() == 0) {
      problems.add("no dose is 0 per kg", "write a limit above 0");
    }
  }

  private static void checkWeight(Args args, Vocabulary vocabulary, Form.Problems problems) {
    ObservationDefinition weight = vocabulary.observation(Plan.WEIGHT);
    if (weight == null) {
      problems.add(
          "no observation is titled '" + Plan.WEIGHT + "', which the sentence reads", "add it");
    } else if (!Units.areComparable("kg", weight.unit())) {
      problems.add("'" + Plan.WEIGHT + "' is not measured as a weight", "give it the unit kg");
    }
  }

  private static void checkIdealWeight(Args args, Vocabulary vocabulary, Form.Problems problems) {
    if (!vocabulary.definesIdealWeight()) {
      problems.add("the rulebase does not define ideal weight", "define it in rulebase.yaml");
    }
  }

  private static void checkDefinesDoses(Args args, Vocabulary vocabulary, Form.Problems problems) {
    if (!vocabulary.definesDoses()) {
      problems.add("the rulebase does not define doses", "define them in rulebase.yaml");
    }
  }

  private static Form<Answer> plan(
      String template,
      WitnessMaker<Answer> witnesses,
      BiFunction<Plan, Args, Answer> question,
      String drl,
      Function<Vocabulary, Set<String>> reads,
      Form.Special special) {
    return new Form<>(
        new Args.Template(template),
        Single.Kind.PLAN,
        null,
        false,
        (fact, a) -> question.apply((Plan) fact, a),
        drl,
        List.of(),
        (answer, a) -> answer,
        "",
        null,
        null,
        reads,
        witnesses,
        special);
  }
}
