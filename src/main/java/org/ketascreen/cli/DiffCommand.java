package org.ketascreen.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.fhir.FhirReader;
import org.ketascreen.json.RequestReader;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.FhirCode;
import org.ketascreen.review.diff.CohortDiff;
import org.ketascreen.review.diff.RulebaseDiff;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ketascreen diff}. */
@Command(
    name = "diff",
    sortOptions = false,
    description =
        "Says what is different in another version of a rulebase, each difference with a smallest"
            + " patient who is screened otherwise, and by how much the version must rise for it.",
    footer = {
      "",
      "Example:",
      "  ketascreen diff ketamine@1.0.0 rules/ketamine/1.1.0",
      "  ketascreen diff old.jar new.jar --allow-unsigned --format markdown --check",
      "",
      "Exit status: 0 compared, whatever is different; 1 --check found the version",
      "too low; 2 the call was wrong, or a rulebase cannot be compiled or read."
    })
final class DiffCommand implements Callable<Integer> {

  /** How differences are written. */
  enum Form implements FhirCode {
    TEXT("text"),
    JSON("json"),
    MARKDOWN("markdown");

    private final String code;

    Form(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "OLD",
      description =
          "The version before: ketamine@1.0.0, the path of an archive, or the path of a source"
              + " directory.")
  private String old = "";

  @Parameters(index = "1", paramLabel = "NEW", description = "The other version, likewise.")
  private String now = "";

  @Mixin private TrustOptions trust = new TrustOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, json (ketascreen schema diff) or markdown. Default: text.")
  private Form format = Form.TEXT;

  @Option(
      names = "--save-vignettes",
      paramLabel = "FILE",
      description = "Writes the patients that were found as vignettes of NEW.")
  private @Nullable String vignettes;

  @Option(
      names = "--check",
      description = "Exits with 1 if the version of NEW rises by less than it must.")
  private boolean check;

  @Option(
      names = "--cohort",
      paramLabel = "FILE",
      description =
          "Patients to screen by both versions: one FHIR R4 Bundle or screening request a line, an"
              + " array of them, or one; plain or gzip. May be repeated. The five options below are"
              + " for Bundles.")
  private List<String> cohort = new ArrayList<>();

  @Option(
      names = "--agent",
      paramLabel = "AGENT",
      description = "ketamine or esketamine. Default: esketamine.")
  private Agent agent = Agent.ESKETAMINE;

  @Option(
      names = "--route",
      paramLabel = "ROUTE",
      description = "Default: intranasal for esketamine, intravenous for ketamine.")
  private @Nullable Route route;

  @Option(names = "--as-of", paramLabel = "TIME", description = "Default: now.")
  private @Nullable AsOf asOf;

  @Option(names = "--stage", paramLabel = "STAGE", description = "Default: evaluation.")
  private Stage stage = Stage.EVALUATION;

  @Option(
      names = "--jurisdiction",
      paramLabel = "JURISDICTION",
      converter = Converters.Jurisdiction.class,
      description = "Default: any.")
  private String jurisdiction = Rule.ANY_JURISDICTION;

  DiffCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Rulebase before = RulebaseChoice.load(old, trust);
    Rulebase after = RulebaseChoice.load(now, trust);
    CohortFiles files = new CohortFiles(cohort, new PatientReader(before, after));
    RulebaseDiff diff = RulebaseDiff.between(before, after);
    if (!cohort.isEmpty()) {
      diff = diff.with(CohortDiff.of(before, after, files));
    }
    if (vignettes != null) {
      save(vignettes, diff.toVignettes());
    }
    console
        .out()
        .print(
            switch (format) {
              case TEXT -> diff.toText();
              case JSON -> diff.toJson();
              case MARKDOWN -> diff.toMarkdown();
            });
    return check && !diff.isVersionRight() ? Main.CHECK_FAILED : Main.DONE;
  }

  private static void save(String file, String text) {
    try {
      Files.writeString(Paths.of(file), text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CallException(file + ": cannot be written; give a file that you may write");
    }
  }

  /** Reads one object of a file of patients. */
  private final class PatientReader implements Function<byte[], ScreeningRequest> {
    private final Rulebase before;
    private final Rulebase after;
    private final AsOf moment;
    private final RequestReader requests;

    private PatientReader(Rulebase before, Rulebase after) {
      this.before = before;
      this.after = after;
      this.moment = asOf == null ? AsOf.of(OffsetDateTime.now(console.clock())) : asOf;
      this.requests = RequestReader.builder().asOf(moment).build();
      check(jurisdiction);
    }

    @Override
    public ScreeningRequest apply(byte[] json) {
      if (RequestReader.recognises(json)) {
        ScreeningRequest request = requests.read(json);
        check(request.jurisdiction());
        check(request.treatment());
        return request;
      }
      Treatment treatment = Treatment.of(agent, way());
      check(treatment);
      return ScreeningRequest.builder(FhirReader.r4().read(json), treatment, moment)
          .stage(stage)
          .jurisdiction(jurisdiction)
          .build();
    }

    private Route way() {
      if (route != null) {
        return route;
      }
      return agent == Agent.ESKETAMINE ? Route.INTRANASAL : Route.INTRAVENOUS;
    }

    private void check(Treatment treatment) {
      for (Rulebase each : List.of(before, after)) {
        ScreeningOptions.checkTreatment(each, treatment);
      }
    }

    private void check(String asked) {
      for (Rulebase each : List.of(before, after)) {
        if (!each.jurisdictions().contains(asked)) {
          throw new CallException(
              "no rule of "
                  + each.coordinates()
                  + " follows jurisdiction '"
                  + asked
                  + "'; choose one of "
                  + String.join(", ", each.jurisdictions()));
        }
      }
    }
  }
}
