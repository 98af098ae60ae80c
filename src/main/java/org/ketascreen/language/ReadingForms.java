package org.ketascreen.language;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.fact.Answer;
import org.ketascreen.fact.Readings;
import org.ketascreen.language.Form.Problems;
import org.ketascreen.language.Form.Qualified;
import org.ketascreen.language.Form.Qualifier;
import org.ketascreen.language.Form.Words;
import org.ketascreen.language.Specimen.Trait;
import org.ketascreen.terminology.ObservationDefinition;

/** Sentences about the patient's readings. */
final class ReadingForms {

  private static final List<Qualifier<Readings.Selected>> ON_READINGS =
      List.of(
          new Qualifier<>("within the last {window}", "madeWithin( {window} )") {
            @Override
            Readings.Selected narrowed(Readings.Selected selected, Args a) {
              return selected.madeWithin(a.amount(), a.unitOfTime());
            }

            @Override
            Trait<?> trait() {
              return ReadingDraft.WITHIN;
            }
          },
          new Qualifier<>("at rest", "atRest()") {
            @Override
            Readings.Selected narrowed(Readings.Selected selected, Args a) {
              return selected.atRest();
            }

            @Override
            Trait<?> trait() {
              return ReadingDraft.AT_REST;
            }
          },
          new Qualifier<>("before the dose", "beforeTheDose()") {
            @Override
            Readings.Selected narrowed(Readings.Selected selected, Args a) {
              return selected.beforeTheDose();
            }

            @Override
            Trait<?> trait() {
              return ReadingDraft.BEFORE_THE_DOSE;
            }
          },
          new Qualifier<>("after the dose", "afterTheDose()") {
            @Override
            Readings.Selected narrowed(Readings.Selected selected, Args a) {
              return selected.afterTheDose();
            }

            @Override
            Trait<?> trait() {
              return ReadingDraft.AFTER_THE_DOSE;
            }
          });

  private ReadingForms() {}

  static List<Form<?>> forms() {
    return List.of(
        new OnReadings("the latest {name} is above {quantity}", "latest().above( {quantity} )") {
          @Override
          Answer answer(Readings.Selected s, Args a) {
            return s.latest().above(a.limit(), a.unit());
          }

          @Override
          Trait<ReadingDraft> trait() {
            return ReadingDraft.each(Shown.Side.ABOVE::values);
          }
        },
        new OnReadings(
            "the latest {name} is at least {quantity}", "latest().atLeast( {quantity} )") {
          @Override
          Answer answer(Readings.Selected s, Args a) {
            return s.latest().atLeast(a.limit(), a.unit());
          }

          @Override
          Trait<ReadingDraft> trait() {
            return ReadingDraft.each(Shown.Side.AT_LEAST::values);
          }
        },
        new OnReadings("the latest {name} is below {quantity}", "latest().below( {quantity} )") {
          @Override
          Answer answer(Readings.Selected s, Args a) {
            return s.latest().below(a.limit(), a.unit());
          }

          @Override
          Trait<ReadingDraft> trait() {
            return ReadingDraft.each(Shown.Side.BELOW::values);
          }
        },
        new OnReadings("the latest {name} is at most {quantity}", "latest().atMost( {quantity} )") {
          @Override
          Answer answer(Readings.Selected s, Args a) {
            return s.latest().atMost(a.limit(), a.unit());
          }

          @Override
          Trait<ReadingDraft> trait() {
            return ReadingDraft.each(Shown.Side.AT_MOST::values);
          }
        },
        new AgainstRange(
            "the latest {name} is above its reference range", "latest().aboveItsRange()") {
          @Override
          Answer answer(Readings.Selected s, Args a) {
            return s.latest().aboveItsRange();
          }

          @Override
          Trait<ReadingDraft> trait() {
            return ReadingDraft.each(Shown::aboveRange);
          }
        },
        new AgainstRange(
            "the latest {name} is below its reference range", "latest().belowItsRange()") {
          @Override
          Answer answer(Readings.Selected s, Args a) {
            return s.latest().belowItsRange();
          }

          @Override
          Trait<ReadingDraft> trait() {
            return ReadingDraft.each(Shown::belowRange);
          }
        },
        new AgainstRange(
            "the latest {name} is at least {factor} times its upper limit",
            "latest().atLeastTimesItsUpperLimit( {factor} )") {
          @Override
          Answer answer(Readings.Selected s, Args a) {
            return s.latest().atLeastTimesItsUpperLimit(a.theOther("factor"));
          }

          @Override
          Trait<ReadingDraft> trait() {
            return ReadingDraft.each(Shown::timesUpperLimit);
          }
        },
        new OnReadings("the latest {name} is {result}", "latest().is( {result} )") {
          @Override
          Answer answer(Readings.Selected s, Args a) {
            return s.latest().is(a.theOther("result"));
          }

          @Override
          void check(Args a, Vocabulary vocabulary, Problems problems) {
            checkResult(a, vocabulary, problems);
          }

          @Override
          Trait<ReadingDraft> trait() {
            return ReadingDraft.each(Shown::results);
          }
        },
        new Rise("the latest {name} is at least {quantity} above its pre-dose value"),
        new OnReadings(
            "the mean of the last {number} {name} is above {quantity}",
            "last( {number} ).meanAbove( {quantity} )") {
          @Override
          Answer answer(Readings.Selected s, Args a) {
            return s.last(a.theNumber()).meanAbove(a.limit(), a.unit());
          }

          @Override
          Trait<ReadingDraft> trait() {
            return ReadingDraft.mean(Shown.Side.ABOVE::values);
          }
        },
        new OnReadings(
            "the mean of the last {number} {name} is at least {quantity}",
            "last( {number} ).meanAtLeast( {quantity} )") {
          @Override
          Answer answer(Readings.Selected s, Args a) {
            return s.last(a.theNumber()).meanAtLeast(a.limit(), a.unit());
          }

          @Override
          Trait<ReadingDraft> trait() {
            return ReadingDraft.mean(Shown.Side.AT_LEAST::values);
          }
        },
        new OnReadings(
            "each of the last {number} {name} is above {quantity}",
            "last( {number} ).above( {quantity} )") {
          @Override
          Answer answer(Readings.Selected s, Args a) {
            return s.last(a.theNumber()).above(a.limit(), a.unit());
          }

          @Override
          Trait<ReadingDraft> trait() {
            return ReadingDraft.each(Shown.Side.ABOVE::values);
          }
        },
        new OnReadings(
            "each of the last {number} {name} is at least {quantity}",
            "last( {number} ).atLeast( {quantity} )") {
          @Override
          Answer answer(Readings.Selected s, Args a) {
            return s.last(a.theNumber()).atLeast(a.limit(), a.unit());
          }

          @Override
          Trait<ReadingDraft> trait() {
            return ReadingDraft.each(Shown.Side.AT_LEAST::values);
          }
        });
  }

