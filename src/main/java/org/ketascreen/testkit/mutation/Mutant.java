package org.ketascreen.testkit.mutation;

import java.util.List;
import java.util.Objects;
import org.ketascreen.API;

/**
 * A rule or a value set with one change. Immutable and thread-safe.
 *
 * @param operator how it is changed
 * @param subject what is changed: the id of a rule, or the title of a value set
 * @param rules the ids of the rules that read otherwise with the change
 * @param file the file it stands in, below the folder of the rulebase
 * @param line the number of the changed line there
 * @param original what stands there
 * @param changed what would stand there, or in words what would be otherwise; a window of months or
 *     years is written as {@code 6 months and a day} or {@code 6 months less a day}, which no rule
 *     could say
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record Mutant(
    Operator operator,
    String subject,
    List<String> rules,
    String file,
    int line,
    String original,
    String changed) {

  public Mutant {
    Objects.requireNonNull(operator, "operator");
    Objects.requireNonNull(subject, "subject");
    rules = List.copyOf(rules);
  }

  /** Returns it in one line. */
  @Override
  public String toString() {
    return file
        + ":"
        + line
        + ": "
        + subject
        + " ["
        + operator.code()
        + "]: '"
        + original
        + "' as '"
        + changed
        + "'";
  }
}
