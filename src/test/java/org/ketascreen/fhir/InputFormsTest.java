package org.ketascreen.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ketascreen.fhir.Bundles.PATIENT;
import static org.ketascreen.fhir.Bundles.bundle;
import static org.ketascreen.fhir.Bundles.collection;
import static org.ketascreen.fhir.Bundles.json;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.UnreadableInputException;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.Entry;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Section;

/** The forms in which records are sent. */
class InputFormsTest {

  private static final FhirReader READER = FhirReader.r4();
  private static final String CONDITION =
      "{'resourceType':'Condition','id':'c','code':{'text':'x'},'subject':{'reference':'Patient/p'}}";
  private static final String OF_Q = CONDITION.replace("Patient/p", "Patient/q");

  private static byte[] zipped(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Nested
  class AnArray {
    @Test
    void holdsResourcesBundlesAndEntries() {
      PatientRecord record =
          READER.read(
              json(
                  "["
                      + PATIENT
                      + ","
                      + collection(CONDITION)
                      + ",{'fullUrl':'urn:uuid:1','resource':{'resourceType':'Condition','code':{'text':'y'}}},"
                      + "{'resourceType':'Condition','code':{'text':'z'}},7]"));

      assertThat(record.patientEntries()).isEqualTo(1);
      assertThat(record.entries())
          .extracting(Entry::reference)
          .containsExactly("Condition/c", "urn:uuid:1", "[3]");
      assertThat(record.notRead())
          .extracting(NotRead::detail)
          .containsExactly("[4]: must be an object");
      assertThat(record.assertion(Section.CONDITIONS).is()).isEqualTo(AssertionStatus.RECORDED);
    }

    @Test
    void listsWhatIsNoResource() {
      PatientRecord record = READER.read(json("[" + PATIENT + ",{'resourceType':'Thing'}]"));

      assertThat(Bundles.kinds(record)).containsExactly(NotRead.Kind.MALFORMED);
    }
  }

  @Nested
  class OneOnEachLine {
    @Test
    void isOneRecord() {
      PatientRecord record =
          READER.read(
              json(PATIENT + "\n\n" + CONDITION + "\r\n{'resourceType':'Procedure','status':7}\n"));

      assertThat(record.patientEntries()).isEqualTo(1);
      assertThat(record.entries()).hasSize(1);
      assertThat(record.notRead())
          .extracting(NotRead::reference)
          .containsExactly("line 4: Procedure");
    }

    @Test
    void readsBundlesOfOnePatientTogether() {
      String lines = collection(PATIENT, CONDITION) + "\n" + collection(PATIENT, "{}");

      PatientRecord record = READER.read(lines);

      assertThat(record.patientEntries()).isEqualTo(1);
      assertThat(record.entries()).hasSize(1);
      assertThat(Bundles.kinds(record))
          .containsExactly(NotRead.Kind.REPEATED, NotRead.Kind.MALFORMED);
      assertThat(record.notRead().get(1).reference()).isEqualTo("line 2: Bundle.entry[1]");
    }

    @Test
    void refusesSeveralPatientsUnlessOneIsChosen() {
      String lines = json(CONDITION + "\n" + OF_Q);

      assertThatThrownBy(() -> READER.read(lines))
          .isInstanceOf(UnreadableInputException.class)
          .hasMessageContaining("Patient/p and Patient/q");
      assertThat(FhirReader.builder().patient("Patient/q").build().read(lines).entries())
          .hasSize(1);
    }

    @Test
    void isOnlyAPartWhenOnePartIs() {
      PatientRecord record =
          READER.read(
              bundle(
                      "'type':'searchset','link':[{'relation':'next','url':'http://s'}]",
                      "{'resource':" + CONDITION + "}")
                  + "\n"
                  + collection("{'resourceType':'Procedure','id':'r','code':{'text':'x'}}"));

      assertThat(record.assertion(Section.PROCEDURES).is()).isEqualTo(AssertionStatus.PARTIAL);
    }
  }

  @Nested
  class AZip {
    @Test
    void isReadAsWhatIsInIt() throws IOException {
      byte[] zip = zipped(collection(PATIENT, CONDITION));

      assertThat(READER.read(zip)).isEqualTo(READER.read(collection(PATIENT, CONDITION)));
      assertThat(READER.read(new ByteArrayInputStream(zip))).isEqualTo(READER.read(zip));
    }

    @Test
    void isRefusedWhenCutOff() throws IOException {
      byte[] zip = zipped(collection(PATIENT, CONDITION));

      for (int length : new int[] {2, 5, 12, zip.length / 2, zip.length - 9}) {
        assertThatThrownBy(() -> READER.read(Arrays.copyOf(zip, length)))
            .isInstanceOf(UnreadableInputException.class)
            .hasMessage("the input is gzip that is broken or cut off; give it whole")
            .hasNoCause();
      }
    }

    @Test
    void isRefusedWhenItHoldsXml() throws IOException {
      byte[] zip = zipped("<Bundle/>");

      assertThatThrownBy(() -> READER.read(zip)).hasMessageContaining("XML");
    }
  }

  @Nested
  class AnotherEncoding {
    @Test
    void isRefusedByName() {
      for (var charset :
          new java.nio.charset.Charset[] {
            StandardCharsets.UTF_16, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE
          }) {
        assertThatThrownBy(() -> READER.read(collection(PATIENT).getBytes(charset)))
            .isInstanceOf(UnreadableInputException.class)
            .hasMessage("the input is UTF-16 or UTF-32; give FHIR R4 JSON in UTF-8");
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<Bundle/>", "\n  <?xml version='1.0'?><Bundle/>", "\uFEFF<Bundle/>"})
    void isRefusedWhenXml(String xml) {
      assertThatThrownBy(() -> READER.read(xml))
          .isInstanceOf(UnreadableInputException.class)
          .hasMessage("the input is XML; give FHIR R4 as JSON");
      assertThatThrownBy(() -> READER.read(xml.getBytes(StandardCharsets.UTF_8)))
          .hasMessage("the input is XML; give FHIR R4 as JSON");
    }
  }

  @Nested
  class ABundle {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "document",
          "searchset",
          "collection",
          "batch",
          "transaction",
          "history",
          "message",
          "batch-response",
          "transaction-response"
        })
    void isReadWhateverItsType(String type) {
      PatientRecord record =
          READER.read(bundle("'type':'" + type + "'", "{'resource':" + CONDITION + "}"));

      assertThat(record.entries()).hasSize(1);
      assertThat(record.assertion(Section.CONDITIONS).is()).isEqualTo(AssertionStatus.RECORDED);
    }

    @Test
    void isOnlyAPartWhenItDoesNotSayWhatItIs() {
      PatientRecord record = READER.read(bundle("'id':'b'", "{'resource':" + CONDITION + "}"));

      assertThat(record.assertion(Section.CONDITIONS).because())
          .isEqualTo("only a part is given: the Bundle does not say what it is");
      assertThat(record.assertion(Section.CONDITIONS).is()).isEqualTo(AssertionStatus.PARTIAL);
    }

    @Test
    void mayHoldBundlesAndParameters() {
      PatientRecord record =
          READER.read(
              bundle(
                  "'type':'batch-response'",
                  "{'resource':" + PATIENT + "}",
                  "{'resource':{'resourceType':'Bundle','type':'searchset','entry':[{'resource':"
                      + CONDITION
                      + "},{'resource':{'resourceType':'Condition','code':{'text':'z'}}}]}}",
                  "{'resource':{'resourceType':'Parameters','parameter':[{'name':'a','resource':"
                      + "{'resourceType':'Condition','code':{'text':'y'}}},{'name':'b','valueString':'w'}]}}"));

      assertThat(record.entries())
          .extracting(Entry::reference)
          .containsExactly(
              "Condition/c", "Bundle.entry[1].entry[1]", "Bundle.entry[2].parameter[0]");
      assertThat(Bundles.kinds(record))
          .containsExactly(
              NotRead.Kind.CANNOT_BEAR, NotRead.Kind.CANNOT_BEAR, NotRead.Kind.TYPE_NOT_READ);
      assertThat(record.notRead().get(2).words()).containsExactly("w");
    }
  }

  @Nested
  class ParametersOfAnOperation {
    @Test
    void areReadForTheirResources() {
      PatientRecord record =
          READER.read(
              json(
                  "{'resourceType':'Parameters','parameter':[{'name':'patient','resource':"
                      + PATIENT
                      + "},{'name':'data','part':[{'resource':"
                      + collection(CONDITION)
                      + "}]},{'name':'n','valueString':'said'}]}"));

      assertThat(record.subject()).isEqualTo("Patient/p");
      assertThat(record.entries()).extracting(Entry::reference).containsExactly("Condition/c");
      assertThat(record.notRead())
          .extracting(NotRead::reference)
          .contains("Parameters.parameter[2]");
    }
  }
}
