package org.ketascreen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a report could not decide, for people: what to ask, and which entries to look at. */
final class GapsText {

  private static final int INDENT = 2;
  private static final int MOST_QUESTIONS = 5;
  private static final int MOST_RULES = 4;

  private final ScreeningReport report;
  private final Page page;

  GapsText(ScreeningReport report, Page page) {
    this.report = report;
    this.page = page;
  }

  void write() {
    if (!report.missing().isEmpty()) {
      ask(report.missing());
    }
    if (!report.unscreened().isEmpty()) {
      unscreened(report.unscreened());
    }
  }

  private void ask(List<MissingData> missing) {
    page.blank().line("ASK FIRST").blank();
    List<List<MissingData>> questions = questions(missing);
    int number = 1;
    for (List<MissingData> each :
        questions.subList(0, Math.min(MOST_QUESTIONS, questions.size()))) {
      page.line(INDENT, number++ + ". ", each.get(0).ask() + " [" + purpose(each) + "]");
    }
    if (questions.size() > MOST_QUESTIONS) {
      page.line(INDENT, "", "and " + (questions.size() - MOST_QUESTIONS) + " more");
    }
  }

  /** One measurement may answer several: systolic and diastolic. */
  private static List<List<MissingData>> questions(List<MissingData> missing) {
    Map<List<@Nullable String>, List<MissingData>> questions = new LinkedHashMap<>();
    for (MissingData each : missing) {
      List<@Nullable String> question = Arrays.asList(each.ask(), each.within());
      questions.computeIfAbsent(question, asked -> new ArrayList<>()).add(each);
    }
    return List.copyOf(questions.values());
  }

  /** Says what is asked for, and the gravest that waits for it, which stands first. */
  private static String purpose(List<MissingData> asked) {
    MissingData gravest = asked.get(0);
    String within =
        gravest.within() == null ? "" : ", of the last " + Prose.duration(gravest.within());
    return Prose.list(asked.stream().map(MissingData::element).toList())
        + within
        + "; for "
        + Prose.first(MOST_RULES, rules(asked))
        + ": "
        + Prose.words(gravest.severity().code());
  }

  private static List<String> rules(List<MissingData> asked) {
    return asked.stream().flatMap(each -> each.rules().stream()).distinct().sorted().toList();
  }

  private void unscreened(List<ScreeningReport.UnscreenedEntry> entries) {
    List<ScreeningReport.UnscreenedEntry> bearing =
        entries.stream().filter(ScreeningReport.UnscreenedEntry::bearing).toList();
    page.blank().line("COULD NOT BE SCREENED").blank();
    if (!bearing.isEmpty()) {
      page.line(INDENT, "", "Look at these: they may change the result.");
    }
    bearing.forEach(each -> page.line(INDENT, "- ", words(each)));
    int others = entries.size() - bearing.size();
    if (others > 0) {
      String start = bearing.isEmpty() ? "" : "and ";
      page.line(
          INDENT,
          "",
          start
              + Prose.count(others, "entry that does", "entries that do")
              + " not seem to bear on the result");
    }
  }

  private static String words(ScreeningReport.UnscreenedEntry entry) {
    String text = entry.text() == null ? "an entry without words" : '"' + entry.text() + '"';
    String detail = entry.detail() == null ? "" : ", " + entry.detail();
    return text + ": " + Prose.words(entry.reason()) + detail + " [" + entry.reference() + "]";
  }
}
