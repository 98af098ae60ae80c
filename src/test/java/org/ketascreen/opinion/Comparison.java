package org.ketascreen.opinion;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ketascreen.Disposition;
import org.ketascreen.Screener;
import org.ketascreen.ScreeningReport;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Severity;
import org.ketascreen.testkit.Vignettes;

/** Compares the engine's reports with the second opinion, and counts. Not thread-safe. */
final class Comparison {

  private final Screener screener;
  private final Opinion opinion;
  private int rules;
  private int exact;
  private int dispositions;
  private final SortedMap<String, Integer> gaps = new TreeMap<>();
  private final List<String> disagreements = new ArrayList<>();

  Comparison(Screener screener) {
    this.screener = screener;
    opinion = new Opinion(screener.rulebase());
  }

  /** Returns what the engine says otherwise than the second opinion, of one request. */
  List<String> of(ScreeningRequest request) {
    SortedMap<String, View> views = opinion.of(request);
    ScreeningReport report = screener.screen(request);
    SortedMap<String, String> said = Vignettes.outcomes(report);
    List<String> found = new ArrayList<>();
    for (Rule rule : screener.rulebase().rules()) {
      Set<String> allowed = allowed(rule, views, request);
      String engine = String.valueOf(said.get(rule.id()));
      count(views.get(rule.id()), allowed);
      if (!allowed.contains(engine)) {
        found.add(rule.id() + ": the engine says " + engine + ", the second opinion " + allowed);
      }
    }
    // What bears on milder rules alone leaves a report complete; which it is the page does not say.
    boolean isSomethingBearing =
        report.unscreened().stream().anyMatch(ScreeningReport.UnscreenedEntry::bearing);
    Set<Disposition> expected =
        EnumSet.of(disposition(false, said), disposition(isSomethingBearing, said));
    dispositions++;
    if (!expected.contains(report.disposition())) {
      found.add(
          "disposition: the engine says "
              + report.disposition()
              + ", the second opinion "
              + expected);
    }
    disagreements.addAll(found);
    return found;
  }

  private void count(View view, Set<String> allowed) {
    if (view == null) {
      return;
    }
    rules++;
    if (allowed.size() == 1) {
      exact++;
    } else {
      view.gaps().forEach(gap -> gaps.merge(gap, 1, Integer::sum));
      if (view.gaps().isEmpty()) {
        gaps.merge("subsumption", 1, Integer::sum);
      }
    }
  }

  private Set<String> allowed(Rule rule, Map<String, View> views, ScreeningRequest request) {
    View view = views.get(rule.id());
    if (view == null) {
      return Set.of("not-applicable");
    }
    Set<String> allowed = new TreeSet<>();
    for (Truth truth : view.truths()) {
      if (!truth.mayHold()) {
        allowed.add(truth == Truth.FAILS ? "clear" : "not-evaluable");
      } else if (rule.ask() != null) {
        for (Truth there : opinion.answered(request, rule.ask()).truths()) {
          allowed.add(there == Truth.HOLDS ? "clear" : "fired");
        }
      } else {
        fires(rule, truth, view, views, allowed);
      }
    }
    return allowed;
  }

  private void fires(
      Rule rule, Truth truth, View view, Map<String, View> views, Set<String> allowed) {
    String fired = truth == Truth.HOLDS ? "fired" : "possible";
    boolean perhaps = false;
    for (Rule stricter : screener.rulebase().rules()) {
      View other = views.get(stricter.id());
      if (other == null || stricter.ask() != null || !stricter.subsumes().contains(rule.id())) {
        continue;
      }
      boolean asSure = other.truths().stream().anyMatch(each -> each.compareTo(truth) >= 0);
      boolean surely = other.truths().stream().allMatch(each -> each.compareTo(truth) >= 0);
      boolean clear = view.onlyEntries() && other.onlyEntries();
      if (surely && clear && other.sure().containsAll(view.all())) {
        allowed.add("subsumed");
        return;
      }
      perhaps |= asSure && (!clear || other.all().containsAll(view.sure()));
    }
    allowed.add(fired);
    if (perhaps) {
      allowed.add("subsumed");
    }
  }

  /** What the outcomes come to, by the first line of the table that fits. */
  private Disposition disposition(boolean isSomethingBearing, Map<String, String> said) {
    boolean complete = !isSomethingBearing;
    Set<Severity> fired = new TreeSet<>();
    for (Rule rule : screener.rulebase().rules()) {
      String outcome = String.valueOf(said.get(rule.id()));
      boolean grave = rule.severity().compareTo(Severity.PRECAUTION) < 0 && rule.ask() == null;
      complete &= !(grave && outcome.equals("not-evaluable"));
      if (rule.ask() == null && Set.of("fired", "possible").contains(outcome)) {
        fired.add(rule.severity());
      }
    }
    if (fired.contains(Severity.CONTRAINDICATION)) {
      return Disposition.CONTRAINDICATED;
    }
    if (fired.contains(Severity.RELATIVE_CONTRAINDICATION)) {
      return Disposition.RELATIVELY_CONTRAINDICATED;
    }
    if (!complete) {
      return Disposition.UNDETERMINED;
    }
    return fired.contains(Severity.PRECAUTION) ? Disposition.PRECAUTIONS : Disposition.NONE_FOUND;
  }

  List<String> disagreements() {
    return List.copyOf(disagreements);
  }

  /** Returns which share of the rules that were asked the second opinion knows one answer to. */
  double exact() {
    return rules == 0 ? 0 : (double) exact / rules;
  }

  /** Returns the counts, and what the page does not say, most often first. */
  String counts() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d requests, %d rules asked, %.2f%% with one answer%n"
            .formatted(dispositions, rules, 100 * exact()));
    gaps.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(gap -> text.append("  %7d  %s%n".formatted(gap.getValue(), gap.getKey())));
    return text.toString();
  }
}
