package org.ketascreen.review.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.Disposition;
import org.ketascreen.Screener;
import org.ketascreen.ScreeningReport;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Severity;
import org.ketascreen.testkit.Vignettes;

/**
 * What became of patients whom two versions of a rulebase screened. Holds nothing of a patient but
 * where the patient stands in the input. Immutable and thread-safe.
 *
 * @param patients how many were screened
 * @param moved those who are screened otherwise, in the order of the input
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record CohortDiff(int patients, List<Moved> moved) {

  public CohortDiff {
    moved = List.copyOf(moved);
  }

  /**
   * A patient to be screened. Immutable and thread-safe.
   *
   * @param place where the patient stands, which tells nothing of who it is
   * @param request the patient and what is planned
   */
  public record Patient(String place, ScreeningRequest request) {}

  /**
   * A patient who is screened otherwise. Immutable and thread-safe.
   *
   * @param place where the patient stands
   * @param before the disposition by the version before
   * @param after the disposition by the other version
   * @param rules the rules that say something else, by id; empty if only entries count otherwise
   */
  public record Moved(String place, Disposition before, Disposition after, List<RuleMove> rules) {

    public Moved {
      rules = List.copyOf(rules);
    }

    private List<String> ids() {
      return rules.stream().map(RuleMove::rule).toList();
    }
  }

  /**
   * A rule that says something else of a patient. Immutable and thread-safe.
   *
   * @param rule its id
   * @param before what the version before says
   * @param after what the other version says
   */
  public record RuleMove(String rule, Said before, Said after) {}

  /**
   * How many patients move alike. Immutable and thread-safe.
   *
   * @param patients how many
   * @param before their disposition by the version before
   * @param after their disposition by the other version
   * @param rules the ids of the rules that say something else of them
   */
  public record Count(int patients, Disposition before, Disposition after, List<String> rules) {

    public Count {
      rules = List.copyOf(rules);
    }
  }

  /** Returns how many patients move alike, the most first. */
  public List<Count> counts() {
    Map<List<Object>, List<Moved>> alike = new LinkedHashMap<>();
    for (Moved each : moved) {
      alike
          .computeIfAbsent(
              List.of(each.before(), each.after(), each.ids()), key -> new ArrayList<>())
          .add(each);
    }
    return alike.values().stream()
        .map(
            each ->
                new Count(
                    each.size(), each.get(0).before(), each.get(0).after(), each.get(0).ids()))
        .sorted(Comparator.comparingInt(Count::patients).reversed())
        .toList();
  }

  /** Returns by how much a version must rise whose rules say something else of these patients. */
  Bump demands() {
    Bump demanded = moved.isEmpty() ? Bump.NONE : Bump.MINOR;
    return moved.stream().anyMatch(CohortDiff::isRelaxed) ? Bump.MAJOR : demanded;
  }

  private static boolean isRelaxed(Moved moved) {
    return moved.rules().stream()
        .anyMatch(each -> each.before().ofRule().to(each.after().ofRule()) == Direction.RELAXED);
  }

  /**
   * Screens patients by both versions.
   *
   * @param patients read one at a time, and not kept
   * @throws org.ketascreen.ScreeningException if the engine fails
   * @throws IllegalArgumentException if a request's jurisdiction is none of both rulebases'
   */
  public static CohortDiff of(Rulebase before, Rulebase after, Iterable<Patient> patients) {
    Comparison comparison = new Comparison(before, after);
    int count = 0;
    List<Moved> moved = new ArrayList<>();
    for (Patient each : patients) {
      count++;
      Moved move = comparison.of(each);
      if (move != null) {
        moved.add(move);
      }
    }
    return new CohortDiff(count, moved);
  }

  /** Screens by both versions. */
  private static final class Comparison {
    private final Side before;
    private final Side after;

    private Comparison(Rulebase before, Rulebase after) {
      this.before = new Side(before);
      this.after = new Side(after);
    }

    private @Nullable Moved of(Patient patient) {
      ScreeningReport old = before.screener.screen(patient.request());
      ScreeningReport now = after.screener.screen(patient.request());
      SortedMap<String, String> was = Vignettes.outcomes(old);
      SortedMap<String, String> is = Vignettes.outcomes(now);
      Set<String> ids = new TreeSet<>(was.keySet());
      ids.addAll(is.keySet());
      List<RuleMove> moves = new ArrayList<>();
      for (String id : ids) {
        Said said = before.said(id, was, old);
        Said other = after.said(id, is, now);
        if (said.ofRule().to(other.ofRule()) != null) {
          moves.add(new RuleMove(id, said, other));
        }
      }
      return moves.isEmpty() && old.disposition() == now.disposition()
          ? null
          : new Moved(patient.place(), old.disposition(), now.disposition(), moves);
    }
  }

  /** One of the versions. */
  private static final class Side {
    private final Screener screener;
    private final Map<String, Severity> severities = new LinkedHashMap<>();

    private Side(Rulebase rulebase) {
      this.screener = Screener.of(rulebase);
      for (Rule each : rulebase.rules()) {
        severities.put(each.id(), each.severity());
      }
    }

    private Said said(String id, Map<String, String> outcomes, ScreeningReport report) {
      return new Said(
          Objects.requireNonNullElse(outcomes.get(id), Said.NO_SUCH_RULE),
          severities.get(id),
          report.disposition(),
          Version.isBearing(report));
    }
  }
}
