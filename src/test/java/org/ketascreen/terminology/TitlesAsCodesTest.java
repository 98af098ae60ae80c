package org.ketascreen.terminology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ketascreen.terminology.TestSets.CM;
import static org.ketascreen.terminology.TestSets.LOINC;
import static org.ketascreen.terminology.TestSets.coded;
import static org.ketascreen.terminology.TestSets.displayed;
import static org.ketascreen.terminology.TestSets.set;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.terminology.Classification.Decision;
import org.ketascreen.terminology.Classification.Undecided;

class TitlesAsCodesTest {

  private static final String TITLE = CodeSystems.TITLE.uri();

  private final ConceptIndex index =
      ConceptIndex.builder()
          .add(
              set("stroke").under(CM, "I63").names("brain attack").watching("stroke").build(),
              Set.of(Use.CONDITION))
          .add(set("bleeding").under(CM, "I61").build(), Set.of(Use.CONDITION))
          .add(set("sedative").names("lorazepam").build(), Set.of(Use.MEDICATION, Use.ALLERGY))
          .add(set("pulse").code(LOINC, "8867-4", "Heart rate").build(), Set.of(Use.OBSERVATION))
          .add(set("positive").code(LOINC, "LA6576-8", "Positive").build(), Set.of(Use.RESULT))
          .build();

  @Test
  void areInTheirValueSetAndInNoOther() {
    CodeableConcept stroke = coded(TITLE, "stroke");

    assertThat(index.classify(stroke, Use.CONDITION).memberships())
        .containsExactly(
            new Membership("stroke", 0, Coding.of(TITLE, "stroke"), MatchedBy.CODE, null));
    assertThat(index.leftOpen(stroke, Use.CONDITION)).containsExactly("sedative");
    assertThat(index.hasUnknownTitle(stroke, Use.CONDITION)).isFalse();
  }

  @Test
  void areReadForEachUse() {
    assertThat(titles("sedative", Use.MEDICATION)).containsExactly("sedative");
    assertThat(titles("sedative", Use.ALLERGY)).containsExactly("sedative");
    assertThat(titles("pulse", Use.OBSERVATION)).containsExactly("pulse");
    assertThat(titles("positive", Use.RESULT)).containsExactly("positive");
  }

  private List<String> titles(String code, Use use) {
    return index.classify(coded(TITLE, code), use).memberships().stream()
        .map(Membership::valueSet)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ketascreen.org/fhir/CodeSystem/title/",
        "http://ketascreen.org/fhir/CodeSystem/title",
        "https://ketascreen.org/fhir/CodeSystem/title|1"
      })
  void areKnownByEverySpellingOfTheirSystem(String system) {
    assertThat(index.classify(coded(system, " stroke "), Use.CONDITION).decision())
        .isEqualTo(Decision.IN);
  }

  @ParameterizedTest
  @EnumSource
  void thatNobodyHasAreUndecidedAndNeverOut(Use use) {
    CodeableConcept unknown = coded(TITLE, "aneurysm");

    Classification found = index.classify(unknown, use);

    assertThat(found)
        .isEqualTo(
            new Classification(
                Decision.UNDECIDED, Undecided.NO_TABLE_DECIDES, List.of(), List.of()));
    assertThat(index.hasUnknownTitle(unknown, use)).isTrue();
    assertThat(index.leftOpen(unknown, use))
        .containsAll(index.leftOpen(CodeableConcept.EMPTY, use))
        .isNotEmpty();
  }

  @Test
  void ofAnotherUseAreUndecided() {
    assertThat(index.classify(coded(TITLE, "sedative"), Use.OBSERVATION).decision())
        .isEqualTo(Decision.UNDECIDED);
    assertThat(index.hasUnknownTitle(coded(TITLE, "sedative"), Use.OBSERVATION)).isTrue();
  }

  @Test
  void thatNobodyHasAreTriedByTheirWords() {
    assertThat(
            index
                .classify(displayed(TITLE, "stroke of any kind", "Brain attack"), Use.CONDITION)
                .decision())
        .isEqualTo(Decision.IN);
  }

  @Test
  void doNotUndoWhatAnotherCodingSays() {
    CodeableConcept both = CodeableConcept.of(Coding.of(TITLE, "stroke"), Coding.of(CM, "I61.9"));

    assertThat(index.classify(both, Use.CONDITION).memberships())
        .extracting(Membership::valueSet)
        .containsExactly("stroke", "bleeding");
  }
}
