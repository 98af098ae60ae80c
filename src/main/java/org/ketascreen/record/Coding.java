package org.ketascreen.record;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A code of a code system, as the source wrote it (FHIR Coding). Immutable and thread-safe.
 *
 * @param system the system's URI, or {@code null} when the source names none
 * @param code the code, or {@code null}
 * @param display the words the source gave for the code, or {@code null}; words that are blank are
 *     none
 */
public record Coding(@Nullable String system, @Nullable String code, @Nullable String display) {

  /** A code of this system is the title of a value set or observation of the rulebase. */
  public static final String TITLES = "https://ketascreen.org/fhir/CodeSystem/title";

  public Coding {
    display = display == null || display.isBlank() ? null : display;
  }

  /**
   * Returns the title of a value set or observation of the rulebase as a coding: the host's own
   * decision that an entry belongs to it, also where no terminology has a code (an escort, hours of
   * fasting, a sedation score). A title that the rulebase does not have decides nothing.
   */
  public static Coding titled(String title) {
    return of(TITLES, title);
  }

  /** Returns a coding without words. */
  public static Coding of(String system, String code) {
    return new Coding(system, code, null);
  }

  // Not left to the language, which makes these at run time: that is long for a first report.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Coding that
        && Objects.equals(code, that.code)
        && Objects.equals(system, that.system)
        && Objects.equals(display, that.display);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Objects.hashCode(code) + Objects.hashCode(system))
        + Objects.hashCode(display);
  }
}
