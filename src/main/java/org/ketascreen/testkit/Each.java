package org.ketascreen.testkit;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.ketascreen.testkit.Vignette.Written;

/** Puts each code of a list where a vignette says {@code each}. */
final class Each {

  private static final String EACH = "each";
  private static final Set<String> OF_ENTRIES = Set.of("code", "result");
  private static final String OF_PLAN = "for";

  private Each() {}

  /** Whether a code is to be put in. */
  static boolean isSaidIn(Written written) {
    return EACH.equals(written.plan().get(OF_PLAN))
        || entries(written)
            .anyMatch(entry -> OF_ENTRIES.stream().anyMatch(key -> EACH.equals(entry.get(key))));
  }

  private static Stream<Map<String, String>> entries(Written written) {
    return Stream.of(
            written.conditions(),
            written.procedures(),
            written.medications(),
            written.allergies(),
            written.observations(),
            written.plans(),
            written.mentions())
        .flatMap(List::stream);
  }

  /**
   * Returns the codes, none if a vignette does not say {@code each}.
   *
   * @throws IllegalArgumentException if there are none where one is wanted, or are where none is
   */
  static List<String> codes(Written written) {
    List<String> codes = written.each() == null ? List.of() : written.each();
    if (isSaidIn(written) && codes.isEmpty()) {
      throw new IllegalArgumentException(
          "an entry says 'each', but no code is listed; write each: [ \"icd-10-cm|I71.4\", ... ]");
    }
    if (!isSaidIn(written) && written.each() != null) {
      throw new IllegalArgumentException(
          "'each' lists codes, but no entry says code: each (nor result: each, nor the plan"
              + " for: each)");
    }
    Set<String> known = new HashSet<>();
    for (String code : codes) {
      if (!known.add(code)) {
        throw new IllegalArgumentException("'" + code + "' stands twice under each");
      }
    }
    return codes;
  }

  /** Returns entries that say a code instead. */
  static List<Map<String, String>> saying(String code, List<Map<String, String>> entries) {
    return entries.stream().map(entry -> saying(code, entry, OF_ENTRIES)).toList();
  }

  /** Returns a plan that says a code instead. */
  static Map<String, String> saying(String code, Map<String, String> plan) {
    return saying(code, plan, Set.of(OF_PLAN));
  }

  private static Map<String, String> saying(
      String code, Map<String, String> written, Set<String> keys) {
    Map<String, String> said = new LinkedHashMap<>(written);
    said.replaceAll((key, value) -> keys.contains(key) && EACH.equals(value) ? code : value);
    return said;
  }
}
