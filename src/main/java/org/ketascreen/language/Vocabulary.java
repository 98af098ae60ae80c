package org.ketascreen.language;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.rulebase.DoseDefinition;
import org.ketascreen.rulebase.IdealWeightDefinition;
import org.ketascreen.rulebase.PregnancyDefinition;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.terminology.ObservationDefinition;
import org.ketascreen.terminology.ValueSet;

/** The titles that the sentences of a rulebase may use. Immutable and thread-safe. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Vocabulary {

  private final Map<String, ValueSet> byTitle = new HashMap<>();
  private final @Nullable PregnancyDefinition pregnancy;
  private final @Nullable DoseDefinition doses;
  private final @Nullable IdealWeightDefinition idealWeight;

  /** Makes a vocabulary of these value sets and definitions. */
  public Vocabulary(
      Collection<ValueSet> valueSets,
      @Nullable PregnancyDefinition pregnancy,
      @Nullable DoseDefinition doses,
      @Nullable IdealWeightDefinition idealWeight) {
    valueSets.forEach(valueSet -> byTitle.put(valueSet.title(), valueSet));
    this.pregnancy = pregnancy;
    this.doses = doses;
    this.idealWeight = idealWeight;
  }

  /** Returns the vocabulary of a rulebase. */
  public static Vocabulary of(Rulebase rulebase) {
    return new Vocabulary(
        rulebase.valueSets(), rulebase.pregnancy(), rulebase.doses(), rulebase.idealWeight());
  }

  boolean isValueSet(String title) {
    ValueSet valueSet = byTitle.get(title);
    return valueSet != null && valueSet.observation() == null;
  }

  @Nullable ObservationDefinition observation(String title) {
    ValueSet valueSet = byTitle.get(title);
    return valueSet == null ? null : valueSet.observation();
  }

  List<String> titles(boolean observations) {
    return byTitle.values().stream()
        .filter(valueSet -> (valueSet.observation() != null) == observations)
        .map(ValueSet::title)
        .toList();
  }

  boolean definesDoses() {
    return doses != null;
  }

  boolean definesIdealWeight() {
    return idealWeight != null;
  }

  Set<String> readForDoses() {
    return doses == null ? Set.of() : Set.of(doses.medicines());
  }

  Set<String> readForIdealWeight() {
    return idealWeight == null ? Set.of() : Set.of(idealWeight.height());
  }

  boolean definesPregnancy() {
    return pregnancy != null;
  }

  boolean definesBreastfeeding() {
    return pregnancy != null && pregnancy.breastfeeding() != null;
  }

  Set<String> readForBreastfeeding() {
    PregnancyDefinition.Breastfeeding d = pregnancy == null ? null : pregnancy.breastfeeding();
    return d == null
        ? Set.of()
        : new LinkedHashSet<>(List.of(d.conditions(), d.status(), d.yes(), d.no()));
  }

  Set<String> readForPregnancy() {
    PregnancyDefinition d = pregnancy;
    return d == null
        ? Set.of()
        : new LinkedHashSet<>(
            List.of(
                d.conditions(),
                d.status(),
                d.pregnant(),
                d.notPregnant(),
                d.test(),
                d.positive(),
                d.negative(),
                d.excludedBy()));
  }
}
