package org.ketascreen.testkit.mutation;

import java.util.SortedMap;
import java.util.TreeMap;
import org.ketascreen.Finding;
import org.ketascreen.ScreeningReport;
import org.ketascreen.testkit.Vignettes;

/**
 * What a vignette could demand of a report. Immutable and thread-safe.
 *
 * @param all the disposition, the outcomes of rules by their ids, and the severities of findings
 */
record Said(SortedMap<String, String> all) {

  static Said of(ScreeningReport report) {
    SortedMap<String, String> all = new TreeMap<>(Vignettes.outcomes(report));
    all.put("disposition", report.disposition().code());
    for (Finding finding : report.findings()) {
      all.put(severityOf(finding.rule()), finding.severity().code());
    }
    return new Said(all);
  }

  /** Returns what the severity of a rule's finding stands under. */
  static String severityOf(String rule) {
    return "severity of " + rule;
  }
}
