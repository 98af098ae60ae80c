package org.ketascreen.language;

import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.ketascreen.fact.Answer;
import org.ketascreen.fact.Readings;
import org.ketascreen.language.Form.Qualifier;
import org.ketascreen.terminology.ObservationDefinition;

/** Sentences about the patient's readings. */
final class ReadingForms {

  private static final List<Qualifier<Readings.Selected>> ON_READINGS =
      List.of(
          Forms.qualifier(
              "within the last {window}",
              (s, a) -> s.madeWithin(a.amount(), a.unitOfTime()),
              "madeWithin( {window} )",
              ReadingDraft.WITHIN),
          Forms.qualifier("at rest", (s, a) -> s.atRest(), "atRest()", ReadingDraft.AT_REST),
          Forms.qualifier(
              "before the dose",
              (s, a) -> s.beforeTheDose(),
              "beforeTheDose()",
              ReadingDraft.BEFORE_THE_DOSE),
          Forms.qualifier(
              "after the dose",
              (s, a) -> s.afterTheDose(),
              "afterTheDose()",
              ReadingDraft.AFTER_THE_DOSE));

  private static final Form.Special MEASURED =
      Form.Special.NOTHING.checked(ReadingForms::checkMeasured);

  private ReadingForms() {}

  static List<Form<?>> forms() {
    return List.of(
        readings(
            "the latest {name} is above {quantity}",
            (s, a) -> s.latest().above(a.limit(), a.unit()),
            "latest().above( {quantity} )",
            each(Shown.Side.ABOVE::values)),
        readings(
            "the latest {name} is at least {quantity}",
            (s, a) -> s.latest().atLeast(a.limit(), a.unit()),
            "latest().atLeast( {quantity} )",
            each(Shown.Side.AT_LEAST::values)),
        readings(
            "the latest {name} is below {quantity}",
            (s, a) -> s.latest().below(a.limit(), a.unit()),
            "latest().below( {quantity} )",
            each(Shown.Side.BELOW::values)),
        readings(
            "the latest {name} is at most {quantity}",
            (s, a) -> s.latest().atMost(a.limit(), a.unit()),
            "latest().atMost( {quantity} )",
            each(Shown.Side.AT_MOST::values)),
        againstRange(
            "the latest {name} is above its reference range",
            (s, a) -> s.latest().aboveItsRange(),
            "latest().aboveItsRange()",
            each(Shown::aboveRange)),
        againstRange(
            "the latest {name} is below its reference range",
            (s, a) -> s.latest().belowItsRange(),
            "latest().belowItsRange()",
            each(Shown::belowRange)),
        againstRange(
            "the latest {name} is at least {factor} times its upper limit",
            (s, a) -> s.latest().atLeastTimesItsUpperLimit(a.theOther("factor")),
            "latest().atLeastTimesItsUpperLimit( {factor} )",
            each(Shown::timesUpperLimit)),
        form(
            "the latest {name} is {result}",
            ON_READINGS,
            (s, a) -> s.latest().is(a.theOther("result")),
            "latest().is( {result} )",
            null,
            Form.Special.NOTHING.checked(ReadingForms::checkResult),
            each(Shown::results)),
        form(
            "the latest {name} is at least {quantity} above its pre-dose value",
            List.of(),
            (s, a) -> s.atLeastAbovePreDose(a.limit(), a.unit()),
            "atLeastAbovePreDose( {quantity} )",
            "Give {name} before and after today's dose, and when the dose was given.",
            Form.Special.NOTHING.checked(ReadingForms::checkDefinesDoses),
            RiseWitnesses::of),
        readings(
            "the mean of the last {number} {name} is above {quantity}",
            (s, a) -> s.last(a.theNumber()).meanAbove(a.limit(), a.unit()),
            "last( {number} ).meanAbove( {quantity} )",
            mean(Shown.Side.ABOVE::values)),
        readings(
            "the mean of the last {number} {name} is at least {quantity}",
            (s, a) -> s.last(a.theNumber()).meanAtLeast(a.limit(), a.unit()),
            "last( {number} ).meanAtLeast( {quantity} )",
            mean(Shown.Side.AT_LEAST::values)),
        readings(
            "each of the last {number} {name} is above {quantity}",
            (s, a) -> s.last(a.theNumber()).above(a.limit(), a.unit()),
            "last( {number} ).above( {quantity} )",
            each(Shown.Side.ABOVE::values)),
        readings(
            "each of the last {number} {name} is at least {quantity}",
            (s, a) -> s.last(a.theNumber()).atLeast(a.limit(), a.unit()),
            "last( {number} ).atLeast( {quantity} )",
            each(Shown.Side.AT_LEAST::values)));
  }

  private static WitnessMaker<Readings.Selected> each(
      BiFunction<WitnessScene, Args, List<Shown>> values) {
    return ReadingDraft.SPECIMEN.of(ReadingDraft.each(values));
  }

  private static WitnessMaker<Readings.Selected> mean(
      BiFunction<WitnessScene, Args, List<Shown>> values) {
    return ReadingDraft.SPECIMEN.of(ReadingDraft.mean(values));
  }

  private static Form<Readings.Selected> readings(
      String template,
      BiFunction<Readings.Selected, Args, Answer> end,
      String endDrl,
      WitnessMaker<Readings.Selected> witnesses) {
    return form(template, ON_READINGS, end, endDrl, null, Form.Special.NOTHING, witnesses);
  }

  private static Form<Readings.Selected> againstRange(
      String template,
      BiFunction<Readings.Selected, Args, Answer> end,
      String endDrl,
      WitnessMaker<Readings.Selected> witnesses) {
    return form(
        template,
        ON_READINGS,
        end,
        endDrl,
        "Give {name} with the laboratory's reference range.",
        MEASURED,
        witnesses);
  }

  private static void checkMeasured(Args args, Vocabulary vocabulary, Form.Problems problems) {
    ObservationDefinition observation = vocabulary.observation(args.theName());
    if (observation != null && observation.unit() == null) {
      problems.add(
          "'" + args.theName() + "' has coded results",
          "write: is \"...\", with a value set's title");
    }
  }

  private static void checkResult(Args args, Vocabulary vocabulary, Form.Problems problems) {
    String result = args.theOther("result");
    ObservationDefinition observation = vocabulary.observation(args.theName());
    if (!vocabulary.isValueSet(result)) {
      problems.add(
          "no value set is titled '" + result + "'",
          SentenceParser.nearest(result, vocabulary.titles(false)));
    }
    if (observation != null && observation.unit() != null) {
      problems.add(
          "'" + args.theName() + "' is measured in " + observation.unit(),
          "compare it with a quantity, or take an observation with coded results");
    }
  }

  private static void checkDefinesDoses(Args args, Vocabulary vocabulary, Form.Problems problems) {
    if (!vocabulary.definesDoses()) {
      problems.add("the rulebase does not define doses", "define them in rulebase.yaml");
    }
  }

  private static Form<Readings.Selected> form(
      String template,
      List<Qualifier<Readings.Selected>> qualifiers,
      BiFunction<Readings.Selected, Args, Answer> end,
      String endDrl,
      @Nullable String ask,
      Form.Special special,
      WitnessMaker<Readings.Selected> witnesses) {
    return new Form<>(
        new Args.Template(template),
        Single.Kind.READINGS,
        null,
        false,
        (fact, a) -> ((Readings) fact).all(),
        "all()",
        qualifiers,
        end,
        "." + endDrl,
        ask,
        null,
        null,
        witnesses,
        special);
  }
}
