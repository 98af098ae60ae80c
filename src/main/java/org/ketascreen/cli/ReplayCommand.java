package org.ketascreen.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ketascreen.Screener;
import org.ketascreen.ScreeningReport;
import org.ketascreen.rulebase.Library;
import org.ketascreen.rulebase.Rulebase;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** {@code ketascreen replay}. */
@Command(
    name = "replay",
    sortOptions = false,
    customSynopsis = "ketascreen replay REPORT REQUEST [OPTION OF screen]...",
    description = {
      "Screens again what a report says was screened: the same record, at the same",
      "moment, with the rulebase of the same digest; and says whether the same",
      "report comes of it, byte for byte, or else what differs.",
      "",
      "What the report does not say is given as to screen: the rulebase, if it is",
      "not bundled, and whose archives to trust; --indication, if it was a code;",
      "--strict and --patient are tried as they are needed.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  ketascreen screen patient.json --format json > report.json",
      "  ketascreen replay report.json patient.json",
      "",
      "Exit status: 0 the same report; 1 another, with the differences; 2 the input",
      "or the call was wrong."
    })
final class ReplayCommand implements Callable<Integer> {

  private static final int MOST_DIFFERENCES = 40;

  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "REPORT",
      description = "A report, as screen --format json wrote it.")
  private String report = "";

  @Parameters(
      index = "1",
      paramLabel = "REQUEST",
      description = "The FHIR record or the screening request it was made of.")
  private String request = "";

  @Unmatched private List<String> more = new ArrayList<>();

  ReplayCommand(Console console) {
    this.console = console;
  }

  /** What {@code screen} is told, without its command. */
  @Command(name = "ketascreen replay")
  private static final class Screening {
    @Mixin private final ScreeningOptions options = new ScreeningOptions();
  }

  @Override
  public Integer call() {
    ReportFile then = ReportFile.of(report);
    String digest = then.get("requestDigest");
    ScreeningReport found = null;
    CallException failure = null;
    for (List<String> arguments : ways(then)) {
      try {
        ScreeningReport again = screen(then, arguments);
        if (again.requestDigest().equals(digest)) {
          return compare(then, again);
        }
        found = found == null ? again : found;
      } catch (CallException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (found == null) {
      throw failure == null ? new CallException(request + ": cannot be read") : failure;
    }
    return compare(then, found);
  }

  /** Returns the ways in which the record may have been read, as arguments of {@code screen}. */
  private List<List<String>> ways(ReportFile then) {
    List<String> common = new ArrayList<>(then.options());
    if (RecordFile.isRequest(request)) {
      return List.of(with(common));
    }
    common.addAll(then.optionsForFhir());
    List<List<String>> ways = new ArrayList<>(List.of(with(common), with(common, "--strict")));
    if (then.json().path("subject").isString()) {
      String subject = then.get("subject");
      ways.add(with(common, "--patient", subject));
      ways.add(with(common, "--patient", subject, "--strict"));
    }
    return ways;
  }

  /** What is given in this call takes the place of what the report says. */
  private List<String> with(List<String> report, String... others) {
    List<String> all = new ArrayList<>(List.of(request));
    List<String> said = new ArrayList<>(report);
    said.addAll(List.of(others));
    for (int i = 0; i < said.size(); i++) {
      boolean isOption = said.get(i).startsWith("--");
      if (isOption && more.contains(said.get(i))) {
        i += said.get(i).equals("--strict") ? 0 : 1;
      } else {
        all.add(said.get(i));
      }
    }
    all.addAll(more);
    return all;
  }

  private ScreeningReport screen(ReportFile then, List<String> arguments) {
    Screening screening = new Screening();
    List<String> all = new ArrayList<>(arguments);
    if (!more.contains("--rulebase")) {
      all.add("--rulebase");
      all.add(then.rulebase());
    }
    Converters.register(new CommandLine(screening))
        .setExpandAtFiles(false)
        .parseArgs(all.toArray(String[]::new));
    Rulebase rulebase = screening.options.rulebase();
    if (!rulebase.digest().equals(then.get("rulebase", "digest"))) {
      throw new CallException(
          "--rulebase: "
              + rulebase.coordinates()
              + " has another digest than the report's; give that of "
              + then.rulebase());
    }
    return Screener.of(rulebase).screen(screening.options.request(console, rulebase).request());
  }

  private int compare(ReportFile then, ScreeningReport again) {
    String now = again.toJson();
    if (now.equals(then.text())) {
      return say(Main.DONE, "the same report, byte for byte", null);
    }
    List<String> differences = then.differences(now, MOST_DIFFERENCES);
    if (differences.isEmpty()) {
      return say(Main.DONE, "the same report, written in another layout", null);
    }
    differences.forEach(each -> console.out().print(each + "\n"));
    return say(Main.CHECK_FAILED, "another report", why(then, again));
  }

  private static @Nullable String why(ReportFile then, ScreeningReport again) {
    if (!then.get("library").equals(Library.VERSION)) {
      return "it was made by release "
          + then.get("library")
          + " of this library, which is "
          + Library.VERSION;
    }
    return then.get("requestDigest").equals(again.requestDigest())
        ? null
        : "the request is another: the record, or an option that was given to screen";
  }

  private int say(int status, String what, @Nullable String why) {
    console.out().print(what + (why == null ? "" : "; " + why) + "\n");
    return status;
  }
}
