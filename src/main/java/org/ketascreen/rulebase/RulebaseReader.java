package org.ketascreen.rulebase;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Quantity;
import org.ketascreen.terminology.MolarMass;
import org.ketascreen.terminology.ObservationDefinition;
import org.ketascreen.terminology.RollUp;
import org.ketascreen.terminology.ValueSet;

/**
 * Reads a rulebase as {@link RulebaseWriter} wrote it. By hand, and not from JSON: this is a good
 * part of the time to a first report, and binding by reflection alone loads five hundred classes.
 */
final class RulebaseReader {

  private final PackedReader in;

  private RulebaseReader(byte[] bytes) {
    this.in = new PackedReader(bytes);
  }

  /**
   * Reads a rulebase.
   *
   * @throws RuntimeException if these are not the bytes of one
   */
  static Rulebase read(byte[] bytes, Trust trust) {
    RulebaseReader reader = new RulebaseReader(bytes);
    Rulebase rulebase = reader.rulebase(trust);
    reader.in.end();
    return rulebase;
  }

  private Rulebase rulebase(Trust trust) {
    return new Rulebase(
        in.text(),
        in.text(),
        in.number(),
        in.text(),
        in.text(),
        in.text(),
        in.optional(),
        in.texts(),
        in.text(),
        in.list(this::source),
        in.list(this::rule),
        in.list(this::valueSet),
        ingredients(),
        in.flag() ? pregnancy() : null,
        in.flag() ? doses() : null,
        in.flag() ? idealWeight() : null,
        checklists(),
        trust);
  }

  private Source source() {
    return new Source(
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.optional(),
        in.text(),
        in.texts(),
        in.text());
  }

  private Rule rule() {
    return new Rule(
        in.text(),
        in.text(),
        in.constant(Severity.class),
        in.list(this::applicability),
        EnumSet.copyOf(in.list(() -> in.constant(Stage.class))),
        in.texts(),
        in.constant(Basis.class),
        in.text(),
        in.text(),
        citations(),
        in.texts(),
        in.list(() -> new Line(in.text(), in.number())),
        in.flag() ? new Rule.Ask(in.text(), in.optional(), in.number()) : null,
        in.text(),
        in.number());
  }

  private Applicability applicability() {
    return new Applicability(in.constant(Agent.class), in.flag() ? in.constant(Route.class) : null);
  }

  private List<Citation> citations() {
    return in.list(() -> new Citation(in.text(), in.text()));
  }

  private ValueSet valueSet() {
    return new ValueSet(
        in.text(),
        in.text(),
        in.text(),
        in.optional(),
        in.optional(),
        in.optional(),
        in.list(this::statement),
        in.texts(),
        in.texts(),
        in.texts(),
        in.flag() ? observation() : null);
  }

  private ValueSet.Statement statement() {
    return new ValueSet.Statement(in.text(), in.text(), in.optional(), in.flag(), in.flag());
  }

  private ObservationDefinition observation() {
    return new ObservationDefinition(
        in.optional(),
        quantity(),
        quantity(),
        in.flag() ? new MolarMass(new BigDecimal(in.text()), in.text()) : null,
        in.text());
  }

  private @Nullable Quantity quantity() {
    return in.flag() ? new Quantity(new BigDecimal(in.text()), in.optional(), in.optional()) : null;
  }

  private RollUp ingredients() {
    int[] concepts = summed(in.numbers());
    int[] ends = summed(in.numbers());
    return new RollUp(concepts, in.numbers(), ends);
  }

  /** Replaces each number by the sum of it and all before it. */
  private static int[] summed(int[] numbers) {
    for (int i = 1; i < numbers.length; i++) {
      numbers[i] += numbers[i - 1];
    }
    return numbers;
  }

  private PregnancyDefinition pregnancy() {
    return new PregnancyDefinition(
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.number(),
        in.number(),
        in.number(),
        in.number(),
        in.flag()
            ? new PregnancyDefinition.Breastfeeding(
                in.text(), in.text(), in.text(), in.text(), in.number())
            : null,
        in.text(),
        citations());
  }

  private DoseDefinition doses() {
    return new DoseDefinition(in.text(), in.number(), in.text(), citations());
  }

  private IdealWeightDefinition idealWeight() {
    return new IdealWeightDefinition(
        in.constant(IdealWeightDefinition.Formula.class), in.text(), in.text(), citations());
  }

  private Map<Stage, List<String>> checklists() {
    Map<Stage, List<String>> checklists = new EnumMap<>(Stage.class);
    for (int left = in.count(); left > 0; left--) {
      checklists.put(in.constant(Stage.class), in.texts());
    }
    return checklists;
  }
}
