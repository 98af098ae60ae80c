package org.ketascreen.fact;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ketascreen.API;

/**
 * The members of a concept that may satisfy what was asked of them so far. Immutable and
 * thread-safe.
 *
 * @param <M> the members
 * @param <S> the selection itself
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public abstract class Selection<M, S extends Selection<M, S>> implements Answer {

  private final List<Item<M>> items;

  Selection(List<Item<M>> items) {
    this.items = items;
  }

  record Item<M>(M member, Verdict verdict) {}

  abstract S with(List<Item<M>> remaining);

  abstract Evidence evidence(M member);

  List<Item<M>> items() {
    return items;
  }

  S where(Function<M, Verdict> question) {
    List<Item<M>> remaining = new ArrayList<>(items.size());
    for (Item<M> item : items) {
      remaining.add(
          item.verdict().truth() == Truth.FAILS
              ? item
              : new Item<>(item.member(), item.verdict().and(question.apply(item.member()))));
    }
    return with(remaining);
  }

  /** Returns the greatest truth of its members; fails when there is none. */
  @Override
  public Truth truth() {
    Truth truth = Truth.FAILS;
    for (Item<M> item : items) {
      truth = truth.or(item.verdict().truth());
    }
    return truth;
  }

  /** Returns every member and what it says to all that was asked. */
  @Override
  public List<Support> considered() {
    List<Support> all = new ArrayList<>(items.size());
    for (Item<M> item : items) {
      all.add(new Support(evidence(item.member()), item.verdict()));
    }
    return all;
  }
}
