package org.ketascreen.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.testkit.Vignette;
import org.ketascreen.testkit.Vignettes;

/**
 * The DRL that people read, compiled by Drools' own compiler, says of every vignette what the
 * sentences say: the engine throws where Drools and the sentences disagree.
 */
class GeneratedDrlTest {

  private static Rulebase rulebase;
  private static Engine engine;
  private static List<Vignette> vignettes;

  @BeforeAll
  static void load() throws IOException {
    rulebase = Rulebases.bundled().load("ketamine@1.0.0");
    engine = Engine.of(rulebase, null);
    vignettes = Vignettes.read(Path.of("rules/ketamine/1.0.0"));
  }

  private static Engine.Question question(Vignette vignette) {
    ScreeningRequest request = vignette.request();
    return new Engine.Question(
        request.record(),
        request.treatment(),
        request.stage(),
        request.jurisdiction(),
        request.asOf(),
        Set.of());
  }

  @Test
  void saysWhatTheSentencesSay() {
    Engine compiled = engine.with(GeneratedDrl.compile(rulebase, engine.rules()));

    assertThat(vignettes).hasSizeGreaterThan(2_000);
    for (Vignette each : vignettes) {
      assertThat(compiled.evaluate(question(each)).rules()).as(each.name()).isNotEmpty();
    }
  }

  @Test
  void wouldBeFoundToSaySomethingElse() {
    Engine lacksARule =
        engine.with(
            GeneratedDrl.compile(
                rulebase,
                engine.rules().stream()
                    .filter(each -> !each.rule().id().equals("CV-01"))
                    .toList()));

    assertThatThrownBy(() -> vignettes.forEach(each -> lacksARule.evaluate(question(each))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("CV-01");
  }
}
