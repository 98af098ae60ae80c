package org.ketascreen;

import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Quantity;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.rulebase.Trust;

/**
 * A report for clinicians: the verdict first, then what was screened, then what speaks for it,
 * gravest first.
 */
final class ReportText {

  private final ScreeningReport report;
  private final Page page = new Page();

  private ReportText(ScreeningReport report) {
    this.report = report;
  }

  static String write(ScreeningReport report) {
    return new ReportText(report).write();
  }

  private String write() {
    VerdictText.write(report, page);
    request();
    if (report.disposition() == Disposition.UNDETERMINED) {
      gaps();
      findings();
    } else {
      findings();
      gaps();
    }
    new AccountsText(report, page).write();
    return page.toString();
  }

  private void request() {
    page.blank();
    page.line(0, "Treatment: ", treatment());
    page.line(0, "As of:     ", Prose.asOf(report.asOf()));
    page.line(0, "Patient:   ", report.subject() == null ? "not said" : report.subject());
    page.line(0, "Rulebase:  ", rulebase());
    if (report.rulebase().scope() != null) {
      page.line(0, "Scope:     ", report.rulebase().scope());
    }
  }

  private String treatment() {
    Treatment treatment = report.treatment();
    String jurisdiction =
        report.jurisdiction().equals(Rule.ANY_JURISDICTION)
            ? "rules of any jurisdiction"
            : "rules of jurisdiction " + report.jurisdiction();
    return treatment.agent().code()
        + " "
        + treatment.route().code()
        + dose(treatment.dose())
        + ", at "
        + report.stage().code()
        + ", "
        + jurisdiction;
  }

  private static String dose(@Nullable Quantity dose) {
    if (dose == null) {
      return "";
    }
    String unit = dose.unit() == null ? "" : " " + dose.unit();
    return " " + dose.value().toPlainString() + unit;
  }

  private String rulebase() {
    ScreeningReport.RulebaseIdentity rulebase = report.rulebase();
    return rulebase.id()
        + " "
        + rulebase.version()
        + trust(rulebase.trust())
        + ", "
        + Prose.status(rulebase.status());
  }

  private static String trust(Trust trust) {
    return switch (trust.basis()) {
      case BUNDLED -> "";
      case SIGNED -> ", signed by key " + trust.key();
      case ALLOWED -> ", unsigned";
    };
  }

  private void findings() {
    if (!report.findings().isEmpty()) {
      page.blank().line("FINDINGS");
      FindingText text = new FindingText(report, page);
      report.findings().forEach(text::write);
    }
  }

  private void gaps() {
    new GapsText(report, page).write();
  }
}
