package org.ketascreen.fact;

import org.ketascreen.API;

/**
 * A sentence that may hold and that no single fact answers: an absence, or a group of lines.
 * Inserted only when it may hold. Lives for one screening.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Derived {

  private final String sentence;

  /** Makes the fact that {@code sentence} may hold. */
  public Derived(String sentence) {
    this.sentence = sentence;
  }

  /** Returns the sentence. */
  public String getSentence() {
    return sentence;
  }
}
