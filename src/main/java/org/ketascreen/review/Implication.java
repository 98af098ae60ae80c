package org.ketascreen.review;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.language.Absence;
import org.ketascreen.language.Group;
import org.ketascreen.language.Sentence;
import org.ketascreen.language.Single;

/**
 * Whether one sentence can only hold when another does, as far as their words show: "yes" is
 * certain, "no" means only that it does not show.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Implication {

  /** How the numbers of two sentences of one form must compare: the first's with the second's. */
  private enum Order {
    /** The first's must be as large or larger. */
    LARGER,
    /** The first's must be as small or smaller. */
    SMALLER
  }

  private record Form(Pattern pattern, List<Order> numbers) {}

  private static final String TITLE = "(\"[^\"]+\")";
  private static final String AMOUNT = "([0-9.]+(?: [^ ]+)?)";

  /** Sentences and qualifiers with numbers: groups in quotes must be equal, the rest compare. */
  private static final List<Form> FORMS =
      List.of(
          form("that began within the last " + AMOUNT, Order.SMALLER),
          form("present within the last " + AMOUNT, Order.SMALLER),
          form("within the last " + AMOUNT, Order.SMALLER),
          form("that began more than " + AMOUNT + " ago", Order.LARGER),
          form("at least " + AMOUNT + " a day", Order.LARGER),
          form("the patient took " + TITLE + " within the last " + AMOUNT, Order.SMALLER),
          form("the patient is due to have " + TITLE + " within the next " + AMOUNT, Order.SMALLER),
          form("the latest " + TITLE + " is above " + AMOUNT, Order.LARGER),
          form("the latest " + TITLE + " is at least " + AMOUNT, Order.LARGER),
          form("the latest " + TITLE + " is below " + AMOUNT, Order.SMALLER),
          form("the latest " + TITLE + " is at most " + AMOUNT, Order.SMALLER),
          form(
              "the latest " + TITLE + " is at least " + AMOUNT + " times its upper limit",
              Order.LARGER),
          form(
              "the latest " + TITLE + " is at least " + AMOUNT + " above its pre-dose value",
              Order.LARGER),
          form("the patient is under " + AMOUNT + " years old", Order.SMALLER),
          form("the patient is at least " + AMOUNT + " years old", Order.LARGER),
          form("the planned dose is above " + AMOUNT, Order.LARGER),
          form("the planned dose is above " + AMOUNT + " per kg of actual weight", Order.LARGER),
          form("the planned dose is above " + AMOUNT + " per kg of ideal weight", Order.LARGER),
          form("the planned infusion takes less than " + AMOUNT, Order.SMALLER),
          form("the planned session is number " + AMOUNT + " or later", Order.LARGER),
          form("the course began more than " + AMOUNT + " ago", Order.LARGER),
          form("the last dose was less than " + AMOUNT + " ago", Order.SMALLER),
          form(
              "there were more than " + AMOUNT + " sessions in the last " + AMOUNT,
              Order.LARGER,
              Order.SMALLER));

  /** A sentence and what it says of a wider time. */
  private static final Map<Pattern, String> WIDER =
      Map.of(
          Pattern.compile("the patient has " + TITLE), "the patient has ever had ",
          Pattern.compile("the patient is pregnant"), "the patient could be pregnant");

  private static final Pattern SEVERITY = Pattern.compile("of at least \"(.+)\" severity");
  private static final List<String> SEVERITIES = List.of("mild", "moderate", "severe");

  private static final Map<String, Integer> MINUTES =
      Map.of("minute", 1, "hour", 60, "day", 1_440, "week", 10_080);
  private static final Map<String, Integer> MONTHS = Map.of("month", 1, "year", 12);

  private Implication() {}

  private static Form form(String pattern, Order... numbers) {
    return new Form(Pattern.compile(pattern), List.of(numbers));
  }

  /** Whether the first can only hold when the second does. */
  public static boolean holds(Sentence first, Sentence second) {
    if (first.text().equals(second.text())) {
      return true;
    }
    if (second instanceof Group group && group.least() == group.lines().size()) {
      return group.lines().stream().allMatch(line -> holds(first, line));
    }
    if (first instanceof Group group && group.least() == 1) {
      return group.lines().stream().allMatch(line -> holds(line, second));
    }
    if (second instanceof Group group && group.least() == 1) {
      if (group.lines().stream().anyMatch(line -> holds(first, line))) {
        return true;
      }
    }
    if (first instanceof Group group && group.least() == group.lines().size()) {
      return group.lines().stream().anyMatch(line -> holds(line, second));
    }
    if (first instanceof Absence absence && second instanceof Absence other) {
      return holds(other.of(), absence.of());
    }
    return first instanceof Single single
        && second instanceof Single other
        && holds(single.kind(), parts(single.text()), parts(other.text()));
  }

  /** The sentence and its qualifiers; titles have quotes and no qualifier begins within one. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      quoted ^= text.charAt(i) == '"';
      if (!quoted && text.startsWith(" - ", i)) {
        parts.add(text.substring(from, i));
        from = i + 3;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static boolean holds(Single.Kind kind, List<String> first, List<String> second) {
    if (!stronger(first.get(0), second.get(0), first.size() == 1)) {
      return false;
    }
    List<String> narrowed = first.subList(1, first.size());
    List<String> wanted = second.subList(1, second.size());
    boolean isNarrower =
        wanted.stream()
            .allMatch(
                each ->
                    narrowed.stream().anyMatch(own -> own.equals(each) || narrower(own, each))
                        || (isNow(first.get(0)) && each.startsWith("present within")));
    // which reading is the latest depends on which are looked at; only its age may be bounded more
    boolean sameChoice =
        kind != Single.Kind.READINGS
            || narrowed.stream()
                .filter(each -> !each.startsWith("within the last"))
                .toList()
                .equals(
                    wanted.stream().filter(each -> !each.startsWith("within the last")).toList());
    return isNarrower && sameChoice;
  }

  private static boolean isNow(String sentence) {
    return sentence.startsWith("the patient has \"");
  }

  private static boolean narrower(String first, String second) {
    String began = "that began within the last ";
    String present = "present within the last ";
    if (first.startsWith(began) && second.startsWith(present)) {
      return narrower(present + first.substring(began.length()), second);
    }
    Matcher own = SEVERITY.matcher(first);
    Matcher other = SEVERITY.matcher(second);
    if (own.matches() && other.matches()) {
      return SEVERITIES.indexOf(own.group(1)) >= SEVERITIES.indexOf(other.group(1));
    }
    return first.equals(second) || compared(first, second);
  }

  private static boolean stronger(String first, String second, boolean unqualified) {
    if (first.equals(second) || compared(first, second) || comparedAcross(first, second)) {
      return true;
    }
    for (Map.Entry<Pattern, String> each : WIDER.entrySet()) {
      Matcher matcher = each.getKey().matcher(first);
      if (matcher.matches()) {
        String title = matcher.groupCount() == 0 ? "" : matcher.group(1);
        if ((each.getValue() + title).equals(second)) {
          return true;
        }
      }
    }
    Matcher takes = Pattern.compile("the patient takes " + TITLE).matcher(first);
    return unqualified
        && takes.matches()
        && second.startsWith("the patient took " + takes.group(1) + " within the last ");
  }

  private static boolean compared(String first, String second) {
    for (Form form : FORMS) {
      Matcher own = form.pattern().matcher(first);
      Matcher other = form.pattern().matcher(second);
      if (own.matches() && other.matches()) {
        return compared(form, own, other);
      }
    }
    return false;
  }

  /** "Above 180" is more than "at least 160", and "at least 181" more than "above 180". */
  private static boolean comparedAcross(String first, String second) {
    return above(first, " is above ", second, " is at least ", 0)
        || above(first, " is at least ", second, " is above ", 1)
        || above(second, " is below ", first, " is at most ", 1)
        || above(second, " is at most ", first, " is below ", 0);
  }

  private static boolean above(
      String larger, String itsWord, String smaller, String otherWord, int least) {
    int own = larger.indexOf(itsWord);
    int other = smaller.indexOf(otherWord);
    if (own < 0 || other < 0 || !larger.substring(0, own).equals(smaller.substring(0, other))) {
      return false;
    }
    Integer order =
        compare(
            larger.substring(own + itsWord.length()),
            smaller.substring(other + otherWord.length()));
    return order != null && order >= least;
  }

  private static boolean compared(Form form, Matcher first, Matcher second) {
    int number = 0;
    for (int i = 1; i <= first.groupCount(); i++) {
      String own = first.group(i);
      String other = second.group(i);
      if (own.startsWith("\"")) {
        if (!own.equals(other)) {
          return false;
        }
      } else {
        Integer order = compare(own, other);
        boolean right =
            order != null && (form.numbers().get(number) == Order.LARGER ? order >= 0 : order <= 0);
        if (!right) {
          return false;
        }
        number++;
      }
    }
    return true;
  }

  /** Compares two amounts of one unit, or two durations; {@code null} if that cannot be told. */
  private static @Nullable Integer compare(String first, String second) {
    String[] own = first.split(" ", 2);
    String[] other = second.split(" ", 2);
    if (own.length != other.length) {
      return null;
    }
    BigDecimal mine;
    BigDecimal theirs;
    try {
      mine = new BigDecimal(own[0]);
      theirs = new BigDecimal(other[0]);
    } catch (NumberFormatException e) {
      return null;
    }
    if (own.length == 1 || own[1].equals(other[1])) {
      return mine.compareTo(theirs);
    }
    for (Map<String, Integer> units : List.of(MINUTES, MONTHS)) {
      Integer myUnit = units.get(singular(own[1]));
      Integer theirUnit = units.get(singular(other[1]));
      if (myUnit != null && theirUnit != null) {
        return mine.multiply(BigDecimal.valueOf(myUnit))
            .compareTo(theirs.multiply(BigDecimal.valueOf(theirUnit)));
      }
    }
    return null;
  }

  private static String singular(String unit) {
    return unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
  }
}
