package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ketascreen.fhir.FhirReader;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;

/** What the README shows is what happens. */
class ReadmeTest {

  private static final Path EXAMPLE = Path.of("src/test/resources/records/example.json");

  @Test
  void theSampleCompilesAndAnswersAsItSays() throws IOException {
    byte[] bundle = Files.readAllBytes(EXAMPLE);

    // tag::sample
    Screener screener = Screener.of(Rulebases.bundled().load("ketamine"));

    PatientRecord record = FhirReader.r4().read(bundle);
    ScreeningReport report =
        screener.screen(
            ScreeningRequest.builder(
                    record,
                    Treatment.of(Agent.ESKETAMINE, Route.INTRANASAL),
                    AsOf.parse("2026-06-15T09:00:00+02:00"))
                .stage(Stage.EVALUATION)
                .build());
    // end::sample

    assertThat(report.disposition()).isEqualTo(Disposition.CONTRAINDICATED);
    assertThat(report.findings().get(0).rule()).isEqualTo("CV-01");
    assertThat(report.isClear()).isFalse();
    assertThat(block("java")).startsWith(sample());
  }

  @Test
  void theTableHasEveryFileOfRules() throws IOException {
    String readme = readme();

    assertThat(Rulebases.bundled().load("ketamine").rules())
        .extracting(rule -> "`" + rule.file().replace(".dslr", "") + "`")
        .isNotEmpty()
        .allMatch(readme::contains);
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }

  private static String block(String language) throws IOException {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(readme());
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  private static String sample() throws IOException {
    String source = Files.readString(Path.of("src/test/java/org/ketascreen/ReadmeTest.java"));
    String lines =
        source.substring(
            source.indexOf("// tag::sample") + "// tag::sample\n".length(),
            source.indexOf("    // end::sample"));
    return lines.replaceAll("(?m)^ {4}", "");
  }
}
