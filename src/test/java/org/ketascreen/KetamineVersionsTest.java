package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.json.RequestReader;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.testkit.VignetteRun;
import org.ketascreen.testkit.Vignettes;

/** What tells the bundled versions of {@code ketamine} apart, side by side. */
class KetamineVersionsTest {

  private static final Rulebases BUNDLED = Rulebases.bundled();
  private static final Screener FIRST = Screener.of(BUNDLED.load("ketamine@0.8.0"));
  private static final Screener BREATHING = Screener.of(BUNDLED.load("ketamine@0.9.0"));
  private static final Screener ALONE = Screener.of(BUNDLED.load("ketamine@1.0.0"));

  private static ScreeningRequest request(String stage, String rest) {
    String json =
        """
        {
          "schema": "https://ketascreen.org/schema/screening-request/1",
          "asOf": "2024-06-15T09:00:00Z",
          "stage": "%s",
          "jurisdiction": "us",
          "treatment": {"agent": "esketamine", "route": "intranasal"},
          "patient": {"gender": "male", "birthDate": "1980-02-03"},
          %s
        }
        """
            .formatted(stage, rest);
    return RequestReader.builder().build().read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static Outcome outcome(Screener screener, String rule, ScreeningRequest request) {
    return screener.screen(request).rules().stream()
        .filter(each -> each.rule().equals(rule))
        .map(ScreeningReport.RuleResult::outcome)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "2019-03-05, 0.8.0",
    "2022-01-01, 0.8.0",
    "2023-10-17, 0.8.0",
    "2023-10-18, 0.9.0",
    "2024-06-01, 0.9.0",
    "2025-01-20, 0.9.0",
    "2025-01-21, 1.0.0",
    "2026-12-01, 1.0.0"
  })
  void areInEffectFromTheirFirstDay(LocalDate day, String version) {
    assertThat(BUNDLED.effectiveOn("ketamine", day).version()).isEqualTo(version);
    assertThat(BUNDLED.load("ketamine@" + day).version()).isEqualTo(version);
  }

  @Test
  void beginWithTheApproval() {
    assertThatThrownBy(() -> BUNDLED.effectiveOn("ketamine", LocalDate.parse("2019-03-04")))
        .isInstanceOf(RulebaseException.class)
        .hasMessageContaining("no version of it was in effect that day")
        .hasMessageContaining("ketamine@0.8.0 (from 2019-03-05)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.8.0", "0.9.0", "1.0.0"})
  void areLoadedByNameAndByContent(String version) {
    Rulebase rulebase = BUNDLED.load("ketamine@" + version);

    assertThat(rulebase.version()).isEqualTo(version);
    assertThat(BUNDLED.load("ketamine@" + rulebase.digest()).version()).isEqualTo(version);
  }

  @Test
  void endWithTheDefault() {
    assertThat(BUNDLED.load("ketamine").version()).isEqualTo("1.0.0");
  }

  @Test
  void haveTheSameRulesByTheSameIds() {
    Set<String> later = new TreeSet<>();
    ALONE.rulebase().rules().stream().map(Rule::id).forEach(later::add);

    assertThat(FIRST.rulebase().rules()).extracting(Rule::id).isSubsetOf(later);
    later.add("SD-05e");
    assertThat(BREATHING.rulebase().rules()).extracting(Rule::id).isSubsetOf(later);
    assertThat(later).isNotEmpty();
  }

  @Nested
  class APatientWhoseBreathingStopped {
    private final ScreeningRequest request =
        request(
            "discharge",
            """
            "conditions": [{"code": "icd-10-cm|R09.2", "onset": "2024-06-15T08:00:00Z",
                            "clinical": "active", "verification": "confirmed"}]
            """);

