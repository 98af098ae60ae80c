package org.ketascreen.review.diff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ketascreen.fact.Truth;
import org.ketascreen.fact.Window;
import org.ketascreen.language.Sentence;
import org.ketascreen.language.Witness;
import org.ketascreen.language.WitnessScene;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Gender;
import org.ketascreen.record.Moment;
import org.ketascreen.record.Observation;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.PregnancyDefinition;
import org.ketascreen.rulebase.Rulebase;

/**
 * What a rulebase defines for sentences that name no value set: who reads it, and patients at and
 * on both sides of what it turns on.
 */
final class Definitions {

  /** Words of the sentences that read what {@code pregnancy} defines. */
  static final Pattern PREGNANCY = Pattern.compile("pregnant|breastfeeding");

  /** Words of the sentences that read what {@code doses} defines. */
  static final Pattern DOSES =
      Pattern.compile("at rest|before the dose|after the dose|pre-dose|session|last dose");

  /** Words of the sentences that read what {@code idealWeight} defines. */
  static final Pattern IDEAL_WEIGHT = Pattern.compile("ideal weight");

  private final WitnessScene scene;
  private final List<Witness> all = new ArrayList<>();

  private Definitions(WitnessScene scene) {
    this.scene = scene;
  }

  /** Whether a sentence reads a value set, by its title or by a definition of the rulebase. */
  static boolean reads(Sentence sentence, String title, Rulebase rulebase) {
    return sentence.reads().contains(title)
        || sentence.singles().stream().anyMatch(each -> title.equals(each.result()))
        || readers(title, rulebase).anyMatch(each -> each.matcher(sentence.text()).find());
  }

  private static Stream<Pattern> readers(String title, Rulebase rulebase) {
    List<Pattern> readers = new ArrayList<>();
    if (rulebase.pregnancy() != null && titles(rulebase.pregnancy()).contains(title)) {
      readers.add(PREGNANCY);
    }
    if (rulebase.doses() != null && rulebase.doses().medicines().equals(title)) {
      readers.add(DOSES);
    }
    if (rulebase.idealWeight() != null && rulebase.idealWeight().height().equals(title)) {
      readers.add(IDEAL_WEIGHT);
    }
    return readers.stream();
  }

  private static Set<String> titles(PregnancyDefinition of) {
    Set<String> titles =
        new HashSet<>(
            List.of(
                of.conditions(),
                of.status(),
                of.pregnant(),
                of.notPregnant(),
                of.test(),
                of.positive(),
                of.negative(),
                of.excludedBy()));
    PregnancyDefinition.Breastfeeding breastfeeding = of.breastfeeding();
    if (breastfeeding != null) {
      titles.addAll(
          List.of(
              breastfeeding.conditions(),
              breastfeeding.status(),
              breastfeeding.yes(),
              breastfeeding.no()));
    }
    return titles;
  }

  static List<Witness> witnesses(WitnessScene scene, Rulebase rulebase) {
    Definitions definitions = new Definitions(scene);
    if (rulebase.pregnancy() != null) {
      definitions.pregnancy(rulebase.pregnancy());
    }
    return definitions.all;
  }

  private void pregnancy(PregnancyDefinition of) {
    for (int age : new int[] {of.fromAge(), of.toAge() + 1}) {
      female(age, 0);
      female(age, 1);
    }
    Window lasts = Window.of(of.lastsWeeks(), "week");
    pregnantSince(of, scene.atTheEdgeOf(lasts));
    pregnantSince(of, scene.justBefore(lasts));
    Window good = Window.of(of.answerGoodForDays(), "day");
    for (RecordedTime time : List.of(scene.atTheEdgeOf(good), scene.justBefore(good))) {
      answer(of.status(), of.notPregnant(), time);
      answer(of.test(), of.negative(), time);
    }
    for (RecordedTime time : List.of(scene.atTheEdgeOf(lasts), scene.justBefore(lasts))) {
      answer(of.status(), of.pregnant(), time);
      answer(of.test(), of.positive(), time);
    }
    PregnancyDefinition.Breastfeeding breastfeeding = of.breastfeeding();
    if (breastfeeding != null) {
      Window answered = Window.of(breastfeeding.answerGoodForDays(), "day");
      for (RecordedTime time : List.of(scene.atTheEdgeOf(answered), scene.justBefore(answered))) {
        answer(breastfeeding.status(), breastfeeding.yes(), time);
        answer(breastfeeding.status(), breastfeeding.no(), time);
      }
    }
  }

  /** A woman who is so many years old, or is so in so many days. */
  private void female(int years, int days) {
    RecordedTime born = scene.day(scene.asOf().day().minusYears(years).plusDays(days));
    all.add(
        new Witness(
            Truth.UNKNOWN,
            "female, born " + born,
            patient -> patient.sex(Gender.FEMALE).born(born)));
  }

  private void pregnantSince(PregnancyDefinition of, RecordedTime onset) {
    all.add(
        new Witness(
            Truth.UNKNOWN,
            "pregnant since " + onset,
            patient ->
                patient
                    .is(Section.CONDITIONS, AssertionStatus.RECORDED)
                    .add(
                        Condition.builder(
                                patient.reference("Condition"), scene.concept(of.conditions()))
                            .clinicalStatus(ClinicalStatus.ACTIVE)
                            .onset(new Moment.At(onset))
                            .build())));
  }

  private void answer(String question, String answer, RecordedTime time) {
    all.add(
        new Witness(
            Truth.UNKNOWN,
            answer + " on " + time,
            patient ->
                patient.add(
                    Observation.of(
                        patient.reference("Observation"),
                        scene.concept(question),
                        new Observation.Value.Coded(scene.concept(answer)),
                        time))));
  }
}
