package org.ketascreen.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ketascreen.fhir.Bundles.notRead;
import static org.ketascreen.fhir.Bundles.read;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ketascreen.Screener;
import org.ketascreen.ScreeningReport;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Mention;
import org.ketascreen.record.Moment;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Planned;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.rulebase.Treatment;

/** Entries that name conditions beside what they are about, or that plan something. */
class MentionsAndPlansTest {

  private static List<Mention> mentions(PatientRecord record) {
    return record.entries().stream()
        .filter(Mention.class::isInstance)
        .map(Mention.class::cast)
        .toList();
  }

  private static List<String> named(PatientRecord record) {
    return mentions(record).stream().map(mention -> mention.code().text()).toList();
  }

  private static Moment at(String time) {
    return new Moment.At(RecordedTime.parse(time));
  }

  @Nested
  class AClaim {
    private static final String DIAGNOSES =
        "'billablePeriod':{'start':'2026-01-01','end':'2026-01-02'},'diagnosis':["
            + "{'sequence':1,'diagnosisCodeableConcept':{'text':'a'}},"
            + "{'sequence':2,'diagnosisReference':{'reference':'Condition/c'}}]}";

    @ParameterizedTest
    @ValueSource(strings = {"Claim", "ExplanationOfBenefit"})
    void namesTheDiagnosesThatItIsFor(String type) {
      PatientRecord record =
          read(
              "{'resourceType':'Patient','id':'p'}",
              "{'resourceType':'"
                  + type
                  + "','id':'c','status':'active','patient':{'reference':'Patient/p'},"
                  + DIAGNOSES);

      assertThat(mentions(record))
          .containsExactly(
              new Mention(
                  type + "/c",
                  CodeableConcept.ofText("a"),
                  Mention.Kind.REASON,
                  new Moment.Between(
                      RecordedTime.parse("2026-01-01"), RecordedTime.parse("2026-01-02"))));
      assertThat(record.notRead()).isEmpty();
    }

    @Test
    void saysNothingWhenItIsAnothersOrCancelledOrNamesNone() {
      PatientRecord record =
          read(
              "{'resourceType':'Patient','id':'p'}",
              "{'resourceType':'Claim','id':'a','patient':{'reference':'Patient/q'}," + DIAGNOSES,
              "{'resourceType':'Claim','id':'b','status':'cancelled'," + DIAGNOSES,
              "{'resourceType':'Claim','id':'c','diagnosis':[{'diagnosisReference':{'reference':'Condition/c'}}]}");

      assertThat(record.entries()).isEmpty();
      assertThat(record.notRead())
          .extracting(NotRead::kind)
          .containsExactly(
              NotRead.Kind.ANOTHER_PATIENT, NotRead.Kind.CANNOT_BEAR, NotRead.Kind.CANNOT_BEAR);
    }
  }

  @Nested
  class ACarePlanEnteredInError {
    @ParameterizedTest
    @ValueSource(strings = {"completed", "on-hold", "cancelled", "in-progress", "not-started"})
    void hasNoActivityThatStands(String status) {
      PatientRecord record =
          read(
              "{'resourceType':'CarePlan','id':'p','status':'entered-in-error','activity':["
                  + "{'detail':{'code':{'text':'a'},'status':'"
                  + status
                  + "'}},{'detail':{'code':{'text':'b'},'doNotPerform':true}}]}");

      assertThat(record.entries())
          .extracting(entry -> ((Planned) entry).status())
          .containsExactly(Planned.Status.ENTERED_IN_ERROR, Planned.Status.ENTERED_IN_ERROR);
    }
  }

  @Nested
  class AnEncounter {
    @Test
    void namesItsReasonsAndDiagnosesAtItsTime() {
      PatientRecord record =
          read(
              "{'resourceType':'Encounter','id':'e','status':'finished','type':[{'text':'visit'}],"
                  + "'period':{'start':'2026-01-01','end':'2026-01-02'},"
                  + "'reasonCode':[{'text':'a'}],'reasonReference':[{'display':'b'}],"
                  + "'diagnosis':[{'condition':{'reference':'Condition/gone','display':'c'}}]}");

      assertThat(named(record)).containsExactly("a", "b", "c");
      assertThat(mentions(record).get(0))
          .isEqualTo(
              new Mention(
                  "Encounter/e",
                  CodeableConcept.ofText("a"),
                  Mention.Kind.ENCOUNTER,
                  new Moment.Between(
                      RecordedTime.parse("2026-01-01"), RecordedTime.parse("2026-01-02"))));
      assertThat(record.notRead()).hasSize(1);
      assertThat(record.notRead().get(0).reference()).isEqualTo("Encounter/e");
      assertThat(record.notRead().get(0).words()).containsExactly("visit");
    }

