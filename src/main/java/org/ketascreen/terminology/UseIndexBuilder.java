package org.ketascreen.terminology;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.ketascreen.record.Coding;
import org.ketascreen.terminology.HostTerminology.Expansion;
import org.ketascreen.terminology.ValueSet.Statement;

/** Builds what one use needs. Not thread-safe. */
final class UseIndexBuilder {

  private final Use use;
  private final List<ValueSet> valueSets;
  private final BitSet all;
  private final Expansions expansions;

  /** The value sets that the host says something of: none without a host's terminology. */
  private final BitSet ofHost;

  UseIndexBuilder(Use use, List<ValueSet> valueSets, BitSet all, Expansions expansions) {
    this.use = use;
    this.valueSets = valueSets;
    this.all = all;
    this.expansions = expansions;
    this.ofHost = new BitSet();
    for (int i = all.nextSetBit(0); i >= 0; i = all.nextSetBit(i + 1)) {
      Expansion expansion = expansions.byOrdinal().get(i);
      ofHost.set(i, !expansion.in().isEmpty() || !expansion.decidedSystems().isEmpty());
    }
  }

  /**
   * Builds it.
   *
   * @param ingredients of RxNorm concepts
   * @param listed the RxNorm codes that any value set lists, also one of another use: of an
   *     ingredient we then know all sets
   */
  UseIndex build(Map<String, List<String>> ingredients, Set<String> listed) {
    Map<CodeSystem, Table> tables = new HashMap<>();
    Map<String, Table> byUri = new HashMap<>();
    for (Map.Entry<CodeSystem, List<Stated>> each : statements().entrySet()) {
      CodeSystem system = each.getKey();
      Table table = table(system, each.getValue(), ingredients, listed);
      tables.put(system, table);
      byUri.put(system.uri(), table);
    }
    CodeSystems.usual()
        .forEach((uri, system) -> byUri.put(uri, tables.getOrDefault(system, Table.SILENT)));
    return new UseIndex(
        use,
        valueSets,
        all,
        Map.copyOf(byUri),
        Map.copyOf(tables),
        new Lazy<>(this::phrases),
        new Lazy<>(this::synonyms));
  }

  /** Statements of a value set on one system, one behind the other. */
  private record Stated(int ordinal, List<Statement> statements) {}

  /**
   * Returns the statements on every system that is known, or that a value set or the host has codes
   * of or decides.
   */
  private Map<CodeSystem, List<Stated>> statements() {
    Map<CodeSystem, List<Stated>> statements = new LinkedHashMap<>();
    for (CodeSystem system : CodeSystems.usual().values()) {
      of(system, statements);
    }
    for (int ordinal = all.nextSetBit(0); ordinal >= 0; ordinal = all.nextSetBit(ordinal + 1)) {
      addStatements(ordinal, statements);
      Expansion expansion = expansions.byOrdinal().get(ordinal);
      for (Coding coding : expansion.in()) {
        of(system(coding), statements);
      }
      for (String uri : expansion.decidedSystems()) {
        of(CodeSystems.findOrMake(uri), statements);
      }
    }
    return statements;
  }

  /** Most statements of a value set are of the system of the one before. */
  private void addStatements(int ordinal, Map<CodeSystem, List<Stated>> statements) {
    List<Statement> all = valueSets.get(ordinal).statements();
    for (int from = 0, to; from < all.size(); from = to) {
      String uri = all.get(from).system();
      to = from + 1;
      while (to < all.size() && all.get(to).system().equals(uri)) {
        to++;
      }
      of(CodeSystems.findOrMake(uri), statements).add(new Stated(ordinal, all.subList(from, to)));
    }
  }

  private static List<Stated> of(CodeSystem system, Map<CodeSystem, List<Stated>> statements) {
    return statements.computeIfAbsent(system, s -> new ArrayList<>());
  }

  private Table table(
      CodeSystem system,
      List<Stated> statements,
      Map<String, List<String>> ingredients,
      Set<String> listed) {
    if (system.equals(CodeSystems.TITLE)) {
      return new TitleTable(valueSets, all);
    }
    if (system.decides() == CodeSystem.Decides.HIERARCHY) {
      HierarchyTable.Builder table = new HierarchyTable.Builder(system, all, decidedByHost(system));
      for (Stated each : statements) {
        for (Statement statement : each.statements()) {
          table.add(each.ordinal(), statement);
        }
      }
      forEachOfHost(system, table::addHost);
      return table.build();
    }
    ListTable.Builder table =
        new ListTable.Builder(
            system, all, UseIndex.decidesUnlisted(use, system), decidedByHost(system));
    for (Stated each : statements) {
      for (Statement statement : each.statements()) {
        table.add(each.ordinal(), statement);
      }
    }
    forEachOfHost(system, table::addHost);
    if (system.equals(CodeSystems.RXNORM)) {
      table.rollUp(ingredients, listed);
    }
    return table.build();
  }

  private void forEachOfHost(CodeSystem system, BiConsumer<Integer, String> consumer) {
    for (int i = ofHost.nextSetBit(0); i >= 0; i = ofHost.nextSetBit(i + 1)) {
      for (Coding coding : expansions.byOrdinal().get(i).in()) {
        if (system(coding).equals(system)) {
          consumer.accept(i, code(coding));
        }
      }
    }
  }

  private BitSet decidedByHost(CodeSystem system) {
    BitSet decided = new BitSet();
    for (int i = ofHost.nextSetBit(0); i >= 0; i = ofHost.nextSetBit(i + 1)) {
      for (String uri : expansions.byOrdinal().get(i).decidedSystems()) {
        if (CodeSystems.findOrMake(uri).equals(system)) {
          decided.set(i);
        }
      }
    }
    return decided;
  }

  private WordTree phrases() {
    WordTree phrases = WordTree.ofMedicines();
    for (int ordinal = all.nextSetBit(0); ordinal >= 0; ordinal = all.nextSetBit(ordinal + 1)) {
      for (String name : valueSets.get(ordinal).names()) {
        phrases.add(name, ordinal);
      }
    }
    return phrases;
  }

  private Synonyms synonyms() {
    Synonyms synonyms = new Synonyms();
    for (int ordinal = all.nextSetBit(0); ordinal >= 0; ordinal = all.nextSetBit(ordinal + 1)) {
      ValueSet valueSet = valueSets.get(ordinal);
      synonyms.add(valueSet.title(), ordinal);
      for (String name : valueSet.names()) {
        synonyms.add(name, ordinal);
      }
      for (Statement statement : valueSet.statements()) {
        if (statement.include() && statement.display() != null) {
          synonyms.add(statement.display(), ordinal);
        }
      }
    }
    return synonyms;
  }

  private static CodeSystem system(Coding coding) {
    return CodeSystems.findOrMake(Objects.requireNonNull(coding.system(), "system"));
  }

  private static String code(Coding coding) {
    return Objects.requireNonNull(coding.code(), "code");
  }
}
