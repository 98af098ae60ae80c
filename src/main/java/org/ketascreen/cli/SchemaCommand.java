package org.ketascreen.cli;

import java.util.concurrent.Callable;
import org.ketascreen.ScreeningReport;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.record.FhirCode;
import org.ketascreen.review.diff.RulebaseDiff;
import org.ketascreen.testkit.Vignettes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ketascreen schema}. */
@Command(
    name = "schema",
    description =
        "Prints the JSON Schema of screening requests, reports, vignettes or differences.",
    footer = {
      "",
      "Example:",
      "  ketascreen schema request > screening-request-1.schema.json",
      "",
      "Exit status: 0 printed; 2 the call was wrong."
    })
final class SchemaCommand implements Callable<Integer> {

  /** What there is a schema of. */
  enum Contract implements FhirCode {
    REQUEST("request"),
    REPORT("report"),
    VIGNETTES("vignettes"),
    DIFF("diff");

    private final String code;

    Contract(String code) {
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
      paramLabel = "CONTRACT",
      description = "request, report, vignettes or diff.")
  private Contract contract = Contract.REQUEST;

  SchemaCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console
        .out()
        .print(
            switch (contract) {
              case REQUEST -> ScreeningRequest.jsonSchema();
              case REPORT -> ScreeningReport.jsonSchema();
              case VIGNETTES -> Vignettes.jsonSchema();
              case DIFF -> RulebaseDiff.jsonSchema();
            });
    return Main.DONE;
  }
}
