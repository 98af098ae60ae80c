package org.ketascreen.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ketascreen.fhir.Bundles.collection;
import static org.ketascreen.fhir.Bundles.entry;
import static org.ketascreen.fhir.Bundles.notRead;
import static org.ketascreen.fhir.Bundles.read;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.AllergyType;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Entry;
import org.ketascreen.record.FamilyHistory;
import org.ketascreen.record.Gender;
import org.ketascreen.record.Medication;
import org.ketascreen.record.MedicationStatus;
import org.ketascreen.record.Moment;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.Observation;
import org.ketascreen.record.ObservationStatus;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Planned;
import org.ketascreen.record.Procedure;
import org.ketascreen.record.ProcedureStatus;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.ReferenceRange;
import org.ketascreen.record.VerificationStatus;

class ResourcesTest {

  private static final String CODE =
      "'code':{'coding':[{'system':'http://x','code':'c','display':'thing'}]}";

  private static RecordedTime time(String text) {
    return RecordedTime.parse(text);
  }

  private static RecordedPeriod period(String start, String end) {
    return new RecordedPeriod(time(start), time(end));
  }

  private static Condition condition(String properties) {
    return (Condition) entry("{'resourceType':'Condition','id':'c'," + CODE + properties + "}");
  }

  private static Medication medication(String type, String properties) {
    return (Medication)
        entry(
            "{'resourceType':'"
                + type
                + "','id':'m','medicationCodeableConcept':{'text':'thing'}"
                + properties
                + "}");
  }

  private static Observation observation(String properties) {
    return (Observation) entry("{'resourceType':'Observation','id':'o'," + CODE + properties + "}");
  }

  @Nested
  class APatient {
    @Test
    void hasGenderBirthDateAndBirthSex() {
      PatientRecord record =
          read(
              "{'resourceType':'Patient','id':'p','gender':'male','birthDate':'1980-05',"
                  + "'extension':[{'url':'http://other','valueCode':'x'},{'url':"
                  + "'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex','valueCode':'F'}]}");

      assertThat(record.subject()).isEqualTo("Patient/p");
      assertThat(record.gender()).isEqualTo(Gender.MALE);
      assertThat(record.birthSex()).isEqualTo(Gender.FEMALE);
      assertThat(record.birthDate()).isEqualTo(time("1980-05"));
      assertThat(record.patientEntries()).isEqualTo(1);
    }

    @Test
    void mayGiveAReasonInsteadOfABirthDate() {
      PatientRecord record =
          read(
              "{'resourceType':'Patient','id':'p','_birthDate':{'extension':[{'url':"
                  + "'http://hl7.org/fhir/StructureDefinition/data-absent-reason','valueCode':'unknown'}]}}");

      assertThat(record.patientEntries()).isEqualTo(1);
      assertThat(record.birthDate()).isNull();
    }

    @Test
    void isKeptAsUnreadWhenTheBirthDateDoesNotExist() {
      NotRead unread = notRead("{'resourceType':'Patient','id':'p','birthDate':'1980-02-30'}");

      assertThat(unread.kind()).isEqualTo(NotRead.Kind.MALFORMED);
      assertThat(unread.detail()).startsWith("Patient.birthDate: not a FHIR date");
    }
  }

  @Nested
  class ACondition {
    @Test
    void hasItsCodesStatusesAndTimes() {
      Condition condition =
          condition(
              ",'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical',"
                  + "'code':'remission'}]},'verificationStatus':{'coding':[{'system':"
                  + "'http://terminology.hl7.org/CodeSystem/condition-ver-status','code':'provisional'}]},"
                  + "'severity':{'text':'severe'},'onsetDateTime':'2019','abatementPeriod':{'start':'2020-01'},"
                  + "'recordedDate':'2019-05-01'");

      assertThat(condition)
          .isEqualTo(
              Condition.builder(
                      "Condition/c", CodeableConcept.of(new Coding("http://x", "c", "thing")))
                  .clinicalStatus(ClinicalStatus.REMISSION)
                  .verificationStatus(VerificationStatus.PROVISIONAL)
                  .severity(CodeableConcept.ofText("severe"))
                  .onset(new Moment.At(time("2019")))
                  .abatement(new Moment.Between(time("2020-01"), null))
                  .recorded(time("2019-05-01"))
                  .build());
    }

