package org.ketascreen.testkit;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ketascreen.Disposition;
import org.ketascreen.Outcome;
import org.ketascreen.record.FhirCode;

/** Refuses expectations that no report can meet, and those that nobody has decided yet. */
final class Expected {

  /** What a generated vignette expects until a person has decided. */
  static final String TODO = "TODO";

  private static final Pattern TAG = Pattern.compile("[^\\s,()&|!]+");
  private static final List<String> OUTCOMES =
      Stream.concat(Stream.of("possible"), Stream.of(Outcome.values()).map(Outcome::code))
          .sorted()
          .toList();
  private static final List<String> DISPOSITIONS =
      Stream.of(Disposition.values()).map(FhirCode::code).toList();

  private Expected() {}

  /**
   * Checks what a vignette expects.
   *
   * @throws IllegalArgumentException if it cannot be met
   */
  static void check(Vignette.Written written) {
    written.outcomes().forEach((rule, outcome) -> oneOf(rule, outcome, OUTCOMES));
    if (written.disposition() != null) {
      oneOf("disposition", written.disposition(), DISPOSITIONS);
    }
    listed("findings", written.findings());
    listed("missing", written.missing());
    for (String tag : written.tags()) {
      if (!TAG.matcher(tag).matches()) {
        throw new IllegalArgumentException(
            "the tag '" + tag + "' is blank or has a space or one of , ( ) & | ! in it");
      }
    }
  }

  private static void listed(String what, @Nullable List<String> names) {
    if (names != null && names.contains(TODO)) {
      throw new IllegalArgumentException(
          what + " is still TODO; write what the sources demand of this patient");
    }
  }

  private static void oneOf(String what, String found, List<String> known) {
    if (found.equals(TODO)) {
      throw new IllegalArgumentException(
          what + " is still TODO; write what the sources demand of this patient, one of " + known);
    }
    if (!known.contains(found)) {
      throw new IllegalArgumentException(
          "'" + found + "' of " + what + " is not one of " + String.join(", ", known));
    }
  }
}
