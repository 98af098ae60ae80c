package org.ketascreen.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.fact.Excluded;
import org.ketascreen.fact.Tally;
import org.ketascreen.fact.Unscreened;
import org.ketascreen.language.Evaluated;
import org.ketascreen.language.Need;
import org.ketascreen.language.RuleLogic;

/**
 * What a record says to every rule. Immutable and thread-safe.
 *
 * @param rules every rule of the rulebase, by id
 * @param tally how many entries ended where
 * @param excluded entries left out for a stated reason, by reference
 * @param unscreened entries that could not be decided, by reference
 * @param read titles of the value sets and observations that the applicable rules read
 * @param gravelyRead those of them that grave rules read
 * @param changesAt the first later moment at which the same record could screen differently, or
 *     {@code null}
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Evaluation(
    List<RuleEvaluation> rules,
    Tally tally,
    List<Excluded> excluded,
    List<Unscreened> unscreened,
    Set<String> read,
    Set<String> gravelyRead,
    @Nullable Instant changesAt) {

  /**
   * What a record says to one rule.
   *
   * @param logic the rule and its sentences
   * @param applies whether the rule is asked at all
   * @param evaluated what the record says, or {@code null} if the rule is not asked
   * @param deciding the single sentences that made it what it is, each once
   * @param needs for each single sentence that is not answered, by its text, what must be known
   * @param needsTurn later moments at which something else must be known
   * @param until the first later moment at which it no longer fires, if it fires now and time alone
   *     ends it
   * @param due for a rule whose sentences hold or may hold and that asks for a document, whether
   *     the document is due: holds or fails
   */
  public record RuleEvaluation(
      RuleLogic logic,
      boolean applies,
      @Nullable Evaluated evaluated,
      List<String> deciding,
      Map<String, List<Need>> needs,
      NavigableSet<Instant> needsTurn,
      @Nullable Instant until,
      @Nullable Evaluated due) {

    /** Whether it asks for a document that is there. */
    public boolean isAnswered() {
      return due != null && !due.truth().mayHold();
    }
  }
}
