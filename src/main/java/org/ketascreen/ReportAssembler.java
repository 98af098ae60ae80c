package org.ketascreen;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ketascreen.engine.Evaluation;
import org.ketascreen.engine.Evaluation.RuleEvaluation;
import org.ketascreen.fact.Tally;
import org.ketascreen.fact.Truth;
import org.ketascreen.language.Evaluated;
import org.ketascreen.rulebase.Citation;
import org.ketascreen.rulebase.Library;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Severity;
import org.ketascreen.rulebase.Source;

/** Makes a report of what the record says to every rule. */
final class ReportAssembler {

  private static final int LAST_YEAR = 9_999;

  private final Rulebase rulebase;
  private final ScreeningRequest request;
  private final Evaluation evaluation;
  private final Outcomes outcomes;

  ReportAssembler(Rulebase rulebase, ScreeningRequest request, Evaluation evaluation) {
    this.rulebase = rulebase;
    this.request = request;
    this.evaluation = evaluation;
    this.outcomes = new Outcomes(evaluation, request);
  }

  ScreeningReport assemble() {
    List<Finding> findings = findings();
    List<ScreeningReport.UnscreenedEntry> unscreened = unscreened();
    boolean complete = isComplete();
    Disposition disposition = disposition(findings, complete);
    Tally tally = evaluation.tally();
    return new ScreeningReport(
        Library.VERSION,
        ScreeningReport.RulebaseIdentity.of(rulebase),
        RequestDigest.of(request),
        request.record().subject(),
        request.asOf(),
        validUntil(),
        request.stage(),
        request.jurisdiction(),
        request.treatment(),
        disposition,
        certainty(findings, disposition),
        complete,
        findings,
        new MissingDataList(rulebase, evaluation).list(),
        unscreened,
        evaluation.excluded().stream()
            .map(each -> new ScreeningReport.ExcludedEntry(each.reference(), each.reason().code()))
            .toList(),
        new ScreeningReport.EntryCounts(
            tally.read(), tally.used(), tally.irrelevant(), tally.excluded(), tally.unscreened()),
        request.record().assertions(),
        rulebase.checklists().getOrDefault(request.stage(), List.of()),
        results());
  }

  private @Nullable OffsetDateTime validUntil() {
    Instant first = evaluation.changesAt();
    for (FindingOverride override : outcomes.overridesOfWhatFires()) {
      first = earlier(first, override.at().toInstant());
      first = override.until() == null ? first : earlier(first, override.until().toInstant());
    }
    return atPlaceOfCare(first);
  }

  private @Nullable Instant earlier(@Nullable Instant first, Instant other) {
    boolean isLater = other.isAfter(request.asOf().span().latest());
    return isLater && (first == null || other.isBefore(first)) ? other : first;
  }

  /** What lies beyond the years that a date can write never comes. */
  private @Nullable OffsetDateTime atPlaceOfCare(@Nullable Instant instant) {
    OffsetDateTime at = instant == null ? null : instant.atOffset(request.asOf().offset());
    return at == null || at.getYear() > LAST_YEAR ? null : at;
  }

  private List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (RuleEvaluation each : evaluation.rules()) {
      if (outcomes.of(each) == Outcome.FIRED && each.logic().rule().ask() == null) {
        findings.add(finding(each));
      }
    }
    findings.sort(ReportAssembler::compare);
    return findings;
  }

  /** The gravest first, of these the confirmed ones, and of these by rule. */
  private static int compare(Finding a, Finding b) {
    int compared = a.severity().compareTo(b.severity());
    if (compared == 0) {
      compared = a.certainty().compareTo(b.certainty());
    }
    return compared != 0 ? compared : a.rule().compareTo(b.rule());
  }

  private Finding finding(RuleEvaluation each) {
    Rule rule = each.logic().rule();
    Evaluated whole = Objects.requireNonNull(each.evaluated());
    List<Finding.Evidence> evidence = outcomes.evidence(rule.id());
    boolean confirmed = whole.truth() == Truth.HOLDS;
    return new Finding(
        rule.id(),
        rule.title(),
        rule.severity(),
        confirmed ? Certainty.CONFIRMED : Certainty.POSSIBLE,
        rule.basis(),
        rule.because(),
        rule.action(),
        confirmed ? null : String.join("; ", Evidences.settledBy(whole)),
        atPlaceOfCare(each.until()),
        rule.jurisdictions(),
        outcomes.override(rule.id()),
        rule.sources().stream().map(this::cited).toList(),
        RequestDigest.of(evidence),
        evidence);
  }

  private Finding.CitedSource cited(Citation citation) {
    Source source =
        rulebase.sources().stream()
            .filter(each -> each.id().equals(citation.source()))
            .findFirst()
            .orElseThrow();
    return new Finding.CitedSource(source.id(), citation.section(), source.title(), source.url());
  }

  private List<ScreeningReport.UnscreenedEntry> unscreened() {
    return evaluation.unscreened().stream()
        .map(
            each ->
                new ScreeningReport.UnscreenedEntry(
                    each.reference(),
                    each.text(),
                    each.reason().code(),
                    each.detail(),
                    each.isBearing(evaluation.read())))
        .toList();
  }

  /** Whether no grave rule, and no entry that may bear on one, was left undecided. */
  private boolean isComplete() {
    for (RuleEvaluation each : evaluation.rules()) {
      if (each.logic().isGrave() && outcomes.of(each) == Outcome.NOT_EVALUABLE) {
        return false;
      }
    }
    return evaluation.unscreened().stream()
        .noneMatch(each -> each.isBearing(evaluation.gravelyRead()));
  }

  private static Disposition disposition(List<Finding> findings, boolean complete) {
    Severity gravest = findings.isEmpty() ? Severity.INFORMATION : findings.get(0).severity();
    return switch (gravest) {
      case CONTRAINDICATION -> Disposition.CONTRAINDICATED;
      case RELATIVE_CONTRAINDICATION -> Disposition.RELATIVELY_CONTRAINDICATED;
      case PRECAUTION -> complete ? Disposition.PRECAUTIONS : Disposition.UNDETERMINED;
      case INFORMATION -> complete ? Disposition.NONE_FOUND : Disposition.UNDETERMINED;
    };
  }

  /** The gravest findings stand first, the confirmed ones before the possible ones. */
  private static @Nullable Certainty certainty(List<Finding> findings, Disposition disposition) {
    return disposition == Disposition.UNDETERMINED || disposition == Disposition.NONE_FOUND
        ? null
        : findings.get(0).certainty();
  }

  private List<ScreeningReport.RuleResult> results() {
    List<ScreeningReport.RuleResult> results = new ArrayList<>(evaluation.rules().size());
    for (RuleEvaluation each : evaluation.rules()) {
      Outcome outcome = outcomes.of(each);
      results.add(
          new ScreeningReport.RuleResult(
              each.logic().rule().id(), outcome, outcomes.deciding(each, outcome)));
    }
    return results;
  }
}
