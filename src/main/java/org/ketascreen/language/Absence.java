package org.ketascreen.language;

import java.util.List;
import java.util.Set;
import org.ketascreen.API;
import org.ketascreen.fact.Facts;

/**
 * A sentence that says that something is not so. Immutable and thread-safe.
 *
 * @param text the sentence
 * @param of what is not so
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Absence(String text, Single of) implements Sentence {

  @Override
  public Evaluated evaluate(Facts facts) {
    Evaluated presence = of.evaluate(facts);
    return new Evaluated(
        this, presence.truth().not(), presence.considered(), List.of(), presence.turningPoints());
  }

  @Override
  public String drl() {
    return Group.derived(text);
  }

  @Override
  public List<Need> needs(Facts facts) {
    return of.needs(facts);
  }

  @Override
  public Set<String> reads() {
    return of.reads();
  }

  @Override
  public List<Witness> witnesses(WitnessScene scene) {
    return of.witnesses(scene).stream().map(Witness::not).toList();
  }

  @Override
  public List<Single> singles() {
    return List.of(of);
  }

  @Override
  public boolean isDerived() {
    return true;
  }
}
