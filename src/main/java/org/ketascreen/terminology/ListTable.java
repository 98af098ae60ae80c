package org.ketascreen.terminology;

import static org.ketascreen.terminology.Verdict.minus;
import static org.ketascreen.terminology.Verdict.union;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ketascreen.terminology.ValueSet.Statement;

/** The statements about a code system without hierarchy, as a hash table of its codes. */
final class ListTable implements Table {

  private final CodeSystem system;
  private final Map<String, Entry> entries;
  private final Function<Entry, Verdict> stated;
  private final Function<String, @Nullable Verdict> rollUp;
  private final @Nullable Verdict unlisted;
  private final Map<String, Verdict> rolledUp = new ConcurrentHashMap<>();

  private ListTable(
      CodeSystem system,
      Map<String, Entry> entries,
      Function<Entry, Verdict> stated,
      Function<String, @Nullable Verdict> rollUp,
      @Nullable Verdict unlisted) {
    this.system = system;
    this.entries = entries;
    this.stated = stated;
    this.rollUp = rollUp;
    this.unlisted = unlisted;
  }

  @Override
  public @Nullable Verdict find(String code) {
    String normal = system.normalise(code);
    if (normal == null) {
      return null;
    }
    Verdict verdict = rolledUp(normal);
    if (verdict == null) {
      Entry entry = entries.get(normal);
      verdict = entry == null ? unlisted : stated(entry);
    }
    return verdict;
  }

  /** Keeps nothing of codes that are not rolled up, so that no record makes it grow. */
  private @Nullable Verdict rolledUp(String normal) {
    Verdict verdict = rolledUp.get(normal);
    if (verdict == null) {
      verdict = rollUp.apply(normal);
      if (verdict != null) {
        rolledUp.put(normal, verdict);
      }
    }
    return verdict;
  }

  private Verdict stated(Entry entry) {
    Verdict verdict = entry.verdict;
    if (verdict == null) {
      verdict = stated.apply(entry);
      entry.verdict = verdict;
    }
    return verdict;
  }

  /**
   * What is stated about one code. Most are never asked for, so that the verdict is worked out when
   * it is; it is immutable, so that threads may work it out twice.
   */
  private static final class Entry {
    private BitSet included = Verdict.NO_SETS;
    private BitSet excluded = Verdict.NO_SETS;
    private BitSet host = Verdict.NO_SETS;
    private @Nullable Verdict verdict;
  }

  /** Collects statements. Not thread-safe. */
  static final class Builder {
    private final CodeSystem system;
    private final BitSet all;
    private final boolean decides;
    private final BitSet decidedUnlisted;
    private final Map<String, Entry> entries = new HashMap<>();
    private Function<String, @Nullable Verdict> rollUp = code -> null;

    /**
     * @param decides whether unlisted codes are out of every value set
     * @param decidedByHost the value sets that they are out of, if not of every one
     */
    Builder(CodeSystem system, BitSet all, boolean decides, BitSet decidedByHost) {
      this.system = system;
      this.all = all;
      this.decides = decides;
      this.decidedUnlisted = decides ? all : decidedByHost;
    }

    void add(int ordinal, Statement statement) {
      Entry entry = entry(statement.code());
      if (entry == null) {
        throw new IllegalArgumentException(
            "a code of " + system + " is empty or too long; write one that is not");
      }
      if (statement.include()) {
        entry.included = Verdict.with(entry.included, ordinal);
      } else {
        entry.excluded = Verdict.with(entry.excluded, ordinal);
      }
    }

    /** Codes of the host that are not well formed are passed over: no entry can have them. */
    void addHost(int ordinal, String code) {
      Entry entry = entry(code);
      if (entry != null) {
        entry.host = Verdict.with(entry.host, ordinal);
      }
    }

    private @Nullable Entry entry(String code) {
      String normal = system.normalise(code);
      return normal == null ? null : entries.computeIfAbsent(normal, c -> new Entry());
    }

    /**
     * Decides, for all value sets, the concepts that the map rolls up and the codes that any value
     * set of the rulebase lists. Most are never asked for, so that each is worked out when it is.
     */
    void rollUp(Map<String, List<String>> ingredients, Set<String> listed) {
      rollUp =
          code -> {
            List<String> parts = ingredients.get(code);
            return parts == null && !listed.contains(code)
                ? null
                : rolledUp(entryOrNothing(code), parts == null ? List.of() : parts);
          };
    }

    private Entry entryOrNothing(String code) {
      Entry entry = entries.get(code);
      return entry == null ? new Entry() : entry;
    }

    /** A statement on the concept itself is more specific than any on its ingredients. */
    private Verdict rolledUp(Entry itself, Collection<String> parts) {
      BitSet included = new BitSet();
      BitSet excluded = new BitSet();
      for (String part : parts) {
        Entry entry = entryOrNothing(part);
        included.or(entry.included);
        included.or(minus(entry.host, entry.excluded));
        excluded.or(entry.excluded);
      }
      BitSet stated = union(itself.included, itself.excluded);
      BitSet ingredient = minus(included, stated);
      BitSet host = minus(minus(minus(itself.host, stated), included), excluded);
      BitSet in = union(union(itself.included, ingredient), host);
      BitSet out = union(itself.excluded, minus(excluded, stated));
      return new Verdict(in, ingredient, host, out, minus(all, in), Verdict.NO_SETS);
    }

    ListTable build() {
      Verdict unlisted = decides || !decidedUnlisted.isEmpty() ? verdict(new Entry()) : null;
      return new ListTable(system, entries, this::verdict, rollUp, unlisted);
    }

    private Verdict verdict(Entry entry) {
      BitSet host = minus(minus(entry.host, entry.included), entry.excluded);
      BitSet in = union(entry.included, host);
      BitSet out = minus(union(entry.excluded, decidedUnlisted), in);
      return new Verdict(in, Verdict.NO_SETS, host, entry.excluded, out, Verdict.NO_SETS);
    }
  }
}
