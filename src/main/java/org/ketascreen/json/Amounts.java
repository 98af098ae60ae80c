package org.ketascreen.json;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Quantity;

/** Reads amounts. */
final class Amounts {

  /** The UCUM unit of a pure number. */
  static final String NO_DIMENSION = "1";

  static final List<String> COMPARATORS = List.of("<", "<=", ">=", ">", "ad");

  /** At most so many digits, so that no text costs more than a look. */
  static final Pattern SHORT =
      Pattern.compile("((?:<=|>=|<|>)?) ?(-?[0-9]{1,30}(?:\\.[0-9]{1,30})?) +(\\S{1,100})");

  private Amounts() {}

  /** Reads {@code "142 mm[Hg]"}, a pure number, or an object with value, comparator and unit. */
  static @Nullable Quantity quantity(Node node) {
    if (node.json().isNumber()) {
      return new Quantity(node.json().decimalValue(), null, NO_DIMENSION);
    }
    if (node.isText()) {
      return shortForm(node);
    }
    try (Fields fields = node.fields("write a number and a UCUM unit, as in \"142 mm[Hg]\"")) {
      return fields == null ? null : longForm(fields);
    }
  }

  private static @Nullable Quantity shortForm(Node node) {
    String text = node.text();
    Matcher amount = SHORT.matcher(text == null ? "" : text);
    if (!amount.matches()) {
      node.problem(
          "not a number with a UCUM unit",
          "write \"142 mm[Hg]\"; a score without a unit as a number, without quotes");
      return null;
    }
    String comparator = amount.group(1);
    return new Quantity(
        new BigDecimal(amount.group(2)), comparator.isEmpty() ? null : comparator, amount.group(3));
  }

  private static @Nullable Quantity longForm(Fields fields) {
    BigDecimal value = fields.required("value", "write a number", Node::number);
    String comparator = fields.get("comparator", Amounts::comparator);
    String unit = fields.words("unit");
    return value == null ? null : new Quantity(value, comparator, unit);
  }

  private static @Nullable String comparator(Node node) {
    String text = node.text();
    if (text != null && !COMPARATORS.contains(text)) {
      node.problem("not a comparator", "write " + Choices.of(COMPARATORS));
    }
    return text;
  }

  /** Whether it is written as a range, {@code {"low": ..., "high": ...}}. */
  static boolean isRange(Node node) {
    return node.isObject() && (node.json().has("low") || node.json().has("high"));
  }

  /** Reads {@code {"low": amount, "high": amount}}, either of which may be left out. */
  static <T> @Nullable T range(
      Node node, BiFunction<@Nullable Quantity, @Nullable Quantity, T> maker) {
    try (Fields fields = node.fields("write {\"low\": \"10 mg\", \"high\": \"20 mg\"}")) {
      return fields == null
          ? null
          : maker.apply(
              fields.get("low", Amounts::quantity), fields.get("high", Amounts::quantity));
    }
  }
}
