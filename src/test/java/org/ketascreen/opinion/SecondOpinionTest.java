package org.ketascreen.opinion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.Screener;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.UnreadableInputException;
import org.ketascreen.fhir.FhirReader;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.testkit.Vignette;
import org.ketascreen.testkit.Vignettes;
import org.ketascreen.testkit.arbitrary.KetascreenArbitraries;

/**
 * The engine and the second opinion agree wherever the second opinion has one. Generated patients
 * are the same in every run: to look for new disagreements, which as often come of what is not
 * written down as of a bug, is done on purpose, with other seeds and more tries.
 */
class SecondOpinionTest {

  private static final Path SOURCE = Path.of("rules/ketamine/1.0.0");
  private static final Screener SCREENER = Screener.of(Rulebases.bundled().load("ketamine@1.0.0"));
  private static final KetascreenArbitraries PATIENTS =
      KetascreenArbitraries.of(SCREENER.rulebase());

  /** Patients that are not kept with the library: where there are none, nothing is compared. */
  private static final Path SHARED = Path.of("..", "shared");

  private static final Comparison GENERATED = new Comparison(SCREENER);

  @Test
  void agreesOnEveryVignette() throws IOException {
    Comparison comparison = new Comparison(SCREENER);
    List<String> disagreements = new ArrayList<>();

    for (Vignette vignette : all()) {
      for (String each : comparison.of(vignette.request())) {
        disagreements.add(
            vignette.file() + ":" + vignette.line() + " " + vignette.variation() + " " + each);
      }
    }

    assertThat(disagreements).isEmpty();
    // lists of codes ask the open question of whose sex is not known once for each code
    assertThat(comparison.exact()).as(comparison::counts).isGreaterThan(0.99);
  }

  private static List<Vignette> all() throws IOException {
    return Vignettes.read(SOURCE).stream().flatMap(Vignette::all).toList();
  }

  @Provide
  Arbitrary<ScreeningRequest> valid() {
    return PATIENTS.requests();
  }

  @Provide
  Arbitrary<ScreeningRequest> messy() {
    return PATIENTS.messy().requests();
  }

  @Provide
  Arbitrary<ScreeningRequest> hostile() {
    return PATIENTS.hostile().requests();
  }

  @Property(tries = 600, seed = "1")
  void agreesOnValidPatients(@ForAll("valid") ScreeningRequest request) {
    assertThat(GENERATED.of(request)).isEmpty();
  }

  @Property(tries = 600, seed = "1")
  void agreesOnMessyPatients(@ForAll("messy") ScreeningRequest request) {
    assertThat(GENERATED.of(request)).isEmpty();
  }

  @Property(tries = 600, seed = "1")
  void agreesOnHostilePatients(@ForAll("hostile") ScreeningRequest request) {
    assertThat(GENERATED.of(request)).isEmpty();
  }

  /** Else the laws above would hold of an opinion that always says: anything. */
  @Example
  void hasAnOpinionOnNearlyEveryRule() {
    Comparison comparison = new Comparison(SCREENER);
    PATIENTS.messy().requests().sampleStream().limit(100).forEach(comparison::of);

    assertThat(comparison.exact()).as(comparison::counts).isGreaterThan(0.95);
  }

  @ParameterizedTest
  @ValueSource(strings = {"patients-general", "patients-veteran"})
  void agreesOnTheCohort(String file) throws IOException {
    Path patients = SHARED.resolve("cohort").resolve(file + ".ndjson.gz");
    assumeTrue(Files.isRegularFile(patients), "no cohort at " + patients);
    Comparison comparison = new Comparison(SCREENER);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(patients)), StandardCharsets.UTF_8))) {
      lines.lines().forEach(line -> compare(comparison, FhirReader.r4().read(line), "2025-06-01Z"));
    }

    assertThat(comparison.disagreements()).as(comparison::counts).isEmpty();
  }

  @Test
  void agreesOnRecordsFromTheWild() throws IOException {
    Path folder = SHARED.resolve("wild");
    assumeTrue(Files.isDirectory(folder), "no records at " + folder);
    Comparison comparison = new Comparison(SCREENER);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).sorted().toList()) {
        try {
          compare(comparison, FhirReader.r4().read(Files.readString(file)), "2026-06-15Z");
        } catch (UnreadableInputException e) {
          // What cannot be read has no report to compare.
        }
      }
    }

    assertThat(comparison.disagreements()).as(comparison::counts).isEmpty();
  }

  private static void compare(Comparison comparison, PatientRecord record, String asOf) {
    List<Treatment> treatments =
        List.of(
            Treatment.of(Agent.ESKETAMINE, Route.INTRANASAL),
            Treatment.of(Agent.KETAMINE, Route.INTRAVENOUS));
    for (Treatment treatment : treatments) {
      for (Stage stage : Stage.values()) {
        comparison.of(
            ScreeningRequest.builder(record, treatment, AsOf.parse(asOf)).stage(stage).build());
      }
    }
  }
}
