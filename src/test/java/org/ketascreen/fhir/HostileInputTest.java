package org.ketascreen.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.testkit.arbitrary.JsonMutations;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is sent, a valid report comes of it or one line, and nothing of the patient leaks. */
class HostileInputTest {

  private static final JsonMapper JSON = new JsonMapper();

  /** A patient of whom the rules have something to say in every section. */
  private static final String BEARING =
      Bundles.collection(
              "{'resourceType':'Patient','id':'p','gender':'female','birthDate':'1980-05-01','name':[{'text':'@'}]}",
              "{'resourceType':'Condition','id':'c','code':{'coding':[{'system':'http://hl7.org/fhir/sid/icd-10-cm',"
                  + "'code':'I71.4','display':'@'}],'text':'@ aneurysm'},'subject':{'reference':'Patient/p','display':'@'},"
                  + "'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical',"
                  + "'code':'active'}]},'onsetDateTime':'2020-01','note':[{'text':'@'}]}",
              "{'resourceType':'Condition','id':'w','code':{'text':'@ hx of psychosis'},'subject':{'reference':'Patient/p'},"
                  + "'onsetAge':{'value':30,'system':'http://unitsofmeasure.org','code':'a'}}",
              "{'resourceType':'AllergyIntolerance','id':'a','code':{'coding':[{'system':'http://www.whocc.no/atc',"
                  + "'code':'N01AX03','display':'@'}]},'patient':{'reference':'Patient/p'},'criticality':'high',"
                  + "'reaction':[{'manifestation':[{'text':'@'}]}]}",
              "{'resourceType':'MedicationRequest','id':'r','status':'active','intent':'order','subject':{'reference':'Patient/p'},"
                  + "'medicationCodeableConcept':{'coding':[{'system':'http://www.whocc.no/atc','code':'N05AN01','display':'@'}]},"
                  + "'authoredOn':'2026-06-01','reasonCode':[{'text':'@'}],'dosageInstruction':[{'text':'@','asNeededBoolean':true,"
                  + "'route':{'text':'@'},'timing':{'repeat':{'frequency':2,'period':1,'periodUnit':'d','boundsPeriod':{'start':"
                  + "'2026'}}},'doseAndRate':[{'doseQuantity':{'value':300,'unit':'mg','system':'http://unitsofmeasure.org',"
                  + "'code':'mg'}}]}],'dispenseRequest':{'numberOfRepeatsAllowed':3,'expectedSupplyDuration':{'value':30,"
                  + "'system':'http://unitsofmeasure.org','code':'d'}}}",
              "{'resourceType':'MedicationStatement','id':'s','status':'active','subject':{'reference':'Patient/p'},"
                  + "'contained':[{'resourceType':'Medication','id':'m','code':{'text':'@'},'ingredient':[{'itemCodeableConcept':"
                  + "{'coding':[{'system':'http://www.whocc.no/atc','code':'N05BA01'}]}}]}],"
                  + "'medicationReference':{'reference':'#m','display':'@'},'effectivePeriod':{'start':'2026-01-01'}}",
              "{'resourceType':'Observation','id':'b','status':'final','subject':{'reference':'Patient/p'},'code':{'coding':"
                  + "[{'system':'http://loinc.org','code':'85354-9','display':'@'}]},'effectiveDateTime':'2026-06-15T08:00:00Z',"
                  + "'component':[{'code':{'coding':[{'system':'http://loinc.org','code':'8480-6'}]},'valueQuantity':"
                  + "{'value':185,'unit':'mmHg','system':'http://unitsofmeasure.org','code':'mm[Hg]'}},{'code':{'coding':"
                  + "[{'system':'http://loinc.org','code':'8462-4'}]},'valueQuantity':{'value':110,'unit':'mmHg',"
                  + "'system':'http://unitsofmeasure.org','code':'mm[Hg]'}}]}",
              "{'resourceType':'Observation','id':'k','status':'final','subject':{'reference':'Patient/p'},'code':{'coding':"
                  + "[{'system':'http://loinc.org','code':'29463-7'}]},'effectiveDateTime':'2026-06-10','valueQuantity':{'value':70,"
                  + "'system':'http://unitsofmeasure.org','code':'kg'},'referenceRange':[{'low':{'value':50},'text':'@'}],"
                  + "'interpretation':[{'text':'@'}]}",
              "{'resourceType':'Observation','id':'g','status':'final','subject':{'reference':'Patient/p'},'code':{'coding':"
                  + "[{'system':'http://loinc.org','code':'82810-3'}]},'effectivePeriod':{'start':'2026-06-10'},"
                  + "'valueCodeableConcept':{'coding':[{'system':'http://snomed.info/sct','code':'77386006','display':'@'}]}}",
              "{'resourceType':'Procedure','id':'o','status':'completed','code':{'text':'@ craniotomy'},"
                  + "'subject':{'reference':'Patient/p'},'performedPeriod':{'start':'2026-05-20','end':'2026-05-21'}}",
              "{'resourceType':'Encounter','id':'e','status':'finished','subject':{'reference':'Patient/p'},"
                  + "'reasonCode':[{'text':'@ intracranial haemorrhage'}],'period':{'start':'2026-05-20'}}",
              "{'resourceType':'ServiceRequest','id':'z','status':'active','intent':'order','code':{'text':'@'},"
                  + "'subject':{'reference':'Patient/p'},'occurrenceDateTime':'2026-06-20'}",
              "{'resourceType':'FamilyMemberHistory','id':'f','status':'completed','patient':{'reference':'Patient/p'},"
                  + "'relationship':{'text':'@'},'condition':[{'code':{'text':'@'}}]}",
              "{'resourceType':'Composition','id':'l','status':'final','subject':{'reference':'Patient/p'},'title':'@','section':"
                  + "[{'title':'@','code':{'coding':[{'system':'http://loinc.org','code':'11450-4'}]},'entry':[{'reference':"
                  + "'Condition/c'}]}]}")
          .replace("@", Hostile.CANARY);

