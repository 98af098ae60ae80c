package org.ketascreen;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Medication;
import org.ketascreen.record.Mention;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.Observation;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Planned;
import org.ketascreen.terminology.Classification;
import org.ketascreen.terminology.ConceptIndex;
import org.ketascreen.terminology.Membership;
import org.ketascreen.terminology.Use;
import org.ketascreen.terminology.Wording;

/**
 * The entries of a record that are not plainly irrelevant, each looked up once, and how many
 * entries there are: the parts of one share a row. For {@link HandWritten}.
 *
 * @param known entries that are in value sets, undecided, or whose words say more than their codes
 * @param rows how many entries the source has
 * @param usedRows the rows that are used whatever the moment
 */
record HandWrittenEntries(List<Known> known, List<KnownNotRead> notRead, int rows, int usedRows) {

  /** An entry, its row and what it was found to be. */
  record Known(
      Entry entry,
      int row,
      Classification found,
      Set<String> unsaid,
      Set<String> watching,
      boolean wordless,
      Classification result) {}

  /** Something that was not read, its row and the value sets that its words may mean. */
  record KnownNotRead(NotRead entry, int row, Set<String> watching) {}

  static HandWrittenEntries of(PatientRecord record, ConceptIndex index) {
    return new Sorter(index).sort(record);
  }

  /** Sorts one record. */
  private static final class Sorter {
    private final ConceptIndex index;
    private final Map<Use, Map<CodeableConcept, Classification>> found = new EnumMap<>(Use.class);
    private final Map<CodeableConcept, Set<String>> conditionsSay = new HashMap<>();
    private final Map<CodeableConcept, Set<String>> medicinesSay = new HashMap<>();
    private final Map<CodeableConcept, Set<String>> valuesSay = new HashMap<>();
    private final Map<Use, Map<CodeableConcept, Set<String>>> watching = new EnumMap<>(Use.class);
    private final Map<String, Integer> rowOf = new HashMap<>();
    private final Set<String> onlyMentions = new HashSet<>();
    private final Set<String> inParts = new HashSet<>();
    private int rows;

    private Sorter(ConceptIndex index) {
      this.index = index;
      for (Use use : Use.values()) {
        found.put(use, new HashMap<>());
      }
    }

    private HandWrittenEntries sort(PatientRecord record) {
      if (record.patientEntries() > 0) {
        rows++;
      }
      int used = rows;
      List<Known> known = new ArrayList<>();
      for (Entry entry : record.entries()) {
        sort(entry, row(entry), known);
      }
      List<KnownNotRead> notRead = new ArrayList<>();
      for (NotRead entry : record.notRead()) {
        sort(entry, row(entry), notRead);
      }
      return new HandWrittenEntries(known, notRead, rows, used);
    }

    private int row(Entry entry) {
      String reference = entry.reference();
      Integer row = rowOf.get(reference);
      boolean hasParts = entry instanceof Observation || entry instanceof Planned;
      boolean isMention = entry instanceof Mention;
      boolean joins =
          isMention
              || onlyMentions.contains(reference)
              || (hasParts && inParts.contains(reference));
      int its = row != null && joins ? row : rows++;
      rowOf.putIfAbsent(reference, its);
      if (isMention && row == null) {
        onlyMentions.add(reference);
      } else if (!isMention) {
        onlyMentions.remove(reference);
        if (hasParts) {
          inParts.add(reference);
        }
      }
      return its;
    }

    private int row(NotRead entry) {
      String reference = entry.reference();
      Integer row = rowOf.get(reference);
      boolean inPart =
          entry.kind() == NotRead.Kind.TYPE_NOT_READ || entry.kind() == NotRead.Kind.TEXT_ONLY;
      boolean joins = inPart && (onlyMentions.contains(reference) || inParts.contains(reference));
      return row != null && joins ? row : rows++;
    }

    private void sort(NotRead entry, int row, List<KnownNotRead> notRead) {
      switch (entry.kind()) {
        case CANNOT_BEAR -> {}
        case TYPE_NOT_READ, TEXT_ONLY -> {
          Set<String> watching = index.watching(entry.words());
          if (!watching.isEmpty()) {
            notRead.add(new KnownNotRead(entry, row, watching));
          }
        }
        case MALFORMED -> notRead.add(new KnownNotRead(entry, row, index.mentioned(entry.words())));
        case ASSERTION, ANOTHER_PATIENT, ENTERED_IN_ERROR, NOT_DONE, REPEATED ->
            notRead.add(new KnownNotRead(entry, row, Set.of()));
      }
    }

