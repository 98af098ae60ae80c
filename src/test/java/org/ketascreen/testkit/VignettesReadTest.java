package org.ketascreen.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketascreen.Screener;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Gender;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.rulebase.Rulebases;

class VignettesReadTest {

  private static final String BASE =
      """
      - name: base
        asOf: 2026-06-15T09:00:00Z
        stage: session
        patient: { sex: male, birthDate: 1958-02-03 }
        conditions:
          - { id: aorta, code: "icd-10-cm|I71.43", clinical: active }
          - { code: "icd-10-cm|F33.2", clinical: active }
      """;

  @TempDir private Path folder;

  private List<Vignette> read(String text) throws IOException {
    Files.writeString(folder.resolve("a.vignettes.yaml"), text);
    return Vignettes.read(folder);
  }

  private static List<String> codes(PatientRecord record) {
    return record.entries().stream()
        .map(Entry::code)
        .map(code -> code.codings().get(0).code())
        .toList();
  }

  @Test
  void aPatientWhoExtendsAnotherHasWhatTheOtherHas() throws IOException {
    List<Vignette> vignettes =
        read(
            BASE
                + """
                - name: more
                  extends: base
                  patient: { sex: female }
                  conditions:
                    - { code: "icd-10-cm|G43.909" }
                  outcomes: { CV-01: fired }
                """);

    assertThat(vignettes).extracting(Vignette::name).containsExactly("more");
    PatientRecord record = vignettes.get(0).request().record();
    assertThat(codes(record)).containsExactly("I71.43", "F33.2", "G43.909");
    assertThat(record.gender()).isEqualTo(Gender.FEMALE);
    assertThat(record.birthDate()).hasToString("1958-02-03");
    assertThat(vignettes.get(0).request().stage().code()).isEqualTo("session");
  }

  @Test
  void anEntryOfTheSameIdReplacesOrTakesAwayTheOthers() throws IOException {
    List<Vignette> vignettes =
        read(
            BASE
                + """
                - name: resolved
                  extends: base
                  conditions: [ { id: aorta, code: "icd-10-cm|I71.43", clinical: resolved } ]
                  outcomes: { CV-01: fired }
                - name: without
                  extends: resolved
                  conditions: [ { id: aorta, remove: true } ]
                  outcomes: { CV-01: clear }
                """);

    PatientRecord resolved = vignettes.get(0).request().record();
    assertThat(codes(resolved)).containsExactly("I71.43", "F33.2");
    assertThat(((Condition) resolved.entries().get(0)).clinicalStatus().code())
        .isEqualTo("resolved");
    assertThat(codes(vignettes.get(1).request().record())).containsExactly("F33.2");
  }

  /** Read otherwise, each would be another patient or another demand than was meant. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '~',
      textBlock =
          """
          extends: nobody > no patient above in this file is 'nobody'
          conditions: [ { id: a, code: "sct|1" }, { id: a, code: "sct|2" } ] > two entries have the id 'a'
          conditions: [ { id: b, remove: true } ] > 'remove' is not one of
          tags: [ "slow one" ] > the tag 'slow one'
          outcomes: { CV-01: TODO } > CV-01 is still TODO; write what the sources demand
          outcomes: { CV-01: fires } > 'fires' of CV-01 is not one of clear, fired, not-applicable
          disposition: fine > 'fine' of disposition is not one of contraindicated,
          findings: [ TODO ] > findings is still TODO
          """)
  void refusesWhatCannotBeMeant(String written, String complaint) {
    String also = written.startsWith("outcomes") ? "" : "\n  outcomes: { CV-01: clear }";

    assertThatThrownBy(() -> read("- name: odd\n  " + written + also + "\n"))
        .isInstanceOf(RulebaseException.class)
        .hasMessageContaining("a.vignettes.yaml:1")
        .hasMessageContaining(complaint);
  }

  @Test
  void refusesToRemoveWhatTheOtherDoesNotHave() {
    assertThatThrownBy(
            () ->
                read(
                    BASE
                        + "- name: odd\n  extends: base\n"
                        + "  conditions: [ { id: b, remove: true } ]\n"
                        + "  outcomes: { CV-01: clear }\n"))
        .hasMessageContaining("a.vignettes.yaml:8")
        .hasMessageContaining("removes nothing");
  }

  /** Those below it would not be tested, and nobody would know. */
  @Test
  void refusesAListItemThatIsNoVignette() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    - name: one
                      outcomes: { CV-01: clear }
                    - stray
                    - name: two
                      outcomes: { CV-01: fired }
                    """))
        .isInstanceOf(RulebaseException.class)
        .hasMessageContaining("a.vignettes.yaml:3: 'stray' is no vignette");
  }

  @Test
  void aDemandSaidTwiceIsRefused() {
    assertThatThrownBy(() -> read("- name: one\n  outcomes: { CV-01: clear, CV-01: fired }\n"))
        .isInstanceOf(RulebaseException.class)
        .hasMessageContaining("CV-01");
  }

  @Test
  void listsAreDemandedWholeUnlessTheySayThatThereMayBeOthers() throws IOException {
    String text =
        BASE
            + """
            - name: whole
              extends: base
              stage: evaluation
              findings: [ CV-01 ]
              missing: []
            - name: partial
              extends: base
              findings: [ CV-01, "..." ]
              missing: [ "..." ]
            - name: other
              extends: base
              findings: [ CV-99, "..." ]
            """;
    Screener screener = Screener.of(Rulebases.bundled().load("ketamine@1.0.0"));

    List<List<String>> differences =
        read(text).stream()
            .map(each -> Vignettes.differences(each, screener.screen(each.request())))
            .toList();

    assertThat(differences.get(0))
        .anyMatch(each -> each.startsWith("missing should be [], are [") && each.contains("blood"));
    assertThat(differences.get(1)).isEmpty();
    assertThat(differences.get(2))
        .singleElement()
        .asString()
        .startsWith("findings should be [..., CV-99], are [")
        .contains("CV-01");
  }
}
