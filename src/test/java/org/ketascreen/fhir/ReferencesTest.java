package org.ketascreen.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ketascreen.fhir.Bundles.PATIENT;
import static org.ketascreen.fhir.Bundles.bundle;
import static org.ketascreen.fhir.Bundles.read;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Entry;
import org.ketascreen.record.NotRead;
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
    void isListedWhenAnIngredientLiesTooDeepInWhatIsContained() {
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

      assertThat(record.entries()).isEmpty();
      assertThat(record.notRead()).hasSize(1);
      assertThat(record.notRead().get(0).kind()).isEqualTo(NotRead.Kind.MALFORMED);
      assertThat(record.notRead().get(0).words()).isEmpty();
      assertThat(record.notRead().get(0).detail()).contains("more than 32 references deep");
    }

    private static String[] nested(int levels) {
      String[] resources = new String[levels + 2];
      resources[0] = user("{'reference':'Medication/0'}");
      for (int i = 0; i < levels; i++) {
        resources[i + 1] =
            "{'resourceType':'Medication','id':'"
                + i
                + "','code':{'text':'t'},'ingredient':[{'itemReference':{'reference':'Medication/"
                + (i + 1)
                + "'}}]}";
      }
      resources[levels + 1] = "{'resourceType':'Medication','id':'" + levels + "'," + CODED + "}";
      return resources;
    }

    @Test
    void isListedWhenAnIngredientLiesTooDeep() {
      assertThat(onlyCode(read(nested(31))).codings()).containsExactly(SERTRALINE);

      PatientRecord tooDeep = read(nested(32));

      assertThat(tooDeep.entries()).isEmpty();
      assertThat(tooDeep.notRead()).extracting(NotRead::kind).contains(NotRead.Kind.MALFORMED);
    }

    @Test
    void leadsToAUuidWhoseResourceHasNoId() {
      String uuid = "0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0";
      PatientRecord record =
          FhirReader.r4()
              .read(
                  bundle(
                      "'type':'collection'",
                      "{'resource':" + user("{'reference':'Medication/" + uuid + "'}") + "}",
                      "{'fullUrl':'urn:uuid:"
                          + uuid
                          + "','resource':{'resourceType':'Medication',"
                          + CODED
                          + "}}"));

      assertThat(onlyCode(record).codings()).containsExactly(SERTRALINE);
    }

    /** Every one of them has the same id, on a server of its own, and is asked for by it. */
    @Test
    @Timeout(60)
    void isFoundAmongManyOfTheSameId() {
      int many = 20_000;
      StringBuilder entries = new StringBuilder();
      for (int i = 0; i < many; i++) {
        String url = "https://" + i + ".example/Medication/m";
        entries
            .append("{'fullUrl':'" + url + "','resource':{'resourceType':'Medication','id':'m',")
            .append(CODED + "}},{'resource':" + user("{'reference':'" + url + "'}") + "},")
            .append(
                "{'resource':" + user("{'reference':'" + url.replace("//", "//x") + "'}") + "},");
      }

      PatientRecord record =
          FhirReader.r4()
              .read(bundle("'type':'collection'", entries + "{'resource':" + PATIENT + "}"));

      assertThat(record.entries()).hasSize(2 * many);
      assertThat(record.entries())
          .filteredOn(entry -> entry.code().codings().equals(List.of(SERTRALINE)))
          .hasSize(many);
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
