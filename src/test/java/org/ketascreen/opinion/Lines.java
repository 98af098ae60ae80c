package org.ketascreen.opinion;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ketascreen.rulebase.Line;

/** The lines of a rule as a tree: groups and sentences, each with its qualifiers. */
sealed interface Lines {

  /** A sentence and its qualifiers. */
  record Sentence(String text, List<String> qualifiers) implements Lines {}

  /** At least so many of the lines; {@code 0} for all of them. */
  record Group(int least, List<Lines> lines) implements Lines {}

  Pattern LEAST = Pattern.compile("at least (\\d+) of");

  static Group of(List<Line> when) {
    List<String> rest = new ArrayList<>(when.stream().map(Line::text).map(String::strip).toList());
    rest.removeIf(String::isEmpty);
    return group(0, rest);
  }

  private static Group group(int least, List<String> rest) {
    List<Lines> lines = new ArrayList<>();
    while (!rest.isEmpty()) {
      String line = rest.remove(0);
      Matcher counted = LEAST.matcher(line);
      if (line.equals("end")) {
        return new Group(least, lines);
      } else if (line.equals("any of")) {
        lines.add(group(1, rest));
      } else if (line.equals("all of")) {
        lines.add(group(0, rest));
      } else if (counted.matches()) {
        lines.add(group(Integer.parseInt(counted.group(1)), rest));
      } else {
        lines.add(new Sentence(line, qualifiers(rest)));
      }
    }
    return new Group(least, lines);
  }

  private static List<String> qualifiers(List<String> rest) {
    List<String> qualifiers = new ArrayList<>();
    while (!rest.isEmpty() && rest.get(0).startsWith("-")) {
      qualifiers.add(rest.remove(0).substring(1).strip());
    }
    return qualifiers;
  }

  /** Returns the sentences in it. */
  default List<Sentence> sentences() {
    return this instanceof Group group
        ? group.lines().stream().flatMap(line -> line.sentences().stream()).toList()
        : List.of((Sentence) this);
  }
}
