package org.ketascreen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.ketascreen.fact.Doubt;
import org.ketascreen.fact.Support;
import org.ketascreen.language.Evaluated;

/** Evidence as reports show it. */
final class Evidences {

  private Evidences() {}

  /** Returns what speaks for a rule, each once, by sentence, reference and value. */
  static List<Finding.Evidence> of(Evaluated whole) {
    TreeSet<Finding.Evidence> evidence =
        new TreeSet<>(
            Comparator.comparing(Finding.Evidence::reference)
                .thenComparing(Finding.Evidence::sentence)
                .thenComparing((a, b) -> a == b ? 0 : a.toString().compareTo(b.toString())));
    for (Evaluated single : whole.deciding()) {
      for (Support support : single.considered()) {
        if (support.verdict().truth().mayHold()) {
          evidence.add(of(single, support));
        }
      }
    }
    return List.copyOf(evidence);
  }

  static Finding.Evidence of(Evaluated single, Support support) {
    org.ketascreen.fact.Evidence evidence = support.evidence();
    return new Finding.Evidence(
        single.sentence().text(),
        evidence.reference(),
        evidence.concept(),
        evidence.coding(),
        evidence.value(),
        evidence.effective(),
        evidence.status(),
        evidence.matchedBy() == null ? null : evidence.matchedBy().name().toLowerCase(Locale.ROOT));
  }

  /** Returns what would settle a possible finding, each instruction once. */
  static List<String> settledBy(Evaluated whole) {
    TreeSet<Doubt> doubts = new TreeSet<>();
    for (Evaluated single : whole.deciding()) {
      for (Support support : single.considered()) {
        doubts.addAll(support.verdict().doubts());
      }
    }
    List<String> instructions = new ArrayList<>();
    doubts.forEach(doubt -> instructions.add(doubt.settledBy()));
    return instructions;
  }
}
