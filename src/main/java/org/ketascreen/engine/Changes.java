package org.ketascreen.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ketascreen.fact.Doubt;
import org.ketascreen.fact.Excluded;
import org.ketascreen.fact.Facts;
import org.ketascreen.fact.Support;
import org.ketascreen.fact.Truth;
import org.ketascreen.fact.Unscreened;
import org.ketascreen.language.Evaluated;
import org.ketascreen.language.Need;
import org.ketascreen.record.AsOf;
import org.ketascreen.rulebase.Rule;

/**
 * Looks for the later moments at which the same record says something else. Every moment at which
 * an answer could change is tried in its order; what is met on the way may name further ones.
 */
final class Changes {

  private final AsOf asOf;
  private final Function<AsOf, Facts> allAt;
  private final Function<AsOf, Facts> factsAt;

  /**
   * Makes one for a record.
   *
   * @param allAt what the record means at another moment, every entry counted
   * @param factsAt the same, but only of the entries that rules can match
   */
  Changes(AsOf asOf, Function<AsOf, Facts> allAt, Function<AsOf, Facts> factsAt) {
    this.asOf = asOf;
    this.allAt = allAt;
    this.factsAt = factsAt;
  }

  /**
   * What a report lists of entries, but for those that only say what is said elsewhere: duplicates,
   * and what ended before every window.
   */
  static final class Lists {

    private final List<Excluded> excluded;
    private final List<List<Object>> unscreened;
    private final Set<String> read;

    Lists(List<Excluded> excluded, List<Unscreened> unscreened, Set<String> read) {
      this.read = read;
      this.excluded = shownExcluded(excluded);
      this.unscreened = shown(unscreened);
    }

    private boolean sameAt(Facts later) {
      return excluded.equals(shownExcluded(later.accounts().excluded()))
          && unscreened.equals(shown(later.accounts().unscreened()));
    }

    private static List<Excluded> shownExcluded(List<Excluded> entries) {
      return entries.stream().filter(each -> each.reason() != Excluded.Reason.DUPLICATE).toList();
    }

    private List<List<Object>> shown(List<Unscreened> entries) {
      return entries.stream()
          .<List<Object>>map(each -> List.of(each.reference(), each.reason(), each.isBearing(read)))
          .toList();
    }
  }

  /**
   * What is watched.
   *
   * @param rule of which rule
   * @param now what is said now
   * @param then what is said given later facts
   * @param shown what a report shows of it
   * @param needs what a report says must be known
   */
  private record Watched(
      Rule rule,
      Evaluated now,
      NavigableSet<Instant> moments,
      Function<Facts, Evaluated> then,
      Function<Evaluated, List<Object>> shown,
      Map<String, List<Need>> needs) {

    private static List<Watched> of(Evaluation.RuleEvaluation rule) {
      Evaluated whole = rule.evaluated();
      if (whole == null) {
        return List.of();
      }
      boolean asks = rule.logic().rule().ask() != null;
      Watched sentences =
          new Watched(
              rule.logic().rule(),
              whole,
              new TreeSet<>(whole.turningPoints()),
              whole.sentence()::evaluate,
              asks ? Changes::shownOfAsking : Changes::shown,
              rule.needs());
      sentences.moments().addAll(rule.needsTurn());
      Evaluated due = rule.due();
      return due == null
          ? List.of(sentences)
          : List.of(
              sentences,
              new Watched(
                  rule.logic().rule(),
                  due,
                  new TreeSet<>(due.turningPoints()),
                  rule.logic()::due,
                  each -> List.of(each.truth()),
                  Map.of()));
    }

    /** Is tried again at these moments. */
    private void turns(NavigableSet<Instant> at, NavigableSet<Instant> all) {
      moments.addAll(at);
      all.addAll(at);
    }

    private boolean differs(Evaluated then, Facts later) {
      return !shown.apply(now).equals(shown.apply(then)) || !needs.equals(then.needs(later));
    }
  }

