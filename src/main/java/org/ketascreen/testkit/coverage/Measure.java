package org.ketascreen.testkit.coverage;

import java.util.Locale;
import org.ketascreen.API;
import org.ketascreen.record.FhirCode;

/** What is counted. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public enum Measure implements FhirCode {
  /** That a rule fired, was possible, was clear and, where another names it, was subsumed. */
  RULES,
  /** That a sentence held, was possible and failed while it alone could change the outcome. */
  SENTENCES,
  /** That a rule was not evaluable, and a sentence unknown while it could change the outcome. */
  MISSING,
  /** That somebody was a step below, at and a step above a limit or window. */
  BOUNDARIES,
  /** That an entry was in a value set by a code of each system that it has codes of. */
  CODES,
  /** That a rule was asked at each stage, treatment and jurisdiction that it names. */
  SCOPE;

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
