package org.ketascreen.fhir;

import static org.ketascreen.fhir.HapiDatatypes.code;
import static org.ketascreen.fhir.HapiDatatypes.concept;
import static org.ketascreen.fhir.HapiDatatypes.days;
import static org.ketascreen.fhir.HapiDatatypes.period;
import static org.ketascreen.fhir.HapiDatatypes.time;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Substance;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Medication;
import org.ketascreen.record.MedicationStatus;
import org.ketascreen.record.Mention;
import org.ketascreen.record.Moment;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.RecordedTime;

/** What HAPI's four medication resources say. */
final class HapiMedicines {

  private final Function<String, List<Resource>> entries;
  private final HapiMentions mentions;

  /**
   * Follows references.
   *
   * @param entries what in the input a reference refers to
   */
  HapiMedicines(Function<String, List<Resource>> entries, HapiMentions mentions) {
    this.entries = entries;
    this.mentions = mentions;
  }

  /** Returns what a medication resource says; nothing if it is none. */
  List<Entry> of(String reference, Resource resource) {
    if (resource instanceof MedicationRequest request) {
      return request(reference, request);
    }
    if (resource instanceof MedicationStatement statement) {
      return statement(reference, statement);
    }
    if (resource instanceof MedicationDispense dispense) {
      return dispense(reference, dispense);
    }
    return resource instanceof MedicationAdministration given
        ? administration(reference, given)
        : List.of();
  }

  private List<Entry> request(String reference, MedicationRequest request) {
    RecordedTime authored = time(request.getAuthoredOnElement());
    boolean planned =
        request.hasIntent()
            && List.of("proposal", "plan", "option").contains(request.getIntent().toCode())
            // what the patient or another source reports is taken, whatever the intent
            && !request.hasReportedReference()
            && !(request.hasReportedBooleanType()
                && request.getReportedBooleanType().booleanValue());
    Medication entry =
        Medication.builder(
                reference, Medication.Kind.REQUEST, medicine(request, request.getMedication()))
            .status(request.hasStatus() ? status(request.getStatus().toCode()) : null)
            .planned(planned)
            .doNotPerform(request.getDoNotPerform())
            .taken(ordered(request, authored))
            .recorded(authored)
            .dosages(dosages(request.getDosageInstruction()))
            .build();
    return withReasons(
        entry,
        request,
        both(request.getReasonCode(), List.of(request.getStatusReason())),
        request.getReasonReference(),
        at(authored));
  }

  private static @Nullable MedicationStatus status(String code) {
    return code(code, MedicationStatus.class);
  }

  private List<Entry> withReasons(
      Medication entry,
      DomainResource resource,
      List<org.hl7.fhir.r4.model.CodeableConcept> reasons,
      List<Reference> references,
      @Nullable Moment when) {
    List<Entry> entries = new ArrayList<>();
    entries.add(entry);
    if (entry.status() != MedicationStatus.ENTERED_IN_ERROR) {
      entries.addAll(
          mentions.of(entry.reference(), Mention.Kind.REASON, when, resource, reasons, references));
    }
    return entries;
  }

  private static @Nullable Moment at(@Nullable RecordedTime time) {
    return time == null ? null : new Moment.At(time);
  }

  /** Returns the concepts of both lists. */
  private static List<org.hl7.fhir.r4.model.CodeableConcept> both(
      List<org.hl7.fhir.r4.model.CodeableConcept> a,
      List<org.hl7.fhir.r4.model.CodeableConcept> b) {
    List<org.hl7.fhir.r4.model.CodeableConcept> both = new ArrayList<>(a);
    both.addAll(b);
    return both;
  }

