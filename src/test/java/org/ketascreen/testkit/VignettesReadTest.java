package org.ketascreen.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketascreen.Screener;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Gender;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Quantity;
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
          severities: { CV-01: TODO } > severity of CV-01 is still TODO
          severities: { CV-01: grave } > 'grave' of severity of CV-01 is not one of contraindication,
          each: [ "sct|1" ] > 'each' lists codes, but no entry says code: each
          conditions: [ { code: each } ] > an entry says 'each', but no code is listed
          conditions: [ { code: each } ]\\n  each: [] > an entry says 'each', but no code is listed
          conditions: [ { code: each } ]\\n  each: [ "sct|1", "sct|1" ] > 'sct|1' stands twice under each
          conditions: [ { code: each } ]\\n  each: [ "sct|1", I71 ] > 'I71' is no system and code
          applies: { stages: [ evening ] } > stages of applies: 'evening' is not one of evaluation,
          applies: { stages: [ session ] } > stages of applies: its own, evaluation, is not among them
          applies: { stages: [ all, session ] } > stages of applies: all stands alone
          applies: { jurisdictions: [ fr ] } > jurisdictions of applies: 'fr' is not one of us, eu, uk, ch
          applies: { jurisdictions: [ us ] }\\n  jurisdiction: eu > its own, eu, is not among them
          applies: { treatments: [ ketamine ] } > its own, esketamine intranasal, is not among them
          applies: { treatments: [ esketamine nasal ] } > 'esketamine nasal' is no agent with or without a route
          applies: {} > applies names neither stages nor jurisdictions nor treatments
          """)
  void refusesWhatCannotBeMeant(String written, String complaint) {
    String also = written.startsWith("outcomes") ? "" : "\n  outcomes: { CV-01: clear }";

    assertThatThrownBy(() -> read("- name: odd\n  " + written.replace("\\n", "\n") + also + "\n"))
        .isInstanceOf(RulebaseException.class)
        .hasMessageContaining("a.vignettes.yaml:1")
        .hasMessageContaining(complaint);
  }

  @Test
  void whatAppliesMustBeAnOutcome() {
    assertThatThrownBy(() -> read("- name: odd\n  applies: { stages: all }\n  findings: []\n"))
        .hasMessageContaining("a.vignettes.yaml:1")
        .hasMessageContaining("applies is about the rules under outcomes, and there are none");
    assertThatThrownBy(
            () ->
                read(
                    """
                    - name: odd
                      applies: { stages: all }
                      outcomes: { CV-01: not-applicable }
                    """))
        .hasMessageContaining("CV-01 does not apply to this patient");
  }

  @Test
  void eachOfSeveralCodesIsAPatient() throws IOException {
    Vignette vignette =
        read("""
                - name: vessels
                  each: [ "icd-10-cm|I71.4", "sct|233985008", "text|aortic aneurysm" ]
                  conditions: [ { id: it, code: each, clinical: active }, { code: "sct|1" } ]
                  observations: [ { code: "loinc|1", result: each } ]
                  plan: { for: each }
                  outcomes: { CV-01: fired }
                  disposition: contraindicated
                """)
            .get(0);

    assertThat(vignette.all())
        .extracting(Vignette::variation)
        .containsExactly("with icd-10-cm|I71.4", "with sct|233985008", "with text|aortic aneurysm");
    assertThat(vignette.all())
        .allMatch(each -> each.outcomes().equals(Map.of("CV-01", "fired")))
        .allMatch(each -> "contraindicated".equals(each.disposition()))
        .allMatch(each -> each.line() == 1);
    assertThat(vignette.variations().get(0).request().record().entries())
        .extracting(Entry::code)
        .extracting(each -> each.codings().get(0).code())
        .containsExactly("233985008", "1", "1");
    assertThat(vignette.variations().get(0).request().treatment().indications())
        .containsExactly(vignette.variations().get(0).request().record().entries().get(0).code());
  }

  @Test
  void whoExtendsAPatientOfSeveralCodesHasThemOrOthersOrNone() throws IOException {
    List<Vignette> vignettes =
        read(
            """
            - name: active
              each: [ "sct|1", "sct|2" ]
              conditions: [ { id: it, code: each, clinical: active } ]
            - name: later
              extends: active
              stage: session
              outcomes: { CV-01: fired }
            - name: others
              extends: active
              each: [ "sct|3" ]
              outcomes: { CV-01: clear }
            - name: one
              extends: active
              conditions: [ { id: it, code: "sct|4" } ]
              outcomes: { CV-01: clear }
            """);

    assertThat(vignettes.stream().map(each -> each.all().map(Vignette::variation).toList()))
        .containsExactly(
            List.of("with sct|1", "with sct|2"),
            List.of("with sct|3"),
            Collections.singletonList(null));
  }

  @Test
  void whatAppliesIsAskedWhereverItDiffersInOneThing() throws IOException {
    Vignette vignette =
        read("""
                - name: here
                  treatment: ketamine intravenous 35 mg
                  stage: session
                  jurisdiction: eu
                  each: [ "sct|1", "sct|2" ]
                  conditions: [ { code: each } ]
                  outcomes: { CV-01: fired, CV-02: possible, CV-03: clear }
                  disposition: contraindicated
                  severities: { CV-01: contraindication }
                  applies:
                    stages: [ evaluation, session ]
                    jurisdictions: [ us, eu ]
                    treatments: [ ketamine, esketamine intranasal ]
                """)
            .get(0);

    Map<String, String> there =
        Map.of("CV-01", "fired or subsumed", "CV-02", "possible or subsumed", "CV-03", "clear");
    Map<String, String> notThere =
        Map.of("CV-01", "not-applicable", "CV-02", "not-applicable", "CV-03", "not-applicable");
    assertThat(vignette.variations()).hasSize(1 + 3 + 3 + 11);
    assertThat(asked(vignette, there))
        .containsExactly(
            "at evaluation",
            "in us",
            "of ketamine intramuscular",
            "of ketamine subcutaneous",
            "of ketamine intranasal",
            "of ketamine oral",
            "of ketamine sublingual",
            "of esketamine intranasal");
    assertThat(asked(vignette, notThere))
        .containsExactly(
            "at discharge",
            "at maintenance",
            "in uk",
            "in ch",
            "of esketamine intravenous",
            "of esketamine intramuscular",
            "of esketamine subcutaneous",
            "of esketamine oral",
            "of esketamine sublingual");
    Vignette last = vignette.variations().get(18 - 1);
    assertThat(last.disposition()).isNull();
    assertThat(last.severities()).isEmpty();
    assertThat(last.request().treatment().dose()).isEqualTo(Quantity.parse("35 mg"));
    assertThat(last.request().stage().code()).isEqualTo("session");
    assertThat(last.request().record()).isEqualTo(vignette.request().record());
  }

  private static List<String> asked(Vignette vignette, Map<String, String> outcomes) {
    return vignette.variations().stream()
        .filter(each -> each.outcomes().equals(outcomes))
        .map(Vignette::variation)
        .toList();
  }

  @Test
  void whereOnlySomeIsNamedNothingElseIsVaried() throws IOException {
    Vignette vignette =
        read("""
                - name: here
                  outcomes: { CV-01: clear }
                  applies: { jurisdictions: all }
                """)
            .get(0);

    assertThat(vignette.variations())
        .extracting(Vignette::variation)
        .containsExactly("in us", "in eu", "in uk", "in ch");
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
            - name: milder
              extends: base
              severities: { CV-01: precaution, CV-02: contraindication }
            """;
    Screener screener = Screener.of(Rulebases.bundled().load("ketamine@1.0.0"));

    List<List<String>> differences =
        read(text).stream()
            .map(each -> Vignettes.differences(each, screener.screen(each.request())))
            .toList();

    assertThat(differences.get(3))
        .containsExactly(
            "severity of CV-01 should be precaution, is contraindication",
            "severity of CV-02 should be contraindication, is none");
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
