package org.ketascreen.testkit.mutation;

import java.util.Map;
import org.ketascreen.json.RequestWriter;
import org.ketascreen.testkit.mutation.MutationReport.Result;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what became of mutants as JSON. */
final class MutationJson {

  private static final JsonMapper JSON = JsonMapper.shared();

  private MutationJson() {}

  static String write(MutationReport report) {
    ObjectNode object = JSON.createObjectNode();
    object.set("score", score(report.score()));
    ObjectNode operators = object.putObject("operators");
    report.scoresByOperator().forEach((each, score) -> operators.set(each.code(), score(score)));
    ObjectNode rules = object.putObject("rules");
    report.scoresByRule().forEach((each, score) -> rules.set(each, score(score)));
    ArrayNode mutants = object.putArray("mutants");
    report.results().forEach(each -> mutants.add(mutant(each)));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(object) + "\n";
  }

  private static ObjectNode score(Score score) {
    return JSON.createObjectNode()
        .put("perCent", score.perCent())
        .put("killed", score.killed())
        .put("survived", score.survived())
        .put("meant", score.meant())
        .put("equivalent", score.equivalent());
  }

  private static ObjectNode mutant(Result result) {
    Mutant mutant = result.mutant();
    ObjectNode object =
        JSON.createObjectNode()
            .put("operator", mutant.operator().code())
            .put("subject", mutant.subject());
    ArrayNode rules = object.putArray("rules");
    mutant.rules().forEach(rules::add);
    object
        .put("file", mutant.file())
        .put("line", mutant.line())
        .put("original", mutant.original())
        .put("changed", mutant.changed())
        .put("fate", result.fate().code());
    if (result.by() != null) {
      object.put("by", result.by());
    }
    if (result.reason() != null) {
      object.put("reason", result.reason());
    }
    if (result.telling() != null) {
      object.set("killedBy", telling(result.telling()));
    }
    return object;
  }

  private static ObjectNode telling(Telling telling) {
    ObjectNode object = JSON.createObjectNode().put("patient", telling.patient());
    object.set("outcomes", texts(telling.outcomes()));
    object.set("changed", texts(telling.changed()));
    if (telling.request() != null) {
      object.set("request", JSON.readTree(RequestWriter.write(telling.request())));
    }
    return object;
  }

  private static ObjectNode texts(Map<String, String> texts) {
    ObjectNode object = JSON.createObjectNode();
    texts.forEach(object::put);
    return object;
  }
}
