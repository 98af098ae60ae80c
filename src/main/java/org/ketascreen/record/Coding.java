package org.ketascreen.record;

import org.jspecify.annotations.Nullable;

/**
 * A code of a code system, as the source wrote it (FHIR Coding). Immutable and thread-safe.
 *
 * @param system the system's URI, or {@code null} when the source names none
 * @param code the code, or {@code null}
 * @param display the words the source gave for the code, or {@code null}
 */
public record Coding(@Nullable String system, @Nullable String code, @Nullable String display) {

  /** Returns a coding without words. */
  public static Coding of(String system, String code) {
    return new Coding(system, code, null);
  }
}
