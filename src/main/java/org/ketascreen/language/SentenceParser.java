package org.ketascreen.language;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.fact.Units;
import org.ketascreen.record.Quantity;
import org.ketascreen.rulebase.Line;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.terminology.ObservationDefinition;

/**
 * Turns the lines of a rule into sentences. Every line that is none is a problem with its place and
 * the nearest sentences. Not thread-safe: parses one rule.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class SentenceParser {

  private static final Pattern OPENING = Pattern.compile("any of|all of|at least ([1-9][0-9]?) of");
  private static final int DEEPEST = 5;

  private final Rule rule;
  private final Vocabulary vocabulary;
  private final List<Problem> problems;
  private int next;

  private SentenceParser(Rule rule, Vocabulary vocabulary, List<Problem> problems) {
    this.rule = rule;
    this.vocabulary = vocabulary;
    this.problems = problems;
  }

  /** Returns the sentences of a rule; what is wrong with it is added to {@code problems}. */
  public static List<Sentence> parse(Rule rule, Vocabulary vocabulary, List<Problem> problems) {
    SentenceParser parser = new SentenceParser(rule, vocabulary, problems);
    List<Sentence> sentences = parser.lines(0);
    if (rule.when().isEmpty()) {
      problems.add(
          new Problem(
              rule.file() + ":" + rule.line(),
              "rule " + rule.id() + " has no sentence after 'when'",
              "write at least one"));
    }
    if (rule.ask() != null) {
      Line line = new Line("ask for \"" + rule.ask().observation() + "\"", rule.ask().line());
      parser.checkObservation(line, rule.ask().observation(), null);
    }
    return sentences;
  }

  private List<Sentence> lines(int depth) {
    List<Sentence> sentences = new ArrayList<>();
    while (next < rule.when().size()) {
      Line line = rule.when().get(next);
      if (line.text().equals("end")) {
        if (depth == 0) {
          problem(line, "'end' without a group", "take it out, or open a group with 'any of'");
        } else {
          return sentences;
        }
        next++;
      } else {
        Sentence sentence = sentence(line, depth);
        if (sentence != null) {
          sentences.add(sentence);
        }
      }
    }
    return sentences;
  }

  private @Nullable Sentence sentence(Line line, int depth) {
    next++;
    // few lines open a group, and an expression is asked with much work
    if (line.text().endsWith(" of")) {
      Matcher opening = OPENING.matcher(line.text());
      if (opening.matches()) {
        return group(line, opening.group(1), depth + 1);
      }
    }
    if (line.text().startsWith("-")) {
      problem(line, "a qualifier without a sentence before it", "write the sentence first");
      return null;
    }
    for (Form<?> form : Forms.ALL) {
      Args args = form.template().match(line.text());
      if (args != null) {
        return sentence(form, line, args);
      }
    }
    problem(
        line,
        "no sentence matches '" + line.text() + "'",
        nearest(withoutTitles(line.text()), templates()));
    skipQualifiers();
    return null;
  }

  private static String withoutTitles(String text) {
    return text.replaceAll("\"[^\"]*\"", "\"...\"");
  }

  private static List<String> templates() {
    List<String> templates = new ArrayList<>(List.of("any of", "all of", "at least 2 of"));
    Forms.ALL.forEach(form -> templates.add(form.template().toString()));
    return templates;
  }

  private void skipQualifiers() {
    while (next < rule.when().size() && rule.when().get(next).text().startsWith("-")) {
      next++;
    }
  }

  private @Nullable Sentence group(Line opening, @Nullable String count, int depth) {
    if (depth > DEEPEST) {
      problem(opening, "groups more than " + DEEPEST + " deep", "split the rule");
    }
    List<Sentence> lines = lines(depth);
    if (next >= rule.when().size()) {
      problem(opening, "'" + opening.text() + "' without 'end'", "close the group with 'end'");
    }
    next++;
    int least =
        count != null
            ? Integer.parseInt(count)
            : opening.text().equals("any of") ? 1 : lines.size();
    if (lines.isEmpty() || least > lines.size()) {
      problem(
          opening,
          "'" + opening.text() + "' has " + lines.size() + " sentences",
          "write at least " + Math.max(least, 1));
      return null;
    }
    return new Group(opening.text(), least, lines);
  }

  private <S> @Nullable Sentence sentence(Form<S> form, Line line, Args args) {
    int before = problems.size();
    check(form, line, args);
    form.check(args, vocabulary, (found, expected) -> problem(line, found, expected));
    List<Form.Qualified<S>> qualified = new ArrayList<>();
    while (next < rule.when().size() && rule.when().get(next).text().startsWith("-")) {
      Line qualifier = rule.when().get(next++);
      Form.Qualified<S> found = qualifier(form, qualifier);
      if (found != null) {
        qualified.add(found);
      }
    }
    return problems.size() > before
        ? null
        : form.sentence(line.text(), args, qualified, vocabulary);
  }

  private <S> Form.@Nullable Qualified<S> qualifier(Form<S> form, Line line) {
    String text = line.text().substring(1).strip();
    for (Form.Qualifier<S> qualifier : form.qualifiers()) {
      Args args = qualifier.template().match(text);
      if (args != null) {
        if (qualifier.drl().startsWith("atRest") || qualifier.drl().endsWith("TheDose()")) {
          checkDoses(line);
        }
        return new Form.Qualified<>(qualifier, args, text);
      }
    }
    List<String> known =
        form.qualifiers().stream().map(qualifier -> "- " + qualifier.template()).toList();
    problem(
        line,
        "no qualifier of this sentence matches '" + line.text() + "'",
        known.isEmpty() ? "the sentence takes no qualifier" : nearest(line.text(), known));
    return null;
  }

  private void check(Form<?> form, Line line, Args args) {
    if (form.kind() == Single.Kind.READINGS) {
      checkObservation(line, args.theName(), args.quantity());
    } else if (args.name() != null && !vocabulary.isValueSet(args.theName())) {
      problem(
          line,
          "no value set is titled '" + args.theName() + "'",
          nearest(args.theName(), vocabulary.titles(false)));
    }
  }

  private void checkDoses(Line line) {
    if (!vocabulary.definesDoses()) {
      problem(line, "the rulebase does not define doses", "define them in rulebase.yaml");
    }
  }

  private void checkObservation(Line line, String title, @Nullable Quantity limit) {
    ObservationDefinition observation = vocabulary.observation(title);
    if (observation == null) {
      problem(
          line,
          "no observation is titled '" + title + "'",
          nearest(title, vocabulary.titles(true)));
    } else if (limit != null && !Units.areComparable(limit.unit(), observation.unit())) {
      problem(
          line,
          "'" + limit.unit() + "' cannot be compared with the unit of '" + title + "'",
          observation.unit() == null ? "it has coded results" : "use " + observation.unit());
    }
  }

  private void problem(Line line, String found, String expected) {
    problems.add(new Problem(rule.file() + ":" + line.number(), found, expected));
  }

  static String nearest(String text, List<String> candidates) {
    List<String> nearest =
        Nearest.to(text, candidates, 3).stream().map(candidate -> "'" + candidate + "'").toList();
    return nearest.isEmpty()
        ? "there is none to choose from"
        : "nearest: " + String.join(", ", nearest);
  }
}
