package org.ketascreen.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.ketascreen.Screener;
import org.ketascreen.ScreeningReport;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.testkit.Vignette;
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
      "",
      "Exit status: 0 all is as expected; 1 something is not, or cannot be read or",
      "compiled, with file and line; 2 the call was wrong."
    })
final class TestCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "DIR", description = "The directory of its rulebase.yaml.")
  private String directory = "";

  @Option(names = "--explain", description = "Shows what decided, for each one that fails.")
  private boolean explain;

  TestCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Path source = Paths.rulebaseSource(directory);
    try {
      List<Vignette> vignettes = Vignettes.read(source);
      if (vignettes.isEmpty()) {
        console.problem(source + ": has no vignettes; write some into a file *.vignettes.yaml");
        return Main.CHECK_FAILED;
      }
      Screener screener = Screener.of(RulebaseChoice.compile(source));
      long failed =
          vignettes.stream().filter(each -> !isAsExpected(source, screener, each)).count();
      console.out().print(vignettes.size() + " vignettes, " + failed + " not as expected\n");
      return failed == 0 ? Main.DONE : Main.CHECK_FAILED;
    } catch (RulebaseException e) {
      return console.problems(source, e);
    } catch (IOException e) {
      throw Paths.unreadable(directory);
    }
  }

  private boolean isAsExpected(Path source, Screener screener, Vignette vignette) {
    ScreeningReport report = screener.screen(vignette.request());
    List<String> differs = Vignettes.differences(vignette, report);
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
      console.out().print(screener.explain(vignette.request()).toText());
    }
    return false;
  }
}
