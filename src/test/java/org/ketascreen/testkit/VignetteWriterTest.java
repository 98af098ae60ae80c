package org.ketascreen.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.engine.Engine;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Sentence;
import org.ketascreen.language.Witness;
import org.ketascreen.language.WitnessPatient;
import org.ketascreen.language.WitnessScene;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Moment;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.rulebase.Treatment;

class VignetteWriterTest {

  private static final AsOf NOW = AsOf.parse("2026-06-15T09:00:00Z");
  private static final Map<String, String> FIRED = Map.of("CV-01", "fired");

  private static List<String> content(PatientRecord record) {
    return record.entries().stream().map(VignetteWriter::anonymous).sorted().toList();
  }

  private static void assertReadsBack(ScreeningRequest request, String name) {
    Vignette read = Vignettes.parse("a", VignetteWriter.write(name, request, FIRED)).get(0);

    assertThat(read.name()).isEqualTo(name);
    assertThat(read.outcomes()).isEqualTo(FIRED);
    ScreeningRequest again = read.request();
    assertThat(again.treatment()).isEqualTo(request.treatment());
    assertThat(again.asOf()).isEqualTo(request.asOf());
    assertThat(again.stage()).isEqualTo(request.stage());
    assertThat(again.jurisdiction()).isEqualTo(request.jurisdiction());
    assertThat(again.record().gender()).isEqualTo(request.record().gender());
    assertThat(again.record().birthSex()).isEqualTo(request.record().birthSex());
    assertThat(again.record().birthDate()).isEqualTo(request.record().birthDate());
    assertThat(content(again.record())).isEqualTo(content(request.record()));
    request
        .record()
        .assertions()
        .forEach(
            (section, is) -> assertThat(again.record().assertion(section).is()).isEqualTo(is.is()));
  }

  @Test
  void everyPatientThatShipsReadsBack() throws IOException {
    for (Vignette each : Vignettes.read(Path.of("rules/ketamine/1.0.0"))) {
      assertReadsBack(each.request(), each.name());
    }
  }

  /** Or what is generated from a witness could not be pasted. */
  @Test
  void everyWitnessReadsBack() {
    Rulebase rulebase = Rulebases.bundled().load("ketamine@1.0.0");
    Engine engine = Engine.of(rulebase, null);
    List<String> refused = new ArrayList<>();
    int witnesses = 0;
    for (RuleLogic rule : engine.rules()) {
      WitnessScene scene = engine.scene(NOW, rule.rule());
      for (Sentence line : rule.lines()) {
        for (Witness witness : line.witnesses(scene)) {
          WitnessPatient patient = scene.patient(witness);
          witnesses++;
          try {
            assertReadsBack(
                ScreeningRequest.builder(patient.record(), patient.plan(), NOW).build(),
                "with " + witness.what());
          } catch (IllegalArgumentException e) {
            refused.add(rule.rule().id() + " " + witness.what() + ": " + e.getMessage());
          }
        }
      }
    }

    assertThat(witnesses).isGreaterThan(1000);
    assertThat(refused).isEmpty();
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMinLength(1).ofMaxLength(20),
        Arbitraries.of("TODO", "null", "~", "yes", "012", "a: b", "- x", "'", "\"", "\\", "# x"),
        Arbitraries.strings()
            .withChars("\u0085\u2028\t \n\r:{}[],&*#?|-<>=!%@`")
            .ofMinLength(1)
            .ofMaxLength(10));
  }

  /** Whatever words a record has, they are read as written, or refused. */
  @Property
  void wordsReadBackOrAreRefused(@ForAll("words") String text, @ForAll("words") String display) {
    Entry condition =
        Condition.builder(
                "Condition/1",
                new CodeableConcept(
                    List.of(new Coding("http://snomed.info/sct", "1", display)), text))
            .build();
    ScreeningRequest request =
        ScreeningRequest.builder(
                PatientRecord.builder().add(condition).build(),
                Treatment.of(Agent.KETAMINE, Route.ORAL),
                NOW)
            .build();

    assertReadsBack(request, "x" + text);
  }

  @Test
  void refusesWhatTheNotationHasNoWordsForWithoutSayingIt() {
    Entry said =
        Condition.builder("Condition/1", CodeableConcept.ofText("secret"))
            .onset(new Moment.Said("secret youth"))
            .build();
    ScreeningRequest request =
        ScreeningRequest.builder(
                PatientRecord.builder().add(said).build(),
                Treatment.of(Agent.KETAMINE, Route.ORAL),
                NOW)
            .build();

    assertThatThrownBy(() -> VignetteWriter.write("x", request, FIRED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void whatIsLeftToAPersonIsNotRead() {
    ScreeningRequest request =
        ScreeningRequest.builder(
                PatientRecord.builder().build(), Treatment.of(Agent.KETAMINE, Route.ORAL), NOW)
            .build();
    String text = VignetteWriter.write("x", request, Map.of("CV-01", VignetteWriter.TODO));

    assertThatThrownBy(() -> Vignettes.parse("a", text))
        .isInstanceOf(RulebaseException.class)
        .hasMessageContaining("CV-01 is still TODO");
  }
}
