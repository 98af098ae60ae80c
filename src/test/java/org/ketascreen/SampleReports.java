package org.ketascreen;

import java.util.List;
import org.ketascreen.Finding.Evidence;
import org.ketascreen.ScreeningReport.EntryCounts;
import org.ketascreen.ScreeningReport.UnscreenedEntry;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Severity;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;

/** One report of each kind, made by hand; their rules, limits and sources are made up. */
final class SampleReports {

  private SampleReports() {}

  static List<ScreeningReport> all() {
    return List.of(
        contraindicated(),
        possiblyContraindicated(),
        undetermined(),
        precautionsOverridden(),
        noneFound());
  }

  /** Every key of the JSON form has a value somewhere in it. */
  static ScreeningReport contraindicated() {
    return new ReportBuilder()
        .treatment(new Treatment(Agent.ESKETAMINE, Route.INTRANASAL, Quantity.of("5.6E+1", "mg")))
        .validUntil("2026-07-02T00:00:00+02:00")
        .disposition(Disposition.CONTRAINDICATED, Certainty.CONFIRMED)
        .incomplete()
        .add(infarction())
        .add(pressure())
        .add(bloodPressure("systolic blood pressure", "8480-6"))
        .add(new UnscreenedEntry("Condition/c8", null, "no-code", null, true))
        .add(
            new UnscreenedEntry(
                "Observation/o9", "heart rate", "no-unit", "has no unit; write '/min'", false))
        .excluded("Condition/c3", "refuted")
        .excluded("Condition/c4", "a-relatives")
        .excluded("Condition/c5", "refuted")
        .entries(new EntryCounts(12, 2, 5, 3, 2))
        .assertion(Section.ALLERGIES, AssertionStatus.NOT_ASKED, "nothing is given")
        .assertion(Section.PROCEDURES, AssertionStatus.PARTIAL, "a search with a next page")
        .checklist("Observe for at least 2 hours.")
        .rule("CV-02", Outcome.FIRED)
        .rule("CV-03", Outcome.SUBSUMED, "subsumed by CV-02")
        .rule("CV-04", Outcome.NOT_EVALUABLE, "the latest \"systolic blood pressure\" is above")
        .rule("CV-09", Outcome.FIRED)
        .rule("PS-01", Outcome.CLEAR, "the patient has \"psychosis\"")
        .rule("SE-01", Outcome.NOT_APPLICABLE, "not asked at stage evaluation")
        .build();
  }

  private static Finding infarction() {
    return new FindingBuilder(
            "CV-02", "Myocardial infarction in the last six weeks", Severity.CONTRAINDICATION)
        .because("A further rise of blood pressure may harm a healing heart.")
        .action("Wait until six weeks have passed, then have a cardiologist see the patient.")
        .until("2026-07-02T00:00:00+02:00")
        .jurisdictions("eu", "uk")
        .source("example-label", "4.3", "An example label", "https://example.org/label")
        .source("example-guideline", "", "An example guideline", null)
        .evidence(
            new Evidence(
                "the patient has ever had \"myocardial infarction\"",
                "Condition/c1",
                "myocardial infarction",
                new Coding("http://hl7.org/fhir/sid/icd-10-cm", "I21.4", "NSTEMI"),
                null,
                "2026-05-20",
                "active, confirmed",
                "code"))
        .build();
  }

  private static Finding pressure() {
    return new FindingBuilder("CV-09", "Raised pressure in the eye", Severity.PRECAUTION)
        .possible("wait for or confirm the result; it is not final")
        .action("Measure before each session.")
        .evidence(
            new Evidence(
                "the latest \"intraocular pressure\" is above 21 mm[Hg]",
                "Observation/o1",
                "intraocular pressure",
                null,
                "24 mm[Hg]",
                null,
                null,
                null))
        .build();
  }

  private static MissingData bloodPressure(String element, String loinc) {
    return new MissingData(
        element,
        "PT24H",
        Severity.RELATIVE_CONTRAINDICATION,
        List.of("CV-04"),
        "Measure the blood pressure at rest.",
        List.of("http://loinc.org|" + loinc));
  }

