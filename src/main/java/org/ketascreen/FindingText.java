package org.ketascreen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Coding;
import org.ketascreen.rulebase.Severity;

/** A finding for people. */
final class FindingText {

  private static final int INDENT = 2;
  private static final int MOST_EVIDENCE = 5;

  private final ScreeningReport report;
  private final Page page;

  FindingText(ScreeningReport report, Page page) {
    this.report = report;
    this.page = page;
  }

  void write(Finding finding) {
    page.blank().line(heading(finding));
    page.line(INDENT, "Because: ", finding.because());
    page.line(INDENT, "Do: ", finding.action());
    if (finding.settledBy() != null) {
      page.line(INDENT, "To settle: ", finding.settledBy());
    }
    until(finding);
    if (finding.override() != null) {
      page.line(INDENT, "Overridden: ", overridden(finding.override()));
    }
    evidence(finding);
    finding.sources().forEach(each -> page.line(INDENT, "Source: ", source(each)));
  }

  private static String heading(Finding finding) {
    return Prose.words(finding.severity().code()).toUpperCase(Locale.ROOT)
        + ", "
        + finding.certainty().code()
        + ": "
        + finding.rule()
        + " "
        + finding.title();
  }

  private void until(Finding finding) {
    if (finding.until() != null) {
      String end = Prose.moment(finding.until(), report.asOf().offset());
      boolean blocks = finding.severity().compareTo(Severity.PRECAUTION) < 0;
      page.line(INDENT, "Until: ", blocks ? end + waiting(finding) : end);
    }
  }

  private String waiting(Finding finding) {
    return VerdictText.isOpen(finding)
        ? ", if it is not settled before"
        : "; " + VerdictText.deferTo(report.stage()) + "then";
  }

  private String overridden(FindingOverride override) {
    String by = "by " + override.by() + ", " + Prose.moment(override.at(), report.asOf().offset());
    String end =
        override.until() == null
            ? "without end"
            : "until " + Prose.moment(override.until(), report.asOf().offset());
    return by + ", " + end + ": " + override.reason();
  }

  private void evidence(Finding finding) {
    List<String> lines = finding.evidence().stream().map(FindingText::words).distinct().toList();
    lines.stream().limit(MOST_EVIDENCE).forEach(each -> page.line(INDENT, "Found: ", each));
    if (lines.size() > MOST_EVIDENCE) {
      page.line(INDENT, "Found: ", "and " + (lines.size() - MOST_EVIDENCE) + " more");
    }
  }

  /** Returns what an entry says, in one line. */
  static String words(Finding.Evidence evidence) {
    List<String> parts = new ArrayList<>();
    parts.add(evidence.concept());
    Stream.of(
            coding(evidence.coding()),
            evidence.value(),
            evidence.effective(),
            evidence.status(),
            recognised(evidence.matchedBy()))
        .filter(Objects::nonNull)
        .forEach(parts::add);
    return String.join(", ", parts) + " [" + evidence.reference() + "]";
  }

  private static @Nullable String coding(@Nullable Coding coding) {
    if (coding == null || coding.display() == null) {
      return coding == null ? null : coding.code();
    }
    return coding.code() == null ? coding.display() : coding.display() + " (" + coding.code() + ")";
  }

  private static @Nullable String recognised(@Nullable String matchedBy) {
    return matchedBy == null || matchedBy.equals("code") ? null : "recognised by " + matchedBy;
  }

  private static String source(Finding.CitedSource source) {
    String place = source.section().isEmpty() ? "" : ", " + source.section();
    return source.title() + place + " [" + source.id() + "]";
  }
}
