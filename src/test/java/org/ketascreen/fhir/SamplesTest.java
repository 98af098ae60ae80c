package org.ketascreen.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.Screener;
import org.ketascreen.ScreeningReport;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.TriesFactor;
import org.ketascreen.fhir.Samples.Sample;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;

/** Reads and screens FHIR from elsewhere, which is not in this repository. */
class SamplesTest {

  private static final Screener SCREENER = Screener.of(Rulebases.bundled().load("ketamine"));
  private static final Treatment INFUSION = Treatment.of(Agent.KETAMINE, Route.INTRAVENOUS);
  private static final AsOf NOW = AsOf.parse("2025-06-01T09:00:00-04:00");

  private static int entriesOf(byte[] json) {
    try (JsonInput input = ParsedInput.of(json)) {
      assertThat(input.nextValue()).isTrue();
      Json.Obj top = (Json.Obj) input.value();
      return "Bundle".equals(top.text("resourceType")) ? top.items("entry").size() : 1;
    }
  }

  /** Every entry is accounted for in the record, and at every stage in the report. */
  private static PatientRecord assertNoneLost(Sample sample) {
    PatientRecord record = FhirReader.r4().read(sample.json());
    int entries = entriesOf(sample.json());

    assertThat(Bundles.accounted(record)).as(sample.name()).isEqualTo(entries);
    for (Stage stage : stages(sample)) {
      ScreeningReport report =
          SCREENER.screen(ScreeningRequest.builder(record, INFUSION, NOW).stage(stage).build());
      Hostile.assertAddsUp(report);
      assertThat(report.entries().read()).as(sample.name() + " read").isEqualTo(entries);
    }
    return record;
  }

  /** Every stage with the profile "exhaustive", else one after the other. */
  private static Stage[] stages(Sample sample) {
    Stage one =
        List.of(Stage.values()).get(Math.floorMod(sample.name().hashCode(), Stage.values().length));
    return TriesFactor.factor() > 1 || sample.json().length < 500_000
        ? Stage.values()
        : new Stage[] {one};
  }

  @Test
  void noEntryOfAnyWildFileIsLost() {
    assertThat(Samples.wild()).isNotEmpty().allSatisfy(SamplesTest::assertNoneLost);
  }

  @ParameterizedTest
  @ValueSource(strings = {"patients-general", "patients-veteran", "whole-bundles"})
  void noEntryOfAnyPatientOfTheCohortIsLost(String name) {
    try (Stream<Sample> samples = Samples.cohort(name)) {
      samples.forEach(
          sample -> {
            PatientRecord record = assertNoneLost(sample);

            assertThat(record.patientEntries()).isEqualTo(1);
            assertThat(Bundles.kinds(record))
                .doesNotContain(NotRead.Kind.MALFORMED, NotRead.Kind.ANOTHER_PATIENT);
            assertThat(record.entries()).noneMatch(entry -> entry.code().isEmpty());
          });
    }
  }
}
