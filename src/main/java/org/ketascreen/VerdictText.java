package org.ketascreen;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.ketascreen.rulebase.Severity;
import org.ketascreen.rulebase.Stage;

/** The first lines of a report for people: what it comes to, and what to do. */
final class VerdictText {

  private static final int MOST_ELEMENTS = 5;

  private final ScreeningReport report;
  private final Page page;

  private VerdictText(ScreeningReport report, Page page) {
    this.report = report;
    this.page = page;
  }

  static void write(ScreeningReport report, Page page) {
    new VerdictText(report, page).write();
  }

  private void write() {
    page.line(headline());
    switch (report.disposition()) {
      case CONTRAINDICATED -> blocked();
      case RELATIVELY_CONTRAINDICATED -> {
        page.line("Resolve this first, or have a specialist weigh it.");
        blocked();
      }
      case UNDETERMINED -> undetermined();
      case PRECAUTIONS -> precautions();
      case NONE_FOUND -> noneFound();
    }
  }

  private String headline() {
    return switch (report.disposition()) {
      case CONTRAINDICATED -> stop(report.stage()) + " - " + possibly() + "contraindicated.";
      case RELATIVELY_CONTRAINDICATED ->
          stop(report.stage()) + " - " + possibly() + "relatively contraindicated.";
      case UNDETERMINED -> "UNDETERMINED - " + unknown(report.stage()) + ".";
      case PRECAUTIONS -> possiblyCapital() + "PRECAUTIONS - " + withCare(report.stage()) + ".";
      case NONE_FOUND -> "NONE FOUND - nothing was found against " + it(report.stage()) + ".";
    };
  }

  private boolean isPossible() {
    return report.dispositionCertainty() == Certainty.POSSIBLE;
  }

  private String possibly() {
    return isPossible() ? "possibly " : "";
  }

  private String possiblyCapital() {
    return isPossible() ? "POSSIBLE " : "";
  }

  private static String stop(Stage stage) {
    return switch (stage) {
      case EVALUATION -> "DO NOT START";
      case SESSION -> "HOLD TODAY'S DOSE";
      case DISCHARGE -> "NOT READY TO LEAVE";
      case MAINTENANCE -> "STOP AND REVIEW";
    };
  }

  private static String unknown(Stage stage) {
    return switch (stage) {
      case EVALUATION -> "do not start before what is open below is settled";
      case SESSION -> "hold today's dose until what is open below is settled";
      case DISCHARGE -> "not ready to leave before what is open below is settled";
      case MAINTENANCE -> "stop and review: settle what is open below";
    };
  }

  private static String withCare(Stage stage) {
    return switch (stage) {
      case EVALUATION -> "start only with the care stated below";
      case SESSION -> "give today's dose only with the care stated below";
      case DISCHARGE -> "may leave only with the care stated below";
      case MAINTENANCE -> "go on only with the care stated below";
    };
  }

  private static String it(Stage stage) {
    return switch (stage) {
      case EVALUATION -> "starting";
      case SESSION -> "today's dose";
      case DISCHARGE -> "leaving";
      case MAINTENANCE -> "going on";
    };
  }

  private void blocked() {
    found();
    if (isPossible()) {
      gravest().forEach(each -> page.line(0, "To settle ", each.rule() + ": " + settledBy(each)));
    }
    deferral();
    doubts();
  }

  private void found() {
    List<String> kinds = report.findings().stream().map(VerdictText::kind).toList();
    List<String> counts = new ArrayList<>();
    Prose.tally(kinds).forEach((kind, number) -> counts.add(Prose.count(number, kind)));
    page.line("Found: " + String.join(", ", counts) + ".");
  }

  private static String kind(Finding finding) {
    String possible = finding.certainty() == Certainty.POSSIBLE ? "possible " : "";
    return possible
        + switch (finding.severity()) {
          case CONTRAINDICATION -> "contraindication";
          case RELATIVE_CONTRAINDICATION -> "relative contraindication";
          case PRECAUTION -> "precaution";
          case INFORMATION -> "information finding";
        };
  }

  private static String settledBy(Finding finding) {
    return Objects.requireNonNullElse(finding.settledBy(), "look at its evidence");
  }

  private List<Finding> gravest() {
    return report.findings().stream()
        .filter(each -> each.severity() == report.findings().get(0).severity())
        .toList();
  }

  private void deferral() {
    List<Finding> blocking =
        report.findings().stream()
            .filter(each -> each.severity().compareTo(Severity.PRECAUTION) < 0)
            .toList();
    List<OffsetDateTime> ends = new ArrayList<>();
    blocking.forEach(each -> addIfAny(ends, each));
    if (!ends.isEmpty() && ends.size() == blocking.size()) {
      ends.sort(Comparator.comparing(OffsetDateTime::toInstant));
      String last = Prose.moment(ends.get(ends.size() - 1), report.asOf().offset());
      boolean open = blocking.stream().anyMatch(VerdictText::isOpen);
      page.line(
          open
              ? "If it is not settled before, this stands until " + last + "; then screen again."
              : "This ends by time alone: "
                  + deferTo(report.stage())
                  + last
                  + ", then screen again.");
    }
  }

  private static void addIfAny(List<OffsetDateTime> ends, Finding finding) {
    if (finding.until() != null) {
      ends.add(finding.until());
    }
  }

  /** Whether to settle it comes before waiting for its end. */
  static boolean isOpen(Finding finding) {
    return finding.certainty() == Certainty.POSSIBLE;
  }

  /** How a finding that will end is waited for. */
  static String deferTo(Stage stage) {
    return stage == Stage.DISCHARGE ? "wait until " : "defer to ";
  }

  private void undetermined() {
    page.line("A contraindication could not be excluded.");
    List<String> elements = report.missing().stream().map(MissingData::element).toList();
    if (!elements.isEmpty()) {
      page.line("Missing: " + Prose.first(MOST_ELEMENTS, elements) + ".");
    }
    long bearing =
        report.unscreened().stream().filter(ScreeningReport.UnscreenedEntry::bearing).count();
    if (bearing > 0) {
      page.line(
          "Could not be screened, but may matter: "
              + Prose.count(bearing, "entry", "entries")
              + ".");
    }
    if (!report.findings().isEmpty()) {
      found();
    }
  }

  private void precautions() {
    found();
    page.line(
        "No contraindication was found in what could be screened; that does not mean that there is"
            + " none.");
    doubts();
  }

  private void noneFound() {
    page.line("This does not mean that it is safe.");
    if (report.rules().stream().allMatch(each -> each.outcome() == Outcome.NOT_APPLICABLE)) {
      page.line("No rule was asked: this rulebase has none for this treatment and stage.");
    }
    if (!report.findings().isEmpty()) {
      found();
    }
    doubts();
  }

  private void doubts() {
    long undecided =
        report.rules().stream().filter(each -> each.outcome() == Outcome.NOT_EVALUABLE).count();
    if (!report.complete()) {
      page.line("Not everything could be decided: there may be more.");
    } else if (undecided > 0) {
      page.line(
          "Not decided for lack of data: "
              + Prose.count(undecided, "milder rule")
              + ", of precautions or information.");
    }
    if (report.complete()
        && report.unscreened().stream().anyMatch(ScreeningReport.UnscreenedEntry::bearing)) {
      page.line("An entry that could not be screened may bear on a precaution or information.");
    }
  }
}
