package org.ketascreen.language;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.fact.Answer;
import org.ketascreen.fact.Facts;
import org.ketascreen.fact.Truth;
import org.ketascreen.fact.Window;
import org.ketascreen.record.Section;

/**
 * A sentence that one fact answers. Immutable and thread-safe.
 *
 * @param text the sentence and its qualifiers in one line
 * @param drl the Drools pattern
 * @param question what is asked of the facts
 * @param kind what kind of fact answers it
 * @param section the section that decides absence, or {@code null} if none does
 * @param aboutTime whether an entry of the concept that does not speak for it is over, and nothing
 *     else
 * @param reach how far back it looks, or {@code null} if any time or the present matters
 * @param needed what must be known, given the facts
 * @param reads titles of the value sets and observations it reads
 * @param result the value set that the answer must be in, or {@code null} if it asks of none
 * @param elements what it reads of what is planned, and not of entries
 * @param shown what shows it
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Single(
    String text,
    String drl,
    Function<Facts, Answer> question,
    Kind kind,
    @Nullable Section section,
    boolean aboutTime,
    @Nullable Window reach,
    Function<Facts, List<Need>> needed,
    Set<String> reads,
    @Nullable String result,
    Set<String> elements,
    Function<WitnessScene, List<Witness>> shown)
    implements Sentence {

  /** The kinds of fact that answer a sentence. */
  public enum Kind {
    CONDITIONS,
    MEDICATIONS,
    ALLERGIES,
    READINGS,
    PERSON,
    PLAN,
    UPCOMING,
    INDICATIONS
  }

  @Override
  public Evaluated evaluate(Facts facts) {
    Answer answer = question.apply(facts);
    Truth truth = answer.truth();
    boolean silent = truth == Truth.FAILS && section != null && !facts.decidesAbsence(section);
    return new Evaluated(
        this,
        silent ? Truth.UNKNOWN : truth,
        answer.considered(),
        List.of(),
        facts.takeTurningPoints());
  }

  @Override
  public List<Need> needs(Facts facts) {
    return needed.apply(facts);
  }

  @Override
  public List<Witness> witnesses(WitnessScene scene) {
    return shown.apply(scene);
  }

  @Override
  public List<Single> singles() {
    return List.of(this);
  }

  @Override
  public boolean isDerived() {
    return false;
  }
}
