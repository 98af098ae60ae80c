package org.ketascreen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketascreen.cli.CommandLine.Result;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What authors of rules call. */
class AuthorsTest {

  private static final Path SMALL = Path.of("src/test/resources/rulebases/small");
  private static final String VIGNETTE =
      """
      - name: an aneurysm
        conditions: [ { code: "icd-10-cm|I71.4", clinical: active, verification: confirmed } ]
        outcomes: { CV-01: fired }
        disposition: contraindicated
      """;

  @TempDir private Path folder;

  @BeforeEach
  void copyASmallRulebase() throws IOException {
    try (Stream<Path> files = Files.walk(SMALL)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(SMALL.relativize(each).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(each, copy);
      }
    }
  }

  private Result call(String... args) {
    return new CommandLine().call(args);
  }

  private void vignettes(String text) throws IOException {
    Files.writeString(folder.resolve("more.vignettes.yaml"), text);
  }

  @Test
  void testScreensThePatientsOfTheVignettes() throws IOException {
    vignettes(VIGNETTE);

    Result result = call("test", folder.toString());

    assertThat(result.err()).isEmpty();
    assertThat(result.out()).endsWith("1 vignette, 0 not as expected\n");
    assertThat(result.status()).isZero();
  }

  @Test
  void testShowsByFileAndLineWhatIsNotAsExpected() throws IOException {
    vignettes("# here\n" + VIGNETTE.replace("fired", "clear"));

    Result result = call("test", folder.toString(), "--explain");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            folder + "/more.vignettes.yaml:2: 'an aneurysm'; CV-01 should be clear, is fired\n");
    assertThat(result.out()).contains("CV-01 Aneurysmal vascular disease: fired");
  }

  @Test
  void testNamesTheCodesAndPlacesThatAreNotAsExpected() throws IOException {
    vignettes(
        VIGNETTE.replace("icd-10-cm|I71.4", "each")
            + "  each: [ \"icd-10-cm|I71.4\", \"icd-10-cm|Z00.0\" ]\n"
            + "  applies: { stages: [ evaluation ] }\n");

    Result result = call("test", "--explain", folder.toString());

    assertThat(result.err())
        .contains("'an aneurysm'; CV-01 should be fired, is clear: with icd-10-cm|Z00.0; ")
        .contains("; CV-01 should be not-applicable, is fired: at session\n");
    assertThat(result.out())
        .contains("Smallest change that meets it with icd-10-cm|Z00.0: with ")
        .endsWith(" (5 screenings), 1 not as expected\n");
  }

  @Test
  void coverageCountsEveryScreeningOfAVignette() throws IOException {
    vignettes(VIGNETTE);
    String before = call("coverage", "--format", "json", folder.toString()).out();
    vignettes(VIGNETTE + "  applies: { treatments: all }\n");
    String after = call("coverage", "--format", "json", folder.toString()).out();

    assertThat(screenings(after)).isEqualTo(screenings(before) + 11);
  }

  private static int screenings(String coverage) {
    return JsonMapper.shared().readTree(coverage).path("screenings").asInt();
  }

  @Test
  void testWritesJson() throws IOException {
    vignettes(VIGNETTE + VIGNETTE.replace("fired", "clear").replace("an aneurysm", "none"));

    Result result = call("test", "--format", "json", folder.toString());

    JsonNode json = JsonMapper.shared().readTree(result.out());
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).isEmpty();
    assertThat(json.path("failed").asInt()).isEqualTo(1);
    assertThat(json.at("/results/0/asExpected").asBoolean()).isTrue();
    assertThat(json.at("/results/1/line").asInt()).isEqualTo(5);
    assertThat(json.at("/results/1/differences/0").asString())
        .isEqualTo("CV-01 should be clear, is fired");
  }

  @Test
  void testWritesXmlForBuildServersWhateverANameHasInIt() throws Exception {
    vignettes(
        VIGNETTE.replace("fired", "clear").replace("an aneurysm", "\"<a> & \\x01 \\\"b\\\"\""));

    Result result = call("test", "--format", "junit", folder.toString());

    org.w3c.dom.Document xml =
        javax.xml.parsers.DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new java.io.ByteArrayInputStream(
                    result.out().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    org.w3c.dom.Element test = (org.w3c.dom.Element) xml.getElementsByTagName("testcase").item(0);
    org.w3c.dom.Element failure = (org.w3c.dom.Element) test.getFirstChild();
    assertThat(result.status()).isEqualTo(1);
    assertThat(xml.getDocumentElement().getAttribute("failures")).isEqualTo("1");
    assertThat(test.getAttribute("name")).isEqualTo("<a> & \uFFFD \"b\"");
    assertThat(failure.getAttribute("message")).contains("CV-01 should be clear, is fired");
  }

  @Test
  void testScreensOnlyThoseOfATag() throws IOException {
    vignettes(VIGNETTE + "- { name: later, tags: [ slow ], outcomes: { CV-01: fired } }\n");

    assertThat(call("test", "--tag", "slow", folder.toString()).out())
        .isEqualTo("1 vignette, 1 not as expected\n");
    Result none = call("test", "--tag", "quick", folder.toString());
    assertThat(none.status()).isEqualTo(1);
    assertThat(none.err()).contains(": has no vignettes with a tag quick");
  }

  @Test
  void testShowsAllThatIsWrongWithTheNotation() throws IOException {
    vignettes(
        VIGNETTE
            + "- name: an aneurysm\n  outcomes: { CV-01: clear }\n"
            + "- name: nothing is expected\n"
            + "- { outcomes: { CV-01: clear } }\n"
            + "- name: another notation\n"
            + "  conditions: [ { kode: I71 } ]\n  outcomes: { CV-01: clear }\n");

    Result result = call("test", folder.toString());

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err().lines())
        .hasSize(4)
        .anyMatch(each -> each.contains(":5: the name 'an aneurysm' stands twice"))
        .anyMatch(each -> each.contains(":7: 'nothing is expected' expects nothing"))
        .anyMatch(each -> each.contains(":8: a vignette has no name"))
        .anyMatch(each -> each.contains(":9: 'another notation': 'kode' is not one of"));
  }

  /** Taken as it stands, none of these would be about the patient that was meant. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '~',
      textBlock =
          """
          conditions: [ { code: "icd10|I71.4" } ] > 'icd10|I71.4' has no code system before the bar
          conditions: [ { code: I71.4 } ] > 'I71.4' is no system and code
          observations: [ { code: "loinc|1742-6", range: 56 U/L } ] > '56 U/L' is no range
          medications: [ { code: "atc|N05BA01", asNeeded: ja } ] > 'ja' is neither true nor false
          """)
  void testShowsWhatNotationItDoesNotKnow(String entry, String complaint) throws IOException {
    vignettes("- name: another notation\n  " + entry + "\n  outcomes: { CV-01: clear }\n");

    Result result = call("test", folder.toString());

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("more.vignettes.yaml:1: 'another notation': " + complaint);
  }

  @Test
  void testSaysThatThereIsNothingToTest() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.filter(each -> each.toString().contains(".vignettes.")).toList()) {
        Files.delete(each);
      }
    }

    Result result = call("test", folder.toString());

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains(folder + ": has no vignettes; ");
  }

  @Test
  void lintShowsByFileAndLineWhatItCannotRead() throws IOException {
    Files.writeString(folder.resolve("not-included.yaml"), "- { id: CV-09 }\n- [ CV-08 ]\n");

    Result result = call("lint", folder.toString());

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).startsWith(folder + "/not-included.yaml:2: ");
  }

  @Test
  void mutateShowsWhatNoVignetteNotices() {
    Result all = call("mutate", "--operator", "limit", folder.toString());
    Result enough = call("mutate", "--operator", "limit", "--min-score", "100", folder.toString());

    assertThat(all.status()).isZero();
    assertThat(enough.status()).isEqualTo(3);
    assertThat(enough.err()).isEmpty();
    assertThat(enough.out())
        .isEqualTo(all.out())
        .contains("[limit]: '", ": survived; would be killed by: ", "\n  outcomes: { CV-02: TODO }")
        .containsPattern("  all +[0-9.]+ %: ");
  }

  @Test
  void mutateWritesJson() {
    Result result = call("mutate", "--operator", "limit", "--format", "json", folder.toString());

    assertThat(result.status()).isZero();
    assertThat(JsonMapper.shared().readTree(result.out()).at("/mutants/0/operator").asString())
        .isEqualTo("limit");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mutant: CV-99, operator: limit, reason: So be it|there is no such mutant of CV-99 [limit]",
        "mutant: CV-01, operator: much, reason: So be it|there is no operator 'much'",
        "mutant: CV-01, operator: limit|lacks mutant, operator or reason",
        "mutant: CV-01, remark: none|Unrecognized property"
      })
  void mutateRefusesAListOfSurvivorsThatIsNotRight(String entry, String complaint)
      throws IOException {
    Files.writeString(folder.resolve("mutants.yaml"), "# some\n- { " + entry + " }\n");

    Result result = call("mutate", "--operator", "limit", folder.toString());

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains(folder + "/mutants.yaml:2: ", complaint);
  }

  @ParameterizedTest
  @CsvSource({"-1", "101", "much"})
  void mutateRefusesWhatIsNoPercentage(String least) {
    Result result = call("mutate", "--min-score", least, folder.toString());

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("--min-score").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({
    "--operator, nonsense, 'not one of limit, window'",
    "--rule, CV-99, no rule is CV-99",
    "--threads, 0, give at least 1"
  })
  void mutateSaysWhatItCannotChange(String option, String value, String complaint) {
    Result result = call("mutate", option, value, folder.toString());

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains(complaint).hasLineCount(1);
  }

  @Test
  void coverageShowsWhatNoVignetteShows() throws IOException {
    Path page = folder.resolve("coverage.html");

    Result text = call("coverage", folder.toString());
    Result html = call("coverage", folder.toString(), "--format", "html", "-o", page.toString());

    assertThat(text.status()).isZero();
    assertThat(text.out()).startsWith("Coverage of small@").contains("outcomes: { CV-0", ": TODO");
    assertThat(html.status()).isZero();
    assertThat(html.out()).isEmpty();
    assertThat(page).content().startsWith("<!DOCTYPE html>");
  }

  @Test
  void coverageAndMutateLookAtAnAreaOrARule() {
    JsonNode all = coverage();
    JsonNode area = coverage("--area", "cardiovascular");
    JsonNode rule = coverage("--rule", "CV-02");

    assertThat(area).isEqualTo(all);
    assertThat(rule.at("/all/rules/of").asInt()).isBetween(1, all.at("/all/rules/of").asInt() - 1);
    assertThat(call("coverage", folder.toString(), "--area", "renal").err())
        .isEqualTo("ketascreen: no area is renal; there are cardiovascular\n");
    assertThat(call("mutate", folder.toString(), "--area", "renal").status()).isEqualTo(2);
    assertThat(call("mutate", folder.toString(), "--area", "cardiovascular").status()).isZero();
  }

  private JsonNode coverage(String... more) {
    List<String> args = new ArrayList<>(List.of("coverage", "--format", "json", folder.toString()));
    args.addAll(List.of(more));
    return JsonMapper.shared().readTree(call(args.toArray(String[]::new)).out());
  }

  @Test
  void coverageExitsWithThreeWhenLessIsShownThanRequired() {
    Result enough = call("coverage", folder.toString(), "--require", "rules=0,boundaries=0");
    Result tooLittle = call("coverage", folder.toString(), "--require", "rules=0,sentences=100");

    assertThat(enough.status()).isZero();
    assertThat(tooLittle.status()).isEqualTo(3);
    assertThat(tooLittle.err()).matches("sentences is [0-9.]+ %, required are 100 %\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "--require > rules",
        "--require > lines=100",
        "--require > rules=101",
        "--format > pdf",
        "--merge > nowhere",
      })
  void coverageRefusesWrongCalls(String option, String value) {
    Result result = call("coverage", folder.toString(), option, value);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains(value).hasLineCount(1);
  }

  @Test
  void coverageRefusesToMergeWhatIsNoCount() {
    String file = folder.resolve("rulebase.yaml").toString();

    Result result = call("coverage", folder.toString(), "--merge", file);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .contains("rulebase.yaml:1: does not hold what a coverage counted")
        .hasLineCount(1);
  }

  @Test
  void lintShowsByFileAndLineWhatItFinds() {
    Result result = call("lint", folder.toString());

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err().lines())
        .isNotEmpty()
        .allMatch(each -> each.matches(".*[.](dslr|yaml|json)(:[0-9]+)?: .*; .* \\[[a-z-]+]"));
  }

  @Test
  void lintExplainsItsChecks() {
    assertThat(call("lint", "--explain", "all").out())
        .contains("ungated-reading\n  What: ", "\n  Why:  ", "\n  Mend: ");
    assertThat(call("lint", "--explain", "absence-alone").out()).startsWith("absence-alone\n");
    assertThat(call("lint", "--explain", "nonsense").err())
        .contains("'nonsense' is not one of unknown-section");
  }

  @Test
  void wrongCallsSayWhatWouldBeRight() {
    assertThat(call("lint").err()).contains("give that of a rulebase.yaml");
    assertThat(call("test", "nowhere").err()).contains("nowhere", "rulebase.yaml");
    assertThat(call("lint", SMALL.resolve("rulebase.yaml").toString()).err())
        .contains("is no directory");
  }
}
