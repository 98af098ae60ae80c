package org.ketascreen.fhir;

import static org.ketascreen.fhir.HapiDatatypes.code;
import static org.ketascreen.fhir.HapiDatatypes.concept;
import static org.ketascreen.fhir.HapiDatatypes.conceptOrNull;
import static org.ketascreen.fhir.HapiDatatypes.concepts;
import static org.ketascreen.fhir.HapiDatatypes.moment;
import static org.ketascreen.fhir.HapiDatatypes.period;
import static org.ketascreen.fhir.HapiDatatypes.quantity;
import static org.ketascreen.fhir.HapiDatatypes.status;
import static org.ketascreen.fhir.HapiDatatypes.time;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.FamilyMemberHistory;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.SampledData;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.AllergyType;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Entry;
import org.ketascreen.record.FamilyHistory;
import org.ketascreen.record.Mention;
import org.ketascreen.record.Moment;
import org.ketascreen.record.Observation;
import org.ketascreen.record.ObservationStatus;
import org.ketascreen.record.Planned;
import org.ketascreen.record.Procedure;
import org.ketascreen.record.ProcedureStatus;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.ReferenceRange;
import org.ketascreen.record.VerificationStatus;

/** What HAPI's resources say, but for medicines, as the record classes describe themselves. */
final class HapiEntries {

  private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";
  private static final String GERMAN_CERTAINTY =
      "http://fhir.de/StructureDefinition/icd-10-gm-diagnosesicherheit";

  private final HapiMentions mentions;

  HapiEntries(HapiMentions mentions) {
    this.mentions = mentions;
  }

  /** Returns what a resource says; nothing if it is of a type that is not read. */
  List<Entry> of(String reference, Resource resource) {
    if (resource instanceof org.hl7.fhir.r4.model.Condition condition) {
      return List.of(condition(reference, condition));
    }
    if (resource instanceof AllergyIntolerance allergy) {
      return List.of(allergy(reference, allergy));
    }
    if (resource instanceof org.hl7.fhir.r4.model.Procedure procedure) {
      return procedure(reference, procedure);
    }
    if (resource instanceof org.hl7.fhir.r4.model.Observation observation) {
      return observation(reference, observation);
    }
    if (resource instanceof FamilyMemberHistory history) {
      return List.of(new FamilyHistory(reference, concept(history.getRelationship())));
    }
    if (resource instanceof Encounter encounter) {
      return encounter(reference, encounter);
    }
    if (resource instanceof DiagnosticReport report) {
      return withdrawn(report.hasStatus() ? report.getStatus().toCode() : null)
          ? List.of()
          : mentions.of(
              reference,
              Mention.Kind.CONCLUSION,
              moment(report.getEffective()),
              report,
              report.getConclusionCode(),
              List.of());
    }
    if (resource instanceof ServiceRequest request) {
      return serviceRequest(reference, request);
    }
    if (resource instanceof org.hl7.fhir.r4.model.Appointment appointment) {
      return appointment(reference, appointment);
    }
    return resource instanceof CarePlan plan ? carePlan(reference, plan) : List.of();
  }

  private static Condition condition(String reference, org.hl7.fhir.r4.model.Condition condition) {
    VerificationStatus said =
        status(
            condition.getVerificationStatus(),
            TERMINOLOGY + "condition-ver-status",
            VerificationStatus.class);
    VerificationStatus german = germanCertainty(condition.getCode());
    boolean sure = said == null || said == VerificationStatus.CONFIRMED;
    return Condition.builder(reference, concept(condition.getCode()))
        .clinicalStatus(
            status(
                condition.getClinicalStatus(),
                TERMINOLOGY + "condition-clinical",
                ClinicalStatus.class))
        .verificationStatus(sure && german != null ? german : said)
        .severity(conceptOrNull(condition.getSeverity()))
        .onset(moment(condition.getOnset()))
        .abatement(moment(condition.getAbatement()))
        .recorded(time(condition.getRecordedDateElement()))
        .build();
  }

  private static @Nullable VerificationStatus germanCertainty(
      org.hl7.fhir.r4.model.CodeableConcept code) {
    for (org.hl7.fhir.r4.model.Coding coding : code.getCoding()) {
      Extension extension = coding.getExtensionByUrl(GERMAN_CERTAINTY);
      if (extension != null
          && extension.getValue() instanceof org.hl7.fhir.r4.model.Coding certainty) {
        return "A".equals(certainty.getCode())
            ? VerificationStatus.REFUTED
            : "V".equals(certainty.getCode()) ? VerificationStatus.PROVISIONAL : null;
      }
    }
    return null;
  }

