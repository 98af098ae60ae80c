package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Moment;
import org.ketascreen.record.Observation;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Digests;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Treatment;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

class RequestDigestTest {

  @Nested
  class OfARequest {

    @Test
    void tellsApartWhatOnlyRunsTogether() {
      assertAllDiffer(
          condition("a", "bc", null),
          condition("ab", "c", null),
          condition("abc", "d", null),
          condition("abc", null, null));
    }

    @Test
    void tellsApartKindsOfTheSameWords() {
      RecordedTime year = RecordedTime.parse("2020");

      assertAllDiffer(
          condition("a", "b", new Moment.At(year)),
          condition("a", "b", new Moment.Between(year, null)),
          condition("a", "b", new Moment.Between(null, year)),
          condition("a", "b", new Moment.Said("2020")));
    }

    @Test
    void tellsApartFlagsAndNothing() {
      CodeableConcept code = CodeableConcept.of(Coding.of("s", "c"));

      assertAllDiffer(
          Condition.builder("Condition/1", code).abated(true).build(),
          Condition.builder("Condition/1", code).abated(false).build(),
          new Observation("Condition/1", code, null, null, null));
    }

    @Test
    void tellsApartEntriesOfTheSameReferenceFromOneOfThem() {
      Entry one = condition("a", "b", null);
      Entry other = condition("a", "c", null);

      assertThat(digest(one, other)).isEqualTo(digest(other, one, other, one));
      assertThat(digest(one, other)).isNotEqualTo(digest(one)).isNotEqualTo(digest(other));
    }

    private void assertAllDiffer(Entry... entries) {
      Set<String> digests = new HashSet<>();
      for (Entry entry : entries) {
        digests.add(digest(entry));
      }
      assertThat(digests).hasSize(entries.length);
    }

    private String digest(Entry... entries) {
      PatientRecord.Builder record = PatientRecord.builder();
      for (Entry entry : entries) {
        record.add(entry);
      }
      return RequestDigest.of(
          ScreeningRequest.builder(
                  record.build(),
                  Treatment.of(Agent.KETAMINE, Route.INTRAVENOUS),
                  AsOf.parse("2026-06-15Z"))
              .build());
    }

    private Condition condition(String code, String display, Moment onset) {
      return Condition.builder(
              "Condition/1", new CodeableConcept(List.of(new Coding("s", code, display)), null))
          .onset(onset)
          .build();
    }
  }

  @Nested
  class OfEvidence {

    @Test
    void isThatOfItsJson() {
      List<Finding.Evidence> evidence =
          List.of(
              new Finding.Evidence("it is so", "Condition/1", "x", null, null, null, null, null),
              new Finding.Evidence(
                  "\"quoted\" \\ ü \u2028 \t",
                  "Observation/2",
                  "y",
                  new Coding("http://loinc.org", null, "\uD83D\uDE00"),
                  "181 mm[Hg]",
                  "2026-06-15",
                  "final",
                  "code"));
      byte[] json =
          JsonMapper.builder()
              .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
              .build()
              .writeValueAsBytes(evidence);

      assertThat(RequestDigest.of(evidence)).isEqualTo("sha256:" + Digests.hex(json));
    }
  }
}
