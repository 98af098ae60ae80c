package org.ketascreen.review.diff;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.record.FhirCode;

/**
 * One difference between two versions. Immutable and thread-safe.
 *
 * @param kind what kind of difference
 * @param subject the id of a rule or source, the title of a value set, or a key of {@code
 *     rulebase.yaml}; of the version before where both have it
 * @param what what of it is different, in a few words
 * @param before how it was, or {@code null} if it was not
 * @param after how it is, or {@code null} if it is not
 * @param shown patients who are screened otherwise for it, or {@code null} for a kind of difference
 *     that no screening reads
 * @param demands by how much the version must rise for it
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record Change(
    Kind kind,
    String subject,
    String what,
    @Nullable String before,
    @Nullable String after,
    @Nullable Shown shown,
    Bump demands) {

  public Change {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(demands, "demands");
  }

  /** Makes one that nothing but words or bookkeeping is different in. */
  static Change ofWords(
      Kind kind, String subject, String what, @Nullable String before, @Nullable String after) {
    return new Change(kind, subject, what, before, after, null, Bump.PATCH);
  }

  /** What a difference is about. */
  public enum About {
    RULES,
    VALUE_SETS,
    REST
  }

  /** The kinds of difference. */
  public enum Kind implements FhirCode {
    RULE_ADDED("rule-added", About.RULES),
    RULE_REMOVED("rule-removed", About.RULES),
    LOGIC("logic", About.RULES),
    APPLICABILITY("applicability", About.RULES),
    GRADING("grading", About.RULES),
    SUBSUMPTION("subsumption", About.RULES),
    RULE_WORDING("rule-wording", About.RULES),
    RULE_SOURCES("rule-sources", About.RULES),
    VALUE_SET_ADDED("value-set-added", About.VALUE_SETS),
    VALUE_SET_REMOVED("value-set-removed", About.VALUE_SETS),
    CODE_ADDED("code-added", About.VALUE_SETS),
    CODE_REMOVED("code-removed", About.VALUE_SETS),
    NAME_ADDED("name-added", About.VALUE_SETS),
    NAME_REMOVED("name-removed", About.VALUE_SETS),
    WATCH_WORD_ADDED("watch-word-added", About.VALUE_SETS),
    WATCH_WORD_REMOVED("watch-word-removed", About.VALUE_SETS),
    EXCEPTION_ADDED("exception-added", About.VALUE_SETS),
    EXCEPTION_REMOVED("exception-removed", About.VALUE_SETS),
    OBSERVATION("observation", About.VALUE_SETS),
    INGREDIENTS("ingredients", About.VALUE_SETS),
    VALUE_SET_WORDING("value-set-wording", About.VALUE_SETS),
    DEFINITION("definition", About.REST),
    CHECKLIST("checklist", About.REST),
    SOURCE("source", About.REST),
    METADATA("metadata", About.REST);

    private final String code;
    private final About about;

    Kind(String code, About about) {
      this.code = code;
      this.about = about;
    }

    @Override
    public String code() {
      return code;
    }

    /** Returns what it is about. */
    public About about() {
      return about;
    }
  }
}
