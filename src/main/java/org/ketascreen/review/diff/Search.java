package org.ketascreen.review.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.record.Coding;
import org.ketascreen.terminology.ValueSet;
import org.ketascreen.testkit.VignetteWriter;

/**
 * Screens patients by both versions and keeps, of those of whom a rule says something else, the one
 * who shows it most plainly and has the fewest entries; one for each direction. Not thread-safe.
 */
final class Search {

  /** What counts as another word on a patient. */
  enum Counts {
    /** Another outcome of the rule. */
    OUTCOME,
    /** Another outcome of the rule, or that an entry may bear which could not be screened. */
    ENTRY,
    /** A finding of another severity. */
    SEVERITY;

    private @Nullable Direction direction(Said before, Said after) {
      return switch (this) {
        case OUTCOME -> isSameOutcome(before, after) ? null : before.ofRule().to(after.ofRule());
        case ENTRY ->
            isSameOutcome(before, after) && before.bearing() == after.bearing()
                ? null
                : before.to(after);
        case SEVERITY ->
            before.isFinding() && after.isFinding() && before.severity() != after.severity()
                ? before.ofRule().to(after.ofRule())
                : null;
      };
    }
  }

  private static boolean isSameOutcome(Said before, Said after) {
    return before.outcome().equals(after.outcome());
  }

  private final Version before;
  private final Version after;

  Search(Version before, Version after) {
    this.before = before;
    this.after = after;
  }

  /**
   * Returns which value set each code stands for, so that a reader need not know codes: of several
   * one that the rule reads.
   */
  private Map<Coding, String> titles(String rule) {
    Map<Coding, String> titles = new HashMap<>();
    for (Version version : List.of(before, after)) {
      RuleLogic logic = version.rule(rule);
      Set<String> read = logic == null ? Set.of() : logic.reads();
      version.rulebase().valueSets().stream()
          .filter(each -> read.contains(each.title()))
          .forEach(each -> add(titles, each));
    }
    List.of(before, after)
        .forEach(version -> version.rulebase().valueSets().forEach(each -> add(titles, each)));
    return titles;
  }

  private static void add(Map<Coding, String> titles, ValueSet valueSet) {
    valueSet.statements().stream()
        .filter(ValueSet.Statement::include)
        .forEach(
            each -> titles.putIfAbsent(Coding.of(each.system(), each.code()), valueSet.title()));
  }

  /**
   * Returns what is found.
   *
   * @param rules the ids of the rules that may say something else
   * @param patients who are screened
   * @param bounds which patients those are
   */
  Shown among(
      Collection<String> rules,
      Collection<ScreeningRequest> patients,
      Counts counts,
      String bounds) {
    List<ScreeningRequest> ordered = new ArrayList<>(new LinkedHashSet<>(patients));
    ordered.sort(Comparator.comparingInt(Minimal::size));
    Map<Direction, Ranked> best = new EnumMap<>(Direction.class);
    int tried = 0;
    for (ScreeningRequest each : ordered) {
      tried++;
      Version.Answer said = before.screen(each);
      Version.Answer now = after.screen(each);
      for (String rule : rules) {
        DiffWitness witness = witness(each, rule, said, now, counts);
        if (witness != null) {
          keepPlainest(best, witness);
        }
      }
      if (isSettled(best)) {
        break;
      }
    }
    return new Shown(
        plainest(best).stream().map(each -> smallest(each, counts)).toList(), tried, bounds);
  }

  /** Who shows it most plainly so far, and how plainly. */
  private record Ranked(DiffWitness witness, int plainness) {}

  /** Keeps the one that shows it more plainly; the first, which is the smaller, if none does. */
  private static void keepPlainest(Map<Direction, Ranked> best, DiffWitness witness) {
    Ranked first = best.get(witness.direction());
    if (first == null || contrast(witness) > first.plainness()) {
      int plainness = plainness(witness);
      if (first == null || plainness > first.plainness()) {
        best.put(witness.direction(), new Ranked(witness, plainness));
      }
    }
  }

  private static @Nullable DiffWitness witness(
      ScreeningRequest request,
      String rule,
      Version.Answer before,
      Version.Answer after,
      Counts counts) {
    Said said = before.of(rule);
    Said now = after.of(rule);
    Direction direction = counts.direction(said, now);
    return direction == null
        ? null
        : new DiffWitness(request, List.of(), rule, said, now, direction);
  }

  /** Whether no other patient could show it better, since those to come are no smaller. */
  private static boolean isSettled(Map<Direction, Ranked> best) {
    return best.containsKey(Direction.STRICTER)
        && best.containsKey(Direction.RELAXED)
        && best.values().stream().allMatch(each -> each.plainness() == Said.MOST);
  }

  /**
   * Returns the patients worth showing: of whom a rule says something else rather than those of
   * whom only an entry counts otherwise, and who are screened more or less strictly rather than
   * only otherwise.
   */
  private static List<DiffWitness> plainest(Map<Direction, Ranked> best) {
    List<DiffWitness> all = new ArrayList<>();
    best.values().forEach(each -> all.add(each.witness()));
    if (all.stream().anyMatch(each -> !isOfEntries(each))) {
      all.removeIf(Search::isOfEntries);
    }
    if (all.size() > 1) {
      all.removeIf(each -> each.direction() == Direction.OTHERWISE);
    }
    return all;
  }

  private static boolean isOfEntries(DiffWitness witness) {
    return isSameOutcome(witness.before(), witness.after())
        && witness.before().bearing() != witness.after().bearing();
  }

  /** Returns what came of several searches, of which the plainest is kept for each direction. */
  static Shown together(List<Shown> searches, String boundsOfNone) {
    Map<Direction, Ranked> best = new EnumMap<>(Direction.class);
    searches.stream()
        .flatMap(each -> each.witnesses().stream())
        .forEach(each -> keepPlainest(best, each));
    return new Shown(
        plainest(best),
        searches.stream().mapToInt(Shown::tried).sum(),
        searches.isEmpty()
            ? boundsOfNone
            : searches.stream().map(Shown::bounds).distinct().collect(Collectors.joining("; ")));
  }

  private static int plainness(DiffWitness witness) {
    int contrast = contrast(witness);
    return VignetteWriter.canWrite(witness.request()) ? contrast : contrast - Said.MOST;
  }

  /** The most that {@link #plainness} can be. */
  private static int contrast(DiffWitness witness) {
    return witness.before().contrastTo(witness.after());
  }

  private DiffWitness smallest(DiffWitness witness, Counts counts) {
    ScreeningRequest smallest =
        Minimal.of(witness.request(), each -> isSame(witness, again(witness, each, counts)));
    DiffWitness found = again(witness, smallest, counts);
    DiffWitness shown = found == null ? witness : found;
    return new DiffWitness(
        shown.request(),
        PatientWords.of(shown.request(), titles(shown.rule())),
        shown.rule(),
        shown.before(),
        shown.after(),
        shown.direction());
  }

  private @Nullable DiffWitness again(
      DiffWitness witness, ScreeningRequest request, Counts counts) {
    return witness(request, witness.rule(), before.screen(request), after.screen(request), counts);
  }

  /** Whether a smaller patient shows the same; the disposition may be another one. */
  private static boolean isSame(DiffWitness witness, @Nullable DiffWitness smaller) {
    return smaller != null
        && isSame(smaller.before(), witness.before())
        && isSame(smaller.after(), witness.after());
  }

  private static boolean isSame(Said said, Said other) {
    return said.outcome().equals(other.outcome()) && said.bearing() == other.bearing();
  }
}
