package org.ketascreen.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ketascreen.fhir.Bundles.PATIENT;
import static org.ketascreen.fhir.Bundles.bundle;
import static org.ketascreen.fhir.Bundles.collection;
import static org.ketascreen.fhir.Bundles.json;
import static org.ketascreen.fhir.Bundles.kinds;
import static org.ketascreen.fhir.Bundles.read;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.record.Assertion;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Section;

class AssertionsTest {

  private static final FhirReader STRICT = FhirReader.builder().strict(true).build();
  private static final String CONDITION =
      "{'resourceType':'Condition','id':'c','code':{'text':'x'}}";

  private static AssertionStatus is(PatientRecord record, Section section) {
    return record.assertion(section).is();
  }

  private static String allergy(String system, String code, String more) {
    return "{'resourceType':'AllergyIntolerance','id':'n','code':{'coding':[{'system':'"
        + system
        + "','code':'"
        + code
        + "'}]}"
        + more
        + "}";
  }

  private static String composition(String loinc, String section) {
    return "{'resourceType':'Composition','status':'final','section':[{'code':{'coding':[{'system':"
        + "'http://loinc.org','code':'"
        + loinc
        + "'}]},"
        + section
        + "}]}";
  }

  private static String emptyReason(String code) {
    return "'emptyReason':{'coding':[{'code':'" + code + "'}]}";
  }

  @Nested
  class WithASectionThatComesAfterWhatItLists {
    /** A substance says nothing by itself and is not kept, but the section does not dangle. */
    @ParameterizedTest
    @ValueSource(
        strings = {"urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0", "urn:oid:1.2.3", "urn:uuid:X"})
    void isRecordedWhenItListsAResourceThatCannotBear(String urn) {
      PatientRecord record =
          FhirReader.r4()
              .read(
                  bundle(
                      "'type':'document'",
                      "{'fullUrl':'" + urn + "','resource':{'resourceType':'Substance'}}",
                      "{'resource':"
                          + composition("48765-2", "'entry':[{'reference':'" + urn + "'}]")
                          + "}"));

      assertThat(record.assertion(Section.ALLERGIES))
          .isEqualTo(new Assertion(AssertionStatus.RECORDED, "a Composition section"));
    }

    @Test
    void isPartialWhenItListsAnother() {
      String here = "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0";
      String listed = "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e1";
      PatientRecord record =
          FhirReader.r4()
              .read(
                  bundle(
                      "'type':'document'",
                      "{'fullUrl':'" + here + "','resource':{'resourceType':'Substance'}}",
                      "{'resource':"
                          + composition("48765-2", "'entry':[{'reference':'" + listed + "'}]")
                          + "}"));

      assertThat(is(record, Section.ALLERGIES)).isEqualTo(AssertionStatus.PARTIAL);
    }
  }

  @Nested
  class WithSystemsByTheirOid {
    @Test
    void areReadAsBySystemsByTheirUri() {
      String none = allergy("urn:oid:2.16.840.1.113883.6.96", "716186003", "");
      String section =
          composition("10160-0", emptyReason("nilknown"))
              .replace("http://loinc.org", "urn:oid:2.16.840.1.113883.6.1");
      PatientRecord record = read(none, section);

      assertThat(is(record, Section.ALLERGIES)).isEqualTo(AssertionStatus.NONE_KNOWN);
      assertThat(is(record, Section.MEDICATIONS)).isEqualTo(AssertionStatus.NONE_KNOWN);
    }
  }

  @Nested
  class WithoutAnything {
    @Test
    void isNotAsked() {
      PatientRecord record = FhirReader.r4().read("{\"resourceType\":\"Bundle\"}");

      assertThat(record.entries()).isEmpty();
      assertThat(record.notRead()).isEmpty();
      assertThat(record.assertions().values())
          .extracting(Assertion::is)
          .containsOnly(AssertionStatus.NOT_ASKED);
    }
  }

  @Nested
  class WithEntries {
    @Test
    void isRecorded() {
      PatientRecord record = read(CONDITION);

      assertThat(record.assertion(Section.CONDITIONS))
          .isEqualTo(new Assertion(AssertionStatus.RECORDED, "entries are given"));
      assertThat(is(record, Section.ALLERGIES)).isEqualTo(AssertionStatus.NOT_ASKED);
    }

