package org.ketascreen.fact;

import java.util.HashMap;
import java.util.Map;
import org.ketascreen.API;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.rulebase.DoseDefinition;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.terminology.ConceptIndex;
import org.ketascreen.terminology.ObservationDefinition;
import org.ketascreen.terminology.ValueSet;

/**
 * Turns a record into facts: looks each entry up once, says what became of it, and resolves time,
 * units and doubt. Immutable and thread-safe.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class FactBuilder {

  private final Rulebase rulebase;
  private final ConceptIndex index;
  private final Map<String, ObservationDefinition> observations;
  private final Map<String, String> units;
  private final Results results;
  private final Map<String, Window> reaches;

  /**
   * Makes a builder that looks entries up in {@code index}.
   *
   * @param reaches how far back the rules look, by title; any time where there is none
   */
  public FactBuilder(Rulebase rulebase, ConceptIndex index, Map<String, Window> reaches) {
    this.rulebase = rulebase;
    this.index = index;
    this.results = new Results(index);
    this.reaches = reaches;
    Map<String, ObservationDefinition> definitions = new HashMap<>();
    Map<String, String> canonical = new HashMap<>();
    for (ValueSet valueSet : rulebase.valueSets()) {
      ObservationDefinition definition = valueSet.observation();
      if (definition != null) {
        definitions.put(valueSet.title(), definition);
        if (definition.unit() != null) {
          canonical.put(valueSet.title(), definition.unit());
        }
      }
    }
    this.observations = Map.copyOf(definitions);
    this.units = Map.copyOf(canonical);
  }

  /** Returns what the record means at {@code asOf}. */
  public Facts build(PatientRecord record, Treatment treatment, AsOf asOf) {
    Facts facts = empty(record, treatment, asOf);
    sorting(facts).sort(record);
    return facts;
  }

  /**
   * Returns what the same record means at another moment. Entries are not looked up again, and what
   * became of those in no value set is not counted.
   */
  public Facts build(Facts facts, PatientRecord record, Treatment treatment, AsOf asOf) {
    Facts other = empty(record, treatment, asOf);
    sorting(other).sortAgain(facts.placed());
    return other;
  }

  private Facts empty(PatientRecord record, Treatment treatment, AsOf asOf) {
    DoseDefinition doses = rulebase.doses();
    return new Facts(
        record,
        treatment,
        asOf,
        doses == null ? 0 : doses.restAfterHours(),
        rulebase.pregnancy(),
        rulebase.idealWeight(),
        units);
  }

  private Sorting sorting(Facts facts) {
    DoseDefinition doses = rulebase.doses();
    return new Sorting(
        index, observations, results, reaches, doses == null ? null : doses.medicines(), facts);
  }
}