    @ParameterizedTest
    @EnumSource(ClinicalStatus.class)
    void keepsEveryClinicalStatus(ClinicalStatus status) {
      assertThat(
              condition(",'clinicalStatus':{'coding':[{'code':'" + status.code() + "'}]}")
                  .clinicalStatus())
          .isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(VerificationStatus.class)
    void keepsEveryVerificationStatus(VerificationStatus status) {
      assertThat(
              condition(",'verificationStatus':{'coding':[{'code':'" + status.code() + "'}]}")
                  .verificationStatus())
          .isEqualTo(status);
    }

    @Test
    void readsTheStatusOfFhirsOwnSystemBesideALocalOne() {
      Condition condition =
          condition(
              ",'clinicalStatus':{'coding':[{'system':'http://local','code':'77'},{'system':"
                  + "'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'active'}]}");

      assertThat(condition.clinicalStatus()).isEqualTo(ClinicalStatus.ACTIVE);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          ",'clinicalStatus':null",
          ",'clinicalStatus':{}",
          ",'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/data-absent-reason',"
              + "'code':'unknown'}]}"
        })
    void mayHaveNoStatus(String status) {
      assertThat(condition(status).clinicalStatus()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          ",'onsetAge':{'value':30,'system':'http://unitsofmeasure.org','code':'a'}|30|30|a",
          ",'onsetAge':{'value':30,'unit':'years'}|30|30|a",
          ",'onsetRange':{'low':{'value':3,'code':'mo'},'high':{'value':6,'code':'mo'}}|3|6|mo"
        })
    void mayBeginAtAnAge(String onset, String low, String high, String unit) {
      assertThat(condition(onset.replace('"', '\'')).onset())
          .isEqualTo(new Moment.AtAge(new BigDecimal(low), new BigDecimal(high), unit));
    }

    @Test
    void mayBeginInWords() {
      assertThat(condition(",'onsetString':'as a child'").onset())
          .isEqualTo(new Moment.Said("as a child"));
    }

    @Test
    void mayHaveEndedWithoutADate() {
      assertThat(condition(",'abatementBoolean':true").abated()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "'onsetDateTime':'2026-02-30'|Condition.onsetDateTime: not a FHIR date or dateTime",
          "'onsetDateTime':'+12026-02-01T00:00:00Z'|Condition.onsetDateTime: not a FHIR date",
          "'onsetDateTime':5|Condition.onsetDateTime: must be a string",
          "'onsetDateTime':'2020','onsetString':'x'|Condition: onset[x] is given twice",
          "'clinicalStatus':'active'|Condition.clinicalStatus: a string belongs to an older FHIR release",
          "'clinicalStatus':{'coding':[{'code':'nearly'}]}|Condition.clinicalStatus: not one of active",
          "'clinicalStatus':{'coding':[{'code':'active'},{'code':'resolved'}]}|Condition.clinicalStatus: says two",
          "'verificationStatus':{'coding':{'code':'refuted'}}|Condition.verificationStatus.coding: must be an array",
          "'id':7|Condition.id: must be a string",
          "'subject':[]|Condition.subject: must be an object",
          "'implicitRules':'http://x'|Condition.implicitRules: not understood",
          "'modifierExtension':[{'url':'http://x'}]|Condition: a modifierExtension in it is not understood",
          "'recordedDate':'2020','recordedDate':'2021'|Condition: a property is given twice"
        })
    void isMalformedButKeepsItsWords(String property, String detail) {
      NotRead unread =
          notRead("{'resourceType':'Condition'," + CODE + "," + property.replace('"', '\'') + "}");

      assertThat(unread.kind()).isEqualTo(NotRead.Kind.MALFORMED);
      assertThat(unread.detail()).startsWith(detail);
      assertThat(unread.words()).contains("thing");
    }

    @Test
    void hasNoWordsWhenMalformedAndOnlyItsAuthorHasSome() {
      NotRead unread =
          notRead(
              "{'resourceType':'Condition','code':{'coding':[{'system':'http://x','code':'c'}]},"
                  + "'recordedDate':7,'recorder':{'display':'the author'}}");

      assertThat(unread.words()).isEmpty();
    }

