package org.ketascreen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.ScreeningReport;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.cli.CommandLine.Result;
import org.ketascreen.rulebase.Library;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.testkit.Vignettes;
import tools.jackson.databind.json.JsonMapper;

@Tag("everywhere")
class MainTest {

  private static final String SMALL = "src/test/resources/rulebases/small";

  private static final String ANEURYSM =
      """
      {"resourceType": "Bundle", "type": "collection", "entry": [
        {"resource": {"resourceType": "Patient", "id": "p1"}},
        {"resource": {"resourceType": "Condition", "id": "c1",
          "subject": {"reference": "Patient/p1"},
          "clinicalStatus": {"coding": [{"code": "active",
            "system": "http://terminology.hl7.org/CodeSystem/condition-clinical"}]},
          "verificationStatus": {"coding": [{"code": "confirmed",
            "system": "http://terminology.hl7.org/CodeSystem/condition-ver-status"}]},
          "code": {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "I71.4",
            "display": "An\u00e9vrisme"}]}}}]}
      """;

  private static final String NOTHING =
      "{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": ["
          + "{\"resource\": {\"resourceType\": \"Patient\", \"id\": \"p1\"}}]}";

  @TempDir static Path folder;
  private static String archive = "";

  @BeforeAll
  static void compileASmallRulebase() {
    archive = folder.resolve("small.jar").toString();

    Result result = new CommandLine().call("compile", SMALL, "-o", archive);

    assertThat(result).isEqualTo(new Result(0, "small@1.0.0 compiled into " + archive + "\n", ""));
  }

  private static Result screen(String record, String... options) {
    return withRecord("screen", record, options);
  }

  private static Result withRecord(String command, String record, String... options) {
    String[] args = new String[options.length + 5];
    args[0] = command;
    args[1] = "-";
    args[2] = "--rulebase";
    args[3] = archive;
    args[4] = "--allow-unsigned";
    System.arraycopy(options, 0, args, 5, options.length);
    return new CommandLine().reading(record).call(args);
  }

  private static AbstractStringAssert<?> assertOneLineOf(Result result) {
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    return assertThat(result.err())
        .matches("ketascreen: [^\\p{Cntrl}]+\n")
        .doesNotContain("Exception", "\tat ");
  }

  @Nested
  class Screens {

    @Test
    void aRecordAndShowsTheReport() {
      Result result = screen(ANEURYSM);

      assertThat(result.status()).isZero();
      assertThat(result.err()).isEmpty();
      assertThat(result.out())
          .startsWith("DO NOT START - contraindicated.\n")
          .contains("An\u00e9vrisme", "As of:     15 June 2026 at 09:00 (UTC+02:00)")
          .endsWith(
              "\nNo treatment was given: esketamine intranasal is the default (--agent, --route).\n");
    }

    @Test
    void aZippedRecordWithAResourceOnEachLine() throws IOException {
      Path file = folder.resolve("record.ndjson.gz");
      try (OutputStream zip = new GZIPOutputStream(Files.newOutputStream(file))) {
        zip.write((NOTHING + "\n").getBytes(StandardCharsets.UTF_8));
        zip.write(ANEURYSM.replace("\n", "").getBytes(StandardCharsets.UTF_8));
      }

      Result result =
          new CommandLine()
              .call("screen", file.toString(), "--rulebase", archive, "--allow-unsigned");

      assertThat(result.out()).startsWith("DO NOT START - contraindicated.\n");
    }

    @Test
    void aRecordInAFile() throws IOException {
      Path file = Files.writeString(folder.resolve("record.json"), ANEURYSM);

      Result result =
          new CommandLine()
              .call("screen", file.toString(), "--rulebase", archive, "--allow-unsigned");

      assertThat(result.out()).startsWith("DO NOT START - contraindicated.\n");
    }

    @Test
    void asTheOptionsSay() {
      Result result =
          screen(
              ANEURYSM,
              "--agent",
              "ketamine",
              "--route",
              "intramuscular",
              "--dose",
              "40 mg",
              "--stage",
              "session",
              "--jurisdiction",
              "us",
              "--as-of",
              "2026-06-16+00:00");

      assertThat(result.out())
          .startsWith("HOLD TODAY'S DOSE - contraindicated.\n")
          .contains(
              "Treatment: ketamine intramuscular 40 mg, at session, rules of jurisdiction us\n",
              "As of:     16 June 2026, the whole day (UTC)\n")
          .doesNotContain("default");
    }

    @Test
    void andSaysThatTheRouteWasTheDefault() {
      assertThat(screen(ANEURYSM, "--agent", "ketamine").out())
          .endsWith("\nNo route was given: intravenous is the default (--route).\n");
    }

    @Test
    void intoJsonThatFitsTheSchema() {
      Result result = screen(ANEURYSM, "--format", "json");

      assertThat(
              SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                  .getSchema(ScreeningReport.jsonSchema())
                  .validate(result.out(), InputFormat.JSON))
          .isEmpty();
    }

    @Test
    void forTheWholeTreatmentThatOptionsSay() {
      Result result =
          screen(
              ANEURYSM,
              "--format",
              "json",
              "--agent",
              "ketamine",
              "--dose",
              "40 mg",
              "--duration",
              "40 min",
              "--session",
              "3",
              "--course-began",
              "2026-05-01",
              "--indication",
              "low mood",
              "--indication",
              "icd-10-cm|F33.2");

      assertThat(JsonMapper.shared().readTree(result.out()).get("treatment"))
          .isEqualTo(
              JsonMapper.shared()
                  .readTree(
                      """
                      {"agent": "ketamine", "route": "intravenous",
                       "dose": {"value": 40, "unit": "mg"},
                       "duration": {"value": 40, "unit": "min"}, "session": 3,
                       "courseBegan": "2026-05-01", "indications": ["low mood", "F33.2"]}
                      """));
      assertOneLineOf(screen(ANEURYSM, "--indication", "f3|9"))
          .contains("no code system before the bar");
    }

    @Test
    void theSameTwice() {
      assertThat(screen(ANEURYSM)).isEqualTo(screen(ANEURYSM));
    }

    @Test
    void whatTheCallerAsserts() {
      assertThat(screen(NOTHING).out()).startsWith("UNDETERMINED");
      assertThat(screen(NOTHING, "--assert", "conditions=none-known").out())
          .startsWith("NONE FOUND");
    }

    @Test
    void withARulebaseCompiledOnTheSpot() {
      Result result = new CommandLine().reading(ANEURYSM).call("screen", "-", "--rulebase", SMALL);

      assertThat(result.out())
          .startsWith("DO NOT START")
          .contains("small 1.0.0, unsigned, unreviewed");
    }

    @Test
    void withTheBundledRulebaseUnlessToldOtherwise() {
      Result result = new CommandLine().reading(NOTHING).call("screen", "-");

      assertThat(result.status()).isZero();
      assertThat(result.out()).contains("Rulebase:  ketamine ");
    }
  }

  @Nested
  class ScreensARequest {

    private static final String OWN =
        """
        {"asOf": "2026-06-16T10:00:00+02:00", "stage": "session", "jurisdiction": "us",
         "treatment": {"agent": "ketamine", "route": "intravenous", "dose": "40 mg",
                       "duration": "40 min", "session": 3, "courseBegan": "2026-05-01"},
         "subject": "Patient/p1",
         "conditions": [{"code": "icd-10-cm|I71.4", "clinical": "active"}]}
        """;

    @Test
    void asItSays() {
      Result result = screen(OWN);

      assertThat(result.err()).isEmpty();
      assertThat(result.out())
          .startsWith("HOLD TODAY'S DOSE - contraindicated.\n")
          .contains(
              "Treatment: ketamine intravenous 40 mg, at session, rules of jurisdiction us\n",
              "As of:     16 June 2026 at 10:00 (UTC+02:00)\n",
              "Patient:   Patient/p1\n")
          .doesNotContain("default");
    }

    @Test
    void unlessAnOptionSaysOtherwise() {
      Result result =
          screen(
              OWN,
              "--stage",
              "evaluation",
              "--jurisdiction",
              "any",
              "--as-of",
              "2026-06-17Z",
              "--dose",
              "30 mg",
              "--assert",
              "conditions=partial");

      assertThat(result.out())
          .startsWith("DO NOT START")
          .contains(
              "Treatment: ketamine intravenous 30 mg, at evaluation, rules of any jurisdiction\n",
              "As of:     17 June 2026, the whole day (UTC)\n");
    }

    @Test
    void withoutTheDoseOfAnotherAgent() {
      assertThat(screen(OWN, "--agent", "esketamine").out())
          .contains("Treatment: esketamine intranasal, at session")
          .endsWith("\nNo route was given: intranasal is the default (--route).\n");
    }

    @Test
    void ofNow() {
      assertThat(screen("{\"treatment\": {\"agent\": \"ketamine\", \"route\": \"oral\"}}").out())
          .contains("As of:     15 June 2026 at 09:00 (UTC+02:00)\n");
    }

    @Test
    void fromAFileAndExplainsIt() {
      String file = "src/test/resources/records/own-example.json";

      assertThat(new CommandLine().call("screen", file).out())
          .startsWith("HOLD TODAY'S DOSE")
          .contains("Patient:   Patient/1\n");
      assertThat(new CommandLine().call("explain", file, "--rule", "CV-01").status()).isZero();
    }

    @Test
    void unlessItIsWrongAndThenSaysAllThatIs() {
      Result result = screen("{\"asOf\": \"secret\", \"conditions\": [{\"concept\": \"secret\"}]}");

      assertThat(result)
          .isEqualTo(
              new Result(
                  2,
                  "",
                  """
                  ketascreen: standard input: 3 problems in the screening request:
                  asOf: not a moment with an offset; write 2026-06-15T09:00:00+02:00, or 2026-06-15+02:00 for the whole day
                  treatment: missing; write an object with agent and route
                  conditions[0].concept: not the title of a value set of small@1.0.0; write one that dataRequirements() lists, or words as text
                  """));
    }

    @Test
    void butNotAsFhir() {
      assertOneLineOf(screen(OWN, "--patient", "Patient/p1"))
          .contains("--patient: a screening request has one patient; leave it out");
      assertOneLineOf(screen(OWN, "--strict"))
          .contains("--strict: a screening request says itself what its sections decide");
    }
  }

  @Nested
  class ShowsASchema {

    @Test
    void ofEachContract() {
      assertThat(new CommandLine().call("schema", "request"))
          .isEqualTo(new Result(0, ScreeningRequest.jsonSchema(), ""));
      assertThat(new CommandLine().call("schema", "report"))
          .isEqualTo(new Result(0, ScreeningReport.jsonSchema(), ""));
      assertThat(new CommandLine().call("schema", "vignettes"))
          .isEqualTo(new Result(0, Vignettes.jsonSchema(), ""));
    }
  }

  @Nested
  class FailsOn {

    @ParameterizedTest
    @CsvSource({
      "contraindication, 1",
      "relative-contraindication, 1",
      "precaution, 1",
      "information, 1"
    })
    void aContraindicationWhateverIsAskedFor(String severity, int status) {
      assertThat(screen(ANEURYSM, "--fail-on", severity).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
      "contraindication, 0",
      "relative-contraindication, 0",
      "precaution, 1",
      "information, 1"
    })
    void whatIsUndeterminedAsOnMoreThanAPrecaution(String severity, int status) {
      assertThat(screen(NOTHING, "--fail-on", severity).status()).isEqualTo(status);
    }

    @Test
    void nothingWhenNothingIsFound() {
      Result result =
          screen(NOTHING, "--assert", "conditions=none-known", "--fail-on", "information");

      assertThat(result.status()).isZero();
    }
  }

  @Nested
  class Explains {

    @Test
    void everyRule() {
      Result result = withRecord("explain", ANEURYSM);

      assertThat(result.status()).isZero();
      assertThat(result.out())
          .contains("CV-01 Aneurysmal vascular disease: fired\n  [holds] the patient has ever had")
          .contains("CV-02 Systolic blood pressure above the limit: not applicable");
    }

    @Test
    void theRulesAskedFor() {
      assertThat(withRecord("explain", ANEURYSM, "--rule", "CV-02").out())
          .contains("CV-02")
          .doesNotContain("CV-01");
    }

    @Test
    void asJson() {
      assertThat(withRecord("explain", ANEURYSM, "--format", "json").out())
          .startsWith("{\n  \"rulebase\": \"small@1.0.0\",\n");
    }

    @Test
    void noRuleThatIsUnknown() {
      assertOneLineOf(withRecord("explain", ANEURYSM, "--rule", "ZZ-99"))
          .contains("small@1.0.0 has no rule 'ZZ-99'");
    }
  }

  @Nested
  class Compiles {

    @Test
    void nothingThatIsWrongAndSaysEverythingThatIs() throws IOException {
      Path source = Files.createDirectory(folder.resolve("wrong"));
      Files.writeString(source.resolve("rulebase.yaml"), "id: wrong\n");
      Files.writeString(source.resolve("area.dslr"), "\nnonsense\n");

      Result result = new CommandLine().call("compile", source.toString());

      assertThat(result.status()).isEqualTo(1);
      assertThat(result.out()).isEmpty();
      assertThat(result.err().lines())
          .hasSizeGreaterThan(3)
          .allMatch(line -> line.startsWith(source + "/"))
          .allMatch(line -> line.substring(source.toString().length()).matches("/.+: .+; .+"))
          .anyMatch(line -> line.startsWith(source + "/area.dslr:2: "));
    }

    @Test
    void noFileAndNoMissingFolder() {
      assertOneLineOf(new CommandLine().call("compile", archive)).contains("is no directory");
      assertOneLineOf(new CommandLine().call("compile", folder + "/none")).contains("no such file");
    }

    @Test
    void intoNothingThatCannotBeWritten() {
      assertOneLineOf(new CommandLine().call("compile", SMALL, "-o", folder.toString()))
          .contains("cannot be written");
    }
  }

  @Nested
  class Teaches {

    @ParameterizedTest
    @ValueSource(strings = {"screen", "explain", "rulebases", "compile", "release", "schema"})
    void everyCommandWithAnExampleAndItsExitStatus(String command) {
      Result result = new CommandLine().call("help", command);

      assertThat(result.status()).isZero();
      assertThat(result.err()).isEmpty();
      assertThat(result.out())
          .doesNotContain("%%")
          .startsWith("Usage: ketascreen " + command)
          .contains("Example", "Exit status");
      assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
      assertThat(new CommandLine().call(command, "--help")).isEqualTo(result);
    }

    @Test
    void whichCommandsThereAre() {
      Result result = new CommandLine().call("help");

      assertThat(result.status()).isZero();
      assertThat(result.out()).contains("screen", "explain", "rulebases", "compile", "schema");
      assertThat(new CommandLine().call("--help")).isEqualTo(result);
    }

    @Test
    void whichReleaseItIs() {
      assertThat(new CommandLine().call("--version"))
          .isEqualTo(new Result(0, "ketascreen " + Library.VERSION + "\n", ""));
    }

    @Test
    void whichRulebasesThereAre() {
      assertThat(new CommandLine().call("rulebases").out())
          .contains(Rulebases.bundled().coordinates())
          .contains("unreviewed", "sha256:");
    }
  }

  @Nested
  class SaysInOneLine {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "screen - --stage later     | '--stage': not one of evaluation, session",
          "screen - --agent aspirin   | '--agent': not one of ketamine, esketamine",
          "screen - --route by-air    | '--route': not one of intravenous",
          "screen - --route oral      | --route: give --agent too",
          "screen - --dose 56         | '--dose': write a number, a blank and a unit",
          "screen - --dose 56_ml      | must be a UCUM unit of mass",
          "screen - --dose 1_mg/kg    | must be a UCUM unit of mass",
          "screen - --dose 0_mg       | must be above 0",
          "screen - --dose 1e9_mg     | write a number, a blank and a unit",
          "screen - --duration 40    | write a number above 0, a blank and s, min or h",
          "screen - --duration 1_d   | write a number above 0, a blank and s, min or h",
          "screen - --session 0      | write the number of the session, from 1",
          "screen - --course-began May | not a FHIR date or dateTime",
          "schema                    | missing required parameter: 'CONTRACT'",
          "schema verdict            | not one of request, report",
          "screen - --as-of today     | is not a moment with an offset",
          "screen - --as-of 2026-06-15 | is not a moment with an offset",
          "screen - --jurisdiction US | write two lower-case letters",
          "screen - --jurisdiction xx | no rule of",
          "screen - --rulebase ketamine@2019-03-04 | no version of it was in effect that day; choose one of ketamine@0.8.0",
          "screen - --rulebase ketamine@0.8.0 --jurisdiction eu | choose one of any, us",
          "screen - --rulebase none   | none: there is no such file; give a path, or one of",
          "screen - --rulebase ketamine@0.0.0 | ketamine@0.0.0: no such rulebase is bundled; choose one of",
          "screen - --rulebase pom.xml | pom.xml: an archive is loaded if a key that you trust has signed it",
          "screen - --rulebase src    | src/rulebase.yaml: is missing; give the folder",
          "screen - --patient Group/1 | --patient: not the reference of a patient",
          "screen - --assert x        | write SECTION=WHAT",
          "screen - --assert x=partial | not one of conditions, medications",
          "screen - --assert allergies=maybe | not one of recorded, none-known",
          "screen - --assert allergies=partial --assert allergies=partial | asserted twice",
          "screen - --format fax      | not one of text, json",
          "screen - --fail-on error   | not one of contraindication",
          "screen - --staeg session   | nearest: --stage",
          "screen - --stage session --stage session | only once",
          "screen - more              | unmatched argument",
          "screen                     | missing required parameter: 'FILE'; for help: ketascreen help screen",
          "screen src                 | src: is a directory",
          "screen none.json           | none.json: there is no such file",
          "screen @none               | @none: there is no such file",
          "scren                      | there is no such command; nearest: screen",
          "help scren                 | unknown subcommand 'scren'"
        })
    void whatIsWrongWithACall(String call, String words) {
      String[] args = call.split(" ");
      for (int i = 0; i < args.length; i++) {
        args[i] = args[i].replace('_', ' ');
      }

      assertOneLineOf(new CommandLine().reading(NOTHING).call(args)).contains(words);
    }