    @Test
    void isPartialForAResourceAlone() {
      assertThat(is(FhirReader.r4().read(json(CONDITION)), Section.CONDITIONS))
          .isEqualTo(AssertionStatus.PARTIAL);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{'resourceType':'Condition','code':{'text':'x'},'verificationStatus':{'coding':[{'code':'entered-in-error'}]}}",
          "{'resourceType':'Condition','code':{'text':'x'},'verificationStatus':{'coding':[{'code':'refuted'}]}}",
          "{'resourceType':'Condition'}"
        })
    void isNotAskedWhenNoneIsUsable(String condition) {
      assertThat(is(read(condition), Section.CONDITIONS)).isEqualTo(AssertionStatus.NOT_ASKED);
    }

    @Test
    void isNotAskedWhenNothingIsReadable() {
      PatientRecord record = read("{'resourceType':'Condition','code':7}");

      assertThat(is(record, Section.CONDITIONS)).isEqualTo(AssertionStatus.NOT_ASKED);
    }

    @Test
    void isPartialWhenStrict() {
      assertThat(is(STRICT.read(collection(CONDITION)), Section.CONDITIONS))
          .isEqualTo(AssertionStatus.PARTIAL);
    }
  }

  @Nested
  class WithANoneKnownCode {
    private static final String SNOMED = "http://snomed.info/sct";
    private static final String IPS = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips";

    @ParameterizedTest
    @CsvSource({
      SNOMED + ",716186003,none-known",
      SNOMED + ",160244002,none-known",
      SNOMED + ",409137002,none-known",
      SNOMED + ",428607008,not-asked",
      SNOMED + ",429625007,not-asked",
      SNOMED + ",1003774007,not-asked",
      SNOMED + ",1631000175102,not-asked",
      IPS + ",no-known-allergies,none-known",
      IPS + ",no-known-medication-allergies,none-known",
      IPS + ",no-known-food-allergies,not-asked",
      IPS + ",no-known-environmental-allergies,not-asked",
      IPS + ",no-allergy-info,not-asked"
    })
    void saysWhatItSays(String system, String code, String expected) {
      PatientRecord record = read(allergy(system, code, ""));

      assertThat(is(record, Section.ALLERGIES).code()).isEqualTo(expected);
      assertThat(record.entries()).isEmpty();
      assertThat(kinds(record)).containsExactly(NotRead.Kind.ASSERTION);
    }

    @ParameterizedTest
    @CsvSource({
      "Condition,code,160245001,CONDITIONS",
      "MedicationStatement,medicationCodeableConcept,787481004,MEDICATIONS",
      "MedicationStatement,medicationCodeableConcept,1234391000168107,MEDICATIONS",
      "Procedure,code,416128008,PROCEDURES",
      "Procedure,code,787480003,PROCEDURES"
    })
    void decidesItsSection(String type, String property, String code, Section section) {
      PatientRecord record =
          read(
              "{'resourceType':'"
                  + type
                  + "','"
                  + property
                  + "':{'coding':[{'system':'"
                  + SNOMED
                  + "','code':'"
                  + code
                  + "'}]}}");

      assertThat(is(record, section)).isEqualTo(AssertionStatus.NONE_KNOWN);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          ",'verificationStatus':{'coding':[{'code':'entered-in-error'}]}",
          ",'verificationStatus':{'coding':[{'code':'refuted'}]}",
          ",'clinicalStatus':{'coding':[{'code':'inactive'}]}"
        })
    void saysNothingOnceWithdrawn(String status) {
      PatientRecord record = read(allergy(SNOMED, "716186003", status));

      assertThat(is(record, Section.ALLERGIES)).isEqualTo(AssertionStatus.NOT_ASKED);
      assertThat(kinds(record)).containsExactly(NotRead.Kind.ASSERTION);
    }

    @Test
    void isContradictedByAnActiveEntry() {
      PatientRecord record =
          read(
              allergy(SNOMED, "716186003", ""),
              "{'resourceType':'AllergyIntolerance','code':{'text':'x'}}");

      assertThat(record.assertion(Section.ALLERGIES))
          .isEqualTo(
              new Assertion(
                  AssertionStatus.RECORDED,
                  "a \"none known\" code, yet an active entry is listed"));
    }

    @Test
    void isNotContradictedByAResolvedEntry() {
      PatientRecord record =
          read(
              allergy(SNOMED, "716186003", ""),
              "{'resourceType':'AllergyIntolerance','code':{'text':'x'},"
                  + "'clinicalStatus':{'coding':[{'code':'resolved'}]}}");

      assertThat(is(record, Section.ALLERGIES)).isEqualTo(AssertionStatus.NONE_KNOWN);
    }

    @Test
    void isAnEntryWhenASecondCodeSaysSomethingElse() {
      PatientRecord record =
          read(
              "{'resourceType':'AllergyIntolerance','code':{'coding':[{'system':'"
                  + SNOMED
                  + "','code':'716186003'},{'system':'http://www.nlm.nih.gov/research/umls/rxnorm','code':'1'}]}}");

      assertThat(record.entries()).hasSize(1);
    }

    @Test
    void isOfAnotherPatient() {
      PatientRecord record =
          read(PATIENT, allergy(SNOMED, "716186003", ",'patient':{'reference':'Patient/q'}"));

      assertThat(is(record, Section.ALLERGIES)).isEqualTo(AssertionStatus.NOT_ASKED);
    }
  }

  @Nested
  class WithAComposition {
    @ParameterizedTest
    @CsvSource({
      "nilknown,none-known",
      "notasked,not-asked",
      "unavailable,not-asked",
      "notstarted,not-asked",
      "closed,not-asked",
      "withheld,partial",
      "whatever,not-asked"
    })
    void isEmptyForAReason(String reason, String expected) {
      String json = collection(composition("10160-0", emptyReason(reason)));

      assertThat(is(FhirReader.r4().read(json), Section.MEDICATIONS).code()).isEqualTo(expected);
      assertThat(is(STRICT.read(json), Section.MEDICATIONS).code()).isEqualTo(expected);
    }

    @Test
    void isRecordedEvenWhenStrict() {
      String json =
          collection(composition("11450-4", "'entry':[{'reference':'Condition/c'}]"), CONDITION);

      assertThat(STRICT.read(json).assertion(Section.CONDITIONS))
          .isEqualTo(new Assertion(AssertionStatus.RECORDED, "a Composition section"));
    }

    @Test
    void isPartialWhenAnEntryIsMissing() {
      String json =
          collection(
              composition(
                  "11450-4", "'entry':[{'reference':'Condition/c'},{'reference':'Condition/d'}]"),
              CONDITION);

      assertThat(is(FhirReader.r4().read(json), Section.CONDITIONS))
          .isEqualTo(AssertionStatus.PARTIAL);
    }

    @Test
    void isPartialWhenItHasWordsOnly() {
      assertThat(
              is(read(composition("48765-2", "'text':{'status':'generated'}")), Section.ALLERGIES))
          .isEqualTo(AssertionStatus.PARTIAL);
    }

    @Test
    void isPartialWhenItOnlyLacksOtherAllergies() {
      PatientRecord record =
          read(
              composition("48765-2", "'entry':[{'reference':'AllergyIntolerance/n'}]"),
              allergy("http://snomed.info/sct", "429625007", ""));

      assertThat(is(record, Section.ALLERGIES)).isEqualTo(AssertionStatus.PARTIAL);
    }

    @Test
    void isPartialWhenItListsOnlyPastIllness() {
      String past = composition("11348-0", "'entry':[{'reference':'Condition/c'}]");

      assertThat(is(read(past, CONDITION), Section.CONDITIONS)).isEqualTo(AssertionStatus.PARTIAL);
      assertThat(
              read(past, composition("11450-4", "'entry':[{'reference':'Condition/c'}]"), CONDITION)
                  .assertion(Section.CONDITIONS))
          .isEqualTo(
              new Assertion(
                  AssertionStatus.RECORDED, "Composition sections, with one of past illness"));
    }

    @Test
    void isPartialWhenUnavailableYetGiven() {
      assertThat(
              is(
                  read(composition("11450-4", emptyReason("unavailable")), CONDITION),
                  Section.CONDITIONS))
          .isEqualTo(AssertionStatus.PARTIAL);
    }

    @Test
    void saysNothingInError() {
      PatientRecord record =
          read(
              composition("10160-0", emptyReason("nilknown")).replace("final", "entered-in-error"));

      assertThat(is(record, Section.MEDICATIONS)).isEqualTo(AssertionStatus.NOT_ASKED);
    }
  }

  @Nested
  class WithSectionsInSections {
    @Test
    void listsWhatSectionsOfNoCodeOrAnotherList() {
      PatientRecord record =
          read(
              composition(
                  "11450-4",
                  "'section':[{'entry':[{'reference':'Condition/c'}]},{'code':{'coding':[{'system':'http://local',"
                      + "'code':'1'}]},'entry':[{'reference':'Condition/d'}]}]"),
              CONDITION);

      assertThat(record.assertion(Section.CONDITIONS).because())
          .isEqualTo("a Composition section lists entries that are not given");
    }

    @Test
    void listsByABritishHeading() {
      PatientRecord record =
          read(
              composition("x", emptyReason("nilknown"))
                  .replace(
                      "http://loinc.org','code':'x'",
                      "http://snomed.info/sct','code':'886921000000105'"));

      assertThat(is(record, Section.ALLERGIES)).isEqualTo(AssertionStatus.NONE_KNOWN);
    }
  }

  @Nested
  class WithWordsOnly {
    @Test
    void keepsTheWordsOfTheNarrative() {
      PatientRecord record =
          read(
              composition(
                  "11450-4",
                  "'text':{'div':'<div xmlns=\\'x\\'><p>hx of <b>brain</b> bleed</p><br/>&lt;2 y&amp;more</div>'}"
                      .replace("\\'", "")),
              composition("10157-6", "'text':{'div':'<div>mother</div>'}"),
              composition(
                  "11450-4", "'text':{'div':'<div>x</div>'},'entry':[{'reference':'Condition/c'}]"),
              CONDITION);

      assertThat(kinds(record))
          .containsExactly(
              NotRead.Kind.TEXT_ONLY, NotRead.Kind.CANNOT_BEAR, NotRead.Kind.CANNOT_BEAR);
      assertThat(record.notRead().get(0).words()).containsExactly("hx of brain bleed", "<2 y&more");
    }

    @Test
    void namesAConditionWithoutACodeByItsNarrative() {
      PatientRecord record =
          read("{'resourceType':'Condition','text':{'div':'<div>brain bleed</div>'}}");

      assertThat(record.entries().get(0).code().text()).isEqualTo("brain bleed");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "%s",
          "[%s]",
          "{'resourceType':'Patient','id':'p'}\n%s",
          "{'resourceType':'Bundle','entry':[{'resource':%s}]}"
        })
    void namesItHoweverItIsGiven(String input) {
      String condition = "{'resourceType':'Condition','text':{'div':'<div>brain bleed</div>'}}";

      PatientRecord record = FhirReader.r4().read(json(input.formatted(condition)));

      assertThat(record.entries().get(0).code().text()).isEqualTo("brain bleed");
    }

    @Test
    void endsInAnUnclosedTag() {
      String div = "<".repeat(200_000) + "p";

      PatientRecord record =
          read("{'resourceType':'Condition','text':{'div':'a <p>b" + div + "'}}");

      assertThat(record.entries().get(0).code().text()).startsWith("a; b");
    }
  }

  @Nested
  class WithAList {
    private String list(String more) {
      return "{'resourceType':'List','id':'l','code':{'coding':[{'system':"
          + "'http://terminology.hl7.org/CodeSystem/list-example-use-codes','code':'problems'}]},"
          + more
          + "}";
    }

    @Test
    void isRecordedButNotWhenStrict() {
      String json =
          collection(
              list(
                  "'status':'current','mode':'working','entry':[{'item':{'reference':'Condition/c'}}]"),
              CONDITION);

      assertThat(FhirReader.r4().read(json).assertion(Section.CONDITIONS))
          .isEqualTo(new Assertion(AssertionStatus.RECORDED, "a List"));
      assertThat(is(STRICT.read(json), Section.CONDITIONS)).isEqualTo(AssertionStatus.PARTIAL);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "'status':'current','mode':'snapshot','emptyReason':{'coding':[{'code':'nilknown'}]}|none-known",
          "'status':'current','emptyReason':{'coding':[{'code':'notasked'}]}|not-asked",
          "'status':'current'|partial",
          "'status':'current','mode':'changes','entry':[]|partial",
          "'status':'current','entry':[{'item':{'reference':'Condition/gone'}}]|partial",
          "'status':'retired','emptyReason':{'coding':[{'code':'nilknown'}]}|not-asked",
          "'status':'entered-in-error','emptyReason':{'coding':[{'code':'nilknown'}]}|not-asked"
        })
    void saysWhatItSays(String list, String expected) {
      assertThat(is(read(list(list.replace('"', '\''))), Section.CONDITIONS).code())
          .isEqualTo(expected);
    }

    @Test
    void doesNotMissWhatWasTakenFromIt() {
      PatientRecord record =
          read(
              list(
                  "'status':'current','entry':[{'item':{'reference':'Condition/c'}},"
                      + "{'deleted':true,'item':{'reference':'Condition/gone'}}]"),
              CONDITION);

      assertThat(is(record, Section.CONDITIONS)).isEqualTo(AssertionStatus.RECORDED);
    }
  }

  @Nested
  class WithPartsLeftOut {
    @Test
    void isPartialForTheSectionOfWhatIsSubsetted() {
      PatientRecord record =
          read(
              CONDITION.replace("'id':'c',", "'id':'c','meta':{'tag':[{'code':'SUBSETTED'}]},"),
              "{'resourceType':'Procedure','code':{'text':'x'}}");

      assertThat(is(record, Section.CONDITIONS)).isEqualTo(AssertionStatus.PARTIAL);
      assertThat(is(record, Section.PROCEDURES)).isEqualTo(AssertionStatus.RECORDED);
    }
  }

  @Nested
  class WithPlans {
    @Test
    void isRecordedByAnOrderThatStands() {
      assertThat(
              is(
                  read("{'resourceType':'ServiceRequest','status':'active','code':{'text':'x'}}"),
                  Section.PLANS))
          .isEqualTo(AssertionStatus.RECORDED);
      assertThat(
              is(
                  read("{'resourceType':'ServiceRequest','status':'revoked','code':{'text':'x'}}"),
                  Section.PLANS))
          .isEqualTo(AssertionStatus.NOT_ASKED);
    }
  }

  @Nested
  class WithASearch {
    private PatientRecord search(FhirReader reader, String properties, String... entries) {
      return reader.read(bundle("'type':'searchset'," + properties, entries));
    }

    private String self(String query) {
      return "'link':[{'relation':'self','url':'http://server/" + query + "'}]";
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "Condition?patient=1|recorded",
          "Condition?subject:Patient=1&_count=50&_sort=-date|recorded",
          "Condition?patient.identifier=1|recorded",
          "Patient?_id=1&_revinclude=Condition:patient|recorded",
          "Patient/1/$everything|recorded",
          "Condition?_id=1|partial",
          "Condition?patient=1&clinical-status=active|partial",
          "Condition?patient=1&category=problem-list-item|partial",
          "Condition?patient=1&clinical%2Dstatus=active|partial",
          "Patient/1/$everything?start=2020|partial"
        })
    void isWholeUnlessFiltered(String query, String expected) {
      String[] entries = {"{'resource':" + CONDITION + "}"};

      assertThat(is(search(FhirReader.r4(), self(query), entries), Section.CONDITIONS).code())
          .isEqualTo(expected);
      assertThat(is(search(STRICT, self(query), entries), Section.CONDITIONS).code())
          .isEqualTo(expected);
    }

    @Test
    void isPartialWhenMorePagesFollow() {
      PatientRecord record =
          search(
              FhirReader.r4(),
              "'link':[{'relation':'next','url':'http://server/2'}]",
              "{'resource':" + CONDITION + "}");

      assertThat(record.assertion(Section.CONDITIONS))
          .isEqualTo(
              new Assertion(AssertionStatus.PARTIAL, "only a part is given: more pages follow"));
    }

    @Test
    void isPartialWithAnOperationOutcome() {
      PatientRecord record =
          search(
              FhirReader.r4(),
              self("Condition?patient=1"),
              "{'resource':" + CONDITION + "}",
              "{'resource':{'resourceType':'OperationOutcome'},'search':{'mode':'outcome'}}");

      assertThat(is(record, Section.CONDITIONS)).isEqualTo(AssertionStatus.PARTIAL);
    }

    @Test
    void isPartialWhenTheTotalIsGreater() {
      PatientRecord record = search(FhirReader.r4(), "'total':2", "{'resource':" + CONDITION + "}");

      assertThat(is(record, Section.CONDITIONS)).isEqualTo(AssertionStatus.PARTIAL);
    }

    @Test
    void isPartialWhenStrictWithoutASelfLink() {
      assertThat(
              is(search(STRICT, "'total':1", "{'resource':" + CONDITION + "}"), Section.CONDITIONS))
          .isEqualTo(AssertionStatus.PARTIAL);
    }
  }

  @Nested
  class WithACaller {
    @Test
    void isWhatTheCallerSays() {
      FhirReader reader =
          FhirReader.builder()
              .strict(true)
              .assertion(Section.CONDITIONS, AssertionStatus.RECORDED)
              .build();

      assertThat(reader.read(collection(CONDITION)).assertion(Section.CONDITIONS))
          .isEqualTo(new Assertion(AssertionStatus.RECORDED, "asserted by the caller"));
    }
  }
}
