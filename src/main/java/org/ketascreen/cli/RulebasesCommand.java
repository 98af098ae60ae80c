package org.ketascreen.cli;

import java.util.concurrent.Callable;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Rulebases;
import picocli.CommandLine.Command;

/** {@code ketascreen rulebases}. */
@Command(
    name = "rulebases",
    description = "Lists the rulebases that are bundled, with their status and digest.",
    footer = {"", "Example:", "  ketascreen rulebases", "", "Exit status: 0 listed."})
final class RulebasesCommand implements Callable<Integer> {

  private final Console console;

  RulebasesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Rulebases bundled = Rulebases.bundled();
    bundled.coordinates().forEach(each -> list(bundled.load(each)));
    return Main.DONE;
  }

  private void list(Rulebase rulebase) {
    console.out().print(words(rulebase));
  }

  /** Returns what a rulebase is, in three lines, or four if its scope is limited. */
  static String words(Rulebase rulebase) {
    return rulebase.coordinates()
        + " "
        + rulebase.title()
        + "\n  "
        + rulebase.status()
        + ", effective from "
        + rulebase.effectiveFrom()
        + ", rules: "
        + rulebase.rules().size()
        + (rulebase.scope() == null ? "" : "\n  " + rulebase.scope())
        + "\n  "
        + rulebase.digest()
        + "\n";
  }
}
