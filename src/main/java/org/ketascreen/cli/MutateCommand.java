package org.ketascreen.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.testkit.mutation.Mutation;
import org.ketascreen.testkit.mutation.MutationReport;
import org.ketascreen.testkit.mutation.MutationReport.Fate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ketascreen mutate}. */
@Command(
    name = "mutate",
    description =
        "Moves every limit and window of a rulebase by one step up and down, and looks whether a"
            + " vignette notices: one that none notices is one that nobody has tested.",
    footer = {
      "",
      "Example:",
      "  ketascreen mutate rules/ketamine/1.0.0",
      "",
      "Exit status: 0 enough is noticed; 1 it is not, or something cannot be read or",
      "compiled, or a vignette fails, with file and line; 2 the call was wrong."
    })
final class MutateCommand implements Callable<Integer> {

  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  private final Console console;

  @Parameters(index = "0", paramLabel = "DIR", description = "The directory of its rulebase.yaml.")
  private String directory = "";

  @Option(
      names = "--at-least",
      paramLabel = "PERCENT",
      defaultValue = "100",
      description = "How many of a hundred must be noticed; default: ${DEFAULT-VALUE}.")
  private BigDecimal least = ALL;

  MutateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (least.signum() < 0 || least.compareTo(ALL) > 0) {
      throw new CallException("--at-least is no percentage; give a number from 0 to 100");
    }
    Path source = Paths.rulebaseSource(directory);
    try {
      MutationReport report = Mutation.of(source, RulebaseChoice.compile(source));
      for (MutationReport.Result each : report.results()) {
        if (each.fate() != Fate.KILLED) {
          console.problem(source + "/" + each);
        }
      }
      console.out().print(summary(report));
      return report.killedPerCent().compareTo(least) >= 0 ? Main.DONE : Main.CHECK_FAILED;
    } catch (RulebaseException e) {
      return console.problems(source, e);
    } catch (IOException e) {
      throw Paths.unreadable(directory);
    }
  }

  private static String summary(MutationReport report) {
    return report.results().size()
        + " limits and windows moved, "
        + report.of(Fate.KILLED).size()
        + " noticed, "
        + report.of(Fate.SURVIVED).size()
        + " not, "
        + report.of(Fate.EQUIVALENT).size()
        + " that no patient shows: "
        + report.killedPerCent().toPlainString()
        + " %\n";
  }
}
