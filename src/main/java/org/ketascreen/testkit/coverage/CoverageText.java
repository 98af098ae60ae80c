package org.ketascreen.testkit.coverage;

import java.util.Locale;
import org.ketascreen.testkit.coverage.CoverageReport.Result;

/** A coverage report for people. */
final class CoverageText {

  private final CoverageReport report;
  private final StringBuilder text = new StringBuilder();

  private CoverageText(CoverageReport report) {
    this.report = report;
  }

  static String write(CoverageReport report) {
    CoverageText text = new CoverageText(report);
    text.table();
    report.gaps().forEach(text::gap);
    text.notReached();
    return text.text.toString();
  }

  private void table() {
    text.append("Coverage of ").append(report.rulebase()).append(" by ");
    text.append(Reporting.screenings(report.screenings())).append(", in per cent\n\n");
    cell("area", true);
    for (Measure measure : Measure.values()) {
      cell(measure.code(), false);
    }
    text.append('\n');
    for (String area : report.areas()) {
      cell(area, true);
      for (Measure measure : Measure.values()) {
        cell(report.figure(measure, area).perCent().toPlainString(), false);
      }
      text.append('\n');
    }
    cell("all", true);
    for (Measure measure : Measure.values()) {
      cell(report.figure(measure).perCent().toPlainString(), false);
    }
    text.append('\n');
    cell("shown", true);
    for (Measure measure : Measure.values()) {
      CoverageReport.Figure figure = report.figure(measure);
      cell(figure.shown() + "/" + figure.of(), false);
    }
    text.append('\n');
  }

  private void cell(String value, boolean isFirst) {
    text.append(String.format(Locale.ROOT, isFirst ? "%-24s" : " %11s", value));
  }

  private void gap(Result gap) {
    text.append('\n').append(where(gap)).append("\n  ").append(gap.reason()).append("\n\n");
    String.valueOf(gap.vignette()).lines().forEach(each -> text.append(each).append('\n'));
  }

  private void notReached() {
    if (!report.notReached().isEmpty()) {
      text.append("\nNot shown, and no vignette is known that would; not counted:\n");
      report.notReached().forEach(each -> text.append("  ").append(where(each)).append('\n'));
    }
  }

  static String where(Result result) {
    return result.goal().area()
        + ".dslr:"
        + result.goal().line()
        + ": "
        + result.goal().rule()
        + ": "
        + result.goal().what();
  }
}
