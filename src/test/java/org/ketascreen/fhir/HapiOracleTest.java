package org.ketascreen.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketascreen.TriesFactor;
import org.ketascreen.fhir.Samples.Sample;
import org.ketascreen.record.PatientRecord;

/** The reader and a second one, on top of HAPI's parser, read the same. */
class HapiOracleTest {

  private static List<String> differences(Sample sample) {
    PatientRecord record = FhirReader.r4().read(sample.json());
    return OracleComparison.differences(record, HapiOracle.read(sample.json())).stream()
        .map(difference -> sample.name() + " " + difference)
        .toList();
  }

  @Test
  void agreesOnEveryWildFile() {
    List<String> differences =
        Samples.wild().stream().flatMap(sample -> differences(sample).stream()).toList();

    assertThat(differences).isEmpty();
  }

  /** HAPI is slow: one of so many patients, but each of them with the profile "exhaustive". */
  @ParameterizedTest
  @CsvSource({"patients-general, 16", "patients-veteran, 8", "whole-bundles, 12"})
  void agreesOnTheCohort(String name, int one) {
    int every = TriesFactor.factor() > 1 ? 1 : one;
    int[] next = {0};
    try (Stream<Sample> samples = Samples.cohort(name)) {
      List<String> differences =
          samples
              .filter(sample -> next[0]++ % every == 0)
              .flatMap(sample -> differences(sample).stream())
              .toList();

      assertThat(differences).isEmpty();
    }
  }

  @Property(tries = 300)
  void agreesOnWhateverFhirAllows(@ForAll Random random) {
    byte[] json = GeneratedBundles.bundle(random);

    assertThat(differences(new Sample("generated", json))).isEmpty();
  }
}
