package org.ketascreen.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ketascreen.fhir.Bundles.bundle;
import static org.ketascreen.fhir.Bundles.read;

import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Entry;
import org.ketascreen.record.PatientRecord;

class ReferencesTest {

  private static final Coding SERTRALINE = new Coding("http://x", "s", null);
  private static final String CODED = "'code':{'coding':[{'system':'http://x','code':'s'}]}";

  private static String user(String reference) {
    return "{'resourceType':'MedicationStatement','id':'u','medicationReference':"
        + reference
        + "}";
  }

  private static CodeableConcept onlyCode(PatientRecord record) {
    assertThat(record.entries()).hasSize(1);
    return record.entries().get(0).code();
  }

  @Nested
  class AMedicationReference {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "Medication/m",
          "Medication/m/_history/2",
          "http://server/fhir/Medication/m",
          "urn:uuid:m"
        })
    void leadsToAnEntryBeforeOrAfter(String reference) {
      String medication = "{'resource':{'resourceType':'Medication','id':'m'," + CODED + "}}";
      String statement = "{'resource':" + user("{'reference':'" + reference + "'}") + "}";

      for (String json :
          new String[] {
            bundle("'type':'x'", medication, statement), bundle("'type':'x'", statement, medication)
          }) {
        assertThat(onlyCode(FhirReader.r4().read(json)).codings()).containsExactly(SERTRALINE);
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:uuid:0", "http://server/fhir/Medication/m"})
    void leadsToAFullUrl(String fullUrl) {
      PatientRecord record =
          FhirReader.r4()
              .read(
                  bundle(
                      "'type':'x'",
                      "{'resource':" + user("{'reference':'" + fullUrl + "'}") + "}",
                      "{'fullUrl':'"
                          + fullUrl
                          + "','resource':{'resourceType':'Medication',"
                          + CODED
                          + "}}"));

      assertThat(onlyCode(record).codings()).containsExactly(SERTRALINE);
    }

    @Test
    void doesNotLeadToAnotherServer() {
      PatientRecord record =
          FhirReader.r4()
              .read(
                  bundle(
                      "'type':'x'",
                      "{'resource':" + user("{'reference':'http://a/Medication/m'}") + "}",
                      "{'fullUrl':'http://b/Medication/m','resource':{'resourceType':'Medication','id':'m',"
                          + CODED
                          + "}}"));

      assertThat(onlyCode(record).isEmpty()).isTrue();
    }

    @Test
    void leadsToWhatIsContained() {
      PatientRecord record =
          read(
              "{'resourceType':'MedicationRequest','contained':[{'resourceType':'Medication','id':'m',"
                  + CODED
                  + ",'ingredient':[{'itemReference':{'reference':'#i'}}]},"
                  + "{'resourceType':'Substance','id':'i','code':{'coding':[{'code':'i'}]}}],"
                  + "'medicationReference':{'reference':'#m'}}");

      assertThat(onlyCode(record).codings())
          .containsExactly(SERTRALINE, new Coding(null, "i", null));
    }

    @Test
    void givesItsWordsWhenItLeadsNowhere() {
      assertThat(onlyCode(read(user("{'reference':'Medication/gone','display':'w'}"))))
          .isEqualTo(CodeableConcept.ofText("w"));
      assertThat(onlyCode(read(user("{'reference':'#gone'}"))).isEmpty()).isTrue();
      assertThat(onlyCode(read(user("{}"))).isEmpty()).isTrue();
    }

    @Test
    void givesItsWordsWhenItLeadsToAMalformedMedication() {
      PatientRecord record =
          read(
              "{'resourceType':'Medication','id':'m','code':7}",
              user("{'reference':'Medication/m','display':'w'}"));

      assertThat(onlyCode(record)).isEqualTo(CodeableConcept.ofText("w"));
    }

    @Test
    void countsActiveIngredientsAsCodings() {
      PatientRecord record =
          read(
              user("{'reference':'Medication/m'}"),
              "{'resourceType':'Medication','id':'m',"
                  + CODED
                  + ",'ingredient':[{'itemCodeableConcept':{'coding':[{'code':'a'}]}},"
                  + "{'itemCodeableConcept':{'coding':[{'code':'filler'}]},'isActive':false},"
                  + "{'itemCodeableConcept':{'text':'in words'}},"
                  + "{'itemReference':{'reference':'Medication/n'}}]}",
              "{'resourceType':'Medication','id':'n','code':{'coding':[{'code':'n'}]}}");

      assertThat(onlyCode(record).codings())
          .containsExactly(SERTRALINE, new Coding(null, "a", null), new Coding(null, "n", null));
      assertThat(onlyCode(record).text()).isEqualTo("in words");
    }

    @Test
    void endsInACycle() {
      PatientRecord record =
          read(
              user("{'reference':'Medication/a'}"),
              "{'resourceType':'Medication','id':'a','ingredient':[{'itemReference':{'reference':'Medication/b'}}]}",
              "{'resourceType':'Medication','id':'b',"
                  + CODED
                  + ",'ingredient':[{'itemReference':{'reference':'Medication/a'}}]}");

      assertThat(onlyCode(record).codings()).containsExactly(SERTRALINE);
    }

    @Test
    void endsInAContainedCycle() {
      PatientRecord record =
          read(
              "{'resourceType':'MedicationStatement','contained':[{'resourceType':'Medication','id':'m',"
                  + CODED
                  + ",'ingredient':[{'itemReference':{'reference':'#m'}}]}],"
                  + "'medicationReference':{'reference':'#m'}}");

      assertThat(onlyCode(record).codings()).containsExactly(SERTRALINE);
    }

    @Test
    void saysNothingWhenItsIdMayMeanTooMuch() {
      String[] resources = new String[18];
      Arrays.fill(resources, "{'resourceType':'Medication','id':'m'," + CODED + "}");
      resources[17] = user("{'reference':'Medication/m','display':'words'}");

      assertThat(onlyCode(read(resources))).isEqualTo(CodeableConcept.ofText("words"));
    }

    /** Each of 30 refers twice to the next, so that a thousand million ways lead to the last. */
    @Test
    @Timeout(60)
    void readsWhatIsContainedOnce() {
      StringBuilder contained = new StringBuilder();
      for (int i = 0; i < 30; i++) {
        String next = "{'itemReference':{'reference':'#" + (i + 1) + "'}}";
        contained.append(
            "{'resourceType':'Medication','id':'"
                + i
                + "','ingredient':["
                + next
                + ","
                + next
                + "]},");
      }
      contained.append("{'resourceType':'Substance','id':'30'," + CODED + "}");

      PatientRecord record =
          read(
              "{'resourceType':'MedicationStatement','contained':["
                  + contained
                  + "],'medicationReference':{'reference':'#0'}}");

      assertThat(onlyCode(record).codings()).containsExactly(SERTRALINE);
    }

    @Test
    void goesOnlySoDeepIntoWhatIsContained() {
      StringBuilder contained = new StringBuilder();
      for (int i = 0; i < 20_000; i++) {
        contained
            .append(i == 0 ? "" : ",")
            .append(
                "{'resourceType':'Medication','id':'"
                    + i
                    + "','code':{'text':'t'},'ingredient':[{'itemReference':{'reference':'#"
                    + (i + 1)
                    + "'}}]}");
      }

      PatientRecord record =
          read(
              "{'resourceType':'MedicationStatement','contained':["
                  + contained
                  + "],'medicationReference':{'reference':'#0'}}");

      assertThat(onlyCode(record).text()).isEqualTo("t");
    }

    @Test
    void saysTheWordsOfEqualIngredientsOnce() {
      PatientRecord record =
          read(
              user("{'reference':'Medication/m'}"),
              "{'resourceType':'Medication','id':'m','ingredient':[{'itemCodeableConcept':{'text':'t'}},"
                  + "{'itemCodeableConcept':{'text':'t'}}]}");

      assertThat(record.entries().get(0).code().text()).isEqualTo("t");
    }

    @Test
    void takesAllThatAnAmbiguousIdMayMean() {
      PatientRecord record =
          read(
              user("{'reference':'Medication/m'}"),
              "{'resourceType':'Medication','id':'m'," + CODED + "}",
              "{'resourceType':'Medication','id':'m','code':{'coding':[{'code':'other'}]}}");

      assertThat(onlyCode(record).codings()).hasSize(2);
    }
  }

  @Nested
  class TheReferenceOfAnEntry {
    @Test
    void isItsIdElseItsFullUrlElseItsPlace() {
      PatientRecord record =
          FhirReader.r4()
              .read(
                  bundle(
                      "'type':'x'",
                      "{'fullUrl':'urn:uuid:1','resource':{'resourceType':'Condition','id':'c'}}",
                      "{'fullUrl':'urn:uuid:2','resource':{'resourceType':'Condition'}}",
                      "{'resource':{'resourceType':'Condition'}}"));

      assertThat(record.entries())
          .extracting(Entry::reference)
          .containsExactly("Condition/c", "urn:uuid:2", "Bundle.entry[2]");
    }
  }
}
