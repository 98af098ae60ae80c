package org.ketascreen.language;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.fact.Window;
import org.ketascreen.record.Section;

/**
 * A datum that a sentence cannot be decided without. Immutable and thread-safe.
 *
 * @param element what it is: the title of a value set or observation, or {@code birth date}, {@code
 *     pregnancy}, {@code planned dose}
 * @param section the section of the record whose being asked would decide it, or {@code null} if
 *     none does
 * @param within how recent it must be, or {@code null} if any time serves
 * @param ask the question, or {@code null} where the observation has its own
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Need(
    String element, @Nullable Section section, @Nullable Window within, @Nullable String ask) {

  public Need {
    Objects.requireNonNull(element, "element");
  }
}
