package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ketascreen.fhir.FhirReader;
import org.ketascreen.record.AsOf;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.rulebase.Treatment;

/** What the bundled rules make of a diagnosis that only a visit names. */
class NamedAtVisitsTest {

  private static final String VISIT =
      """
      [{"resourceType": "Patient", "id": "p", "gender": "female", "birthDate": "1994-01-01"},
       {"resourceType": "Encounter", "id": "e", "status": "finished", "class": {"code": "AMB"},
        "subject": {"reference": "Patient/p"}, "period": {"start": "%s", "end": "%s"},
        "reasonCode": [{"coding": [
          {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "%s"}]}]}%s]
      """;

  private static final String NEGATIVE_TEST =
      """
      , {"resourceType": "Observation", "id": "t", "status": "final",
         "subject": {"reference": "Patient/p"}, "effectiveDateTime": "2026-06-14",
         "code": {"coding": [{"system": "http://loinc.org", "code": "2106-3"}]},
         "valueCodeableConcept": {"coding": [
           {"system": "http://snomed.info/sct", "code": "260385009"}]}}
      """;

  private static final Screener SCREENER = Screener.of(Rulebases.bundled().load("ketamine"));

  @ParameterizedTest
  @CsvSource({
    "G93.2,  2026-06-08, NE-03, true",
    "F30.13, 2026-06-08, PS-03, true",
    "F30.13, 2012-05-01, PS-03, false",
    "Z34.90, 2026-05-01, RP-01, true",
  })
  void aVisitOfTheLastYearMakesItPossible(String code, String day, String rule, boolean found) {
    assertThat(isPossible(rule, VISIT.formatted(day, day, code, ""))).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({"2026-05-01", "2026-06-13"})
  void aRecentNegativeTestOutweighsAVisitForPregnancy(String day) {
    assertThat(isPossible("RP-01", VISIT.formatted(day, day, "Z34.90", NEGATIVE_TEST))).isFalse();
  }

  private boolean isPossible(String rule, String json) {
    ScreeningRequest request =
        ScreeningRequest.builder(
                FhirReader.r4().read(json),
                Treatment.of(Agent.ESKETAMINE, Route.INTRANASAL),
                AsOf.parse("2026-06-15T09:00:00Z"))
            .build();
    return SCREENER.screen(request).findings().stream()
        .anyMatch(each -> each.rule().equals(rule) && each.certainty() == Certainty.POSSIBLE);
  }
}
