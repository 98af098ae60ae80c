package org.ketascreen.language;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ketascreen.API;
import org.ketascreen.rulebase.Rule;

/**
 * A rule and the sentences it consists of, all of which must hold. Immutable and thread-safe.
 *
 * @param rule the rule
 * @param lines its sentences
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record RuleLogic(Rule rule, List<Sentence> lines) {

  public RuleLogic {
    lines = List.copyOf(lines);
  }

  /** Returns the sentences as one that holds when all of them do. */
  public Group whole() {
    return new Group("all of", lines.size(), lines);
  }

  /** Returns the titles of the value sets and observations it reads. */
  public Set<String> reads() {
    Set<String> reads = new LinkedHashSet<>();
    lines.forEach(line -> reads.addAll(line.reads()));
    return reads;
  }
}
