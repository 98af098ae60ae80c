package org.ketascreen.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.FhirCode;
import org.ketascreen.review.Lint;
import org.ketascreen.review.LintCheck;
import org.ketascreen.rulebase.RulebaseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ketascreen lint}. */
@Command(
    name = "lint",
    description =
        "Looks through the source of a rulebase for what its reviewers should not have to look for:"
            + " citations of what was not read, rules that say nothing new, that nothing tests, or"
            + " that would ask everybody for a laboratory value.",
    footer = {
      "",
      "Example:",
      "  ketascreen lint rules/ketamine/1.0.0",
      "  ketascreen lint --explain ungated-reading",
      "",
      "Exit status: 0 nothing was found; 1 something was, each in a line with file",
      "and line, or the rulebase cannot be compiled; 2 the call was wrong."
    })
final class LintCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DIR",
      description = "The directory of its rulebase.yaml.")
  private @Nullable String directory;

  @Option(
      names = "--explain",
      paramLabel = "CHECK",
      description = "Shows the help page of a check: what, why, how to mend it; 'all' for all.")
  private @Nullable String explained;

  LintCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (explained != null) {
      return explain(explained);
    }
    if (directory == null) {
      throw new CallException("no directory given; give that of a rulebase.yaml, or --explain all");
    }
    Path source = Paths.rulebaseSource(directory);
    try {
      List<Lint.Found> found = Lint.of(source, RulebaseChoice.compile(source));
      found.forEach(each -> console.problem(source + "/" + each));
      if (found.isEmpty()) {
        console.out().print("nothing found\n");
      }
      return found.isEmpty() ? Main.DONE : Main.CHECK_FAILED;
    } catch (RulebaseException e) {
      return console.problems(source, e);
    } catch (IOException e) {
      throw Paths.unreadable(directory);
    }
  }

  private int explain(String wanted) {
    if (wanted.equals("all")) {
      List.of(LintCheck.values()).forEach(this::explain);
      return Main.DONE;
    }
    try {
      explain(FhirCode.parse(LintCheck.class, wanted));
      return Main.DONE;
    } catch (IllegalArgumentException e) {
      throw new CallException("--explain '" + wanted + "' is " + e.getMessage());
    }
  }

  private void explain(LintCheck check) {
    console
        .out()
        .print(
            check.code()
                + "\n  What: "
                + check.what()
                + "\n  Why:  "
                + check.why()
                + "\n  Mend: "
                + check.mend()
                + "\n");
  }
}
