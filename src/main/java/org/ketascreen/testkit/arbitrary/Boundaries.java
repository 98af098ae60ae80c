package org.ketascreen.testkit.arbitrary;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Quantity;
import org.ketascreen.rulebase.DoseDefinition;
import org.ketascreen.rulebase.Line;
import org.ketascreen.rulebase.PregnancyDefinition;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.terminology.ValueSet;

/**
 * Where a rulebase decides: its codes and those beside them, limits, windows and ages, found in the
 * words of its rules. Immutable and thread-safe.
 */
final class Boundaries {

  private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"");
  private static final Pattern WINDOW =
      Pattern.compile("(\\d+) (minute|hour|day|week|month|year)s?(?! old)");
  private static final Pattern AGE = Pattern.compile("(\\d+) years old");
  private static final Pattern AMOUNT =
      Pattern.compile("(?:above|at least|below|at most|none of|,) ([\\d.]+) ([^\\s,]+)");
  private static final Pattern TIMES = Pattern.compile("at least ([\\d.]+) times");
  private static final int MOST_CODES = 24;

  private final Map<String, ValueSet> valueSets = new HashMap<>();
  private final Map<String, List<Topic>> topics = new LinkedHashMap<>();
  private final Map<String, Set<Quantity>> limits = new HashMap<>();
  private final Map<String, Set<String>> answers = new HashMap<>();
  private final Set<Topic> all = new LinkedHashSet<>();
  private final Set<String> windows = new LinkedHashSet<>();
  private final Set<Integer> ages = new LinkedHashSet<>();
  private final Set<Quantity> doses = new LinkedHashSet<>();
  private final Set<BigDecimal> multiples = new LinkedHashSet<>();
  private final Set<String> indications = new LinkedHashSet<>();
  private final Predicate<Treatment> about;

  Boundaries(Rulebase rulebase) {
    about = rulebase::isAbout;
    rulebase.valueSets().forEach(each -> valueSets.put(each.title(), each));
    for (Rule rule : rulebase.rules()) {
      Set<Topic> read = new LinkedHashSet<>();
      rule.when().stream().map(Line::text).map(String::strip).forEach(line -> read(line, read));
      if (rule.ask() != null) {
        read.add(Topic.of(rule.ask()));
        windows(String.valueOf(rule.ask().within()));
      }
      topics.put(rule.id(), List.copyOf(read));
      all.addAll(read);
    }
    if (rulebase.pregnancy() != null) {
      define(rulebase.pregnancy());
    }
    if (rulebase.doses() != null) {
      define(rulebase.doses());
    }
    if (rulebase.idealWeight() != null) {
      all.add(new Topic(Topic.Kind.READING, rulebase.idealWeight().height()));
    }
    // An active order is taken as standing for a year.
    windows("12 months");
  }

  /** Whether the rulebase may be asked for a treatment. */
  boolean isAbout(Treatment treatment) {
    return about.test(treatment);
  }

  private void read(String line, Set<Topic> read) {
    windows(line);
    Matcher age = AGE.matcher(line);
    while (age.find()) {
      ages.add(Integer.valueOf(age.group(1)));
    }
    Matcher times = TIMES.matcher(line);
    if (times.find()) {
      multiples.add(new BigDecimal(times.group(1)));
    }
    Matcher name = NAME.matcher(line);
    if (line.startsWith("-") || !name.find()) {
      if (line.startsWith("the planned dose")) {
        amounts(line, doses);
      }
      return;
    }
    String title = name.group(1);
    if (line.startsWith("the treatment is for")) {
      indications.add(title);
      return;
    }
    Topic topic = new Topic(Topic.kindOf(line), title);
    read.add(topic);
    amounts(line, limits.computeIfAbsent(title, each -> new LinkedHashSet<>()));
    if (name.find()) {
      answers.computeIfAbsent(title, each -> new LinkedHashSet<>()).add(name.group(1));
    }
  }

  private void windows(String line) {
    Matcher window = WINDOW.matcher(line);
    while (window.find()) {
      windows.add(window.group(1) + " " + window.group(2));
    }
  }

  private static void amounts(String line, Set<Quantity> into) {
    Matcher amount = AMOUNT.matcher(line);
    while (amount.find()) {
      if (!amount.group(2).equals("times")) {
        into.add(Quantity.of(amount.group(1), amount.group(2)));
      }
    }
  }

  private void define(PregnancyDefinition pregnancy) {
    all.add(new Topic(Topic.Kind.CONDITION, pregnancy.conditions()));
    all.add(new Topic(Topic.Kind.CONDITION, pregnancy.excludedBy()));
    ask(pregnancy.status(), pregnancy.pregnant(), pregnancy.notPregnant());
    ask(pregnancy.test(), pregnancy.positive(), pregnancy.negative());
    ages.add(pregnancy.fromAge());
    ages.add(pregnancy.toAge() + 1);
    windows(pregnancy.lastsWeeks() + " weeks, " + pregnancy.answerGoodForDays() + " days");
    PregnancyDefinition.Breastfeeding feeding = pregnancy.breastfeeding();
    if (feeding != null) {
      all.add(new Topic(Topic.Kind.CONDITION, feeding.conditions()));
      ask(feeding.status(), feeding.yes(), feeding.no());
      windows(feeding.answerGoodForDays() + " days");
    }
  }

  private void ask(String observation, String... results) {
    all.add(new Topic(Topic.Kind.READING, observation));
    answers.computeIfAbsent(observation, each -> new LinkedHashSet<>()).addAll(List.of(results));
  }

  private void define(DoseDefinition definition) {
    all.add(new Topic(Topic.Kind.MEDICATION, definition.medicines()));
    windows(definition.restAfterHours() + " hours");
  }

  /** Returns everything that any rule or definition reads. */
  List<Topic> topics() {
    return List.copyOf(all);
  }

  /** Returns what each rule reads; rules that read no entries read nothing. */
  Collection<List<Topic>> topicsOfRules() {
    return topics.values().stream().filter(each -> !each.isEmpty()).toList();
  }

  /** Returns the windows, each as a number and a unit: {@code 6 week}. */
  List<String> windows() {
    return List.copyOf(windows);
  }

  List<Integer> ages() {
    return List.copyOf(ages);
  }

  List<Quantity> doses() {
    return List.copyOf(doses);
  }

  List<BigDecimal> multiples() {
    return List.copyOf(multiples);
  }

  /** Returns what an observation is compared with, none for one that is answered by codes. */
  List<Quantity> limits(String observation) {
    return List.copyOf(limits.getOrDefault(observation, Set.of()));
  }

  /** Returns the unit of an observation, {@code null} for one that is answered by codes. */
  @org.jspecify.annotations.Nullable
  String unit(String observation) {
    ValueSet set = valueSets.get(observation);
    return set == null || set.observation() == null ? null : set.observation().unit();
  }

  /** Returns the answers to an observation that rules ask for, and those to the others. */
  List<CodeableConcept> answers(String observation) {
    Set<String> titles = answers.getOrDefault(observation, Set.of());
    List<CodeableConcept> concepts = new ArrayList<>();
    for (Set<String> each : titles.isEmpty() ? answers.values() : List.of(titles)) {
      each.forEach(title -> concepts.addAll(codes(title)));
    }
    return concepts.isEmpty() ? List.of(CodeableConcept.ofText("yes")) : concepts;
  }

  List<CodeableConcept> indications() {
    List<CodeableConcept> concepts = new ArrayList<>();
    indications.forEach(each -> concepts.addAll(codes(each)));
    return concepts;
  }

  /** Returns codes that a value set includes, the title itself where it has none. */
  List<CodeableConcept> codes(String title) {
    List<CodeableConcept> concepts = new ArrayList<>();
    for (ValueSet.Statement each : statements(title)) {
      if (each.include() && concepts.size() < MOST_CODES) {
        concepts.add(concept(each.system(), each.code()));
      }
    }
    concepts.add(CodeableConcept.titled(title));
    return concepts;
  }

  /** Returns what stands beside a value set: what it excludes, siblings, parents, its words. */
  List<CodeableConcept> besides(String title) {
    List<CodeableConcept> concepts = new ArrayList<>();
    for (ValueSet.Statement each : statements(title)) {
      if (concepts.size() >= MOST_CODES) {
        break;
      }
      if (!each.include()) {
        concepts.add(concept(each.system(), each.code()));
      } else if (each.descendants()) {
        near(each.code()).forEach(code -> concepts.add(concept(each.system(), code)));
      }
    }
    ValueSet set = valueSets.get(title);
    if (set != null) {
      set.names().stream().limit(2).map(CodeableConcept::ofText).forEach(concepts::add);
      set.watchWords().stream().limit(2).map(CodeableConcept::ofText).forEach(concepts::add);
    }
    concepts.add(CodeableConcept.ofText(title));
    return concepts;
  }

  private List<ValueSet.Statement> statements(String title) {
    return valueSets.containsKey(title)
        ? requireNonNull(valueSets.get(title)).statements()
        : List.of();
  }

  private static CodeableConcept concept(String system, String code) {
    return CodeableConcept.of(Coding.of(system, code));
  }

  /** Returns the code above, one beside and one below; they need not exist. */
  private static List<String> near(String code) {
    String above = code.substring(0, code.length() - 1).replaceAll("\\.$", "");
    char last = code.charAt(code.length() - 1);
    String stem = code.substring(0, code.length() - 1);
    String beside = stem + (last == '9' ? '8' : last == 'Z' ? 'Y' : (char) (last + 1));
    String below = code.contains(".") || code.length() != 3 ? code + "0" : code + ".0";
    return above.length() < 3 ? List.of(beside, below) : List.of(above, beside, below);
  }
}