    @Test
    void thatNoCommandWasGiven() {
      assertOneLineOf(new CommandLine().call()).contains("no command given");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "secret",
          "{\"resourceType\": \"Bundle\", \"secret\": ",
          "[]",
          "{\"resourceType\": \"secret\"}"
        })
    void thatTheInputCannotBeReadWithoutRepeatingIt(String input) {
      assertOneLineOf(screen(input)).contains("standard input: ").doesNotContain("secret");
    }

    @Test
    void thatTheInputBroke() {
      assertOneLineOf(reading(new IOException("secret")))
          .contains("standard input: cannot be read")
          .doesNotContain("secret");
    }

    @Test
    void thatTheInputIsNestedTooDeeply() {
      assertOneLineOf(reading(new StackOverflowError())).contains("nested too deeply");
    }

    @Test
    void thatMemoryRanOut() {
      assertOneLineOf(reading(new OutOfMemoryError())).contains("out of memory");
    }

    @Test
    void thatTheFaultIsOurs() {
      assertThat(reading(new IllegalStateException("secret")).err())
          .startsWith("ketascreen: fault in ketascreen, please report it: ")
          .doesNotContain("secret")
          .hasLineCount(1);
      assertThat(reading(new NoClassDefFoundError("secret")).err())
          .startsWith("ketascreen: fault in ketascreen, please report it: ")
          .doesNotContain("secret")
          .hasLineCount(1);
    }

    private Result reading(Throwable failure) {
      return new CommandLine()
          .reading(new BrokenStream(failure))
          .call("screen", "-", "--rulebase", archive, "--allow-unsigned");
    }

    @Test
    void thatNobodyTakesTheOutput() {
      StringBuilder err = new StringBuilder();
      PrintStream closed =
          new PrintStream(
              new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                  throw new IOException("closed");
                }
              });
      PrintStream kept =
          new PrintStream(
              new OutputStream() {
                @Override
                public void write(int b) {
                  err.append((char) b);
                }
              },
              true,
              StandardCharsets.UTF_8);

      int status = Main.run(new String[] {"help"}, InputStream.nullInputStream(), closed, kept);

      assertThat(status).isEqualTo(2);
      assertThat(err)
          .hasToString("ketascreen: standard output took no more; not everything was written\n");
    }
  }

  /** Fails as soon as it is read. */
  private static final class BrokenStream extends InputStream {

    private final Throwable failure;

    BrokenStream(Throwable failure) {
      this.failure = failure;
    }

    @Override
    public int read() throws IOException {
      if (failure instanceof IOException broken) {
        throw broken;
      }
      if (failure instanceof RuntimeException fault) {
        throw fault;
      }
      throw (Error) failure;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return read();
    }
  }
}
