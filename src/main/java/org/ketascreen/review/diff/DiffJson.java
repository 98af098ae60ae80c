package org.ketascreen.review.diff;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.ketascreen.JsonText;

/** A difference as JSON; {@code rulebase-diff-1.schema.json} says what every key means. */
final class DiffJson {

  /** Identifies the form, and its schema. */
  static final String SCHEMA = "https://ketascreen.org/schema/rulebase-diff/1";

  private DiffJson() {}

  static String of(RulebaseDiff diff) {
    return JsonText.object(
        json ->
            json.put("schema", SCHEMA)
                .putIfAny("before", diff.before(), DiffJson::identity)
                .putIfAny("after", diff.after(), DiffJson::identity)
                .put("requiredBump", diff.requiredBump().code())
                .put("versionRight", diff.isVersionRight())
                .put("changes", diff.changes(), DiffJson::change)
                .putIfAny("cohort", diff.cohort(), DiffJson::cohort));
  }

  static String schema() {
    try (InputStream in = DiffJson.class.getResourceAsStream("rulebase-diff-1.schema.json")) {
      if (in == null) {
        throw new IllegalStateException("the schema is missing beside " + DiffJson.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void identity(JsonText json, RulebaseDiff.Identity identity) {
    json.put("id", identity.id())
        .put("version", identity.version())
        .put("digest", identity.digest());
  }

  private static void change(JsonText json, Change change) {
    json.put("kind", change.kind().code())
        .put("subject", change.subject())
        .put("what", change.what())
        .put("before", change.before())
        .put("after", change.after())
        .put("demands", change.demands().code())
        .putIfAny("shown", change.shown(), DiffJson::shown);
  }

  private static void shown(JsonText json, Shown shown) {
    json.put("tried", shown.tried())
        .put("bounds", shown.bounds())
        .put("witnesses", shown.witnesses(), DiffJson::witness);
  }

  private static void witness(JsonText json, DiffWitness witness) {
    json.put("direction", witness.direction().code())
        .put("rule", witness.rule())
        .putIfAny("before", witness.before(), DiffJson::said)
        .putIfAny("after", witness.after(), DiffJson::said)
        .put("patient", witness.sentences());
  }

  private static void cohort(JsonText json, CohortDiff cohort) {
    json.put("patients", cohort.patients())
        .put("counts", cohort.counts(), DiffJson::count)
        .put("moved", cohort.moved(), DiffJson::moved);
  }

  private static void count(JsonText json, CohortDiff.Count count) {
    json.put("patients", count.patients())
        .put("before", count.before().code())
        .put("after", count.after().code())
        .put("rules", count.rules());
  }

  private static void moved(JsonText json, CohortDiff.Moved moved) {
    json.put("place", moved.place())
        .put("before", moved.before().code())
        .put("after", moved.after().code())
        .put("rules", moved.rules(), DiffJson::ruleMove);
  }

  private static void ruleMove(JsonText json, CohortDiff.RuleMove move) {
    json.put("rule", move.rule())
        .putIfAny("before", move.before(), DiffJson::said)
        .putIfAny("after", move.after(), DiffJson::said);
  }

  private static void said(JsonText json, Said said) {
    json.put("outcome", said.outcome())
        .put("severity", said.severity() == null ? null : said.severity().code())
        .put("disposition", said.disposition() == null ? null : said.disposition().code())
        .put("bearing", said.bearing());
  }
}