    @Test
    void leavesAConditionThatIsGivenToSpeakForItself() {
      PatientRecord record =
          read(
              "{'resourceType':'Encounter','id':'e',"
                  + "'diagnosis':[{'condition':{'reference':'Condition/c','display':'x'}}]}",
              "{'resourceType':'Condition','id':'c','code':{'text':'x'},"
                  + "'verificationStatus':{'coding':[{'code':'refuted'}]}}");

      assertThat(mentions(record)).isEmpty();
      assertThat(Bundles.accounted(record)).isEqualTo(2);
    }

    @Test
    void readsAContainedCondition() {
      PatientRecord record =
          read(
              "{'resourceType':'Encounter','contained':[{'resourceType':'Condition','id':'k',"
                  + "'code':{'text':'held'}}],'reasonReference':[{'reference':'#k'}]}");

      assertThat(named(record)).containsExactly("held");
    }

    @Test
    void saysItAsR5Does() {
      PatientRecord record =
          read(
              "{'resourceType':'Encounter','actualPeriod':{'start':'2026'},"
                  + "'reason':[{'value':[{'concept':{'text':'a'}},{'reference':{'display':'b'}}]}],"
                  + "'diagnosis':[{'condition':[{'concept':{'text':'c'}}]}]}");

      assertThat(named(record)).containsExactly("a", "b", "c");
      assertThat(mentions(record).get(0).when())
          .isEqualTo(new Moment.Between(RecordedTime.parse("2026"), null));
    }

    @ParameterizedTest
    @CsvSource({"cancelled,NOT_DONE", "entered-in-error,ENTERED_IN_ERROR"})
    void saysNothingOnceWithdrawn(String status, NotRead.Kind kind) {
      assertThat(
              notRead(
                      "{'resourceType':'Encounter','status':'"
                          + status
                          + "','reasonCode':[{'text':'a'}]}")
                  .kind())
          .isEqualTo(kind);
    }

    @Test
    void isCountedWithoutAWord() {
      assertThat(notRead("{'resourceType':'Encounter','status':'finished'}").kind())
          .isEqualTo(NotRead.Kind.CANNOT_BEAR);
    }
  }

