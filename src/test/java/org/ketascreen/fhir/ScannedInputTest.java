package org.ketascreen.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.UnreadableInputException;
import org.ketascreen.record.NotRead;

/** What is scanned in memory is read as Jackson reads it, or left to it. */
class ScannedInputTest {

  private static final String CONDITION =
      "{'resourceType':'Condition','id':'c','code':{'coding':[{'system':'http://snomed.info/sct',"
          + "'code':'59621000','display':'%s'}],'text':'%s'},'onsetDateTime':'2020-01-01'}";

  private static final String BUNDLE =
      Bundles.collection(
          Bundles.PATIENT,
          CONDITION.formatted("High blood pressure", "Bluthochdruck, ärztlich bestätigt"),
          CONDITION.formatted("High blood pressure", "\\u00e4rztlich\\n\\\\ best\\u00E4tigt"),
          "{'resourceType':'Observation','id':'o','status':'final','code':{'text':'t'},"
              + "'valueQuantity':{'value':-1.50e+1,'unit':'u'},'effectiveDateTime':'2020-01-01'}",
          "{'resourceType':'Encounter','id':'e','reasonCode':[{'text':'t'}],'class':{},'type':[],"
              + "'x':true,'y':false,'z':null}");

  private static String scanned(byte[] json) {
    try (JsonInput input = new ScannedInput(json)) {
      return FhirReader.r4().read(input).toString();
    } catch (UnreadableInputException e) {
      return e.toString();
    }
  }

  private static String parsed(byte[] json) {
    try (JsonInput input = ParsedInput.of(json)) {
      return FhirReader.r4().read(input).toString();
    } catch (UnreadableInputException e) {
      return e.toString();
    }
  }

  private static byte[] utf8(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isPlain(byte[] json) {
    try {
      scanned(json);
      return true;
    } catch (ScannedInput.NotPlainException e) {
      return false;
    }
  }

  @Test
  void isReadAsJacksonReadsIt() {
    assertThat(scanned(utf8(BUNDLE))).isEqualTo(parsed(utf8(BUNDLE))).contains("ärztlich\n\\ ");
  }

  /** Whatever is broken is left to Jackson, or makes no difference. */
  @Property(tries = 2000)
  void isReadAlikeWhateverIsChanged(@ForAll Random random) {
    byte[] json = utf8(BUNDLE);
    for (int i = 0; i <= random.nextInt(3); i++) {
      json = changed(json, random);
    }
    if (isPlain(json)) {
      assertThat(scanned(json)).isEqualTo(parsed(json));
    }
  }

  private static byte[] changed(byte[] json, Random random) {
    byte[] marks = utf8("\"\\{}[],:0-.eu n\u0001\n\ré\uD83D\uDE00");
    if (json.length == 0) {
      return json;
    }
    byte[] copy = json.clone();
    int at = random.nextInt(json.length);
    switch (random.nextInt(3)) {
      case 0 -> copy[at] = marks[random.nextInt(marks.length)];
      case 1 -> copy[at] = (byte) random.nextInt(256);
      default -> {
        return Arrays.copyOf(json, at);
      }
    }
    return copy;
  }

  /** What stands more than once is scanned once or twice. */
  @Property(tries = 1000)
  void isReadAlikeWhateverRecurs(@ForAll Random random) {
    String[] entries = new String[12];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = recurring(random);
    }
    byte[] json = utf8(Bundles.collection(entries));
    if (random.nextInt(4) == 0) {
      json = changed(json, random);
    }
    if (isPlain(json)) {
      assertThat(scanned(json)).isEqualTo(parsed(json));
    }
  }

  /** Values that mean something else in another place, or make what they stand in malformed. */
  private static String recurring(Random random) {
    String[] types = {"Condition", "Basic", "Encounter", "Procedure", "AllergyIntolerance"};
    String[] values = {
      "{'coding':[{'system':'http://snomed.info/sct','code':'59621000','display':'d'}],'text':'t'}",
      "{'coding':[{'system':'http://snomed.info/sct','code':'59621001','display':'ä'}],'text':'u'}",
      "[{'coding':[{'system':'http://snomed.info/sct','code':'59621000'}],'text':'an array'}]",
      "{'status':'generated','div':'<div>Words of a narrative, which few resources keep</div>'}",
      "{'coding':[{'system':'http://snomed.info/sct','code':'x','code':'y'}],'text':'twice'}",
      "{'text':'with an extension','modifierExtension':[{'url':'u','valueString':'v'}]}",
      "{'text':'a concept, and an extension that is empty','modifierExtension':[]}",
      "{'reference':'Patient/p','display':'who this entry is about: a patient with a name'}",
      "{'start':'2020-01-01T00:00:00Z','end':'2020-01-02T00:00:00Z'}",
      "{'a':{'b':{'text':'what lies deep in it'},'coding':[{'code':'c'}]},'text':'above it'}"
    };
    StringBuilder json = new StringBuilder("{'resourceType':'");
    json.append(types[random.nextInt(types.length)]).append('\'');
    for (String name :
        new String[] {"id", "text", "code", "subject", "reasonCode", "period", "onsetPeriod"}) {
      String value = values[random.nextInt(values.length)];
      if (name.equals("id")) {
        json.append(",'id':'").append(random.nextInt(100)).append('\'');
      } else if (random.nextInt(3) > 0) {
        json.append(",'").append(name).append("':").append(value);
      }
    }
    return json.append('}').toString();
  }

