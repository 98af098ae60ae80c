package org.ketascreen.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.authoring.RulebaseCompiler;
import org.ketascreen.testkit.Vignettes;
import org.ketascreen.testkit.coverage.Coverage;
import org.ketascreen.testkit.coverage.CoverageReport;

/** The gate, on a class that passes it and on reports that do not. */
@RequireCoverage(
    of = RequireCoverageTest.SMALL,
    rules = 16,
    sentences = 16,
    missing = 50,
    boundaries = 16)
class RequireCoverageTest {

  static final String SMALL = "src/test/resources/rulebases/small";

  private static final String AT_THE_LIMIT =
      """
      - name: at the limit
        stage: session
        observations: [ { code: "loinc|8480-6", value: "160 mm[Hg]", effective: 2026-06-15 } ]
        outcomes: { CV-02: clear }
      """;

  private final Coverage coverage;

  RequireCoverageTest(Coverage coverage) {
    this.coverage = coverage;
  }

  @AfterAll
  static void sharesOneCoverage(Coverage coverage) {
    assertThat(coverage.report().screenings()).isEqualTo(1);
  }

  private static CoverageReport report(Coverage coverage) {
    Vignettes.parse("small.vignettes.yaml", AT_THE_LIMIT).forEach(coverage::add);
    return coverage.report();
  }

  @Test
  void passesWhereEnoughIsShown() {
    RequireCoverage its = Objects.requireNonNull(getClass().getAnnotation(RequireCoverage.class));

    CoverageExtension.check(its, report(coverage));
  }

  @RequireCoverage(of = SMALL)
  private static final class Strict {}

  @Test
  void saysWhatIsShownTooLittle() {
    Rulebase small = RulebaseCompiler.compile(Path.of(SMALL)).load();
    RequireCoverage strict =
        Objects.requireNonNull(Strict.class.getAnnotation(RequireCoverage.class));
    CoverageReport report = report(Coverage.of(small));

    assertThatThrownBy(() -> CoverageExtension.check(strict, report))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("%, required are 100 %; sentences is ")
        .hasMessageContaining("boundaries is ")
        .hasMessageContaining("CV-02: fired");
  }
}
