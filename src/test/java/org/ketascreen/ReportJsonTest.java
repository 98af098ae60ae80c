package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ketascreen.fact.Excluded;
import org.ketascreen.fact.Unscreened;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.FhirCode;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Basis;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Severity;
import org.ketascreen.rulebase.Stage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Tag("everywhere")
class ReportJsonTest {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  @Test
  void isTheContractWord() {
    assertThat(SampleReports.contraindicated().toJson())
        .isEqualTo(Resource.text("/reports/contraindicated.json"));
  }

  @Test
  void writesAnOverrideAsAnObject() {
    JsonNode report = MAPPER.readTree(SampleReports.precautionsOverridden().toJson());

    assertThat(report.at("/findings/0/override"))
        .isEqualTo(
            MAPPER.readTree(
                """
                {"by": "the attending psychiatrist", "at": "2026-06-01T10:15:00+02:00",
                 "reason": "seen by urology, no cause found", "until": "2026-09-01T00:00:00+02:00"}
                """));
  }

  @Nested
  class FitsTheSchema {

    private final Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(ScreeningReport.jsonSchema());

    private boolean fits(String json) {
      return schema.validate(json, InputFormat.JSON).isEmpty();
    }

    @Test
    void whateverItsKind() {
      for (ScreeningReport report : SampleReports.all()) {
        assertThat(schema.validate(report.toJson(), InputFormat.JSON)).isEmpty();
      }
    }

    @Test
    void unlessAKeyIsMissing() {
      for (ScreeningReport report : SampleReports.all()) {
        JsonNode tree = MAPPER.readTree(report.toJson());
        for (ObjectNode object : objects(tree)) {
          for (String key : List.copyOf(object.propertyNames())) {
            JsonNode value = object.remove(key);
            assertThat(fits(tree.toString()))
                .as("without %s", key)
                .isEqualTo(key.equals("deciding"));
            object.set(key, value);
          }
        }
      }
    }

    @Test
    void unlessThereIsAKeyTooMany() {
      JsonNode tree = MAPPER.readTree(SampleReports.contraindicated().toJson());
      for (ObjectNode object : objects(tree)) {
        object.put("extra", 1);
        assertThat(fits(tree.toString())).as("%s", object).isFalse();
        object.remove("extra");
      }
    }

    @Test
    void unlessAWordIsNoneOfTheContract() {
      String json = SampleReports.contraindicated().toJson();

      assertThat(fits(json.replace("\"stage\": \"evaluation\"", "\"stage\": \"later\""))).isFalse();
    }

    private static List<ObjectNode> objects(JsonNode tree) {
      List<ObjectNode> objects = new ArrayList<>();
      collect(tree, objects);
      return objects;
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
      if (node instanceof ObjectNode object) {
        objects.add(object);
      }
      node.forEach(child -> collect(child, objects));
    }
  }

  @Nested
  class HasASchemaWithTheWordsOfThisLibrary {

    private final JsonNode schema = MAPPER.readTree(ScreeningReport.jsonSchema());

    private List<String> words(String pointer) {
      List<String> words = new ArrayList<>();
      schema
          .at(pointer + "/enum")
          .forEach(
              word -> {
                if (!word.isNull()) {
                  words.add(word.asString());
                }
              });
      return words;
    }

    private static List<String> codes(FhirCode[] constants) {
      return Arrays.stream(constants).map(FhirCode::code).toList();
    }

    @Test
    void forClosedChoices() {
      assertThat(words("/properties/stage")).isEqualTo(codes(Stage.values()));
      assertThat(words("/properties/disposition")).isEqualTo(codes(Disposition.values()));
      assertThat(words("/properties/dispositionCertainty")).isEqualTo(codes(Certainty.values()));
      assertThat(words("/properties/treatment/properties/agent")).isEqualTo(codes(Agent.values()));
      assertThat(words("/properties/treatment/properties/route")).isEqualTo(codes(Route.values()));
      assertThat(words("/$defs/severity")).isEqualTo(codes(Severity.values()));
      assertThat(words("/$defs/finding/properties/certainty")).isEqualTo(codes(Certainty.values()));
      assertThat(words("/$defs/finding/properties/basis")).isEqualTo(codes(Basis.values()));
      assertThat(words("/$defs/assertion/properties/is"))
          .isEqualTo(codes(AssertionStatus.values()));
      assertThat(words("/$defs/ruleResult/properties/outcome")).isEqualTo(codes(Outcome.values()));
    }

    @Test
    void forReasons() {
      assertThat(words("/$defs/unscreened/properties/reason"))
          .isEqualTo(
              Arrays.stream(Unscreened.Reason.values()).map(Unscreened.Reason::code).toList());
      assertThat(words("/$defs/excluded/properties/reason"))
          .isEqualTo(Arrays.stream(Excluded.Reason.values()).map(Excluded.Reason::code).toList());
    }

    @Test
    void forSections() {
      assertThat(schema.at("/properties/assertions/properties").propertyNames())
          .containsExactlyElementsOf(codes(Section.values()));
    }

    @Test
    void andItsOwnIdentifier() {
      assertThat(schema.path("$id").asString()).isEqualTo(ReportJson.SCHEMA);
    }
  }
}
