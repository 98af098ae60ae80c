package org.ketascreen;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Coding;
import org.ketascreen.rulebase.Basis;
import org.ketascreen.rulebase.Severity;

/**
 * A rule that fired for this patient. Immutable and thread-safe.
 *
 * @param rule the rule's id
 * @param title what it is about
 * @param severity how much it speaks against treatment
 * @param certainty {@code possible} when the record only may mean it
 * @param basis what the rule rests on
 * @param because why it matters
 * @param action what to do
 * @param settledBy what would settle a possible finding; {@code null} if it is confirmed
 * @param until the first moment at which the finding ends by time alone, or {@code null} if it does
 *     not
 * @param jurisdictions whose label or guidance it follows; empty for all
 * @param override the decision to go on in spite of it, if one counts now
 * @param sources where it is said
 * @param evidenceDigest identifies the evidence, for {@link FindingOverride}
 * @param evidence what in the record made it
 */
public record Finding(
    String rule,
    String title,
    Severity severity,
    Certainty certainty,
    Basis basis,
    String because,
    String action,
    @Nullable String settledBy,
    @Nullable OffsetDateTime until,
    List<String> jurisdictions,
    @Nullable FindingOverride override,
    List<CitedSource> sources,
    String evidenceDigest,
    List<Evidence> evidence) {

  public Finding {
    jurisdictions = List.copyOf(jurisdictions);
    sources = List.copyOf(sources);
    evidence = List.copyOf(evidence);
  }

  /**
   * A place in a source.
   *
   * @param id the source's id in the rulebase
   * @param section the place in it; empty for the whole
   * @param title its title
   * @param url one public address, or {@code null}
   */
  public record CitedSource(String id, String section, String title, @Nullable String url) {}

  /**
   * Something in the record that made the finding, as the source wrote it.
   *
   * @param sentence the sentence it speaks for
   * @param reference the entry
   * @param concept the value set or observation it belongs to
   * @param coding the coding that put it there, or {@code null}
   * @param value its value, or {@code null}
   * @param effective when it was true of the patient, or {@code null}
   * @param status its status, or {@code null}
   * @param matchedBy {@code code}, {@code ingredient}, {@code name} or {@code host}; {@code null}
   *     for what is looked up by no code
   */
  public record Evidence(
      String sentence,
      String reference,
      String concept,
      @Nullable Coding coding,
      @Nullable String value,
      @Nullable String effective,
      @Nullable String status,
      @Nullable String matchedBy) {}
}
