package org.ketascreen.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.ketascreen.UnreadableInputException;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.PatientRecord;

/** What holds for whatever stands in a Bundle. */
class ReaderLawsTest {

  private static final String MARKER = "~ a marker, planted ~";

  /** A Bundle in which every type and property that is read occurs. */
  private static final String RICH =
      Bundles.bundle(
          "'type':'searchset','total':3,'link':[{'relation':'self','url':'http://s/Patient?_id=1'}]",
          Bundles.wrapped(
              "{'resourceType':'Patient','id':'p','gender':'male','birthDate':'1980-05-01','extension':[{'url':"
                  + "'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex','valueCode':'M'}],"
                  + "'name':[{'text':'n'}]}",
              "{'resourceType':'Condition','id':'c','code':{'coding':[{'system':'s','code':'c','display':'d'}],'text':'t'},"
                  + "'clinicalStatus':{'coding':[{'code':'active'}]},'verificationStatus':{'coding':[{'code':'confirmed'}]},"
                  + "'subject':{'reference':'Patient/p'},'onsetPeriod':{'start':'2020','end':'2021'},"
                  + "'abatementAge':{'value':30,'unit':'a'},'recordedDate':'2020-01-01T10:00:00Z'}",
              "{'resourceType':'AllergyIntolerance','id':'a','code':{'coding':[{'system':'http://snomed.info/sct',"
                  + "'code':'716186003'}]},'type':'allergy','patient':{'reference':'Patient/p'},"
                  + "'reaction':[{'substance':{'text':'s'}}]}",
              "{'resourceType':'MedicationRequest','id':'r','status':'active','intent':'order','doNotPerform':false,"
                  + "'subject':{'reference':'Patient/p'},'medicationReference':{'reference':'Medication/m','display':'d'},"
                  + "'authoredOn':'2026-01-01','reasonCode':[{'text':'w'}],'dosageInstruction':[{'timing':{'repeat':{"
                  + "'boundsPeriod':{'start':'2026'},'frequency':1,'period':8,'periodUnit':'h'}},'asNeededBoolean':true,"
                  + "'route':{'text':'o'},'doseAndRate':[{'doseQuantity':{'value':5,'unit':'mg'}}],"
                  + "'maxDosePerPeriod':{'numerator':{'value':9,'unit':'mg'},'denominator':{'value':1,'unit':'d'}}}],"
                  + "'dispenseRequest':{'validityPeriod':{'end':'2027'},'numberOfRepeatsAllowed':2,"
                  + "'expectedSupplyDuration':{'value':30,'code':'d'}}}",
              "{'resourceType':'Medication','id':'m','code':{'text':'t'},'ingredient':[{'isActive':true,"
                  + "'itemCodeableConcept':{'coding':[{'code':'x'}]}},{'itemReference':{'reference':'Substance/s'}}]}",
              "{'resourceType':'Substance','id':'s','code':{'text':'u'}}",
              "{'resourceType':'MedicationDispense','id':'i','status':'completed','whenHandedOver':'2026-01-01',"
                  + "'daysSupply':{'value':30},'contained':[{'resourceType':'Medication','id':'k','code':{'text':'t'}}],"
                  + "'medicationReference':{'reference':'#k'}}",
              "{'resourceType':'MedicationStatement','id':'e','status':'active','effectiveDateTime':'2026',"
                  + "'medicationCodeableConcept':{'text':'t'},'dateAsserted':'2026'}",
              "{'resourceType':'MedicationAdministration','id':'n','status':'completed','effectivePeriod':{'start':'2026'},"
                  + "'medicationCodeableConcept':{'text':'t'}}",
              "{'resourceType':'Observation','id':'o','status':'final','code':{'text':'t'},'effectiveDateTime':'2026-01-01',"
                  + "'valueQuantity':{'value':1.5,'unit':'u','system':'http://unitsofmeasure.org','code':'g','comparator':'<'},"
                  + "'referenceRange':[{'low':{'value':1,'unit':'u'}}],'interpretation':[{'text':'high'}],"
                  + "'component':[{'code':{'text':'k'},'valueCodeableConcept':{'text':'y'}},{'code':{'text':'l'},"
                  + "'valueSampledData':{'origin':{'value':1},'dimensions':1,'data':'1 2 E'}}],"
                  + "'focus':[{'reference':'Patient/p'}]}",
              "{'resourceType':'Procedure','id':'q','status':'completed','code':{'text':'t'},'performedString':'once'}",
              "{'resourceType':'FamilyMemberHistory','id':'f','relationship':{'text':'t'},'patient':{'reference':'Patient/p'}}",
              "{'resourceType':'Composition','id':'l','status':'final','subject':{'reference':'Patient/p'},'section':[{'code':"
                  + "{'coding':[{'system':'http://loinc.org','code':'11450-4'}]},'mode':'snapshot',"
                  + "'entry':[{'reference':'Condition/c'}]},{'code':{'coding':[{'system':'http://loinc.org','code':'10160-0'}]},"
                  + "'emptyReason':{'coding':[{'code':'nilknown'}]},'section':[{'entry':[]}]}]}",
              "{'resourceType':'Encounter','id':'b','reasonCode':[{'text':'t'}],'subject':{'reference':'Patient/p'}}",
              "{'resourceType':'CarePlan','id':'g','status':'active','intent':'plan','subject':{'reference':'Patient/p'},"
                  + "'activity':[{'detail':{'code':{'text':'t'},'status':'scheduled','scheduledPeriod':{'start':'2026'}}},"
                  + "{'detail':{'code':{'text':'u'},'status':'completed','reasonCode':[{'text':'v'}]}}]}",
              "{'resourceType':'ServiceRequest','id':'h','status':'active','intent':'order','code':{'text':'t'},"
                  + "'occurrenceDateTime':'2026-01','reasonReference':[{'reference':'Condition/c','display':'d'}]}",
              "{'resourceType':'Appointment','id':'j','status':'booked','start':'2026-01-01T10:00:00Z',"
                  + "'serviceType':[{'text':'t'}],'participant':[{'actor':{'reference':'Patient/p'}}]}",
              "{'resourceType':'DiagnosticReport','id':'t','status':'final','conclusionCode':[{'text':'t'}],'conclusion':'w'}",
              "{'resourceType':'List','id':'x','status':'current','mode':'working','code':{'coding':[{'system':"
                  + "'http://loinc.org','code':'48765-2'}]},'entry':[{'item':{'reference':'AllergyIntolerance/a'}}]}",
              "{'resourceType':'Bundle','type':'collection','total':1}",
              "{'resourceType':'Parameters','id':'y','parameter':[]}",
              "{'resourceType':'OperationOutcome','id':'w'}"));

