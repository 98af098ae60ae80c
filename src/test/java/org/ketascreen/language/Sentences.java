package org.ketascreen.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.rulebase.Basis;
import org.ketascreen.rulebase.DoseDefinition;
import org.ketascreen.rulebase.IdealWeightDefinition;
import org.ketascreen.rulebase.Line;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Severity;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.terminology.ObservationDefinition;
import org.ketascreen.terminology.ValueSet;

/** Sentences and rules for tests, in a vocabulary of a few titles. */
final class Sentences {

  static final Vocabulary VOCABULARY =
      new Vocabulary(
          List.of(
              valueSet("myocardial infarction"),
              valueSet("aneurysm"),
              valueSet("benzodiazepine"),
              valueSet("ketamine"),
              valueSet("deeply sedated"),
              observation("sedation", null),
              observation("body height", "cm"),
              observation("systolic blood pressure", "mm[Hg]"),
              observation("body weight", "kg")),
          null,
          new DoseDefinition("ketamine", 4, "Because.", List.of()),
          new IdealWeightDefinition(
              IdealWeightDefinition.Formula.DEVINE, "body height", "Because.", List.of()));

  static final Vocabulary BARE =
      new Vocabulary(List.of(observation("systolic blood pressure", "mm[Hg]")), null, null, null);

  private Sentences() {}

  private static ValueSet valueSet(String title) {
    return ValueSet.builder(title.replace(' ', '-'), "https://example.org/" + title, title).build();
  }

  private static ValueSet observation(String title, @Nullable String unit) {
    return ValueSet.builder(title.replace(' ', '-'), "https://example.org/" + title, title)
        .observation(new ObservationDefinition(unit, null, null, "Measure it."))
        .build();
  }

  static Rule rule(String... lines) {
    List<Line> when = new ArrayList<>();
    for (String line : lines) {
      when.add(new Line(line.strip(), 10 + when.size()));
    }
    return new Rule(
        "XX-01",
        "A rule",
        Severity.PRECAUTION,
        List.of(),
        Set.of(Stage.EVALUATION),
        List.of(),
        Basis.LABEL,
        "because",
        "action",
        List.of(),
        List.of(),
        when,
        null,
        "area.dslr",
        3);
  }

  static List<Sentence> parse(String... lines) {
    List<Problem> problems = new ArrayList<>();
    List<Sentence> sentences = SentenceParser.parse(rule(lines), VOCABULARY, problems);
    if (!problems.isEmpty()) {
      throw new AssertionError(problems);
    }
    return sentences;
  }

  static List<String> problems(String... lines) {
    return problems(VOCABULARY, lines);
  }

  static List<String> problems(Vocabulary vocabulary, String... lines) {
    List<Problem> problems = new ArrayList<>();
    SentenceParser.parse(rule(lines), vocabulary, problems);
    return problems.stream().map(Problem::toString).toList();
  }
}