  /** The bounds of the dosages; without any, how long the supply may be handed out or lasts. */
  private static @Nullable RecordedPeriod ordered(
      MedicationRequest request, @Nullable RecordedTime authored) {
    RecordedPeriod bounds = bounds(request.getDosageInstruction());
    if (bounds != null) {
      return bounds;
    }
    MedicationRequest.MedicationRequestDispenseRequestComponent supply =
        request.getDispenseRequest();
    RecordedPeriod valid = period(supply.getValidityPeriod());
    if (valid != null) {
      return valid;
    }
    BigDecimal days = days(supply.getExpectedSupplyDuration());
    if (days == null || authored == null) {
      return null;
    }
    long times = supply.hasNumberOfRepeatsAllowed() ? 1L + supply.getNumberOfRepeatsAllowed() : 1;
    return new RecordedPeriod(authored, after(authored, days.longValueExact() * times));
  }

  /** From the first to the last; open if one of them is. */
  private static @Nullable RecordedPeriod bounds(List<Dosage> dosages) {
    List<RecordedPeriod> all = new ArrayList<>();
    boolean open = false;
    for (Dosage dosage : dosages) {
      RecordedPeriod bounds =
          dosage.getTiming().getRepeat().getBounds() instanceof Period period
              ? period(period)
              : null;
      open |= bounds == null || bounds.end() == null;
      if (bounds != null) {
        all.add(bounds);
      }
    }
    if (all.isEmpty()) {
      return null;
    }
    RecordedTime start = null;
    RecordedTime end = null;
    for (RecordedPeriod each : all) {
      if (each.start() != null
          && (start == null || each.start().firstDay().isBefore(start.firstDay()))) {
        start = each.start();
      }
      if (each.end() != null && (end == null || each.end().lastDay().isAfter(end.lastDay()))) {
        end = each.end();
      }
    }
    return new RecordedPeriod(start, open ? null : end);
  }

  private static RecordedTime after(RecordedTime start, long days) {
    return RecordedTime.parse(start.lastDay().plusDays(days).toString());
  }

  private List<Entry> statement(String reference, MedicationStatement statement) {
    RecordedTime asserted = time(statement.getDateAssertedElement());
    Medication entry =
        Medication.builder(
                reference,
                Medication.Kind.STATEMENT,
                medicine(statement, statement.getMedication()))
            .status(statement.hasStatus() ? status(statement.getStatus().toCode()) : null)
            .taken(effective(statement.getEffective(), false))
            .recorded(asserted)
            .dosages(dosages(statement.getDosage()))
            .build();
    return withReasons(
        entry,
        statement,
        both(statement.getReasonCode(), statement.getStatusReason()),
        statement.getReasonReference(),
        at(asserted));
  }

  private List<Entry> administration(String reference, MedicationAdministration given) {
    Medication entry =
        Medication.builder(
                reference, Medication.Kind.ADMINISTRATION, medicine(given, given.getMedication()))
            .status(given.hasStatus() ? status(given.getStatus().toCode()) : null)
            .taken(effective(given.getEffective(), true))
            .dosages(HapiDosages.given(given.getDosage()))
            .build();
    return withReasons(
        entry,
        given,
        both(given.getReasonCode(), given.getStatusReason()),
        given.getReasonReference(),
        HapiDatatypes.moment(given.getEffective()));
  }

  /** An administration at a time is over; what is stated at a time goes on. */
  private static @Nullable RecordedPeriod effective(@Nullable Type effective, boolean once) {
    if (effective instanceof DateTimeType time && time.hasValue()) {
      RecordedTime at = time(time);
      return new RecordedPeriod(at, once ? at : null);
    }
    return effective instanceof Period period ? period(period) : null;
  }

  private List<Entry> dispense(String reference, MedicationDispense dispense) {
    RecordedTime prepared = time(dispense.getWhenPreparedElement());
    RecordedTime handed = time(dispense.getWhenHandedOverElement());
    RecordedTime start = handed == null ? prepared : handed;
    BigDecimal days = days(dispense.getDaysSupply());
    RecordedPeriod taken =
        start == null
            ? null
            : new RecordedPeriod(start, days == null ? null : after(start, days.longValueExact()));
    Medication entry =
        Medication.builder(
                reference, Medication.Kind.DISPENSE, medicine(dispense, dispense.getMedication()))
            .status(dispense.hasStatus() ? status(dispense.getStatus().toCode()) : null)
            .taken(taken)
            .recorded(prepared)
            .dosages(dosages(dispense.getDosageInstruction()))
            .build();
    List<org.hl7.fhir.r4.model.CodeableConcept> whyNot =
        dispense.getStatusReason() instanceof org.hl7.fhir.r4.model.CodeableConcept why
            ? List.of(why)
            : List.of();
    return withReasons(entry, dispense, whyNot, List.of(), null);
  }

