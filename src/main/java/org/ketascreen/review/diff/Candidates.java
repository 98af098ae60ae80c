package org.ketascreen.review.diff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ketascreen.fact.Facts;
import org.ketascreen.fact.Truth;
import org.ketascreen.fact.Window;
import org.ketascreen.language.Group;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Sentence;
import org.ketascreen.language.Single;
import org.ketascreen.language.Witness;
import org.ketascreen.language.WitnessPatient;
import org.ketascreen.language.WitnessScene;
import org.ketascreen.record.Observation;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.rulebase.Rule;

/**
 * The patients whom a rule is looked at with: for each of its sentences those at and on both sides
 * of each of its limits and windows, and of each truth that it can have, beside what makes that
 * sentence decide the rule. What they show is not promised: they are to be screened. Not
 * thread-safe.
 */
final class Candidates {

  private final WitnessScene scene;
  private final Predicate<Sentence> wanted;
  private final Map<String, List<Witness>> witnesses = new HashMap<>();

  /**
   * Makes them in a scene.
   *
   * @param wanted the single sentences that are to decide
   */
  Candidates(WitnessScene scene, Predicate<Sentence> wanted) {
    this.scene = scene;
    this.wanted = wanted;
  }

  Candidates(WitnessScene scene) {
    this(scene, any -> true);
  }

  /** Returns the patients for a rule. */
  List<WitnessPatient> of(RuleLogic logic) {
    Stream<Witness> all = Stream.concat(deciding(logic.whole()), documents(logic));
    return all.map(scene::patient).toList();
  }

  /** Returns the patients on whom a rule surely fires, if there are any. */
  List<Witness> firing(RuleLogic logic) {
    return witnesses(logic.whole()).stream().filter(each -> each.truth() == Truth.HOLDS).toList();
  }

  private Stream<Witness> deciding(Sentence sentence) {
    if (!(sentence instanceof Group group)) {
      return wanted.test(sentence) ? single(sentence) : Stream.empty();
    }
    return group.lines().stream()
        .flatMap(
            line ->
                deciding(line)
                    .flatMap(
                        each ->
                            Stream.of(
                                each,
                                completed(group, line, each, true),
                                completed(group, line, each, false))));
  }

  /** What is said of the patient or the plan as such can be said twice; the last word counts. */
  private Stream<Witness> single(Sentence sentence) {
    List<Witness> all = witnesses(sentence);
    boolean isOfEntries =
        sentence.singles().stream()
            .noneMatch(
                each -> each.kind() == Single.Kind.PERSON || each.kind() == Single.Kind.PLAN);
    Optional<Witness> holding =
        all.stream().filter(each -> each.truth() == Truth.HOLDS).findFirst();
    return isOfEntries || holding.isEmpty()
        ? all.stream()
        : all.stream().flatMap(each -> Stream.of(each, each.beside(List.of(holding.get()))));
  }

  private List<Witness> witnesses(Sentence sentence) {
    return witnesses.computeIfAbsent(
        sentence.text(),
        text ->
            sentence.witnesses(scene).stream()
                .sorted(Comparator.comparingInt(each -> entries(each)))
                .toList());
  }

  private int entries(Witness witness) {
    return scene.patient(witness).record().entries().size();
  }

  /**
   * Returns a witness of a line beside what makes one fewer of the other lines hold than must.
   *
   * @param failing whether the rest is made to fail
   */
  private Witness completed(Group group, Sentence deciding, Witness witness, boolean failing) {
    List<Witness> beside = new ArrayList<>();
    Map<Sentence, Truth> decided = new LinkedHashMap<>(Map.of(deciding, witness.truth()));
    Set<String> read = new HashSet<>(deciding.reads());
    int holding = 0;
    for (Sentence line : group.lines()) {
      Truth truth = holding < group.least() - 1 ? Truth.HOLDS : Truth.FAILS;
      if (line != deciding && (failing || truth == Truth.HOLDS)) {
        boolean isApart = Collections.disjoint(line.reads(), read);
        decided.put(line, truth);
        read.addAll(line.reads());
        Stream<Witness> ways = witnesses(line).stream().filter(each -> each.truth() == truth);
        (isApart ? ways.findFirst() : fitting(ways, decided, witness, beside))
            .ifPresent(beside::add);
        holding++;
      }
    }
    return witness.beside(beside);
  }

  /** One reading may have to serve several lines. */
  private Optional<Witness> fitting(
      Stream<Witness> ways, Map<Sentence, Truth> decided, Witness witness, List<Witness> beside) {
    Witness nothing = new Witness(Truth.UNKNOWN, "nothing more", patient -> {});
    return Stream.concat(Stream.of(nothing), ways)
        .filter(
            each -> {
              List<Witness> others = new ArrayList<>(beside);
              others.add(each);
              Facts facts = scene.facts(scene.patient(witness.beside(others)));
              return decided.entrySet().stream()
                  .allMatch(line -> line.getKey().evaluate(facts).truth() == line.getValue());
            })
        .findFirst();
  }

  /** The documents that a rule asks for, of each age that matters, where one is due. */
  private Stream<Witness> documents(RuleLogic logic) {
    Rule.Ask ask = logic.rule().ask();
    if (ask == null) {
      return Stream.empty();
    }
    return firing(logic).stream()
        .limit(1)
        .flatMap(
            due ->
                ages(logic).stream()
                    .map(
                        age ->
                            new Witness(
                                Truth.FAILS,
                                "a document",
                                patient -> patient.add(document(patient, ask, age))))
                    .map(each -> each.beside(List.of(due))));
  }

  private Set<RecordedTime> ages(RuleLogic logic) {
    Set<RecordedTime> ages = new LinkedHashSet<>(List.of(scene.today()));
    Window within = logic.askedWithin();
    if (within == null) {
      ages.add(scene.day(scene.asOf().day().minusYears(50)));
    } else {
      ages.add(scene.atTheEdgeOf(within));
      ages.add(scene.justBefore(within));
    }
    return ages;
  }

  private Observation document(WitnessPatient patient, Rule.Ask ask, RecordedTime age) {
    return Observation.of(
        patient.reference("Observation"),
        scene.concept(ask.observation()),
        scene.usual(ask.observation()),
        age);
  }
}
