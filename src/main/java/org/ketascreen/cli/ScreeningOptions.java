package org.ketascreen.cli;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.fhir.FhirReader;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is screened, as the options say. */
final class ScreeningOptions {

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "A FHIR R4 Bundle or resource, as JSON; - for standard input.")
  private String file = "";

  @Option(
      names = "--agent",
      paramLabel = "AGENT",
      description = "ketamine or esketamine. Default: esketamine.")
  private @Nullable Agent agent;

  @Option(
      names = "--route",
      paramLabel = "ROUTE",
      description =
          "intravenous, intramuscular, subcutaneous, intranasal, oral or"
              + " sublingual. Default: intranasal for esketamine, intravenous for"
              + " ketamine.")
  private @Nullable Route route;

  @Option(
      names = "--dose",
      paramLabel = "DOSE",
      description = "The dose of one session: \"56 mg\".")
  private @Nullable Quantity dose;

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description =
          "The moment screened for: 2026-06-15T09:00:00+02:00, or"
              + " 2026-06-15+02:00 for the whole day. Default: now.")
  private @Nullable AsOf asOf;

  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      description =
          "evaluation (deciding on a course), session (before a dose),"
              + " discharge (before leaving after a dose) or maintenance (review of"
              + " a running course). Default: evaluation.")
  private Stage stage = Stage.EVALUATION;

  @Option(
      names = "--jurisdiction",
      paramLabel = "JURISDICTION",
      converter = Converters.Jurisdiction.class,
      description =
          "Whose label or guidance is followed: us, eu, ... Default: any, for"
              + " every rule and so the strictest.")
  private String jurisdiction = Rule.ANY_JURISDICTION;

  @Option(
      names = "--rulebase",
      paramLabel = "RULEBASE",
      description =
          "ketamine@1.0.0-alpha, ketamine for its latest version, the path of an"
              + " archive, or the path of a source directory. Default: ketamine.")
  private String rulebase = "ketamine";

  @Option(
      names = "--patient",
      paramLabel = "REFERENCE",
      description = "Which of several patients: Patient/x.")
  private @Nullable String patient;

  @Option(
      names = "--assert",
      paramLabel = "SECTION=WHAT",
      description =
          "Says what is known of a section (conditions, medications,"
              + " allergies, procedures), whatever the file says: recorded (what is"
              + " not listed is absent), none-known, partial or not-asked. May be"
              + " repeated.")
  private List<SectionAssertion> assertions = new ArrayList<>();

  @Option(
      names = "--strict",
      description = "Concludes absence only from Compositions, whole searchsets and" + " --assert.")
  private boolean strict;

  Rulebase rulebase() {
    return RulebaseChoice.load(rulebase);
  }

  /** Returns what is asked of this rulebase. */
  ScreeningRequest request(Console console, Rulebase asked) {
    checkJurisdiction(asked);
    Treatment treatment = treatment();
    PatientRecord record = RecordFile.read(file, reader(), console);
    return ScreeningRequest.builder(record, treatment, asOf == null ? now(console) : asOf)
        .stage(stage)
        .jurisdiction(jurisdiction)
        .build();
  }

  private static AsOf now(Console console) {
    return AsOf.of(OffsetDateTime.now(console.clock()));
  }

  private void checkJurisdiction(Rulebase asked) {
    if (!asked.jurisdictions().contains(jurisdiction)) {
      throw new CallException(
          "--jurisdiction: no rule of "
              + asked.coordinates()
              + " follows '"
              + jurisdiction
              + "'; choose one of "
              + String.join(", ", asked.jurisdictions()));
    }
  }

  private Treatment treatment() {
    if (agent == null && route != null) {
      throw new CallException("--route: give --agent too, ketamine or esketamine");
    }
    Agent given = agent == null ? Agent.ESKETAMINE : agent;
    return new Treatment(given, route == null ? usual(given) : route, dose);
  }

  private static Route usual(Agent agent) {
    return switch (agent) {
      case ESKETAMINE -> Route.INTRANASAL;
      case KETAMINE -> Route.INTRAVENOUS;
    };
  }

  /** Returns which part of the treatment nobody chose, in a paragraph; empty if all was chosen. */
  String defaultTreatment() {
    if (route != null) {
      return "";
    }
    Treatment treatment = treatment();
    return agent == null
        ? "\nNo treatment was given: " + words(treatment) + " is the default (--agent, --route).\n"
        : "\nNo route was given: " + treatment.route().code() + " is the default (--route).\n";
  }

  private static String words(Treatment treatment) {
    return treatment.agent().code() + " " + treatment.route().code();
  }

  private FhirReader reader() {
    FhirReader.Builder reader = FhirReader.builder().strict(strict);
    Set<Section> asserted = EnumSet.noneOf(Section.class);
    for (SectionAssertion each : assertions) {
      if (!asserted.add(each.section())) {
        throw new CallException("--assert: " + each.section().code() + " is asserted twice");
      }
      reader.assertion(each.section(), each.is());
    }
    return chosen(reader).build();
  }

  private FhirReader.Builder chosen(FhirReader.Builder reader) {
    try {
      return patient == null ? reader : reader.patient(patient);
    } catch (IllegalArgumentException e) {
      throw new CallException("--patient: " + e.getMessage());
    }
  }
}
