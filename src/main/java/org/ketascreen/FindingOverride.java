package org.ketascreen;

import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.AsOf;

/**
 * A clinician's recorded decision to go on in spite of a finding. The finding stays and is marked;
 * the decision counts only for the evidence it was made on and until its end. Immutable and
 * thread-safe.
 *
 * @param rule the rule whose finding it is about
 * @param evidenceDigest the finding's {@link Finding#evidenceDigest()} when the decision was made
 * @param by who decided
 * @param at when; it does not count before
 * @param reason why
 * @param until the first moment at which it no longer counts, or {@code null} if it has no end
 */
public record FindingOverride(
    String rule,
    String evidenceDigest,
    String by,
    OffsetDateTime at,
    String reason,
    @Nullable OffsetDateTime until) {

  public FindingOverride {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(evidenceDigest, "evidenceDigest");
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(reason, "reason");
  }

  boolean counts(String findingRule, String findingEvidence, AsOf asOf) {
    return rule.equals(findingRule)
        && evidenceDigest.equals(findingEvidence)
        && !at.toInstant().isAfter(asOf.span().latest())
        && (until == null || until.toInstant().isAfter(asOf.span().latest()));
  }
}
