package org.ketascreen.testkit.arbitrary;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.ketascreen.API;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes JSON with some of its nodes changed into what a sender should not send: still JSON for the
 * most part, but not what was meant. Not thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class JsonMutations {

  /** Stands where a patient's words may stand; no message and no log may repeat it. */
  public static final String CANARY = "Zyxqual Canarius";

  private static final JsonMapper JSON = new JsonMapper();

  /** What stands in the place of any value. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-0.0",
          "1e999999",
          "-1e999999999",
          "1e-999999999",
          "123456789012345678901234567890.12345678901234567890",
          "9".repeat(3_000),
          "\"\"",
          "\" \\t\"",
          "\"" + CANARY + "\"",
          "\"" + CANARY + "\\u0000\"",
          "\"\\ud800" + CANARY + "\"",
          "\"\\udc00\\ud800\"",
          "\"\\u202e" + CANARY + "\\ufeff\\u2028\"",
          "\"<script>alert('" + CANARY + "')</script>\"",
          "\"http://" + CANARY + "/Patient/x?y#z|1\"",
          "\"urn:uuid:" + CANARY + "\"",
          "\"Patient/" + CANARY + "\"",
          "\"" + (CANARY + " ").repeat(200) + "\"",
          "[]",
          "[null]",
          "[[[\"" + CANARY + "\"]]]",
          "{}",
          "{\"" + CANARY + "\":1}",
          "{\"a\":1,\"a\":2}",
          "{\"resourceType\":\"" + CANARY + "\"}",
          "{\"resourceType\":\"Bundle\",\"entry\":[{}]}",
          "{\"extension\":[{\"url\":\"" + CANARY + "\",\"valueString\":\"" + CANARY + "\"}]}",
          "[".repeat(150) + "]".repeat(150),
          "{\"a\":".repeat(190) + "1" + "}".repeat(190));

  /** What stands in the place of a value of FHIR: of another type, extreme, or absurd. */
  private static final List<String> FHIR_VALUES =
      List.of(
          "\"0000\"",
          "\"0000-01-01\"",
          "\"0001-01-01T00:00:00+14:00\"",
          "\"9999\"",
          "\"9999-12-31\"",
          "\"9999-12-31T23:59:59.999-12:00\"",
          "\"9999-12-31T24:00:00Z\"",
          "\"2026-06-15T09:00:00+14:00\"",
          "\"2026-06-15T09:00:00+18:00\"",
          "\"2026-06-15T09:00:00-99:99\"",
          "\"2026-06-15T09:00:60Z\"",
          "\"2026-02-29\"",
          "\"+12026-01-01\"",
          "\"-2026\"",
          "\"2026-06-15t09:00:00z\"",
          "\"2026-06-15T09:00:00." + "9".repeat(400) + "Z\"",
          "{\"start\":\"9999\",\"end\":\"0000\"}",
          "{\"start\":\"2026-06-15\",\"end\":\"2020\"}",
          "{\"value\":1e99,\"unit\":\"parsec per fortnight\"}",
          "{\"value\":-1e99,\"system\":\"http://unitsofmeasure.org\",\"code\":\"mm[Hg]\"}",
          "{\"value\":1e-99,\"system\":\"http://unitsofmeasure.org\",\"code\":\"kg\"}",
          "{\"value\":0,\"comparator\":\"ad\",\"unit\":\"%\"}",
          "{\"value\":\"1\",\"unit\":1}",
          "{\"value\":99999999999999999999,\"system\":\"http://unitsofmeasure.org\",\"code\":\"a\"}",
          "{\"value\":99999,\"system\":\"http://unitsofmeasure.org\",\"code\":\"d\"}",
          "{\"low\":{\"value\":9},\"high\":{\"value\":-9}}",
          "{\"numerator\":{\"value\":1},\"denominator\":{\"value\":0}}",
          "{\"origin\":{\"value\":0},\"period\":0,\"dimensions\":0,\"data\":\"E U L 1 2\"}",
          "{\"repeat\":{\"frequency\":0,\"period\":0,\"periodUnit\":\"s\"}}",
          "{\"repeat\":{\"frequency\":2147483647,\"period\":1e-90,\"periodUnit\":\"s\"}}",
          "{\"repeat\":{\"boundsDuration\":{\"value\":1e99,\"code\":\"a\"}}}",
          "{\"coding\":[{\"system\":\"" + CANARY + "\",\"code\":\"" + CANARY + "\"}]}",
          "{\"coding\":{\"code\":\"x\"}}",
          "{\"text\":\"" + CANARY + "\"}",
          "{\"reference\":\"#\",\"display\":\"" + CANARY + "\"}",
          "{\"reference\":\"" + CANARY + "\"}",
          "{\"reference\":\"Patient/1/_history/2/_history/3#x\"}",
          "{\"identifier\":{\"value\":\"" + CANARY + "\"}}",
          "\"entered-in-error\"",
          "\"not-a-status\"",
          "[{\"code\":" + "{\"coding\":[{\"code\":\"x\"}]}}]",
          "2147483648",
          "-1",
          "\"true\"");

  private static final List<String> NAMES =
      List.of(
          "",
          " ",
          "_id",
          "RESOURCETYPE",
          "resourceType",
          "entry",
          "id",
          "modifierExtension",
          "implicitRules",
          "contained",
          "\\u0000",
          "\\ud800",
          "code\\u200b",
          CANARY,
          "valueQuantity",
          "valueString",
          "status",
          "doNotPerform",
          "notDone",
          "__proto__");

  private final Random random;
  private final Map<Integer, Integer> changes = new java.util.HashMap<>();
  private final List<String> values;
  private final StringBuilder out = new StringBuilder();
  private int visited;

  private JsonMutations(Random random, List<String> values) {
    this.random = random;
    this.values = values;
  }

  /** Returns JSON in which a few nodes are changed in any way. */
  public static String structure(String json, Random random) {
    return new JsonMutations(random, VALUES).mutated(JSON.readTree(json), 9);
  }

  /** Returns JSON in which a few values are values of other types, or absurd. */
  public static String values(String json, Random random) {
    return new JsonMutations(random, FHIR_VALUES).mutated(JSON.readTree(json), 2);
  }

  private String mutated(JsonNode json, int kinds) {
    int nodes = nodes(json);
    Set<Integer> places = new TreeSet<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      places.add(random.nextInt(nodes));
    }
    places.forEach(place -> changes.put(place, random.nextInt(kinds)));
    write(json);
    return out.toString();
  }

  private static int nodes(JsonNode node) {
    int count = 1;
    for (JsonNode child : node) {
      count += nodes(child);
    }
    return count;
  }

  private String value() {
    return values.get(random.nextInt(values.size()));
  }

  private void write(JsonNode node) {
    Integer change = changes.get(visited++);
    switch (change == null ? -1 : change) {
      case 0, 1 -> replace(node);
      case 2 -> {
        out.append('[');
        plain(node);
        out.append(',').append(value()).append(']');
      }
      case 3 -> {
        out.append("{\"x\":");
        plain(node);
        out.append('}');
      }
      case 4 -> {
        if (node.isString()) {
          visited += nodes(node) - 1;
          String text = node.toString();
          out.append(text, 0, text.length() - 1).append(' ').append(CANARY).append('"');
        } else {
          replace(node);
        }
      }
      default -> plain(node);
    }
  }

  private void replace(JsonNode node) {
    visited += nodes(node) - 1;
    out.append(value());
  }

  private void plain(JsonNode node) {
    if (node.isArray()) {
      String separator = "[";
      for (JsonNode item : node) {
        out.append(separator);
        write(item);
        separator = ",";
      }
      out.append(node.isEmpty() ? "[]" : "]");
    } else if (node.isObject()) {
      out.append('{');
      String separator = "";
      for (Map.Entry<String, JsonNode> property : node.properties()) {
        out.append(separator);
        property(property.getKey(), property.getValue());
        separator = ",";
      }
      out.append('}');
    } else {
      out.append(node);
    }
  }

  /** Writes a property; one that is to be changed by its name is renamed, doubled or left out. */
  private void property(String name, JsonNode value) {
    int change = changes.getOrDefault(visited, -1);
    String quoted = "\"" + name + "\":";
    switch (change) {
      case 5 -> out.append('"').append(NAMES.get(random.nextInt(NAMES.size()))).append("\":");
      case 6 -> out.append(quoted).append(value()).append(',').append(quoted);
      case 7 ->
          out.append('"')
              .append(NAMES.get(random.nextInt(NAMES.size())))
              .append("\":")
              .append(value())
              .append(',')
              .append(quoted);
      case 8 -> {
        visited += nodes(value);
        out.append("\"dropped\":null");
        return;
      }
      default -> out.append(quoted);
    }
    write(value);
  }
}
