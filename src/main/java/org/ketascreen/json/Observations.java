package org.ketascreen.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Observation;
import org.ketascreen.record.ObservationStatus;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.ReferenceRange;

/** Reads readings, answers and scores. Thread-safe. */
final class Observations {

  private final Concepts observations;
  private final Concepts others;

  /**
   * Makes a reader.
   *
   * @param observations reads what is observed
   * @param others reads results
   */
  Observations(Concepts observations, Concepts others) {
    this.observations = observations;
    this.others = others;
  }

  @Nullable Observation observation(Node node) {
    try (Fields fields =
        node.fields("write an object with concept or code, value or result, and at")) {
      return fields == null
          ? null
          : new Observation(
              Entries.reference(node, fields),
              observations.of(fields),
              Entries.statusOr(ObservationStatus.FINAL, fields),
              value(fields),
              fields.get("at", Times::period),
              fields.get("range", each -> Amounts.range(each, ReferenceRange::new)),
              fields.list("interpretations", others::concept));
    }
  }

  private Observation.@Nullable Value value(Fields fields) {
    List<Observation.Value> values = new ArrayList<>();
    addIfAny(fields.get("value", Observations::measured), values);
    CodeableConcept result = fields.get("result", others::concept);
    addIfAny(result == null ? null : new Observation.Value.Coded(result), values);
    String words = fields.words("words");
    addIfAny(words == null ? null : new Observation.Value.Words(words), values);
    if (values.size() > 1) {
      fields.problem("value", "said in two ways", "give one of value, result and words");
    }
    return values.isEmpty() ? null : values.get(0);
  }

  private static void addIfAny(Observation.@Nullable Value value, List<Observation.Value> values) {
    if (value != null) {
      values.add(value);
    }
  }

  private static Observation.@Nullable Value measured(Node node) {
    Observation.Value answer = answer(node);
    if (answer != null) {
      return answer;
    }
    if (Amounts.isRange(node)) {
      return Amounts.range(node, Observation.Value.Between::new);
    }
    Quantity quantity = Amounts.quantity(node);
    return quantity == null ? null : new Observation.Value.Measured(quantity);
  }

  private static Observation.@Nullable Value answer(Node node) {
    if (node.json().isBoolean()) {
      return node.json().booleanValue() ? Observation.Value.YES : Observation.Value.NO;
    }
    String text = node.isText() ? node.json().stringValue() : "";
    return switch (text) {
      case "yes" -> Observation.Value.YES;
      case "no" -> Observation.Value.NO;
      default -> null;
    };
  }
}
