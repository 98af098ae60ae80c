package org.ketascreen.testkit;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ketascreen.Disposition;
import org.ketascreen.Outcome;
import org.ketascreen.record.FhirCode;
import org.ketascreen.rulebase.Severity;

/** Refuses expectations that no report can meet, and those that nobody has decided yet. */
final class Expected {

  /** What a generated vignette expects until a person has decided. */
  static final String TODO = "TODO";

  private static final String OR = " or ";
  private static final String POSSIBLE = "possible";

  private static final Pattern TAG = Pattern.compile("[^\\s,()&|!]+");
  private static final List<String> OUTCOMES =
      Stream.concat(Stream.of(POSSIBLE), Stream.of(Outcome.values()).map(Outcome::code))
          .sorted()
          .toList();
  private static final List<String> DISPOSITIONS =
      Stream.of(Disposition.values()).map(FhirCode::code).toList();
  private static final List<String> SEVERITIES =
      Stream.of(Severity.values()).map(FhirCode::code).toList();

  private Expected() {}

  /**
   * Checks what a vignette expects.
   *
   * @throws IllegalArgumentException if it cannot be met
   */
  static void check(Vignette.Written written) {
    written.outcomes().forEach((rule, outcome) -> oneOf(rule, outcome, OUTCOMES));
    written
        .severities()
        .forEach((rule, severity) -> oneOf("severity of " + rule, severity, SEVERITIES));
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

  /** Whether an outcome is a finding. */
  static boolean isFinding(String outcome) {
    return outcome.equals(Outcome.FIRED.code()) || outcome.equals(POSSIBLE);
  }

  /** Returns what is met by one outcome and by the other. */
  static String either(String one, String other) {
    return one + OR + other;
  }

  /** Whether what is expected is met. */
  static boolean isMetBy(String expected, String actual) {
    return List.of(expected.split(OR)).contains(actual);
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