  /**
   * Returns the first moment at which what may hold no longer does, or {@code null}.
   *
   * @param listsTurn moments at which entries come of age that lie after the moment screened for
   */
  @Nullable Instant endOf(Evaluated whole, NavigableSet<Instant> listsTurn) {
    NavigableSet<Instant> moments = new TreeSet<>(whole.turningPoints());
    moments.addAll(listsTurn);
    for (Instant moment = moments.pollFirst(); moment != null; moment = moments.pollFirst()) {
      Facts later = factsAt.apply(at(moment));
      moments.addAll(later.takeTurningPoints());
      Evaluated then = whole.sentence().evaluate(later);
      if (!then.truth().mayHold()) {
        return moment;
      }
      moments.addAll(then.turningPoints());
    }
    return null;
  }

  /**
   * Returns the first moment at which the lists or a rule that is asked differ, or {@code null}.
   *
   * @param mayChange the rules whose answers may change
   * @param subsumption which of all rules are superfluous
   */
  @Nullable Instant first(
      Supplier<Lists> listsNow,
      NavigableSet<Instant> listsTurn,
      List<Evaluation.RuleEvaluation> mayChange,
      Subsumption subsumption) {
    NavigableSet<Instant> ofLists = new TreeSet<>(listsTurn);
    List<Watched> ofRules = new ArrayList<>();
    NavigableSet<Instant> moments = new TreeSet<>(listsTurn);
    Lists lists = null;
    for (Evaluation.RuleEvaluation each : mayChange) {
      for (Watched watched : Watched.of(each)) {
        ofRules.add(watched);
        moments.addAll(watched.moments());
      }
    }
    for (Instant moment = moments.pollFirst(); moment != null; moment = moments.pollFirst()) {
      boolean entriesMayDiffer = ofLists.remove(moment);
      Facts later = (entriesMayDiffer ? allAt : factsAt).apply(at(moment));
      NavigableSet<Instant> further = later.takeTurningPoints();
      if (entriesMayDiffer) {
        lists = lists == null ? listsNow.get() : lists;
        if (!lists.sameAt(later)) {
          return moment;
        }
        ofLists.addAll(further);
        moments.addAll(further);
      }
      boolean hiddenDiffer = false;
      for (Watched each : ofRules) {
        if (each.moments().remove(moment) || entriesMayDiffer) {
          Evaluated then = each.then().apply(later);
          boolean isHidden = subsumption.hides(each.rule());
          if (!isHidden && each.differs(then, later)) {
            return moment;
          }
          if (isHidden) {
            subsumption.says(each.rule(), then);
            hiddenDiffer = true;
          }
          each.turns(then.turningPoints(), moments);
          each.turns(later.takeTurningPoints(), moments);
        }
      }
      if (hiddenDiffer && subsumption.differs()) {
        return moment;
      }
    }
    return null;
  }

  /** Of a rule that asks for a document only its outcome is shown, and what decides it. */
  private static List<Object> shownOfAsking(Evaluated whole) {
    return whole.truth().mayHold()
        ? List.of(true)
        : List.of(
            whole.truth(),
            whole.deciding().stream()
                .map(single -> single.sentence().text())
                .collect(Collectors.toSet()));
  }

  /**
   * Returns what a report shows of a rule: its truth, what decides it, what speaks for it and what
   * is doubtful in that, each once.
   */
  private static List<Object> shown(Evaluated whole) {
    Set<String> sentences = new HashSet<>();
    Set<List<Object>> evidence = new HashSet<>();
    Set<Doubt> doubts = new HashSet<>();
    for (Evaluated single : whole.deciding()) {
      sentences.add(single.sentence().text());
      for (Support support : single.considered()) {
        if (whole.truth().mayHold() && support.verdict().truth().mayHold()) {
          evidence.add(List.of(single.sentence().text(), support.evidence()));
        }
        if (whole.truth() == Truth.POSSIBLE) {
          doubts.addAll(support.verdict().doubts());
        }
      }
    }
    return List.of(whole.truth(), sentences, evidence, doubts);
  }

  private AsOf at(Instant moment) {
    return asOf.wholeDay()
        ? AsOf.day(moment.atOffset(asOf.offset()).toLocalDate(), asOf.offset())
        : AsOf.of(moment.atOffset(asOf.offset()));
  }
}
