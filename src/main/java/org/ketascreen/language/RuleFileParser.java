package org.ketascreen.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.rulebase.Line;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.Rule;

/**
 * Reads a rule file: rules and comments, nothing else. Finds the rules, their annotations and their
 * lines; {@link SentenceParser} reads the lines. Not thread-safe: reads one file.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class RuleFileParser {

  private static final Pattern HEADER =
      Pattern.compile("rule \"([A-Z]{2}-[0-9]{2}[a-z]?) ([^\"\\\\{}]{1,120})\"");
  private static final Pattern ANNOTATION =
      Pattern.compile("@([A-Za-z]+)\\(\\s*\"([^\"\\\\]*)\"\\s*\\)");

  private static final Pattern ASK = Pattern.compile("ask for \"([^\"\\\\{}]{1,200})\"");
  private static final Pattern WITHIN =
      Pattern.compile("-\\s*within the last ([1-9][0-9]{0,3} (?:hour|day|week|month|year)s?)");

  private final String file;
  private final List<Line> lines = new ArrayList<>();
  private final List<Problem> problems;
  private final List<Rule> rules = new ArrayList<>();
  private int next;

  private RuleFileParser(String file, String text, List<Problem> problems) {
    this.file = file;
    this.problems = problems;
    int number = 0;
    for (String line : text.split("\r\n|\r|\n", -1)) {
      number++;
      String stripped = line.strip();
      if (!stripped.isEmpty() && !stripped.startsWith("//") && !stripped.startsWith("#")) {
        lines.add(new Line(stripped, number));
      }
    }
  }

  /**
   * Returns the rules of a file; what is wrong with it is added to {@code problems}.
   *
   * @param file the file's path, for problems
   */
  public static List<Rule> parse(String file, String text, List<Problem> problems) {
    RuleFileParser parser = new RuleFileParser(file, text, problems);
    while (parser.next < parser.lines.size()) {
      parser.rule();
    }
    return parser.rules;
  }

  private void rule() {
    Line header = lines.get(next++);
    Matcher matcher = HEADER.matcher(header.text());
    if (!matcher.matches()) {
      problem(
          header,
          header.text().startsWith("rule ")
              ? "the rule has no valid name"
              : "'" + shortened(header.text()) + "' stands outside a rule",
          "a rule begins with: rule \"CV-01 What it is about\"");
      return;
    }
    RuleAnnotations annotations = annotations(header);
    List<Line> when = section("when", "then");
    List<Line> then = section("then", "end");
    next++;
    Rule.Ask ask = ask(then);
    boolean reports = then.size() == 1 && then.get(0).text().equals("report this finding");
    if (!reports && ask == null) {
      problem(
          then.isEmpty() ? header : then.get(0),
          "the rule does something else than report or ask",
          "between 'then' and 'end' write: report this finding, or: ask for \"...\"");
    }
    Rule rule =
        annotations.rule(matcher.group(1), matcher.group(2), when, ask, file, header.number());
    if (rule != null) {
      rules.add(rule);
    }
  }

  /** Returns the document that is asked for, or {@code null} if these lines ask for none. */
  private static Rule.@Nullable Ask ask(List<Line> then) {
    if (then.isEmpty() || then.size() > 2) {
      return null;
    }
    Matcher document = ASK.matcher(then.get(0).text());
    Matcher within = WITHIN.matcher(then.size() == 2 ? then.get(1).text() : "");
    return document.matches() && (then.size() == 1 || within.matches())
        ? new Rule.Ask(
            document.group(1), then.size() == 1 ? null : within.group(1), then.get(0).number())
        : null;
  }

  private RuleAnnotations annotations(Line header) {
    RuleAnnotations annotations = new RuleAnnotations(file, header.number(), problems);
    while (next < lines.size() && lines.get(next).text().startsWith("@")) {
      Line first = lines.get(next++);
      StringBuilder text = new StringBuilder(first.text());
      while (next < lines.size() && !isComplete(text) && !startsAnother(lines.get(next))) {
        text.append(' ').append(lines.get(next++).text());
      }
      Matcher matcher = ANNOTATION.matcher(text);
      if (matcher.matches()) {
        annotations.put(matcher.group(1), folded(matcher.group(2)), first.number());
      } else {
        problem(
            first,
            "'" + shortened(first.text()) + "' is no annotation",
            "write @name( \"value\" ), without quotes or backslashes in the value");
      }
    }
    return annotations;
  }

  private static boolean isComplete(CharSequence text) {
    return ANNOTATION.matcher(text).matches();
  }

  private static boolean startsAnother(Line line) {
    return line.text().startsWith("@") || line.text().equals("when");
  }

  private static String folded(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  /**
   * Reads the line {@code opening} and returns the lines up to, not including, the line {@code
   * closing}.
   */
  private List<Line> section(String opening, String closing) {
    if (next >= lines.size() || !lines.get(next).text().equals(opening)) {
      Line at = Objects.requireNonNull(at());
      problem(
          at,
          "expected '" + opening + "', found '" + shortened(at.text()) + "'",
          "a rule is: rule, annotations, when, sentences, then, report this finding (or: ask for \"...\"), end");
    } else {
      next++;
    }
    List<Line> section = new ArrayList<>();
    while (next < lines.size()
        && !lines.get(next).text().equals(closing)
        && !lines.get(next).text().startsWith("rule \"")) {
      section.add(lines.get(next++));
    }
    if (next >= lines.size()) {
      problem(
          Objects.requireNonNull(at()),
          "the file ends within a rule",
          "close the rule with '" + closing + "'");
    }
    return section;
  }

  private @Nullable Line at() {
    return lines.isEmpty() ? null : lines.get(Math.min(next, lines.size() - 1));
  }

  private void problem(Line line, String found, String expected) {
    problems.add(new Problem(file + ":" + line.number(), found, expected));
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
