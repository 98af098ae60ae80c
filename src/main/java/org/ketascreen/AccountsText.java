package org.ketascreen;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ketascreen.record.AssertionStatus;

/** What became of the record and the rules, for people; and what every patient is told. */
final class AccountsText {

  private static final Map<String, String> EXCLUDED =
      Map.of("a-relatives", "a relative's", "after-as-of", "after the moment screened for");

  private final ScreeningReport report;
  private final Page page;

  AccountsText(ScreeningReport report, Page page) {
    this.report = report;
    this.page = page;
  }

  void write() {
    checklist();
    page.blank().line("RECORD").blank();
    entries();
    excluded();
    sections("Not asked", AssertionStatus.NOT_ASKED);
    sections("Asked in part", AssertionStatus.PARTIAL);
    rules();
    page.blank();
    validity();
    origin();
  }

  private void checklist() {
    if (!report.checklist().isEmpty()) {
      page.blank().line("FOR EVERY PATIENT AT THIS STAGE").blank();
      report.checklist().forEach(each -> page.line(2, "- ", each));
    }
  }

  private void entries() {
    ScreeningReport.EntryCounts entries = report.entries();
    page.line(
        0,
        "Entries: ",
        entries.read()
            + " read, "
            + entries.used()
            + " used, "
            + entries.irrelevant()
            + " irrelevant, "
            + entries.excluded()
            + " excluded, "
            + entries.unscreened()
            + " unscreened");
  }

  private void excluded() {
    if (!report.excluded().isEmpty()) {
      List<String> reasons =
          report.excluded().stream()
              .map(each -> EXCLUDED.getOrDefault(each.reason(), Prose.words(each.reason())))
              .sorted()
              .toList();
      List<String> counts = new ArrayList<>();
      Prose.tally(reasons).forEach((reason, number) -> counts.add(number + " " + reason));
      page.line(0, "Excluded: ", String.join(", ", counts));
    }
  }

  private void sections(String what, AssertionStatus status) {
    List<String> sections = new ArrayList<>();
    report
        .assertions()
        .forEach(
            (section, assertion) -> {
              if (assertion.is() == status) {
                sections.add(section.code());
              }
            });
    if (!sections.isEmpty()) {
      page.line(0, what + ": ", Prose.list(sections) + "; what is not listed there is unknown");
    }
  }

  private void rules() {
    List<String> outcomes = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      long number = report.rules().stream().filter(each -> each.outcome() == outcome).count();
      if (number > 0) {
        outcomes.add(number + " " + Prose.words(outcome.code()));
      }
    }
    page.line(0, "Rules: ", outcomes.isEmpty() ? "none" : String.join(", ", outcomes));
  }

  private void validity() {
    page.line(
        report.validUntil() == null
            ? "Valid until the record changes."
            : "Valid until "
                + Prose.moment(report.validUntil(), report.asOf().offset())
                + ", or until the record changes; then screen again.");
  }

  private void origin() {
    page.line(
        "Made by ketascreen " + report.library() + " with " + report.rulebase().digest() + ".");
  }
}
