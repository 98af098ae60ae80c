package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether what is referred to is in the input. It remembers what is asked for, not what there is:
 * an input may have a million entries of which none is asked for. Not thread-safe.
 */
final class Given {

  private static final int ENDS_BITS = 14;
  private static final int ENDS = 1 << ENDS_BITS;
  private static final int ON_SERVER = 1 << (2 * ENDS_BITS);
  private static final int MIX = 0x9E3779B9;

  /** Characters at the end of a key that are looked at. */
  private static final int LAST = 6;

  private final Map<String, List<Reference>> wanted = new HashMap<>();

  /**
   * One bit for the end of each key that is asked for: most resources are not asked for, which one
   * look tells.
   */
  private final long[] ends = new long[ENDS / Long.SIZE];

  private final Set<Reference> found = new HashSet<>();

  /** Asks for a reference; entries that were seen before must be shown again. */
  void want(Reference reference) {
    for (String key : reference.keys()) {
      int end = end(key);
      ends[end / Long.SIZE] |= 1L << end;
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
    if (!mayBeAskedFor(identity.ends())) {
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

  /**
   * Returns how the keys end under which a resource may be looked for: all that there is to know of
   * most.
   */
  static int ends(@Nullable String id, @Nullable String fullUrl) {
    int onServer = fullUrl != null && fullUrl.startsWith("http") ? ON_SERVER : 0;
    return onServer | (end(id) << ENDS_BITS) | end(fullUrl);
  }

  /** Returns the same of a resource whose fullUrl is the URN of its id. */
  static int endsOfUrn(@Nullable String id) {
    int end = end(id);
    return (end << ENDS_BITS) | end;
  }

  /** Whether a key of a resource whose keys end so may be asked for. */
  boolean mayBeAskedFor(int keys) {
    return mayEnd(keys & (ENDS - 1))
        || mayEnd((keys >> ENDS_BITS) & (ENDS - 1))
        || ((keys & ON_SERVER) != 0 && isAsked());
  }

  private boolean mayEnd(int end) {
    return (ends[end / Long.SIZE] & 1L << end) != 0;
  }

  /** Returns a number from how a key ends, from its last slash or colon. */
  private static int end(@Nullable String key) {
    if (key == null) {
      return 0;
    }
    int end = 0;
    int length = key.length();
    for (int i = length - 1; i >= 0 && i >= length - LAST; i--) {
      char c = key.charAt(i);
      if (c == '/' || c == ':') {
        break;
      }
      end = 31 * end + c;
    }
    return (end * MIX) >>> -ENDS_BITS;
  }

  /** Whether a reference that was asked for leads to a resource that was seen. */
  boolean has(Reference reference) {
    return found.contains(reference);
  }
}