    @Test
    void wasNotInTheLabelAtFirst() {
      assertThat(FIRST.screen(request).findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.9.0", "1.0.0"})
    void mayNotLeaveSinceOctober2023(String version) {
      Screener screener = version.equals("0.9.0") ? BREATHING : ALONE;

      assertThat(outcome(screener, "SD-05f", request)).isEqualTo(Outcome.FIRED);
      assertThat(screener.screen(request).disposition()).isEqualTo(Disposition.CONTRAINDICATED);
    }

    @Test
    void isAskedForSaturationSinceOctober2023() {
      assertThat(FIRST.screen(request).missing())
          .extracting(MissingData::element)
          .doesNotContain("oxygen saturation");
      assertThat(BREATHING.screen(request).missing())
          .extracting(MissingData::element)
          .contains("oxygen saturation");
    }
  }

  @Nested
  class APatientWhoTakesTheSprayAlone {
    private final ScreeningRequest request =
        request(
            "evaluation",
            """
            "sections": {"medications": "none-known"},
            "conditions": [{"code": "icd-10-cm|F33.2", "onset": "2015"}]
            """);

    @Test
    void isToldOfTheAntidepressantUntilJanuary2025() {
      assertThat(outcome(FIRST, "IN-02c", request)).isEqualTo(Outcome.FIRED);
      assertThat(outcome(BREATHING, "IN-02c", request)).isEqualTo(Outcome.FIRED);
      assertThat(outcome(ALONE, "IN-02c", request)).isEqualTo(Outcome.NOT_APPLICABLE);
    }
  }

  @Nested
  class TheOlderOnes {

    @Test
    void sayWhatTheyAreLimitedTo() {
      ScreeningReport report = FIRST.screen(request("evaluation", "\"conditions\": []"));

      assertThat(report.toText())
          .contains("Scope:     Only what the US label of nasal esketamine said from 5 March 2019");
      assertThat(report.toJson())
          .contains(
              "\"scope\": \"Only what the US label of nasal esketamine said from 5 March 2019");
      assertThat(ALONE.rulebase().scope()).isNull();
    }

    @Test
    void areNotAskedOfOtherTreatments() {
      ScreeningRequest spray = request("evaluation", "\"conditions\": []");
      ScreeningRequest infusion =
          ScreeningRequest.builder(
                  spray.record(), Treatment.of(Agent.KETAMINE, Route.INTRAVENOUS), spray.asOf())
              .build();

      assertThatThrownBy(() -> BREATHING.screen(infusion))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no rule of ketamine@0.9.0 is about ketamine intravenous");
      assertThat(ALONE.screen(infusion).isClear()).isFalse();
    }

    @Test
    void makeNoRuleOfAVignetteApplyToThem(@TempDir Path folder) throws IOException {
      Files.writeString(
          folder.resolve("x.vignettes.yaml"),
          """
          - name: an infusion
            treatment: ketamine intravenous 35 mg
            outcomes: { CV-01: not-applicable }
          - name: the spray in the EU
            jurisdiction: eu
            outcomes: { CV-01: clear }
          """);
      VignetteRun run = VignetteRun.of(FIRST.rulebase());

      assertThat(Vignettes.read(folder))
          .extracting(each -> run.result(each).differences())
          .containsExactly(List.of(), List.of("CV-01 should be clear, is not-applicable"));
    }

    @Test
    void meetNothingElseThatIsDemandedOfTheReport(@TempDir Path folder) throws IOException {
      Files.writeString(
          folder.resolve("narrow.vignettes.yaml"),
          """
          - name: what no report says
            treatment: ketamine intravenous
            severities: { CV-01: contraindication }
            findings: [ CV-01 ]
            disposition: none-found
            missing: [ indication ]
          """);
      VignetteRun run = VignetteRun.of(FIRST.rulebase());

      assertThat(run.result(Vignettes.read(folder).get(0)).differences())
          .containsExactly(
              "severity of CV-01 should be contraindication, is none",
              "findings should be [CV-01], are []",
              "disposition should be none-found, is refused",
              "missing should be [indication], are []");
    }

    @Test
    void areNotAskedByOtherLabels() {
      ScreeningRequest spray = request("evaluation", "\"conditions\": []");
      ScreeningRequest inEurope =
          ScreeningRequest.builder(spray.record(), spray.treatment(), spray.asOf())
              .jurisdiction("eu")
              .build();

      assertThat(FIRST.rulebase().jurisdictions()).containsExactly("any", "us");
      assertThatThrownBy(() -> FIRST.screen(inEurope))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no rule follows jurisdiction 'eu'; choose one of any, us");
    }
  }
}
