package org.ketascreen.fact;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Mention;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.Observation;
import org.ketascreen.record.Planned;

/**
 * What became of every entry of the record. An observation and its components are one entry. Not
 * thread-safe: lives for one screening.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Accounts {

  /** What became of an entry; of its parts, the last constant counts. */
  private enum Fate {
    IRRELEVANT,
    EXCLUDED,
    USED,
    UNSCREENED
  }

  private record Row(String reference, List<Entry> used) {}

  private final List<Row> rows = new ArrayList<>();
  private final Map<String, Integer> rowOf = new HashMap<>();
  private final Set<String> onlyMentions = new HashSet<>();
  private final Set<String> inParts = new HashSet<>();
  private int current = -1;
  private final List<Fate> fates = new ArrayList<>();
  private final List<Excluded> excluded = new ArrayList<>();
  private final List<Unscreened> unscreened = new ArrayList<>();

  Accounts() {}

  /**
   * Opens a row for the next entry, or goes back to the one it is a part of: the parts of one
   * observation or plan share a row, and a mention shares that of the entry it was found in. In
   * whatever order they come, the rows are the same.
   */
  void next(Entry entry) {
    String reference = entry.reference();
    Integer row = rowOf.get(reference);
    boolean joins =
        entry instanceof Mention
            || onlyMentions.contains(reference)
            || (hasParts(entry) && inParts.contains(reference));
    current = row != null && joins ? row : opened(reference);
    rowOf.putIfAbsent(reference, current);
    if (entry instanceof Mention) {
      if (row == null) {
        onlyMentions.add(reference);
      }
    } else {
      onlyMentions.remove(reference);
      if (hasParts(entry)) {
        inParts.add(reference);
      }
    }
  }

  private static boolean hasParts(Entry entry) {
    return entry instanceof Observation || entry instanceof Planned;
  }

  /**
   * Opens a row for an entry that was not read, or goes back to that of what was read of it:
   * mentions and plans.
   */
  void next(NotRead entry) {
    String reference = entry.reference();
    Integer row = rowOf.get(reference);
    boolean ofReadParts =
        (entry.kind() == NotRead.Kind.TYPE_NOT_READ || entry.kind() == NotRead.Kind.TEXT_ONLY)
            && (onlyMentions.contains(reference) || inParts.contains(reference));
    current = row != null && ofReadParts ? row : opened(reference);
  }

  /** Opens a row for an entry that has no parts. */
  void next(String reference) {
    current = opened(reference);
  }

  private int opened(String reference) {
    rows.add(new Row(reference, new ArrayList<>(0)));
    fates.add(Fate.IRRELEVANT);
    return rows.size() - 1;
  }

  void used(Entry entry) {
    rows.get(current).used().add(entry);
    becomes(Fate.USED);
  }

  void used() {
    becomes(Fate.USED);
  }

  void excluded(Excluded.Reason reason) {
    excluded.add(new Excluded(rows.get(current).reference(), reason));
    becomes(Fate.EXCLUDED);
  }

  void unscreened(Unscreened entry) {
    unscreened.add(entry);
    becomes(Fate.UNSCREENED);
  }

  private void becomes(Fate fate) {
    if (fate.compareTo(fates.get(current)) > 0) {
      fates.set(current, fate);
    }
  }

  /**
   * Excludes the used entries of whose reference nothing is unscreened or can matter to any
   * sentence, because all that it says is over.
   */
  public void excludeEnded(Predicate<Entry> matters) {
    Set<String> mattering = new HashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (fates.get(i) == Fate.UNSCREENED || row.used().stream().anyMatch(matters)) {
        mattering.add(row.reference());
      }
    }
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (fates.get(i) == Fate.USED
          && !row.used().isEmpty()
          && !mattering.contains(row.reference())) {
        fates.set(i, Fate.EXCLUDED);
        excluded.add(new Excluded(row.reference(), Excluded.Reason.ENDED_BEFORE_EVERY_WINDOW));
      }
    }
  }

  /** Returns how many entries ended where. */
  public Tally tally() {
    return new Tally(
        count(Fate.USED), count(Fate.IRRELEVANT), count(Fate.EXCLUDED), count(Fate.UNSCREENED));
  }

  private int count(Fate fate) {
    return Collections.frequency(fates, fate);
  }

  /** Returns the entries left out, each reason once, by reference. */
  public List<Excluded> excluded() {
    TreeSet<Excluded> sorted = new TreeSet<>(Accounts::compare);
    sorted.addAll(excluded);
    return List.copyOf(sorted);
  }

  private static int compare(Excluded a, Excluded b) {
    int byReference = a.reference().compareTo(b.reference());
    return byReference != 0 ? byReference : a.reason().compareTo(b.reason());
  }

  /**
   * Returns the entries that could not be decided, each reason once, by reference. What is shown
   * alike may bear for any of those that it stands for.
   */
  public List<Unscreened> unscreened() {
    TreeMap<Unscreened, Unscreened> sorted = new TreeMap<>(Accounts::compare);
    unscreened.forEach(each -> sorted.merge(each, each, Unscreened::or));
    return List.copyOf(sorted.values());
  }

  /** By what is shown of them. */
  private static int compare(Unscreened a, Unscreened b) {
    int compared = a.reference().compareTo(b.reference());
    if (compared == 0) {
      compared = a.reason().compareTo(b.reason());
    }
    if (compared == 0) {
      compared = compare(a.text(), b.text());
    }
    return compared != 0 ? compared : compare(a.detail(), b.detail());
  }

  private static int compare(@Nullable String a, @Nullable String b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    return a.compareTo(b);
  }
}
