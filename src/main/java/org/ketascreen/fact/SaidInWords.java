package org.ketascreen.fact;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Observation;
import org.ketascreen.terminology.Classification;
import org.ketascreen.terminology.ConceptIndex;
import org.ketascreen.terminology.Membership;
import org.ketascreen.terminology.Use;
import org.ketascreen.terminology.Wording;

/**
 * What the words of an entry say that its codes do not: a code for "personal history of other
 * disease" beside the text "history of aortic aneurysm", or a diagnosis given as the value of an
 * observation. Immutable and thread-safe.
 */
final class SaidInWords {

  private final ConceptIndex index;

  SaidInWords(ConceptIndex index) {
    this.index = index;
  }

  /**
   * Returns the titles of the value sets that words of an entry mention though its codes, which
   * decided it, say nothing of them; none of an entry that is undecided, whose words are asked
   * anyway.
   */
  Set<String> beyondTheCodes(Entry entry, Classification found) {
    Set<String> mentioned = new TreeSet<>();
    if (found.decision() != Classification.Decision.UNDECIDED) {
      if (entry instanceof Observation observation) {
        if (found.decision() == Classification.Decision.OUT) {
          mentioned.addAll(ofValue(observation.value()));
        }
      } else {
        mentioned.addAll(index.watching(beside(entry)));
        found.memberships().stream().map(Membership::valueSet).toList().forEach(mentioned::remove);
      }
    }
    return mentioned;
  }

  private Set<String> ofValue(Observation.@Nullable Value value) {
    if (value instanceof Observation.Value.Words words) {
      return index.watching(List.of(words.text()));
    }
    if (!(value instanceof Observation.Value.Coded coded)) {
      return Set.of();
    }
    Set<String> mentioned = new TreeSet<>(index.watching(words(coded.concept())));
    index
        .classify(coded.concept(), Use.CONDITION)
        .memberships()
        .forEach(membership -> mentioned.add(membership.valueSet()));
    return mentioned;
  }

  /** The words that are not just the name of a decided code: that is as decided as the code. */
  private List<String> beside(Entry entry) {
    CodeableConcept concept = entry.code();
    List<String> beside = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Coding coding : concept.codings()) {
      if (coding.display() != null) {
        if (concept.codings().size() > 1 && isUndecided(coding, Sorting.use(entry))) {
          beside.add(coding.display());
        } else {
          names.add(Wording.normalise(coding.display()));
        }
      }
    }
    if (concept.text() != null && !names.contains(Wording.normalise(concept.text()))) {
      beside.add(concept.text());
    }
    return beside;
  }

  private boolean isUndecided(Coding coding, Use use) {
    return index.classify(CodeableConcept.of(coding), use).decision()
        == Classification.Decision.UNDECIDED;
  }

  /** Returns the text and the displays of a concept. */
  static List<String> words(CodeableConcept concept) {
    List<String> words = new ArrayList<>();
    if (concept.text() != null) {
      words.add(concept.text());
    }
    for (Coding coding : concept.codings()) {
      if (coding.display() != null) {
        words.add(coding.display());
      }
    }
    return words;
  }
}
