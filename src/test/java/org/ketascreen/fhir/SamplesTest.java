package org.ketascreen.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.Screener;
import org.ketascreen.ScreeningReport;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.rulebase.Treatment;

/** Reads FHIR from elsewhere, which is not in this repository. */
class SamplesTest {

  private static final Path SHARED = Path.of("../shared");

  private static final Screener SCREENER = Screener.of(Rulebases.bundled().load("ketamine"));

  /** The five numbers of the report add up to the entries of the source. */
  private static void assertAddsUp(PatientRecord record, byte[] json, String name) {
    ScreeningReport report =
        SCREENER.screen(
            ScreeningRequest.builder(
                    record,
                    Treatment.of(Agent.ESKETAMINE, Route.INTRANASAL),
                    AsOf.parse("2026-06-15T09:00:00Z"))
                .build());
    ScreeningReport.EntryCounts entries = report.entries();

    assertThat(entries.read()).as(name).isEqualTo((int) entriesOf(json));
    assertThat(entries.used() + entries.irrelevant() + entries.excluded() + entries.unscreened())
        .as(name)
        .isEqualTo(entries.read());
  }

  private static long entriesOf(byte[] json) {
    try (JsonInput input = JsonInput.of(json)) {
      Json.Obj top = (Json.Obj) input.value(input.expectNext());
      return "Bundle".equals(top.text("resourceType")) ? top.items("entry").size() : 1;
    }
  }

  @Test
  void everyEntryOfEveryWildFileIsAccountedFor() throws IOException {
    Path folder = SHARED.resolve("wild");
    assumeTrue(Files.isDirectory(folder), "no ../shared/wild here");
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }

    assertThat(files).isNotEmpty();
    for (Path file : files) {
      byte[] json = Files.readAllBytes(file);
      PatientRecord record = FhirReader.r4().read(json);
      assertThat(Bundles.accounted(record)).as(file.toString()).isEqualTo(entriesOf(json));
      assertAddsUp(record, json, file.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"patients-general", "patients-veteran", "whole-bundles"})
  void everyEntryOfEveryPatientOfTheCohortIsAccountedFor(String name) throws IOException {
    Path file = SHARED.resolve("cohort").resolve(name + ".ndjson.gz");
    assumeTrue(Files.exists(file), "no ../shared/cohort here");

    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        byte[] json = line.getBytes(StandardCharsets.UTF_8);
        PatientRecord record = FhirReader.r4().read(json);
        assertThat(Bundles.accounted(record)).isEqualTo(entriesOf(json));
        assertAddsUp(record, json, name);
        assertThat(record.patientEntries()).isEqualTo(1);
        assertThat(Bundles.kinds(record))
            .doesNotContain(NotRead.Kind.MALFORMED, NotRead.Kind.ANOTHER_PATIENT);
        assertThat(record.entries()).noneMatch(entry -> entry.code().isEmpty());
      }
    }
  }
}
