package org.ketascreen.rulebase;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.rulebase.LocatedJson.Kind;
import org.ketascreen.terminology.MolarMass;

/** Reads the parts of the extension that says what a mole weighs. Not thread-safe. */
final class MolarMassReader {

  private static final String GRAMS_PER_MOLE = "g/mol";

  /** More digits than any atomic weight is known to. */
  private static final int MOST_DIGITS = 20;

  private final FileProblems problems;
  private final String extension;
  private @Nullable BigDecimal mass;
  private @Nullable String source;

  MolarMassReader(FileProblems problems, String extension) {
    this.problems = problems;
    this.extension = extension;
  }

  /** Returns what the parts say, or {@code null} where that is a problem. */
  @Nullable MolarMass read(LocatedJson parts) {
    if (!problems.is(parts, Kind.ARRAY)) {
      return null;
    }
    parts.items().forEach(this::readPart);
    if (mass != null && source != null) {
      return new MolarMass(mass, source);
    }
    problems.add(
        parts.line(),
        "'" + extension + "' lacks its mass or its source",
        "write both: a 'mass' above 0 in " + GRAMS_PER_MOLE + ", and the 'source' that says so");
    return null;
  }

  private void readPart(LocatedJson part) {
    String url = problems.is(part, Kind.OBJECT) ? problems.requiredText(part, "url") : null;
    if (url == null) {
      return;
    }
    switch (url) {
      case "mass" -> {
        if (problems.checkNames(part, Set.of("url", "valueQuantity"), Set.of("id"))) {
          mass = mass(part.fields().get("valueQuantity"));
        }
      }
      case "source" -> {
        if (problems.checkNames(part, Set.of("url", "valueString"), Set.of("id"))) {
          source = problems.requiredText(part, "valueString");
        }
      }
      default ->
          problems.add(
              part.line(),
              "'" + url + "' is no part of '" + extension + "'",
              "write 'mass' and 'source'");
    }
  }

  private @Nullable BigDecimal mass(@Nullable LocatedJson quantity) {
    if (quantity == null
        || !problems.checkNames(
            quantity, Set.of("value", "unit"), Set.of("id", "comparator", "system", "code"))) {
      return null;
    }
    LocatedJson value = quantity.fields().get("value");
    boolean inGramsPerMole = GRAMS_PER_MOLE.equals(problems.requiredText(quantity, "unit"));
    if (value == null || !inGramsPerMole || !problems.is(value, Kind.NUMBER)) {
      return null;
    }
    BigDecimal number = value.number();
    boolean plausible =
        number != null
            && number.signum() > 0
            && number.precision() <= MOST_DIGITS
            && Math.abs(number.scale()) <= MOST_DIGITS;
    return plausible ? number : null;
  }
}