  @Nested
  class AReason {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "'resourceType':'MedicationRequest','authoredOn':'2026','medicationCodeableConcept':{'text':'m'}",
          "'resourceType':'MedicationStatement','dateAsserted':'2026','medicationCodeableConcept':{'text':'m'}",
          "'resourceType':'MedicationAdministration','effectiveDateTime':'2026','medicationCodeableConcept':{'text':'m'}",
          "'resourceType':'Procedure','performedDateTime':'2026','code':{'text':'p'}",
          "'resourceType':'ServiceRequest','authoredOn':'2026','code':{'text':'p'}"
        })
    void isNamedBesideWhatItIsFor(String resource) {
      PatientRecord record = read("{'id':'x'," + resource + ",'reasonCode':[{'text':'why'}]}");

      assertThat(record.entries()).hasSize(2);
      assertThat(mentions(record))
          .extracting(Mention::code, Mention::kind, Mention::when)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(
                  CodeableConcept.ofText("why"), Mention.Kind.REASON, at("2026")));
      assertThat(Bundles.accounted(record)).isEqualTo(1);
    }

    @Test
    void mayStandInTheStatus() {
      PatientRecord record =
          read(
              "{'resourceType':'MedicationRequest','status':'stopped','statusReason':{'text':'pregnant'},"
                  + "'medicationCodeableConcept':{'text':'m'}}");

      assertThat(named(record)).containsExactly("pregnant");
    }

    @Test
    void isNoneOfWhatWasEnteredInError() {
      assertThat(
              mentions(
                  read(
                      "{'resourceType':'MedicationRequest','status':'entered-in-error',"
                          + "'reasonCode':[{'text':'why'}],'medicationCodeableConcept':{'text':'m'}}")))
          .isEmpty();
    }
  }

  @Nested
  class AConclusion {
    @Test
    void isNamedByAReport() {
      PatientRecord record =
          read(
              "{'resourceType':'DiagnosticReport','effectiveDateTime':'2026','code':{'text':'scan'},"
                  + "'conclusionCode':[{'text':'found'}],'conclusion':'words'}");

      assertThat(mentions(record))
          .containsExactly(
              new Mention(
                  "Bundle.entry[0]",
                  CodeableConcept.ofText("found"),
                  Mention.Kind.CONCLUSION,
                  at("2026")));
      assertThat(record.notRead().get(0).words()).containsExactly("scan", "words");
    }

    @Test
    void isNamedByAnAssessment() {
      assertThat(
              named(
                  read(
                      "{'resourceType':'ClinicalImpression','finding':[{'itemCodeableConcept':{'text':'a'}},"
                          + "{'itemReference':{'display':'b'}},{'item':{'concept':{'text':'c'}}}]}")))
          .containsExactly("a", "b", "c");
    }
  }

  @Nested
  class APlan {
    private Planned planned(String resource) {
      return (Planned) read("{" + resource + "}").entries().get(0);
    }

    @ParameterizedTest
    @CsvSource({
      "draft,order,PROPOSED",
      "active,order,ACTIVE",
      "active,plan,PROPOSED",
      "active,proposal,PROPOSED",
      "on-hold,order,ON_HOLD",
      "revoked,order,REVOKED",
      "completed,order,COMPLETED",
      "entered-in-error,order,ENTERED_IN_ERROR",
      "unknown,order,UNKNOWN"
    })
    void hasTheStatusOfItsOrder(String status, String intent, Planned.Status expected) {
      assertThat(
              planned(
                      "'resourceType':'ServiceRequest','code':{'text':'x'},'status':'"
                          + status
                          + "','intent':'"
                          + intent
                          + "'")
                  .status())
          .isEqualTo(expected);
    }

    @Test
    void isRevokedWhenItMustNotBeDone() {
      assertThat(
              planned(
                      "'resourceType':'ServiceRequest','code':{'text':'x'},'status':'active','doNotPerform':true")
                  .status())
          .isEqualTo(Planned.Status.REVOKED);
    }

    @Test
    void hasItsTimes() {
      assertThat(
              planned(
                  "'resourceType':'ServiceRequest','id':'s','code':{'concept':{'text':'x'}},'status':'active',"
                      + "'intent':'order','occurrenceDateTime':'2026-07','authoredOn':'2026-06'"))
          .isEqualTo(
              new Planned(
                  "ServiceRequest/s",
                  CodeableConcept.ofText("x"),
                  Planned.Status.ACTIVE,
                  at("2026-07"),
                  RecordedTime.parse("2026-06")));
    }

    @ParameterizedTest
    @CsvSource({
      "proposed,PROPOSED",
      "pending,PROPOSED",
      "booked,ACTIVE",
      "arrived,ACTIVE",
      "fulfilled,COMPLETED",
      "cancelled,REVOKED",
      "noshow,REVOKED",
      "entered-in-error,ENTERED_IN_ERROR"
    })
    void hasTheStatusOfItsAppointment(String status, Planned.Status expected) {
      Planned planned =
          planned(
              "'resourceType':'Appointment','serviceType':[{'text':'x'}],'start':'2026-07-01T10:00:00Z',"
                  + "'status':'"
                  + status
                  + "'");

      assertThat(planned.status()).isEqualTo(expected);
      assertThat(planned.due())
          .isEqualTo(new Moment.Between(RecordedTime.parse("2026-07-01T10:00:00Z"), null));
    }

    @Test
    void isAnothersAppointment() {
      PatientRecord record =
          read(
              Bundles.PATIENT,
              "{'resourceType':'Appointment','serviceType':[{'text':'x'}],'participant':["
                  + "{'actor':{'reference':'Practitioner/d'}},{'actor':{'reference':'Patient/q'}}]}");

      assertThat(Bundles.kinds(record)).containsExactly(NotRead.Kind.ANOTHER_PATIENT);
    }

    @Test
    void isEachActivityOfACarePlan() {
      PatientRecord record =
          read(
              "{'resourceType':'CarePlan','id':'p','status':'active','intent':'plan','title':'t',"
                  + "'activity':[{'detail':{'code':{'text':'a'},'status':'scheduled'}},"
                  + "{'detail':{'code':{'text':'b'},'status':'completed'}},"
                  + "{'detail':{'code':{'text':'c'},'status':'in-progress','doNotPerform':true}},"
                  + "{'detail':{'description':'in words','status':'scheduled'}}]}");

      assertThat(record.entries())
          .extracting(entry -> ((Planned) entry).status())
          .containsExactly(
              Planned.Status.PROPOSED, Planned.Status.COMPLETED, Planned.Status.REVOKED);
      assertThat(record.notRead().get(0).words()).containsExactly("t", "in words");
      assertThat(Bundles.accounted(record)).isEqualTo(1);
    }

    @Test
    void isMalformedWithAnUnknownStatus() {
      assertThat(
              notRead("{'resourceType':'ServiceRequest','code':{'text':'x'},'status':'perhaps'}")
                  .detail())
          .startsWith("ServiceRequest.status: not one of draft, active");
    }

    @Test
    void isLookedThroughWhenItHasNoCode() {
      assertThat(
              notRead("{'resourceType':'ServiceRequest','status':'active','note':[{'text':'w'}]}")
                  .words())
          .containsExactly("w");
    }
  }

  @Nested
  class AnEntryInPartsThatIsGivenTwice {
    private static final String PULSE =
        "{'resourceType':'Observation','id':'o','code':{'text':'pulse'},'valueInteger':60}";

    @Test
    void isRepeatedWhenItIsTheSame() {
      assertThat(Bundles.kinds(read(PULSE, PULSE))).containsExactly(NotRead.Kind.REPEATED);
    }

    @Test
    void isAnotherWhenItDiffers() {
      PatientRecord record = read(PULSE, PULSE.replace("60", "61"));

      assertThat(record.entries())
          .extracting(entry -> entry.reference())
          .containsExactly("Observation/o", "Bundle.entry[1]");
    }
  }

  @Nested
  class InAReport {
    private ScreeningReport report(String resource) {
      return Screener.of(Rulebases.bundled().load("ketamine"))
          .screen(
              ScreeningRequest.builder(
                      read(resource),
                      Treatment.of(Agent.ESKETAMINE, Route.INTRANASAL),
                      AsOf.parse("2026-06-15T09:00:00Z"))
                  .build());
    }

    @Test
    void aReasonThatSuggestsNothingIsNotListed() {
      ScreeningReport report =
          report("{'resourceType':'Encounter','reasonCode':[{'text':'sore toe'}]}");

      assertThat(report.unscreened()).isEmpty();
      assertThat(report.entries()).isEqualTo(new ScreeningReport.EntryCounts(1, 0, 1, 0, 0));
    }

    @Test
    void aReasonThatSuggestsSomethingIsListed() {
      ScreeningReport report =
          report("{'resourceType':'Encounter','reasonCode':[{'text':'bleeding brain aneurysm'}]}");

      assertThat(report.unscreened()).hasSize(1);
      assertThat(report.entries()).isEqualTo(new ScreeningReport.EntryCounts(1, 0, 0, 0, 1));
    }

    @Test
    void aPlanOfSeveralActivitiesIsOneEntry() {
      ScreeningReport report =
          report(
              "{'resourceType':'CarePlan','title':'t','activity':[{'detail':{'code':{'text':'a'}}},"
                  + "{'detail':{'code':{'text':'b'}}}],'addresses':[{'display':'sore toe'}]}");

      assertThat(report.entries().read()).isEqualTo(1);
    }

    @Test
    void whatWasWithdrawnIsExcluded() {
      ScreeningReport report =
          report("{'resourceType':'Flag','status':'entered-in-error','code':{'text':'aneurysm'}}");

      assertThat(report.entries()).isEqualTo(new ScreeningReport.EntryCounts(1, 0, 0, 1, 0));
    }
  }
}
