package org.ketascreen.testkit.mutation;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ketascreen.terminology.ValueSet;
import org.ketascreen.terminology.ValueSet.Statement;

/**
 * Codes that stand side by side in a hierarchy whose codes begin with the code of their parent, of
 * those that any value set of a rulebase names: of others nobody here knows whether they exist.
 * Thread-safe once made.
 */
final class Siblings {

  private final Map<String, NavigableSet<String>> codes = new HashMap<>();

  Siblings(Iterable<ValueSet> valueSets) {
    for (ValueSet valueSet : valueSets) {
      for (Statement each : valueSet.statements()) {
        codes.computeIfAbsent(each.system(), s -> new TreeSet<>()).add(each.code());
      }
    }
  }

  /** Returns the next one after a code, or else before it, or {@code null} if there is none. */
  @Nullable String beside(String system, String code, Predicate<String> wanted) {
    NavigableSet<String> known = codes.getOrDefault(system, new TreeSet<>());
    for (String other : known.tailSet(code, false)) {
      if (areSiblings(code, other) && wanted.test(other)) {
        return other;
      }
    }
    for (String other : known.headSet(code, false).descendingSet()) {
      if (areSiblings(code, other) && wanted.test(other)) {
        return other;
      }
    }
    return null;
  }

  /**
   * Whether codes differ in the last place only. Of codes without a point that end in two digits,
   * as I71 and N05BA01 do, both are the last place.
   */
  private static boolean areSiblings(String code, String other) {
    int own = code.length() - (endsInTwoDigits(code) && code.indexOf('.') < 0 ? 2 : 1);
    return other.length() == code.length() && other.startsWith(code.substring(0, own));
  }

  private static boolean endsInTwoDigits(String code) {
    int length = code.length();
    return length > 1 && isDigit(code.charAt(length - 1)) && isDigit(code.charAt(length - 2));
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}