  /** Bundles to begin with: the one above, and of every kind that a server may send. */
  private static final List<String> BUNDLES = bundles();

  private static List<String> bundles() {
    List<String> bundles = new ArrayList<>(Collections.nCopies(12, BEARING));
    for (int seed = 0; seed < 24; seed++) {
      bundles.add(
          new String(GeneratedBundles.bundle(new Random(seed)), StandardCharsets.UTF_8)
              .replaceAll("in words|ein Wort|as told|shown|a clinic", Hostile.CANARY));
    }
    return bundles;
  }

  private static String bundle(Random random) {
    return BUNDLES.get(random.nextInt(BUNDLES.size()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Property(tries = 1_500)
  void randomBytes(@ForAll Random random) {
    byte[] input = new byte[random.nextInt(300)];
    random.nextBytes(input);
    byte[] start =
        switch (random.nextInt(6)) {
          case 0 -> bytes("{");
          case 1 -> bytes("{\"resourceType\":\"Bundle\",\"entry\":[");
          case 2 -> new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '{'};
          case 3 -> new byte[] {(byte) 0xFE, (byte) 0xFF, 0, '{'};
          case 4 -> new byte[] {0x1F, (byte) 0x8B, 8, 0};
          default -> new byte[0];
        };
    System.arraycopy(start, 0, input, 0, Math.min(start.length, input.length));

    Hostile.screen(input);
  }

  @Property(tries = 4_500)
  void aBundleWithChangedBytes(@ForAll Random random) {
    byte[] input = bytes(bundle(random));
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      input = changed(input, random);
    }

    Hostile.screen(input);
  }

  private static byte[] changed(byte[] input, Random random) {
    if (input.length < 2) {
      return input;
    }
    int from = random.nextInt(input.length);
    int to = Math.min(input.length, from + 1 + random.nextInt(40));
    byte[] before = Arrays.copyOf(input, from);
    byte[] middle = Arrays.copyOfRange(input, from, to);
    byte[] after = Arrays.copyOfRange(input, to, input.length);
    switch (random.nextInt(6)) {
      case 0 -> {
        byte[] flipped = input.clone();
        flipped[from] ^= (byte) (1 << random.nextInt(8));
        return flipped;
      }
      case 1 -> {
        return joined(before, after);
      }
      case 2 -> {
        return joined(before, middle, middle, after);
      }
      case 3 -> {
        random.nextBytes(middle);
        return joined(before, middle, after);
      }
      case 4 -> {
        byte[] sign = {(byte) "{}[]\",:0-e\\".charAt(random.nextInt(11))};
        return joined(before, sign, middle, after);
      }
      default -> {
        return random.nextInt(4) == 0 ? before : joined(before, after, middle);
      }
    }
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  @Property(tries = 2_200)
  void aBundleOfAnotherStructure(@ForAll Random random) {
    String json = JsonMutations.structure(bundle(random), random);

    assertNoneLost(json, Hostile.screen(bytes(json)));
  }

  @Property(tries = 2_000)
  void aBundleWithValuesOfOtherTypes(@ForAll Random random) {
    String json = JsonMutations.values(bundle(random), random);

    assertNoneLost(json, Hostile.screen(bytes(json)));
  }

  /**
   * Every entry is the patient, read, or listed with the reason; those of a Bundle in it by
   * themselves.
   */
  private static void assertNoneLost(String json, PatientRecord record) {
    JsonNode top;
    try {
      top = JSON.readTree(json);
    } catch (JacksonException e) {
      return;
    }
    boolean nested = json.indexOf("\"Bundle\"", json.indexOf("\"Bundle\"") + 1) >= 0;
    if (record != null && !nested && "Bundle".equals(top.path("resourceType").asString(""))) {
      assertThat(Bundles.accounted(record)).isEqualTo(top.path("entry").size());
    }
  }

  /** Inputs of which size or shape is the weapon. */
  @Property(tries = 16)
  void aBundleThatGrows(@ForAll Random random) {
    int many = random.nextInt(8) == 0 ? 10_000 : 500 + random.nextInt(1_000);
    String[] entries =
        switch (random.nextInt(8)) {
          case 0 -> repeated(many, AN_ANEURYSM);
          case 1 -> repeated(many, A_READING);
          case 2 -> repeated(many, "{'resourceType':'Patient','id':'p'}");
          case 3 -> new String[] {codings(many)};
          case 4 -> chain(many);
          case 5 -> ring(2 + random.nextInt(100));
          case 6 -> tree(20 + random.nextInt(12));
          default -> namesakes(many / 3);
        };

    Hostile.screen(bytes(Bundles.collection(entries)));
  }

  private static final String AN_ANEURYSM =
      "{'resourceType':'Condition','id':'c','subject':{'reference':'Patient/p'},'code':{'coding':[{'system':"
          + "'http://hl7.org/fhir/sid/icd-10-cm','code':'I71.4'}],'text':'"
          + Hostile.CANARY
          + "'}}";

  private static final String A_READING =
      "{'resourceType':'Observation','status':'final','code':{'coding':[{'system':'http://loinc.org','code':'8480-6'}]},"
          + "'effectiveDateTime':'2026-06-15T08:00:00Z','valueQuantity':{'value':120,'code':'mm[Hg]',"
          + "'system':'http://unitsofmeasure.org'}}";

  private static String[] repeated(int many, String entry) {
    return Collections.nCopies(many, entry).toArray(new String[0]);
  }

  /** Contained medicines of which each is made of the next, twice. */
  private static String[] tree(int deep) {
    StringBuilder contained =
        new StringBuilder("{'resourceType':'Substance','id':'m" + deep + "'}");
    for (int i = 0; i < deep; i++) {
      String next = "{'itemReference':{'reference':'#m" + (i + 1) + "'}}";
      contained.append(
          ",{'resourceType':'Medication','id':'m"
              + i
              + "','ingredient':["
              + next
              + ","
              + next
              + "]}");
    }
    return new String[] {
      "{'resourceType':'MedicationStatement','status':'active','contained':["
          + contained
          + "],'medicationReference':{'reference':'#m0'}}"
    };
  }

  /** Medicines that all have one id, and as many entries that refer to it. */
  private static String[] namesakes(int many) {
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      entries.add("{'resourceType':'Medication','id':'m','code':{'text':'" + i + "'}}");
      entries.add(
          "{'resourceType':'MedicationStatement','id':'s"
              + i
              + "','status':'active','medicationReference':{'reference':'Medication/m'}}");
    }
    return entries.toArray(new String[0]);
  }

  private static String codings(int many) {
    StringBuilder codings = new StringBuilder();
    for (int i = 0; i < many; i++) {
      codings
          .append(i == 0 ? "" : ",")
          .append("{'system':'http://hl7.org/fhir/sid/icd-10-cm','code':'I")
          .append(i)
          .append("','display':'")
          .append(Hostile.CANARY)
          .append("'}");
    }
    return "{'resourceType':'Condition','code':{'coding':[" + codings + "]}}";
  }

  /** Medicines of which each is made of the next. */
  private static String[] chain(int many) {
    String[] entries = new String[many];
    for (int i = 0; i < many; i++) {
      entries[i] =
          "{'resourceType':'Medication','id':'m"
              + i
              + "','ingredient':[{'itemReference':{'reference':'Medication/m"
              + (i + 1)
              + "'}}]}";
    }
    entries[many - 1] =
        "{'resourceType':'MedicationStatement','id':'s','status':'active','medicationReference':{'reference':'Medication/m0'}}";
    return entries;
  }

  /** Medicines of which each is made of all, itself among them. */
  private static String[] ring(int many) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < many; i++) {
      all.append(i == 0 ? "" : ",")
          .append("{'itemReference':{'reference':'Medication/m")
          .append(i)
          .append("'}}");
    }
    String[] entries = new String[many + 1];
    for (int i = 0; i < many; i++) {
      entries[i] = "{'resourceType':'Medication','id':'m" + i + "','ingredient':[" + all + "]}";
    }
    entries[many] =
        "{'resourceType':'MedicationStatement','id':'s','status':'active','medicationReference':{'reference':'Medication/m0'}}";
    return entries;
  }

  @Example
  void nestingWithoutEnd() {
    for (String open :
        List.of("[", "{\"a\":", "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":")) {
      assertThat(Hostile.screen(bytes(open.repeat(100_000)))).isNull();
    }
  }

  @Example
  void aStringWithoutEnd() {
    byte[] input = new byte[40_000_000];
    Arrays.fill(input, (byte) 'a');
    System.arraycopy(bytes("{\"resourceType\":\""), 0, input, 0, 17);

    assertThat(Hostile.screen(input)).isNull();
  }

  @Example
  void aBundleInABundleInABundle() {
    String inner =
        "{\"resourceType\":\"Condition\",\"code\":{\"text\":\"" + Hostile.CANARY + "\"}}";
    for (int i = 0; i < 45; i++) {
      inner = "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":" + inner + "}]}";
    }

    Hostile.screen(bytes(inner));
  }

  @Example
  void sectionsInSections() {
    String section = "{'title':'x'}";
    for (int i = 0; i < 90; i++) {
      section =
          "{'code':{'coding':[{'system':'http://loinc.org','code':'11450-4'}]},'section':["
              + section
              + "]}";
    }

    Hostile.screen(
        bytes(
            Bundles.collection(
                "{'resourceType':'Composition','status':'final','section':[" + section + "]}")));
  }

  @Example
  void aContainedResourceThatContainsItself() {
    Hostile.screen(
        bytes(
            Bundles.collection(
                "{'resourceType':'MedicationRequest','status':'active','intent':'order','contained':[{'resourceType':"
                    + "'Medication','id':'m','ingredient':[{'itemReference':{'reference':'#m'}}]}],"
                    + "'medicationReference':{'reference':'#m'}}")));
  }

  /** What unpacks to far more than it is, is read like any other input of that size, or refused. */
  @Example
  void aCompressedInputOfNothing() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes("{\"resourceType\":\"Bundle\",\"type\":\""));
      byte[] blanks = new byte[1_000_000];
      Arrays.fill(blanks, (byte) 'a');
      for (int i = 0; i < 64; i++) {
        out.write(blanks);
      }
    }

    assertThat(Hostile.screen(packed.toByteArray())).isNull();
  }
}
