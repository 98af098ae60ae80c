package org.ketascreen.vignette;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ketascreen.Screener;
import org.ketascreen.ScreeningReport;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.testkit.Vignette;
import org.ketascreen.testkit.Vignettes;
import org.ketascreen.testkit.junit.VignetteTests;
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
  Stream<DynamicNode> ofEachArea() throws IOException {
    return VignetteTests.of(SOURCE, Set.of());
  }

  @Test
  void loseNoEntry() throws IOException {
    for (Vignette vignette : Vignettes.read(SOURCE)) {
      ScreeningReport.EntryCounts n = SCREENER.screen(vignette.request()).entries();
      assertThat(n.used() + n.irrelevant() + n.excluded() + n.unscreened())
          .as(vignette.name())
          .isEqualTo(n.read());
    }
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
}