  private static Json parsed(String text) {
    try (JsonInput input = ParsedInput.of(text)) {
      assertThat(input.nextValue()).isTrue();
      return input.value();
    }
  }

  /** Returns how many entries a Bundle has, with those of Bundles and Parameters in it. */
  private static int entries(Json.Obj bundle) {
    return bundle.items("entry").stream()
        .mapToInt(
            entry ->
                1
                    + (entry instanceof Json.Obj object && object.object("resource") != null
                        ? inside(object.object("resource"))
                        : 0))
        .sum();
  }

  private static int inside(Json.Obj resource) {
    if ("Bundle".equals(resource.text("resourceType"))) {
      return entries(resource);
    }
    return "Parameters".equals(resource.text("resourceType"))
        ? resource.items("parameter").size()
        : 0;
  }

  private static int nodes(Json json) {
    int count = 1;
    if (json instanceof Json.Arr array) {
      count += array.items().stream().mapToInt(ReaderLawsTest::nodes).sum();
    } else if (json instanceof Json.Obj object) {
      for (int i = object.first(); i < object.end(); i = object.after(i)) {
        count += nodes(object.value(i));
      }
    }
    return count;
  }

  /** Writes JSON, with the node at a place replaced. */
  private static final class Writer {
    private final StringBuilder out = new StringBuilder();
    private final int place;
    private final String replacement;
    private int visited;

    Writer(int place, String replacement) {
      this.place = place;
      this.replacement = replacement;
    }

    String write(Json json) {
      visit(json);
      return out.toString();
    }

