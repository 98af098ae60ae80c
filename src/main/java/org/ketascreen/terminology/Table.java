package org.ketascreen.terminology;

import org.jspecify.annotations.Nullable;

/**
 * The codes of one code system, for the value sets of one use. Immutable once built, and
 * thread-safe.
 */
interface Table {

  /** Says nothing of any code. */
  Table SILENT = code -> null;

  /** Returns what the code says, or {@code null} if it decides nothing. */
  @Nullable Verdict find(String code);
}
