package org.ketascreen.vignette;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.testkit.Vignettes;
import org.ketascreen.testkit.coverage.Coverage;
import org.ketascreen.testkit.coverage.CoverageReport;
import org.ketascreen.testkit.coverage.Measure;
import org.ketascreen.testkit.junit.VignetteTests;
import org.ketascreen.testkit.mutation.Mutation;
import org.ketascreen.testkit.mutation.MutationOptions;
import org.ketascreen.testkit.mutation.MutationReport;
import org.ketascreen.testkit.mutation.MutationReport.Fate;
import org.ketascreen.testkit.mutation.Operator;
import org.ketascreen.testkit.mutation.Progress;

/** Every vignette of the older versions, as a test of its own. */
class OlderVersionsTest {

  @TestFactory
  Stream<DynamicNode> of080() throws IOException {
    return VignetteTests.of(Path.of("rules/ketamine/0.8.0"), Set.of());
  }

  @TestFactory
  Stream<DynamicNode> of090() throws IOException {
    return VignetteTests.of(Path.of("rules/ketamine/0.9.0"), Set.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.8.0", "0.9.0"})
  void showEveryOutcomeSentenceAndLimit(String version) throws IOException {
    Coverage coverage = Coverage.of(Rulebases.bundled().load("ketamine@" + version));

    Vignettes.read(Path.of("rules/ketamine", version)).forEach(coverage::add);

    assertThat(coverage.report().results())
        .filteredOn(each -> each.goal().measure() != Measure.SCOPE)
        .noneMatch(CoverageReport.Result::isGap);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.8.0", "0.9.0"})
  void noticeMostChanges(String version) throws IOException {
    MutationReport report =
        Mutation.of(
            Path.of("rules/ketamine", version),
            Rulebases.bundled().load("ketamine@" + version),
            new MutationOptions(
                EnumSet.of(Operator.LIMIT, Operator.WINDOW, Operator.COMPARISON, Operator.SEVERITY),
                Set.of(),
                Runtime.getRuntime().availableProcessors()),
            Progress.NONE);

    assertThat(report.results()).hasSizeGreaterThan(90);
    assertThat(report.results()).allMatch(each -> each.fate() == Fate.KILLED);
  }
}