  static ScreeningReport possiblyContraindicated() {
    return new ReportBuilder()
        .stage(Stage.SESSION)
        .jurisdiction("us")
        .disposition(Disposition.CONTRAINDICATED, Certainty.POSSIBLE)
        .add(
            new FindingBuilder("CV-01", "Aneurysmal vascular disease", Severity.CONTRAINDICATION)
                .because("A rise of blood pressure may rupture it.")
                .possible(
                    "confirm or refute the entry; its verification status is not confirmed;"
                        + " code the entry; it was recognised by its words alone")
                .evidence(
                    new Evidence(
                        "the patient has ever had \"aneurysmal vascular disease\"",
                        "urn:uuid:0f0e0d0c-0b0a-4908-8706-050403020100",
                        "aneurysmal vascular disease",
                        null,
                        null,
                        "2019-05",
                        "active, provisional",
                        "name"))
                .build())
        .add(
            new FindingBuilder("PS-03", "Mania", Severity.RELATIVE_CONTRAINDICATION)
                .action("Have a psychiatrist weigh it.")
                .build())
        .entries(new EntryCounts(3, 2, 1, 0, 0))
        .rule("CV-01", Outcome.FIRED)
        .rule("PS-03", Outcome.FIRED)
        .build();
  }

  static ScreeningReport undetermined() {
    ReportBuilder report =
        new ReportBuilder()
            .treatment(Treatment.of(Agent.KETAMINE, Route.INTRAVENOUS))
            .disposition(Disposition.UNDETERMINED, null)
            .incomplete()
            .add(
                new FindingBuilder("AG-01", "Over 65 years", Severity.PRECAUTION)
                    .action("Begin with a low dose.")
                    .build())
            .add(bloodPressure("systolic blood pressure", "8480-6"))
            .add(bloodPressure("diastolic blood pressure", "8462-4"));
    for (String element :
        List.of("pregnancy", "psychosis", "aneurysm", "infarction", "stroke", "liver disease")) {
      report.add(asked(element));
    }
    return report
        .add(
            new UnscreenedEntry(
                "Condition/c9", "state after repair of a vessel", "text-only", null, true))
        .add(
            new UnscreenedEntry(
                "Medication/m1", "an ointment", "code-no-table-decides", null, false))
        .add(new UnscreenedEntry("Medication/m2", "drops", "unknown-system", null, false))
        .entries(new EntryCounts(4, 1, 0, 0, 3))
        .assertion(Section.CONDITIONS, AssertionStatus.NOT_ASKED, "nothing is given")
        .rule("AG-01", Outcome.FIRED)
        .rule("CV-01", Outcome.NOT_EVALUABLE, "the patient has ever had \"aneurysm\"")
        .build();
  }

  private static MissingData asked(String element) {
    return new MissingData(
        element,
        element.equals("pregnancy") ? "P7D" : null,
        Severity.CONTRAINDICATION,
        List.of("AA-01", "AA-02", "AA-03", "AA-04", "AA-05", "AA-06"),
        "Has the patient ever had " + element + "?",
        List.of());
  }

  static ScreeningReport precautionsOverridden() {
    return new ReportBuilder()
        .stage(Stage.MAINTENANCE)
        .disposition(Disposition.PRECAUTIONS, Certainty.CONFIRMED)
        .validUntil("2026-06-15T21:30:00Z")
        .add(
            new FindingBuilder("UR-01", "Symptoms of the bladder", Severity.PRECAUTION)
                .action("Ask for them at every session.")
                .until("2026-06-15T21:30:00Z")
                .override(
                    "the attending psychiatrist",
                    "2026-06-01T10:15:00+02:00",
                    "seen by urology, no cause found",
                    "2026-09-01T00:00:00+02:00")
                .evidence(
                    new Evidence(
                        "the patient has \"bladder symptoms\"",
                        "Condition/c1",
                        "bladder symptoms",
                        Coding.of("http://snomed.info/sct", "49650001"),
                        null,
                        "since 2026-03",
                        "active",
                        "code"))
                .build())
        .entries(new EntryCounts(1, 1, 0, 0, 0))
        .rule("UR-01", Outcome.FIRED)
        .build();
  }

  static ScreeningReport noneFound() {
    return new ReportBuilder()
        .stage(Stage.DISCHARGE)
        .subject(null)
        .asOf("2026-06-15Z")
        .rule("CV-01", Outcome.CLEAR, "the patient has ever had \"aneurysmal vascular disease\"")
        .rule("DC-02", Outcome.NOT_EVALUABLE, "the latest \"sedation\" is at most 2 1")
        .build();
  }
}
