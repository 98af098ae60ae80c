package org.ketascreen;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ketascreen.ScreeningReport.EntryCounts;
import org.ketascreen.ScreeningReport.ExcludedEntry;
import org.ketascreen.ScreeningReport.RuleResult;
import org.ketascreen.ScreeningReport.UnscreenedEntry;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.Assertion;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.rulebase.Trust;

/** Builds a report by hand; of a whole record, with nothing found, unless said otherwise. */
final class ReportBuilder {

  private @Nullable String subject = "Patient/p1";
  private String asOf = "2026-06-15T09:00:00+02:00";
  private @Nullable OffsetDateTime validUntil;
  private Stage stage = Stage.EVALUATION;
  private String jurisdiction = "any";
  private @Nullable String scope;
  private Treatment treatment = Treatment.of(Agent.ESKETAMINE, Route.INTRANASAL);
  private Disposition disposition = Disposition.NONE_FOUND;
  private @Nullable Certainty certainty;
  private boolean complete = true;
  private EntryCounts entries = new EntryCounts(0, 0, 0, 0, 0);
  private final List<Finding> findings = new ArrayList<>();
  private final List<MissingData> missing = new ArrayList<>();
  private final List<UnscreenedEntry> unscreened = new ArrayList<>();
  private final List<ExcludedEntry> excluded = new ArrayList<>();
  private final Map<Section, Assertion> assertions = new EnumMap<>(Section.class);
  private final List<String> checklist = new ArrayList<>();
  private final List<RuleResult> rules = new ArrayList<>();

  ReportBuilder() {
    for (Section section : Section.values()) {
      assertions.put(section, new Assertion(AssertionStatus.RECORDED, "entries are given"));
    }
  }

  ReportBuilder subject(@Nullable String value) {
    subject = value;
    return this;
  }

  ReportBuilder asOf(String value) {
    asOf = value;
    return this;
  }

  ReportBuilder validUntil(String value) {
    validUntil = OffsetDateTime.parse(value);
    return this;
  }

  ReportBuilder stage(Stage value) {
    stage = value;
    return this;
  }

  ReportBuilder scope(String value) {
    scope = value;
    return this;
  }

  ReportBuilder jurisdiction(String value) {
    jurisdiction = value;
    return this;
  }

  ReportBuilder treatment(Treatment value) {
    treatment = value;
    return this;
  }

  ReportBuilder disposition(Disposition value, @Nullable Certainty itsCertainty) {
    disposition = value;
    certainty = itsCertainty;
    return this;
  }

  ReportBuilder incomplete() {
    complete = false;
    return this;
  }

  ReportBuilder entries(EntryCounts value) {
    entries = value;
    return this;
  }

  ReportBuilder add(Finding value) {
    findings.add(value);
    return this;
  }

  ReportBuilder add(MissingData value) {
    missing.add(value);
    return this;
  }

  ReportBuilder add(UnscreenedEntry value) {
    unscreened.add(value);
    return this;
  }

  ReportBuilder excluded(String reference, String reason) {
    excluded.add(new ExcludedEntry(reference, reason));
    return this;
  }

  ReportBuilder assertion(Section section, AssertionStatus is, String because) {
    assertions.put(section, new Assertion(is, because));
    return this;
  }

  ReportBuilder checklist(String... items) {
    checklist.addAll(List.of(items));
    return this;
  }

  ReportBuilder rule(String id, Outcome outcome, String... deciding) {
    rules.add(new RuleResult(id, outcome, List.of(deciding)));
    return this;
  }

  ScreeningReport build() {
    return new ScreeningReport(
        "0.1.0",
        new ScreeningReport.RulebaseIdentity(
            "ketamine",
            "1.0.0",
            1,
            "unreviewed",
            scope,
            "sha256:" + "1a".repeat(32),
            Trust.BUNDLED),
        "sha256:" + "2b".repeat(32),
        subject,
        AsOf.parse(asOf),
        validUntil,
        stage,
        jurisdiction,
        treatment,
        disposition,
        certainty,
        complete,
        findings,
        missing,
        unscreened,
        excluded,
        entries,
        assertions,
        checklist,
        rules);
  }
}
