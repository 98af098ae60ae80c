package org.ketascreen.testkit.coverage;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ketascreen.testkit.coverage.CoverageReport.Result;
import org.ketascreen.testkit.coverage.CoverageReport.RuleLines;
import org.ketascreen.testkit.coverage.CoverageReport.SentenceLine;

/** A coverage report as one HTML file. */
final class CoverageHtml {

  private static final String STYLE =
      "body{font:15px/1.4 sans-serif;margin:2em auto;max-width:70em;padding:0 1em}"
          + "td,th{padding:.2em .7em;text-align:right}td:first-child,th:first-child{text-align:left}"
          + "tr:nth-child(even){background:#f3f3f3}li.full{background:#dff3df}"
          + "li.part{background:#fff2cc}li.none{background:#f9d7d7}"
          + "pre{background:#f3f3f3;padding:.6em;overflow:auto}h2{font-size:1.1em}";

  private final StringBuilder text = new StringBuilder();

  private CoverageHtml() {}

  static String write(CoverageReport report) {
    CoverageHtml html = new CoverageHtml();
    String title = "Coverage of " + escaped(report.rulebase());
    html.text
        .append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
        .append(title + "</title><style>" + STYLE + "</style></head><body>\n<h1>" + title)
        .append(
            "</h1>\n<p>" + Reporting.screenings(report.screenings()) + "; per cent shown.</p>\n")
        .append(
            "<p>Beside a sentence stands how much of what it can do was shown: all is green,"
                + " something yellow, nothing red. Below it stands what was not, and why; open it"
                + " for a vignette that would show it.</p>\n");
    html.table(report);
    Map<String, List<Result>> byRule =
        report.results().stream().collect(Collectors.groupingBy(each -> each.goal().rule()));
    for (RuleLines rule : report.rules()) {
      html.rule(rule, byRule.getOrDefault(rule.rule(), List.of()));
    }
    return html.text.append("</body></html>\n").toString();
  }

  private void table(CoverageReport report) {
    text.append("<table><tr><th>area</th>");
    for (Measure measure : Measure.values()) {
      text.append("<th>" + measure.code() + "</th>");
    }
    text.append("</tr>\n");
    for (String area : report.areas()) {
      text.append("<tr><td>" + escaped(area) + "</td>");
      for (Measure measure : Measure.values()) {
        text.append("<td>" + report.figure(measure, area).perCent().toPlainString() + "</td>");
      }
      text.append("</tr>\n");
    }
    text.append("<tr><th>all</th>");
    for (Measure measure : Measure.values()) {
      text.append("<th>" + report.figure(measure).perCent().toPlainString() + "</th>");
    }
    text.append("</tr></table>\n");
  }

  private void rule(RuleLines rule, List<Result> its) {
    text.append("<h2>" + escaped(rule.rule() + " " + rule.title()) + "</h2>\n<ul>\n");
    for (SentenceLine each : rule.sentences()) {
      List<Result> about =
          its.stream()
              .filter(result -> result.goal().sentence() == each.sentence())
              .filter(result -> result.isShown() || result.isGap())
              .toList();
      long shown = about.stream().filter(Result::isShown).count();
      String colour = shown == about.size() ? "full" : shown == 0 ? "none" : "part";
      text.append("<li class=\"" + colour + "\">" + escaped(each.text()))
          .append(" (" + shown + " of " + about.size() + ")</li>\n");
    }
    text.append("</ul>\n");
    its.stream().filter(Result::isGap).forEach(this::gap);
  }

  private void gap(Result gap) {
    text.append("<details><summary>" + escaped(CoverageText.where(gap)) + ": ")
        .append(escaped(String.valueOf(gap.reason())) + "</summary><pre>")
        .append(escaped(String.valueOf(gap.vignette())) + "</pre></details>\n");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
