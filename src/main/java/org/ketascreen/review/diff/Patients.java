package org.ketascreen.review.diff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.fact.Truth;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Witness;
import org.ketascreen.language.WitnessScene;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Observation;
import org.ketascreen.record.Quantity;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.terminology.ObservationDefinition;
import org.ketascreen.terminology.ValueSet;

/** Makes up the patients with whom two versions are compared. Not thread-safe. */
final class Patients {

  private final Version before;
  private final Version after;
  private final Titles titles;
  private final List<Context> contexts;

  Patients(Version before, Version after, Titles titles) {
    this.before = before;
    this.after = after;
    this.titles = titles;
    Set<String> jurisdictions = new TreeSet<>(before.rulebase().jurisdictions());
    jurisdictions.addAll(after.rulebase().jurisdictions());
    this.contexts = Context.all(jurisdictions);
  }

  /** Returns the first context in which both versions ask a rule, or none. */
  List<Context> whereBothAsk(String rule) {
    return Context.first(contexts, each -> isAskedBefore(each, rule) && isAskedAfter(each, rule));
  }

  /** Returns the first context in which only the version before asks a rule, or none. */
  List<Context> whereOnlyBeforeAsks(String rule) {
    return Context.first(contexts, each -> isAskedBefore(each, rule) && !isAskedAfter(each, rule));
  }

  /** Returns the first context in which only the other version asks a rule, or none. */
  List<Context> whereOnlyAfterAsks(String rule) {
    return Context.first(contexts, each -> !isAskedBefore(each, rule) && isAskedAfter(each, rule));
  }

  /**
   * Returns the context in which both versions ask two rules, and the fewest others that subsume
   * the milder one and so would hide what becomes of it; or none.
   */
  List<Context> whereBothAsk(String stricter, String milder) {
    return contexts.stream()
        .filter(
            each ->
                Stream.of(stricter, milder)
                    .allMatch(rule -> isAskedBefore(each, rule) && isAskedAfter(each, rule)))
        .min(Comparator.comparingLong(each -> hiding(each, milder)))
        .stream()
        .toList();
  }

  private long hiding(Context context, String milder) {
    return Stream.of(before, after)
        .flatMap(each -> each.rules().values().stream())
        .filter(each -> each.rule().subsumes().contains(milder) && context.asks(each))
        .count();
  }

  private boolean isAskedBefore(Context context, String rule) {
    return context.asks(before.rule(rule));
  }

  private boolean isAskedAfter(Context context, String rule) {
    return context.asks(after.rule(rule));
  }

  private WitnessScene sceneBefore(Context context) {
    return before.scene(context).showing(titles.shownBefore());
  }

  private WitnessScene sceneAfter(Context context) {
    return after.scene(context).showing(titles.shownAfter());
  }

  /** Returns the patients with whom a rule is looked at, as each version that has it reads. */
  List<ScreeningRequest> of(String rule, Collection<Context> where) {
    List<ScreeningRequest> patients = new ArrayList<>();
    for (Context context : where) {
      add(patients, context, new Candidates(sceneBefore(context)), before.rule(rule));
      add(patients, context, new Candidates(sceneAfter(context)), after.rule(rule));
    }
    return patients;
  }

  /**
   * Returns more patients with whom a rule is looked at: of some of its sentences, with two things
   * changed at a time.
   *
   * @param texts what those sentences say, in either version
   */
  List<ScreeningRequest> inPairs(String rule, Collection<Context> where, Set<String> texts) {
    List<ScreeningRequest> patients = new ArrayList<>();
    for (Context context : where) {
      for (Version each : List.of(before, after)) {
        WitnessScene scene = each == before ? sceneBefore(context) : sceneAfter(context);
        Candidates candidates =
            new Candidates(scene.inPairs(), sentence -> texts.contains(sentence.text()));
        add(patients, context, candidates, each.rule(rule));
      }
    }
    return patients;
  }

  private static void add(
      List<ScreeningRequest> patients,
      Context context,
      Candidates candidates,
      @Nullable RuleLogic logic) {
    if (logic != null) {
      candidates.of(logic).forEach(each -> patients.add(context.request(each)));
    }
  }

  /** Returns patients on whom two rules may fire. */
  List<ScreeningRequest> ofBoth(String stricter, String milder, Collection<Context> where) {
    List<ScreeningRequest> patients = new ArrayList<>(of(stricter, where));
    for (Context context : where) {
      addBoth(patients, context, sceneBefore(context), before.rule(stricter), before.rule(milder));
      addBoth(patients, context, sceneAfter(context), after.rule(stricter), after.rule(milder));
    }
    return patients;
  }

  private static void addBoth(
      List<ScreeningRequest> patients,
      Context context,
      WitnessScene scene,
      @Nullable RuleLogic one,
      @Nullable RuleLogic other) {
    if (one != null && other != null) {
      Candidates candidates = new Candidates(scene);
      for (Witness each : candidates.firing(one)) {
        candidates
            .firing(other)
            .forEach(
                beside ->
                    patients.add(context.request(scene.patient(each.beside(List.of(beside))))));
      }
    }
  }

