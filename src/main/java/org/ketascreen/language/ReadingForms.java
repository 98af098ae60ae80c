package org.ketascreen.language;

import java.util.List;
import java.util.function.BiFunction;
import org.ketascreen.fact.Answer;
import org.ketascreen.fact.Readings;
import org.ketascreen.fact.Truth;
import org.ketascreen.language.Form.Qualifier;

/** Sentences about the patient's readings. */
final class ReadingForms {

  private static final Specimen.Trait<Object> NO_TRAIT =
      new Specimen.Trait<>(
          Object.class, (scene, args) -> List.of(), (draft, scene, args) -> Truth.UNKNOWN);

  private static final List<Qualifier<Readings.Selected>> ON_READINGS =
      List.of(
          Forms.qualifier(
              "within the last {window}",
              (s, a) -> s.madeWithin(a.amount(), a.unitOfTime()),
              "madeWithin( {window} )",
              NO_TRAIT),
          Forms.qualifier("at rest", (s, a) -> s.atRest(), "atRest()", NO_TRAIT),
          Forms.qualifier(
              "before the dose", (s, a) -> s.beforeTheDose(), "beforeTheDose()", NO_TRAIT));

  private ReadingForms() {}

  static List<Form<?>> forms() {
    return List.of(
        readings(
            "the latest {name} is above {quantity}",
            (s, a) -> s.latest().above(a.limit(), a.unit()),
            "latest().above( {quantity} )"),
        readings(
            "the latest {name} is at least {quantity}",
            (s, a) -> s.latest().atLeast(a.limit(), a.unit()),
            "latest().atLeast( {quantity} )"),
        readings(
            "the latest {name} is below {quantity}",
            (s, a) -> s.latest().below(a.limit(), a.unit()),
            "latest().below( {quantity} )"),
        readings(
            "the latest {name} is at most {quantity}",
            (s, a) -> s.latest().atMost(a.limit(), a.unit()),
            "latest().atMost( {quantity} )"),
        readings(
            "each of the last {number} {name} is above {quantity}",
            (s, a) -> s.last(a.theNumber()).above(a.limit(), a.unit()),
            "last( {number} ).above( {quantity} )"),
        readings(
            "each of the last {number} {name} is at least {quantity}",
            (s, a) -> s.last(a.theNumber()).atLeast(a.limit(), a.unit()),
            "last( {number} ).atLeast( {quantity} )"));
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
        null,
        (scene, args, qualified) -> List.of());
  }
}
