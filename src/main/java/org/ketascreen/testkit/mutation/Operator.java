package org.ketascreen.testkit.mutation;

import java.util.Locale;
import org.ketascreen.API;
import org.ketascreen.record.FhirCode;

/** How a rule is changed. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public enum Operator implements FhirCode {
  /** A number one step larger or smaller: a limit, an age, a dose, a count, a factor. */
  LIMIT,
  /** A duration one day, or by the clock one minute, longer or shorter. */
  WINDOW;

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
