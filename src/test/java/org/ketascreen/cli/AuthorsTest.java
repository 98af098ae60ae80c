package org.ketascreen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketascreen.cli.CommandLine.Result;

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
    assertThat(result.out()).endsWith("vignettes, 0 not as expected\n");
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
  void mutateShowsWhatNoVignetteNotices() throws IOException {
    Result all = call("mutate", "--at-least", "0", folder.toString());
    Result enough = call("mutate", folder.toString());

    assertThat(all.status()).isZero();
    assertThat(enough.status()).isEqualTo(1);
    assertThat(enough.err()).contains(": survived; would be killed by: ");
    assertThat(enough.out()).isEqualTo(all.out()).contains(" limits and windows moved, ");
  }

  @ParameterizedTest
  @CsvSource({"-1", "101", "much"})
  void mutateRefusesWhatIsNoPercentage(String least) {
    Result result = call("mutate", "--at-least", least, folder.toString());

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("--at-least").hasLineCount(1);
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
