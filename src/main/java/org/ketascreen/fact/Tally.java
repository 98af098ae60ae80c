package org.ketascreen.fact;

import org.ketascreen.API;

/**
 * How many entries of the record ended where. Immutable and thread-safe.
 *
 * @param used entries that became facts
 * @param irrelevant entries decided to be in no value set
 * @param excluded entries left out for a stated reason
 * @param unscreened entries that could not be decided
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Tally(int used, int irrelevant, int excluded, int unscreened) {

  /** Returns how many there were. */
  public int read() {
    return used + irrelevant + excluded + unscreened;
  }
}
