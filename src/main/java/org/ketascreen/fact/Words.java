package org.ketascreen.fact;

import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;

/** What a report calls a concept: its text, else the first display, else the first code. */
final class Words {

  private Words() {}

  static @Nullable String of(CodeableConcept concept) {
    if (concept.text() != null) {
      return concept.text();
    }
    for (Coding coding : concept.codings()) {
      if (coding.display() != null) {
        return coding.display();
      }
    }
    return concept.codings().isEmpty() ? null : concept.codings().get(0).code();
  }
}
