package org.ketascreen.testkit.mutation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.rulebase.Line;
import org.ketascreen.rulebase.Rule;

/**
 * Moves each number of a rule one step up and one step down. A step of a limit is one of its last
 * digit; of a window one day, or one minute where it runs by the clock. What the language cannot
 * say, as a count of none, is left out.
 */
final class NumberMutants {

  /** A number by itself and, if it is a duration, its unit; titles in quotes are passed over. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "\"[^\"]*\"|(?<![^ ])([0-9]+(?:[.][0-9]+)?)(?: (minute|hour|day|week|month|year)s?(?! old))?(?![^ ,])");

  /** The day whose months and years decide whether a window can be said at all. */
  private static final LocalDate ANY_DAY = LocalDate.of(2026, 6, 15);

  private final Rewriting rewriting;

  NumberMutants(Rewriting rewriting) {
    this.rewriting = rewriting;
  }

  List<RuleVariant> of(RuleLogic logic) {
    Rule rule = logic.rule();
    List<RuleVariant> variants = new ArrayList<>();
    for (int i = 0; i < rule.when().size(); i++) {
      int place = i;
      Line line = rule.when().get(i);
      add(
          variants,
          logic,
          line.number(),
          line.text(),
          text -> rewriting.withLine(rule, place, text));
    }
    Rule.Ask ask = rule.ask();
    if (ask != null && ask.within() != null) {
      String prefix = "ask for \"" + ask.observation() + "\" - within the last ";
      add(
          variants,
          logic,
          ask.line(),
          prefix + ask.within(),
          text -> askingWithin(rule, ask, text.substring(prefix.length())));
    }
    return variants;
  }

  private @Nullable RuleLogic askingWithin(Rule rule, Rule.Ask ask, String within) {
    return within.startsWith("0 ") ? null : rewriting.withAskedWithin(rule, ask, within);
  }

  private static void add(
      List<RuleVariant> variants,
      RuleLogic logic,
      int number,
      String text,
      Function<String, @Nullable RuleLogic> parsing) {
    Matcher matcher = NUMBER.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1) != null) {
        String before = text.substring(0, matcher.start());
        String after = text.substring(matcher.end());
        UnaryOperator<String> writing = middle -> before + middle + after;
        for (int sign : new int[] {1, -1}) {
          Step step = step(matcher, sign, text.contains("within the next"));
          RuleLogic sayable = step.read(ANY_DAY, writing, parsing);
          if (sayable != null) {
            variants.add(
                RuleVariant.of(
                    step.operator(),
                    logic,
                    number,
                    text,
                    writing.apply(step.words()),
                    day -> Objects.requireNonNull(step.read(day, writing, parsing))));
          }
        }
      }
    }
  }

  /**
   * A number after a step.
   *
   * @param words it as a reader is told
   * @param on it as the language has it on a day
   */
  private record Step(Operator operator, String words, Function<LocalDate, String> on) {

    @Nullable RuleLogic read(
        LocalDate day,
        UnaryOperator<String> writing,
        Function<String, @Nullable RuleLogic> parsing) {
      return parsing.apply(writing.apply(on.apply(day)));
    }
  }

  private static Step step(Matcher number, int sign, boolean ahead) {
    String unit = number.group(2);
    if (unit == null) {
      BigDecimal limit = new BigDecimal(number.group(1));
      String moved = limit.add(limit.ulp().multiply(BigDecimal.valueOf(sign))).toPlainString();
      return new Step(Operator.LIMIT, moved, day -> moved);
    }
    int amount = Integer.parseInt(number.group(1));
    return switch (unit) {
      case "minute" -> fixed(written(amount + sign, "minute"));
      case "hour" -> fixed(written(60 * amount + sign, "minute"));
      case "day" -> fixed(written(amount + sign, "day"));
      case "week" -> fixed(written(7 * amount + sign, "day"));
      default -> byTheCalendar(number.group(), amount, unit, sign, ahead);
    };
  }

  private static Step fixed(String moved) {
    return new Step(Operator.WINDOW, moved, day -> moved);
  }

  /** How many days so many months are depends on the day from which they are counted. */
  private static Step byTheCalendar(
      String words, int amount, String unit, int sign, boolean ahead) {
    ChronoUnit calendar = unit.equals("month") ? ChronoUnit.MONTHS : ChronoUnit.YEARS;
    return new Step(
        Operator.WINDOW,
        words + (sign > 0 ? " and a day" : " less a day"),
        day -> {
          LocalDate end = day.plus(ahead ? amount : -amount, calendar);
          long days = Math.abs(ChronoUnit.DAYS.between(day, end));
          return written(Math.toIntExact(days) + sign, "day");
        });
  }

  private static String written(int amount, String unit) {
    return amount + " " + unit + (amount == 1 ? "" : "s");
  }
}
