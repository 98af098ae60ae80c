package org.ketascreen.terminology;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.ketascreen.record.Coding;
import org.ketascreen.terminology.HostTerminology.Expansion;
import org.ketascreen.terminology.ValueSet.Statement;

/** Builds what one use needs. Not thread-safe. */
final class UseIndexBuilder {

  private final Use use;
  private final List<ValueSet> valueSets;
  private final BitSet all;
  private final Expansions expansions;

  UseIndexBuilder(Use use, List<ValueSet> valueSets, BitSet all, Expansions expansions) {
    this.use = use;
    this.valueSets = valueSets;
    this.all = all;
    this.expansions = expansions;
  }

  UseIndex build(Map<String, List<String>> ingredients) {
    Map<CodeSystem, Table> tables = new HashMap<>();
    Map<String, Table> byUri = new HashMap<>();
    for (CodeSystem system : systems()) {
      Table table = table(system, ingredients);
      tables.put(system, table);
      byUri.put(system.uri(), table);
    }
    CodeSystems.usual()
        .forEach((uri, system) -> byUri.put(uri, tables.getOrDefault(system, Table.SILENT)));
    return new UseIndex(
        use, valueSets, all, Map.copyOf(byUri), Map.copyOf(tables), phrases(), synonyms());
  }

  private Table table(CodeSystem system, Map<String, List<String>> ingredients) {
    if (system.equals(CodeSystems.TITLE)) {
      return new TitleTable(valueSets, all);
    }
    return system.decides() == CodeSystem.Decides.HIERARCHY
        ? hierarchy(system)
        : list(system, ingredients);
  }

  /**
   * Returns every system that is known, or that a value set or the host has codes of or decides.
   */
  private Set<CodeSystem> systems() {
    Set<CodeSystem> systems = new LinkedHashSet<>(CodeSystems.usual().values());
    all.stream()
        .forEach(
            ordinal -> {
              for (Statement statement : valueSets.get(ordinal).statements()) {
                systems.add(CodeSystems.findOrMake(statement.system()));
              }
              Expansion expansion = expansions.byOrdinal().get(ordinal);
              expansion.in().forEach(coding -> systems.add(system(coding)));
              expansion.decidedSystems().forEach(uri -> systems.add(CodeSystems.findOrMake(uri)));
            });
    return systems;
  }

  private HierarchyTable hierarchy(CodeSystem system) {
    HierarchyTable.Builder table = new HierarchyTable.Builder(system, all, decidedByHost(system));
    all.stream()
        .forEach(
            ordinal -> {
              for (Statement statement : statements(ordinal, system)) {
                table.add(ordinal, statement);
              }
              for (Coding coding : expansions.byOrdinal().get(ordinal).in()) {
                if (system(coding).equals(system)) {
                  table.addHost(ordinal, code(coding));
                }
              }
            });
    return table.build();
  }

  private ListTable list(CodeSystem system, Map<String, List<String>> ingredients) {
    boolean decides = UseIndex.decidesUnlisted(use, system);
    ListTable.Builder table = new ListTable.Builder(system, all, decides, decidedByHost(system));
    all.stream()
        .forEach(
            ordinal -> {
              for (Statement statement : statements(ordinal, system)) {
                table.add(ordinal, statement);
              }
              for (Coding coding : expansions.byOrdinal().get(ordinal).in()) {
                if (system(coding).equals(system)) {
                  table.addHost(ordinal, code(coding));
                }
              }
            });
    if (system.equals(CodeSystems.RXNORM)) {
      table.rollUp(ingredients, listedAnywhere(system));
    }
    return table.build();
  }

  private static List<Statement> ofSystem(ValueSet valueSet, CodeSystem system) {
    return valueSet.statements().stream()
        .filter(statement -> CodeSystems.findOrMake(statement.system()).equals(system))
        .toList();
  }

  private List<Statement> statements(int ordinal, CodeSystem system) {
    return ofSystem(valueSets.get(ordinal), system);
  }

  /**
   * Returns the codes that any value set lists, also one of another use: of an ingredient we then
   * know all sets.
   */
  private Set<String> listedAnywhere(CodeSystem system) {
    Set<String> codes = new HashSet<>();
    for (ValueSet valueSet : valueSets) {
      for (Statement statement : ofSystem(valueSet, system)) {
        String code = system.normalise(statement.code());
        if (code != null) {
          codes.add(code);
        }
      }
    }
    return codes;
  }

  private BitSet decidedByHost(CodeSystem system) {
    BitSet decided = new BitSet();
    all.stream()
        .filter(
            ordinal ->
                expansions.byOrdinal().get(ordinal).decidedSystems().stream()
                    .anyMatch(uri -> CodeSystems.findOrMake(uri).equals(system)))
        .forEach(decided::set);
    return decided;
  }

  private WordTree phrases() {
    WordTree phrases = WordTree.ofMedicines();
    all.stream()
        .forEach(
            ordinal -> {
              for (String name : Wording.normalised(valueSets.get(ordinal).names())) {
                phrases.add(name, ordinal);
              }
            });
    return phrases;
  }

  private Map<String, BitSet> synonyms() {
    Map<String, BitSet> synonyms = new HashMap<>();
    all.stream()
        .forEach(
            ordinal -> {
              ValueSet valueSet = valueSets.get(ordinal);
              addSynonym(synonyms, valueSet.title(), ordinal);
              valueSet.names().forEach(name -> addSynonym(synonyms, name, ordinal));
              for (Statement statement : valueSet.statements()) {
                if (statement.include() && statement.display() != null) {
                  addSynonym(synonyms, statement.display(), ordinal);
                }
              }
            });
    return synonyms;
  }

  private static void addSynonym(Map<String, BitSet> synonyms, String words, int ordinal) {
    String normal = Wording.normaliseCondition(words);
    if (!normal.isEmpty()) {
      synonyms.computeIfAbsent(normal, w -> new BitSet()).set(ordinal);
    }
  }

  private static CodeSystem system(Coding coding) {
    return CodeSystems.findOrMake(Objects.requireNonNull(coding.system(), "system"));
  }

  private static String code(Coding coding) {
    return Objects.requireNonNull(coding.code(), "code");
  }
}
