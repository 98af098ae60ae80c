package org.ketascreen.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.ketascreen.record.FhirCode;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.testkit.Vignette;
import org.ketascreen.testkit.VignetteResult;
import org.ketascreen.testkit.VignetteRun;
import org.ketascreen.testkit.Vignettes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ketascreen test}. */
@Command(
    name = "test",
    description =
        "Compiles the source of a rulebase and screens the patients of its vignettes"
            + " (*.vignettes.yaml), whose outcomes must be what the vignettes expect.",
    footer = {
      "",
      "Example:",
      "  ketascreen test rules/ketamine/1.0.0",
      "  ketascreen test --tag pregnancy --format junit rules/ours/1.0.0",
      "",
      "Exit status: 0 all is as expected; 1 something is not, or cannot be read or",
      "compiled, with file and line; 2 the call was wrong."
    })
final class TestCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "DIR", description = "The directory of its rulebase.yaml.")
  private String directory = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, json or junit (XML); default: text.")
  private Written format = Written.TEXT;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "Only vignettes with this tag; of several one is enough.")
  private Set<String> tags = Set.of();

  @Option(
      names = "--explain",
      description = "Shows what decided, for each one that fails; only as text.")
  private boolean explain;

  /** How results are written. */
  enum Written implements FhirCode {
    TEXT("text"),
    JSON("json"),
    JUNIT("junit");

    private final String code;

    Written(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  TestCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Path source = Paths.rulebaseSource(directory);
    try {
      List<Vignette> vignettes =
          Vignettes.read(source).stream()
              .filter(each -> tags.isEmpty() || !Collections.disjoint(each.tags(), tags))
              .toList();
      if (vignettes.isEmpty()) {
        console.problem(source + ": has no vignettes" + whichWouldBeRight());
        return Main.CHECK_FAILED;
      }
      VignetteRun run = VignetteRun.of(RulebaseChoice.compile(source));
      return format == Written.TEXT ? told(source, run, vignettes) : written(run, vignettes);
    } catch (RulebaseException e) {
      return console.problems(source, e);
    } catch (IOException e) {
      throw Paths.unreadable(directory);
    }
  }

  private String whichWouldBeRight() {
    return tags.isEmpty()
        ? "; write some into a file *.vignettes.yaml"
        : " with a tag " + String.join(" or ", tags) + "; write it under tags of one";
  }

  private int told(Path source, VignetteRun run, List<Vignette> vignettes) {
    long failed = vignettes.stream().filter(each -> !isAsExpected(source, run, each)).count();
    long screenings = vignettes.stream().flatMap(Vignette::all).count();
    console
        .out()
        .print(
            vignettes.size()
                + (vignettes.size() == 1 ? " vignette" : " vignettes")
                + (screenings == vignettes.size() ? "" : " (" + screenings + " screenings)")
                + ", "
                + failed
                + " not as expected\n");
    return failed == 0 ? Main.DONE : Main.CHECK_FAILED;
  }

  private int written(VignetteRun run, List<Vignette> vignettes) {
    List<VignetteResult> results = vignettes.stream().map(run::result).toList();
    console
        .out()
        .print(
            format == Written.JSON
                ? TestResults.json(run.rulebase(), results)
                : TestResults.junit(run.rulebase(), results));
    return results.stream().allMatch(VignetteResult::isAsExpected) ? Main.DONE : Main.CHECK_FAILED;
  }

  private boolean isAsExpected(Path source, VignetteRun run, Vignette vignette) {
    List<String> differs = run.differences(vignette);
    if (differs.isEmpty()) {
      return true;
    }
    console.problem(
        source
            + "/"
            + vignette.file()
            + ":"
            + vignette.line()
            + ": '"
            + vignette.name()
            + "'; "
            + String.join("; ", differs));
    if (explain) {
      VignetteResult result = run.result(vignette);
      console.out().print(run.explain(result.vignette()).toText());
      console.out().print(result.toChange());
    }
    return false;
  }
}
