package org.ketascreen.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Observation;
import org.ketascreen.terminology.ConceptIndex;
import org.ketascreen.terminology.Use;
import org.ketascreen.terminology.ValueSet;

/** What an answer says to value sets of results. */
class ResultsTest {

  private static final String SNOMED_CT = "http://snomed.info/sct";
  private static final String YES_OR_NO = "http://terminology.hl7.org/CodeSystem/v2-0136";
  private static final Verdict BY_WORDS = Verdict.possible(Doubt.SYNONYM_ONLY);

  private final Results results =
      new Results(
          ConceptIndex.builder()
              .add(
                  set("deep", List.of("fast asleep"), in(SNOMED_CT, "1"), out(SNOMED_CT, "2")),
                  EnumSet.of(Use.RESULT))
              .add(set("not deep", List.of(), in(SNOMED_CT, "3")), EnumSet.of(Use.RESULT))
              .add(set("yes", List.of("true"), in(YES_OR_NO, "Y")), EnumSet.of(Use.RESULT))
              .add(set("unread", List.of("alert"), in(SNOMED_CT, "1")), EnumSet.of(Use.CONDITION))
              .build());

  private static ValueSet set(String title, List<String> names, ValueSet.Statement... codes) {
    return ValueSet.builder(title.replace(' ', '-'), "https://example.org/" + title, title)
        .names(names)
        .statements(List.of(codes))
        .build();
  }

  private static ValueSet.Statement in(String system, String code) {
    return new ValueSet.Statement(system, code, "display " + code, false, true);
  }

  private static ValueSet.Statement out(String system, String code) {
    return new ValueSet.Statement(system, code, null, false, false);
  }

  private Map<String, Verdict> coded(String system, String code) {
    return results.of(new Observation.Value.Coded(CodeableConcept.of(Coding.of(system, code))));
  }

  private Map<String, Verdict> worded(String text) {
    return results.of(new Observation.Value.Words(text));
  }

  @Test
  void aCodeIsInOrDeliberatelyOut() {
    assertThat(coded(SNOMED_CT, "1")).isEqualTo(Map.of("deep", Verdict.HOLDS));
    assertThat(coded(SNOMED_CT, "2")).isEqualTo(Map.of("deep", Verdict.FAILS));
    assertThat(coded(SNOMED_CT, "9")).isEmpty();
  }

  @Test
  void wordsAreWhatTheyNameWordForWord() {
    assertThat(worded("Fast asleep")).isEqualTo(Map.of("deep", BY_WORDS));
    assertThat(worded("deep")).isEqualTo(Map.of("deep", BY_WORDS));
    assertThat(worded("not deep")).isEqualTo(Map.of("not deep", BY_WORDS));
    assertThat(worded("Display 1")).isEqualTo(Map.of("deep", BY_WORDS));
    assertThat(worded("fast asleep now")).isEmpty();
    assertThat(worded("alert")).isEmpty();
  }

  @Test
  void wordsBesideACodeThatSaysNothingAreAsked() {
    CodeableConcept answer =
        new CodeableConcept(List.of(Coding.of("urn:local", "77")), "fast asleep");

    assertThat(results.of(new Observation.Value.Coded(answer))).isEqualTo(Map.of("deep", BY_WORDS));
  }

  @Test
  void trueAndFalseAreYesAndNo() {
    assertThat(worded("true")).isEqualTo(Map.of("yes", Verdict.HOLDS));
    assertThat(worded("false")).isEqualTo(Map.of("yes", Verdict.FAILS));
    assertThat(coded("http://hl7.org/fhir/v2/0136", "N")).isEqualTo(Map.of("yes", Verdict.FAILS));
    assertThat(worded("True")).isEqualTo(Map.of("yes", BY_WORDS));
  }

  @Test
  void aNumberIsNoAnswer() {
    assertThat(
            results.of(
                new Observation.Value.Measured(org.ketascreen.record.Quantity.of("1", "mg"))))
        .isEmpty();
    assertThat(results.of(null)).isEmpty();
  }
}
