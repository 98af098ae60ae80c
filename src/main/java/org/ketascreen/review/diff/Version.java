package org.ketascreen.review.diff;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.ketascreen.ScreeningReport;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.TrialScreening;
import org.ketascreen.engine.Engine;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.WitnessScene;
import org.ketascreen.record.AsOf;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.terminology.ValueSet;
import org.ketascreen.testkit.Vignettes;

/** A rulebase, ready to screen patients who are made up. */
final class Version {

  /** The moment for which they are screened; that of vignettes which name none. */
  static final AsOf NOW = AsOf.parse("2026-06-15T09:00:00Z");

  private final Rulebase rulebase;
  private final Engine engine;
  private final Map<String, RuleLogic> rules = new LinkedHashMap<>();
  private final Map<String, ValueSet> valueSets = new LinkedHashMap<>();

  Version(Rulebase rulebase) {
    this.rulebase = rulebase;
    this.engine = Engine.of(rulebase, null);
    engine.rules().forEach(each -> rules.put(each.rule().id(), each));
    rulebase.valueSets().forEach(each -> valueSets.put(each.title(), each));
  }

  Rulebase rulebase() {
    return rulebase;
  }

  /** Returns the rules by their ids, in the order of ids. */
  Map<String, RuleLogic> rules() {
    return rules;
  }

  @Nullable RuleLogic rule(String id) {
    return rules.get(id);
  }

  @Nullable ValueSet valueSet(String title) {
    return valueSets.get(title);
  }

  WitnessScene scene(Context context) {
    return engine.scene(NOW, context.agent(), context.route());
  }

  /** Returns what this version says of a patient. */
  Answer screen(ScreeningRequest request) {
    boolean answers =
        rulebase.isAbout(request.treatment())
            && rulebase.jurisdictions().contains(request.jurisdiction());
    return new Answer(TrialScreening.of(engine, rulebase, request).report(), answers);
  }

  /** Whether an entry that could not be screened may bear on the result. */
  static boolean isBearing(ScreeningReport report) {
    return report.unscreened().stream().anyMatch(ScreeningReport.UnscreenedEntry::bearing);
  }

  /** What this version says of a patient. */
  final class Answer {
    private final ScreeningReport report;
    private final SortedMap<String, String> outcomes;

    private final boolean isGiven;

    private Answer(ScreeningReport report, boolean isGiven) {
      this.report = report;
      this.isGiven = isGiven;
      this.outcomes = Vignettes.outcomes(report);
    }

    /** Returns what it says to one rule, which need not be one of this version. */
    Said of(String id) {
      RuleLogic rule = rules.get(id);
      return new Said(
          outcomes.getOrDefault(id, Said.NO_SUCH_RULE),
          rule == null ? null : rule.rule().severity(),
          isGiven ? report.disposition() : null,
          isBearing(report));
    }
  }
}
