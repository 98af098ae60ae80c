package org.ketascreen.testkit.coverage;

import java.util.List;
import org.ketascreen.testkit.coverage.CoverageReport.Figure;
import org.ketascreen.testkit.coverage.CoverageReport.Result;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A coverage report as JSON. */
final class CoverageJson {

  private static final JsonMapper JSON = JsonMapper.shared();

  private CoverageJson() {}

  static String write(CoverageReport report) {
    ObjectNode root = JSON.createObjectNode();
    root.put("rulebase", report.rulebase()).put("screenings", report.screenings());
    ObjectNode all = root.putObject("all");
    for (Measure measure : Measure.values()) {
      figure(all.putObject(measure.code()), report.figure(measure));
    }
    ObjectNode areas = root.putObject("areas");
    for (String area : report.areas()) {
      ObjectNode its = areas.putObject(area);
      for (Measure measure : Measure.values()) {
        figure(its.putObject(measure.code()), report.figure(measure, area));
      }
    }
    results(root.putArray("gaps"), report.gaps());
    results(root.putArray("notReached"), report.notReached());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root).replace("\r\n", "\n")
        + "\n";
  }

  private static void figure(ObjectNode node, Figure figure) {
    node.put("shown", figure.shown()).put("of", figure.of()).put("perCent", figure.perCent());
  }

  private static void results(ArrayNode list, List<Result> results) {
    for (Result each : results) {
      ObjectNode node = list.addObject();
      node.put("measure", each.goal().measure().code());
      node.put("area", each.goal().area());
      node.put("rule", each.goal().rule());
      node.put("line", each.goal().line());
      node.put("what", each.goal().what());
      node.put("reason", each.reason());
      if (each.vignette() != null) {
        node.put("vignette", each.vignette());
      }
    }
  }
}
