package org.ketascreen.cli;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;
import picocli.CommandLine.Option;

/** Some of the rules of a rulebase. */
final class RulesOptions {

  @Option(
      names = "--rule",
      paramLabel = "ID",
      description = "Only this rule and the value sets it reads; may be repeated.")
  private List<String> rules = List.of();

  @Option(
      names = "--area",
      paramLabel = "NAME",
      description =
          "Only the rules of this file, named without its ending, and the value sets they read;"
              + " may be repeated.")
  private List<String> areas = List.of();

  /**
   * Returns the ids of the rules that are chosen; empty for all.
   *
   * @throws CallException if there is no such rule or area
   */
  Set<String> of(Rulebase rulebase) {
    Set<String> known = rulebase.rules().stream().map(Rule::id).collect(Collectors.toSet());
    Set<String> chosen = new TreeSet<>();
    for (String rule : rules) {
      if (!known.contains(rule)) {
        throw new CallException("no rule is " + rule);
      }
      chosen.add(rule);
    }
    Set<String> files = rulebase.rules().stream().map(Rule::area).collect(Collectors.toSet());
    for (String area : areas) {
      if (!files.contains(area)) {
        throw new CallException(
            "no area is " + area + "; there are " + String.join(", ", new TreeSet<>(files)));
      }
      rulebase.rules().stream()
          .filter(each -> each.area().equals(area))
          .forEach(each -> chosen.add(each.id()));
    }
    return chosen;
  }
}
