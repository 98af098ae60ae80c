package org.ketascreen.review.diff;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A difference for people to read. */
final class DiffText {

  private final StringBuilder text = new StringBuilder();

  private DiffText() {}

  static String of(RulebaseDiff diff) {
    DiffText words = new DiffText();
    words.line(diff.before().coordinates() + " -> " + diff.after().coordinates());
    words.line(verdict(diff));
    for (Change.About about : Change.About.values()) {
      List<Change> changes =
          diff.changes().stream().filter(each -> each.kind().about() == about).toList();
      if (!changes.isEmpty()) {
        words.line("");
        words.line(heading(about).toUpperCase(Locale.ROOT));
        changes.forEach(words::change);
      }
    }
    if (diff.cohort() != null) {
      words.cohort(diff.cohort());
    }
    return words.text.toString();
  }

  private void cohort(CohortDiff cohort) {
    line("");
    line("PATIENTS");
    line("");
    line(counted(cohort));
    for (CohortDiff.Count each : cohort.counts()) {
      line(
          "  "
              + each.patients()
              + "  "
              + each.before().code()
              + " -> "
              + each.after().code()
              + "  by "
              + String.join(", ", each.rules()));
    }
    for (CohortDiff.Moved each : cohort.moved()) {
      line(
          "  "
              + each.place()
              + ": "
              + each.before().code()
              + " -> "
              + each.after().code()
              + "; "
              + moves(each));
    }
  }

  static String counted(CohortDiff cohort) {
    return cohort.patients()
        + " screened by both versions, "
        + cohort.moved().size()
        + " otherwise, "
        + cohort.moved().stream().filter(each -> each.before() != each.after()).count()
        + " of them with another disposition";
  }

  static String moves(CohortDiff.Moved moved) {
    return moved.rules().stream()
        .map(each -> each.rule() + " " + outcome(each.before()) + " -> " + outcome(each.after()))
        .collect(Collectors.joining(", "));
  }

  static String heading(Change.About about) {
    return switch (about) {
      case RULES -> "Rules";
      case VALUE_SETS -> "Value sets";
      case REST -> "The rest";
    };
  }

  /** Returns how many differences there are, what they demand and whether the version obeys. */
  static String verdict(RulebaseDiff diff) {
    int count = diff.changes().size();
    String differences =
        count == 0
            ? diff.requiredBump() == Bump.NONE
                ? "nothing is different"
                : "nothing is different but comments, layout, vignettes or routine observations"
            : count + (count == 1 ? " difference" : " differences");
    return differences
        + demanded(diff.requiredBump())
        + (diff.isVersionRight()
            ? "; " + diff.after().version() + " is right"
            : "; " + diff.after().version() + " is not enough after " + diff.before().version());
  }

  private static String demanded(Bump bump) {
    return switch (bump) {
      case NONE -> "";
      case PATCH -> ", nobody is screened otherwise: at least a patch version";
      case MINOR -> ", some are screened more strictly: at least a minor version";
      case MAJOR -> ", somebody is or may be screened less strictly: a major version";
    };
  }

  private void change(Change change) {
    line("");
    line(change.subject() + "  " + title(change) + "  [" + change.demands().code() + "]");
    block("  - ", change.before());
    block("  + ", change.after());
    if (change.shown() != null) {
      shown(change.shown());
    }
  }

  static String title(Change change) {
    String kind = change.kind().code().replace('-', ' ');
    boolean isSaid = (kind + " ").startsWith(change.what() + " ");
    return isSaid || change.what().equals(change.subject()) ? kind : kind + ": " + change.what();
  }

  private void block(String mark, @Nullable String lines) {
    if (lines != null) {
      lines.lines().forEach(each -> line(mark + each));
    }
  }

  private void shown(Shown shown) {
    for (DiffWitness each : shown.witnesses()) {
      line("  screened otherwise, " + words(each.direction()) + ": " + said(each));
      each.sentences().forEach(sentence -> line("      " + sentence));
    }
    if (shown.witnesses().isEmpty()) {
      line("  " + none(shown));
    }
  }

  static String words(Direction direction) {
    return switch (direction) {
      case STRICTER -> "more strictly";
      case RELAXED -> "less strictly";
      case OTHERWISE -> "as strictly";
    };
  }

  static String none(Shown shown) {
    return "nobody was found who is screened otherwise, among "
        + shown.tried()
        + (shown.tried() == 1 ? " patient: " : " patients: ")
        + shown.bounds();
  }

  static String said(DiffWitness witness) {
    return witness.rule()
        + " "
        + outcome(witness.before())
        + " -> "
        + outcome(witness.after())
        + "; report "
        + witness.before().report()
        + " -> "
        + witness.after().report()
        + bearing(witness);
  }

  private static String bearing(DiffWitness witness) {
    if (witness.before().bearing() == witness.after().bearing()) {
      return "";
    }
    return witness.after().bearing()
        ? "; an entry that could not be screened bears on it now"
        : "; no entry that could not be screened bears on it any more";
  }

  private static String outcome(Said said) {
    return said.isFinding() && said.severity() != null
        ? said.outcome() + " (" + said.severity().code() + ")"
        : said.outcome();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
