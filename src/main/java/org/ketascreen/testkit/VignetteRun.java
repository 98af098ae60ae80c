package org.ketascreen.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ketascreen.API;
import org.ketascreen.Explanation;
import org.ketascreen.Explanation.RuleExplanation;
import org.ketascreen.Explanation.SentenceExplanation;
import org.ketascreen.Finding;
import org.ketascreen.MissingData;
import org.ketascreen.Screener;
import org.ketascreen.ScreeningReport;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;

/** Screens the patients of vignettes. Immutable and thread-safe. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class VignetteRun {

  private final Screener screener;
  private final SmallestChange changes;

  private VignetteRun(Rulebase rulebase) {
    this.screener = Screener.of(rulebase);
    this.changes = new SmallestChange(rulebase);
  }

  /** Returns what screens vignettes by a rulebase. */
  public static VignetteRun of(Rulebase rulebase) {
    return new VignetteRun(rulebase);
  }

  /**
   * Returns what reports of a vignette's patient and its variations say otherwise than is demanded,
   * and of which variations; empty if all is as it demands.
   */
  public List<String> differences(Vignette vignette) {
    Map<String, List<String>> differences = new LinkedHashMap<>();
    vignette
        .all()
        .forEach(
            each -> {
              for (String one : ofOne(each)) {
                List<String> where = differences.computeIfAbsent(one, d -> new ArrayList<>());
                if (each.variation() != null) {
                  where.add(each.variation());
                }
              }
            });
    return differences.entrySet().stream()
        .map(each -> words(each.getKey(), each.getValue()))
        .toList();
  }

  private List<String> ofOne(Vignette vignette) {
    return isAsked(vignette.request())
        ? Vignettes.differences(vignette, screener.screen(vignette.request()))
        : Vignettes.differencesWithoutReport(vignette);
  }

  /**
   * Whether a screener answers: not where no rule of the rulebase follows the jurisdiction or is
   * about the treatment, so that no rule applies.
   */
  private boolean isAsked(ScreeningRequest request) {
    Rulebase rulebase = screener.rulebase();
    String jurisdiction = request.jurisdiction();
    return rulebase.isAbout(request.treatment())
        && (rulebase.jurisdictions().contains(jurisdiction)
            || !Rule.JURISDICTIONS.contains(jurisdiction));
  }

  private static String words(String difference, List<String> where) {
    return where.isEmpty() ? difference : difference + ": " + String.join(", ", where);
  }

  /**
   * Returns the same with what decided it, and the smallest change to the patient that would have
   * met what is demanded: of the first variation of which something is not as demanded. If all is
   * as demanded nothing more is looked for.
   */
  public VignetteResult result(Vignette vignette) {
    Vignette differing =
        vignette.all().filter(each -> !ofOne(each).isEmpty()).findFirst().orElse(null);
    if (differing == null) {
      return new VignetteResult(vignette, List.of(), List.of(), null);
    }
    if (!isAsked(differing.request())) {
      return new VignetteResult(differing, differences(vignette), List.of(), null);
    }
    Set<String> rules = concerned(differing, screener.screen(differing.request()));
    return new VignetteResult(
        differing,
        differences(vignette),
        deciding(differing, rules),
        changes.meeting(differing, rules));
  }

  /** Returns the rulebase by which they are screened, as {@code id@version}. */
  public String rulebase() {
    return screener.rulebase().id() + "@" + screener.rulebase().version();
  }

  /** Returns the explanation of a vignette's patient. */
  public Explanation explain(Vignette vignette) {
    return screener.explain(vignette.request());
  }

  /** Returns the rules to which it is due that a report is not as demanded. */
  private static Set<String> concerned(Vignette vignette, ScreeningReport report) {
    Set<String> rules = new TreeSet<>();
    Map<String, String> actual = Vignettes.outcomes(report);
    vignette
        .outcomes()
        .forEach(
            (rule, wanted) -> {
              if (!Expected.isMetBy(wanted, String.valueOf(actual.get(rule)))) {
                rules.add(rule);
              }
            });
    for (Finding finding : report.findings()) {
      String wanted = vignette.severities().get(finding.rule());
      if (wanted != null && !wanted.equals(finding.severity().code())) {
        rules.add(finding.rule());
      }
    }
    Set<String> findings = new TreeSet<>();
    report.findings().stream().map(Finding::rule).forEach(findings::add);
    if (vignette.findings() != null && !vignette.findings().isMetBy(findings)) {
      vignette.findings().names().stream()
          .filter(each -> !findings.contains(each))
          .forEach(rules::add);
      if (vignette.findings().only()) {
        findings.stream()
            .filter(each -> !vignette.findings().names().contains(each))
            .forEach(rules::add);
      }
    }
    if (vignette.missing() != null) {
      report.missing().stream()
          .filter(each -> !vignette.missing().names().contains(each.element()))
          .map(MissingData::rules)
          .forEach(vignette.missing().only() ? rules::addAll : each -> {});
    }
    if (rules.isEmpty()) {
      rules.addAll(vignette.outcomes().keySet());
      rules.addAll(findings);
    }
    return rules;
  }

  private List<String> deciding(Vignette vignette, Set<String> rules) {
    List<String> deciding = new ArrayList<>();
    for (RuleExplanation rule : explain(vignette).rules()) {
      if (rules.contains(rule.rule())) {
        String head = rule.rule() + " is " + rule.outcome().code() + ": ";
        rule.deciding().forEach(each -> deciding.add(head + each));
        rule.sentences().forEach(each -> tell(deciding, rule.rule() + ": ", each));
      }
    }
    return deciding;
  }

  private static void tell(List<String> told, String head, SentenceExplanation sentence) {
    List<String> entries =
        sentence.entries().stream()
            .map(each -> each.evidence().reference() + " " + each.truth())
            .toList();
    told.add(
        head
            + "'"
            + sentence.text()
            + "' "
            + sentence.truth()
            + (entries.isEmpty() ? "" : " (" + String.join(", ", entries) + ")"));
    sentence.lines().forEach(each -> tell(told, head + "  ", each));
  }
}