  private static List<org.ketascreen.record.Dosage> dosages(List<Dosage> dosages) {
    return dosages.stream().map(HapiDosages::dosage).filter(HapiDosages::saysSomething).toList();
  }

  /** Returns the medicine's codings and words with those of its active ingredients. */
  private CodeableConcept medicine(DomainResource user, @Nullable Type medication) {
    if (medication instanceof org.hl7.fhir.r4.model.CodeableConcept coded) {
      return concept(coded);
    }
    if (!(medication instanceof Reference reference)) {
      return CodeableConcept.EMPTY;
    }
    Set<Coding> codings = new LinkedHashSet<>();
    Set<String> words = new LinkedHashSet<>();
    collect(user, reference, codings, words, new LinkedHashSet<>());
    String text = words.isEmpty() ? reference.getDisplay() : String.join("; ", words);
    return new CodeableConcept(List.copyOf(codings), text);
  }

  private void collect(
      DomainResource user,
      Reference reference,
      Set<Coding> codings,
      Set<String> words,
      Set<Resource> seen) {
    List<Resource> found = find(user, reference);
    boolean says = false;
    for (Resource resource : found) {
      if (seen.add(resource)) {
        says |= collect(user, resource, codings, words, seen);
      }
    }
    if (!says && reference.hasDisplay()) {
      words.add(reference.getDisplay());
    }
  }

  private List<Resource> find(DomainResource user, Reference reference) {
    String text = reference.getReference();
    if (text == null) {
      return List.of();
    }
    if (text.startsWith("#")) {
      return user.getContained().stream()
          .filter(each -> text.equals("#" + each.getIdElement().getIdPart().replace("#", "")))
          .limit(1)
          .toList();
    }
    return entries.apply(text);
  }

  private boolean collect(
      DomainResource user,
      Resource resource,
      Set<Coding> codings,
      Set<String> words,
      Set<Resource> seen) {
    if (resource instanceof org.hl7.fhir.r4.model.Medication medication) {
      add(concept(medication.getCode()), codings, words);
      for (org.hl7.fhir.r4.model.Medication.MedicationIngredientComponent each :
          medication.getIngredient()) {
        if (!each.hasIsActive() || each.getIsActive()) {
          ingredient(home(user, medication), each.getItem(), codings, words, seen);
        }
      }
      return medication.hasCode() || medication.hasIngredient();
    }
    if (resource instanceof Substance substance) {
      add(concept(substance.getCode()), codings, words);
      for (Substance.SubstanceIngredientComponent each : substance.getIngredient()) {
        ingredient(home(user, substance), each.getSubstance(), codings, words, seen);
      }
      return true;
    }
    return false;
  }

  /** A contained resource refers to its neighbours; any other to what it contains itself. */
  private static DomainResource home(DomainResource user, DomainResource resource) {
    return user.getContained().contains(resource) ? user : resource;
  }

  private void ingredient(
      DomainResource user,
      @Nullable Type item,
      Set<Coding> codings,
      Set<String> words,
      Set<Resource> seen) {
    if (item instanceof Reference reference) {
      collect(user, reference, codings, words, seen);
    } else if (item instanceof org.hl7.fhir.r4.model.CodeableConcept coded) {
      CodeableConcept concept = concept(coded);
      codings.addAll(concept.codings());
      // The words beside a coded ingredient say again what its code says.
      if (concept.codings().isEmpty() && concept.text() != null) {
        words.add(concept.text());
      }
    }
  }

  private static void add(CodeableConcept concept, Set<Coding> codings, Set<String> words) {
    codings.addAll(concept.codings());
    if (concept.text() != null) {
      words.add(concept.text());
    }
  }
}