    @Test
    void isMalformedWhenACodeHasAMegabyte() {
      String resource =
          "{'resourceType':'Condition','code':{'coding':[{'code':'" + "x".repeat(1 << 20) + "'}]}}";

      PatientRecord record = read(resource, "{'resourceType':'Condition'," + CODE + "}");

      assertThat(record.entries()).hasSize(1);
      assertThat(record.notRead().get(0).detail())
          .isEqualTo("Condition.code.coding[0].code: must have at most 4096 characters");
    }
  }

  @Nested
  class AnAllergy {
    @Test
    void hasItsSubstances() {
      Allergy allergy =
          (Allergy)
              entry(
                  "{'resourceType':'AllergyIntolerance','id':'a',"
                      + CODE
                      + ",'type':'intolerance','clinicalStatus':{'coding':[{'code':'active'}]},"
                      + "'verificationStatus':{'coding':[{'code':'presumed'}]},'onsetString':'x','recordedDate':'2020',"
                      + "'category':['medication'],'criticality':'high',"
                      + "'reaction':[{'substance':{'text':'s'}},{'manifestation':[{'text':'hives'}]}]}");

      assertThat(allergy.type()).isEqualTo(AllergyType.INTOLERANCE);
      assertThat(allergy.clinicalStatus()).isEqualTo(ClinicalStatus.ACTIVE);
      assertThat(allergy.verificationStatus()).isEqualTo(VerificationStatus.PRESUMED);
      assertThat(allergy.reactionSubstances()).containsExactly(CodeableConcept.ofText("s"));
      assertThat(allergy.manifestations()).containsExactly(CodeableConcept.ofText("hives"));
      assertThat(allergy.criticality()).isEqualTo("high");
      assertThat(allergy.onset()).isEqualTo(new Moment.Said("x"));
      assertThat(allergy.recorded()).isEqualTo(time("2020"));
    }
  }

  @Nested
  class AMedication {
    @ParameterizedTest
    @EnumSource(MedicationStatus.class)
    void keepsEveryStatus(MedicationStatus status) {
      for (String type :
          List.of(
              "MedicationRequest",
              "MedicationStatement",
              "MedicationAdministration",
              "MedicationDispense")) {
        assertThat(medication(type, ",'status':'" + status.code() + "'").status())
            .isEqualTo(status);
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "MedicationRequest",
          "MedicationStatement",
          "MedicationAdministration",
          "MedicationDispense"
        })
    void neverDisappearsForAnUnknownStatus(String type) {
      NotRead unread =
          notRead(
              "{'resourceType':'"
                  + type
                  + "','medicationCodeableConcept':{'text':'thing'},'status':'perhaps'}");

      assertThat(unread.detail()).startsWith(type + ".status: not one of active");
      assertThat(unread.words()).containsExactly("thing");
    }

    @ParameterizedTest
    @CsvSource({"proposal,true", "plan,true", "option,true", "order,false", "instance-order,false"})
    void isPlannedByIntent(String intent, boolean planned) {
      assertThat(medication("MedicationRequest", ",'intent':'" + intent + "'").planned())
          .isEqualTo(planned);
    }

