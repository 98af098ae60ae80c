package org.ketascreen.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.ketascreen.fact.Truth;

/**
 * How the witnesses of one kind of sentence are made. Something about the patient is drafted; what
 * the sentence and its qualifiers turn on is changed, one thing at a time; each says what it then
 * makes of the draft. Immutable and thread-safe.
 *
 * @param type what is drafted
 * @param blank returns a draft of which nothing is decided
 * @param joining what a sentence and its qualifiers together make of a draft
 * @param placing gives what was drafted to a patient
 * @param <D> what is drafted
 */
record Specimen<D>(Class<D> type, Supplier<D> blank, Joining<D> joining, Placing<D> placing) {

  private static final int MOST_CHANGES = 3;

  /**
   * Makes one of which a sentence says the least that it and its qualifiers say.
   *
   * @param decides whether what such a draft does not say is absent
   */
  Specimen(Class<D> type, Supplier<D> blank, Predicate<D> decides, Placing<D> placing) {
    this(
        type,
        blank,
        (draft, scene, sentence, qualifiers) -> {
          Truth truth = sentence.apply(draft);
          for (Function<D, Truth> qualifier : qualifiers) {
            truth = truth.and(qualifier.apply(draft));
          }
          return truth == Truth.FAILS && !decides.test(draft) ? Truth.UNKNOWN : truth;
        },
        placing);
  }

  /** Gives what was drafted to a patient. */
  @FunctionalInterface
  interface Placing<D> {
    void place(D draft, WitnessScene scene, Args args, WitnessPatient patient);
  }

  /** What a sentence and its qualifiers together make of a draft. */
  @FunctionalInterface
  interface Joining<D> {
    Truth of(
        D draft,
        WitnessScene scene,
        Function<D, Truth> sentence,
        List<Function<D, Truth>> qualifiers);
  }

  /** What a sentence or a qualifier makes of a draft. */
  @FunctionalInterface
  interface Says<D> {
    Truth of(D draft, WitnessScene scene, Args args);
  }

  /**
   * A change of a draft.
   *
   * @param of what it changes; of two that change the same the later counts
   * @param what the change in words
   * @param by makes it
   */
  record Change<D>(String of, String what, Consumer<D> by) {

    private boolean isSameAs(Change<D> other) {
      return of.equals(other.of) && what.equals(other.what);
    }
  }

  /**
   * What a sentence or a qualifier turns on.
   *
   * @param type what is drafted
   * @param tries changes that matter to it: what makes it hold first, then each side of each limit
   * @param says what it makes of a draft
   */
  record Trait<D>(
      Class<D> type, BiFunction<WitnessScene, Args, List<Change<D>>> tries, Says<D> says) {

    @SuppressWarnings("unchecked") // the class was asked
    <E> Trait<E> as(Class<E> other) {
      if (type != other) {
        throw new IllegalArgumentException(
            "a qualifier of " + type.getSimpleName() + " on " + other.getSimpleName());
      }
      return (Trait<E>) this;
    }
  }

  private record Asked<D>(Trait<D> trait, Args args) {}

  /** Returns the witnesses of a sentence with this trait, and with these qualifiers. */
  <S> List<Witness> witnesses(
      Trait<D> sentence, WitnessScene scene, Args args, List<Form.Qualified<S>> qualified) {
    List<Asked<D>> all = new ArrayList<>();
    all.add(new Asked<>(sentence, args));
    for (Form.Qualified<S> each : qualified) {
      all.add(new Asked<>(each.qualifier().trait().as(type), each.args()));
    }
    return new Making<>(this, scene, args, all).witnesses();
  }

  /** The making of the witnesses of one sentence. */
  private record Making<D>(
      Specimen<D> specimen, WitnessScene scene, Args args, List<Asked<D>> asked) {

    List<Witness> witnesses() {
      List<Change<D>> tries = new ArrayList<>();
      asked.forEach(
          each ->
              each.trait().tries().apply(scene, each.args()).stream()
                  .filter(change -> tries.stream().noneMatch(change::isSameAs))
                  .forEach(tries::add));
      List<Change<D>> base = best(tries);
      Map<String, Witness> witnesses = new LinkedHashMap<>();
      put(witnesses, base);
      for (Change<D> change : tries) {
        put(witnesses, and(base, change));
      }
      if (scene.isInPairs()) {
        putPairs(witnesses, base, tries);
      }
      return List.copyOf(witnesses.values());
    }

    private void putPairs(
        Map<String, Witness> witnesses, List<Change<D>> base, List<Change<D>> tries) {
      for (Change<D> one : tries) {
        for (Change<D> other : tries.subList(tries.indexOf(one) + 1, tries.size())) {
          if (!one.of().equals(other.of())) {
            put(witnesses, and(and(base, one), other));
          }
        }
      }
    }

    private void put(Map<String, Witness> witnesses, List<Change<D>> changes) {
      String what = String.join(", ", changes.stream().map(Change::what).toList());
      Truth truth = truth(draft(changes));
      witnesses.putIfAbsent(
          what,
          new Witness(
              truth,
              what,
              patient -> specimen.placing().place(draft(changes), scene, args, patient)));
    }

    /** Returns the fewest changes that make all that is asked hold; the best of them if none do. */
    private List<Change<D>> best(List<Change<D>> tries) {
      List<Change<D>> best = List.of();
      List<List<Change<D>>> round = List.of(List.of());
      for (int changes = 0; changes <= MOST_CHANGES; changes++) {
        List<List<Change<D>>> next = new ArrayList<>();
        for (List<Change<D>> each : round) {
          Truth truth = truth(draft(each));
          if (truth.compareTo(truth(draft(best))) > 0) {
            best = each;
          }
          if (truth == Truth.HOLDS) {
            return each;
          }
          int from = each.isEmpty() ? 0 : tries.indexOf(each.get(each.size() - 1)) + 1;
          tries.subList(from, tries.size()).stream()
              .filter(change -> each.stream().noneMatch(other -> other.of().equals(change.of())))
              .forEach(change -> next.add(and(each, change)));
        }
        round = next;
      }
      return best;
    }

    private static <D> List<Change<D>> and(List<Change<D>> changes, Change<D> change) {
      List<Change<D>> all = new ArrayList<>(changes);
      all.removeIf(each -> each.of().equals(change.of()));
      all.add(change);
      return all;
    }

    private D draft(List<Change<D>> changes) {
      D draft = specimen.blank().get();
      changes.forEach(change -> change.by().accept(draft));
      return draft;
    }

    private Truth truth(D draft) {
      List<Function<D, Truth>> said = asked.stream().map(this::said).toList();
      return specimen.joining().of(draft, scene, said.get(0), said.subList(1, said.size()));
    }

    private Function<D, Truth> said(Asked<D> each) {
      return draft -> each.trait().says().of(draft, scene, each.args());
    }
  }
}