  /**
   * Returns patients who have something that a value set is to be recognised by, where a rule reads
   * it.
   *
   * @param pair the value set
   * @param shown what they have
   */
  List<ScreeningRequest> having(
      Titles.Pair pair, CodeableConcept shown, String rule, Collection<Context> where) {
    List<ScreeningRequest> patients = new ArrayList<>();
    for (Context context : where) {
      String old = pair.before().title();
      String title = pair.after().title();
      add(
          patients,
          context,
          new Candidates(
              sceneBefore(context).showing(Map.of(old, shown)),
              sentence -> Definitions.reads(sentence, old, before.rulebase())),
          before.rule(rule));
      add(
          patients,
          context,
          new Candidates(
              sceneAfter(context).showing(Map.of(title, shown)),
              sentence -> Definitions.reads(sentence, title, after.rulebase())),
          after.rule(rule));
    }
    patients.removeIf(each -> !has(each, shown));
    return patients;
  }

  /**
   * Returns the patients with whom a rule is looked at that reads a definition of the rulebase, and
   * answers and conditions of each age that a definition turns on.
   */
  List<ScreeningRequest> defined(String rule, Collection<Context> where) {
    List<ScreeningRequest> patients = new ArrayList<>(of(rule, where));
    for (Context context : where) {
      for (Version each : List.of(before, after)) {
        WitnessScene scene = each == before ? sceneBefore(context) : sceneAfter(context);
        RuleLogic logic = each.rule(rule);
        if (logic != null) {
          Candidates candidates = new Candidates(scene);
          for (Witness turning : Definitions.witnesses(scene, each.rulebase())) {
            patients.add(context.request(scene.patient(turning)));
            candidates
                .firing(logic)
                .forEach(
                    firing ->
                        patients.add(
                            context.request(scene.patient(turning.beside(List.of(firing))))));
          }
        }
      }
    }
    return patients;
  }

  /**
   * Returns patients with readings at and on both sides of the ends of what is plausible, and those
   * of the sentences that read it.
   */
  List<ScreeningRequest> measuring(Titles.Pair pair, String rule, Collection<Context> where) {
    List<ScreeningRequest> patients = new ArrayList<>(of(rule, where));
    for (Context context : where) {
      for (Quantity each : ends(pair)) {
        addMeasured(
            patients, context, sceneBefore(context), before.rule(rule), pair.before(), each);
        addMeasured(patients, context, sceneAfter(context), after.rule(rule), pair.after(), each);
      }
    }
    return patients;
  }

  private static Set<Quantity> ends(Titles.Pair pair) {
    Set<Quantity> ends = new LinkedHashSet<>();
    for (ValueSet valueSet : List.of(pair.before(), pair.after())) {
      ObservationDefinition of = valueSet.observation();
      if (of != null) {
        Stream.of(of.plausibleLow(), of.plausibleHigh())
            .filter(Objects::nonNull)
            .forEach(
                end -> {
                  for (int step = -1; step <= 1; step++) {
                    BigDecimal moved = end.value().add(BigDecimal.valueOf(step));
                    ends.add(new Quantity(moved, null, of.unit()));
                  }
                });
      }
    }
    return ends;
  }

  private static void addMeasured(
      List<ScreeningRequest> patients,
      Context context,
      WitnessScene scene,
      @Nullable RuleLogic logic,
      ValueSet valueSet,
      Quantity value) {
    if (logic != null && valueSet.observation() != null) {
      Witness reading =
          new Witness(
              Truth.UNKNOWN,
              "a reading",
              patient ->
                  patient.add(
                      Observation.of(
                          patient.reference("Observation"),
                          scene.concept(valueSet.title()),
                          new Observation.Value.Measured(value),
                          scene.time(scene.asOf().span().earliest()))));
      patients.add(context.request(scene.patient(reading)));
      new Candidates(scene, each -> !each.reads().contains(valueSet.title()))
          .of(logic)
          .forEach(
              each -> {
                reading.add().accept(each);
                patients.add(context.request(each));
              });
    }
  }

  /** Returns the ids of the rules that read a value set in either version, gravest first. */
  List<String> readers(Titles.Pair pair) {
    Map<String, RuleLogic> reading = new HashMap<>();
    addReaders(reading, before, pair.before().title());
    addReaders(reading, after, pair.after().title());
    return reading.values().stream()
        .map(RuleLogic::rule)
        .sorted(Patients::gravestFirst)
        .map(Rule::id)
        .toList();
  }

  private static void addReaders(Map<String, RuleLogic> reading, Version version, String title) {
    version.rules().values().stream()
        .filter(each -> Definitions.reads(each.whole(), title, version.rulebase()))
        .forEach(each -> reading.put(each.rule().id(), each));
  }

  private static int gravestFirst(Rule one, Rule other) {
    int graver = one.severity().compareTo(other.severity());
    return graver != 0 ? graver : one.id().compareTo(other.id());
  }

  private static boolean has(ScreeningRequest request, CodeableConcept concept) {
    Set<Object> all = new HashSet<>(request.treatment().indications());
    request
        .record()
        .entries()
        .forEach(
            each -> {
              all.add(each.code());
              if (each instanceof Observation observation
                  && observation.value() instanceof Observation.Value.Coded coded) {
                all.add(coded.concept());
              }
            });
    return all.contains(concept);
  }
}
