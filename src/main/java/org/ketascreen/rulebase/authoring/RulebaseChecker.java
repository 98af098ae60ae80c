package org.ketascreen.rulebase.authoring;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ketascreen.fact.Units;
import org.ketascreen.language.RuleFileParser;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Sentence;
import org.ketascreen.language.SentenceParser;
import org.ketascreen.language.Vocabulary;
import org.ketascreen.record.FhirCode;
import org.ketascreen.rulebase.ArchiveMetadata;
import org.ketascreen.rulebase.Citation;
import org.ketascreen.rulebase.DoseDefinition;
import org.ketascreen.rulebase.IdealWeightDefinition;
import org.ketascreen.rulebase.IngredientMapReader;
import org.ketascreen.rulebase.PregnancyDefinition;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.SemanticVersion;
import org.ketascreen.rulebase.Source;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Trust;
import org.ketascreen.rulebase.ValueSetReader;
import org.ketascreen.terminology.ObservationDefinition;
import org.ketascreen.terminology.ValueSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads the source of a rulebase and finds everything wrong with it that can be found without
 * compiling it. Not thread-safe: checks one source.
 */
final class RulebaseChecker {

  static final int LANGUAGE = 1;

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9._/-]+");
  private static final Set<String> STATUSES = Set.of("unreviewed", "reviewed", "retired");
  private static final Pattern HOURS = Pattern.compile("([1-9][0-9]?) hours");
  private static final Pattern DAYS = Pattern.compile("([1-9][0-9]?) days");
  private static final Pattern WEEKS = Pattern.compile("([1-9][0-9]?) weeks");

  private final RulebaseSource source;
  private final List<Problem> problems = new ArrayList<>();
  private final YAMLMapper yaml =
      YAMLMapper.builder(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  RulebaseChecker(RulebaseSource source) {
    this.source = source;
  }

  /** What a source says. */
  record Checked(
      RulebaseYaml yaml,
      List<Source> sources,
      List<RuleLogic> rules,
      List<ValueSet> valueSets,
      Map<String, List<String>> ingredients,
      @Nullable PregnancyDefinition pregnancy,
      @Nullable DoseDefinition doses,
      @Nullable IdealWeightDefinition idealWeight,
      Map<Stage, List<String>> checklists) {

    /** Returns what a source without problems says, as the rulebase of this identity. */
    Rulebase rulebase(String digest) {
      return new Rulebase(
          Objects.requireNonNull(yaml.id()),
          Objects.requireNonNull(yaml.version()),
          LANGUAGE,
          Objects.requireNonNull(yaml.status()),
          Objects.requireNonNull(yaml.effectiveFrom()),
          Objects.requireNonNull(yaml.title()),
          yaml.scope(),
          yaml.changes() == null ? List.of() : yaml.changes(),
          digest,
          sources,
          rules.stream().map(RuleLogic::rule).toList(),
          valueSets,
          ingredients,
          pregnancy,
          doses,
          idealWeight,
          checklists,
          Trust.ALLOWED);
    }
  }

  List<Problem> problems() {
    return problems;
  }

  /** Returns what the source says; only whole when there are no {@link #problems()}. */
  Checked check() {
    checkFileNames();
    RulebaseYaml head = read("rulebase.yaml", new TypeReference<RulebaseYaml>() {});
    List<Source> sources = sources();
    if (head == null) {
      head =
          new RulebaseYaml(
              null, null, null, null, null, null, null, null, null, null, null, null, null);
    } else {
      checkHead(head);
    }
    List<ValueSet> valueSets = valueSets();
    PregnancyDefinition pregnancy = pregnancy(head.pregnancy());
    DoseDefinition doses = doses(head.doses());
    IdealWeightDefinition idealWeight = idealWeight(head.idealWeight());
    checkTitles(valueSets, pregnancy, doses);
    checkRoutine(valueSets, head.routine());
    if (idealWeight != null) {
      checkHeight(valueSets, idealWeight.height());
      checkCitations("idealWeight", idealWeight.sources(), sources);
    }
    List<RuleLogic> rules = rules(new Vocabulary(valueSets, pregnancy, doses, idealWeight));
    checkRules(rules, sources);
    checkCitations(pregnancy, doses, sources);
    return new Checked(
        head,
        sources,
        rules,
        valueSets,
        ingredients(),
        pregnancy,
        doses,
        idealWeight,
        checklists(head));
  }

  /** A file's name becomes part of the generated rules and of the digest's listing. */
  private void checkFileNames() {
    for (String path : source.files().keySet()) {
      if (!FILE.matcher(path).matches()) {
        problem(
            path.replaceAll("[^A-Za-z0-9._/-]", "?"),
            "has a name that is none",
            "write letters without accents, digits, '.', '_' and '-'");
      }
    }
  }

  private List<Source> sources() {
    List<@Nullable Source> sources =
        read("sources.yaml", new TypeReference<List<@Nullable Source>>() {});
    if (sources == null) {
      return List.of();
    }
    List<Source> whole = sources.stream().filter(Objects::nonNull).toList();
    if (whole.size() < sources.size()) {
      problem("sources.yaml", "has an empty source", "fill it, or take it out");
    }
    return whole;
  }

  private void checkCitations(
      @Nullable PregnancyDefinition pregnancy,
      @Nullable DoseDefinition doses,
      List<Source> sources) {
    if (pregnancy != null) {
      checkCitations("pregnancy", pregnancy.sources(), sources);
    }
    if (doses != null) {
      checkCitations("doses", doses.sources(), sources);
    }
  }

  private void checkCitations(String key, List<Citation> citations, List<Source> sources) {
    for (Citation citation : citations) {
      if (sources.stream().noneMatch(each -> each.id().equals(citation.source()))) {
        problem(
            "rulebase.yaml",
            "'" + key + "' cites '" + citation.source() + "', which is no source",
            "add it to sources.yaml");
      }
    }
  }

  private <T> @Nullable T read(String path, TypeReference<T> type) {
    if (!source.files().containsKey(path)) {
      problem(path, "is missing", "add it");
      return null;
    }
    try {
      T value = yaml.readValue(source.text(path), type);
      if (value == null) {
        problem(path, "is empty", "write it");
      }
      return value;
    } catch (JacksonException e) {
      problems.add(
          YamlProblem.of(path, e, "see the rulebases that ship with the library for its form"));
      return null;
    }
  }

  private void checkHead(RulebaseYaml head) {
    require(
        head.id() != null && ID.matcher(head.id()).matches(),
        "id",
        "write lower-case letters, digits and '-'");
    require(
        head.version() != null && SemanticVersion.isVersion(head.version()),
        "version",
        "write a semantic version: 1.0.0");
    require(
        head.language() != null && head.language() == LANGUAGE, "language", "write " + LANGUAGE);
    require(
        head.status() != null && STATUSES.contains(head.status()),
        "status",
        "write unreviewed, reviewed or retired");
    require(
        head.effectiveFrom() != null && isDay(head.effectiveFrom()),
        "effectiveFrom",
        "write YYYY-MM-DD");
    require(head.title() != null && !head.title().isBlank(), "title", "write a title");
    require(
        head.scope() == null || !head.scope().isBlank(),
        "scope",
        "write what it is limited to, or leave it out");
  }

  private static boolean isDay(String text) {
    try {
      return LocalDate.parse(text).toString().equals(text);
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private void require(boolean right, String key, String expected) {
    if (!right) {
      problem("rulebase.yaml", "'" + key + "' is missing or wrong", expected);
    }
  }

  private List<ValueSet> valueSets() {
    List<ValueSet> valueSets = new ArrayList<>();
    Map<String, String> titles = new HashMap<>();
    source
        .files()
        .forEach(
            (path, bytes) -> {
              if (path.startsWith(ArchiveMetadata.VALUE_SETS) && path.endsWith(".json")) {
                ValueSetReader.read(path, bytes, problems)
                    .ifPresent(
                        valueSet -> {
                          String first = titles.putIfAbsent(valueSet.title(), path);
                          if (first != null) {
                            problem(
                                path,
                                "its title is that of " + first,
                                "give it a title of its own");
                          } else {
                            valueSets.add(valueSet);
                          }
                        });
              }
            });
    return valueSets;
  }

  private Map<String, List<String>> ingredients() {
    return source.files().containsKey(ArchiveMetadata.INGREDIENTS)
        ? IngredientMapReader.read(
            ArchiveMetadata.INGREDIENTS, source.text(ArchiveMetadata.INGREDIENTS), problems)
        : Map.of();
  }

  private List<RuleLogic> rules(Vocabulary vocabulary) {
    List<RuleLogic> rules = new ArrayList<>();
    for (String path : source.files().keySet()) {
      if (path.endsWith(".dslr")) {
        for (Rule rule : RuleFileParser.parse(path, source.text(path), problems)) {
          List<Sentence> sentences = SentenceParser.parse(rule, vocabulary, problems);
          if (!sentences.isEmpty()) {
            rules.add(new RuleLogic(rule, sentences));
          }
        }
      }
    }
    rules.sort(Comparator.comparing(logic -> logic.rule().id()));
    return rules;
  }

  private void checkRules(List<RuleLogic> rules, List<Source> sources) {
    Map<String, Rule> byId = new TreeMap<>();
    Set<String> sourceIds = new HashSet<>();
    for (Source each : sources) {
      if (!sourceIds.add(each.id())) {
        problem("sources.yaml", "source '" + each.id() + "' stands twice", "keep one");
      }
    }
    for (RuleLogic logic : rules) {
      Rule rule = logic.rule();
      Rule first = byId.putIfAbsent(rule.id(), rule);
      if (first != null) {
        problem(
            rule.file() + ":" + rule.line(),
            "rule " + rule.id() + " stands at " + first.file() + ":" + first.line() + " too",
            "give it an id of its own");
      }
      for (Citation citation : rule.sources()) {
        if (!sourceIds.contains(citation.source())) {
          problem(
              rule.file() + ":" + rule.line(),
              "rule " + rule.id() + " cites '" + citation.source() + "', which is no source",
              "add it to sources.yaml");
        }
      }
    }
    for (Rule rule : byId.values()) {
      for (String subsumed : rule.subsumes()) {
        if (rule.ask() != null
            || (byId.containsKey(subsumed) && byId.get(subsumed).ask() != null)) {
          problem(
              rule.file() + ":" + rule.line(),
              "rule " + rule.id() + " subsumes " + subsumed + ", and one of them is no finding",
              "take @subsumes out: a rule that asks for a document neither subsumes nor is subsumed");
        } else if (!byId.containsKey(subsumed) || subsumed.equals(rule.id())) {
          problem(
              rule.file() + ":" + rule.line(),
              "rule " + rule.id() + " subsumes '" + subsumed + "', which is no other rule",
              "name a milder rule of the same mechanism");
        } else if (byId.get(subsumed).severity().compareTo(rule.severity()) <= 0) {
          problem(
              rule.file() + ":" + rule.line(),
              "rule " + rule.id() + " subsumes " + subsumed + ", which is not milder",
              "name a rule of a milder severity");
        }
      }
    }
    if (rules.isEmpty()) {
      problem("*.dslr", "there is no rule", "write at least one");
    }
  }

  private void checkTitles(
      List<ValueSet> valueSets,
      @Nullable PregnancyDefinition pregnancy,
      @Nullable DoseDefinition doses) {
    Set<String> concepts = new HashSet<>();
    Set<String> observations = new HashSet<>();
    for (ValueSet valueSet : valueSets) {
      (valueSet.observation() == null ? concepts : observations).add(valueSet.title());
    }
    if (pregnancy != null) {
      requireTitles(
          concepts,
          "value set",
          List.of(
              pregnancy.conditions(),
              pregnancy.pregnant(),
              pregnancy.notPregnant(),
              pregnancy.positive(),
              pregnancy.negative(),
              pregnancy.excludedBy()));
      requireTitles(observations, "observation", List.of(pregnancy.status(), pregnancy.test()));
      PregnancyDefinition.Breastfeeding breastfeeding = pregnancy.breastfeeding();
      if (breastfeeding != null) {
        requireTitles(
            concepts,
            "value set",
            List.of(breastfeeding.conditions(), breastfeeding.yes(), breastfeeding.no()));
        requireTitles(observations, "observation", List.of(breastfeeding.status()));
      }
    }
    if (doses != null) {
      requireTitles(concepts, "value set", List.of(doses.medicines()));
    }
  }

  private void checkRoutine(List<ValueSet> valueSets, @Nullable List<String> routine) {
    if (routine != null) {
      requireTitles(
          valueSets.stream()
              .filter(each -> each.observation() != null)
              .map(ValueSet::title)
              .collect(Collectors.toSet()),
          "observation",
          routine);
    }
  }

  private void checkHeight(List<ValueSet> valueSets, String title) {
    ObservationDefinition height =
        valueSets.stream()
            .filter(each -> each.title().equals(title))
            .map(ValueSet::observation)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    if (height == null) {
      requireTitles(Set.of(), "observation", List.of(title));
    } else if (!Units.areComparable(height.unit(), "cm")) {
      problem(
          "rulebase.yaml",
          "'idealWeight.height' names '" + title + "', which is not measured as a length",
          "name the observation of the patient's height");
    }
  }

  private void requireTitles(Set<String> known, String what, List<String> titles) {
    for (String title : titles) {
      if (!known.contains(title)) {
        problem(
            "rulebase.yaml",
            "no " + what + " is titled '" + title + "'",
            "add it, or name another");
      }
    }
  }

  private @Nullable PregnancyDefinition pregnancy(RulebaseYaml.@Nullable PregnancyYaml written) {
    return written == null
        ? null
        : new PregnancyDefinition(
            written.conditions(),
            written.status(),
            written.pregnant(),
            written.notPregnant(),
            written.test(),
            written.positive(),
            written.negative(),
            written.excludedBy(),
            written.ages().from(),
            written.ages().to(),
            number(WEEKS, "pregnancy.lasts", written.lasts(), "44 weeks"),
            number(DAYS, "pregnancy.answerGoodFor", written.answerGoodFor(), "7 days"),
            breastfeeding(written.breastfeeding()),
            written.because(),
            citations(written.sources()));
  }

  private PregnancyDefinition.@Nullable Breastfeeding breastfeeding(
      RulebaseYaml.@Nullable BreastfeedingYaml written) {
    return written == null
        ? null
        : new PregnancyDefinition.Breastfeeding(
            written.conditions(),
            written.status(),
            written.yes(),
            written.no(),
            number(DAYS, "breastfeeding.answerGoodFor", written.answerGoodFor(), "90 days"));
  }

  private @Nullable DoseDefinition doses(RulebaseYaml.@Nullable DosesYaml written) {
    return written == null
        ? null
        : new DoseDefinition(
            written.medicines(),
            number(HOURS, "doses.restAfter", written.restAfter(), "4 hours"),
            written.because(),
            citations(written.sources()));
  }

  private @Nullable IdealWeightDefinition idealWeight(
      RulebaseYaml.@Nullable IdealWeightYaml written) {
    if (written == null) {
      return null;
    }
    if (!written.formula().equals("devine")) {
      problem("rulebase.yaml", "'idealWeight.formula' is unknown", "write devine");
    }
    return new IdealWeightDefinition(
        IdealWeightDefinition.Formula.DEVINE,
        written.height(),
        written.because(),
        citations(written.sources()));
  }

  private static List<Citation> citations(@Nullable List<String> written) {
    return written == null ? List.of() : written.stream().map(Citation::parse).toList();
  }

  private int number(Pattern pattern, String key, @Nullable String text, String example) {
    Matcher matcher = pattern.matcher(text == null ? "" : text);
    if (!matcher.matches()) {
      problem("rulebase.yaml", "'" + key + "' is missing or wrong", "write it like: " + example);
      return 1;
    }
    return Integer.parseInt(matcher.group(1));
  }

  private void checklist(
      String name, @Nullable List<String> items, Map<Stage, List<String>> checklists) {
    if (items == null || items.stream().anyMatch(Objects::isNull)) {
      problem("rulebase.yaml", "checklist '" + name + "' is empty", "write its items");
      return;
    }
    try {
      checklists.put(FhirCode.parse(Stage.class, name), items);
    } catch (IllegalArgumentException e) {
      problem(
          "rulebase.yaml", "checklist '" + name + "' is " + e.getMessage(), "choose one of them");
    }
  }

  private Map<Stage, List<String>> checklists(RulebaseYaml head) {
    Map<Stage, List<String>> checklists = new EnumMap<>(Stage.class);
    if (head.checklists() != null) {
      head.checklists().forEach((name, items) -> checklist(name, items, checklists));
    }
    return checklists;
  }

  private void problem(String path, String found, String expected) {
    problems.add(new Problem(path, found, expected));
  }
}