  @Test
  void leavesNothingToJacksonHoweverOftenItRecurs() {
    String[] entries = new String[300];
    Arrays.fill(entries, CONDITION.formatted("High blood pressure", "t"));

    assertThat(isPlain(utf8(Bundles.collection(entries)))).isTrue();
  }

  @Test
  void tellsApartWhatBeginsAlike() {
    String code = "{'coding':[{'system':'http://snomed.info/sct','code':'59621000'%s}]%s}";
    String entry = "{'resourceType':'Procedure','id':'%d','status':'completed','code':%s}";
    String[] ends = {"", ",'display':'d'", ",'display':'e'"};
    String[] entries = new String[27];
    for (int i = 0; i < entries.length; i++) {
      String text = i % 9 < 3 ? "" : ",'text':'t" + i % 9 / 3 + "'";
      entries[i] = entry.formatted(i, code.formatted(ends[i % 3], text));
    }
    byte[] json = utf8(Bundles.collection(entries));

    assertThat(scanned(json)).isEqualTo(parsed(json)).contains("t1", "t2");
    assertThat(FhirReader.r4().read(json).entries()).hasSize(entries.length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'resourceType':'Basic','code':{'text':'\\x'}}",
        "{'resourceType':'Basic','code':{'text':'\\ud800'}}",
        "{'resourceType':'Basic','code':{'text':'\\u12g4'}}",
        "{'resourceType':'Basic','n':01}",
        "{'resourceType':'Basic','n':1.}",
        "{'resourceType':'Basic','n':-}",
        "{'resourceType':'Basic','n':1e}",
        "{'resourceType':'Basic','n':tru}",
        "{'resourceType':'Basic','n':NaN}",
        "{'resourceType':'Basic',}",
        "{'resourceType':'Basic','a':[1,]}",
        "{'resourceType':'Basic','\\u0061':1}",
        "{'resourceType':'Basic','ä':1}",
        "{'resourceType':'Basic'",
        "{'resourceType':'Basic'} x",
        "'Basic'",
        "x"
      })
  void leavesToJacksonWhatIsNotPlain(String json) {
    assertThat(isPlain(utf8(Bundles.json(json)))).isFalse();
  }

  @Test
  void leavesToJacksonWhatIsNotUtf8() {
    for (byte[] wrong :
        new byte[][] {
          {(byte) 0xC0, (byte) 0x80},
          {(byte) 0xE0, (byte) 0x80, (byte) 0x80},
          {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
          {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
          {(byte) 0xC3},
          {(byte) 0x80},
          {(byte) 0xFF}
        }) {
      String bytes = new String(wrong, StandardCharsets.ISO_8859_1);
      String json = Bundles.json("{'resourceType':'Basic','code':{'text':'" + bytes + "'}}");
      assertThat(isPlain(json.getBytes(StandardCharsets.ISO_8859_1))).isFalse();
    }
  }

  @Test
  void leavesToJacksonWhatIsDeep() {
    String deep = "[".repeat(150) + "]".repeat(150);

    assertThat(isPlain(utf8(Bundles.json("{'resourceType':'Basic','a':" + deep + "}")))).isFalse();
  }

  @Test
  void tellsAnObjectFromAStringOfTheSameCharacters() {
    String json =
        Bundles.collection(
            Bundles.PATIENT,
            "{'resourceType':'Procedure','id':'a','status':'completed','code':{}}",
            "{'resourceType':'Procedure','id':'b','status':'completed','code':'}'}",
            "{'resourceType':'Procedure','id':'c','status':'completed','code':'{}'}");

    assertThat(Bundles.kinds(FhirReader.r4().read(json)))
        .containsExactly(NotRead.Kind.MALFORMED, NotRead.Kind.MALFORMED);
  }

  @Test
  void findsAPropertyGivenTwiceAmongMany() {
    String many =
        IntStream.range(0, 200).mapToObj(i -> "'p" + i + "':1").collect(Collectors.joining(","));
    String once = "{'resourceType':'Procedure','code':{'text':'t'}," + many + "}";

    assertThat(FhirReader.r4().read(Bundles.collection(once)).entries()).hasSize(1);
    for (int i : new int[] {0, 31, 32, 33, 199}) {
      String twice = once.replace("'p199':1}", "'p199':1,'p" + i + "':1}");
      assertThat(Bundles.kinds(FhirReader.r4().read(Bundles.collection(twice))))
          .as("p%s", i)
          .containsExactly(NotRead.Kind.MALFORMED);
    }
  }

  @Test
  void keepsNamesApartThatBeginAlike() {
    String name = "a".repeat(40);
    String apart = "{'resourceType':'Procedure','code':{'text':'t'},'%s':1,'%s':1}";

    for (int i = 1; i < 39; i++) {
      String json = apart.formatted(name.substring(0, i), name.substring(0, i + 1));
      assertThat(FhirReader.r4().read(Bundles.collection(json)).entries()).as("%s", i).hasSize(1);
    }
  }
}
