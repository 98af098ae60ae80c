package org.ketascreen.terminology;

import static org.ketascreen.terminology.Verdict.minus;
import static org.ketascreen.terminology.Verdict.union;

import java.util.BitSet;
import java.util.Collection;
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
  private final ListedCodes codes;
  private final Function<ListedCodes.Entry, Verdict> stated;
  private final Function<String, @Nullable Verdict> rollUp;
  private final @Nullable Verdict unlisted;
  private final Map<String, Verdict> rolledUp = new ConcurrentHashMap<>();

  private ListTable(
      CodeSystem system,
      ListedCodes codes,
      Function<ListedCodes.Entry, Verdict> stated,
      Function<String, @Nullable Verdict> rollUp,
      @Nullable Verdict unlisted) {
    this.system = system;
    this.codes = codes;
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
      verdict = codes.find(normal, stated);
      if (verdict == null) {
        verdict = unlisted;
      }
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

  /** Collects statements. Not thread-safe. */
  static final class Builder {
    private final CodeSystem system;
    private final BitSet all;
    private final boolean decides;
    private final BitSet decidedUnlisted;
    private final ListedCodes.Builder codes = new ListedCodes.Builder();
    private Map<String, List<String>> ingredients = Map.of();
    private Set<String> listed = Set.of();

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
      String code = system.normalise(statement.code());
      if (code == null) {
        throw new IllegalArgumentException(
            "a code of " + system + " is empty or too long; write one that is not");
      }
      codes.add(code, ordinal, statement.include() ? ListedCodes.IN : ListedCodes.OUT);
    }

    /** Codes of the host that are not well formed are passed over: no entry can have them. */
    void addHost(int ordinal, String code) {
      String normal = system.normalise(code);
      if (normal != null) {
        codes.add(normal, ordinal, ListedCodes.HOST);
      }
    }

    /**
     * Decides, for all value sets, the concepts that the map rolls up and the codes that any value
     * set of the rulebase lists. Most are never asked for, so that each is worked out when it is.
     */
    void rollUp(Map<String, List<String>> ingredients, Set<String> listed) {
      this.ingredients = ingredients;
      this.listed = listed;
    }

    ListTable build() {
      ListedCodes all = codes.build();
      Verdict unlisted =
          decides || !decidedUnlisted.isEmpty() ? verdict(new ListedCodes.Entry()) : null;
      return new ListTable(system, all, this::verdict, code -> rolledUp(all, code), unlisted);
    }

    private @Nullable Verdict rolledUp(ListedCodes all, String code) {
      List<String> parts = ingredients.get(code);
      return parts == null && !listed.contains(code)
          ? null
          : rolledUp(all, all.entry(code), parts == null ? List.of() : parts);
    }

    /** A statement on the concept itself is more specific than any on its ingredients. */
    private Verdict rolledUp(ListedCodes all, ListedCodes.Entry itself, Collection<String> parts) {
      BitSet included = new BitSet();
      BitSet excluded = new BitSet();
      for (String part : parts) {
        ListedCodes.Entry entry = all.entry(part);
        included.or(entry.included());
        included.or(minus(entry.host(), entry.excluded()));
        excluded.or(entry.excluded());
      }
      BitSet stated = union(itself.included(), itself.excluded());
      BitSet ingredient = minus(included, stated);
      BitSet host = minus(minus(minus(itself.host(), stated), included), excluded);
      BitSet in = union(union(itself.included(), ingredient), host);
      BitSet out = union(itself.excluded(), minus(excluded, stated));
      return new Verdict(in, ingredient, host, out, minus(this.all, in), Verdict.NO_SETS);
    }

    private Verdict verdict(ListedCodes.Entry entry) {
      BitSet host = minus(minus(entry.host(), entry.included()), entry.excluded());
      BitSet in = union(entry.included(), host);
      BitSet out = minus(union(entry.excluded(), decidedUnlisted), in);
      return new Verdict(in, Verdict.NO_SETS, host, entry.excluded(), out, Verdict.NO_SETS);
    }
  }
}
