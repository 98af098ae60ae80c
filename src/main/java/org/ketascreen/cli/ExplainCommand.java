package org.ketascreen.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.ketascreen.Explanation;
import org.ketascreen.Screener;
import org.ketascreen.rulebase.Rulebase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ketascreen explain}. */
@Command(
    name = "explain",
    sortOptions = false,
    abbreviateSynopsis = true,
    description = {
      "Shows what the record says to each sentence of each rule, and which entries say so.",
      "",
      "[holds] the record says so; [possible] it may mean so; [unknown] it does"
          + " not say; [fails] it says otherwise.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  ketascreen explain patient.json --rule CV-01 --rule CV-02",
      "",
      "Exit status: 0 explained; 2 the input or the call was wrong."
    })
final class ExplainCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private final ScreeningOptions options = new ScreeningOptions();

  @Option(
      names = "--rule",
      paramLabel = "ID",
      description = "Only this rule; may be repeated. Default: all.")
  private List<String> rules = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, for people, or json. Default: text.")
  private Format format = Format.TEXT;

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Rulebase rulebase = options.rulebase();
    rules.forEach(id -> checkKnown(id, rulebase));
    ScreeningOptions.Asked asked = options.request(console, rulebase);
    Explanation all = Screener.of(rulebase).explain(asked.request());
    console.out().print(words(only(all), asked.note()));
    return Main.DONE;
  }

  private static void checkKnown(String id, Rulebase rulebase) {
    if (rulebase.rules().stream().noneMatch(rule -> rule.id().equals(id))) {
      throw new CallException(
          "--rule: "
              + rulebase.coordinates()
              + " has no rule '"
              + id
              + "'; without --rule all of them are explained");
    }
  }

  private Explanation only(Explanation all) {
    return rules.isEmpty()
        ? all
        : new Explanation(
            all.rulebase(),
            all.status(),
            all.asOf(),
            all.rules().stream().filter(each -> rules.contains(each.rule())).toList());
  }

  private String words(Explanation explanation, String note) {
    return switch (format) {
      case TEXT -> explanation.toText() + note;
      case JSON -> explanation.toJson();
    };
  }
}
