package org.ketascreen.review.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.terminology.ValueSet;

/**
 * Which value set of one version is which of the other: by id, else by title, else by its codes.
 * Immutable and thread-safe.
 */
final class Titles {

  private final List<Pair> pairs;
  private final List<ValueSet> removed;
  private final List<ValueSet> added;
  private final Map<String, String> renamed = new HashMap<>();
  private final Map<String, CodeableConcept> shownBefore = new HashMap<>();
  private final Map<String, CodeableConcept> shownAfter = new HashMap<>();

  /** A value set that both versions have. */
  record Pair(ValueSet before, ValueSet after) {}

  private Titles(List<Pair> pairs, List<ValueSet> removed, List<ValueSet> added) {
    this.pairs = List.copyOf(pairs);
    this.removed = List.copyOf(removed);
    this.added = List.copyOf(added);
    for (Pair each : pairs) {
      if (!each.before().title().equals(each.after().title())) {
        renamed.put(each.before().title(), each.after().title());
      }
      each.before().statements().stream()
          .filter(ValueSet.Statement::include)
          .filter(statement -> isIn(each.after(), statement))
          .findFirst()
          .map(Titles::concept)
          .ifPresent(
              common -> {
                shownBefore.put(each.before().title(), common);
                shownAfter.put(each.after().title(), common);
              });
    }
  }

  static Titles of(List<ValueSet> before, List<ValueSet> after) {
    List<ValueSet> left = new ArrayList<>(before);
    List<ValueSet> right = new ArrayList<>(after);
    List<Pair> pairs = new ArrayList<>();
    match(left, right, pairs, (one, other) -> one.id().equals(other.id()));
    match(left, right, pairs, (one, other) -> one.title().equals(other.title()));
    match(
        left,
        right,
        pairs,
        (one, other) -> !one.statements().isEmpty() && one.statements().equals(other.statements()));
    return new Titles(pairs, left, right);
  }

  private static void match(
      List<ValueSet> left,
      List<ValueSet> right,
      List<Pair> pairs,
      BiPredicate<ValueSet, ValueSet> isSame) {
    for (ValueSet each : List.copyOf(left)) {
      right.stream()
          .filter(other -> isSame.test(each, other))
          .findFirst()
          .ifPresent(
              other -> {
                pairs.add(new Pair(each, other));
                left.remove(each);
                right.remove(other);
              });
    }
  }

  private static boolean isIn(ValueSet other, ValueSet.Statement statement) {
    return other.statements().stream()
        .anyMatch(
            each ->
                each.include()
                    && each.system().equals(statement.system())
                    && each.code().equals(statement.code()));
  }

  static CodeableConcept concept(ValueSet.Statement statement) {
    return CodeableConcept.of(
        new Coding(statement.system(), statement.code(), statement.display()));
  }

  /** Returns the value sets that both versions have, in the order of the one before. */
  List<Pair> pairs() {
    return pairs;
  }

  List<ValueSet> removed() {
    return removed;
  }

  List<ValueSet> added() {
    return added;
  }

  /** Returns what shows value sets of the version before to both, by their titles there. */
  Map<String, CodeableConcept> shownBefore() {
    return shownBefore;
  }

  /** Returns the same by the titles of the other version. */
  Map<String, CodeableConcept> shownAfter() {
    return shownAfter;
  }

  /** Returns a title of the version before as the other version has it. */
  String renamed(String title) {
    return renamed.getOrDefault(title, title);
  }

  /** Returns words of the version before with the titles of the other in quotes. */
  String inNewWords(String text) {
    Map<String, String> quoted = new LinkedHashMap<>();
    renamed.forEach((one, other) -> quoted.put("\"" + one + "\"", "\"" + other + "\""));
    StringBuilder words = new StringBuilder();
    int from = 0;
    while (from < text.length()) {
      int start = text.indexOf('"', from);
      int end = start < 0 ? -1 : text.indexOf('"', start + 1);
      if (end < 0) {
        return words.append(text, from, text.length()).toString();
      }
      String title = text.substring(start, end + 1);
      words.append(text, from, start).append(quoted.getOrDefault(title, title));
      from = end + 1;
    }
    return words.toString();
  }
}
