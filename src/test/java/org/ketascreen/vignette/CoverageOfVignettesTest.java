package org.ketascreen.vignette;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ketascreen.testkit.Vignette;
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
    List<Vignette> vignettes = Vignettes.read(Path.of(RULES));

    vignettes.forEach(coverage::add);

    assertThat(coverage).isNotNull();
    assertThat(vignettes).isNotEmpty();
  }
}
