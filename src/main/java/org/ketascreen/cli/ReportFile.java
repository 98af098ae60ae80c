package org.ketascreen.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A report as {@code screen --format json} wrote it.
 *
 * @param name the file, as it was given
 * @param text what is in it
 * @param json the same, parsed
 */
record ReportFile(String name, String text, JsonNode json) {

  private static final String SCHEMA = "https://ketascreen.org/schema/screening-report/1";

  /** Of two properties of one name it would compare one, and a reader might see the other. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static ReportFile of(String file) {
    Path path = Paths.existing(file, "give a report as screen --format json writes it");
    try {
      String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
      ReportFile report = new ReportFile(file, text, JSON.readTree(text));
      if (!SCHEMA.equals(report.json.path("schema").asString(""))) {
        throw noReport(file);
      }
      return report;
    } catch (IOException e) {
      throw Paths.unreadable(file);
    } catch (JacksonException e) {
      throw noReport(file);
    }
  }

  private static CallException noReport(String file) {
    return new CallException(
        file + ": is no screening report; give one as screen --format json writes it");
  }

  /** Returns a text of it, which every report has. */
  String get(String... path) {
    JsonNode node = json;
    for (String name : path) {
      node = node.path(name);
    }
    if (!node.isString()) {
      throw new CallException(
          name + ": has no " + String.join(".", path) + "; give a report that nobody has changed");
    }
    return node.asString();
  }

  /** Returns the name of the rulebase that made it, by its digest. */
  String rulebase() {
    return get("rulebase", "id") + "@" + get("rulebase", "digest");
  }

  /** Returns what was asked, as options of {@code screen}. */
  List<String> options() {
    List<String> options = new ArrayList<>();
    add(options, "--as-of", json.path("asOf"));
    add(options, "--stage", json.path("stage"));
    add(options, "--jurisdiction", json.path("jurisdiction"));
    JsonNode treatment = json.path("treatment");
    add(options, "--agent", treatment.path("agent"));
    add(options, "--route", treatment.path("route"));
    add(options, "--dose", treatment.path("dose"));
    add(options, "--duration", treatment.path("duration"));
    add(options, "--session", treatment.path("session"));
    add(options, "--course-began", treatment.path("courseBegan"));
    return options;
  }

  /**
   * Returns what the caller asserted of a FHIR record, and what the treatment was for, likewise.
   */
  List<String> optionsForFhir() {
    List<String> options = new ArrayList<>();
    for (Map.Entry<String, JsonNode> section : json.path("assertions").properties()) {
      if (section.getValue().path("because").asString("").equals("asserted by the caller")) {
        options.add("--assert");
        options.add(section.getKey() + "=" + section.getValue().path("is").asString(""));
      }
    }
    for (JsonNode indication : json.path("treatment").path("indications")) {
      add(options, "--indication", indication);
    }
    return options;
  }

  private static void add(List<String> options, String name, JsonNode value) {
    if (!value.isNull() && !value.isMissingNode()) {
      options.add(name);
      options.add(
          value.isObject()
              ? value.path("value").asString("") + " " + value.path("unit").asString("")
              : value.asString(""));
    }
  }

  /** Returns what another report says differently, a line each, at most so many. */
  List<String> differences(String other, int most) {
    List<String> differences = new ArrayList<>();
    compare("", json, JSON.readTree(other), differences);
    return differences.size() <= most
        ? differences
        : List.of(
            String.join("\n", differences.subList(0, most)),
            "and " + (differences.size() - most) + " more");
  }

  private static void compare(String path, JsonNode then, JsonNode now, List<String> differences) {
    if (then.equals(now)) {
      return;
    }
    if (then.isObject() && now.isObject()) {
      for (Map.Entry<String, JsonNode> each : then.properties()) {
        compare(
            path.isEmpty() ? each.getKey() : path + "." + each.getKey(),
            each.getValue(),
            now.path(each.getKey()),
            differences);
      }
      for (Map.Entry<String, JsonNode> each : now.properties()) {
        if (!then.has(each.getKey())) {
          differences.add(
              line(path + "." + each.getKey(), then.path(each.getKey()), each.getValue()));
        }
      }
    } else if (then.isArray() && now.isArray()) {
      for (int i = 0; i < Math.max(then.size(), now.size()); i++) {
        compare(path + "[" + i + "]", then.path(i), now.path(i), differences);
      }
    } else {
      differences.add(line(path, then, now));
    }
  }

  private static String line(String path, JsonNode then, JsonNode now) {
    return path + ": " + words(then) + " then, " + words(now) + " now";
  }

  private static String words(JsonNode node) {
    return node.isMissingNode() ? "nothing" : node.toString();
  }
}
