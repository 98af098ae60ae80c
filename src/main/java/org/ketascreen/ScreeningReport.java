package org.ketascreen;

import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.Assertion;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.rulebase.Trust;

/**
 * What a screening found, and what it could not decide. A report without findings means only that
 * the rules that could be decided did not apply: ask {@link #isClear()}. Immutable and thread-safe;
 * equal requests on equal rulebases give equal reports.
 *
 * @param library the release of this library
 * @param rulebase the rulebase that made it
 * @param requestDigest identifies the request: {@code sha256:} and a digest that order and
 *     repetition of entries do not change
 * @param subject how the source refers to the patient, or {@code null}
 * @param asOf the moment screened for
 * @param validUntil the first later moment at which the same record could screen differently, or
 *     {@code null} if time alone changes nothing
 * @param stage when in a course it was asked
 * @param jurisdiction whose rules were asked, or {@code any}
 * @param treatment what is planned
 * @param disposition what the findings come to
 * @param dispositionCertainty {@code possible} when only possible findings made the disposition;
 *     {@code null} where no finding did
 * @param complete whether every contraindication and relative contraindication could be decided and
 *     no entry that may bear on them was left undecided
 * @param findings the findings, gravest first, then confirmed before possible, then by rule
 * @param missing what would have to be known, gravest first
 * @param unscreened entries that could not be decided, by reference
 * @param excluded entries left out for a stated reason, by reference
 * @param entries how many entries ended where
 * @param assertions what each section says about what is not listed in it
 * @param checklist what every patient at this stage is told or watched for
 * @param rules what became of every rule, by id
 */
public record ScreeningReport(
    String library,
    RulebaseIdentity rulebase,
    String requestDigest,
    @Nullable String subject,
    AsOf asOf,
    @Nullable OffsetDateTime validUntil,
    Stage stage,
    String jurisdiction,
    Treatment treatment,
    Disposition disposition,
    @Nullable Certainty dispositionCertainty,
    boolean complete,
    List<Finding> findings,
    List<MissingData> missing,
    List<UnscreenedEntry> unscreened,
    List<ExcludedEntry> excluded,
    EntryCounts entries,
    Map<Section, Assertion> assertions,
    List<String> checklist,
    List<RuleResult> rules) {

  public ScreeningReport {
    findings = List.copyOf(findings);
    missing = List.copyOf(missing);
    unscreened = List.copyOf(unscreened);
    excluded = List.copyOf(excluded);
    assertions = Collections.unmodifiableMap(new EnumMap<>(assertions));
    checklist = List.copyOf(checklist);
    rules = List.copyOf(rules);
  }

  /**
   * Whether nothing at all speaks against treatment as far as this rulebase reaches: nothing found
   * above information, at least one rule asked, and every one decided, at every severity, with no
   * entry left undecided that may bear on one. It does not mean that treatment is safe.
   */
  public boolean isClear() {
    return disposition == Disposition.NONE_FOUND
        && complete
        && unscreened.stream().noneMatch(UnscreenedEntry::bearing)
        && rules.stream().anyMatch(rule -> rule.outcome() != Outcome.NOT_APPLICABLE)
        && rules.stream().noneMatch(rule -> rule.outcome() == Outcome.NOT_EVALUABLE);
  }

  /**
   * Returns the report as JSON, as {@link #jsonSchema()} describes it; the same report gives the
   * same text.
   */
  public String toJson() {
    return ReportJson.write(this);
  }

  /**
   * Returns the JSON Schema (draft 2020-12) of {@link #toJson()}. It ships in the jar as {@code
   * org/ketascreen/screening-report-1.schema.json}.
   */
  public static String jsonSchema() {
    return Schemas.text("screening-report-1.schema.json");
  }

  /** Returns the report for people, in lines of at most 80 columns. */
  public String toText() {
    return ReportText.write(this);
  }

  /**
   * Which rulebase made a report.
   *
   * @param id what it is about
   * @param version its version
   * @param language the version of its rule language
   * @param status {@code unreviewed} until clinicians have reviewed it
   * @param scope what it is limited to, in words, or {@code null}
   * @param digest the digest of its source, which identifies it
   * @param trust why it may be used
   */
  public record RulebaseIdentity(
      String id,
      String version,
      int language,
      String status,
      @Nullable String scope,
      String digest,
      Trust trust) {

    static RulebaseIdentity of(Rulebase rulebase) {
      return new RulebaseIdentity(
          rulebase.id(),
          rulebase.version(),
          rulebase.language(),
          rulebase.status(),
          rulebase.scope(),
          rulebase.digest(),
          rulebase.trust());
    }
  }

  /**
   * An entry that could not be decided.
   *
   * @param reference the entry
   * @param text the source's words for it, or {@code null}
   * @param reason why it could not be decided
   * @param detail what was wrong with it and what would be right, or {@code null}
   * @param bearing whether it may bear on the result
   */
  public record UnscreenedEntry(
      String reference,
      @Nullable String text,
      String reason,
      @Nullable String detail,
      boolean bearing) {}

  /**
   * An entry left out.
   *
   * @param reference the entry
   * @param reason why
   */
  public record ExcludedEntry(String reference, String reason) {}

  /**
   * How many entries ended where; the last four add up to the first.
   *
   * @param read entries in the source
   * @param used entries that were weighed
   * @param irrelevant entries decided to be in no value set
   * @param excluded entries left out for a stated reason
   * @param unscreened entries that could not be decided
   */
  public record EntryCounts(int read, int used, int irrelevant, int excluded, int unscreened) {}

  /**
   * What became of a rule.
   *
   * @param rule its id
   * @param outcome what became of it
   * @param deciding for a rule that did not fire, the sentences that the record contradicts or does
   *     not answer, or why it was not asked; empty for one that fired
   */
  public record RuleResult(String rule, Outcome outcome, List<String> deciding) {
    public RuleResult {
      deciding = List.copyOf(deciding);
    }
  }
}