    private void sort(Entry entry, int row, List<Known> known) {
      Use use = use(entry);
      Classification its = find(entry, use);
      Set<String> unsaid = unsaid(entry, use, its);
      if (its.decision() == Classification.Decision.OUT && unsaid.isEmpty()) {
        return;
      }
      boolean undecided = its.decision() == Classification.Decision.UNDECIDED;
      known.add(
          new Known(
              entry,
              row,
              its,
              unsaid,
              undecided || entry instanceof Observation
                  ? watching
                      .computeIfAbsent(use, u -> new HashMap<>())
                      .computeIfAbsent(entry.code(), concept -> watching(concept, use, its))
                  : Set.of(),
              undecided
                  && (words(entry.code()).isEmpty() || index.hasUnknownTitle(entry.code(), use)),
              entry instanceof Observation observation
                      && observation.value() instanceof Observation.Value.Coded coded
                  ? find(coded.concept(), Use.RESULT)
                  : its));
    }

    private Set<String> watching(CodeableConcept concept, Use use, Classification its) {
      Set<String> watching = index.watching(words(concept));
      if (its.decision() != Classification.Decision.UNDECIDED) {
        return watching;
      }
      Set<String> open = new TreeSet<>(watching);
      if (!open.isEmpty()) {
        open.retainAll(index.leftOpen(concept, use));
      }
      open.addAll(its.broaderThan());
      return open;
    }

    private Classification find(Entry entry, Use use) {
      Classification its = find(entry.code(), use);
      if (entry instanceof Allergy allergy) {
        for (CodeableConcept substance : allergy.reactionSubstances()) {
          its = its.or(find(substance, Use.ALLERGY));
        }
      }
      return its;
    }

    private Classification find(CodeableConcept concept, Use use) {
      return found.get(use).computeIfAbsent(concept, each -> index.classify(each, use));
    }

    private Set<String> unsaid(Entry entry, Use use, Classification its) {
      if (its.decision() == Classification.Decision.UNDECIDED) {
        return Set.of();
      }
      if (entry instanceof Observation observation) {
        return its.decision() == Classification.Decision.OUT ? saidBy(observation) : Set.of();
      }
      if (use == Use.ALLERGY) {
        return beyond(entry.code(), use, its);
      }
      return (use == Use.MEDICATION ? medicinesSay : conditionsSay)
          .computeIfAbsent(entry.code(), concept -> beyond(concept, use, its));
    }

    private Set<String> beyond(CodeableConcept concept, Use use, Classification its) {
      Set<String> beyond = new TreeSet<>(index.watching(beside(concept, use)));
      for (Membership membership : its.memberships()) {
        beyond.remove(membership.valueSet());
      }
      return beyond;
    }

    private Set<String> saidBy(Observation observation) {
      if (observation.value() instanceof Observation.Value.Words said) {
        return index.watching(List.of(said.text()));
      }
      if (!(observation.value() instanceof Observation.Value.Coded coded)) {
        return Set.of();
      }
      return valuesSay.computeIfAbsent(
          coded.concept(),
          concept -> {
            Set<String> says = new TreeSet<>(index.watching(words(concept)));
            for (Membership each : index.classify(concept, Use.CONDITION).memberships()) {
              says.add(each.valueSet());
            }
            return says;
          });
    }

    private List<String> beside(CodeableConcept concept, Use use) {
      List<String> beside = new ArrayList<>();
      Set<String> names = new HashSet<>();
      for (Coding coding : concept.codings()) {
        if (coding.display() == null) {
          continue;
        }
        boolean open =
            concept.codings().size() > 1
                && index.classify(CodeableConcept.of(coding), use).decision()
                    == Classification.Decision.UNDECIDED;
        if (open) {
          beside.add(coding.display());
        } else {
          names.add(Wording.normalise(coding.display()));
        }
      }
      if (concept.text() != null && !names.contains(Wording.normalise(concept.text()))) {
        beside.add(concept.text());
      }
      return beside;
    }
  }

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

  private static Use use(Entry entry) {
    if (entry instanceof Medication) {
      return Use.MEDICATION;
    }
    if (entry instanceof Observation) {
      return Use.OBSERVATION;
    }
    return entry instanceof Allergy ? Use.ALLERGY : Use.CONDITION;
  }
}
