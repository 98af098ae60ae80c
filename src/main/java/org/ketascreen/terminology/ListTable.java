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
  private final Map<String, Verdict> codes;
  private final Function<String, @Nullable Verdict> rollUp;
  private final @Nullable Verdict unlisted;

  private ListTable(
      CodeSystem system,
      Map<String, Verdict> codes,
      Function<String, @Nullable Verdict> rollUp,
      @Nullable Verdict unlisted) {
    this.system = system;
    this.codes = codes;
    this.rollUp = rollUp;
    this.unlisted = unlisted;
  }

  @Override
  public @Nullable Verdict find(String code) {
    String normal = system.normalise(code);
    if (normal == null) {
      return null;
    }
    Verdict verdict = codes.get(normal);
    if (verdict == null) {
      verdict = rolledUp(normal);
    }
    return verdict == null ? unlisted : verdict;
  }

  /** Keeps nothing of codes that are not rolled up, so that no record makes it grow. */
  private @Nullable Verdict rolledUp(String normal) {
    Verdict verdict = rollUp.apply(normal);
    if (verdict != null) {
      codes.put(normal, verdict);
    }
    return verdict;
  }

  /** What is stated about one code. */
  private static final class Entry {
    private final BitSet included = new BitSet();
    private final BitSet excluded = new BitSet();
    private final BitSet host = new BitSet();
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
      (statement.include() ? entry.included : entry.excluded).set(ordinal);
    }

    /** Codes of the host that are not well formed are passed over: no entry can have them. */
    void addHost(int ordinal, String code) {
      Entry entry = entry(code);
      if (entry != null) {
        entry.host.set(ordinal);
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
      Map<String, Verdict> codes = new ConcurrentHashMap<>();
      entries.forEach(
          (code, entry) -> {
            Verdict rolledUp = rollUp.apply(code);
            codes.put(code, rolledUp == null ? verdict(entry) : rolledUp);
          });
      Verdict unlisted = decides || !decidedUnlisted.isEmpty() ? verdict(new Entry()) : null;
      return new ListTable(system, codes, rollUp, unlisted);
    }

    private Verdict verdict(Entry entry) {
      BitSet host = minus(minus(entry.host, entry.included), entry.excluded);
      BitSet in = union(entry.included, host);
      BitSet out = minus(union(entry.excluded, decidedUnlisted), in);
      return new Verdict(in, Verdict.NO_SETS, host, entry.excluded, out, Verdict.NO_SETS);
    }
  }
}
