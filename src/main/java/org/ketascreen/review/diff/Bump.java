package org.ketascreen.review.diff;

import java.util.List;
import java.util.Locale;
import org.ketascreen.API;
import org.ketascreen.record.FhirCode;
import org.ketascreen.rulebase.SemanticVersion;

/**
 * By how much the version of a rulebase must rise: a patch changes the outcome of no rule for any
 * patient, a minor version only adds findings or makes them stricter, a major version may relax.
 * That an entry which could not be screened can be screened by a new code relaxes nothing where
 * that code makes findings.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public enum Bump implements FhirCode {
  /** Nothing is different. */
  NONE,
  /** Nobody is screened otherwise. */
  PATCH,
  /** Some are screened more strictly, nobody less. */
  MINOR,
  /** Somebody is or may be screened less strictly. */
  MAJOR;

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  Bump and(Bump other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /**
   * Whether a version rises by at least this much from another of the same name. From a
   * pre-release, which promises nothing, every later version does.
   */
  boolean isMetBy(SemanticVersion before, SemanticVersion after) {
    int order = after.compareTo(before);
    if (this == NONE) {
      return order >= 0;
    }
    if (order <= 0) {
      return false;
    }
    return !before.preRelease().isEmpty()
        || between(before.core(), after.core()).compareTo(this) >= 0;
  }

  private static Bump between(List<Integer> before, List<Integer> after) {
    if (!before.get(0).equals(after.get(0))) {
      return MAJOR;
    }
    return before.get(1).equals(after.get(1)) ? PATCH : MINOR;
  }
}
