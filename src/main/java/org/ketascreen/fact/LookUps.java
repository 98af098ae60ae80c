package org.ketascreen.fact;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Observation;
import org.ketascreen.terminology.Classification;
import org.ketascreen.terminology.ConceptIndex;
import org.ketascreen.terminology.Use;

/**
 * What the concepts of one record were found to be. A record says the same over and over, and is
 * looked at again for later moments; each concept is looked up once. Not thread-safe: lives for one
 * screening.
 */
final class LookUps {

  private final ConceptIndex index;
  private final SaidInWords said;
  private final Map<Use, Map<CodeableConcept, Found>> found = new EnumMap<>(Use.class);
  private final Map<CodeableConcept, Set<String>> valuesSay = new HashMap<>();

  LookUps(ConceptIndex index) {
    this.index = index;
    this.said = new SaidInWords(index);
    for (Use use : Use.values()) {
      found.put(use, new HashMap<>());
    }
  }

  /** What one concept was found to be. */
  final class Found {
    private final Classification classification;
    private @Nullable Set<String> unsaid;
    private @Nullable Set<String> watching;

    private Found(Classification classification) {
      this.classification = classification;
    }

    Classification classification() {
      return classification;
    }

    /** Returns what the words of an entry with this concept say beyond its codes. */
    Set<String> unsaid(Entry entry) {
      if (entry instanceof Observation observation) {
        return beyond(observation);
      }
      if (unsaid == null) {
        unsaid = said.beyondTheCodes(entry, classification);
      }
      return unsaid;
    }

    private Set<String> beyond(Observation observation) {
      if (observation.value() instanceof Observation.Value.Measured) {
        return Set.of();
      }
      if (observation.value() instanceof Observation.Value.Coded coded
          && classification.decision() == Classification.Decision.OUT) {
        return valuesSay.computeIfAbsent(
            coded.concept(), concept -> said.beyondTheCodes(observation, classification));
      }
      return said.beyondTheCodes(observation, classification);
    }

    /** Returns the value sets that an entry with this concept may be in after all. */
    Set<String> watching(Entry entry) {
      if (watching == null) {
        Set<String> may = new TreeSet<>(index.watching(SaidInWords.words(entry.code())));
        if (!may.isEmpty()) {
          may.retainAll(index.leftOpen(entry.code(), Sorting.use(entry)));
        }
        may.addAll(classification.broaderThan());
        watching = may;
      }
      return watching;
    }
  }

  Found of(Entry entry) {
    if (entry instanceof Allergy allergy && !allergy.reactionSubstances().isEmpty()) {
      return new Found(withReactions(allergy));
    }
    return of(entry.code(), Sorting.use(entry));
  }

  private Found of(CodeableConcept concept, Use use) {
    return Objects.requireNonNull(found.get(use))
        .computeIfAbsent(concept, each -> new Found(index.classify(each, use)));
  }

  private Classification withReactions(Allergy allergy) {
    Classification all = of(allergy.code(), Use.ALLERGY).classification();
    for (CodeableConcept substance : allergy.reactionSubstances()) {
      all = all.or(of(substance, Use.ALLERGY).classification());
    }
    return all;
  }

  /** Returns what a coded result of an observation was found to be. */
  Classification result(CodeableConcept result) {
    return of(result, Use.RESULT).classification();
  }
}
