package org.ketascreen.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.ketascreen.fact.Routes;

/** Templates match what the regular expressions match that define their open places. */
class TemplateTest {

  private static final String NUMBER = "(?:0|[1-9][0-9]{0,6})(?:[.][0-9]{1,6})?";
  private static final String WITHOUT_COMMA = NUMBER + " [!#-+\\x2d-\\[\\]-~]{1,20}";
  private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");

  private static final List<String> TEMPLATES =
      List.of(
          "the patient has {name}",
          "by the {route} route",
          "of at least {severity} severity",
          "the patient is under {number} years old",
          "the patient took {name} within the last {window}",
          "the planned infusion takes less than {duration}",
          "at least {quantity} a day",
          "the latest {name} is at least {quantity} above its pre-dose value",
          "the latest {name} is at least {factor} times its upper limit",
          "the latest {name} is {result}",
          "each of the last {number} {name} is above {quantity}",
          "the planned dose is above {dose} per kg of actual weight",
          "the planned dose is none of {quantities}",
          "the patient is pregnant");

  /** What may be written in a place, nearly may be, or may not be at all. */
  private static final List<String> WRITTEN =
      List.of(
          "\"Psychosis\"",
          "\"mild\"",
          "\"severe\"",
          "\"oral\"",
          "\"a \\ b\"",
          "\"{name}\"",
          "\"\"",
          "\"open",
          "Psychosis",
          "\"" + "x".repeat(200) + "\"",
          "\"" + "x".repeat(201) + "\"",
          "\"" + "\ud835\udc00".repeat(200) + "\"",
          "1",
          "0",
          "18",
          "9999",
          "10000",
          "012",
          "-1",
          "٣",
          "1 day",
          "6 weeks",
          "2 minutes",
          "1 hours",
          "0 days",
          "1 dayss",
          "1  day",
          "1 Day",
          "3",
          "2.5",
          "0.5",
          "0.50",
          "0.05",
          "1.0",
          "999.999",
          "1000",
          "0.0",
          ".5",
          "1.",
          "1.2.3",
          "40 mg",
          "0 mg",
          "0.123456 mg",
          "0.1234567 mg",
          "1234567 mg",
          "12345678 mg",
          "140 mm[Hg]",
          "1 10*9/L",
          "1 " + "x".repeat(20),
          "1 " + "x".repeat(21),
          "1 \u00b5g",
          "1 a\"b",
          "40  mg",
          "56 mg, 84 mg",
          "56 mg,84 mg",
          "56 mg, ",
          "56 mg, 84",
          "1 a,b",
          "",
          " ",
          "1 a, 1 a, 1 a, 1 a, 1 a, 1 a, 1 a, 1 a",
          "1 a, 1 a, 1 a, 1 a, 1 a, 1 a, 1 a, 1 a, 1 a");

  @Property(tries = 5_000)
  void matchesWhatItsExpressionMatches(
      @ForAll("templates") String template, @ForAll long seed, @ForAll("spoilt") int spoilt) {
    Random random = new Random(seed);
    StringBuilder line = new StringBuilder();
    Matcher place = PLACE.matcher(template);
    while (place.find()) {
      place.appendReplacement(
          line, Matcher.quoteReplacement(WRITTEN.get(random.nextInt(WRITTEN.size()))));
    }
    place.appendTail(line);
    if (spoilt == 0) {
      line.deleteCharAt(random.nextInt(line.length()));
    } else if (spoilt == 1) {
      line.append(random.nextBoolean() ? " " : "x");
    }

    assertSame(template, line.toString());
  }

  @Test
  void matchesEachPlaceAsItsExpressionDoes() {
    for (String template : TEMPLATES) {
      for (String written : WRITTEN) {
        Matcher place = PLACE.matcher(template);
        if (place.find()) {
          String rest =
              template
                  .substring(place.end())
                  .replace("{name}", "\"x\"")
                  .replace("{result}", "\"x\"")
                  .replace("{window}", "6 weeks")
                  .replaceAll("\\{(quantity|factor)}", "2");
          assertSame(template, template.substring(0, place.start()) + written + rest);
        }
      }
    }
  }