  private static Allergy allergy(String reference, AllergyIntolerance allergy) {
    List<CodeableConcept> substances = new ArrayList<>();
    List<CodeableConcept> manifestations = new ArrayList<>();
    allergy
        .getReaction()
        .forEach(
            reaction -> {
              substances.addAll(concepts(List.of(reaction.getSubstance())));
              manifestations.addAll(concepts(reaction.getManifestation()));
            });
    return Allergy.builder(reference, concept(allergy.getCode()))
        .clinicalStatus(
            status(
                allergy.getClinicalStatus(),
                TERMINOLOGY + "allergyintolerance-clinical",
                ClinicalStatus.class))
        .verificationStatus(
            status(
                allergy.getVerificationStatus(),
                TERMINOLOGY + "allergyintolerance-verification",
                VerificationStatus.class))
        .type(allergy.hasType() ? code(allergy.getType().toCode(), AllergyType.class) : null)
        .reactionSubstances(substances)
        .manifestations(manifestations)
        .criticality(allergy.hasCriticality() ? allergy.getCriticality().toCode() : null)
        .onset(moment(allergy.getOnset()))
        .recorded(time(allergy.getRecordedDateElement()))
        .build();
  }

  private List<Entry> procedure(String reference, org.hl7.fhir.r4.model.Procedure procedure) {
    ProcedureStatus status =
        procedure.hasStatus() ? code(procedure.getStatus().toCode(), ProcedureStatus.class) : null;
    Moment performed = moment(procedure.getPerformed());
    CodeableConcept code = concept(procedure.getCode());
    List<Entry> entries = new ArrayList<>();
    entries.add(
        status == ProcedureStatus.PREPARATION
            ? new Planned(reference, code, Planned.Status.ACTIVE, performed, null)
            : new Procedure(reference, code, status, performed));
    if (status != ProcedureStatus.ENTERED_IN_ERROR) {
      List<org.hl7.fhir.r4.model.CodeableConcept> reasons =
          new ArrayList<>(procedure.getReasonCode());
      reasons.add(procedure.getStatusReason());
      entries.addAll(
          mentions.of(
              reference,
              Mention.Kind.REASON,
              performed,
              procedure,
              reasons,
              procedure.getReasonReference()));
    }
    return entries;
  }

  private static boolean withdrawn(@Nullable String status) {
    return status != null && List.of("entered-in-error", "cancelled", "not-done").contains(status);
  }

  private List<Entry> encounter(String reference, Encounter encounter) {
    if (withdrawn(encounter.hasStatus() ? encounter.getStatus().toCode() : null)) {
      return List.of();
    }
    List<Reference> references = new ArrayList<>(encounter.getReasonReference());
    encounter.getDiagnosis().forEach(each -> references.add(each.getCondition()));
    return mentions.of(
        reference,
        Mention.Kind.ENCOUNTER,
        moment(encounter.getPeriod()),
        encounter,
        encounter.getReasonCode(),
        references);
  }

  private static List<Entry> observation(
      String reference, org.hl7.fhir.r4.model.Observation observation) {
    ObservationStatus status =
        observation.hasStatus()
            ? code(observation.getStatus().toCode(), ObservationStatus.class)
            : null;
    RecordedPeriod effective = effective(observation.getEffective());
    List<Entry> entries = new ArrayList<>();
    Observation.Value value = value(observation.getValue());
    if (value != null || !observation.hasComponent()) {
      entries.add(
          new Observation(
              reference,
              concept(observation.getCode()),
              performed(status, observation.getDataAbsentReason()),
              value,
              effective,
              range(observation.getReferenceRange()),
              concepts(observation.getInterpretation())));
    }
    for (org.hl7.fhir.r4.model.Observation.ObservationComponentComponent component :
        observation.getComponent()) {
      entries.add(
          new Observation(
              reference,
              concept(component.getCode()),
              performed(status, component.getDataAbsentReason()),
              value(component.getValue()),
              effective,
              range(component.getReferenceRange()),
              concepts(component.getInterpretation())));
    }
    return entries;
  }

  /** What has no value because it was not performed is no reading, as if it was called off. */
  private static @Nullable ObservationStatus performed(
      @Nullable ObservationStatus status, org.hl7.fhir.r4.model.CodeableConcept absent) {
    boolean not =
        absent.getCoding().stream().anyMatch(each -> "not-performed".equals(each.getCode()));
    return not ? ObservationStatus.CANCELLED : status;
  }

