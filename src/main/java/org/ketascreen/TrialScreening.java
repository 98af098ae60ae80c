package org.ketascreen;

import org.ketascreen.engine.Engine;
import org.ketascreen.engine.Evaluation;
import org.ketascreen.engine.Trial;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.rulebase.Rulebase;

/**
 * The screening of one patient, which can be repeated with a rule that reads otherwise. Its reports
 * say nothing of later moments, and Drools does not check them: they are for tests of rules, never
 * for patients. Not thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class TrialScreening {

  private final Rulebase rulebase;
  private final ScreeningRequest request;
  private final Trial trial;

  private TrialScreening(Rulebase rulebase, ScreeningRequest request, Trial trial) {
    this.rulebase = rulebase;
    this.request = request;
    this.trial = trial;
  }

  /**
   * Returns the screening of a patient.
   *
   * @param engine of this rulebase
   */
  public static TrialScreening of(Engine engine, Rulebase rulebase, ScreeningRequest request) {
    return new TrialScreening(rulebase, request, engine.trial(request.question()));
  }

  /** Returns the report by the rules as they are. */
  public ScreeningReport report() {
    return report(trial.evaluation());
  }

  /** Returns what the record says to the rule of an id, as it is. */
  public Evaluation.RuleEvaluation answer(String rule) {
    return trial.of(rule);
  }

  /** Returns what the record says to a rule as it might read. */
  public Evaluation.RuleEvaluation answer(RuleLogic rule) {
    return trial.of(rule);
  }

  /** Returns the report if the rule that this is an answer to stood for the one of its id. */
  public ScreeningReport reportWith(Evaluation.RuleEvaluation answer) {
    return report(trial.with(answer));
  }

  private ScreeningReport report(Evaluation evaluation) {
    return new ReportAssembler(rulebase, request, evaluation).assemble();
  }
}
