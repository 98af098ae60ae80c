package org.ketascreen.fact;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.ketascreen.API;
import org.ketascreen.record.Entry;

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

  private record Row(String reference, boolean observation, List<Entry> used) {}

  private final List<Row> rows = new ArrayList<>();
  private final List<Fate> fates = new ArrayList<>();
  private final List<Excluded> excluded = new ArrayList<>();
  private final List<Unscreened> unscreened = new ArrayList<>();

  Accounts() {}

  /** Opens a row for the next entry; the parts of one observation share theirs. */
  void next(String reference, boolean observation) {
    Row last = rows.isEmpty() ? null : rows.get(rows.size() - 1);
    boolean same =
        observation && last != null && last.observation() && last.reference().equals(reference);
    if (!same) {
      rows.add(new Row(reference, observation, new ArrayList<>(0)));
      fates.add(Fate.IRRELEVANT);
    }
  }

  void used(Entry entry) {
    rows.get(rows.size() - 1).used().add(entry);
    becomes(Fate.USED);
  }

  void used() {
    becomes(Fate.USED);
  }

  void excluded(Excluded.Reason reason) {
    excluded.add(new Excluded(rows.get(rows.size() - 1).reference(), reason));
    becomes(Fate.EXCLUDED);
  }

  void unscreened(Unscreened entry) {
    unscreened.add(entry);
    becomes(Fate.UNSCREENED);
  }

  private void becomes(Fate fate) {
    int last = fates.size() - 1;
    if (fate.compareTo(fates.get(last)) > 0) {
      fates.set(last, fate);
    }
  }

  /**
   * Excludes the used entries none of whose parts can matter to any sentence, because all they say
   * is over.
   */
  public void excludeEnded(Predicate<Entry> matters) {
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      if (fates.get(i) == Fate.USED
          && !row.used().isEmpty()
          && row.used().stream().noneMatch(matters)) {
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
    TreeSet<Excluded> sorted =
        new TreeSet<>(Comparator.comparing(Excluded::reference).thenComparing(Excluded::reason));
    sorted.addAll(excluded);
    return List.copyOf(sorted);
  }

  /** Returns the entries that could not be decided, each reason once, by reference. */
  public List<Unscreened> unscreened() {
    TreeSet<Unscreened> sorted =
        new TreeSet<>(
            Comparator.comparing(Unscreened::reference)
                .thenComparing(Unscreened::reason)
                .thenComparing(u -> u.text() == null ? "" : u.text())
                .thenComparing(u -> u.detail() == null ? "" : u.detail()));
    sorted.addAll(unscreened);
    return List.copyOf(sorted);
  }
}
