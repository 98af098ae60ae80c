package org.ketascreen.vignette;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.ketascreen.testkit.Vignettes;
import org.ketascreen.testkit.coverage.Coverage;
import org.ketascreen.testkit.junit.RequireCoverage;

/** What the vignettes of the bundled rulebase show of its rules. */
@RequireCoverage(
    of = CoverageOfVignettesTest.RULES,
    rules = 100,
    sentences = 100,
    missing = 100,
    boundaries = 95)
class CoverageOfVignettesTest {

  static final String RULES = "rules/ketamine/1.0.0";

  @Test
  void isWhatIsRequired(Coverage coverage) throws IOException {
    Vignettes.read(Path.of(RULES)).forEach(coverage::add);

    assertThat(coverage).isNotNull();
  }
}
