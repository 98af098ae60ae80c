package org.ketascreen.language;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.fact.Facts;
import org.ketascreen.fact.Readings;
import org.ketascreen.fact.Truth;
import org.ketascreen.fact.Window;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Severity;

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

  /** Returns how recent the document must be that it asks for, or {@code null} for any time. */
  public @Nullable Window askedWithin() {
    String within = rule.ask() == null ? null : rule.ask().within();
    return within == null ? null : Args.Template.window(within);
  }

  /**
   * Returns whether the document that it asks for is due: holds while no usable reading surely lies
   * in the window, else fails.
   */
  public Evaluated due(Facts facts) {
    Rule.Ask ask = Objects.requireNonNull(rule.ask(), "ask");
    Window within = askedWithin();
    Readings.Selected readings = facts.readings(ask.observation()).all();
    boolean isThere = (within == null ? readings : readings.madeWithin(within)).hasUsable();
    return new Evaluated(
        whole(),
        isThere ? Truth.FAILS : Truth.HOLDS,
        List.of(),
        List.of(),
        facts.takeTurningPoints());
  }

  /** Returns the question for the document that it asks for. */
  public Need asked() {
    Rule.Ask ask = Objects.requireNonNull(rule.ask(), "ask");
    return new Need(ask.observation(), null, askedWithin(), null);
  }

  /** Whether it makes findings that speak against treatment, rather than for care in it. */
  public boolean isGrave() {
    return rule.ask() == null && rule.severity().compareTo(Severity.PRECAUTION) < 0;
  }

  /** Returns the titles of the value sets and observations that its sentences read. */
  public Set<String> reads() {
    Set<String> reads = new LinkedHashSet<>();
    for (Sentence line : lines) {
      reads.addAll(line.reads());
    }
    return reads;
  }
}
