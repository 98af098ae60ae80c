package org.ketascreen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketascreen.cli.CommandLine.Result;
import org.ketascreen.testkit.coverage.Measure;
import org.ketascreen.testkit.junit.RequireCoverage;

/** What is released was checked, and never changes again. */
class ReleaseCommandTest {

  private static final Path SMALL = Path.of("src/test/resources/rulebases/small");
  private static final Path VIGNETTES =
      Path.of("src/test/resources/rulebases/small.vignettes.yaml");

  @TempDir private Path rules;
  private Path first;
  private Path second;
  private Path lock;

  @BeforeEach
  void copyTheRulebase() throws IOException {
    first = copy(SMALL, rules.resolve("1.0.0"));
    Files.copy(VIGNETTES, first.resolve("all.vignettes.yaml"));
    change(first, "rulebase.yaml", "changes:", "routine: [systolic blood pressure]\nchanges:");
    change(first, "sources.yaml", "all of it\n", "all of it\n  sections: [\"4\", \"5\"]\n");
    lock = rules.resolve("releases.lock");
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(each).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(each, copy);
      }
    }
    return to;
  }

  /** Releases the first version, and makes another of it. */
  private void second(String version) throws IOException {
    assertThat(release(first).status()).isZero();
    second = copy(first, rules.resolve(version));
    change(second, "rulebase.yaml", "version: 1.0.0", "version: " + version);
  }

  private static void change(Path version, String file, String what, String by) throws IOException {
    Path path = version.resolve(file);
    assertThat(path).content().contains(what);
    Files.writeString(path, Files.readString(path).replace(what, by));
  }

  private static Result release(Path version, String... more) {
    return new CommandLine()
        .call(
            Stream.concat(Stream.of("release", version.toString()), Stream.of(more))
                .toArray(String[]::new));
  }

  @Test
  void addsItsDayAndDigests() {
    Result result = release(first);

    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    assertThat(result.out())
        .matches(
            """
            lint: nothing found
            vignettes: 11, all as expected
            coverage: rules 100.0 %, sentences 100.0 %, missing 100.0 %, boundaries 100.0 %
            version: none before it was released
            small@1.0.0 released on 2026-06-15: sha256:[0-9a-f]{64}
            """);
    assertThat(lock)
        .content()
        .contains("release 1.0.0 2026-06-15 sha256:")
        .containsPattern("[0-9a-f]{64}  value-sets/systolic-blood-pressure.json\n");
  }

  @Test
  void saysThatTheSameWasReleased() throws IOException {
    String digest = release(first).out().replaceAll("(?s).*: ", "");
    String before = Files.readString(lock);

    Result again = release(first);

    assertThat(again)
        .isEqualTo(new Result(0, "1.0.0 was released on 2026-06-15 as it is now: " + digest, ""));
    assertThat(lock).hasContent(before);
  }

  @Test
  void releasesNothingOnADryRun() {
    Result result = release(first, "--dry-run");

    assertThat(result.status()).isZero();
    assertThat(result.out()).contains("small@1.0.0 can be released: sha256:");
    assertThat(lock).doesNotExist();
  }

  @Test
  void refusesOtherContentOfWhatWasReleased() throws IOException {
    release(first);
    String before = Files.readString(lock);
    change(first, "cardiovascular.dslr", "160 mm[Hg]", "161 mm[Hg]");
    Files.createFile(first.resolve("notes.txt"));

    Result result = release(first);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo(
            first
                + "/cardiovascular.dslr: was changed since version 1.0.0 was released;"
                + " restore it, and make the change in a version of its own\n"
                + first
                + "/notes.txt: was added since version 1.0.0 was released;"
                + " restore it, and make the change in a version of its own\n");
    assertThat(lock).hasContent(before);
  }

  @Test
  void saysAllThatIsWrongAtOnce() throws IOException {
    second("1.0.1");
    change(second, "rulebase.yaml", "effectiveFrom: 2026-01-01", "effectiveFrom: 2025-12-31");
    change(second, "sources.yaml", "sections: [\"4\", \"5\"]", "sections: [\"4\"]");
    change(second, "cardiovascular.dslr", "above 160 mm[Hg]", "above 165 mm[Hg]");

    Result result = release(second);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines().map(each -> each.replace(second + "/", "")))
        .containsSubsequence(
            "cardiovascular.dslr:16: rule CV-02 cites '5' of example-label; read are: 4"
                + " [unknown-section]",
            "all.vignettes.yaml:13: 'a pressure above the limit'; CV-02 should be fired, is clear",
            "rulebase.yaml:5: may be used from 2025-12-31, before 1.0.0 from 2026-01-01; write a"
                + " later day",
            "rulebase.yaml:2: 1.0.1 is not enough after 1.0.0; it is a major version: make it"
                + " 2.0.0",
            "cardiovascular.dslr:16: CV-02 differs in sentences; that demands a major version")
        .anyMatch(each -> each.startsWith("rulebase.yaml: boundaries is "))
        .anyMatch(each -> each.startsWith("cardiovascular.dslr:26: no vignette shows CV-02: "));
    assertThat(lock).content().doesNotContain("1.0.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.0.1      | A further rise is usual | A rise is usual | 0",
        "1.1.0      | A further rise is usual | A rise is usual | 0",
        "1.0.1      | \"us\"                 | \"us, eu\"    | 1",
        "1.1.0      | \"us\"                 | \"us, eu\"    | 0",
        "1.1.0      | \"us\"                 | \"eu\"        | 1",
        "2.0.0      | \"us\"                 | \"eu\"        | 0",
        "0.9.0      | \"us\"                 | \"eu\"        | 0",
        "2.0.0-rc.1 | \"us\"                 | \"eu\"        | 0",
        "1.1.0-rc.1 | \"us\"                 | \"eu\"        | 1",
      })
  void asksForANumberThatRisesEnough(String version, String what, String by, int status)
      throws IOException {
    second(version);
    change(second, "cardiovascular.dslr", what, by);

    Result result = release(second, "--dry-run");

    assertThat(result.status()).as(result.err()).isEqualTo(status);
    assertThat(result.err().isEmpty()).isEqualTo(status == 0);
  }

  /** What a pre-release said binds nobody, and what was before it still does. */
  @Test
  void comparesWithNoPreRelease() throws IOException {
    second("1.1.0-rc.1");
    change(second, "cardiovascular.dslr", "\"us\"", "\"us, eu\"");
    assertThat(release(second).status()).isZero();
    Path third = copy(second, rules.resolve("1.1.0"));
    change(third, "rulebase.yaml", "1.1.0-rc.1", "1.1.0");
    change(third, "cardiovascular.dslr", "\"us, eu\"", "\"eu\"");

    Result result = release(third, "--dry-run");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("1.1.0 is not enough after 1.0.0");
  }

  @Test
  void exitsWithThreeWhenOnlyTooLittleIsShown() throws IOException {
    change(first, "all.vignettes.yaml", "value: \"159 mm[Hg]\"", "value: \"158 mm[Hg]\"");

    Result result = release(first);

    assertThat(result.status()).isEqualTo(3);
    assertThat(result.err().lines().map(each -> each.replace(first + "/", "")))
        .satisfiesExactly(
            head ->
                assertThat(head)
                    .matches(
                        "rulebase.yaml: boundaries is 83.3 %, required are 95 %; close the gaps;"
                            + " drafts: ketascreen coverage .*"),
            gap ->
                assertThat(gap)
                    .startsWith(
                        "cardiovascular.dslr:26: no vignette shows CV-02: somebody below 160"));
    assertThat(lock).doesNotExist();
  }

  @Test
  void demandsWhatRequireCoverageDemands() throws NoSuchMethodException {
    for (Measure each : Measure.values()) {
      assertThat(ReleaseChecks.REQUIRED.getOrDefault(each, 0))
          .isEqualTo(
              RequireCoverage.class
                  .getMethod(each.name().toLowerCase(Locale.ROOT))
                  .getDefaultValue());
    }
  }

  @Test
  void saysWhatDoesNotCompileAndWhichVignettesCannotBeRead() throws IOException {
    change(first, "cardiovascular.dslr", "the patient has ever had", "the patient ever had");
    change(first, "all.vignettes.yaml", "CV-01: fired", "CV-01: TODO");

    Result result = release(first);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err().lines())
        .hasSize(2)
        .anyMatch(each -> each.startsWith(first + "/cardiovascular.dslr:11: "))
        .anyMatch(each -> each.startsWith(first + "/all.vignettes.yaml:1: "));
  }

  @Test
  void refusesToGoOnWhereAnotherReleaseWasChanged() throws IOException {
    second("1.0.1");
    Files.delete(first.resolve("sources.yaml"));

    Result result = release(second);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            first
                + "/sources.yaml: was taken out since version 1.0.0 was released;"
                + " restore it, and make the change in a version of its own\n");
  }

  @Test
  void refusesAFolderThatIsNotNamedAsItsVersion() throws IOException {
    Path other = copy(first, rules.resolve("next"));

    Result result = release(other);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            other + "/rulebase.yaml:2: version 1.0.0 is in folder next; let both be the same\n");
  }

  @Test
  void refusesToCompileOtherContentOfWhatWasReleased() throws IOException {
    release(first);
    String archive = rules.resolve("small.jar").toString();
    assertThat(new CommandLine().call("compile", first.toString(), "-o", archive).status())
        .isZero();
    Files.delete(Path.of(archive));
    change(first, "cardiovascular.dslr", "\n", "\r\n");

    Result result = new CommandLine().call("compile", first.toString(), "-o", archive);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(
            first
                + "/cardiovascular.dslr: has other line ends since version 1.0.0 was"
                + " released; restore it, and make the change in a version of its own\n");
    assertThat(Path.of(archive)).doesNotExist();
  }

  @Test
  void refusesToCompileOtherContentInAnotherFolder() throws IOException {
    release(first);
    Path other = copy(first, rules.resolve("next"));
    String archive = rules.resolve("small.jar").toString();
    assertThat(new CommandLine().call("compile", other.toString(), "-o", archive).status())
        .isZero();
    change(other, "cardiovascular.dslr", "160 mm[Hg]", "161 mm[Hg]");

    Result result = new CommandLine().call("compile", other.toString(), "-o", archive);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(lock + ": lists another thing as version 1.0.0; make a version of its own\n");
  }

  @ParameterizedTest
  @CsvSource({"nowhere, give the directory of a rulebase.yaml", "pom.xml, is no directory"})
  void saysInOneLineWhatIsWrongWithACall(String directory, String words) {
    Result result = new CommandLine().call("release", directory);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains(words).hasLineCount(1);
  }
}
