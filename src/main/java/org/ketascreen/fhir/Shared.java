package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Entry;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.Observation;
import org.ketascreen.record.Procedure;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedPeriod;

/**
 * Keeps one of many equal values, since a record says the same code, unit and time again and again,
 * and a large one must fit into memory. Not thread-safe.
 */
final class Shared {

  /** Different values of one kind that are looked for. */
  private static final int MOST = 8_192;

  /** One of each of many equal values. */
  private static final class Pool<T> {
    private final Map<T, T> values = new HashMap<>();

    T one(T value) {
      T same = values.get(value);
      if (same == null && values.size() < MOST) {
        values.put(value, value);
      }
      return same == null ? value : same;
    }
  }

  private final Pool<CodeableConcept> concepts = new Pool<>();
  private final Pool<List<CodeableConcept>> interpretations = new Pool<>();
  private final Pool<RecordedPeriod> periods = new Pool<>();
  private final Pool<String> strings = new Pool<>();
  private final Pool<List<String>> words = new Pool<>();

  /** Returns an equal draft. */
  Draft draft(Draft draft) {
    Draft.Content content = draft.content();
    if (content instanceof Draft.Entries entries) {
      content = new Draft.Entries(entries(entries.entries()), entries.parts());
    } else if (content instanceof Draft.Unread unread) {
      content = new Draft.Unread(notRead(unread.notRead()));
    }
    Draft.Aside aside = draft.aside();
    if (aside.unread() != null) {
      aside = new Draft.Aside(aside.mentions(), aside.referred(), notRead(aside.unread()));
    }
    return new Draft(draft.identity(), draft.subject(), content, aside);
  }

  private NotRead notRead(NotRead notRead) {
    return new NotRead(
        notRead.reference(),
        notRead.kind(),
        notRead.detail(),
        words(notRead.words()),
        notRead.last());
  }

  private List<String> words(List<String> all) {
    return words.one(all.stream().map(strings::one).toList());
  }

  private List<Entry> entries(List<Entry> entries) {
    if (entries.size() == 1) {
      return List.of(entry(entries.get(0)));
    }
    List<Entry> all = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      all.add(entry(entry));
    }
    return List.copyOf(all);
  }

  private Entry entry(Entry entry) {
    if (entry instanceof Observation observation) {
      return new Observation(
          observation.reference(),
          concepts.one(observation.code()),
          observation.status(),
          value(observation.value()),
          observation.effective() == null ? null : periods.one(observation.effective()),
          observation.range(),
          interpretations.one(observation.interpretations()));
    }
    return entry instanceof Procedure procedure
        ? new Procedure(
            procedure.reference(),
            concepts.one(procedure.code()),
            procedure.status(),
            procedure.performed())
        : entry;
  }

  private Observation.@Nullable Value value(Observation.@Nullable Value value) {
    if (value instanceof Observation.Value.Coded coded) {
      return new Observation.Value.Coded(concepts.one(coded.concept()));
    }
    if (value instanceof Observation.Value.Measured measured) {
      Quantity quantity = measured.quantity();
      String unit = quantity.unit();
      return new Observation.Value.Measured(
          new Quantity(
              quantity.value(), quantity.comparator(), unit == null ? null : strings.one(unit)));
    }
    return value;
  }
}
