package org.ketascreen;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.ketascreen.fhir.FhirReader;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Quantity;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Treatment;

/** What is read and screened: the synthetic cohort beside the checkout, else bundles made here. */
final class BenchmarkInputs {

  /** Bundles, and so patients, of one call of a benchmark. */
  static final int BUNDLES = 24;

  static final AsOf AS_OF = AsOf.parse("2025-06-01T12:00:00Z");
  static final Treatment TREATMENT =
      new Treatment(Agent.ESKETAMINE, Route.INTRANASAL, Quantity.of("84", "mg"));

  private static final Path EXAMPLE = Path.of("src/test/resources/records/example.json");
  private static final Path COHORT = Path.of("../shared/cohort");
  private static final List<String> FILES =
      List.of("patients-general.ndjson.gz", "patients-veteran.ndjson.gz");

  private BenchmarkInputs() {}

  /** Says where the bundles come from. */
  static String origin() {
    return isCohort()
        ? BUNDLES + " Synthea patients of ../shared/cohort"
        : BUNDLES + " bundles made by the benchmark (../shared/cohort is not there)";
  }

  private static boolean isCohort() {
    return FILES.stream().allMatch(file -> Files.exists(COHORT.resolve(file)));
  }

  /** Returns the bytes of the bundles, spread evenly over the cohort. */
  static List<byte[]> bundles() {
    if (!isCohort()) {
      List<byte[]> made = new ArrayList<>();
      for (int i = 0; i < BUNDLES; i++) {
        made.add(SyntheticBundle.of(i));
      }
      return made;
    }
    List<byte[]> all = new ArrayList<>();
    FILES.forEach(file -> all.addAll(lines(COHORT.resolve(file))));
    List<byte[]> spread = new ArrayList<>();
    for (int i = 0; i < BUNDLES; i++) {
      spread.add(all.get(i * all.size() / BUNDLES));
    }
    return spread;
  }

  private static List<byte[]> lines(Path file) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return in.lines().map(line -> line.getBytes(StandardCharsets.UTF_8)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the path of the small example. */
  static Path example() {
    return EXAMPLE;
  }

  /** Returns requests for the bundles, or for the small example alone. */
  static List<ScreeningRequest> requests(String input) {
    if (!input.equals("example")) {
      return bundles().stream().map(json -> request(FhirReader.r4().read(json), AS_OF)).toList();
    }
    try {
      PatientRecord record = FhirReader.r4().read(Files.readAllBytes(EXAMPLE));
      return List.of(request(record, AsOf.parse("2026-11-22T09:00:00Z")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ScreeningRequest request(PatientRecord record, AsOf asOf) {
    return ScreeningRequest.builder(record, TREATMENT, asOf).build();
  }
}
