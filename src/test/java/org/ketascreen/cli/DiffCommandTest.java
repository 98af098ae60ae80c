package org.ketascreen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ketascreen.cli.CommandLine.Result;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code ketascreen diff} says of two versions, one of which has a shorter window. */
class DiffCommandTest {

  private static final Path COMPARED = Path.of("src/test/resources/rulebases/compared");

  /** An infarction 42 days before the day of the call. */
  private static final String AT_THE_EDGE =
      """
      {"resourceType": "Bundle", "type": "collection", "entry": [
        {"resource": {"resourceType": "Patient", "id": "p1", "name": [{"family": "Unsayable"}]}},
        {"resource": {"resourceType": "Condition", "id": "c1", "subject": {"reference": "Patient/p1"},
          "code": {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "I21.4"}],
                   "text": "{ \\" }"},
          "clinicalStatus": {"coding": [{"system":
            "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "active"}]},
          "onsetDateTime": "2026-05-04"}}]}
      """
          .replace("\n", " ");

  private static final String LONG_AGO = AT_THE_EDGE.replace("2026-05-04", "2019-01-01");
  private static final String REQUEST =
      """
      {"asOf": "2026-06-15T09:00:00Z", "stage": "session",
       "treatment": {"agent": "ketamine", "route": "intravenous"},
       "conditions": [{"code": "sct|22298006", "onset": "2026-05-04"}]}
      """
          .replace("\n", " ");

  @TempDir private Path folder;
  private Path shorter;

