package org.ketascreen.record;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One meaning, by its codings in any number of systems and the source's own words (FHIR
 * CodeableConcept). Immutable and thread-safe.
 *
 * @param codings the codings in the order of the source, possibly none
 * @param text the source's words, or {@code null}; words that are blank are none
 */
public record CodeableConcept(List<Coding> codings, @Nullable String text) {

  /** A concept without codings or words. */
  public static final CodeableConcept EMPTY = new CodeableConcept(List.of(), null);

  public CodeableConcept {
    codings = List.copyOf(codings);
    text = text == null || text.isBlank() ? null : text;
  }

  /** Returns a concept of these codings, without words. */
  public static CodeableConcept of(Coding... codings) {
    return new CodeableConcept(List.of(codings), null);
  }

  /** Returns a concept of one code, without words. */
  public static CodeableConcept of(String system, String code) {
    return of(Coding.of(system, code));
  }

  /** Returns the concept of a title of the rulebase, see {@link Coding#titled}. */
  public static CodeableConcept titled(String title) {
    return of(Coding.titled(title));
  }

  /** Returns a concept that is only words. */
  public static CodeableConcept ofText(String text) {
    return new CodeableConcept(List.of(), Objects.requireNonNull(text, "text"));
  }

  /** Whether it has neither a usable coding nor words. */
  public boolean isEmpty() {
    return text == null && codings.isEmpty();
  }

  // Not left to the language, which makes these at run time: that is long for a first report.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CodeableConcept that
        && codings.equals(that.codings)
        && Objects.equals(text, that.text);
  }

  @Override
  public int hashCode() {
    return 31 * codings.hashCode() + Objects.hashCode(text);
  }
}