  /** Else the lists above would say nothing. */
  @Test
  void matchesSomethingOfEveryTemplate() {
    for (String template : TEMPLATES) {
      String line =
          template
              .replaceAll("\\{(name|result)}", "\"Psychosis\"")
              .replace("{route}", "\"oral\"")
              .replace("{severity}", "\"mild\"")
              .replaceAll("\\{(number|factor)}", "18")
              .replaceAll("\\{(window|duration)}", "2 minutes")
              .replaceAll("\\{(quantity|dose)}", "40 mg")
              .replace("{quantities}", "56 mg, 84 mg");
      assertThat(new Args.Template(template).match(line)).as(line).isNotNull();
      assertSame(template, line);
    }
  }

  @Provide
  Arbitrary<String> templates() {
    return Arbitraries.of(TEMPLATES);
  }

  @Provide
  Arbitrary<Integer> spoilt() {
    return Arbitraries.integers().between(0, 9);
  }

  private static void assertSame(String template, String line) {
    Args found = new Args.Template(template).match(line);
    Matcher expected = Pattern.compile(expression(template)).matcher(line);
    if (!expected.matches()) {
      assertThat(found).as(line).isNull();
      return;
    }
    assertThat(found).as(line).isNotNull();
    List<String> values = new ArrayList<>();
    for (int i = 1; i <= expected.groupCount(); i++) {
      values.add(expected.group(i));
    }
    assertThat(said(found, template).stream().map(TemplateTest::plain))
        .as(line)
        .containsExactlyElementsOf(values.stream().map(TemplateTest::plain).toList());
  }

  /** Returns what was found in each place, as it was written. */
  private static List<String> said(Args found, String template) {
    List<String> said = new ArrayList<>();
    Matcher place = PLACE.matcher(template);
    while (place.find()) {
      said.add(
          switch (place.group(1)) {
            case "name", "severity", "route" -> found.theName();
            case "number" -> String.valueOf(found.theNumber());
            case "window", "duration" -> found.amount() + " " + found.unitOfTime();
            case "quantity", "dose" -> found.quantity().value() + " " + found.unit();
            default -> found.theOther(place.group(1));
          });
    }
    return said;
  }

  /** A unit of time may be written in the singular or in the plural. */
  private static String plain(String written) {
    return written.replaceAll("(minute|hour|day|week|month|year)s$", "$1");
  }

  private static String expression(String template) {
    StringBuilder regex = new StringBuilder();
    Matcher place = PLACE.matcher(template);
    int end = 0;
    while (place.find()) {
      regex.append(Pattern.quote(template.substring(end, place.start())));
      regex.append(
          switch (place.group(1)) {
            case "name", "result" -> "\"([^\"{}\\\\]{1,200})\"";
            case "severity" -> "\"(mild|moderate|severe)\"";
            case "route" -> "\"(" + String.join("|", new TreeSet<>(Routes.names())) + ")\"";
            case "number" -> "([1-9][0-9]{0,3})";
            case "window" -> "([1-9][0-9]{0,3} (?:minute|hour|day|week|month|year)s?)";
            case "duration" -> "([1-9][0-9]{0,3} (?:minute|hour)s?)";
            case "factor" -> "([1-9][0-9]{0,2}(?:[.][0-9]{1,3})?|0[.][0-9]{0,2}[1-9])";
            case "quantities" -> "(" + WITHOUT_COMMA + "(?:, " + WITHOUT_COMMA + "){0,7})";
            default -> "(" + NUMBER + " [!#-\\[\\]-~]{1,20})";
          });
      end = place.end();
    }
    return regex.append(Pattern.quote(template.substring(end))).toString();
  }
}
