package org.ketascreen.language;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ketascreen.API;
import org.ketascreen.fact.Facts;
import org.ketascreen.fact.Truth;

/**
 * Lines of which so many must hold: {@code any of} one, {@code all of} all. Counts lines, not
 * entries. Immutable and thread-safe.
 *
 * @param opening its first line
 * @param least how many lines must hold
 * @param lines the lines
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public record Group(String opening, int least, List<Sentence> lines) implements Sentence {

  public Group {
    lines = List.copyOf(lines);
    if (least < 1 || least > lines.size()) {
      throw new IllegalArgumentException("needs 1 to " + lines.size() + " lines to hold");
    }
  }

  @Override
  public String text() {
    return lines.stream()
        .map(Sentence::text)
        .collect(Collectors.joining("; ", opening + " (", ")"));
  }

  @Override
  public Evaluated evaluate(Facts facts) {
    List<Evaluated> answers = new ArrayList<>(lines.size());
    for (Sentence line : lines) {
      answers.add(line.evaluate(facts));
    }
    return evaluated(Collections.unmodifiableList(answers));
  }

  /** Returns what the group says when its lines say this. */
  public Evaluated evaluated(List<Evaluated> answers) {
    Truth[] truths = new Truth[answers.size()];
    for (int i = 0; i < truths.length; i++) {
      truths[i] = answers.get(i).truth();
    }
    Arrays.sort(truths);
    return Evaluated.group(this, truths[truths.length - least], answers);
  }

  @Override
  public String drl() {
    return derived(text());
  }

  /** Returns the pattern of a sentence that has a fact of its own. */
  static String derived(String text) {
    return "Derived( sentence == \"" + Sentence.key(text) + "\" )";
  }

  @Override
  public List<Need> needs(Facts facts) {
    return lines.stream().flatMap(line -> line.needs(facts).stream()).toList();
  }

  @Override
  public Set<String> reads() {
    Set<String> reads = new LinkedHashSet<>();
    for (Sentence line : lines) {
      reads.addAll(line.reads());
    }
    return reads;
  }

  /**
   * Returns the witnesses of each line in turn, beside as many lines that hold as make it decide.
   * Lines that cannot be shown together on one patient have no witness.
   */
  @Override
  public List<Witness> witnesses(WitnessScene scene) {
    List<List<Witness>> ofLines = lines.stream().map(line -> line.witnesses(scene)).toList();
    List<Witness> witnesses = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      List<Witness> others = others(ofLines, i);
      for (Witness each : ofLines.get(i)) {
        Witness together = each.beside(others);
        if (evaluate(scene.facts(scene.patient(together))).truth() == together.truth()) {
          witnesses.add(together);
        }
      }
    }
    return List.copyOf(witnesses);
  }

  /** Returns what makes one fewer of the other lines hold than must, and the rest fail. */
  private List<Witness> others(List<List<Witness>> ofLines, int deciding) {
    List<Witness> others = new ArrayList<>();
    for (int i = 0; i < ofLines.size(); i++) {
      if (i != deciding) {
        addNext(others, ofLines.get(i));
      }
    }
    return others;
  }

  /**
   * Adds one of a line's witnesses: one that holds while fewer do than may, else one that fails.
   */
  private void addNext(List<Witness> others, List<Witness> ofLine) {
    Truth truth = others.size() < least - 1 ? Truth.HOLDS : Truth.FAILS;
    ofLine.stream().filter(witness -> witness.truth() == truth).findFirst().ifPresent(others::add);
  }

  /**
   * Returns the witnesses of each sentence in it, also of groups in it, beside those that make the
   * other lines decide nothing; but for lines that read the same: one reading may have to serve
   * them all. Each is as true as its sentence; what the group says of it is not tried.
   */
  public Stream<Witness> apart(WitnessScene scene) {
    return lines.stream()
        .flatMap(
            line -> {
              List<Witness> others = others(scene, line);
              Stream<Witness> its =
                  line instanceof Group group ? group.apart(scene) : line.witnesses(scene).stream();
              return its.map(each -> each.beside(others));
            });
  }

  private List<Witness> others(WitnessScene scene, Sentence deciding) {
    List<Witness> others = new ArrayList<>();
    for (Sentence line : lines) {
      if (line != deciding && Collections.disjoint(line.reads(), deciding.reads())) {
        addNext(others, line.witnesses(scene));
      }
    }
    return others;
  }

  @Override
  public List<Single> singles() {
    List<Single> singles = new ArrayList<>();
    for (Sentence line : lines) {
      singles.addAll(line.singles());
    }
    return Collections.unmodifiableList(singles);
  }

  @Override
  public boolean isDerived() {
    return true;
  }
}
