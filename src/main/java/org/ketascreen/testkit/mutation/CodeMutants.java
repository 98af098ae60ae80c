package org.ketascreen.testkit.mutation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.terminology.ValueSet;
import org.ketascreen.terminology.ValueSet.Statement;

/** Takes codes out of value sets, and puts in those that stand beside them in a hierarchy. */
final class CodeMutants {

  private final SourceLines source;
  private final Map<String, List<String>> readers = new TreeMap<>();

  CodeMutants(List<RuleLogic> rules, SourceLines source) {
    this.source = source;
    for (RuleLogic logic : rules) {
      for (String title : read(logic)) {
        readers.computeIfAbsent(title, t -> new ArrayList<>()).add(logic.rule().id());
      }
    }
  }

  /** Returns the titles of everything that a rule looks up. */
  static Set<String> read(RuleLogic logic) {
    Set<String> titles = new LinkedHashSet<>(logic.reads());
    logic.lines().stream()
        .flatMap(line -> line.singles().stream())
        .forEach(
            single -> {
              if (single.result() != null) {
                titles.add(single.result());
              }
            });
    if (logic.rule().ask() != null) {
      titles.add(logic.rule().ask().observation());
    }
    return titles;
  }

  /** Returns the variants of all value sets that a rule reads. */
  List<ValueSetVariant> of(Rulebase rulebase) {
    List<ValueSetVariant> variants = new ArrayList<>();
    Siblings siblings = new Siblings(rulebase.valueSets());
    for (ValueSet valueSet : rulebase.valueSets()) {
      List<String> rules = readers.get(valueSet.title());
      if (rules != null) {
        new Making(valueSet, rules, source, siblings, variants).make();
      }
    }
    return variants;
  }

  /** Makes those of one value set. Not thread-safe. */
  private static final class Making {
    private final ValueSet valueSet;
    private final List<String> rules;
    private final SourceLines source;
    private final Siblings siblings;
    private final List<ValueSetVariant> variants;

    private Making(
        ValueSet valueSet,
        List<String> rules,
        SourceLines source,
        Siblings siblings,
        List<ValueSetVariant> variants) {
      this.valueSet = valueSet;
      this.rules = rules;
      this.source = source;
      this.siblings = siblings;
      this.variants = variants;
    }

    private void make() {
      for (Statement each : valueSet.statements()) {
        without(each.descendants() ? Operator.BRANCH : Operator.CODE, each);
      }
      lists().forEach(this::withoutList);
      neighbours().forEach(this::with);
      if (!valueSet.names().isEmpty()) {
        add(
            Operator.NAMES,
            source.ofNames(valueSet),
            valueSet.names().size() + " names",
            "none",
            changed(valueSet.statements(), List.of()));
      }
    }

    private void without(Operator operator, Statement statement) {
      add(
          operator,
          source.ofCode(valueSet, statement),
          said(statement),
          "taken out",
          keeping(each -> !each.equals(statement)));
    }

    private static String said(Statement statement) {
      return (statement.include() ? "includes " : "excludes ")
          + written(statement)
          + (statement.descendants() ? " and below" : "");
    }

    private static String written(Statement statement) {
      return statement.system() + "|" + statement.code();
    }

    /** What is included, or excluded, of one system. */
    private record Listed(boolean include, String system) {
      private boolean has(Statement statement) {
        return statement.include() == include && statement.system().equals(system);
      }
    }

    private Set<Listed> lists() {
      Set<Listed> lists = new LinkedHashSet<>();
      for (Statement each : valueSet.statements()) {
        lists.add(new Listed(each.include(), each.system()));
      }
      return lists;
    }

    private void withoutList(Listed list) {
      long codes = valueSet.statements().stream().filter(list::has).count();
      add(
          Operator.LIST,
          source.ofSystem(valueSet, list.include(), list.system()),
          (list.include() ? "includes " : "excludes ") + codes + " of " + list.system(),
          "none of it",
          keeping(each -> !list.has(each)));
    }

    /** Returns for codes that stand beside included ones the statement that would include them. */
    private Map<String, Statement> neighbours() {
      Map<String, Statement> neighbours = new LinkedHashMap<>();
      for (Statement each : valueSet.statements()) {
        if (each.descendants() && each.include()) {
          Statement neighbour = neighbour(each);
          if (neighbour != null) {
            neighbours.putIfAbsent(written(neighbour), neighbour);
          }
        }
      }
      return neighbours;
    }

    private @Nullable Statement neighbour(Statement statement) {
      String system = statement.system();
      String code = siblings.beside(system, statement.code(), other -> !isDecided(system, other));
      return code == null ? null : new Statement(system, code, null, true, true);
    }

    /** Whether a statement is about the code, one above it or one below it. */
    private boolean isDecided(String system, String code) {
      return valueSet.statements().stream()
          .anyMatch(
              each ->
                  each.system().equals(system)
                      && (each.code().startsWith(code) || code.startsWith(each.code())));
    }

    private void with(String written, Statement neighbour) {
      List<Statement> statements = new ArrayList<>(valueSet.statements());
      statements.add(neighbour);
      add(
          Operator.NEIGHBOUR,
          source.ofSystem(valueSet, true, neighbour.system()),
          "does not include " + written,
          "includes it and what is below",
          changed(statements, valueSet.names()));
    }

    private ValueSet keeping(Predicate<Statement> kept) {
      return changed(valueSet.statements().stream().filter(kept).toList(), valueSet.names());
    }

    private ValueSet changed(List<Statement> statements, List<String> names) {
      return ValueSet.builder(valueSet.id(), valueSet.url(), valueSet.title())
          .description(valueSet.description())
          .purpose(valueSet.purpose())
          .copyright(valueSet.copyright())
          .statements(statements)
          .names(names)
          .watchWords(valueSet.watchWords())
          .observation(valueSet.observation())
          .build();
    }

    private void add(Operator operator, int line, String was, String is, ValueSet changed) {
      variants.add(
          new ValueSetVariant(
              new Mutant(
                  operator, valueSet.title(), rules, SourceLines.file(valueSet), line, was, is),
              valueSet,
              changed));
    }
  }
}
