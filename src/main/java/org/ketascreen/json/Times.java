package org.ketascreen.json;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.Moment;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.ReferenceRange;

/** Reads dates, times and stretches of time. */
final class Times {

  private static final Pattern TIME =
      Pattern.compile("[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2}(?:T[0-9:.]{5,20}(?:Z|[+-][0-9:]+)?)?)?)?");

  private static final Pattern MOMENT =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]{5,20})?(?:Z|[+-][0-9:]+)");

  private static final List<String> AGES = List.of("a", "mo", "wk", "d");

  private Times() {}

  static @Nullable RecordedTime time(Node node) {
    String text = node.text();
    if (text == null) {
      return null;
    }
    try {
      if (TIME.matcher(text).matches()) {
        return RecordedTime.parse(text);
      }
    } catch (IllegalArgumentException e) {
      // said below; the message is the same for every text that is no time
    }
    node.problem(
        "not a date or time",
        "write YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss and the offset, as in +02:00 or Z");
    return null;
  }

  static @Nullable AsOf asOf(Node node) {
    String text = node.text();
    if (text == null) {
      return null;
    }
    try {
      if (MOMENT.matcher(text).matches()) {
        return AsOf.parse(text);
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    node.problem(
        "not a moment with an offset",
        "write 2026-06-15T09:00:00+02:00, or 2026-06-15+02:00 for the whole day");
    return null;
  }

  static @Nullable OffsetDateTime offsetTime(Node node) {
    String text = node.text();
    if (text == null) {
      return null;
    }
    try {
      if (MOMENT.matcher(text).matches()) {
        return OffsetDateTime.parse(text);
      }
    } catch (DateTimeException e) {
      // said below
    }
    node.problem("not a time with an offset", "write 2026-06-15T09:00:00+02:00");
    return null;
  }

  /** Reads one time, which is both ends, or {@code {"start": time, "end": time}}. */
  static @Nullable RecordedPeriod period(Node node) {
    if (node.isText()) {
      RecordedTime time = time(node);
      return time == null ? null : new RecordedPeriod(time, time);
    }
    try (Fields fields = node.fields("write a date, or an object with start and end")) {
      return fields == null
          ? null
          : new RecordedPeriod(fields.get("start", Times::time), fields.get("end", Times::time));
    }
  }

  /**
   * Reads one time, or an object: {@code start} and {@code end} between which it was, an {@code
   * age}, or what was {@code said}.
   */
  static @Nullable Moment moment(Node node) {
    if (node.isText()) {
      RecordedTime time = time(node);
      return time == null ? null : new Moment.At(time);
    }
    try (Fields fields =
        node.fields("write a date, or an object with start and end, age, or said")) {
      return fields == null ? null : moment(node, fields);
    }
  }

  private static Moment moment(Node node, Fields fields) {
    RecordedTime start = fields.get("start", Times::time);
    RecordedTime end = fields.get("end", Times::time);
    Moment age = fields.get("age", Times::age);
    String said = fields.words("said");
    int ways = (start == null && end == null ? 0 : 1) + (age == null ? 0 : 1);
    if (ways + (said == null ? 0 : 1) > 1) {
      node.problem("said in two ways", "give start and end, or age, or said");
    }
    if (said != null) {
      return new Moment.Said(said);
    }
    return age == null ? new Moment.Between(start, end) : age;
  }

  private static @Nullable Moment age(Node node) {
    if (!Amounts.isRange(node)) {
      Quantity age = Amounts.quantity(node);
      return age == null ? null : age(node, age, age);
    }
    ReferenceRange range = Amounts.range(node, ReferenceRange::new);
    if (range == null || range.low() == null || range.high() == null) {
      node.problem("one end is missing", "give low and high");
      return null;
    }
    return age(node, range.low(), range.high());
  }

  private static @Nullable Moment age(Node node, Quantity low, Quantity high) {
    String unit = low.unit();
    if (unit == null
        || !AGES.contains(unit)
        || !unit.equals(high.unit())
        || low.comparator() != null
        || high.comparator() != null) {
      node.problem("not an age", "write it as in \"34 a\", in a, mo, wk or d");
      return null;
    }
    return new Moment.AtAge(low.value(), high.value(), unit);
  }
}