  private static @Nullable RecordedPeriod effective(@Nullable Type effective) {
    if (effective instanceof DateTimeType time) {
      RecordedTime at = time(time);
      return at == null ? null : new RecordedPeriod(at, at);
    }
    if (effective instanceof InstantType instant) {
      RecordedTime at = time(instant);
      return at == null ? null : new RecordedPeriod(at, at);
    }
    if (effective instanceof Timing timing) {
      return timing(timing);
    }
    return effective instanceof Period period ? period(period) : null;
  }

  private static @Nullable RecordedPeriod timing(Timing timing) {
    RecordedTime first = null;
    RecordedTime last = null;
    for (DateTimeType event : timing.getEvent()) {
      RecordedTime time = time(event);
      if (time != null) {
        first = first == null || time.firstDay().isBefore(first.firstDay()) ? time : first;
        last = last == null || time.lastDay().isAfter(last.lastDay()) ? time : last;
      }
    }
    return first != null
        ? new RecordedPeriod(first, last)
        : timing.getRepeat().getBounds() instanceof Period bounds ? period(bounds) : null;
  }

  private static Observation.@Nullable Value value(@Nullable Type value) {
    if (value == null || value.isEmpty()) {
      return null;
    }
    if (value instanceof org.hl7.fhir.r4.model.Quantity quantity) {
      return quantity.hasValue() ? new Observation.Value.Measured(quantity(quantity)) : null;
    }
    if (value instanceof org.hl7.fhir.r4.model.CodeableConcept coded) {
      CodeableConcept concept = concept(coded);
      return concept.isEmpty() ? null : new Observation.Value.Coded(concept);
    }
    if (value instanceof IntegerType integer) {
      return new Observation.Value.Measured(
          new org.ketascreen.record.Quantity(
              new java.math.BigDecimal(integer.getValueAsString()), null, null));
    }
    if (value instanceof Range range) {
      return new Observation.Value.Between(quantity(range.getLow()), quantity(range.getHigh()));
    }
    if (value instanceof SampledData) {
      return null;
    }
    return words(value);
  }

  /** Returns words for every other value; their wording is not compared but for plain strings. */
  private static Observation.Value words(Type value) {
    if (value instanceof BooleanType bool) {
      return new Observation.Value.Words(bool.getValueAsString());
    }
    return new Observation.Value.Words(
        value instanceof PrimitiveType<?> primitive
            ? primitive.getValueAsString()
            : OracleComparison.ANY_WORDS);
  }

  private static @Nullable ReferenceRange range(
      List<org.hl7.fhir.r4.model.Observation.ObservationReferenceRangeComponent> ranges) {
    for (org.hl7.fhir.r4.model.Observation.ObservationReferenceRangeComponent range : ranges) {
      boolean normal =
          !range.hasType()
              || range.getType().getCoding().stream().anyMatch(t -> "normal".equals(t.getCode()));
      if (normal
          && !range.hasAppliesTo()
          && !range.hasAge()
          && (range.hasLow() || range.hasHigh())) {
        return new ReferenceRange(quantity(range.getLow()), quantity(range.getHigh()));
      }
    }
    return null;
  }

  private List<Entry> serviceRequest(String reference, ServiceRequest request) {
    Planned.Status status = null;
    if (request.hasStatus()) {
      status =
          switch (request.getStatus()) {
            case DRAFT -> Planned.Status.PROPOSED;
            case ACTIVE -> Planned.Status.ACTIVE;
            case ONHOLD -> Planned.Status.ON_HOLD;
            case REVOKED -> Planned.Status.REVOKED;
            case COMPLETED -> Planned.Status.COMPLETED;
            case ENTEREDINERROR -> Planned.Status.ENTERED_IN_ERROR;
            default -> Planned.Status.UNKNOWN;
          };
    }
    boolean proposed =
        request.hasIntent()
            && List.of("proposal", "plan", "option").contains(request.getIntent().toCode());
    if (proposed && status == Planned.Status.ACTIVE) {
      status = Planned.Status.PROPOSED;
    }
    if (request.getDoNotPerform() && status != Planned.Status.ENTERED_IN_ERROR) {
      status = Planned.Status.REVOKED;
    }
    List<Entry> entries = new ArrayList<>();
    RecordedTime authored = time(request.getAuthoredOnElement());
    entries.add(
        new Planned(
            reference, concept(request.getCode()), status, due(request.getOccurrence()), authored));
    if (status != Planned.Status.ENTERED_IN_ERROR) {
      entries.addAll(
          mentions.of(
              reference,
              Mention.Kind.REASON,
              authored == null ? null : new Moment.At(authored),
              request,
              request.getReasonCode(),
              request.getReasonReference()));
    }
    return entries;
  }

