package org.ketascreen.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ketascreen.fhir.Bundles.PATIENT;
import static org.ketascreen.fhir.Bundles.collection;
import static org.ketascreen.fhir.Bundles.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.UnreadableInputException;
import org.ketascreen.record.PatientRecord;

class UnreadableInputTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "hello",
        "null",
        "7",
        "'x'",
        "[]",
        "{}",
        "{'resourceType':7}",
        "{'resourceType':'Thing'}",
        "{'resourceType':'Bundle','entry':7}",
        "{'resourceType':'Bundle','entry':{}}",
        "{'resourceType':'Bundle','entry':[],'entry':[]}",
        "{'entry':[]}",
        "{'resourceType':'Bundle','implicitRules':'http://x'}",
        "{'resourceType':'Bundle'}{'resourceType':'Bundle'}",
        "{'resourceType':'Bundle','entry':[{'resource':{'resourceType':'Cond",
        "{'resourceType':'Bundle','entry':[",
        "{'resourceType':'Bundle','total':01}",
        "{resourceType:'Bundle'}",
        "<Bundle xmlns='http://hl7.org/fhir'/>"
      })
  void isRefusedInOneLine(String text) {
    for (InputStream stream :
        new InputStream[] {new ByteArrayInputStream(json(text).getBytes(StandardCharsets.UTF_8))}) {
      assertThatThrownBy(() -> FhirReader.r4().read(stream))
          .isInstanceOf(UnreadableInputException.class)
          .hasNoCause()
          .message()
          .isNotBlank()
          .doesNotContain("\n", "hello", "Cond", "Thing");
    }
    assertThatThrownBy(() -> FhirReader.r4().read(json(text)))
        .isInstanceOf(UnreadableInputException.class);
  }

  @Test
  void saysWhereTheInputIsNotJson() {
    assertThatThrownBy(
            () -> FhirReader.r4().read("{\"resourceType\":\"Bundle\",\n  \"entry\": nope}"))
        .hasMessageContaining("not JSON, or is cut off at 2:");
  }

  @Test
  void isRefusedWhenTenThousandDeep() {
    String deep = "[".repeat(10_000) + "]".repeat(10_000);

    for (String text :
        new String[] {
          deep,
          json("{'resourceType':'Bundle','entry':" + deep + "}"),
          json("{'x':" + deep + ",'resourceType':'Bundle'}")
        }) {
      assertThatThrownBy(() -> FhirReader.r4().read(text))
          .isInstanceOf(UnreadableInputException.class)
          .message()
          .doesNotContain("\n");
    }
  }

  @Test
  void isRefusedWhenNotUtf8() {
    byte[] bytes = json("{'resourceType':'Bundle','id':'x'}").getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 3] = (byte) 0xC3;

    assertThatThrownBy(() -> FhirReader.r4().read(bytes))
        .isInstanceOf(UnreadableInputException.class);
  }

  @Test
  void isNotWhatAFailingStreamIs() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("broken");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            throw new IOException("broken");
          }
        };

    assertThatThrownBy(() -> FhirReader.r4().read(failing))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void isNotInputWithAByteOrderMark() {
    String text = "\uFEFF" + collection(PATIENT);

    PatientRecord fromText = FhirReader.r4().read(text);
    PatientRecord fromBytes = FhirReader.r4().read(text.getBytes(StandardCharsets.UTF_8));

    assertThat(fromText).isEqualTo(fromBytes);
    assertThat(fromText.patientEntries()).isEqualTo(1);
  }

  @Test
  void isNotABundleThatNamesItsTypeLast() {
    String text = json("{'entry':[{'resource':" + PATIENT + "}],'resourceType':'Bundle'}");

    assertThat(FhirReader.r4().read(text)).isEqualTo(FhirReader.r4().read(collection(PATIENT)));
  }

  @Test
  void isNotAListThatHasEntriesOfItsOwn() {
    PatientRecord record =
        FhirReader.r4()
            .read(json("{'resourceType':'List','id':'l','entry':[{'item':{'display':'x'}}]}"));

    assertThat(record.notRead()).hasSize(1);
    assertThat(record.notRead().get(0).words()).containsExactly("x");
  }
}
