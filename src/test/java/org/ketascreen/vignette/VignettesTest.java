package org.ketascreen.vignette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ketascreen.Certainty;
import org.ketascreen.Finding;
import org.ketascreen.Outcome;
import org.ketascreen.Screener;
import org.ketascreen.ScreeningReport;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebases;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Every vignette of the bundled rulebase, as a test of its own. */
class VignettesTest {

  private static final Path SOURCE = Path.of("rules/ketamine/1.0.0-alpha");
  private static final Screener SCREENER =
      Screener.of(Rulebases.bundled().load("ketamine@1.0.0-alpha"));

  @TestFactory
  Stream<DynamicContainer> ofEachArea() throws IOException {
    return files().stream()
        .map(
            file ->
                dynamicContainer(
                    file.getFileName().toString(),
                    file.toUri(),
                    read(file).stream()
                        .map(vignette -> dynamicTest(vignette.name(), () -> check(vignette)))));
  }

  @Test
  void showEachRuleFiringAndEachRuleClearAndEachRuleLackingItsData() throws IOException {
    Map<String, TreeSet<String>> expected = new TreeMap<>();
    for (Path file : files()) {
      for (Vignette vignette : read(file)) {
        vignette
            .outcomes()
            .forEach(
                (rule, outcome) ->
                    expected.computeIfAbsent(rule, r -> new TreeSet<>()).add(outcome));
      }
    }

    List<String> ids = SCREENER.rulebase().rules().stream().map(Rule::id).toList();
    assertThat(expected.keySet()).containsAll(ids);
    Map<String, TreeSet<String>> lacking = new TreeMap<>();
    for (String id : ids) {
      TreeSet<String> missing = new TreeSet<>(List.of("fired", "clear", "not-evaluable"));
      missing.removeAll(expected.get(id));
      if (!missing.isEmpty()) {
        lacking.put(id, missing);
      }
    }
    assertThat(lacking).isEmpty();
  }

  @Test
  void haveNamesOfTheirOwn() throws IOException {
    for (Path file : files()) {
      assertThat(read(file)).extracting(Vignette::name).doesNotHaveDuplicates();
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> list = Files.list(SOURCE)) {
      return list.filter(p -> p.toString().endsWith(".vignettes.yaml")).sorted().toList();
    }
  }

  private static List<Vignette> read(Path file) {
    return YAMLMapper.builder()
        .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build()
        .readValue(file, new TypeReference<List<Vignette>>() {});
  }

  private static void check(Vignette vignette) {
    ScreeningReport report = SCREENER.screen(vignette.request());

    Map<String, String> outcomes = outcomes(report);
    outcomes.keySet().retainAll(vignette.outcomes().keySet());
    assertThat(outcomes)
        .as(() -> SCREENER.explain(vignette.request()).toText())
        .isEqualTo(new TreeMap<>(vignette.outcomes()));
    if (vignette.disposition() != null) {
      assertThat(report.disposition().code()).isEqualTo(vignette.disposition());
    }
    ScreeningReport.EntryCounts n = report.entries();
    assertThat(n.used() + n.irrelevant() + n.excluded() + n.unscreened()).isEqualTo(n.read());
  }

  /** A finding that is only possible counts as "possible", not as "fired". */
  private static Map<String, String> outcomes(ScreeningReport report) {
    Map<String, Certainty> certainty =
        report.findings().stream().collect(Collectors.toMap(Finding::rule, Finding::certainty));
    Map<String, String> outcomes = new HashMap<>();
    for (ScreeningReport.RuleResult rule : report.rules()) {
      boolean possible =
          rule.outcome() == Outcome.FIRED && certainty.get(rule.rule()) == Certainty.POSSIBLE;
      outcomes.put(rule.rule(), possible ? "possible" : rule.outcome().code());
    }
    return outcomes;
  }
}
