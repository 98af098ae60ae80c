package org.ketascreen.review.diff;

import java.util.Locale;
import org.ketascreen.API;
import org.ketascreen.record.FhirCode;

/** How a patient is screened by another version, compared with the one before. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public enum Direction implements FhirCode {
  /** With a finding more, a graver or surer one, or left undecided. */
  STRICTER,
  /** With a finding less, a milder or less sure one, or decided to be clear. */
  RELAXED,
  /** As strictly: a finding is subsumed by a stricter one, or no longer. */
  OTHERWISE;

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
