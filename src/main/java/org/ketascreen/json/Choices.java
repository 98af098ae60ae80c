package org.ketascreen.json;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ketascreen.record.FhirCode;

/** The words of closed choices. */
final class Choices {

  private Choices() {}

  static <E extends Enum<E> & FhirCode> String of(Class<E> type) {
    return of(Arrays.stream(type.getEnumConstants()).map(FhirCode::code).toList());
  }

  /** Returns {@code a, b or c}. */
  static String of(List<String> words) {
    int last = words.size() - 1;
    return words.stream().limit(last).collect(Collectors.joining(", ")) + " or " + words.get(last);
  }

  /** Returns the word for a constant of a choice that FHIR has no codes for. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
