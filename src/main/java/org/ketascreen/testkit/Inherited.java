package org.ketascreen.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a patient of a vignette takes over from the one it extends. An entry is added, unless its
 * {@code id} is that of one that was taken over: that one it replaces, or takes away with {@code
 * remove: true}.
 */
final class Inherited {

  static final String ID = "id";
  private static final String REMOVE = "remove";

  private Inherited() {}

  /** Returns what is said of the other, but for what is said anew. */
  static Map<String, String> values(Map<String, String> other, Map<String, String> own) {
    Map<String, String> values = new LinkedHashMap<>(other);
    values.putAll(own);
    return values;
  }

  /** Returns the entries of the other, changed by one's own. */
  static List<Map<String, String>> entries(
      List<Map<String, String>> other, List<Map<String, String>> own) {
    List<Map<String, String>> entries = new ArrayList<>(other);
    for (Map<String, String> entry : own) {
      int place = place(other, entry.get(ID));
      if (entry.containsKey(REMOVE)) {
        remove(entries, place, entry);
      } else if (place < 0) {
        entries.add(entry);
      } else {
        entries.set(entries.indexOf(other.get(place)), entry);
      }
    }
    return List.copyOf(entries);
  }

  private static void remove(
      List<Map<String, String>> entries, int place, Map<String, String> entry) {
    if (place < 0 || !Map.of(ID, String.valueOf(entry.get(ID)), REMOVE, "true").equals(entry)) {
      throw new IllegalArgumentException(
          "'"
              + entry
              + "' removes nothing; write { id: ..., remove: true } with the id of an entry of the"
              + " patient that is extended");
    }
    entries.removeIf(each -> String.valueOf(entry.get(ID)).equals(each.get(ID)));
  }

  private static int place(List<Map<String, String>> entries, @Nullable String id) {
    for (int i = 0; i < entries.size() && id != null; i++) {
      if (id.equals(entries.get(i).get(ID))) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Returns entries without their ids.
   *
   * @throws IllegalArgumentException if two have the same
   */
  static List<Map<String, String>> withoutIds(List<Map<String, String>> entries) {
    Set<String> ids = new HashSet<>();
    List<Map<String, String>> bare = new ArrayList<>();
    for (Map<String, String> entry : entries) {
      Map<String, String> copy = new LinkedHashMap<>(entry);
      String id = copy.remove(ID);
      if (id != null && !ids.add(id)) {
        throw new IllegalArgumentException("two entries have the id '" + id + "'");
      }
      bare.add(copy);
    }
    return bare;
  }
}
