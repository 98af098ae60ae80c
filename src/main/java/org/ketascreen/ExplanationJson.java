package org.ketascreen;

import org.ketascreen.Explanation.EntryExplanation;
import org.ketascreen.Explanation.RuleExplanation;
import org.ketascreen.Explanation.SentenceExplanation;

/** An explanation as JSON: the same keys as a report where both say the same. */
final class ExplanationJson {

  private ExplanationJson() {}

  static String write(Explanation explanation) {
    return JsonText.object(
        json ->
            json.put("rulebase", explanation.rulebase())
                .put("status", explanation.status())
                .put("asOf", explanation.asOf().toString())
                .put("rules", explanation.rules(), ExplanationJson::rule));
  }

  private static void rule(JsonText json, RuleExplanation rule) {
    json.put("rule", rule.rule())
        .put("title", rule.title())
        .put("outcome", rule.outcome().code())
        .put("deciding", rule.deciding())
        .put("sentences", rule.sentences(), ExplanationJson::sentence);
  }

  private static void sentence(JsonText json, SentenceExplanation sentence) {
    json.put("text", sentence.text())
        .put("truth", sentence.truth())
        .put("entries", sentence.entries(), ExplanationJson::entry)
        .put("lines", sentence.lines(), ExplanationJson::sentence);
  }

  private static void entry(JsonText json, EntryExplanation entry) {
    json.put("truth", entry.truth())
        .put("settledBy", entry.doubts())
        .putIfAny("evidence", entry.evidence(), ReportJson::evidence);
  }
}
