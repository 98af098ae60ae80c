package org.ketascreen.record;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A closed choice that FHIR writes as a code. */
public interface FhirCode {

  /** Returns the code as FHIR writes it. */
  String code();

  /**
   * Returns the constant that FHIR writes as {@code code}.
   *
   * @throws IllegalArgumentException if there is none; the message names the codes there are and
   *     does not repeat the given one, which may be a patient's words
   */
  static <E extends Enum<E> & FhirCode> E parse(Class<E> type, String code) {
    for (E constant : type.getEnumConstants()) {
      if (constant.code().equals(code)) {
        return constant;
      }
    }
    throw new IllegalArgumentException(
        "not one of "
            + Arrays.stream(type.getEnumConstants())
                .map(FhirCode::code)
                .collect(Collectors.joining(", ")));
  }
}
