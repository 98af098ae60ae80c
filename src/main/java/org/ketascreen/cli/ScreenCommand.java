package org.ketascreen.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ketascreen.Disposition;
import org.ketascreen.Screener;
import org.ketascreen.ScreeningReport;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ketascreen screen}. */
@Command(
    name = "screen",
    sortOptions = false,
    abbreviateSynopsis = true,
    description = "Screens one patient, and shows what was found and what to ask.",
    footer = {
      "",
      "Example: the day of an infusion, for a patient whose medications nobody",
      "has listed because there are none:",
      "  ketascreen screen patient.json --agent ketamine --dose \"40 mg\" \\",
      "    --stage session --assert medications=none-known",
      "The same for a host without FHIR, all of it in the file:",
      "  ketascreen screen request.json",
      "",
      "Exit status: 0 screened, whatever was found; 1 --fail-on applies; 2 the",
      "input or the call was wrong."
    })
final class ScreenCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private final ScreeningOptions options = new ScreeningOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, for people, or json. Default: text.")
  private Format format = Format.TEXT;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description =
          "Exits with 1 if there is a finding, even a possible one, of this"
              + " severity or worse: contraindication, relative-contraindication,"
              + " precaution or information. An undetermined report counts as worse"
              + " than a precaution.")
  private @Nullable Severity failOn;

  ScreenCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Rulebase rulebase = options.rulebase();
    ScreeningOptions.Asked asked = options.request(console, rulebase);
    ScreeningReport report = Screener.of(rulebase).screen(asked.request());
    console.out().print(words(report, asked.note()));
    return failOn != null && isAsBadAs(failOn, report) ? Main.CHECK_FAILED : Main.DONE;
  }

  private String words(ScreeningReport report, String note) {
    return switch (format) {
      case TEXT -> report.toText() + note;
      case JSON -> report.toJson();
    };
  }

  private static boolean isAsBadAs(Severity severity, ScreeningReport report) {
    boolean isUndetermined =
        report.disposition() == Disposition.UNDETERMINED
            && severity.compareTo(Severity.PRECAUTION) >= 0;
    return isUndetermined
        || report.findings().stream().anyMatch(each -> each.severity().compareTo(severity) <= 0);
  }
}
