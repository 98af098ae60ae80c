package org.ketascreen.rulebase;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.terminology.CodeSystem;
import org.ketascreen.terminology.CodeSystem.Decides;
import org.ketascreen.terminology.CodeSystems;
import org.ketascreen.terminology.ValueSet.Statement;

/** Reads which codes a value set includes and excludes. Not thread-safe. */
final class ComposeReader {

  private static final List<CodeSystem> SYSTEMS =
      List.of(
          CodeSystems.ICD_10_CM,
          CodeSystems.ICD_10,
          CodeSystems.ATC,
          CodeSystems.SNOMED_CT,
          CodeSystems.RXNORM,
          CodeSystems.LOINC,
          CodeSystems.NDC);

  private final FileProblems problems;
  private final List<Statement> statements = new ArrayList<>();
  private final Map<String, Stated> stated = new HashMap<>();

  ComposeReader(FileProblems problems) {
    this.problems = problems;
  }

  /** Where a code was stated first. */
  private record Stated(int line, boolean include) {}

  List<Statement> read(LocatedJson compose) {
    if (problems.checkNames(
        compose,
        Set.of("include", "exclude"),
        Set.of("id", "extension", "lockedDate", "inactive"))) {
      problems.items(compose, "include").forEach(element -> readElement(element, true));
      problems.items(compose, "exclude").forEach(element -> readElement(element, false));
      if (!compose.fields().containsKey("include")) {
        problems.add(compose.line(), "includes nothing", "write 'include'");
      }
    }
    return statements;
  }

  private void readElement(LocatedJson element, boolean include) {
    if (!problems.checkNames(
        element,
        Set.of("system", "concept", "filter"),
        Set.of("id", "extension", "version", "valueSet"))) {
      return;
    }
    CodeSystem system = system(element);
    boolean listed = element.fields().containsKey("concept");
    boolean filtered = element.fields().containsKey("filter");
    if (listed == filtered) {
      problems.add(
          element.line(),
          listed ? "has both 'concept' and 'filter'" : "has neither 'concept' nor 'filter'",
          "write one of them");
      return;
    }
    if (system == null) {
      return;
    }
    if (listed) {
      readConcepts(element, system, include);
    } else {
      readFilters(element, system, include);
    }
  }

  private @Nullable CodeSystem system(LocatedJson element) {
    String uri = problems.requiredText(element, "system");
    if (uri == null) {
      return null;
    }
    CodeSystem known = CodeSystems.find(uri);
    // A value set has its own title, and cannot take another's.
    CodeSystem system = CodeSystems.TITLE.equals(known) ? null : known;
    LocatedJson value = element.fields().get("system");
    int line = value == null ? element.line() : value.line();
    if (system == null) {
      problems.add(
          line,
          "unknown code system '" + uri + "'",
          "write one of "
              + String.join(", ", SYSTEMS.stream().map(CodeSystem::uri).toList())
              + ", or an HL7 table such as http://terminology.hl7.org/CodeSystem/v3-ActCode");
    } else if (!system.uri().equals(uri)) {
      problems.add(line, "'" + uri + "' is read by " + system.uri(), "write " + system.uri());
    }
    return system;
  }

  private void readConcepts(LocatedJson element, CodeSystem system, boolean include) {
    for (LocatedJson concept : problems.items(element, "concept")) {
      if (!problems.checkNames(
          concept, Set.of("code", "display"), Set.of("id", "extension", "designation"))) {
        continue;
      }
      String code = problems.requiredText(concept, "code");
      if (system.decides() == Decides.HIERARCHY) {
        problems.add(
            concept.line(), "lists a code of " + system, "write a filter concept is-a with it");
        continue;
      }
      String display = problems.requiredText(concept, "display");
      if (code != null) {
        add(concept.line(), new Statement(system.uri(), code, display, false, include), system);
      }
    }
  }

  private void readFilters(LocatedJson element, CodeSystem system, boolean include) {
    List<LocatedJson> filters = problems.items(element, "filter");
    if (filters.size() > 1) {
      problems.add(
          element.line(),
          "has several filters, which FHIR reads as all of them together",
          "write an element for each");
    }
    for (LocatedJson filter : filters) {
      if (problems.checkNames(
          filter, Set.of("property", "op", "value"), Set.of("id", "extension"))) {
        readFilter(filter, system, include);
      }
    }
  }

  private void readFilter(LocatedJson filter, CodeSystem system, boolean include) {
    String property = problems.requiredText(filter, "property");
    String op = problems.requiredText(filter, "op");
    String code = problems.requiredText(filter, "value");
    if (system.decides() != Decides.HIERARCHY) {
      problems.add(
          filter.line(),
          "filters " + system + ", whose hierarchy is not here",
          "list its codes as 'concept'");
    } else if (property != null
        && op != null
        && !(property.equals("concept") && op.equals("is-a"))) {
      problems.add(filter.line(), "filters by " + property + " " + op, "write concept is-a");
    } else if (code != null) {
      add(filter.line(), new Statement(system.uri(), code, null, true, include), system);
    }
  }

  private void add(int line, Statement statement, CodeSystem system) {
    String code = statement.code();
    String written = CheckDigits.areRight(system, code) ? system.written(code) : null;
    if (written == null) {
      problems.add(
          line,
          "'" + code + "' is not a code of " + system,
          "write the code as " + system + " does");
      return;
    }
    if (!written.equals(code)) {
      problems.add(
          line, "'" + code + "' is not how value sets write it", "write '" + written + "'");
    }
    Stated first =
        stated.putIfAbsent(system.uri() + "|" + written, new Stated(line, statement.include()));
    if (first == null) {
      statements.add(statement);
    } else if (first.include() == statement.include()) {
      problems.add(
          line,
          "'" + code + "' of " + system + " is already in line " + first.line(),
          "write it once");
    } else {
      problems.add(
          line,
          "excludes '" + code + "' of " + system + ", which line " + first.line() + " includes",
          "keep one of them");
    }
  }
}
