package org.ketascreen.language;

import java.util.List;
import java.util.Set;
import org.ketascreen.API;
import org.ketascreen.fact.Facts;

/** A sentence of a rule. Immutable and thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public sealed interface Sentence permits Single, Absence, Group {

  /** Returns the sentence in one line, its qualifiers or lines behind it. */
  String text();

  /** Returns what the facts say to it. */
  Evaluated evaluate(Facts facts);

  /** Returns the Drools pattern that matches exactly when it may hold. */
  String drl();

  /** Returns what must be known to decide it, of what the facts do not have. */
  List<Need> needs(Facts facts);

  /** Returns the titles of the value sets and observations it reads. */
  Set<String> reads();

  /**
   * Returns smallest patients who show what it says: for each truth that it can have, and on each
   * side of and at each of its limits and windows.
   */
  List<Witness> witnesses(WitnessScene scene);

  /** Returns the single sentences in it, itself if it is one. */
  List<Single> singles();

  /** Returns the sentence as its fact names it: Drools keeps no quotes inside quotes. */
  static String key(String text) {
    return text.replace('"', '\'');
  }

  /** Whether it is answered by a fact of its own, which must be inserted when it may hold. */
  boolean isDerived();
}
