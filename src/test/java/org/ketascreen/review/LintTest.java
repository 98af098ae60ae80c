package org.ketascreen.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.rulebase.TrustPolicy;
import org.ketascreen.rulebase.authoring.RulebaseCompiler;

/** What the review of a rulebase finds, each shown by planting it in one that has nothing. */
class LintTest {

  private static final String ANEURYSM = "the patient has ever had \"aneurysm\"";
  private static final String RULE =
      """
      rule "CV-01 Aneurysm"
          @severity( "contraindication" )
          @applies( "all" )
          @stages( "evaluation" )
          @jurisdictions( "all" )
          @basis( "label" )
          @because( "It may burst." )
          @action( "Do not treat." )
          @sources( "leaflet 4" )
      when
          the patient has ever had "aneurysm"
      then
          report this finding
      end

      """;
  private static final String SECOND =
      RULE.replace("CV-01 Aneurysm", "CV-02 Another")
          .replace("\"contraindication\"", "\"precaution\"");
  private static final String VIGNETTE =
      """
      - name: it fires
        patient: { sex: male }
        conditions: [ { code: "icd-10-cm|I71.4", clinical: active, verification: confirmed } ]
        outcomes: { CV-01: fired }
      - name: it may fire
        conditions: [ { code: "icd-10-cm|I71.4", clinical: active, verification: provisional } ]
        outcomes: { CV-01: possible }
      - name: it is clear
        sections: { conditions: none-known }
        outcomes: { CV-01: clear }
      - name: nobody asked
        patient: { sex: male }
        outcomes: { CV-01: not-evaluable }
      """;
  private static final String SOURCES =
      """
      - id: leaflet
        title: A leaflet
        publisher: Somebody
        version: "1"
        read: all
        sections: [ "4" ]
        tier: A
      """;
  private static final String HEAD =
      """
      id: small
      version: 1.0.0
      language: 1
      status: unreviewed
      effectiveFrom: 2026-01-01
      title: A rulebase for a test
      """;

  @TempDir private Path folder;

  private void write(String path, String text) throws IOException {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.writeString(folder.resolve(path), text);
  }

  private void diagnoses(String title, String code) throws IOException {
    valueSet(
        title,
        "",
        """
        {"system": "http://hl7.org/fhir/sid/icd-10-cm",
         "filter": [{"property": "concept", "op": "is-a", "value": "%s"}]}
        """
            .formatted(code));
  }

  private void observation(String title, String code) throws IOException {
    valueSet(
        title,
        """
        "copyright": "LOINC.", "extension": [
         {"url": "%1$sunit", "valueCode": "U/L"}, {"url": "%1$sask", "valueString": "Ask."}],
        """
            .formatted("https://ketascreen.org/fhir/StructureDefinition/observation-"),
        """
        {"system": "http://loinc.org", "concept": [{"code": "%s", "display": "It"}]}
        """
            .formatted(code));
  }

  private void valueSet(String title, String more, String include) throws IOException {
    write(
        "value-sets/" + title + ".json",
        """
        {"resourceType": "ValueSet", "id": "%1$s", "url": "https://example.org/%1$s", "name": "A",
         "title": "%1$s", "status": "draft", %2$s
         "compose": {"include": [%3$s]}}
        """
            .formatted(title, more, include));
  }

  private List<String> found(String rules, String vignettes) throws IOException {
    return found(rules, vignettes, SOURCES, HEAD);
  }

