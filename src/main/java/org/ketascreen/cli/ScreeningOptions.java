package org.ketascreen.cli;

import java.io.InputStream;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.fhir.FhirReader;
import org.ketascreen.json.RequestReader;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.Assertion;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is screened, as the options say. */
final class ScreeningOptions {

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description =
          "A FHIR R4 Bundle or resource, as JSON, or a screening request (ketascreen"
              + " schema request), whose words options override; - for standard input.")
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
      names = "--duration",
      paramLabel = "DURATION",
      converter = Converters.Duration.class,
      description = "Over how long a dose is infused or injected: \"40 min\".")
  private @Nullable Quantity duration;

  @Option(
      names = "--session",
      paramLabel = "NUMBER",
      converter = Converters.Session.class,
      description = "Which session of the course it is, from 1.")
  private @Nullable Integer session;

  @Option(
      names = "--course-began",
      paramLabel = "DATE",
      description = "When the course began or is to begin: 2026-05-01.")
  private @Nullable RecordedTime courseBegan;

  @Option(
      names = "--indication",
      paramLabel = "WHAT",
      converter = Converters.Indication.class,
      description = "What it is for: words, or a code as in icd-10-cm|F33.2. May be repeated.")
  private List<CodeableConcept> indications = new ArrayList<>();

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
  private @Nullable Stage stage;

  @Option(
      names = "--jurisdiction",
      paramLabel = "JURISDICTION",
      converter = Converters.Jurisdiction.class,
      description =
          "Whose label or guidance is followed: us, eu, ... Default: any, for"
              + " every rule and so the strictest.")
  private @Nullable String jurisdiction;

  @Mixin private RulebaseOptions rulebase = new RulebaseOptions();

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
              + " allergies, procedures, plans), whatever the file says: recorded (what is"
              + " not listed is absent), none-known, partial or not-asked. May be"
              + " repeated.")
  private List<SectionAssertion> assertions = new ArrayList<>();

  @Option(
      names = "--strict",
      description = "Concludes absence only from Compositions, whole searchsets and" + " --assert.")
  private boolean strict;

  Rulebase rulebase() {
    return rulebase.load();
  }

  /**
   * What is asked, and what is to be said about it.
   *
   * @param request what is asked
   * @param note which part of the treatment nobody chose, in a paragraph; empty if all was chosen
   */
  record Asked(ScreeningRequest request, String note) {}

  /** Returns what is asked of this rulebase. */
  Asked request(Console console, Rulebase asked) {
    checkJurisdiction(asked);
    FhirReader fhir = reader();
    Asked read = read(console, asked, fhir);
    checkTreatment(asked, read.request().treatment());
    return read;
  }

  private Asked read(Console console, Rulebase asked, FhirReader fhir) {
    return RecordFile.read(
        file,
        new RecordFile.Reader<>() {
          @Override
          public Asked fhir(InputStream in) {
            return asked(console, fhir.read(in));
          }

          @Override
          public Asked request(InputStream in) {
            checkIsForRequests();
            return overriding(requestReader(console, asked).read(in));
          }
        },
        console);
  }

  private Asked asked(Console console, PatientRecord record) {
    if (agent == null && route != null) {
      throw new CallException("--route: give --agent too, ketamine or esketamine");
    }
    Treatment treatment = treatment(null);
    ScreeningRequest.Builder request =
        ScreeningRequest.builder(record, treatment, asOf == null ? now(console) : asOf);
    if (stage != null) {
      request.stage(stage);
    }
    if (jurisdiction != null) {
      request.jurisdiction(jurisdiction);
    }
    return new Asked(request.build(), noteOnDefaults(treatment));
  }

  private void checkIsForRequests() {
    if (patient != null) {
      throw new CallException("--patient: a screening request has one patient; leave it out");
    }
    if (strict) {
      throw new CallException(
          "--strict: a screening request says itself what its sections decide; leave it out, or"
              + " give --assert");
    }
  }

  private RequestReader requestReader(Console console, Rulebase asked) {
    RequestReader.Builder reader = RequestReader.builder().titlesOf(asked).asOf(now(console));
    return (agent == null ? reader : reader.treatment(treatment(null))).build();
  }

  /** Lets the options have the last word on a request. */
  private Asked overriding(ScreeningRequest given) {
    ScreeningRequest request =
        new ScreeningRequest(
            asserting(given.record()),
            treatment(given.treatment()),
            asOf == null ? given.asOf() : asOf,
            stage == null ? given.stage() : stage,
            jurisdiction == null ? given.jurisdiction() : jurisdiction,
            given.overrides());
    boolean isRouteGiven = agent == null || agent == given.treatment().agent();
    return new Asked(request, isRouteGiven ? "" : noteOnDefaults(request.treatment()));
  }

  private PatientRecord asserting(PatientRecord record) {
    Map<Section, Assertion> all = new EnumMap<>(record.assertions());
    assertions.forEach(
        each -> all.put(each.section(), new Assertion(each.is(), "asserted by the caller")));
    return new PatientRecord(
        record.subject(),
        record.gender(),
        record.birthSex(),
        record.birthDate(),
        record.patientEntries(),
        record.entries(),
        record.notRead(),
        all);
  }

  private static AsOf now(Console console) {
    return AsOf.of(OffsetDateTime.now(console.clock()));
  }

  private void checkJurisdiction(Rulebase asked) {
    if (jurisdiction != null && !asked.jurisdictions().contains(jurisdiction)) {
      throw new CallException(
          "--jurisdiction: no rule of "
              + asked.coordinates()
              + " follows '"
              + jurisdiction
              + "'; choose one of "
              + String.join(", ", asked.jurisdictions()));
    }
  }

  /** Refuses a treatment that no rule of a rulebase is about. */
  static void checkTreatment(Rulebase asked, Treatment treatment) {
    if (!asked.isAbout(treatment)) {
      throw new CallException(
          "no rule of "
              + asked.coordinates()
              + " is about "
              + treatment.agentAndRoute()
              + "; choose another rulebase: ketascreen rulebases");
    }
  }

  /**
   * Returns the treatment that the options say, and where they do not, the request; its dose and
   * duration only for its own agent and route.
   */
  private Treatment treatment(@Nullable Treatment given) {
    Treatment rest = given == null || (agent != null && agent != given.agent()) ? null : given;
    Agent chosen = agent != null ? agent : rest == null ? Agent.ESKETAMINE : rest.agent();
    Route way = route != null ? route : rest == null ? usual(chosen) : rest.route();
    Treatment same = rest == null || rest.route() != way ? null : rest;
    return Treatment.builder(chosen, way)
        .dose(dose != null || same == null ? dose : same.dose())
        .duration(duration != null || same == null ? duration : same.duration())
        .session(session != null || given == null ? session : given.session())
        .courseBegan(courseBegan != null || given == null ? courseBegan : given.courseBegan())
        .indications(indications.isEmpty() && given != null ? given.indications() : indications)
        .build();
  }

  private static Route usual(Agent agent) {
    return switch (agent) {
      case ESKETAMINE -> Route.INTRANASAL;
      case KETAMINE -> Route.INTRAVENOUS;
    };
  }

  private String noteOnDefaults(Treatment treatment) {
    if (route != null) {
      return "";
    }
    return agent == null
        ? "\nNo treatment was given: "
            + treatment.agentAndRoute()
            + " is the default (--agent, --route).\n"
        : "\nNo route was given: " + treatment.route().code() + " is the default (--route).\n";
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
