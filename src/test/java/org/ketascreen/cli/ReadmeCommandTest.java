package org.ketascreen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README says the command prints is what it prints. */
class ReadmeCommandTest {

  private static final String EXAMPLE = "src/test/resources/records/example.json";

  @Test
  void printsWhatTheReadmeShows() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String shown = readme.substring(readme.indexOf("```text\n") + "```text\n".length());

    CommandLine.Result result =
        new CommandLine().call("screen", EXAMPLE, "--as-of", "2026-06-15T09:00:00+02:00");

    assertThat(result.status()).isZero();
    assertThat(result.out()).startsWith(shown.substring(0, shown.indexOf("```")));
    assertThat(readme).contains("screen " + EXAMPLE + " \\\n  --as-of 2026-06-15T09:00:00+02:00");
  }

  @Test
  void saysOfADifferenceWhatTheReadmeShows(@TempDir Path folder) throws IOException {
    Path rules = Path.of("rules/ketamine/1.0.0");
    try (Stream<Path> files = Files.walk(rules)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(rules.relativize(each).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(each, copy);
      }
    }
    Path heart = folder.resolve("cardiovascular.dslr");
    Files.writeString(
        heart, Files.readString(heart).replaceFirst("the last 6 weeks", "the last 41 days"));
    String readme = Files.readString(Path.of("README.md"));
    String shown = readme.substring(readme.indexOf("CV-02  logic"));

    CommandLine.Result result = new CommandLine().call("diff", rules.toString(), folder.toString());

    assertThat(result.status()).isZero();
    assertThat(result.out()).endsWith(shown.substring(0, shown.indexOf("```")));
  }
}
