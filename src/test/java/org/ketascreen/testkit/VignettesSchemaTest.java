package org.ketascreen.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.Disposition;
import org.ketascreen.Outcome;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.FhirCode;
import org.ketascreen.record.Gender;
import org.ketascreen.record.MedicationStatus;
import org.ketascreen.record.ObservationStatus;
import org.ketascreen.record.Planned;
import org.ketascreen.record.ProcedureStatus;
import org.ketascreen.record.Section;
import org.ketascreen.record.VerificationStatus;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Severity;
import org.ketascreen.rulebase.Stage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class VignettesSchemaTest {

  private static final JsonNode TREE = JsonMapper.shared().readTree(Vignettes.jsonSchema());
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Vignettes.jsonSchema());

  private static List<String> complaints(String yaml) {
    String json = YAMLMapper.shared().readTree(yaml).toString();
    return SCHEMA.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }

  static List<Path> shipped() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("rules/ketamine/1.0.0"))) {
      return files.filter(each -> each.toString().endsWith(".vignettes.yaml")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void takesEveryFileThatShips(Path file) throws IOException {
    assertThat(complaints(Files.readString(file))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: alone",
        "- outcomes: { CV-01: fired }",
        "- { name: x, outcome: { CV-01: fired } }",
        "- { name: x, outcomes: { CV-01: TODO } }",
        "- { name: x, outcomes: { CV-01: fires } }",
        "- { name: x, conditions: [ { kode: 'sct|1' } ] }",
        "- { name: x, conditions: [ { code: I71 } ] }",
        "- { name: x, stage: later }",
        "- { name: x, observations: [ { code: 'loinc|1742-6', range: 56 U/L } ] }",
        "- { name: x, tags: [ a b ] }",
        "- { name: x, each: [], conditions: [ { code: each } ] }",
        "- { name: x, each: [ I71 ] }",
        "- { name: x, severities: { CV-01: grave } }",
        "- { name: x, applies: {} }",
        "- { name: x, applies: { stage: [ session ] } }",
        "- { name: x, applies: { stages: [ evening ] } }",
        "- { name: x, applies: { jurisdictions: [ any ] } }",
        "- { name: x, applies: { treatments: [ ketamine nasal ] } }"
      })
  void refusesWhatTheReaderRefuses(String yaml) {
    assertThat(complaints(yaml)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- { name: x, each: [ 'sct|1' ], conditions: [ { code: each } ], plan: { for: each } }",
        "- { name: x, severities: { CV-01: relative-contraindication } }",
        "- { name: x, applies: { stages: all, jurisdictions: [ us ], treatments: [ ketamine ] } }",
        "- { name: x, applies: { treatments: [ esketamine intranasal ] } }"
      })
  void takesWhatTheReaderTakes(String yaml) {
    assertThat(complaints(yaml)).isEmpty();
  }

  /** A constant that is new in the library must come into the schema, or editors call it wrong. */
  @Test
  void knowsEveryCode() {
    assertCodes("/vignette/properties/stage", Stage.values());
    assertCodes("/vignette/properties/disposition", Disposition.values());
    assertCodes("/sex", Gender.values());
    assertCodes("/condition/properties/clinical", ClinicalStatus.values());
    assertCodes("/condition/properties/verification", VerificationStatus.values());
    assertStatus("/procedure/properties/status", ProcedureStatus.values());
    assertCodes("/medication/properties/status", MedicationStatus.values());
    assertStatus("/observation/properties/status", ObservationStatus.values());
    assertStatus("/planned/properties/status", Planned.Status.values());
    assertCodes("/vignette/properties/severities/additionalProperties", Severity.values());
    assertCodes("/vignette/properties/applies/properties/stages/oneOf/1/items", Stage.values());
    assertThat(
            texts(
                TREE.at(
                    "/$defs/vignette/properties/applies/properties/jurisdictions/oneOf/1/items/enum")))
        .isEqualTo(Rule.JURISDICTIONS);
    JsonNode sections = TREE.at("/$defs/vignette/properties/sections/properties");
    assertThat(sections.propertyNames())
        .containsExactlyInAnyOrderElementsOf(codes(Section.values()));
    assertCodes("/vignette/properties/sections/properties/plans", AssertionStatus.values());
    assertThat(texts(TREE.at("/$defs/vignette/properties/outcomes/additionalProperties/enum")))
        .containsAll(Stream.of(Outcome.values()).map(Outcome::code).toList())
        .contains("possible");
  }

  private static void assertCodes(String pointer, FhirCode... constants) {
    assertThat(texts(TREE.at("/$defs" + pointer + "/enum")))
        .as(pointer)
        .containsExactlyInAnyOrderElementsOf(codes(constants));
  }

  /** One is taken for granted, so that none has a word of its own. */
  private static void assertStatus(String pointer, FhirCode... constants) {
    assertThat(texts(TREE.at("/$defs" + pointer + "/enum")))
        .containsAll(codes(constants))
        .contains("none")
        .hasSize(constants.length + 1);
  }

  private static List<String> codes(FhirCode... constants) {
    return Stream.of(constants).map(FhirCode::code).toList();
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asString).toList();
  }
}
