package org.ketascreen;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.Finding.CitedSource;
import org.ketascreen.Finding.Evidence;
import org.ketascreen.rulebase.Basis;
import org.ketascreen.rulebase.Severity;

/**
 * Builds a finding by hand; confirmed and without end unless said otherwise. Its limits and sources
 * are made up.
 */
final class FindingBuilder {

  private final String rule;
  private final String title;
  private final Severity severity;
  private @Nullable String settledBy;
  private @Nullable OffsetDateTime until;
  private @Nullable FindingOverride override;
  private String because = "It may harm.";
  private String action = "Do not treat.";
  private List<String> jurisdictions = List.of();
  private final List<CitedSource> sources = new ArrayList<>();
  private final List<Evidence> evidence = new ArrayList<>();

  FindingBuilder(String rule, String title, Severity severity) {
    this.rule = rule;
    this.title = title;
    this.severity = severity;
  }

  FindingBuilder possible(String value) {
    settledBy = value;
    return this;
  }

  FindingBuilder until(String value) {
    until = OffsetDateTime.parse(value);
    return this;
  }

  FindingBuilder override(String by, String at, String reason, @Nullable String end) {
    override =
        new FindingOverride(
            rule,
            "sha256:" + "3c".repeat(32),
            by,
            OffsetDateTime.parse(at),
            reason,
            end == null ? null : OffsetDateTime.parse(end));
    return this;
  }

  FindingBuilder because(String value) {
    because = value;
    return this;
  }

  FindingBuilder action(String value) {
    action = value;
    return this;
  }

  FindingBuilder jurisdictions(String... values) {
    jurisdictions = List.of(values);
    return this;
  }

  FindingBuilder source(String id, String section, String sourceTitle, @Nullable String url) {
    sources.add(new CitedSource(id, section, sourceTitle, url));
    return this;
  }

  FindingBuilder evidence(Evidence value) {
    evidence.add(value);
    return this;
  }

  Finding build() {
    return new Finding(
        rule,
        title,
        severity,
        settledBy == null ? Certainty.CONFIRMED : Certainty.POSSIBLE,
        Basis.LABEL,
        because,
        action,
        settledBy,
        until,
        jurisdictions,
        override,
        sources,
        "sha256:" + "3c".repeat(32),
        evidence);
  }
}