    /** US Core: what a patient or another source says to take is written with the intent plan. */
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "plan|'reportedBoolean':true|false",
          "proposal|'reportedReference':{'reference':'Patient/p'}|false",
          "plan|'reported':true|false",
          "plan|'reportedBoolean':false|true",
        })
    void isNoPlanWhenItIsReported(String intent, String reported, boolean planned) {
      String more = ",'intent':'" + intent + "'," + reported.replace('"', '\'');

      assertThat(medication("MedicationRequest", more).planned()).isEqualTo(planned);
    }

    @Test
    void mayBeForbidden() {
      assertThat(medication("MedicationRequest", ",'doNotPerform':true").doNotPerform()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'taken':'n'", "'notGiven':true", "'wasNotTaken':true"})
    void isMalformedWhenAnOlderReleaseNegatesIt(String negation) {
      NotRead unread =
          notRead(
              "{'resourceType':'MedicationStatement','medicationCodeableConcept':{'text':'thing'},"
                  + negation
                  + "}");

      assertThat(unread.detail())
          .contains("belongs to an older FHIR release; R4 says it with status");
    }

    @Test
    void isTakenFromTheEffectiveTimeOfAStatementOn() {
      Medication medication =
          medication(
              "MedicationStatement", ",'effectiveDateTime':'2026-01','dateAsserted':'2026-02'");

      assertThat(medication.taken()).isEqualTo(new RecordedPeriod(time("2026-01"), null));
      assertThat(medication.recorded()).isEqualTo(time("2026-02"));
      assertThat(medication.kind()).isEqualTo(Medication.Kind.STATEMENT);
    }

    @Test
    void isGivenOnce() {
      assertThat(
              medication("MedicationAdministration", ",'effectiveDateTime':'2026-01-02'").taken())
          .isEqualTo(period("2026-01-02", "2026-01-02"));
    }

    @Test
    void isTakenForAPeriod() {
      assertThat(
              medication(
                      "MedicationStatement",
                      ",'effectivePeriod':{'start':'2026-01','end':'2026-02'}")
                  .taken())
          .isEqualTo(period("2026-01", "2026-02"));
    }

    @Test
    void isTakenForTheDaysThatWereDispensed() {
      Medication medication =
          medication(
              "MedicationDispense",
              ",'whenPrepared':'2026-01-01','whenHandedOver':'2026-01-30T10:00:00Z',"
                  + "'daysSupply':{'value':3,'unit':'days'}");

      assertThat(medication.taken()).isEqualTo(period("2026-01-30T10:00:00Z", "2026-02-02"));
      assertThat(medication.recorded()).isEqualTo(time("2026-01-01"));
    }

    @Test
    void isOrderedForTheBoundsOfAllItsDosages() {
      Medication medication =
          medication(
              "MedicationRequest",
              ",'authoredOn':'2026-01-01','dosageInstruction':["
                  + "{'timing':{'repeat':{'boundsPeriod':{'start':'2026-02-01','end':'2026-02-10'}}}},"
                  + "{'timing':{'repeat':{'boundsPeriod':{'start':'2026-01-05','end':'2026-01-31'}}}}]");

      assertThat(medication.taken()).isEqualTo(period("2026-01-05", "2026-02-10"));
      assertThat(medication.recorded()).isEqualTo(time("2026-01-01"));
    }

    @Test
    void isOrderedWithoutEndWhenOneDosageHasNone() {
      Medication medication =
          medication(
              "MedicationRequest",
              ",'dosageInstruction':[{'text':'x'},"
                  + "{'timing':{'repeat':{'boundsPeriod':{'start':'2026-01-05','end':'2026-01-31'}}}}]");

      assertThat(medication.taken()).isEqualTo(new RecordedPeriod(time("2026-01-05"), null));
    }

    @Test
    void isOrderedForItsValidityElseForItsSupplyAndRepeats() {
      String supply = "'expectedSupplyDuration':{'value':2,'code':'wk'},'numberOfRepeatsAllowed':1";

      assertThat(
              medication(
                      "MedicationRequest",
                      ",'dispenseRequest':{'validityPeriod':{'start':'2026-01','end':'2026-03'},"
                          + supply
                          + "}")
                  .taken())
          .isEqualTo(period("2026-01", "2026-03"));
      assertThat(
              medication(
                      "MedicationRequest",
                      ",'authoredOn':'2026-01-01','dispenseRequest':{" + supply + "}")
                  .taken())
          .isEqualTo(period("2026-01-01", "2026-01-29"));
      assertThat(medication("MedicationRequest", ",'authoredOn':'2026-01-01'").taken()).isNull();
    }
  }

  @Nested
  class OfAnotherRelease {
    @Test
    void namesItsMedicineAsR5Does() {
      String concept =
          "{'resourceType':'MedicationRequest','id':'m','medication':{'concept':{'text':'thing'}}}";
      String reference =
          "{'resourceType':'MedicationRequest','id':'m','medication':{'reference':{'reference':'Medication/k'}}}";

      assertThat(entry(concept).code()).isEqualTo(CodeableConcept.ofText("thing"));
      assertThat(
              read(reference, "{'resourceType':'Medication','id':'k','code':{'text':'thing'}}")
                  .entries())
          .extracting(Entry::code)
          .containsExactly(CodeableConcept.ofText("thing"));
    }

    @ParameterizedTest
    @CsvSource({
      "taking,ACTIVE",
      "taking-as-directed,ACTIVE",
      "not-taking,NOT_TAKEN",
      "on-hold,ON_HOLD",
      "stopped,STOPPED",
      "unknown,UNKNOWN"
    })
    void isTakenByTheAdherenceOfR5(String adherence, MedicationStatus status) {
      assertThat(
              medication(
                      "MedicationStatement",
                      ",'status':'recorded','adherence':{'code':{'coding':[{'code':'"
                          + adherence
                          + "'}]}}")
                  .status())
          .isEqualTo(status);
      assertThat(medication("MedicationStatement", ",'status':'recorded'").status())
          .isEqualTo(MedicationStatus.UNKNOWN);
    }

    @Test
    void hasTheTimesOfR5() {
      assertThat(medication("MedicationRequest", ",'status':'ended'").status())
          .isEqualTo(MedicationStatus.COMPLETED);
      assertThat(
              medication("MedicationAdministration", ",'occurenceDateTime':'2026-01-02'").taken())
          .isEqualTo(period("2026-01-02", "2026-01-02"));
      assertThat(
              ((Procedure)
                      entry(
                          "{'resourceType':'Procedure'," + CODE + ",'occurrenceDateTime':'2020'}"))
                  .performed())
          .isEqualTo(new Moment.At(time("2020")));
    }

    @Test
    void saysTheTypeOfAnAllergyInAConcept() {
      Allergy allergy =
          (Allergy)
              entry(
                  "{'resourceType':'AllergyIntolerance',"
                      + CODE
                      + ",'type':{'coding':[{'code':'allergy'}]},"
                      + "'reaction':[{'manifestation':[{'concept':{'text':'hives'}}]}]}");

      assertThat(allergy.type()).isEqualTo(AllergyType.ALLERGY);
      assertThat(allergy.manifestations()).containsExactly(CodeableConcept.ofText("hives"));
    }

    @Test
    void hasNoStatusWhenR5DoesNotKnowIt() {
      assertThat(condition(",'clinicalStatus':{'coding':[{'code':'unknown'}]}").clinicalStatus())
          .isNull();
    }

    @ParameterizedTest
    @CsvSource({
      "MedicationOrder,MedicationRequest",
      "ProcedureRequest,ServiceRequest",
      "ReferralRequest,ServiceRequest"
    })
    void isMalformedWhenOfAnOlderType(String type, String now) {
      assertThat(notRead("{'resourceType':'" + type + "'," + CODE + "}").detail())
          .isEqualTo(
              "Bundle.entry[0].resourceType: belongs to an older FHIR release; R4 says it with "
                  + now);
    }
  }

  @Nested
  class AnObservation {
    @ParameterizedTest
    @EnumSource(ObservationStatus.class)
    void keepsEveryStatus(ObservationStatus status) {
      assertThat(observation(",'status':'" + status.code() + "'").status()).isEqualTo(status);
    }

    @Test
    void isMeasured() {
      Observation observation =
          observation(
              ",'effectiveDateTime':'2026-01-02','valueQuantity':{'value':160.50,'comparator':'<',"
                  + "'unit':'mmHg','system':'http://unitsofmeasure.org','code':'mm[Hg]'}");

      assertThat(observation.value())
          .isEqualTo(
              new Observation.Value.Measured(
                  new Quantity(new BigDecimal("160.50"), "<", "mm[Hg]")));
      assertThat(observation.effective()).isEqualTo(period("2026-01-02", "2026-01-02"));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "'valueString':'clear'|clear",
          "'valueBoolean':false|false",
          "'valueDateTime':'2026-01'|2026-01",
          "'valueRatio':{'numerator':{'value':1},'denominator':{'value':128}}|1:128",
          "'valuePeriod':{'start':'2026'}|2026/"
        })
    void answersInWords(String value, String words) {
      assertThat(observation("," + value.replace('"', '\'')).value())
          .isEqualTo(new Observation.Value.Words(words));
    }

    @Test
    void answersWithANumberOrACode() {
      assertThat(observation(",'valueInteger':14").value())
          .isEqualTo(
              new Observation.Value.Measured(new Quantity(new BigDecimal("14"), null, null)));
      assertThat(observation(",'valueCodeableConcept':{'text':'positive'}").value())
          .isEqualTo(new Observation.Value.Coded(CodeableConcept.ofText("positive")));
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "'valueRange':{'low':{'value':1,'unit':'g'},'high':{'value':2,'unit':'g'}}|1|2",
          "'valueRange':{'low':{'value':1,'unit':'g'}}|1|",
          "'valueSampledData':{'origin':{'value':10,'unit':'g'},'factor':2,'dimensions':1,'data':'3 E -1 2.5'}|8|16.0",
          "'valueSampledData':{'origin':{'value':0,'unit':'g'},'dimensions':1,'data':'3 U 1'}|1|",
          "'valueSampledData':{'data':'3 U 1','dimensions':1,'origin':{'value':0,'unit':'g'}}|1|",
          "'valueSampledData':{'origin':{'value':0,'unit':'g'},'dimensions':1,'data':'L 3'}||3",
          "'valueSampledData':{'origin':{'value':0,'unit':'g'},'factor':-1,'dimensions':1,'data':'L 3'}|-3|"
        })
    void liesBetweenTwoEnds(String value, String low, String high) {
      assertThat(observation("," + value.replace('"', '\'')).value())
          .isEqualTo(new Observation.Value.Between(grams(low), grams(high)));
    }

    private static Quantity grams(String value) {
      return value == null
          ? null
          : new Quantity(new BigDecimal(value).stripTrailingZeros(), null, "g");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "'valueSampledData':{'origin':{'value':0},'dimensions':1,'data':'E L U'}",
          "'valueSampledData':{'origin':{'value':0},'dimensions':2,'data':'1 2'}",
          "'valueSampledData':{'data':'1 2'}",
          "'valueRange':{}"
        })
    void hasNoValueWithoutAnEnd(String value) {
      assertThat(observation("," + value).value()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "'valueSampledData':{'origin':{'value':0},'dimensions':1,'data':'1 two'}|Observation.valueSampledData.data",
          "'valueRange':{'low':{'value':3,'unit':'g'},'high':{'value':2,'unit':'g'}}|Observation.valueRange: low is above",
          "'interpretation':{'text':'high'}|Observation.interpretation: an object belongs to an older FHIR release"
        })
    void isMalformed(String property, String detail) {
      assertThat(
              notRead(
                      "{'resourceType':'Observation',"
                          + CODE
                          + ","
                          + property.replace('"', '\'')
                          + "}")
                  .detail())
          .startsWith(detail);
    }

    @Test
    void isMeasuredWhenItIsARatioToOne() {
      assertThat(
              observation(
                      ",'valueRatio':{'numerator':{'value':5,'unit':'mg'},'denominator':{'value':1,'unit':'dL'}}")
                  .value())
          .isEqualTo(new Observation.Value.Measured(Quantity.of("5", "mg/dL")));
    }

    @Test
    void wasNotDoneWhenItSaysSo() {
      assertThat(
              observation(
                      ",'status':'final','dataAbsentReason':{'coding':[{'system':"
                          + "'http://terminology.hl7.org/CodeSystem/data-absent-reason','code':'not-performed'}]}")
                  .status())
          .isEqualTo(ObservationStatus.CANCELLED);
    }

    @ParameterizedTest
    @CsvSource({
      "appended,AMENDED",
      "specimen-in-process,REGISTERED",
      "cannot-be-obtained,CANCELLED"
    })
    void hasTheNearestStatusForOneOfR5(String status, ObservationStatus nearest) {
      assertThat(observation(",'status':'" + status + "'").status()).isEqualTo(nearest);
    }

    @Test
    void hasTheNormalRangeAndItsInterpretation() {
      Observation observation =
          observation(
              ",'referenceRange':[{'type':{'coding':[{'code':'therapeutic'}]},'low':{'value':9}},"
                  + "{'low':{'value':1,'unit':'g'},'high':{'value':2,'unit':'g'}},"
                  + "{'low':{'value':3,'unit':'g'},'appliesTo':[{'text':'men'}]}],"
                  + "'interpretation':[{'coding':[{'code':'H'}]}]");

      assertThat(observation.range())
          .isEqualTo(new ReferenceRange(Quantity.of("1", "g"), Quantity.of("2", "g")));
      assertThat(observation.interpretations())
          .containsExactly(CodeableConcept.of(new Coding(null, "H", null)));
    }

    @Test
    void hasNoRangeWhenItCannotBeToldWhichIsMeant() {
      assertThat(observation(",'referenceRange':[{'low':{'value':1}},{'low':{'value':2}}]").range())
          .isNull();
    }

    @Test
    void mayHaveNoValue() {
      assertThat(observation(",'dataAbsentReason':{'text':'x'}").value()).isNull();
    }

    @Test
    void isOneEntryAComponentWithTheParentsStatusAndTime() {
      PatientRecord record =
          read(
              "{'resourceType':'Observation','id':'o','status':'amended','effectiveDateTime':'2026-01-01',"
                  + CODE
                  + ",'component':[{'code':{'text':'a'},'valueQuantity':{'value':1,'unit':'u'}},"
                  + "{'code':{'text':'b'},'effectiveDateTime':'2026-01-02'}]}");

      assertThat(record.entries())
          .containsExactly(
              new Observation(
                  "Observation/o",
                  CodeableConcept.ofText("a"),
                  ObservationStatus.AMENDED,
                  new Observation.Value.Measured(Quantity.of("1", "u")),
                  period("2026-01-01", "2026-01-01")),
              new Observation(
                  "Observation/o",
                  CodeableConcept.ofText("b"),
                  ObservationStatus.AMENDED,
                  null,
                  period("2026-01-02", "2026-01-02")));
    }

    @Test
    void isAnEntryOfItsOwnBesideItsComponentsWhenItHasAValue() {
      PatientRecord record =
          read(
              "{'resourceType':'Observation','id':'o',"
                  + CODE
                  + ",'valueInteger':3,'component':[{'code':{'text':'a'}}]}");

      assertThat(record.entries())
          .extracting(Entry::reference)
          .containsExactly("Observation/o", "Observation/o");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "1e999999999",
          "1e99999999999999999999",
          "-1e-2000",
          "'120'",
          "{}",
        })
    void isMalformedWhenItsNumberIsNone(String number) {
      NotRead unread =
          notRead(
              "{'resourceType':'Observation',"
                  + CODE
                  + ",'valueQuantity':{'value':"
                  + number
                  + "}}");

      assertThat(unread.detail()).startsWith("Observation.valueQuantity.value: must be a number");
    }

    @Test
    void isMalformedWhenItsNumberHasTooManyDigits() {
      assertThat(
              notRead(
                      "{'resourceType':'Observation',"
                          + CODE
                          + ",'valueInteger':"
                          + "9".repeat(100_000)
                          + "}")
                  .kind())
          .isEqualTo(NotRead.Kind.MALFORMED);
    }

    @Test
    void isAnothersWhenItsFocusIs() {
      assertThat(
              notRead(
                      "{'resourceType':'Observation',"
                          + CODE
                          + ",'focus':[{'reference':'RelatedPerson/baby'}]}")
                  .kind())
          .isEqualTo(NotRead.Kind.ANOTHER_PATIENT);
    }
  }

  @Nested
  class AProcedure {
    @ParameterizedTest
    @EnumSource(
        value = ProcedureStatus.class,
        mode = EnumSource.Mode.EXCLUDE,
        names = "PREPARATION")
    void keepsEveryStatusButPreparation(ProcedureStatus status) {
      Procedure procedure =
          (Procedure)
              entry(
                  "{'resourceType':'Procedure','id':'x',"
                      + CODE
                      + ",'performedDateTime':'2020','status':'"
                      + status.code()
                      + "'}");

      assertThat(procedure.status()).isEqualTo(status);
      assertThat(procedure.performed()).isEqualTo(new Moment.At(time("2020")));
    }
  }

  @Nested
  class AProcedureInPreparation {
    @Test
    void isPlanned() {
      assertThat(
              entry(
                  "{'resourceType':'Procedure','id':'x',"
                      + CODE
                      + ",'performedDateTime':'2026-07','status':'preparation'}"))
          .isEqualTo(
              new Planned(
                  "Procedure/x",
                  CodeableConcept.of(new Coding("http://x", "c", "thing")),
                  Planned.Status.ACTIVE,
                  new Moment.At(time("2026-07")),
                  null));
    }
  }

  @Nested
  class AFamilyHistory {
    @Test
    void isARelatives() {
      assertThat(
              entry(
                  "{'resourceType':'FamilyMemberHistory','id':'f','relationship':{'text':'mother'},"
                      + "'condition':[{'code':{'text':'x'}}]}"))
          .isEqualTo(new FamilyHistory("FamilyMemberHistory/f", CodeableConcept.ofText("mother")));
    }
  }

  @Nested
  class AnotherEntry {
    @Test
    void cannotBear() {
      NotRead unread = notRead("{'resourceType':'Organization','id':'o','name':'x'}");

      assertThat(unread)
          .isEqualTo(new NotRead("Organization", NotRead.Kind.CANNOT_BEAR, null, List.of()));
    }

    @Test
    void isLookedThroughForWordsOutsideItsNarrative() {
      NotRead unread =
          notRead(
              "{'resourceType':'DiagnosticReport','text':{'div':'<div>n</div>'},'conclusion':'b',"
                  + "'code':{'text':'a','coding':[{'display':'d','code':'z'}]}}");

      assertThat(unread.reference()).isEqualTo("Bundle.entry[0]");
      assertThat(unread.kind()).isEqualTo(NotRead.Kind.TYPE_NOT_READ);
      assertThat(unread.words()).containsExactlyInAnyOrder("a", "b", "d");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "null",
          "7",
          "[]",
          "{}",
          "{'request':{'method':'GET','url':'Condition/c'}}",
          "{'response':{'status':'201'}}",
          "{'resource':7}",
          "{'resource':{}}",
          "{'resource':{'resourceType':'Thing'}}",
          "{'resource':{'resourceType':7}}",
          "{'fullUrl':7,'resource':{'resourceType':'Condition'}}",
          "{'modifierExtension':[{}],'resource':{'resourceType':'Condition'}}",
          "{'resource':{'resourceType':'Condition'},'resource':{'resourceType':'Condition'}}"
        })
    void isMalformed(String entry) {
      PatientRecord record = FhirReader.r4().read(Bundles.bundle("'type':'batch'", entry));

      assertThat(Bundles.kinds(record)).containsExactly(NotRead.Kind.MALFORMED);
      assertThat(record.notRead().get(0).reference()).isEqualTo("Bundle.entry[0]");
      assertThat(record.notRead().get(0).detail()).startsWith("Bundle.entry[0]");
    }

    @Test
    void saysNothingWhenItOnlyDeletes() {
      PatientRecord record =
          FhirReader.r4()
              .read(
                  Bundles.bundle(
                      "'type':'batch'", "{'request':{'method':'DELETE','url':'Patient/p'}}"));

      assertThat(Bundles.kinds(record)).containsExactly(NotRead.Kind.CANNOT_BEAR);
    }

    @Test
    void isOlderThanAnotherOfAHistory() {
      PatientRecord record =
          FhirReader.r4()
              .read(
                  Bundles.bundle(
                      "'type':'history'",
                      "{'request':{'method':'DELETE','url':'Condition/gone'}}",
                      "{'resource':{'resourceType':'Condition','id':'c'," + CODE + "}}",
                      "{'resource':{'resourceType':'Condition','id':'gone'," + CODE + "}}",
                      "{'resource':{'resourceType':'Condition','id':'c','code':{'text':'old'}}}"));

      assertThat(record.entries())
          .extracting(Entry::code)
          .extracting(CodeableConcept::text)
          .hasSize(1)
          .containsOnlyNulls();
      assertThat(Bundles.kinds(record)).hasSize(3).containsOnly(NotRead.Kind.CANNOT_BEAR);
    }

    @Test
    void isReadTwiceWhenItsIdIsGivenTwice() {
      String one = "{'resourceType':'Condition','id':'c'," + CODE + "}";

      assertThat(FhirReader.r4().read(collection(one, one)).entries()).hasSize(2);
    }
  }
}
