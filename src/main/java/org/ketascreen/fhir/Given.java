package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether what is referred to is in the input. It remembers what is asked for, not what there is:
 * an input may have a million entries of which none is asked for. Not thread-safe.
 */
final class Given {

  private final Map<String, List<Reference>> wanted = new HashMap<>();
  private final Set<Reference> found = new HashSet<>();

  /** Asks for a reference; entries that were seen before must be shown again. */
  void want(Reference reference) {
    for (String key : reference.keys()) {
      List<Reference> same = wanted.computeIfAbsent(key, k -> new ArrayList<>(1));
      if (!same.contains(reference)) {
        same.add(reference);
      }
    }
  }

  /** Whether anything was asked for. */
  boolean isAsked() {
    return !wanted.isEmpty();
  }

  /** Takes note that a resource is in the input. */
  void saw(Identity identity) {
    if (wanted.isEmpty()) {
      return;
    }
    for (String key : identity.keys()) {
      for (Reference reference : wanted.getOrDefault(key, List.of())) {
        if (reference.refersTo(identity)) {
          found.add(reference);
        }
      }
    }
  }

  /** Whether a reference that was asked for leads to a resource that was seen. */
  boolean has(Reference reference) {
    return found.contains(reference);
  }
}