    private void visit(Json json) {
      if (visited++ == place) {
        out.append(replacement);
        visited += nodes(json) - 1;
      } else if (json instanceof Json.Arr array) {
        String separator = "[";
        for (Json item : array.items()) {
          out.append(separator);
          visit(item);
          separator = ",";
        }
        out.append(array.items().isEmpty() ? "[]" : "]");
      } else if (json instanceof Json.Obj object) {
        out.append('{');
        for (int i = object.first(); i < object.end(); i = object.after(i)) {
          out.append(i == object.first() ? "" : ",")
              .append('"')
              .append(object.name(i))
              .append("\":");
          visit(object.value(i));
        }
        out.append('}');
      } else if (json instanceof Json.Text text) {
        out.append('"').append(text.value()).append('"');
      } else if (json instanceof Json.Numeric number) {
        out.append(number.text());
      } else if (json instanceof Json.Bool bool) {
        out.append(bool.value());
      } else {
        out.append("null");
      }
    }
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.of(
        "null",
        "true",
        "0",
        "-1.5e3",
        "1e999999999",
        "\"\"",
        "\" \"",
        "\"x\"",
        "\"Patient/other\"",
        "\"urn:uuid:other\"",
        "\"2026-02-30\"",
        "\"9999-12-31\"",
        "\"entered-in-error\"",
        "[]",
        "[null]",
        "[[]]",
        "[\"x\"]",
        "[{}]",
        "{}",
        "{\"a\":1,\"a\":2}",
        "{\"coding\":7}",
        "{\"reference\":7}",
        "{\"extension\":[{}]}",
        "{\"resourceType\":\"Patient\"}",
        "\"" + "9".repeat(5_000) + "\"");
  }

  @Property(tries = 3_000)
  void aWrongValueAnywhereNeverDoesWorse(@ForAll("values") String value, @ForAll Random random) {
    Json bundle = parsed(RICH);
    int place = random.nextInt(nodes(bundle));
    String json = new Writer(place, value).write(bundle);
    PatientRecord record;
    try {
      record = FhirReader.r4().read(json);
    } catch (UnreadableInputException e) {
      return;
    }

    Json changed = parsed(json);
    if (changed instanceof Json.Obj top && "Bundle".equals(top.text("resourceType"))) {
      assertThat(Bundles.accounted(record)).isEqualTo(entries(top));
    }
  }

  @Property(tries = 1_000)
  void aWrongValueInOneEntryNeverCostsAnother(
      @ForAll("values") String value, @ForAll Random random) {
    Json.Obj bundle = (Json.Obj) parsed(RICH);
    List<Json> entries = bundle.items("entry");
    Json condition = entries.get(1);
    String wrong = new Writer(1 + random.nextInt(nodes(condition) - 1), value).write(condition);
    if (wrong.contains("Patient")) {
      wrong = wrong.replace("\"resourceType\":\"Patient\"", "\"resourceType\":\"Thing\"");
    }
    List<String> all = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      all.add(i == 1 ? wrong : new Writer(-1, "").write(entries.get(i)));
    }

    PatientRecord before = FhirReader.r4().read(RICH);
    PatientRecord after =
        FhirReader.r4().read(Bundles.bundle("'type':'x'", all.toArray(new String[0])));

    assertThat(after.entries()).containsAll(before.entries().subList(1, before.entries().size()));
  }

  @Property(tries = 1_000)
  void noMessageRepeatsTheInput(@ForAll Random random) {
    String json = RICH;
    for (int i = 0; i < 1 + random.nextInt(12); i++) {
      Json bundle = parsed(json);
      json = new Writer(random.nextInt(nodes(bundle)), "\"" + MARKER + "\"").write(bundle);
    }

    try {
      PatientRecord record = FhirReader.r4().read(json);
      assertThat(record.notRead())
          .extracting(NotRead::detail)
          .noneMatch(detail -> detail != null && detail.contains(MARKER));
      assertThat(record.assertions().values())
          .noneMatch(assertion -> assertion.because().contains(MARKER));
    } catch (UnreadableInputException e) {
      assertThat(e).hasMessageNotContaining(MARKER).hasNoCause();
    }
  }

  @Property(tries = 500)
  void noCutOffInputIsRead(@ForAll Random random) {
    String json = RICH.substring(0, random.nextInt(RICH.length()));

    org.assertj.core.api.Assertions.assertThatThrownBy(() -> FhirReader.r4().read(json))
        .isInstanceOf(UnreadableInputException.class)
        .hasNoCause();
  }

  @Property(tries = 20)
  void equalInputGivesAnEqualRecord() {
    assertThat(FhirReader.r4().read(RICH)).isEqualTo(FhirReader.r4().read(RICH));
  }
}
