package org.ketascreen.record;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * From when to when something went on (FHIR Period). Immutable and thread-safe.
 *
 * @param start when it began, or {@code null} if not said
 * @param end when it ended, or {@code null} while it goes on or if not said
 */
public record RecordedPeriod(@Nullable RecordedTime start, @Nullable RecordedTime end) {

  // Not left to the language, which makes these at run time: that is long for a first report.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecordedPeriod that
        && Objects.equals(start, that.start)
        && Objects.equals(end, that.end);
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hashCode(start) + Objects.hashCode(end);
  }
}
