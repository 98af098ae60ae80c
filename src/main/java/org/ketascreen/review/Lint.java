package org.ketascreen.review;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.engine.Engine;
import org.ketascreen.fact.Truth;
import org.ketascreen.language.Absence;
import org.ketascreen.language.Group;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Sentence;
import org.ketascreen.language.Single;
import org.ketascreen.language.Witness;
import org.ketascreen.record.AsOf;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Citation;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.rulebase.Severity;
import org.ketascreen.rulebase.Source;
import org.ketascreen.rulebase.authoring.YamlProblem;
import org.ketascreen.terminology.ValueSet;
import org.ketascreen.testkit.Vignette;
import org.ketascreen.testkit.Vignettes;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Looks through a rulebase that compiles for what its reviewers should not have to look for: each
 * {@link LintCheck} says what, why, and how to mend it. Not thread-safe: looks through one rulebase
 * once.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class Lint {

  private static final String NOT_INCLUDED = "not-included.yaml";
  private static final AsOf NOW = AsOf.parse("2026-06-15T09:00:00Z");

  /**
   * Something that was found.
   *
   * @param check what it is
   * @param problem where and what, and what would be right
   */
  public record Found(LintCheck check, Problem problem) {
    /** Returns it in one line. */
    @Override
    public String toString() {
      return problem.path()
          + ": "
          + problem.found()
          + "; "
          + problem.expected()
          + " ["
          + check.code()
          + "]";
    }
  }

  private static final Set<Single.Kind> ENTRIES =
      EnumSet.of(
          Single.Kind.CONDITIONS,
          Single.Kind.MEDICATIONS,
          Single.Kind.ALLERGIES,
          Single.Kind.READINGS);

  private final Path folder;
  private final Rulebase rulebase;
  private final Engine engine;
  private final List<RuleLogic> rules;
  private final Set<String> ids = new HashSet<>();
  private final List<Found> found = new ArrayList<>();
  private final YAMLMapper yaml =
      YAMLMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private Lint(Path folder, Rulebase rulebase) {
    this.folder = folder;
    this.rulebase = rulebase;
    this.engine = Engine.of(rulebase, null);
    this.rules = engine.rules();
    rules.forEach(each -> ids.add(each.rule().id()));
  }

  /**
   * Returns what was found, by file and line.
   *
   * @param folder the source of the rulebase
   * @param rulebase the same, compiled
   * @throws RulebaseException if a vignette, or what is left out, cannot be read
   * @throws IOException if the folder cannot be read
   */
  public static List<Found> of(Path folder, Rulebase rulebase) throws IOException {
    Lint lint = new Lint(folder, rulebase);
    lint.look();
    return lint.found.stream()
        .sorted(
            Comparator.comparing((Found each) -> file(each.problem().path()))
                .thenComparing(each -> line(each.problem().path()))
                .thenComparing(Found::check)
                .thenComparing(each -> each.problem().found()))
        .toList();
  }

  private static String file(String path) {
    int colon = path.lastIndexOf(':');
    return colon < 0 ? path : path.substring(0, colon);
  }

  private static int line(String path) {
    int colon = path.lastIndexOf(':');
    return colon < 0 ? 0 : Integer.parseInt(path.substring(colon + 1));
  }

  private void look() throws IOException {
    checkSources();
    checkValueSets();
    rules.forEach(each -> checkWording(each.rule()));
    checkPairs();
    rules.forEach(this::checkAbsence);
    Set<String> routine = routine();
    for (RuleLogic each : rules) {
      new Gates(each.rule(), routine).check(each.lines());
    }
    Map<String, Set<String>> shown = shown(Vignettes.read(folder));
    rules.forEach(each -> checkReach(each, shown.getOrDefault(each.rule().id(), Set.of())));
    checkNotIncluded();
  }

  private void checkSources() {
    Map<String, Source> sources = new HashMap<>();
    rulebase.sources().forEach(each -> sources.put(each.id(), each));
    Set<String> cited = new HashSet<>();
    for (RuleLogic each : rules) {
      Rule rule = each.rule();
      String what = "rule " + rule.id();
      rule.sources().forEach(c -> checkCitation(at(rule), what, c, sources, cited));
    }
    if (rulebase.pregnancy() != null) {
      checkCitations("pregnancy", rulebase.pregnancy().sources(), sources, cited);
    }
    if (rulebase.doses() != null) {
      checkCitations("doses", rulebase.doses().sources(), sources, cited);
    }
    if (rulebase.idealWeight() != null) {
      checkCitations("idealWeight", rulebase.idealWeight().sources(), sources, cited);
    }
    for (Source each : rulebase.sources()) {
      if (!cited.contains(each.id())) {
        add(
            LintCheck.UNCITED_SOURCE,
            "sources.yaml",
            "nothing cites '" + each.id() + "'",
            "cite it, or take it out");
      }
    }
  }

  private void checkCitations(
      String key, List<Citation> citations, Map<String, Source> sources, Set<String> cited) {
    citations.forEach(
        each -> checkCitation("rulebase.yaml", "'" + key + "'", each, sources, cited));
  }

  private void checkCitation(
      String path, String what, Citation citation, Map<String, Source> sources, Set<String> cited) {
    cited.add(citation.source());
    Source source = sources.get(citation.source());
    if (source != null
        && !citation.section().isEmpty()
        && !source.sections().contains(citation.section())) {
      add(
          LintCheck.UNKNOWN_SECTION,
          path,
          what + " cites '" + citation.section() + "' of " + source.id(),
          source.sections().isEmpty()
              ? "no section of it is listed as read"
              : "read are: " + String.join(", ", source.sections()));
    }
  }

  private void checkValueSets() {
    Set<String> read = new HashSet<>();
    for (RuleLogic each : rules) {
      read.addAll(each.reads());
      each.whole().singles().stream()
          .map(Single::result)
          .filter(Objects::nonNull)
          .forEach(read::add);
      if (each.rule().ask() != null) {
        read.add(each.rule().ask().observation());
      }
    }
    if (rulebase.doses() != null) {
      read.add(rulebase.doses().medicines());
    }
    for (ValueSet each : rulebase.valueSets()) {
      if (!read.contains(each.title())) {
        add(
            LintCheck.UNUSED_VALUE_SET,
            "value-sets/" + each.id() + ".json",
            "no rule reads '" + each.title() + "'",
            "read it, or take it out");
      }
    }
  }

  private void checkWording(Rule rule) {
    checkLength(rule, "title", rule.title(), LintCheck.LONGEST_TITLE);
    checkLength(rule, "@because", rule.because(), LintCheck.LONGEST_BECAUSE);
    checkLength(rule, "@action", rule.action(), LintCheck.LONGEST_ACTION);
  }

  private void checkLength(Rule rule, String what, String text, int longest) {
    if (text.length() > longest) {
      add(
          LintCheck.TOO_LONG,
          at(rule),
          "the " + what + " of " + rule.id() + " has " + text.length() + " characters",
          "say it in " + longest);
    }
  }

  private void checkPairs() {
    for (RuleLogic first : rules) {
      for (RuleLogic second : rules) {
        if (!first.rule().id().equals(second.rule().id())
            && first.rule().ask() == null
            && second.rule().ask() == null
            && overlap(first.rule(), second.rule())
            && Implication.holds(first.whole(), second.whole())) {
          checkPair(first, second);
        }
      }
    }
  }

  /** The first rule fires only where the second does. */
  private void checkPair(RuleLogic first, RuleLogic second) {
    Rule one = first.rule();
    Rule other = second.rule();
    if (other.severity().compareTo(one.severity()) > 0) {
      if (isOfOneMechanism(first, second) && !one.subsumes().contains(other.id())) {
        add(
            LintCheck.UNDECLARED_SUBSUMPTION,
            at(one),
            one.id() + " fires only where " + other.id() + " does, which is milder",
            "add @subsumes( \"" + other.id() + "\" )");
      }
    } else if (covers(other, one)
        && Implication.holds(second.whole(), first.whole())
        && (other.severity() != one.severity() || one.id().compareTo(other.id()) > 0)) {
      add(
          LintCheck.DUPLICATE,
          at(one),
          one.id() + " fires only where " + other.id() + " does, which is as grave or graver",
          "keep one of them");
    }
  }

  /**
   * Whether a rule that implies another one would be shown for the same reason: both are grades of
   * one thing by their ids (DR-04, DR-04b), or the milder one speaks of entries. An age or a plan
   * is no entry, and information says something of its own.
   */
  private static boolean isOfOneMechanism(RuleLogic stricter, RuleLogic milder) {
    return stem(stricter.rule()).equals(stem(milder.rule()))
        || (milder.rule().severity() != Severity.INFORMATION
            && milder.whole().singles().stream().anyMatch(each -> ENTRIES.contains(each.kind())));
  }

  private static String stem(Rule rule) {
    return rule.id().replaceAll("[a-z]$", "");
  }

  private static boolean overlap(Rule first, Rule second) {
    return first.stages().stream().anyMatch(second.stages()::contains)
        && (first.jurisdictions().isEmpty()
            || second.jurisdictions().isEmpty()
            || first.jurisdictions().stream().anyMatch(second.jurisdictions()::contains))
        && treatments(first).stream().anyMatch(treatments(second)::contains);
  }

  /** Whether the first is asked wherever the second is. */
  private static boolean covers(Rule wider, Rule narrower) {
    return wider.stages().containsAll(narrower.stages())
        && (wider.jurisdictions().isEmpty()
            || (!narrower.jurisdictions().isEmpty()
                && wider.jurisdictions().containsAll(narrower.jurisdictions())))
        && treatments(wider).containsAll(treatments(narrower));
  }

  private static Set<String> treatments(Rule rule) {
    Set<String> treatments = new HashSet<>();
    for (Agent agent : Agent.values()) {
      for (Route route : Route.values()) {
        if (rule.isAbout(agent, route)) {
          treatments.add(agent + " " + route);
        }
      }
    }
    return treatments;
  }

  private void checkAbsence(RuleLogic logic) {
    Rule rule = logic.rule();
    if (rule.ask() != null || !needsAbsence(logic.whole())) {
      return;
    }
    boolean onlyAbsence = isMetByAbsence(logic.whole());
    boolean escalates =
        rules.stream()
            .filter(each -> rule.subsumes().contains(each.rule().id()))
            .anyMatch(
                each ->
                    !needsAbsence(each.whole()) && Implication.holds(logic.whole(), each.whole()));
    if (onlyAbsence || (rule.severity() != Severity.INFORMATION && !escalates)) {
      add(
          LintCheck.ABSENCE_ALONE,
          at(rule),
          onlyAbsence
              ? rule.id() + " can fire on nothing but absence"
              : rule.id() + " needs an absence and subsumes no rule that says the rest",
          "write the milder rule without the absence and name it in @subsumes");
    }
  }

  private static boolean needsAbsence(Sentence sentence) {
    return sentence instanceof Absence
        || (sentence instanceof Group group && group.lines().stream().anyMatch(Lint::needsAbsence));
  }

  /** Whether sentences on absence are enough to make it hold. */
  private static boolean isMetByAbsence(Sentence sentence) {
    return sentence instanceof Absence
        || (sentence instanceof Group group
            && group.lines().stream().filter(Lint::isMetByAbsence).count() >= group.least());
  }

  /** Finds readings that a rule takes of everybody. */
  private final class Gates {
    private final Rule rule;
    private final Set<String> routine;

    private Gates(Rule rule, Set<String> routine) {
      this.rule = rule;
      this.routine = routine;
    }

    private void check(List<Sentence> together) {
      if (together.stream().noneMatch(Gates::isGate)) {
        together.forEach(this::checkAlone);
      }
    }

    /** Whether it decides, without a reading, whom the other lines matter for. */
    private static boolean isGate(Sentence sentence) {
      return !(sentence instanceof Absence)
          && sentence.singles().stream().noneMatch(each -> each.kind() == Single.Kind.READINGS);
    }

    private void checkAlone(Sentence sentence) {
      if (sentence instanceof Group group) {
        if (group.least() == group.lines().size()) {
          check(group.lines());
        } else {
          group.lines().forEach(line -> check(List.of(line)));
        }
      } else {
        for (Single single : sentence.singles()) {
          if (single.kind() == Single.Kind.READINGS
              && single.reads().stream().noneMatch(routine::contains)) {
            add(
                LintCheck.UNGATED_READING,
                at(rule),
                rule.id() + " asks this of everybody: " + single.text(),
                "say for whom it matters, or list the observation under 'routine'");
          }
        }
      }
    }
  }

  private Set<String> routine() throws IOException {
    JsonNode routine =
        yaml.readTree(Files.readString(folder.resolve("rulebase.yaml"))).get("routine");
    Set<String> titles = new HashSet<>();
    if (routine != null) {
      routine.forEach(each -> titles.add(each.asString()));
    }
    return titles;
  }

  /** Returns the outcomes that vignettes expect, by rule. */
  private Map<String, Set<String>> shown(List<Vignette> vignettes) {
    Map<String, Set<String>> shown = new HashMap<>();
    for (Vignette each : vignettes) {
      String at = each.file() + ":" + each.line();
      each.outcomes()
          .forEach(
              (rule, outcome) -> {
                shown.computeIfAbsent(rule, key -> new TreeSet<>()).add(outcome);
                if (!ids.contains(rule)) {
                  add(
                      LintCheck.UNKNOWN_OUTCOME,
                      at,
                      "there is no rule '" + rule + "'",
                      "name a rule of the rulebase");
                }
              });
    }
    return shown;
  }

  private void checkReach(RuleLogic logic, Set<String> shown) {
    Rule rule = logic.rule();
    Set<Truth> truths = truths(logic);
    if (!truths.contains(Truth.HOLDS) && !truths.contains(Truth.POSSIBLE)) {
      add(
          LintCheck.UNREACHABLE,
          at(rule),
          "no patient was found for whom " + rule.id() + " fires",
          "see whether its lines exclude each other");
    }
    Set<String> wanted = new TreeSet<>(List.of("fired", "clear"));
    if (truths.contains(Truth.UNKNOWN)) {
      wanted.add("not-evaluable");
    }
    if (truths.contains(Truth.POSSIBLE) && rule.ask() == null) {
      wanted.add("possible");
    }
    wanted.removeAll(shown);
    if (!wanted.isEmpty()) {
      add(
          LintCheck.MISSING_VIGNETTE,
          at(rule),
          "no vignette shows " + rule.id() + " " + String.join(", ", wanted),
          "add one each");
    }
  }

  /** How true the rule can be of a patient, as far as its sentences' witnesses show. */
  private Set<Truth> truths(RuleLogic logic) {
    Set<Truth> truths = EnumSet.noneOf(Truth.class);
    logic.whole().witnesses(engine.scene(NOW, logic.rule())).stream()
        .map(Witness::truth)
        .forEach(truths::add);
    return truths;
  }

  /**
   * What was considered and left out.
   *
   * @param id of a rule that it would have been
   * @param part which part of it, or {@code null} for all
   * @param reason why
   */
  record NotIncluded(String id, @Nullable String part, String reason) {}

  private void checkNotIncluded() throws IOException {
    Path file = folder.resolve(NOT_INCLUDED);
    if (!Files.isRegularFile(file)) {
      return;
    }
    for (NotIncluded each : notIncluded(Files.readString(file))) {
      if (each.part() == null && ids.contains(each.id())) {
        add(
            LintCheck.DECIDED_TWICE,
            NOT_INCLUDED,
            "'" + each.id() + "' is left out and a rule",
            "name the 'part' that is left out");
      }
    }
  }

  private List<NotIncluded> notIncluded(String text) {
    try {
      return yaml.readValue(text, new TypeReference<List<NotIncluded>>() {});
    } catch (JacksonException e) {
      throw new RulebaseException(
          List.of(YamlProblem.of(NOT_INCLUDED, e, "write id, part and reason of each")));
    }
  }

  private static String at(Rule rule) {
    return rule.file() + ":" + rule.line();
  }

  private void add(LintCheck check, String path, String what, String right) {
    found.add(new Found(check, new Problem(path, what, right)));
  }
}
