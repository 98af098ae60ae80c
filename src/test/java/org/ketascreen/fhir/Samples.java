package org.ketascreen.fhir;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** FHIR from elsewhere, which is not in this repository; a test without it is skipped. */
final class Samples {

  private static final Path SHARED = Path.of("../shared");

  private Samples() {}

  /**
   * One input.
   *
   * @param name which file, and which line of it
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Sample(String name, byte[] json) {}

  /** Returns every file of many origins. */
  static List<Sample> wild() {
    Path folder = SHARED.resolve("wild");
    assumeTrue(Files.isDirectory(folder), "skipped: no ../shared/wild here");
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(file -> new Sample(file.getFileName().toString(), bytes(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns every Bundle of one file of the cohort, read when it is wanted; to be closed. */
  static Stream<Sample> cohort(String name) {
    Path file = SHARED.resolve("cohort").resolve(name + ".ndjson.gz");
    assumeTrue(Files.exists(file), "skipped: no ../shared/cohort here");
    try {
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
      int[] line = {0};
      return lines
          .lines()
          .map(text -> new Sample(name + ":" + ++line[0], text.getBytes(StandardCharsets.UTF_8)))
          .onClose(
              () -> {
                try {
                  lines.close();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
