package org.ketascreen.language;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.fact.Allergies;
import org.ketascreen.fact.Answer;
import org.ketascreen.fact.Conditions;
import org.ketascreen.fact.Facts;
import org.ketascreen.fact.Indications;
import org.ketascreen.fact.Medications;
import org.ketascreen.fact.Person;
import org.ketascreen.fact.Plan;
import org.ketascreen.fact.Readings;
import org.ketascreen.fact.Truth;
import org.ketascreen.fact.Upcoming;
import org.ketascreen.fact.Window;
import org.ketascreen.record.Section;

/**
 * A sentence that one fact answers. Immutable and thread-safe.
 *
 * @param text the sentence and its qualifiers in one line
 * @param pattern writes the Drools pattern, which is made when it is asked for
 * @param kind what kind of fact answers it
 * @param concept of which concept that fact is, or {@code null} where there is but one of the kind
 * @param question what is asked of the fact
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
    Supplier<String> pattern,
    Kind kind,
    @Nullable String concept,
    Function<Object, Answer> question,
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
    CONDITIONS(Conditions.class, true),
    MEDICATIONS(Medications.class, true),
    ALLERGIES(Allergies.class, true),
    READINGS(Readings.class, true),
    PERSON(Person.class, false),
    PLAN(Plan.class, false),
    UPCOMING(Upcoming.class, true),
    INDICATIONS(Indications.class, true);

    private final Class<?> fact;
    private final boolean keyed;

    Kind(Class<?> fact, boolean keyed) {
      this.fact = fact;
      this.keyed = keyed;
    }

    /** Returns the class of the fact. */
    public Class<?> fact() {
      return fact;
    }

    /** Whether there is one such fact a concept, which its {@code getConcept} names. */
    public boolean isKeyed() {
      return keyed;
    }
  }

  /** Returns what the fact that it asks says, of these facts. */
  public Answer answer(Facts facts) {
    return question.apply(fact(facts));
  }

  private Object fact(Facts facts) {
    String key = concept == null ? "" : concept;
    return switch (kind) {
      case CONDITIONS -> facts.conditions(key);
      case MEDICATIONS -> facts.medications(key);
      case ALLERGIES -> facts.allergies(key);
      case READINGS -> facts.readings(key);
      case PERSON -> facts.person();
      case PLAN -> facts.plan();
      case UPCOMING -> facts.upcoming(key);
      case INDICATIONS -> facts.indications(key);
    };
  }

  @Override
  public String drl() {
    return pattern.get();
  }

  @Override
  public Evaluated evaluate(Facts facts) {
    Answer answer = answer(facts);
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
