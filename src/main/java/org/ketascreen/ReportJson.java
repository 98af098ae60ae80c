package org.ketascreen;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Assertion;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.FhirCode;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.rulebase.Trust;

/** A report as JSON; {@code screening-report-1.schema.json} says what every key means. */
final class ReportJson {

  /** Identifies the form, and its schema. */
  static final String SCHEMA = "https://ketascreen.org/schema/screening-report/1";

  private ReportJson() {}

  static String write(ScreeningReport report) {
    return JsonText.object(
        json -> {
          identity(json, report);
          request(json, report);
          result(json, report);
          accounts(json, report);
        });
  }

  private static void identity(JsonText json, ScreeningReport report) {
    json.put("schema", SCHEMA)
        .put("library", report.library())
        .putIfAny("rulebase", report.rulebase(), ReportJson::rulebase)
        .put("requestDigest", report.requestDigest());
  }

  private static void rulebase(JsonText json, ScreeningReport.RulebaseIdentity rulebase) {
    json.put("id", rulebase.id())
        .put("version", rulebase.version())
        .put("language", rulebase.language())
        .put("status", rulebase.status())
        .put("scope", rulebase.scope())
        .put("digest", rulebase.digest())
        .putIfAny("trust", rulebase.trust(), ReportJson::trust);
  }

  private static void trust(JsonText json, Trust trust) {
    json.put("basis", trust.basis().code()).put("key", trust.key());
  }

  private static void request(JsonText json, ScreeningReport report) {
    json.put("subject", report.subject())
        .put("asOf", report.asOf().toString())
        .put("validUntil", time(report.validUntil()))
        .put("stage", report.stage().code())
        .put("jurisdiction", report.jurisdiction())
        .putIfAny("treatment", report.treatment(), ReportJson::treatment);
  }

  private static void treatment(JsonText json, Treatment treatment) {
    json.put("agent", treatment.agent().code())
        .put("route", treatment.route().code())
        .putIfAny("dose", treatment.dose(), ReportJson::amount)
        .putIfAny("duration", treatment.duration(), ReportJson::amount)
        .put("session", treatment.session())
        .put(
            "courseBegan",
            treatment.courseBegan() == null ? null : treatment.courseBegan().toString())
        .put("indications", treatment.indications().stream().map(ReportJson::words).toList());
  }

  private static void amount(JsonText json, Quantity amount) {
    json.put("value", amount.value()).put("unit", amount.unit());
  }

  /** Returns the text of a concept, else its first display, else its first code. */
  private static String words(CodeableConcept concept) {
    if (concept.text() != null) {
      return concept.text();
    }
    return concept.codings().stream()
        .map(each -> each.display() == null ? each.code() : each.display())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  private static void result(JsonText json, ScreeningReport report) {
    json.put("disposition", report.disposition().code())
        .put("dispositionCertainty", code(report.dispositionCertainty()))
        .put("complete", report.complete())
        .put("findings", report.findings(), ReportJson::finding)
        .put("missing", report.missing(), ReportJson::missing);
  }

  private static void finding(JsonText json, Finding finding) {
    json.put("rule", finding.rule())
        .put("title", finding.title())
        .put("severity", finding.severity().code())
        .put("certainty", finding.certainty().code())
        .put("basis", finding.basis().code())
        .put("because", finding.because())
        .put("action", finding.action())
        .put("settledBy", finding.settledBy())
        .put("until", time(finding.until()))
        .put("jurisdictions", finding.jurisdictions())
        .putIfAny("override", finding.override(), ReportJson::override)
        .put("sources", finding.sources(), ReportJson::source)
        .put("evidenceDigest", finding.evidenceDigest())
        .put("evidence", finding.evidence(), ReportJson::evidence);
  }

  private static void override(JsonText json, FindingOverride override) {
    json.put("by", override.by())
        .put("at", time(override.at()))
        .put("reason", override.reason())
        .put("until", time(override.until()));
  }

  private static void source(JsonText json, Finding.CitedSource source) {
    json.put("id", source.id())
        .put("section", source.section())
        .put("title", source.title())
        .put("url", source.url());
  }

  static void evidence(JsonText json, Finding.Evidence evidence) {
    json.put("sentence", evidence.sentence())
        .put("reference", evidence.reference())
        .put("concept", evidence.concept())
        .putIfAny("coding", evidence.coding(), ReportJson::coding)
        .put("value", evidence.value())
        .put("effective", evidence.effective())
        .put("status", evidence.status())
        .put("matchedBy", evidence.matchedBy());
  }

  private static void coding(JsonText json, Coding coding) {
    json.put("system", coding.system()).put("code", coding.code()).put("display", coding.display());
  }

  private static void missing(JsonText json, MissingData missing) {
    json.put("element", missing.element())
        .put("within", missing.within())
        .put("severity", missing.severity().code())
        .put("rules", missing.rules())
        .put("ask", missing.ask())
        .put("codes", missing.codes());
  }

  private static void accounts(JsonText json, ScreeningReport report) {
    json.put("unscreened", report.unscreened(), ReportJson::unscreened)
        .put("excluded", report.excluded(), ReportJson::excluded)
        .putIfAny("entries", report.entries(), ReportJson::entries)
        .putIfAny("assertions", report.assertions(), ReportJson::assertions)
        .put("checklist", report.checklist())
        .put("rules", report.rules(), ReportJson::rule);
  }

  private static void unscreened(JsonText json, ScreeningReport.UnscreenedEntry entry) {
    json.put("reference", entry.reference())
        .put("text", entry.text())
        .put("reason", entry.reason())
        .put("detail", entry.detail())
        .put("bearing", entry.bearing());
  }

  private static void excluded(JsonText json, ScreeningReport.ExcludedEntry entry) {
    json.put("reference", entry.reference()).put("reason", entry.reason());
  }

  private static void entries(JsonText json, ScreeningReport.EntryCounts entries) {
    json.put("read", entries.read())
        .put("used", entries.used())
        .put("irrelevant", entries.irrelevant())
        .put("excluded", entries.excluded())
        .put("unscreened", entries.unscreened());
  }

  private static void assertions(JsonText json, Map<Section, Assertion> assertions) {
    assertions.forEach(
        (section, each) -> json.putIfAny(section.code(), each, ReportJson::assertion));
  }

  private static void assertion(JsonText json, Assertion assertion) {
    json.put("is", assertion.is().code()).put("because", assertion.because());
  }

  private static void rule(JsonText json, ScreeningReport.RuleResult rule) {
    json.put("rule", rule.rule()).put("outcome", rule.outcome().code());
    if (!rule.deciding().isEmpty()) {
      json.put("deciding", rule.deciding());
    }
  }

  private static @Nullable String code(@Nullable FhirCode choice) {
    return choice == null ? null : choice.code();
  }

  /**
   * {@link OffsetDateTime#toString} leaves out seconds that are zero, which RFC 3339 does not
   * allow.
   */
  private static @Nullable String time(@Nullable OffsetDateTime time) {
    return time == null ? null : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
  }
}