  private static void checkMeasured(Args args, Vocabulary vocabulary, Problems problems) {
    ObservationDefinition observation = vocabulary.observation(args.theName());
    if (observation != null && observation.unit() == null) {
      problems.add(
          "'" + args.theName() + "' has coded results",
          "write: is \"...\", with a value set's title");
    }
  }

  private static void checkResult(Args args, Vocabulary vocabulary, Problems problems) {
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

  private static Words words(String drl, @Nullable String ask) {
    return new Words(Single.Kind.READINGS, null, false, "all()", "." + drl, ask);
  }

  /** A sentence on the last reading, or the last so many. */
  private abstract static class OnReadings extends Form<Readings.Selected> {

    private OnReadings(String template, String drl) {
      this(template, words(drl, null));
    }

    private OnReadings(String template, Words words) {
      super(template, words, ON_READINGS);
    }

    /** Returns what it makes of a witness. */
    abstract Trait<ReadingDraft> trait();

    @Override
    final Readings.Selected selected(Object fact, Args a) {
      return ((Readings) fact).all();
    }

    @Override
    final List<Witness> witnesses(
        WitnessScene scene, Args a, List<Qualified<Readings.Selected>> qualified) {
      return ReadingDraft.SPECIMEN.witnesses(trait(), scene, a, qualified);
    }
  }

  private abstract static class AgainstRange extends OnReadings {

    private AgainstRange(String template, String drl) {
      super(template, words(drl, "Give {name} with the laboratory's reference range."));
    }

    @Override
    final void check(Args a, Vocabulary vocabulary, Problems problems) {
      checkMeasured(a, vocabulary, problems);
    }
  }

  private static final class Rise extends Form<Readings.Selected> {

    private Rise(String template) {
      super(
          template,
          words(
              "atLeastAbovePreDose( {quantity} )",
              "Give {name} before and after today's dose, and when the dose was given."),
          List.of());
    }

    @Override
    void check(Args a, Vocabulary vocabulary, Problems problems) {
      PlanForms.checkDefinesDoses(vocabulary, problems);
    }

    @Override
    Readings.Selected selected(Object fact, Args a) {
      return ((Readings) fact).all();
    }

    @Override
    Answer answer(Readings.Selected selected, Args a) {
      return selected.atLeastAbovePreDose(a.limit(), a.unit());
    }

    @Override
    List<Witness> witnesses(
        WitnessScene scene, Args a, List<Qualified<Readings.Selected>> unqualified) {
      return RiseWitnesses.of(scene, a, unqualified);
    }
  }
}
