package org.ketascreen.language;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.ketascreen.API;
import org.ketascreen.fact.Facts;
import org.ketascreen.fact.Support;
import org.ketascreen.fact.Truth;

/**
 * What the record says to a sentence. Immutable and thread-safe.
 *
 * @param sentence the sentence
 * @param truth what the record says
 * @param considered what was looked at; empty for a group, whose lines have it
 * @param lines the lines of a group; empty otherwise
 * @param turningPoints later moments at which it could change
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Evaluated(
    Sentence sentence,
    Truth truth,
    List<Support> considered,
    List<Evaluated> lines,
    NavigableSet<Instant> turningPoints) {

  /** Returns the single sentences whose truth made it what it is. */
  public List<Evaluated> deciding() {
    if (lines.isEmpty()) {
      return List.of(this);
    }
    List<Evaluated> deciding = new ArrayList<>();
    for (Evaluated line : lines) {
      if (line.truth() == truth || (truth.mayHold() && line.truth().mayHold())) {
        deciding.addAll(line.deciding());
      }
    }
    return deciding;
  }

  /** Returns the single sentences that the record does not answer and that could change it. */
  public List<Evaluated> unanswered() {
    if (truth != Truth.UNKNOWN) {
      return List.of();
    }
    return lines.isEmpty()
        ? List.of(this)
        : lines.stream().flatMap(line -> line.unanswered().stream()).toList();
  }

  /** Returns what must be known to decide each of those sentences, by its text. */
  public Map<String, List<Need>> needs(Facts facts) {
    Map<String, List<Need>> needs = new HashMap<>();
    for (Evaluated each : unanswered()) {
      needs.put(each.sentence().text(), each.sentence().needs(facts));
    }
    return needs;
  }

  static Evaluated group(Sentence sentence, Truth truth, List<Evaluated> lines) {
    NavigableSet<Instant> turningPoints = new TreeSet<>();
    lines.forEach(line -> turningPoints.addAll(line.turningPoints()));
    return new Evaluated(sentence, truth, List.of(), List.copyOf(lines), turningPoints);
  }
}
