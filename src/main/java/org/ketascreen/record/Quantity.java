package org.ketascreen.record;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A measured amount as the source wrote it (FHIR Quantity). Immutable and thread-safe.
 *
 * @param value the number
 * @param comparator {@code <}, {@code <=}, {@code >=}, {@code >} or {@code ad} when the true value
 *     is only bounded by {@code value}; {@code null} when it is the value
 * @param unit the UCUM code when the source gave one, else the source's own unit text; {@code null}
 *     when there is none
 */
public record Quantity(BigDecimal value, @Nullable String comparator, @Nullable String unit) {

  public Quantity {
    Objects.requireNonNull(value, "value");
  }

  /** Returns an exact amount in a UCUM unit. */
  public static Quantity of(String value, String unit) {
    return new Quantity(new BigDecimal(value), null, unit);
  }

  /** Reads {@code "160 mm[Hg]"}: a number, blanks, a UCUM unit without blanks. */
  public static Quantity parse(String text) {
    String trimmed = text.strip();
    int blank = trimmed.indexOf(' ');
    if (blank < 1) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a quantity; write a number, a blank and a UCUM unit, as in '56 mg'");
    }
    try {
      return new Quantity(
          new BigDecimal(trimmed.substring(0, blank)), null, trimmed.substring(blank).strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' does not begin with a number; write a number, a blank and a UCUM unit, as in '56 mg'",
          e);
    }
  }

  // Not left to the language, which makes these at run time: that is long for a first report.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Quantity that
        && value.equals(that.value)
        && Objects.equals(comparator, that.comparator)
        && Objects.equals(unit, that.unit);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * value.hashCode() + Objects.hashCode(comparator)) + Objects.hashCode(unit);
  }
}
