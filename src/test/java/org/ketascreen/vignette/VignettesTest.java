package org.ketascreen.vignette;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ketascreen.Screener;
import org.ketascreen.ScreeningReport;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.testkit.Vignette;
import org.ketascreen.testkit.Vignettes;
import org.ketascreen.testkit.mutation.Mutation;
import org.ketascreen.testkit.mutation.MutationOptions;
import org.ketascreen.testkit.mutation.MutationReport;
import org.ketascreen.testkit.mutation.MutationReport.Fate;
import org.ketascreen.testkit.mutation.Operator;
import org.ketascreen.testkit.mutation.Progress;

/** Every vignette of the bundled rulebase, as a test of its own. */
class VignettesTest {

  private static final Path SOURCE = Path.of("rules/ketamine/1.0.0");
  private static final Screener SCREENER = Screener.of(Rulebases.bundled().load("ketamine@1.0.0"));

  @TestFactory
  Stream<DynamicContainer> ofEachArea() throws IOException {
    Map<String, List<Vignette>> files =
        Vignettes.read(SOURCE).stream()
            .collect(Collectors.groupingBy(Vignette::file, TreeMap::new, Collectors.toList()));

    assertThat(files).isNotEmpty();
    return files.entrySet().stream()
        .map(
            file ->
                dynamicContainer(
                    file.getKey(), file.getValue().stream().map(VignettesTest::asTest)));
  }

  /** Each limit and window a step further up or down fails a vignette: both its sides are shown. */
  @Test
  void pinEveryLimitAndWindow() throws IOException {
    MutationReport report =
        Mutation.of(
            SOURCE,
            Rulebases.bundled().load("ketamine@1.0.0"),
            new MutationOptions(
                EnumSet.of(Operator.LIMIT, Operator.WINDOW),
                Set.of(),
                Runtime.getRuntime().availableProcessors()),
            Progress.NONE);

    assertThat(report.of(Fate.KILLED)).hasSizeGreaterThan(500);
    assertThat(report.results()).allMatch(each -> each.fate() == Fate.KILLED);
  }

  private static DynamicTest asTest(Vignette vignette) {
    URI place = URI.create(SOURCE.resolve(vignette.file()).toUri() + "?line=" + vignette.line());
    return dynamicTest(vignette.name(), place, () -> check(vignette));
  }

  private static void check(Vignette vignette) {
    ScreeningReport report = SCREENER.screen(vignette.request());

    SortedMap<String, String> outcomes = Vignettes.outcomes(report);
    outcomes.keySet().retainAll(vignette.outcomes().keySet());
    assertThat(outcomes)
        .as(() -> SCREENER.explain(vignette.request()).toText())
        .isEqualTo(vignette.outcomes());
    if (vignette.disposition() != null) {
      assertThat(report.disposition().code()).isEqualTo(vignette.disposition());
    }
    ScreeningReport.EntryCounts n = report.entries();
    assertThat(n.used() + n.irrelevant() + n.excluded() + n.unscreened()).isEqualTo(n.read());
  }
}