  private List<String> found(String rules, String vignettes, String sources, String head)
      throws IOException {
    write("rulebase.yaml", head);
    write("sources.yaml", sources);
    diagnoses("aneurysm", "I71.4");
    write("area.dslr", rules);
    write("area.vignettes.yaml", vignettes);
    Path archive = folder.resolve(".archive.jar");
    Files.write(archive, RulebaseCompiler.compile(folder).bytes());
    return Lint.of(folder, Rulebase.load(archive, TrustPolicy.allowingUnsigned())).stream()
        .map(Lint.Found::toString)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.8.0", "0.9.0", "1.0.0"})
  void findsNothingInTheRulebasesThatShip(String version) throws IOException {
    assertThat(
            Lint.of(
                Path.of("rules/ketamine", version),
                Rulebases.bundled().load("ketamine@" + version)))
        .isEmpty();
  }

  @Test
  void findsNothingInASoundRulebase() throws IOException {
    assertThat(found(RULE, VIGNETTE)).isEmpty();
  }

  @Test
  void findsACitationOfWhatWasNotRead() throws IOException {
    assertThat(found(RULE.replace("leaflet 4", "leaflet 5.1"), VIGNETTE))
        .containsExactly(
            "area.dslr:1: rule CV-01 cites '5.1' of leaflet; read are: 4 [unknown-section]");
  }

  @Test
  void findsASourceThatNothingCites() throws IOException {
    assertThat(found(RULE, VIGNETTE, SOURCES + SOURCES.replace("id: leaflet", "id: book"), HEAD))
        .containsExactly(
            "sources.yaml: nothing cites 'book'; cite it, or take it out [uncited-source]");
  }

  @Test
  void findsAValueSetThatNothingReads() throws IOException {
    diagnoses("stroke", "I63");

    assertThat(found(RULE, VIGNETTE))
        .containsExactly(
            "value-sets/stroke.json: no rule reads 'stroke'; read it, or take it out"
                + " [unused-value-set]");
  }

  @Test
  void findsARuleWithoutAVignetteOfEachKind() throws IOException {
    assertThat(found(RULE, VIGNETTE.replace("CV-01: possible", "CV-01: clear")))
        .containsExactly(
            "area.dslr:1: no vignette shows CV-01 possible; add one each [missing-vignette]");
  }

  @Test
  void findsAVignetteOfARuleThatThereIsNot() throws IOException {
    assertThat(found(RULE, VIGNETTE + "- name: a typing error\n  outcomes: { CV-10: fired }\n"))
        .containsExactly(
            "area.vignettes.yaml:14: there is no rule 'CV-10'; name a rule of the rulebase"
                + " [unknown-outcome]");
  }

  @Test
  void findsARuleThatCanNeverFire() throws IOException {
    assertThat(
            found(
                RULE.replace(
                    ANEURYSM,
                    "the patient is under 18 years old\n    the patient is at least 65 years old"),
                "- name: one\n  outcomes: { CV-01: clear }\n"))
        .anyMatch(each -> each.endsWith("[unreachable]"));
  }

  @Test
  void findsARuleThatAnotherOneMakesSuperfluous() throws IOException {
    String same = RULE.replace("CV-01 Aneurysm", "CV-02 The same");

    assertThat(
            found(
                RULE + same,
                VIGNETTE
                    .replace(": fired", ": fired, CV-02: fired")
                    .replace(": possible", ": possible, CV-02: possible")
                    .replace(": clear", ": clear, CV-02: clear")
                    .replace("CV-01: not-evaluable", "CV-01: not-evaluable, CV-02: not-evaluable")))
        .containsExactly(
            "area.dslr:16: CV-02 fires only where CV-01 does, which is as grave or graver; keep one"
                + " of them [duplicate]");
  }

  @Test
  void findsAStricterRuleThatDoesNotSayWhatItSubsumes() throws IOException {
    String recent =
        RULE.replace(ANEURYSM, ANEURYSM + "\n      - that began within the last 6 weeks");

    assertThat(found(recent + SECOND, ""))
        .contains(
            "area.dslr:1: CV-01 fires only where CV-02 does, which is milder; add @subsumes("
                + " \"CV-02\" ) [undeclared-subsumption]");
  }

  @Test
  void doesNotCompareRulesThatAreNeverAskedTogether() throws IOException {
    String elsewhere = SECOND.replace("@jurisdictions( \"all\" )", "@jurisdictions( \"us\" )");
    String here = RULE.replace("@jurisdictions( \"all\" )", "@jurisdictions( \"eu\" )");

    assertThat(found(here + elsewhere, "")).noneMatch(each -> each.contains("subsumption"));
  }

  @Test
  void findsARuleThatFiresOnAbsenceAlone() throws IOException {
    assertThat(found(RULE.replace(ANEURYSM, "the patient has never had \"aneurysm\""), ""))
        .anyMatch(each -> each.contains("CV-01 can fire on nothing but absence"));
  }

  @Test
  void findsAnAbsenceThatMakesAFindingRatherThanAGraverOne() throws IOException {
    diagnoses("stroke", "I63");
    String untreated =
        RULE.replace(ANEURYSM, ANEURYSM + "\n    the patient has never had \"stroke\"");

    assertThat(found(untreated, ""))
        .anyMatch(each -> each.contains("CV-01 needs an absence and subsumes no rule"));
    assertThat(
            found(untreated.replace("when\n", "    @subsumes( \"CV-02\" )\nwhen\n") + SECOND, ""))
        .noneMatch(each -> each.contains("absence-alone"));
  }

  @Nested
  class OfReadings {

    private static final String ENZYME = "the latest \"enzyme\" is above 100 U/L";

    @Test
    void findsOneThatIsReadOfEverybody() throws IOException {
      observation("enzyme", "1742-6");

      assertThat(found(RULE.replace(ANEURYSM, ENZYME), ""))
          .contains(
              "area.dslr:1: CV-01 asks this of everybody: "
                  + ENZYME
                  + "; say for whom it matters, or list the observation under 'routine'"
                  + " [ungated-reading]");
    }

    @Test
    void findsOneInAnAlternativeWithoutAGate() throws IOException {
      observation("enzyme", "1742-6");

      assertThat(
              found(RULE.replace(ANEURYSM, "any of\n" + ANEURYSM + "\n" + ENZYME + "\nend"), "")
                  .toString())
          .contains("ungated-reading");
    }

    @Test
    void acceptsOneThatADiagnosisMakesMatter() throws IOException {
      observation("enzyme", "1742-6");

      assertThat(found(RULE.replace(ANEURYSM, ANEURYSM + "\n" + ENZYME), ""))
          .noneMatch(each -> each.contains("ungated-reading"));
    }

    @Test
    void acceptsOneThatIsTakenOfEveryPatient() throws IOException {
      observation("enzyme", "1742-6");

      assertThat(found(RULE.replace(ANEURYSM, ENZYME), "", SOURCES, HEAD + "routine: [ enzyme ]\n"))
          .noneMatch(each -> each.contains("ungated-reading"));
    }
  }

  @Test
  void findsWordsThatACardDoesNotShow() throws IOException {
    assertThat(found(RULE.replace("It may burst.", "It may burst. ".repeat(30)), VIGNETTE))
        .containsExactly(
            "area.dslr:1: the @because of CV-01 has 419 characters; say it in 300 [too-long]");
  }

  @Test
  void findsWhatIsLeftOutAndARule() throws IOException {
    write("not-included.yaml", "- { id: CV-01, reason: noise }\n- { id: CV-09, reason: noise }\n");

    assertThat(found(RULE, VIGNETTE))
        .containsExactly(
            "not-included.yaml: 'CV-01' is left out and a rule; name the 'part' that is left out"
                + " [decided-twice]");
  }

  @ParameterizedTest
  @EnumSource(LintCheck.class)
  void hasAPageForEachCheck(LintCheck check) {
    assertThat(List.of(check.what(), check.why(), check.mend()))
        .allSatisfy(text -> assertThat(text).endsWith(".").hasSizeGreaterThan(20));
    assertThat(check.code()).matches("[a-z]+(-[a-z]+)+|duplicate|unreachable");
  }

  /** Sentences of which the first can only hold when the second does, and not the other way. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      quoteCharacter = '~',
      textBlock =
          """
          the patient has "aneurysm" > the patient has ever had "aneurysm"
          the patient has ever had "aneurysm" - that began within the last 6 weeks > the patient has ever had "aneurysm" - that began within the last 60 days
          the patient has ever had "aneurysm" - that began within the last 6 weeks > the patient has ever had "aneurysm" - present within the last 90 days
          the patient has ever had "aneurysm" - of at least "severe" severity > the patient has ever had "aneurysm" - of at least "mild" severity
          the patient is under 18 years old > the patient is under 25 years old
          the patient is at least 75 years old > the patient is at least 65 years old
          the latest "enzyme" is above 180 U/L > the latest "enzyme" is at least 180 U/L
          the latest "enzyme" is at least 181 U/L > the latest "enzyme" is above 180 U/L
          the latest "enzyme" is below 50 U/L > the latest "enzyme" is at most 50 U/L
          the latest "enzyme" is above 100 U/L - within the last 7 days > the latest "enzyme" is above 90 U/L - within the last 2 weeks
          """)
  void knowsWhichSentenceSaysMore(String first, String second) throws IOException {
    assertThat(implied(first, second)).isTrue();
    assertThat(implied(second, first)).isFalse();
  }

  private boolean implied(String first, String second) throws IOException {
    observation("enzyme", "1742-6");
    String rules =
        RULE.replace(ANEURYSM, first.replace(" - ", "\n      - "))
            + SECOND
                .replace("CV-02", "CV-01b")
                .replace(ANEURYSM, second.replace(" - ", "\n      - "));
    return found(rules, "").stream().anyMatch(each -> each.contains("[undeclared-subsumption]"));
  }
}
