package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.ketascreen.fhir.FhirReader;
import org.ketascreen.json.RequestReader;
import org.ketascreen.json.RequestWriter;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Gender;
import org.ketascreen.record.Medication;
import org.ketascreen.record.MedicationStatus;
import org.ketascreen.record.Observation;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.terminology.CodeSystems;

/** Hosts that have no FHIR build a record or send JSON; both say the same. */
class HostsWithoutFhirTest {

  private static ScreeningRequest built() {
    // tag::sample
    PatientRecord record =
        PatientRecord.builder()
            .subject("Patient/1")
            .gender(Gender.FEMALE)
            .birthDate(RecordedTime.parse("1984-02-03"))
            .add(
                Condition.builder(
                        "problem 7", CodeableConcept.of(CodeSystems.ICD_10_CM.uri(), "F33.2"))
                    .clinicalStatus(ClinicalStatus.ACTIVE)
                    .build())
            .add(
                Medication.builder(
                        "drug 3",
                        Medication.Kind.STATEMENT,
                        CodeableConcept.of(CodeSystems.RXNORM.uri(), "197901"))
                    .status(MedicationStatus.ACTIVE)
                    .build())
            .add(
                Observation.of(
                    "reading 9",
                    CodeableConcept.titled("systolic blood pressure"),
                    Observation.Value.of("142 mm[Hg]"),
                    RecordedTime.parse("2026-06-15T08:50:00+02:00")))
            .asked(Section.ALLERGIES, Section.PROCEDURES)
            .build();
    ScreeningRequest request =
        ScreeningRequest.builder(
                record,
                Treatment.builder(Agent.ESKETAMINE, Route.INTRANASAL)
                    .dose(Quantity.parse("56 mg"))
                    .session(3)
                    .build(),
                AsOf.parse("2026-06-15T09:00:00+02:00"))
            .stage(Stage.SESSION)
            .build();
    // end::sample
    return request;
  }

  @Test
  void aBuiltRequestIsTheSameAsASentOne() {
    String json =
        """
        {
          "asOf": "2026-06-15T09:00:00+02:00",
          "stage": "session",
          "treatment": {"agent": "esketamine", "route": "intranasal", "dose": "56 mg", "session": 3},
          "subject": "Patient/1",
          "patient": {"gender": "female", "birthDate": "1984-02-03"},
          "sections": {
            "allergies": {"is": "none-known", "because": "asked, and nothing given"},
            "procedures": {"is": "none-known", "because": "asked, and nothing given"}
          },
          "conditions": [{"reference": "problem 7", "code": "icd-10-cm|F33.2", "clinical": "active"}],
          "medications": [{"reference": "drug 3", "code": "rxnorm|197901", "status": "active"}],
          "observations": [
            {
              "reference": "reading 9",
              "concept": "systolic blood pressure",
              "value": "142 mm[Hg]",
              "at": "2026-06-15T08:50:00+02:00"
            }
          ]
        }
        """;

    assertThat(RequestReader.v1().read(json)).isEqualTo(built());
  }

  @Test
  void aSectionThatWasAskedAndHasAnEntryIsRecorded() {
    PatientRecord record =
        PatientRecord.builder()
            .add(Condition.builder("c", CodeableConcept.ofText("x")).build())
            .asked(Section.CONDITIONS)
            .build();

    assertThat(record.assertion(Section.CONDITIONS).is().code()).isEqualTo("recorded");
    assertThat(record.assertion(Section.ALLERGIES).is().code()).isEqualTo("not-asked");
  }

  @Test
  void aFhirRecordGivesTheSameReportThroughEitherForm() throws IOException {
    byte[] bundle = Files.readAllBytes(Path.of("src/test/resources/records/example.json"));
    Screener screener = Screener.of(Rulebases.bundled().load("ketamine"));
    ScreeningRequest request =
        ScreeningRequest.builder(
                FhirReader.r4().read(bundle),
                Treatment.of(Agent.ESKETAMINE, Route.INTRANASAL),
                AsOf.parse("2026-06-15T09:00:00+02:00"))
            .build();

    ScreeningRequest again = RequestReader.v1().read(RequestWriter.write(request));

    assertThat(screener.screen(again).toJson()).isEqualTo(screener.screen(request).toJson());
  }

  @Test
  void aTitleThatNoValueSetHasNeverPassesForNothing() {
    Screener screener = Screener.of(Rulebases.bundled().load("ketamine"));
    ScreeningRequest request =
        RequestReader.v1()
            .read(
                """
                {"asOf": "2026-06-15Z", "treatment": {"agent": "esketamine", "route": "intranasal"},
                 "conditions": [{"concept": "bipolar disease"}]}
                """);

    ScreeningReport report = screener.screen(request);

    assertThat(report.complete()).isFalse();
    assertThat(report.unscreened())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.reference()).isEqualTo("conditions[0]");
              assertThat(each.bearing()).isTrue();
            });
  }
}
