package org.ketascreen.testkit.mutation;

import org.ketascreen.API;

/**
 * A rule with one change. Immutable and thread-safe.
 *
 * @param operator how it is changed
 * @param rule the rule's id
 * @param file the file it stands in
 * @param line the number of the changed line there
 * @param original the line as it is
 * @param changed the line as it is changed; a window of months or years is written as {@code 6
 *     months and a day} or {@code 6 months less a day}, which no rule could say
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record Mutant(
    Operator operator, String rule, String file, int line, String original, String changed) {

  /** Returns it in one line. */
  @Override
  public String toString() {
    return file + ":" + line + ": " + rule + ": '" + original + "' as '" + changed + "'";
  }
}
