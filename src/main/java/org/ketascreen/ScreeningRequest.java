package org.ketascreen;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ketascreen.engine.Engine;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;

/**
 * What is screened: one record, one treatment, one moment. Immutable and thread-safe.
 *
 * @param record what is known of the patient
 * @param treatment what is planned
 * @param asOf the moment screened for; days, weeks, months and ages count in its offset's calendar
 * @param stage when in a course it is asked
 * @param jurisdiction whose label or guidance is followed: two lower-case letters, or {@code any}
 *     for every rule and so the strictest
 * @param overrides decisions made on earlier findings
 */
public record ScreeningRequest(
    PatientRecord record,
    Treatment treatment,
    AsOf asOf,
    Stage stage,
    String jurisdiction,
    List<FindingOverride> overrides) {

  public ScreeningRequest {
    requireNonNull(record, "record");
    requireNonNull(treatment, "treatment");
    requireNonNull(asOf, "asOf");
    requireNonNull(stage, "stage");
    if (!requireNonNull(jurisdiction, "jurisdiction")
        .matches("[a-z]{2}|" + Rule.ANY_JURISDICTION)) {
      throw new IllegalArgumentException(
          "'"
              + jurisdiction
              + "' is no jurisdiction; write two lower-case letters, as in us, or any");
    }
    overrides = List.copyOf(overrides);
  }

  /**
   * Returns a builder of a request at stage {@code evaluation}, for any jurisdiction, without
   * overrides.
   */
  public static Builder builder(PatientRecord record, Treatment treatment, AsOf asOf) {
    return new Builder(record, treatment, asOf);
  }

  /**
   * Returns the JSON Schema (draft 2020-12) of requests as JSON, for hosts without FHIR. It ships
   * in the jar as {@code org/ketascreen/screening-request-1.schema.json}.
   */
  public static String jsonSchema() {
    return Schemas.text("screening-request-1.schema.json");
  }

  /** Returns the same request for another record. */
  @API(status = API.Status.INTERNAL, since = "0.1.0")
  public ScreeningRequest with(PatientRecord other) {
    return new ScreeningRequest(other, treatment, asOf, stage, jurisdiction, overrides);
  }

  /** Returns the same request for another treatment. */
  @API(status = API.Status.INTERNAL, since = "0.1.0")
  public ScreeningRequest with(Treatment other) {
    return new ScreeningRequest(record, other, asOf, stage, jurisdiction, overrides);
  }

  /** Returns what is asked of the engine. */
  Engine.Question question() {
    Set<String> overridden = new HashSet<>();
    overrides.forEach(each -> overridden.add(each.rule()));
    return new Engine.Question(record, treatment, stage, jurisdiction, asOf, overridden);
  }

  /** Builds a request. Not thread-safe. */
  public static final class Builder {
    private final PatientRecord record;
    private final Treatment treatment;
    private final AsOf asOf;
    private Stage stage = Stage.EVALUATION;
    private String jurisdiction = Rule.ANY_JURISDICTION;
    private final List<FindingOverride> overrides = new ArrayList<>();

    private Builder(PatientRecord record, Treatment treatment, AsOf asOf) {
      this.record = record;
      this.treatment = treatment;
      this.asOf = asOf;
    }

    /** Sets when in a course it is asked. */
    public Builder stage(Stage value) {
      stage = value;
      return this;
    }

    /** Sets whose label or guidance is followed. */
    public Builder jurisdiction(String value) {
      jurisdiction = value;
      return this;
    }

    /** Adds a decision made on an earlier finding. */
    public Builder override(FindingOverride value) {
      overrides.add(value);
      return this;
    }

    /** Returns the request. */
    public ScreeningRequest build() {
      return new ScreeningRequest(record, treatment, asOf, stage, jurisdiction, overrides);
    }
  }
}
