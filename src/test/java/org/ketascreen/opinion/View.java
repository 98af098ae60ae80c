package org.ketascreen.opinion;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * What is thought of a sentence: the truth, or where the page does not say which, every truth that
 * it leaves open and what it does not say.
 *
 * @param truths the truths that the page allows, at least one
 * @param gaps what the page does not say, in words; empty where one truth is left
 * @param sure the entries that surely speak for it
 * @param all those that may speak for it, too
 * @param onlyEntries whether nothing but entries speaks for it
 */
record View(
    Set<Truth> truths, Set<String> gaps, Set<String> sure, Set<String> all, boolean onlyEntries) {

  View {
    truths = EnumSet.copyOf(truths);
    gaps = truths.size() == 1 ? Set.of() : new TreeSet<>(gaps);
    boolean mayHold = truths.stream().anyMatch(Truth::mayHold);
    sure = mayHold ? new TreeSet<>(sure) : Set.of();
    all = mayHold ? new TreeSet<>(all) : Set.of();
  }

  /** Something that no entry says: an age, a plan. */
  static View of(Truth truth) {
    return new View(EnumSet.of(truth), Set.of(), Set.of(), Set.of(), false);
  }

  /** What these entries say. */
  static View by(Set<String> references, Truth truth) {
    return new View(EnumSet.of(truth), Set.of(), references, references, true);
  }

  /** What an entry says. */
  static View by(String reference, Truth truth) {
    return by(Set.of(reference), truth);
  }

  /** What an entry says, of which the page leaves open how it is meant. */
  static View open(String gap, String reference, Truth... truths) {
    Set<Truth> all = EnumSet.copyOf(List.of(truths));
    boolean surely = all.stream().allMatch(Truth::mayHold);
    return new View(
        all, Set.of(gap), surely ? Set.of(reference) : Set.of(), Set.of(reference), true);
  }

  /** What the page leaves wholly open. */
  static View declined(String gap) {
    return new View(EnumSet.allOf(Truth.class), Set.of(gap), Set.of(), Set.of(), false);
  }

  boolean isExact() {
    return truths.size() == 1;
  }

  View map(UnaryOperator<Truth> change) {
    Set<Truth> changed = EnumSet.noneOf(Truth.class);
    truths.forEach(each -> changed.add(change.apply(each)));
    return new View(changed, gaps, sure, all, onlyEntries);
  }

  View cappedAt(Truth most) {
    return map(each -> each.atMost(most));
  }

  /**
   * What is absent has no entries that speak for it. Whether a rule fires on those for which it is
   * only perhaps absent, the page does not say.
   */
  View not() {
    View not = map(Truth::not);
    return new View(not.truths, gaps, Set.of(), all, onlyEntries);
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    Set<String> both = new TreeSet<>(one);
    both.addAll(other);
    return both;
  }

  private View with(View other, BinaryOperator<Truth> choice) {
    Set<Truth> chosen = EnumSet.noneOf(Truth.class);
    for (Truth mine : truths) {
      for (Truth theirs : other.truths) {
        chosen.add(choice.apply(mine, theirs));
      }
    }
    boolean surely = chosen.stream().allMatch(Truth::mayHold);
    return new View(
        chosen,
        union(gaps, other.gaps),
        surely ? union(sure, other.sure) : Set.of(),
        union(all, other.all),
        onlyEntries && other.onlyEntries);
  }

  /** One of two readings of the same words, of which the page does not say which is meant. */
  View orElse(View other, String gap) {
    Set<Truth> either = EnumSet.copyOf(truths);
    either.addAll(other.truths);
    Set<String> more = new TreeSet<>(union(gaps, other.gaps));
    more.add(gap);
    Set<String> both = new TreeSet<>(sure);
    both.retainAll(other.sure);
    return new View(either, more, both, union(all, other.all), onlyEntries && other.onlyEntries);
  }

  /** Of one entry both must hold. */
  View and(View other) {
    return with(other, Truth::atMost);
  }

  View or(View other) {
    return with(other, Truth::atLeast);
  }

  /** Any of these; fails where there is none. */
  static View anyOf(Collection<View> views) {
    View any = by(Set.of(), Truth.FAILS);
    for (View each : views) {
      any = any.or(each);
    }
    return any;
  }

  /**
   * The N-th greatest of the lines' truths, of each choice of them. Whether lines that hold less
   * than they need not are what a rule fires on, the page does not say.
   */
  static View atLeast(int least, List<View> lines) {
    List<List<Truth>> choices = new ArrayList<>(List.of(List.of()));
    for (View line : lines) {
      List<List<Truth>> longer = new ArrayList<>();
      for (List<Truth> choice : choices) {
        for (Truth truth : line.truths) {
          List<Truth> one = new ArrayList<>(choice);
          one.add(truth);
          longer.add(one);
        }
      }
      choices = longer;
    }
    Set<Truth> chosen = EnumSet.noneOf(Truth.class);
    for (List<Truth> choice : choices) {
      chosen.add(choice.stream().sorted(Comparator.reverseOrder()).toList().get(least - 1));
    }
    Set<String> gaps = new TreeSet<>();
    Set<String> sure = new TreeSet<>();
    Set<String> all = new TreeSet<>();
    boolean onlyEntries = true;
    for (View line : lines) {
      boolean decides = chosen.size() == 1 && line.isExact() && chosen.equals(line.truths);
      boolean needed = least == lines.size() && line.isExact();
      sure.addAll(decides || needed ? line.sure : Set.of());
      all.addAll(line.all);
      gaps.addAll(line.gaps);
      onlyEntries &= line.onlyEntries || !line.truths.stream().anyMatch(Truth::mayHold);
    }
    return new View(chosen, gaps, sure, all, onlyEntries);
  }
}
