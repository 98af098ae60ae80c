package org.ketascreen.testkit.coverage;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ketascreen.engine.Evaluation.RuleEvaluation;
import org.ketascreen.fact.Truth;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Sentence;
import org.ketascreen.language.SentenceParser;
import org.ketascreen.language.Vocabulary;
import org.ketascreen.rulebase.Line;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.Rule;

/**
 * The numbers of rules, each of which can be moved by steps. Where a patient lies is told by which
 * moves change what is said of them: somebody lies at a limit of at least 65 if they are at least
 * 65 and not at least 66. A step is the same as when rules are mutated: one of a limit's last
 * digit, a day of a window, or a minute where it runs by the clock.
 */
final class Limits {

  /** A number by itself and, if it is a duration, its unit; titles in quotes are passed over. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "\"[^\"]*\"|(?<![^ ])([0-9]+(?:[.][0-9]+)?)"
              + "(?: (minute|hour|day|week|month|year)s?(?! old))?(?![^ ,])");

  private static final Pattern KEEPS_THE_LIMIT =
      Pattern.compile(".*(at least|below|under|less than|number) ");
  private static final Pattern PASSES_THE_LIMIT =
      Pattern.compile(".*(above|at most|more than|the last|the next) ");
  private static final Pattern COUNTS_READINGS = Pattern.compile(".*(mean|each) of the last ");

  private final Vocabulary vocabulary;

  Limits(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /**
   * A place beside a limit: the moves between which what is said changes.
   *
   * @param from the smaller move, in steps
   */
  record Point(String name, int from) {}

  /** Returns the numbers of a rule. */
  List<Limit> of(Rule rule) {
    List<Limit> limits = new ArrayList<>();
    List<Integer> places = Leaves.places(rule);
    for (int i = 0; i < rule.when().size(); i++) {
      Line line = rule.when().get(i);
      add(limits, rule, places.get(i), i, line.text(), line.number());
    }
    Rule.Ask ask = rule.ask();
    if (ask != null && ask.within() != null) {
      add(limits, rule, -1, -1, "within the last " + ask.within(), ask.line());
    }
    return List.copyOf(limits);
  }

  private void add(
      List<Limit> limits, Rule rule, int sentence, int place, String text, int number) {
    Matcher matcher = NUMBER.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1) != null) {
        limits.add(new Limit(rule, sentence, place, number, text, matcher));
      }
    }
  }

  /** A number of a rule. */
  final class Limit {
    private final Rule rule;
    private final int sentence;
    private final int place;
    private final int line;
    private final String before;
    private final String words;
    private final String after;
    private final String number;
    private final @Nullable String unit;

    private Limit(Rule rule, int sentence, int place, int line, String text, Matcher matcher) {
      this.rule = rule;
      this.sentence = sentence;
      this.place = place;
      this.line = line;
      this.before = text.substring(0, matcher.start());
      this.words = matcher.group();
      this.after = text.substring(matcher.end());
      this.number = matcher.group(1);
      this.unit = matcher.group(2);
    }

    int sentence() {
      return sentence;
    }

    int line() {
      return line;
    }

    String words() {
      return before + words + after;
    }

    String number() {
      return words;
    }

    /** Returns where beside it somebody should be; by its wording. */
    List<Point> points() {
      if (COUNTS_READINGS.matcher(before).matches()) {
        return List.of(new Point("one fewer", -1), new Point("one more", 0));
      }
      if (KEEPS_THE_LIMIT.matcher(before).matches()) {
        return List.of(new Point("below", -1), new Point("at", 0), new Point("above", 1));
      }
      if (PASSES_THE_LIMIT.matcher(before).matches()) {
        return List.of(new Point("below", -2), new Point("at", -1), new Point("above", 0));
      }
      return List.of(new Point("below", -1), new Point("above", 0));
    }

    /** Returns the rule, or its sentence as a rule, moved; {@code null} if no rule can say it. */
    @Nullable RuleLogic moved(int steps, LocalDate day) {
      RuleLogic whole = movedRule(steps, day);
      return whole == null || sentence < 0
          ? whole
          : new RuleLogic(whole.rule(), List.of(Leaves.of(whole).get(sentence)));
    }

    /** Returns the whole rule, moved; {@code null} if no rule can say it. */
    @Nullable RuleLogic movedRule(int steps, LocalDate day) {
      String text = before + moved(steps == 0 ? null : day, steps) + after;
      List<Line> when = new ArrayList<>(rule.when());
      Rule.Ask ask = rule.ask();
      if (place >= 0) {
        when.set(place, new Line(text, line));
      } else if (ask != null) {
        String within = text.substring("within the last ".length());
        if (within.startsWith("0 ") || within.startsWith("-")) {
          return null;
        }
        ask = new Rule.Ask(ask.observation(), within, line);
      }
      return parsed(rule.saying(when, ask));
    }

    private String moved(@Nullable LocalDate day, int steps) {
      if (day == null) {
        return words;
      }
      if (unit == null) {
        BigDecimal limit = new BigDecimal(number);
        return limit.add(limit.ulp().multiply(BigDecimal.valueOf(steps))).toPlainString();
      }
      int amount = Integer.parseInt(number);
      return switch (unit) {
        case "minute" -> written(amount + steps, "minute");
        case "hour" -> written(60 * amount + steps, "minute");
        case "day" -> written(amount + steps, "day");
        case "week" -> written(7 * amount + steps, "day");
        default -> written(days(day, amount) + steps, "day");
      };
    }

    private int days(LocalDate day, int amount) {
      ChronoUnit calendar = "month".equals(unit) ? ChronoUnit.MONTHS : ChronoUnit.YEARS;
      boolean isAhead = before.endsWith("the next ");
      LocalDate end = day.plus(isAhead ? amount : -amount, calendar);
      return Math.toIntExact(Math.abs(ChronoUnit.DAYS.between(day, end)));
    }

    /** Returns what an answer says of it: of its sentence, its group or what is asked for. */
    @Nullable Truth said(RuleEvaluation answer) {
      var evaluated = place < 0 ? answer.due() : answer.evaluated();
      return evaluated == null ? null : evaluated.truth();
    }

    private @Nullable RuleLogic parsed(Rule written) {
      List<Problem> problems = new ArrayList<>();
      List<Sentence> sentences = SentenceParser.parse(written, vocabulary, problems);
      return problems.isEmpty() ? new RuleLogic(written, sentences) : null;
    }
  }

  private static String written(int amount, String unit) {
    return amount + " " + unit + (amount == 1 ? "" : "s");
  }
}
