package org.ketascreen.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whether ICD-10-CM and ATC are what the index takes them for: codes that begin with the code of
 * their parent.
 */
class IcdTenCmTest {

  private static final Path TABLES = Path.of("../shared/terminology");

  @ParameterizedTest
  @ValueSource(strings = {"icd10cm-fy2026.tsv.gz", "icd10cm-fy2027-derived.tsv.gz"})
  void everyCodeBeginsWithThatOfItsParent(String table) throws IOException {
    Map<String, String> codes = codes(table, 0, 1);

    assertThat(codes).hasSizeGreaterThan(90_000);
    codes.forEach(
        (code, dotted) -> {
          assertThat(CodeSystems.ICD_10_CM.normalise(dotted)).isEqualTo(code);
          assertThat(CodeSystems.ICD_10_CM.written(code)).isEqualTo(dotted);
        });
    // The levels that only a placeholder X fills have no header.
    List<String> orphans =
        codes.keySet().stream()
            .filter(code -> code.length() > 3)
            .filter(code -> !codes.containsKey(parent(code)))
            .toList();
    assertThat(orphans).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = "atc-2026.tsv.gz")
  void everyMedicineBeginsWithItsGroup(String table) throws IOException {
    Map<String, String> codes = codes(table, 0, 1);

    codes.forEach(
        (code, level) -> assertThat(CodeSystems.ATC.normalise(code)).as(level).isEqualTo(code));
    assertThat(codes).hasSizeGreaterThan(6_000);
  }

  private static String parent(String code) {
    int end = code.length() - 1;
    while (end > 3 && code.charAt(end - 1) == 'X') {
      end--;
    }
    return code.substring(0, end);
  }

  private static Map<String, String> codes(String table, int key, int value) throws IOException {
    Path file = TABLES.resolve(table);
    assumeThat(file).as("the reference table " + table + " is not here").exists();
    Map<String, String> codes = new LinkedHashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .skip(1)
          .map(line -> line.split("\t", -1))
          .forEach(cells -> codes.put(cells[key], cells[value]));
    }
    return codes;
  }
}
