package org.ketascreen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.cli.CommandLine.Result;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A report can be made again from what it was made of, and nothing else. */
class ReplayTest {

  private static final String EXAMPLE = "src/test/resources/records/example.json";
  private static final String SAME = "the same report, byte for byte\n";

  @TempDir private Path folder;

  private String report(String... arguments) throws IOException {
    List<String> call = new ArrayList<>(List.of("screen"));
    call.addAll(List.of(arguments));
    call.addAll(List.of("--format", "json"));
    Result result = call(call.toArray(String[]::new));
    assertThat(result.err()).isEmpty();
    return Files.writeString(folder.resolve("report.json"), result.out()).toString();
  }

  private static Result call(String... arguments) {
    return new CommandLine().call(arguments);
  }

  private void change(String what, String by) throws IOException {
    Path report = folder.resolve("report.json");
    assertThat(report).content().contains(what);
    Files.writeString(report, Files.readString(report).replace(what, by));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--as-of 2024-02-29+13:45",
        "--agent ketamine --route oral --dose 40mg --stage session --session 3",
        "--duration 40min --agent ketamine --course-began 2026-05-01 --jurisdiction eu",
        "--indication depression --indication pain",
        "--strict",
        "--assert medications=none-known --assert allergies=partial --strict",
        "--patient Patient/example",
      })
  void isTheSame(String options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(EXAMPLE));
    for (String each : options.isEmpty() ? new String[0] : options.split(" ")) {
      arguments.add(each.replaceFirst("([0-9])(mg|min)$", "$1 $2"));
    }
    String report = report(arguments.toArray(String[]::new));

    assertThat(call("replay", report, EXAMPLE)).isEqualTo(new Result(0, SAME, ""));
  }

  @Test
  void isTheSameOfARequestOfOurOwnForm() throws IOException {
    String request =
        Files.writeString(
                folder.resolve("request.json"),
                """
                {
                  "schema": "https://ketascreen.org/schema/screening-request/1",
                  "asOf": "2026-06-15T09:00:00+02:00",
                  "treatment": {"agent": "esketamine", "route": "intranasal", "dose": "56 mg",
                                "indications": [{"code": "icd-10-cm|F33.2"}]},
                  "patient": {"gender": "female", "birthDate": "1984-02-03"},
                  "sections": {"allergies": "none-known"},
                  "conditions": [{"concept": "aneurysmal vascular disease", "onset": "2019-05"}]
                }
                """)
            .toString();

    assertThat(call("replay", report(request), request)).isEqualTo(new Result(0, SAME, ""));
  }

  @Test
  void isTheSameWithACodedIndicationThatIsGivenAgain() throws IOException {
    String report = report(EXAMPLE, "--indication", "icd-10-cm|F33.2");

    assertThat(call("replay", report, EXAMPLE, "--indication", "icd-10-cm|F33.2").out())
        .isEqualTo(SAME);
  }

  @Test
  void isTheSameWithAnArchiveOfOnesOwn() throws IOException {
    String archive = folder.resolve("small.jar").toString();
    call("compile", "src/test/resources/rulebases/small", "-o", archive);
    String report = report(EXAMPLE, "--rulebase", archive, "--allow-unsigned");

    Result without = call("replay", report, EXAMPLE);
    Result with = call("replay", report, EXAMPLE, "--rulebase", archive, "--allow-unsigned");
    Result other = call("replay", report, EXAMPLE, "--rulebase", "ketamine");

    assertThat(with).isEqualTo(new Result(0, SAME, ""));
    assertThat(without.status()).isEqualTo(2);
    assertThat(without.err()).contains("small@sha256:").hasLineCount(1);
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err()).contains("has another digest than the report's").hasLineCount(1);
  }

  @Test
  void isTheSameInAnotherTimeZoneLocaleAndProcess() throws Exception {
    String report = report(EXAMPLE);
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.timezone=America/St_Johns",
                "-Duser.language=ar",
                "-Dfile.encoding=ISO-8859-1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "replay",
                report,
                EXAMPLE)
            .redirectErrorStream(true)
            .start();

    assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .endsWith(SAME);
    assertThat(other.waitFor()).isZero();
  }

  @Test
  void isTheSameInAnotherLayout() throws IOException {
    String report = report(EXAMPLE);
    change("\n  \"", " \"");

    assertThat(call("replay", report, EXAMPLE))
        .isEqualTo(new Result(0, "the same report, written in another layout\n", ""));
  }

  @Test
  void isAnotherWhenTheReportWasChanged() throws IOException {
    String report = report(EXAMPLE);
    change("\"disposition\": \"contraindicated\"", "\"disposition\": \"none-found\"");

    assertThat(call("replay", report, EXAMPLE))
        .isEqualTo(
            new Result(
                1,
                "disposition: \"none-found\" then, \"contraindicated\" now\nanother report\n",
                ""));
  }

  /** Readers differ in which of two properties, or of two texts, they take. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "^[{]           > { \"disposition\": \"none-found\",",
        "\\s*$          > {}",
        "\"findings\": .> \"findings\": [], $0"
      })
  void isNoneWhenItCanBeReadInTwoWays(String where, String what) throws IOException {
    Path report = Path.of(report(EXAMPLE));
    String whole = Files.readString(report);
    Files.writeString(report, whole.replaceFirst(where, what));
    assertThat(report).content().isNotEqualTo(whole);

    Result result = call("replay", report.toString(), EXAMPLE);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("is no screening report").hasLineCount(1);
  }

  @Test
  void isTheSameWhateverTheOrderOfEntries() throws IOException {
    String report = report(EXAMPLE);
    ObjectNode bundle = (ObjectNode) JsonMapper.shared().readTree(Path.of(EXAMPLE));
    ArrayNode entries = (ArrayNode) bundle.get("entry");
    for (int i = entries.size() - 1; i >= 0; i--) {
      entries.add(entries.remove(i));
    }
    String record = Files.writeString(folder.resolve("record.json"), bundle.toString()).toString();

    assertThat(call("replay", report, record)).isEqualTo(new Result(0, SAME, ""));
  }

  @Test
  void isAnotherWhenTheRecordWasChanged() throws IOException {
    String report = report(EXAMPLE);
    String text = Files.readString(Path.of(EXAMPLE));
    assertThat(text).contains("female");
    String record =
        Files.writeString(folder.resolve("record.json"), text.replace("female", "male")).toString();

    Result result = call("replay", report, record);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out())
        .startsWith("requestDigest: ")
        .endsWith(
            "another report; the request is another: the record, or an option that was given to"
                + " screen\n");
  }

  @Test
  void saysThatAnotherReleaseMadeIt() throws IOException {
    String report = report(EXAMPLE);
    change("\"library\": \"", "\"library\": \"9.");

    Result result = call("replay", report, EXAMPLE);

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).contains("another report; it was made by release 9.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "replay none EXAMPLE             | none: there is no such file; give a report",
        "replay EXAMPLE EXAMPLE          | is no screening report; give one as screen --format json writes it",
        "replay pom.xml EXAMPLE          | pom.xml: is no screening report",
        "replay REPORT none              | none: there is no such file",
        "replay REPORT pom.xml           | pom.xml: ",
        "replay REPORT EXAMPLE --nonsense| unknown option: '--nonsense'",
        "replay REPORT                   | missing required parameter: 'REQUEST'",
      })
  void saysInOneLineWhatIsWrongWithACall(String call, String words) throws IOException {
    String report = report(EXAMPLE);

    Result result = call(call.replace("EXAMPLE", EXAMPLE).replace("REPORT", report).split(" +"));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).matches("ketascreen: [^\\p{Cntrl}]+\n").contains(words);
  }
}
