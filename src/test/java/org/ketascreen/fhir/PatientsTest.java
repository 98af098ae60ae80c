package org.ketascreen.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ketascreen.fhir.Bundles.PATIENT;
import static org.ketascreen.fhir.Bundles.bundle;
import static org.ketascreen.fhir.Bundles.collection;
import static org.ketascreen.fhir.Bundles.kinds;
import static org.ketascreen.fhir.Bundles.read;

import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.UnreadableInputException;
import org.ketascreen.record.Entry;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.PatientRecord;

class PatientsTest {

  private static final String OTHER = "{'resourceType':'Patient','id':'q'}";

  private static String of(String subject) {
    return "{'resourceType':'Condition','code':{'text':'x'},'subject':" + subject + "}";
  }

  @Nested
  class WithOnePatient {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "{'reference':'Patient/p'}",
          "{'reference':'Patient/p/_history/3'}",
          "{'reference':'http://server/fhir/Patient/p'}",
          "{'reference':'urn:uuid:1'}",
          "{'reference':'#p'}",
          "{'reference':'Patient?identifier=7'}",
          "{'identifier':{'value':'7'}}",
          "{'display':'x'}",
          "{}",
          "null"
        })
    void countsEveryFormOfReferenceAsTheirs(String subject) {
      PatientRecord record =
          FhirReader.r4()
              .read(
                  bundle(
                      "'type':'x'",
                      "{'resource':" + of(subject) + "}",
                      "{'fullUrl':'urn:uuid:1','resource':" + PATIENT + "}"));

      assertThat(record.subject()).isEqualTo("Patient/p");
      assertThat(record.entries()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{'reference':'Patient/q'}",
          "{'reference':'urn:uuid:9'}",
          "{'reference':'Group/p'}",
          "{'identifier':{'value':'7'},'type':'Device'}"
        })
    void leavesOutWhatIsAnothers(String subject) {
      PatientRecord record = read(PATIENT, of(subject));

      assertThat(record.entries()).isEmpty();
      assertThat(kinds(record)).containsExactly(NotRead.Kind.ANOTHER_PATIENT);
      assertThat(record.notRead().get(0).words()).isEmpty();
    }

    @Test
    void leavesOutTheUnreadOfAnother() {
      PatientRecord record =
          read(PATIENT, "{'resourceType':'Encounter','subject':{'reference':'Patient/q'}}");

      assertThat(kinds(record)).containsExactly(NotRead.Kind.ANOTHER_PATIENT);
    }

    @Test
    void tellsServersApart() {
      PatientRecord record =
          FhirReader.r4()
              .read(
                  bundle(
                      "'type':'x'",
                      "{'fullUrl':'http://a/Patient/p','resource':" + PATIENT + "}",
                      "{'resource':" + of("{'reference':'http://b/Patient/p'}") + "}",
                      "{'resource':" + of("{'reference':'Patient/p'}") + "}"));

      assertThat(record.entries()).hasSize(1);
      assertThat(kinds(record)).containsExactly(NotRead.Kind.ANOTHER_PATIENT);
    }

    @Test
    void isNamedByTheFullUrlWithoutAnId() {
      PatientRecord record =
          FhirReader.r4()
              .read(
                  bundle(
                      "'type':'x'",
                      "{'fullUrl':'urn:uuid:1','resource':{'resourceType':'Patient'}}"));

      assertThat(record.subject()).isEqualTo("urn:uuid:1");
    }

    @Test
    @Timeout(60)
    void mayBeGivenAnyNumberOfTimes() {
      String[] copies = new String[5_000];
      Arrays.fill(copies, "{'resourceType':'Patient','id':'p'}");

      PatientRecord record = read(copies);

      assertThat(record.subject()).isEqualTo("Patient/p");
      assertThat(Bundles.accounted(record)).isEqualTo(copies.length);
    }

    @Test
    void believesOnlyWhatTwoCopiesAgreeOn() {
      PatientRecord record =
          read(
              PATIENT, "{'resourceType':'Patient','id':'p','gender':'male','birthDate':'1980-05'}");

      assertThat(record.gender()).isNull();
      assertThat(record.birthDate()).isNotNull();
      assertThat(kinds(record)).containsExactly(NotRead.Kind.MALFORMED);
    }
  }

  @Nested
  class WithIdentifiers {
    private static final String NUMBERED =
        "{'resourceType':'Patient','id':'p','identifier':[{'system':'http://mrn','value':'1'},"
            + "{'system':'http://other','value':'9'}]}";

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{'identifier':{'system':'http://mrn','value':'1'}}",
          "{'identifier':{'system':'http://unknown','value':'2'}}",
          "{'identifier':{'value':'2'}}",
          "{'reference':'Patient?identifier=http://mrn|1'}"
        })
    void countsWhatDoesNotDifferAsTheirs(String subject) {
      assertThat(read(NUMBERED, of(subject)).entries()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{'identifier':{'system':'http://mrn','value':'2'}}",
          "{'reference':'Patient?identifier=http://mrn|2'}"
        })
    void leavesOutAnotherOfTheSameSystem(String subject) {
      assertThat(kinds(read(NUMBERED, of(subject)))).containsExactly(NotRead.Kind.ANOTHER_PATIENT);
    }

    @Test
    void asksToChooseBetweenTwoWithoutAPatient() {
      String json =
          collection(
              of("{'identifier':{'system':'http://mrn','value':'1'}}"),
              of("{'identifier':{'system':'http://mrn','value':'2'}}"));

      assertThatThrownBy(() -> FhirReader.r4().read(json))
          .isInstanceOf(UnreadableInputException.class)
          .hasMessageContaining("several patients");
    }
  }

  @Nested
  class WithLinkedPatients {
    @Test
    void takesThemForOneAndTheOneThatIsValidForTheFirst() {
      PatientRecord record =
          read(
              "{'resourceType':'Patient','id':'old','gender':'male','link':[{'other':{'reference':'Patient/p'},"
                  + "'type':'replaced-by'}]}",
              PATIENT,
              of("{'reference':'Patient/p'}"),
              of("{'reference':'Patient/old'}"),
              of("{'reference':'Patient/q'}"));

      assertThat(record.subject()).isEqualTo("Patient/p");
      assertThat(record.gender()).isEqualTo(org.ketascreen.record.Gender.FEMALE);
      assertThat(record.patientEntries()).isEqualTo(1);
      assertThat(record.entries()).hasSize(2);
      assertThat(kinds(record))
          .containsExactly(NotRead.Kind.REPEATED, NotRead.Kind.ANOTHER_PATIENT);
    }
  }

  @Nested
  class WithTwoPatients {
    final String json =
        collection(
            PATIENT, OTHER, of("{'reference':'Patient/p'}"), of("{'reference':'Patient/q'}"));

    @Test
    void asksToChoose() {
      assertThatThrownBy(() -> FhirReader.r4().read(json))
          .isInstanceOf(UnreadableInputException.class)
          .hasMessage(
              "the input is about several patients, among them Patient/p and Patient/q; choose one by its"
                  + " reference (on the command line --patient Patient/x)");
    }

    @Test
    void readsTheChosenOne() {
      PatientRecord record = FhirReader.builder().patient("Patient/q").build().read(json);

      assertThat(record.subject()).isEqualTo("Patient/q");
      assertThat(record.gender()).isNull();
      assertThat(record.entries()).extracting(Entry::reference).containsExactly("Bundle.entry[3]");
      assertThat(kinds(record))
          .containsExactly(NotRead.Kind.ANOTHER_PATIENT, NotRead.Kind.ANOTHER_PATIENT);
    }

    @Test
    void refusesOneWhoIsNotThere() {
      assertThatThrownBy(() -> FhirReader.builder().patient("Patient/r").build().read(json))
          .isInstanceOf(UnreadableInputException.class)
          .hasMessageContaining("the patient that was chosen is not in the input");
    }

    @Test
    void refusesWhatIsNoPatient() {
      assertThatThrownBy(() -> FhirReader.builder().patient("Group/p"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> FhirReader.builder().patient("p"))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Nested
  class WithoutAPatientResource {
    @Test
    void takesTheOneSubject() {
      PatientRecord record =
          read(of("{'reference':'Patient/p'}"), of("{'reference':'http://a/Patient/p'}"), of("{}"));

      assertThat(record.subject()).isEqualTo("Patient/p");
      assertThat(record.entries()).hasSize(3);
    }

    @Test
    void asksToChooseBetweenTwo() {
      String json = collection(of("{'reference':'Patient/p'}"), of("{'reference':'Patient/q'}"));

      assertThatThrownBy(() -> FhirReader.r4().read(json))
          .isInstanceOf(UnreadableInputException.class)
          .hasMessageContaining("Patient/p and Patient/q");
      assertThat(FhirReader.builder().patient("Patient/p").build().read(json).entries()).hasSize(1);
    }

    @Test
    void namesNoSubjectThatIsNoId() {
      String json =
          collection(
              of("{'reference':'Patient/two+words'}"), of("{'reference':'urn:x:two words'}"));

      assertThatThrownBy(() -> FhirReader.r4().read(json))
          .isInstanceOf(UnreadableInputException.class)
          .hasMessageContaining(
              "the subject of Bundle.entry[0] and the subject of Bundle.entry[1]");
    }
  }
}