  @BeforeEach
  void copyTheRulebase() throws IOException {
    shorter = folder.resolve("shorter");
    try (Stream<Path> files = Files.walk(COMPARED)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        Path copy = shorter.resolve(COMPARED.relativize(each).toString());
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, Files.readString(each).replace("42 days", "41 days"));
      }
    }
  }

  private Result diff(String... more) {
    String[] args =
        Stream.concat(Stream.of("diff", COMPARED.toString(), shorter.toString()), Stream.of(more))
            .toArray(String[]::new);
    return new CommandLine().call(args);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void saysWhatIsDifferentAndWhoShowsIt() {
    Result result = diff();

    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    assertThat(result.out())
        .startsWith(
            "compared@1.0.0 -> compared@1.0.0\n1 difference, somebody is or may be screened less"
                + " strictly: a major version; 1.0.0 is not enough after 1.0.0\n")
        .contains("CV-01 fired (contraindication) -> clear");
  }

  @Test
  void checksTheVersion() throws IOException {
    assertThat(diff("--check").status()).isEqualTo(1);

    Path yaml = shorter.resolve("rulebase.yaml");
    Files.writeString(yaml, Files.readString(yaml).replace("version: 1.0.0", "version: 2.0.0"));

    assertThat(diff("--check").status()).isZero();
  }

  @Test
  void takesArchivesToo() {
    String archive = folder.resolve("compared.jar").toString();
    new CommandLine().call("compile", COMPARED.toString(), "-o", archive);

    Result result =
        new CommandLine().call("diff", archive, COMPARED.toString(), "--check", "--allow-unsigned");

    assertThat(result.out())
        .isEqualTo("compared@1.0.0 -> compared@1.0.0\nnothing is different; 1.0.0 is right\n");
    assertThat(result.status()).isZero();
  }

  @Test
  void writesMarkdown() {
    assertThat(diff("--format", "markdown").out())
        .startsWith("# `compared@1.0.0` → `compared@1.0.0`\n")
        .contains(
            """
            ```diff
            - the patient has ever had "myocardial infarction" - that began within the last 42 days
            + the patient has ever had "myocardial infarction" - that began within the last 41 days
            ```
            """)
        .contains("- condition: myocardial infarction (icd-10-cm\\|I21), began 2026-05-04\n");
  }

  @Test
  void writesJsonThatFitsItsSchema() throws IOException {
    String json =
        diff("--format", "json", "--cohort", file("all.ndjson", AT_THE_EDGE + "\n" + LONG_AGO))
            .out();

    assertThat(
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(new CommandLine().call("schema", "diff").out())
                .validate(json, InputFormat.JSON))
        .isEmpty();
    JsonNode tree = JsonMapper.shared().readTree(json);
    assertThat(tree.at("/changes/0/shown/witnesses/0/after/outcome").asString()).isEqualTo("clear");
    assertThat(tree.at("/cohort/counts/0/patients").asInt()).isEqualTo(1);
  }

  @Test
  void savesThePatientsAsVignettesThatTheOtherVersionMeets() throws IOException {
    Result saved = diff("--save-vignettes", shorter.resolve("found.vignettes.yaml").toString());

    assertThat(saved.status()).isZero();
    assertThat(new CommandLine().call("test", shorter.toString()).out())
        .isEqualTo("1 vignette, 0 not as expected\n");
    Path old = folder.resolve("old");
    Files.createDirectories(old);
    Files.copy(shorter.resolve("found.vignettes.yaml"), shorter.resolve("again.vignettes.yaml"));
    Path rules = shorter.resolve("cardiovascular.dslr");
    Files.writeString(rules, Files.readString(rules).replace("41 days", "42 days"));
    assertThat(new CommandLine().call("test", shorter.toString()).err())
        .contains("CV-01 should be clear, is fired");
  }

  @Nested
  class OfPatients {

    private static final String MOVED =
        ": contraindicated -> undetermined; CV-01 fired (contraindication) -> clear\n";

    @Test
    void saysWhoMovesAndNothingElseOfThem() throws IOException {
      String file = file("all.ndjson", LONG_AGO + "\n\n" + AT_THE_EDGE + "\n" + REQUEST + "\n");

      Result result = diff("--cohort", file);

      assertThat(result.err()).isEmpty();
      assertThat(result.out())
          .contains("3 screened by both versions, 2 otherwise, 2 of them with another disposition")
          .contains("  2  contraindicated -> undetermined  by CV-01\n")
          .contains(file + ", patient 2 (line 3)" + MOVED)
          .contains(file + ", patient 3 (line 4)" + MOVED)
          .doesNotContain("Unsayable", "p1", "patient 1 ");
    }

    @Test
    void readsArraysAndGzipAndSeveralFiles() throws IOException {
      String array = file("array.json", "[" + LONG_AGO + ",\n" + AT_THE_EDGE + "]");
      Path gzip = folder.resolve("one.json.gz");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
        out.write(AT_THE_EDGE.replace(" {", "\n{").getBytes(StandardCharsets.UTF_8));
      }

      assertThat(diff("--cohort", array, "--cohort", gzip.toString()).out())
          .contains("3 screened by both versions, 2 otherwise")
          .contains(array + ", patient 2 (line 2)" + MOVED)
          .contains(gzip + ", patient 1 (line 1)" + MOVED);
    }

    @Test
    void screensBundlesAsTheOptionsSay() throws IOException {
      String file = file("one.json", AT_THE_EDGE);

      assertThat(diff("--cohort", file, "--as-of", "2026-06-14T09:00:00Z").out())
          .contains("1 screened by both versions, 0 otherwise");
      assertThat(diff("--cohort", file, "--stage", "discharge").out())
          .contains("1 screened by both versions, 0 otherwise");
    }

    @Test
    void refusesResourcesOfWhichItCannotTellWhoseTheyAre() throws IOException {
      String file = file("bulk.ndjson", AT_THE_EDGE + "\n" + "{\"resourceType\": \"Condition\"}\n");

      Result result = diff("--cohort", file);

      assertThat(result.status()).isEqualTo(2);
      assertThat(result.out()).isEmpty();
      assertThat(result.err())
          .isEqualTo(
              "ketascreen: "
                  + file
                  + ", patient 2 (line 2): is no Bundle and no screening request; give one of them"
                  + " for each patient\n");
    }

    @Test
    void refusesWhatIsCutOff() throws IOException {
      String file = file("cut.ndjson", AT_THE_EDGE.substring(0, AT_THE_EDGE.length() - 4));

      Result result = diff("--cohort", file);

      assertThat(result.status()).isEqualTo(2);
      assertThat(result.err()).contains(file + ":1: ends within an object");
    }

    @Test
    void refusesWhatIsNoJson() throws IOException {
      Result result = diff("--cohort", file("list.csv", "id;name\n"));

      assertThat(result.status()).isEqualTo(2);
      assertThat(result.err()).contains("list.csv:1: holds something else than JSON objects");
    }

    @Test
    void refusesAJurisdictionThatNoRuleFollows() throws IOException {
      Result result = diff("--cohort", file("one.json", AT_THE_EDGE), "--jurisdiction", "xx");

      assertThat(result.status()).isEqualTo(2);
      assertThat(result.err()).contains("no rule of compared@1.0.0 follows jurisdiction 'xx'");
    }
  }

  @Test
  void saysWhichVersionThereIsNot() {
    Result result = new CommandLine().call("diff", COMPARED.toString(), "no-such-rulebase");

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).startsWith("ketascreen: no-such-rulebase: there is no such file; ");
  }
}
