package org.ketascreen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

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
}
