package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a reference refers to among the resources of one input, in a time that does not grow
 * with them. Not thread-safe.
 */
final class ReferenceIndex<T> {

  private final Map<String, List<T>> all = new HashMap<>();

  /** Those that stand under no address of their own: an address that none has may mean them. */
  private final Map<String, List<T>> withoutAddress = new HashMap<>();

  void add(Identity identity, T value) {
    for (String key : new LinkedHashSet<>(identity.keys())) {
      all.computeIfAbsent(key, k -> new ArrayList<>(1)).add(value);
      if (!identity.isOnServer()) {
        withoutAddress.computeIfAbsent(key, k -> new ArrayList<>(1)).add(value);
      }
    }
  }

  /** Returns everything that the reference may refer to: more than one when ids are not unique. */
  List<T> find(Reference reference) {
    List<T> found = under(reference.absolute(), all);
    Map<String, List<T>> rest = reference.absolute() == null ? all : withoutAddress;
    if (found.isEmpty()) {
      found = under(reference.relative(), rest);
    }
    return found.isEmpty() ? under(reference.urn(), rest) : found;
  }

  private static <T> List<T> under(@Nullable String key, Map<String, List<T>> values) {
    return key == null ? List.of() : values.getOrDefault(key, List.of());
  }
}
