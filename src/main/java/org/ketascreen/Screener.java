package org.ketascreen;

import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.ketascreen.engine.Engine;
import org.ketascreen.engine.Evaluation;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.terminology.HostTerminology;

/**
 * Screens patients against one rulebase. Immutable and thread-safe: make one and share it. Every
 * screening runs in a Drools session of its own, so that nothing of one patient reaches the next.
 */
public final class Screener {

  private final Rulebase rulebase;
  private final SortedSet<String> jurisdictions;
  private final Engine engine;

  private Screener(Rulebase rulebase, @Nullable HostTerminology terminology) {
    this.rulebase = rulebase;
    this.jurisdictions = rulebase.jurisdictions();
    this.engine = Engine.of(rulebase, terminology);
  }

  /**
   * Returns a screener for a rulebase.
   *
   * @throws RulebaseException if its rules cannot be loaded
   */
  public static Screener of(Rulebase rulebase) {
    return builder(rulebase).build();
  }

  /** Returns a builder of a screener for a rulebase. */
  public static Builder builder(Rulebase rulebase) {
    return new Builder(rulebase);
  }

  /** Returns the rulebase it screens against. */
  public Rulebase rulebase() {
    return rulebase;
  }

  /**
   * Screens one patient. A rule that lacks its data is {@link Outcome#NOT_EVALUABLE}. A report
   * without findings means only that the rules that could be decided did not apply: ask {@link
   * ScreeningReport#isClear()}.
   *
   * @param request the record, the treatment and the moment screened for; neither changed nor kept
   * @return the findings, what is missing, and what became of every entry and rule
   * @throws ScreeningException if the engine fails; never answered with a partial report
   * @throws IllegalArgumentException if the request's jurisdiction is none of the rulebase's {@link
   *     Rulebase#jurisdictions()}; a member state of the European Union is asked for as {@code eu}.
   *     Or if the rulebase is not {@link Rulebase#isAbout about} the treatment
   */
  public ScreeningReport screen(ScreeningRequest request) {
    return new ReportAssembler(rulebase, request, evaluate(request)).assemble();
  }

  /**
   * Returns what the record says to each sentence of each rule that is asked, and what in it says
   * so.
   *
   * @param request as for {@link #screen}
   * @throws ScreeningException if the engine fails
   */
  public Explanation explain(ScreeningRequest request) {
    return Explanations.of(rulebase, request, evaluate(request));
  }

  /**
   * Returns what the rulebase reads, so that a host knows what to send: each datum once, by its
   * title.
   */
  public List<DataRequirement> dataRequirements() {
    return DataRequirements.of(rulebase, engine.rules());
  }

  private Evaluation evaluate(ScreeningRequest request) {
    if (!jurisdictions.contains(request.jurisdiction())) {
      throw new IllegalArgumentException(
          "no rule follows jurisdiction '"
              + request.jurisdiction()
              + "'; choose one of "
              + String.join(", ", jurisdictions));
    }
    if (!rulebase.isAbout(request.treatment())) {
      throw new IllegalArgumentException(
          "no rule of "
              + rulebase.coordinates()
              + " is about "
              + request.treatment().agentAndRoute());
    }
    try {
      return engine.evaluate(request.question());
    } catch (RuntimeException e) {
      throw new ScreeningException(e);
    }
  }

  /** Builds a screener. Not thread-safe. */
  public static final class Builder {
    private final Rulebase rulebase;
    private @Nullable HostTerminology terminology;

    private Builder(Rulebase rulebase) {
      this.rulebase = rulebase;
    }

    /**
     * Lets the host's terminology add codes to value sets; it is asked once, when the screener is
     * built.
     */
    public Builder terminology(HostTerminology value) {
      terminology = value;
      return this;
    }

    /** Returns the screener. */
    public Screener build() {
      return new Screener(rulebase, terminology);
    }
  }
}
