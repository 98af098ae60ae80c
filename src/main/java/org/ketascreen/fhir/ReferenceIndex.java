package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what a reference refers to among the resources of one input. Not thread-safe. */
final class ReferenceIndex<T> {

  private record Slot<T>(Identity identity, T value) {}

  private final Map<String, List<Slot<T>>> slots = new HashMap<>();

  void add(Identity identity, T value) {
    Slot<T> slot = new Slot<>(identity, value);
    for (String key : identity.keys()) {
      List<Slot<T>> same = slots.computeIfAbsent(key, k -> new ArrayList<>(1));
      if (same.isEmpty() || !same.get(same.size() - 1).equals(slot)) {
        same.add(slot);
      }
    }
  }

  /** Returns everything that the reference may refer to: more than one when ids are not unique. */
  List<T> find(Reference reference) {
    List<T> found = matching(reference, reference.absolute());
    return found.isEmpty() ? matching(reference, reference.relative()) : found;
  }

  private List<T> matching(Reference reference, @Nullable String key) {
    return key == null
        ? List.of()
        : slots.getOrDefault(key, List.of()).stream()
            .filter(slot -> reference.refersTo(slot.identity()))
            .map(Slot::value)
            .toList();
  }
}
