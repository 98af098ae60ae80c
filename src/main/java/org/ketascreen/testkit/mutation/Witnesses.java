package org.ketascreen.testkit.mutation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ketascreen.engine.Engine;
import org.ketascreen.fact.Facts;
import org.ketascreen.fact.Truth;
import org.ketascreen.fact.Window;
import org.ketascreen.language.Group;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Sentence;
import org.ketascreen.language.Witness;
import org.ketascreen.language.WitnessPatient;
import org.ketascreen.language.WitnessScene;
import org.ketascreen.record.AsOf;

/** Looks among the witnesses of sentences for one whom a mutant screens otherwise. */
final class Witnesses {

  private static final AsOf NOW = AsOf.parse("2026-06-15T09:00:00Z");

  private final Engine engine;

  Witnesses(Engine engine) {
    this.engine = engine;
  }

  /** A patient and what the rule and its mutant say of them. */
  private record Telling(Witness witness, int entries, Truth before, Truth after) {
    private boolean tells() {
      return before != after;
    }

    @Override
    public String toString() {
      return witness.what()
          + " ("
          + before.name().toLowerCase(Locale.ROOT)
          + ", changed "
          + after.name().toLowerCase(Locale.ROOT)
          + ")";
    }
  }

  /**
   * Returns a smallest patient who tells a mutant from its rule, in words; {@code null} if none.
   */
  @Nullable String telling(Variant variant) {
    RuleLogic before = variant.original();
    RuleLogic after = variant.on(NOW.day());
    if (!Objects.equals(before.rule().ask(), after.rule().ask())) {
      return asked(before, after);
    }
    WitnessScene scene = engine.scene(NOW, before.rule());
    return Stream.of(before.whole(), after.whole())
        .flatMap(each -> Stream.concat(each.witnesses(scene).stream(), apart(scene, each)))
        .map(each -> told(scene, before, after, each))
        .filter(Telling::tells)
        .min(Comparator.comparingInt(Telling::entries))
        .map(Telling::toString)
        .orElse(null);
  }

  /**
   * Returns the witnesses of each line beside those that make other lines decide nothing, but for
   * lines that read the same: one reading may have to serve them all.
   */
  private static Stream<Witness> apart(WitnessScene scene, Sentence sentence) {
    return sentence instanceof Group group
        ? group.lines().stream().flatMap(line -> apart(scene, group, line))
        : sentence.witnesses(scene).stream();
  }

  private static Stream<Witness> apart(WitnessScene scene, Group group, Sentence deciding) {
    List<Witness> others = new ArrayList<>();
    for (Sentence line : group.lines()) {
      if (line != deciding && Collections.disjoint(line.reads(), deciding.reads())) {
        Truth wanted = others.size() < group.least() - 1 ? Truth.HOLDS : Truth.FAILS;
        line.witnesses(scene).stream()
            .filter(each -> each.truth() == wanted)
            .findFirst()
            .ifPresent(others::add);
      }
    }
    return apart(scene, deciding).map(each -> each.beside(others));
  }

  /** Of two ages of a document the longer window takes one that the shorter does not. */
  private static String asked(RuleLogic before, RuleLogic after) {
    Window its = Objects.requireNonNull(before.askedWithin(), "window");
    Window changed = Objects.requireNonNull(after.askedWithin(), "window");
    boolean isLonger = its.isShorterThan(changed);
    return "a usable \""
        + Objects.requireNonNull(before.rule().ask()).observation()
        + "\" from "
        + (isLonger ? "just before" : "the edge of")
        + " the last "
        + its;
  }

  private static Telling told(
      WitnessScene scene, RuleLogic before, RuleLogic after, Witness witness) {
    WitnessPatient patient = scene.patient(witness);
    Facts facts = scene.facts(patient);
    return new Telling(
        witness, patient.record().entries().size(), said(before, facts), said(after, facts));
  }

  private static Truth said(RuleLogic rule, Facts facts) {
    Truth truth = rule.whole().evaluate(facts).truth();
    return rule.rule().ask() != null && truth.mayHold() ? rule.due(facts).truth() : truth;
  }
}
