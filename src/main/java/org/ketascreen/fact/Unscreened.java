package org.ketascreen.fact;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;

/**
 * An entry that could not be decided. Immutable and thread-safe.
 *
 * @param reference the entry
 * @param text the source's words for it, or {@code null} if there are none
 * @param reason why it could not be decided
 * @param detail what was wrong and what would be right, or {@code null} where the reason says it
 *     all
 * @param watchedBy titles of the value sets one of whose watch words it has
 * @param wordless whether it has no words at all, or is a value set's title that no value set has,
 *     so that it may be anything
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Unscreened(
    String reference,
    @Nullable String text,
    Reason reason,
    @Nullable String detail,
    Set<String> watchedBy,
    boolean wordless) {

  /** Why an entry could not be decided. */
  public enum Reason {
    TEXT_ONLY("text-only"),
    NO_TABLE_DECIDES("code-no-table-decides"),
    /** Its code is decided, but the words beside it speak of something else. */
    WORDS_SAY_MORE("words-say-more-than-code"),
    UNKNOWN_SYSTEM("unknown-system"),
    NO_CODE("no-code"),
    MALFORMED("malformed"),
    TYPE_NOT_READ("type-not-read"),
    NO_VALUE("no-value"),
    NO_UNIT("no-unit"),
    UNIT_NOT_COMPARABLE("unit-not-comparable"),
    IMPLAUSIBLE("implausible-value"),
    UNUSABLE_DATE("unusable-date");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    /** Returns the word of the report. */
    public String code() {
      return code;
    }
  }

  /** Whether it may bear on a result that reads these value sets. */
  public boolean isBearing(Set<String> read) {
    return wordless || watchedBy.stream().anyMatch(read::contains);
  }

  /** Returns one for two that are shown alike: it may bear where either may. */
  Unscreened or(Unscreened other) {
    Set<String> either = new TreeSet<>(watchedBy);
    either.addAll(other.watchedBy);
    return new Unscreened(reference, text, reason, detail, either, wordless || other.wordless);
  }
}