  private static @Nullable Moment due(@Nullable Type occurrence) {
    if (occurrence instanceof Timing timing) {
      RecordedPeriod period = timing(timing);
      return period == null ? null : new Moment.Between(period.start(), period.end());
    }
    return moment(occurrence);
  }

  private List<Entry> appointment(String reference, org.hl7.fhir.r4.model.Appointment appointment) {
    Planned.Status status = null;
    if (appointment.hasStatus()) {
      status =
          switch (appointment.getStatus()) {
            case PROPOSED, PENDING, WAITLIST -> Planned.Status.PROPOSED;
            case BOOKED, ARRIVED, CHECKEDIN -> Planned.Status.ACTIVE;
            case FULFILLED -> Planned.Status.COMPLETED;
            case CANCELLED, NOSHOW -> Planned.Status.REVOKED;
            case ENTEREDINERROR -> Planned.Status.ENTERED_IN_ERROR;
            default -> Planned.Status.UNKNOWN;
          };
    }
    RecordedTime start = time(appointment.getStartElement());
    RecordedTime end = time(appointment.getEndElement());
    Moment due = start == null && end == null ? null : new Moment.Between(start, end);
    List<Entry> entries = new ArrayList<>();
    for (CodeableConcept service : concepts(appointment.getServiceType())) {
      entries.add(
          new Planned(reference, service, status, due, time(appointment.getCreatedElement())));
    }
    RecordedTime created = time(appointment.getCreatedElement());
    if (status != Planned.Status.ENTERED_IN_ERROR) {
      entries.addAll(
          mentions.of(
              reference,
              Mention.Kind.REASON,
              created == null ? null : new Moment.At(created),
              appointment,
              appointment.getReasonCode(),
              appointment.getReasonReference()));
    }
    return entries;
  }

  private List<Entry> carePlan(String reference, CarePlan plan) {
    List<Entry> entries = new ArrayList<>();
    for (CarePlan.CarePlanActivityComponent activity : plan.getActivity()) {
      CarePlan.CarePlanActivityDetailComponent detail = activity.getDetail();
      if (detail.hasCode()) {
        entries.add(
            new Planned(
                reference,
                concept(detail.getCode()),
                activityStatus(plan, detail),
                due(detail.getScheduled()),
                time(plan.getCreatedElement())));
      }
    }
    if (!"entered-in-error".equals(plan.hasStatus() ? plan.getStatus().toCode() : null)) {
      entries.addAll(reasons(reference, plan));
    }
    return entries;
  }

  private List<Entry> reasons(String reference, CarePlan plan) {
    List<org.hl7.fhir.r4.model.CodeableConcept> concepts = new ArrayList<>();
    List<Reference> references = new ArrayList<>(plan.getAddresses());
    for (CarePlan.CarePlanActivityComponent activity : plan.getActivity()) {
      concepts.addAll(activity.getDetail().getReasonCode());
      references.addAll(activity.getDetail().getReasonReference());
    }
    RecordedTime created = time(plan.getCreatedElement());
    return mentions.of(
        reference,
        Mention.Kind.REASON,
        created == null ? null : new Moment.At(created),
        plan,
        concepts,
        references);
  }

  /** An activity is no firmer than the plan that it is of. */
  private static Planned.@Nullable Status activityStatus(
      CarePlan plan, CarePlan.CarePlanActivityDetailComponent detail) {
    Planned.Status own = activityStatus(detail);
    boolean open = own == null || own == Planned.Status.ACTIVE;
    boolean proposed =
        plan.hasIntent()
            && List.of("proposal", "plan", "option").contains(plan.getIntent().toCode());
    return open && proposed ? Planned.Status.PROPOSED : own;
  }

  private static Planned.@Nullable Status activityStatus(
      CarePlan.CarePlanActivityDetailComponent detail) {
    if (!detail.hasStatus()) {
      return null;
    }
    return switch (detail.getStatus()) {
      case NOTSTARTED, SCHEDULED, INPROGRESS -> Planned.Status.ACTIVE;
      case ONHOLD -> Planned.Status.ON_HOLD;
      case COMPLETED -> Planned.Status.COMPLETED;
      case CANCELLED, STOPPED -> Planned.Status.REVOKED;
      case ENTEREDINERROR -> Planned.Status.ENTERED_IN_ERROR;
      default -> Planned.Status.UNKNOWN;
    };
  }
}
