package org.ketascreen.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.FhirCode;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.testkit.Vignette;
import org.ketascreen.testkit.Vignettes;
import org.ketascreen.testkit.coverage.Coverage;
import org.ketascreen.testkit.coverage.CoverageReport;
import org.ketascreen.testkit.coverage.Measure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ketascreen coverage}. */
@Command(
    name = "coverage",
    description =
        "Screens the patients of a rulebase's vignettes and counts what they show of its rules:"
            + " outcomes, sentences that decide, limits, codes. What none shows is listed with the"
            + " reason and a draft of a vignette, whose expectation is left to who knows the"
            + " sources. Whether the outcomes are as expected is asked by: ketascreen test",
    footer = {
      "",
      "Example:",
      "  ketascreen coverage rules/ketamine/1.0.0 --require rules=100,missing=100",
      "  ketascreen coverage rules/ketamine/1.0.0 --area cardiovascular",
      "",
      "Exit status: 0 it was counted; 1 something cannot be read or compiled, with",
      "file and line; 2 the call was wrong; 3 less is shown than --require asks for."
    })
final class CoverageCommand implements Callable<Integer> {

  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  /** Less is shown than is required. */
  static final int BELOW = 3;

  private final Console console;

  /** How the report is written. */
  enum Format {
    TEXT,
    JSON,
    LCOV,
    HTML
  }

  @Parameters(index = "0", paramLabel = "DIR", description = "The directory of its rulebase.yaml.")
  private String directory = "";

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, json, lcov or html; default: ${DEFAULT-VALUE}.")
  private String format = "text";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Writes it into a file, not to standard output.")
  private @Nullable String output;

  @Option(
      names = "--require",
      paramLabel = "MEASURE=PERCENT",
      split = ",",
      description =
          "How much must be shown of rules, sentences, missing, boundaries, codes or scope.")
  private List<String> required = List.of();

  @Mixin private RulesOptions rules = new RulesOptions();

  @Option(
      names = "--merge",
      paramLabel = "FILE",
      arity = "1..*",
      description = "Adds what test processes counted: a file, or a directory of them.")
  private List<String> merged = List.of();

  CoverageCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Format wanted = format();
    Map<Measure, BigDecimal> least = least();
    Path source = Paths.rulebaseSource(directory);
    try {
      List<Vignette> vignettes = Vignettes.read(source);
      Rulebase rulebase = RulebaseChoice.compile(source);
      Coverage coverage = Coverage.of(rulebase, rules.of(rulebase));
      vignettes.forEach(coverage::add);
      merge(coverage);
      CoverageReport report = coverage.report();
      write(written(report, wanted));
      return isEnough(report, least) ? Main.DONE : BELOW;
    } catch (RulebaseException e) {
      return console.problems(source, e);
    } catch (IOException e) {
      throw Paths.unreadable(directory);
    }
  }

  private Format format() {
    for (Format each : Format.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(format)) {
        return each;
      }
    }
    throw new CallException("--format " + format + ": choose text, json, lcov or html");
  }

  private Map<Measure, BigDecimal> least() {
    Map<Measure, BigDecimal> least = new EnumMap<>(Measure.class);
    for (String each : required) {
      try {
        String[] parts = each.split("=", -1);
        BigDecimal percent = new BigDecimal(parts[parts.length == 2 ? 1 : 0]);
        if (percent.signum() < 0 || percent.compareTo(ALL) > 0) {
          throw new IllegalArgumentException(each);
        }
        least.put(FhirCode.parse(Measure.class, parts[0]), percent);
      } catch (IllegalArgumentException e) {
        throw new CallException(
            "--require "
                + each
                + ": write a measure and a percentage from 0 to 100, as in rules=100");
      }
    }
    return least;
  }

  private void merge(Coverage coverage) {
    for (String each : merged) {
      try {
        coverage.read(Paths.existing(each, "give what a test process wrote"));
      } catch (RulebaseException e) {
        throw new CallException("--merge " + e.problems().get(0));
      } catch (IOException e) {
        throw Paths.unreadable(each);
      }
    }
  }

  private String written(CoverageReport report, Format format) {
    return switch (format) {
      case TEXT -> report.toText();
      case JSON -> report.toJson();
      case LCOV -> report.toLcov(directory);
      case HTML -> report.toHtml();
    };
  }

  private void write(String text) {
    String file = output;
    if (file == null) {
      console.out().print(text);
      return;
    }
    try {
      Files.writeString(Paths.of(file), text);
    } catch (IOException e) {
      throw new CallException(file + ": cannot be written; give a file that you may write");
    }
  }

  private boolean isEnough(CoverageReport report, Map<Measure, BigDecimal> least) {
    boolean isEnough = true;
    for (Map.Entry<Measure, BigDecimal> each : least.entrySet()) {
      BigDecimal shown = report.figure(each.getKey()).perCent();
      if (shown.compareTo(each.getValue()) < 0) {
        isEnough = false;
        console.problem(
            each.getKey().code() + " is " + shown + " %, required are " + each.getValue() + " %");
      }
    }
    return isEnough;
  }
}
