package org.ketascreen.review.diff;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A difference in Markdown. */
final class DiffMarkdown {

  private final StringBuilder text = new StringBuilder();

  private DiffMarkdown() {}

  static String of(RulebaseDiff diff) {
    DiffMarkdown markdown = new DiffMarkdown();
    markdown.line(
        "# " + code(diff.before().coordinates()) + " → " + code(diff.after().coordinates()));
    markdown.line("");
    markdown.line(sentence(DiffText.verdict(diff)) + ".");
    for (Change.About about : Change.About.values()) {
      List<Change> changes =
          diff.changes().stream().filter(each -> each.kind().about() == about).toList();
      if (!changes.isEmpty()) {
        markdown.line("");
        markdown.line("## " + DiffText.heading(about));
        changes.forEach(markdown::change);
      }
    }
    if (diff.cohort() != null) {
      markdown.cohort(diff.cohort());
    }
    return markdown.text.toString();
  }

  private void cohort(CohortDiff cohort) {
    line("");
    line("## Patients");
    line("");
    line(DiffText.counted(cohort) + ".");
    if (!cohort.moved().isEmpty()) {
      line("");
      line("| patients | before | after | by |");
      line("|---|---|---|---|");
      for (CohortDiff.Count each : cohort.counts()) {
        row(
            String.valueOf(each.patients()),
            each.before().code(),
            each.after().code(),
            String.join(", ", each.rules()));
      }
      line("");
      line("| patient | before | after | rules |");
      line("|---|---|---|---|");
      for (CohortDiff.Moved each : cohort.moved()) {
        row(
            each.place(),
            each.before().code(),
            each.after().code(),
            DiffText.moves(each).replace("->", "→"));
      }
    }
  }

  private void row(String... cells) {
    line(
        Arrays.stream(cells)
            .map(DiffMarkdown::escaped)
            .collect(Collectors.joining(" | ", "| ", " |")));
  }

  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + escaped(words.substring(1));
  }

  private void change(Change change) {
    line("");
    line("### " + escaped(change.subject() + ": " + DiffText.title(change)));
    line("");
    line("Demands at least: " + change.demands().code() + ".");
    block(change.before(), change.after());
    if (change.shown() != null) {
      shown(change.shown());
    }
  }

  private void block(@Nullable String before, @Nullable String after) {
    String fence = fence((before == null ? "" : before) + (after == null ? "" : after));
    line("");
    line(fence + "diff");
    marked("- ", before);
    marked("+ ", after);
    line(fence);
  }

  /** Returns a fence that no line of the text ends. */
  private static String fence(String text) {
    String fence = "```";
    while (text.contains(fence)) {
      fence += "`";
    }
    return fence;
  }

  private void marked(String mark, @Nullable String lines) {
    if (lines != null) {
      lines.lines().forEach(each -> line(mark + each));
    }
  }

  private void shown(Shown shown) {
    for (DiffWitness each : shown.witnesses()) {
      line("");
      line(
          "Smallest patient found who is screened otherwise, **"
              + DiffText.words(each.direction())
              + "**: "
              + escaped(DiffText.said(each).replace("->", "→")));
      line("");
      each.sentences().forEach(sentence -> line("- " + escaped(sentence)));
    }
    if (shown.witnesses().isEmpty()) {
      line("");
      line(sentence(DiffText.none(shown)) + ".");
    }
  }

  private static String code(String words) {
    return "`" + words + "`";
  }

  /** Keeps words from being taken for marks. */
  static String escaped(String words) {
    return words.replaceAll("([\\\\`*_{}\\[\\]<>#|])", "\\\\$1");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
