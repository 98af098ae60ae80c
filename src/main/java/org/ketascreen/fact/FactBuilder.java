package org.ketascreen.fact;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.ketascreen.API;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.Assertion;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.DoseDefinition;
import org.ketascreen.rulebase.Route;
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
  private final Results results;
  private final Map<String, Window> reaches;
  private final Set<String> ahead;

  /**
   * Makes a builder that looks entries up in {@code index}.
   *
   * @param reaches how far back the rules look, by title; any time where there is none
   * @param ahead titles that the rules look for among what is to be done
   */
  public FactBuilder(
      Rulebase rulebase, ConceptIndex index, Map<String, Window> reaches, Set<String> ahead) {
    this.rulebase = rulebase;
    this.index = index;
    this.results = new Results(index);
    this.reaches = reaches;
    this.ahead = ahead;
    Map<String, ObservationDefinition> definitions = new HashMap<>();
    for (ValueSet valueSet : rulebase.valueSets()) {
      ObservationDefinition definition = valueSet.observation();
      if (definition != null) {
        definitions.put(valueSet.title(), definition);
      }
    }
    this.observations = Map.copyOf(definitions);
  }

  /** Returns what the record means at {@code asOf}. */
  public Facts build(PatientRecord record, Treatment treatment, AsOf asOf) {
    return sorted(record, treatment, asOf, new LookUps(index));
  }

  /** Returns what the same record means at another moment. Its concepts are not looked up again. */
  public Facts buildAll(Facts facts, PatientRecord record, Treatment treatment, AsOf asOf) {
    return sorted(record, treatment, asOf, facts.lookUps());
  }

  private Facts sorted(PatientRecord record, Treatment treatment, AsOf asOf, LookUps lookUps) {
    Facts facts = empty(record, treatment, asOf, lookUps);
    sorting(facts).sort(record);
    return facts;
  }

  /**
   * Returns what the same record means at another moment, for rules alone: what became of entries
   * in no value set is not counted.
   */
  public Facts build(Facts facts, PatientRecord record, Treatment treatment, AsOf asOf) {
    Facts other = empty(record, treatment, asOf, facts.lookUps());
    sorting(other).sortAgain(facts.placed());
    return other;
  }

  /**
   * Returns the facts of a record without entries, of a patient of whom nothing is known.
   *
   * @param deciding the sections that decide absence
   */
  public Facts nothing(Set<Section> deciding) {
    PatientRecord.Builder record = PatientRecord.builder();
    for (Section section : Section.values()) {
      boolean decides = deciding.contains(section);
      record.assertion(
          section,
          new Assertion(
              decides ? AssertionStatus.NONE_KNOWN : AssertionStatus.NOT_ASKED, "supposed"));
    }
    return build(
        record.build(), Treatment.of(Agent.KETAMINE, Route.INTRAVENOUS), AsOf.parse("2000-01-01Z"));
  }

  private Facts empty(PatientRecord record, Treatment treatment, AsOf asOf, LookUps lookUps) {
    DoseDefinition doses = rulebase.doses();
    Facts facts =
        new Facts(
            record,
            treatment,
            asOf,
            doses == null ? 0 : doses.restAfterHours(),
            rulebase.pregnancy(),
            rulebase.idealWeight(),
            observations,
            treatment.indications().stream()
                .map(each -> Indications.Given.of(each, index))
                .toList());
    facts.keep(lookUps);
    return facts;
  }

  private Sorting sorting(Facts facts) {
    DoseDefinition doses = rulebase.doses();
    return new Sorting(
        index,
        observations,
        results,
        reaches,
        ahead,
        doses == null ? null : doses.medicines(),
        facts);
  }
}
