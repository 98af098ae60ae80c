package org.ketascreen.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.testkit.mutation.Mutation;
import org.ketascreen.testkit.mutation.MutationOptions;
import org.ketascreen.testkit.mutation.MutationReport;
import org.ketascreen.testkit.mutation.Operator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ketascreen mutate}. */
@Command(
    name = "mutate",
    description =
        "Changes the rules and value sets of a rulebase, one thing at a time, and looks whether a"
            + " vignette notices: what none notices nobody has tested. Those that are meant not to"
            + " be noticed stand in mutants.yaml beside the rules, each with the reason; where there"
            + " is such a file, all others must be noticed.",
    footer = {
      "",
      "Example:",
      "  ketascreen mutate rules/ketamine/1.0.0 --rule CV-01 --operator limit",
      "  ketascreen mutate rules/ketamine/1.0.0 --area cardiovascular",
      "",
      "Exit status: 0 the command did its work; 1 something cannot be read or compiled, a",
      "vignette fails, or mutants.yaml is not right, with file and line; 2 the call was",
      "wrong; 3 less is noticed than --min-score wants."
    })
final class MutateCommand implements Callable<Integer> {

  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  private final Console console;

  @Parameters(index = "0", paramLabel = "DIR", description = "The directory of its rulebase.yaml.")
  private String directory = "";

  @Mixin private RulesOptions rules = new RulesOptions();

  @Option(
      names = "--operator",
      paramLabel = "NAME",
      description =
          "Only this kind of change; may be repeated: limit, window, comparison, dropped, negated,"
              + " group, time, severity, treatment, stage, jurisdiction, subsumes, list, names,"
              + " branch, neighbour, code.")
  private List<Operator> operators = new ArrayList<>();

  @Option(
      names = "--min-score",
      paramLabel = "PERCENT",
      description = "How many of a hundred must be noticed.")
  private @Nullable BigDecimal least;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many are looked at at a time; default: one a processor.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--equivalent",
      description = "Also lists those that no patient is known to show.")
  private boolean equivalent;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json; default: ${DEFAULT-VALUE}.")
  private Format format = Format.TEXT;

  MutateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    check();
    Path source = Paths.rulebaseSource(directory);
    try {
      Rulebase rulebase = RulebaseChoice.compile(source);
      MutationReport report = report(source, rulebase);
      console.out().print(format == Format.JSON ? report.toJson() : report.toText(equivalent));
      report.problems().forEach(each -> console.problem(source + "/" + each));
      return status(report);
    } catch (RulebaseException e) {
      return console.problems(source, e);
    } catch (IllegalArgumentException e) {
      throw new CallException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw Paths.unreadable(directory);
    }
  }

  private MutationReport report(Path source, Rulebase rulebase) throws IOException {
    MutationOptions options = options(rulebase);
    try (ProgressBar bar = ProgressBar.on(console)) {
      return Mutation.of(source, rulebase, options, bar);
    }
  }

  private void check() {
    if (least != null && (least.signum() < 0 || least.compareTo(ALL) > 0)) {
      throw new CallException("--min-score is no percentage; give a number from 0 to 100");
    }
    if (threads < 1) {
      throw new CallException("--threads is no number of threads; give at least 1");
    }
  }

  private MutationOptions options(Rulebase rulebase) {
    Set<Operator> asked =
        operators.isEmpty() ? MutationOptions.usual().operators() : EnumSet.copyOf(operators);
    return new MutationOptions(asked, rules.of(rulebase), threads);
  }

  private int status(MutationReport report) {
    if (!report.isExplained()) {
      return Main.CHECK_FAILED;
    }
    boolean enough = least == null || report.killedPerCent().compareTo(least) >= 0;
    return enough ? Main.DONE : Main.TOO_FEW;
  }
}
