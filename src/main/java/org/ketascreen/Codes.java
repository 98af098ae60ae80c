package org.ketascreen;

import java.util.List;
import org.ketascreen.terminology.ValueSet;

/** The codes of value sets as reports show them. */
final class Codes {

  private Codes() {}

  /** Returns the first so many codes that the value sets include, as {@code system|code}. */
  static List<String> of(List<ValueSet> valueSets, int most) {
    return valueSets.stream()
        .flatMap(valueSet -> valueSet.statements().stream())
        .filter(ValueSet.Statement::include)
        .map(statement -> statement.system() + "|" + statement.code())
        .distinct()
        .limit(most)
        .toList();
  }
}
