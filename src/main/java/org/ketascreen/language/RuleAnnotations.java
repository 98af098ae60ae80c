package org.ketascreen.language;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.FhirCode;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Applicability;
import org.ketascreen.rulebase.Basis;
import org.ketascreen.rulebase.Citation;
import org.ketascreen.rulebase.Line;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Severity;
import org.ketascreen.rulebase.Stage;

/** The annotations of one rule, as they are read. Not thread-safe. */
final class RuleAnnotations {

  private static final List<String> REQUIRED =
      List.of(
          "severity",
          "applies",
          "stages",
          "jurisdictions",
          "basis",
          "because",
          "action",
          "sources");
  private static final String SUBSUMES = "subsumes";
  private static final Pattern JURISDICTION = Pattern.compile("[a-z]{2}");

  private record Value(String text, int line) {}

  private final String file;
  private final int ruleLine;
  private final List<Problem> problems;
  private final Map<String, Value> values = new LinkedHashMap<>();

  RuleAnnotations(String file, int ruleLine, List<Problem> problems) {
    this.file = file;
    this.ruleLine = ruleLine;
    this.problems = problems;
  }

  void put(String name, String text, int line) {
    if (!REQUIRED.contains(name) && !name.equals(SUBSUMES)) {
      List<String> known = Stream.concat(REQUIRED.stream(), Stream.of(SUBSUMES)).toList();
      problem(
          line,
          "there is no annotation @" + name,
          "nearest: @" + Nearest.to(name, known, 1).get(0));
    } else if (values.putIfAbsent(name, new Value(text, line)) != null) {
      problem(line, "@" + name + " stands twice", "keep one");
    } else if (text.isEmpty()) {
      problem(line, "@" + name + " is empty", "give it a value");
    }
  }

  /** Returns the rule, or {@code null} if its annotations do not make one. */
  @Nullable Rule rule(
      String id, String title, List<Line> when, Rule.@Nullable Ask ask, String file, int line) {
    int before = problems.size();
    for (String name : REQUIRED) {
      if (!values.containsKey(name)) {
        problem(ruleLine, "rule " + id + " has no @" + name, "add it");
      }
    }
    Severity severity = code("severity", Severity.class);
    Basis basis = code("basis", Basis.class);
    Set<Stage> stages = stages();
    List<Applicability> applies = applies();
    List<String> jurisdictions = jurisdictions();
    List<Citation> sources = citations();
    return problems.size() > before || severity == null || basis == null
        ? null
        : new Rule(
            id,
            title,
            severity,
            applies,
            stages,
            jurisdictions,
            basis,
            text("because"),
            text("action"),
            sources,
            list(SUBSUMES, ","),
            when,
            ask,
            file,
            line);
  }

  private String text(String name) {
    Value value = values.get(name);
    return value == null ? "" : value.text();
  }

  private int line(String name) {
    Value value = values.get(name);
    return value == null ? ruleLine : value.line();
  }

  private List<String> list(String name, String separator) {
    return Stream.of(text(name).split(separator))
        .map(String::strip)
        .filter(s -> !s.isEmpty())
        .toList();
  }

  private <E extends Enum<E> & FhirCode> @Nullable E code(String name, Class<E> type) {
    return values.containsKey(name) ? code(name, text(name), type) : null;
  }

  private <E extends Enum<E> & FhirCode> @Nullable E code(String name, String text, Class<E> type) {
    try {
      return FhirCode.parse(type, text);
    } catch (IllegalArgumentException e) {
      problem(
          line(name), "'" + text + "' in @" + name + " is " + e.getMessage(), "choose one of them");
      return null;
    }
  }

  private Set<Stage> stages() {
    Set<Stage> stages = EnumSet.noneOf(Stage.class);
    for (String text : list("stages", ",")) {
      Stage stage = code("stages", text, Stage.class);
      if (stage != null) {
        stages.add(stage);
      }
    }
    return stages;
  }

  private List<Applicability> applies() {
    List<Applicability> applies = new ArrayList<>();
    if (text("applies").equals("all")) {
      return applies;
    }
    for (String text : list("applies", ",")) {
      int blank = text.indexOf(' ');
      Agent agent = code("applies", blank < 0 ? text : text.substring(0, blank), Agent.class);
      Route route =
          blank < 0 ? null : code("applies", text.substring(blank + 1).strip(), Route.class);
      if (agent != null) {
        applies.add(new Applicability(agent, route));
      }
    }
    return applies;
  }

  private List<String> jurisdictions() {
    if (text("jurisdictions").equals("all")) {
      return List.of();
    }
    List<String> jurisdictions = list("jurisdictions", ",");
    for (String jurisdiction : jurisdictions) {
      if (!JURISDICTION.matcher(jurisdiction).matches()) {
        problem(
            line("jurisdictions"),
            "'" + jurisdiction + "' is no jurisdiction",
            "write 'all' or two letters each, as in: us, eu");
      }
    }
    return jurisdictions;
  }

  private List<Citation> citations() {
    return list("sources", ";").stream().map(Citation::parse).toList();
  }

  private void problem(int line, String found, String expected) {
    problems.add(new Problem(file + ":" + line, found, expected));
  }
}
