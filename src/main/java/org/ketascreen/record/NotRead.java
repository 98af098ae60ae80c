package org.ketascreen.record;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the source that did not become an {@link Entry}, and why. Immutable and thread-safe.
 *
 * @param reference how the source refers to it
 * @param kind why it did not
 * @param detail what was wrong and what would be right, with the path in the source; nothing of the
 *     patient
 * @param words every word the source gave that may say what it is about, possibly none; they decide
 *     whether it may bear on the result
 */
public record NotRead(
    String reference,
    Kind kind,
    @Nullable String detail,
    List<String> words,
    @Nullable RecordedTime last) {

  public NotRead {
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(kind, "kind");
    words = List.copyOf(words);
  }

  /** Makes one of which it is not known when it was. */
  public NotRead(String reference, Kind kind, @Nullable String detail, List<String> words) {
    this(reference, kind, detail, words, null);
  }

  /** Why an entry did not become an {@link Entry}. */
  public enum Kind {
    /**
     * Its resource type cannot bear on a screening (an organization, a claim). Such entries need
     * not have a reference of their own.
     */
    CANNOT_BEAR,
    /** It says that something is absent or unknown ("no known allergy"); it made an assertion. */
    ASSERTION,
    /** It is about another patient. */
    ANOTHER_PATIENT,
    /** It is withdrawn: entered in error. */
    ENTERED_IN_ERROR,
    /** What it speaks of did not take place. */
    NOT_DONE,
    /** It stands in the source before, word for word. */
    REPEATED,
    /** Its resource type is not read; its words are looked through. */
    TYPE_NOT_READ,
    /** It says what it says only in words; they are looked through. */
    TEXT_ONLY,
    /** It is not what FHIR says it must be. */
    MALFORMED
  }
}
