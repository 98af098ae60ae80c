package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ketascreen.engine.Engine;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.testkit.Vignette;
import org.ketascreen.testkit.Vignettes;

/** A trial and a screening say the same of the patients of the rulebase that ships. */
class TrialScreeningTest {

  private static final Rulebase RULEBASE = Rulebases.bundled().load("ketamine@1.0.0");

  @Test
  void reportsWhatScreeningReports() throws IOException {
    Screener screener = Screener.of(RULEBASE);
    Engine engine = Engine.of(RULEBASE, null);
    List<String> differing = new ArrayList<>();
    List<Vignette> vignettes = Vignettes.read(Path.of("rules/ketamine/1.0.0"));
    for (Vignette vignette : vignettes) {
      ScreeningReport real = screener.screen(vignette.request());
      ScreeningReport tried = TrialScreening.of(engine, RULEBASE, vignette.request()).report();
      if (!withoutTimes(real.toJson()).equals(withoutTimes(tried.toJson()))) {
        differing.add(vignette.name());
      }
    }

    assertThat(vignettes).isNotEmpty();
    assertThat(differing).isEmpty();
  }

  /** A trial names no later moment. */
  private static String withoutTimes(String json) {
    return json.replaceAll("\"(validUntil|until)\" ?: ?(\"[^\"]*\"|null)", "");
  }
}
