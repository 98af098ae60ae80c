package org.ketascreen.fhir;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Dosage;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Medication;
import org.ketascreen.record.MedicationStatus;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.RecordedTime;

/**
 * Reads MedicationRequest, MedicationStatement, MedicationAdministration and MedicationDispense.
 */
final class MedicationReader {

  private static final Set<String> PLANNED = Set.of("proposal", "plan", "option");
  private static final Set<String> ORDERED =
      Set.of("order", "original-order", "reflex-order", "filler-order", "instance-order");

  /** Codes of R5's medication-statement-adherence. */
  private static final Map<String, MedicationStatus> ADHERENCE =
      Map.of(
          "taking", MedicationStatus.ACTIVE,
          "taking-as-directed", MedicationStatus.ACTIVE,
          "taking-not-as-directed", MedicationStatus.ACTIVE,
          "not-taking", MedicationStatus.NOT_TAKEN,
          "on-hold", MedicationStatus.ON_HOLD,
          "on-hold-as-directed", MedicationStatus.ON_HOLD,
          "on-hold-not-as-directed", MedicationStatus.ON_HOLD,
          "stopped", MedicationStatus.STOPPED,
          "stopped-as-directed", MedicationStatus.STOPPED,
          "stopped-not-as-directed", MedicationStatus.STOPPED);

  private static final Choice EFFECTIVE = taken("effective");

  /** R5 calls the time so, so spelled. */
  private static final Choice OCCURENCE = taken("occurence");

  private static final Choice MEDICATION =
      Choice.of("medication", "CodeableConcept", "Reference", "");
  private static final Choice REPORTED = Choice.of("reported", "Boolean", "Reference", "");

  private MedicationReader() {}

  private static Choice taken(String stem) {
    return Choice.of(stem, "DateTime", "Period", "Timing");
  }

  /** Reads a medication resource of the given type. */
  static Draft.Content read(String reference, Element resource, String type) {
    Function<CodeableConcept, Entry> entry =
        switch (type) {
          case "MedicationRequest" -> request(reference, resource);
          case "MedicationStatement" -> statement(reference, resource);
          case "MedicationDispense" -> dispense(reference, resource);
          default -> administration(reference, resource);
        };
    Element medication = resource.choice(MEDICATION);
    if (medication != null && medication.name().equals("medication")) {
      return ofR5(resource, medication, entry);
    }
    if (medication != null && medication.name().endsWith("Reference")) {
      return new Draft.ByReference(Medicine.link(resource, medication), entry);
    }
    return Draft.Entries.of(entry.apply(Datatypes.concept(medication)));
  }

  private static Draft.Content ofR5(
      Element resource, Element medication, Function<CodeableConcept, Entry> entry) {
    Element reference = medication.child("reference");
    CodeableConcept concept = Datatypes.concept(medication, "concept");
    return reference == null || !concept.isEmpty()
        ? Draft.Entries.of(entry.apply(concept))
        : new Draft.ByReference(Medicine.link(resource, reference), entry);
  }

  private static Function<CodeableConcept, Entry> request(String reference, Element request) {
    MedicationStatus status = status(request);
    boolean planned = planned(request);
    boolean doNotPerform = request.flag("doNotPerform");
    RecordedTime authored = request.time("authoredOn");
    RecordedPeriod taken = ordered(request, authored);
    List<Dosage> dosages = DosageReader.read(request, "dosageInstruction");
    return code ->
        Medication.builder(reference, Medication.Kind.REQUEST, code)
            .status(status)
            .planned(planned)
            .doNotPerform(doNotPerform)
            .taken(taken)
            .recorded(authored)
            .dosages(dosages)
            .build();
  }

  private static boolean planned(Element request) {
    Element intent = request.child("intent");
    if (intent == null || ORDERED.contains(intent.string())) {
      return false;
    }
    if (PLANNED.contains(intent.string())) {
      return !isReported(request);
    }
    throw intent.malformed(
        "not one of proposal, plan, order, original-order, reflex-order, filler-order, instance-order, option");
  }

  /**
   * Whether a request only repeats what the patient or another source says: then it tells what is
   * taken. US Core has such medicines written with the intent "plan".
   */
  private static boolean isReported(Element request) {
    Element reported = request.choice(REPORTED);
    return reported != null && (reported.isObject() || reported.bool());
  }

  private static @Nullable RecordedPeriod ordered(
      Element request, @Nullable RecordedTime authored) {
    RecordedPeriod bounds = dosageBounds(request);
    if (bounds != null) {
      return bounds;
    }
    Element dispense = request.child("dispenseRequest");
    if (dispense == null) {
      return null;
    }
    Element validity = dispense.child("validityPeriod");
    RecordedPeriod valid = validity == null ? null : Datatypes.period(validity);
    return valid != null ? valid : supplied(dispense, authored);
  }

  private static @Nullable RecordedPeriod supplied(
      Element dispense, @Nullable RecordedTime authored) {
    Element supply = dispense.child("expectedSupplyDuration");
    Element repeats = dispense.child("numberOfRepeatsAllowed");
    Long days = supply == null ? null : Datatypes.days(supply);
    if (days == null || authored == null) {
      return null;
    }
    long times = repeats == null ? 1 : 1 + Math.min(Math.max(repeats.number().longValue(), 0), 100);
    return new RecordedPeriod(authored, later(dispense, authored, days * times));
  }

  /**
   * Returns the bounds of all dosages: from the first, and to the last if every one of them ends.
   */
  private static @Nullable RecordedPeriod dosageBounds(Element request) {
    RecordedTime start = null;
    RecordedTime end = null;
    boolean open = false;
    boolean any = false;
    for (Element dosage : request.list("dosageInstruction")) {
      RecordedPeriod bounds = bounds(dosage);
      any |= bounds != null;
      open |= bounds == null || bounds.end() == null;
      if (bounds != null) {
        start = earlier(start, bounds.start());
        end = later(end, bounds.end());
      }
    }
    return any ? new RecordedPeriod(start, open ? null : end) : null;
  }

  private static @Nullable RecordedPeriod bounds(Element dosage) {
    Element timing = dosage.child("timing");
    Element repeat = timing == null ? null : timing.child("repeat");
    Element bounds = repeat == null ? null : repeat.child("boundsPeriod");
    return bounds == null ? null : Datatypes.period(bounds);
  }

  private static @Nullable RecordedTime earlier(
      @Nullable RecordedTime a, @Nullable RecordedTime b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return b.firstDay().isBefore(a.firstDay()) ? b : a;
  }

  private static @Nullable RecordedTime later(@Nullable RecordedTime a, @Nullable RecordedTime b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return b.lastDay().isAfter(a.lastDay()) ? b : a;
  }

  private static Function<CodeableConcept, Entry> statement(String reference, Element statement) {
    MedicationStatus status = statementStatus(statement);
    RecordedPeriod taken = effective(statement, EFFECTIVE, false);
    RecordedTime recorded = statement.time("dateAsserted");
    List<Dosage> dosages = DosageReader.read(statement, "dosage");
    return code ->
        Medication.builder(reference, Medication.Kind.STATEMENT, code)
            .status(status)
            .taken(taken)
            .recorded(recorded)
            .dosages(dosages)
            .build();
  }

  private static Function<CodeableConcept, Entry> administration(
      String reference, Element administration) {
    MedicationStatus status = status(administration);
    RecordedPeriod taken = given(administration);
    List<Dosage> dosages = DosageReader.ofAdministration(administration);
    return code ->
        Medication.builder(reference, Medication.Kind.ADMINISTRATION, code)
            .status(status)
            .taken(taken)
            .dosages(dosages)
            .build();
  }

  private static @Nullable RecordedPeriod given(Element administration) {
    RecordedPeriod effective = effective(administration, EFFECTIVE, true);
    return effective == null ? effective(administration, OCCURENCE, true) : effective;
  }

  private static @Nullable RecordedPeriod effective(Element element, Choice choice, boolean once) {
    Element effective = element.choice(choice);
    if (effective == null) {
      return null;
    }
    if (effective.name().endsWith("Period")) {
      return Datatypes.period(effective);
    }
    if (effective.name().endsWith("Timing")) {
      return Datatypes.timing(effective);
    }
    return new RecordedPeriod(effective.time(), once ? effective.time() : null);
  }

  private static Function<CodeableConcept, Entry> dispense(String reference, Element dispense) {
    MedicationStatus status = status(dispense);
    RecordedTime prepared = dispense.time("whenPrepared");
    RecordedTime handedOver = dispense.time("whenHandedOver");
    RecordedTime start = handedOver == null ? prepared : handedOver;
    Element supply = dispense.child("daysSupply");
    Long days = supply == null ? null : Datatypes.days(supply);
    RecordedPeriod taken =
        start == null
            ? null
            : new RecordedPeriod(start, days == null ? null : later(dispense, start, days));
    List<Dosage> dosages = DosageReader.read(dispense, "dosageInstruction");
    return code ->
        Medication.builder(reference, Medication.Kind.DISPENSE, code)
            .status(status)
            .taken(taken)
            .recorded(prepared)
            .dosages(dosages)
            .build();
  }

  /** Returns the day that is so many days after the last day that a time may mean. */
  private static RecordedTime later(Element element, RecordedTime start, long days) {
    try {
      return RecordedTime.parse(start.lastDay().plusDays(days).toString());
    } catch (IllegalArgumentException e) {
      throw element.malformed("lasts beyond the year 9999");
    }
  }

  /** In R5 a prescription that is over has {@code ended}. */
  private static @Nullable MedicationStatus status(Element element) {
    return "ended".equals(element.token("status"))
        ? MedicationStatus.COMPLETED
        : element.code("status", MedicationStatus.class);
  }

  /** In R5 a statement is only recorded; whether the medicine is taken is its adherence. */
  private static @Nullable MedicationStatus statementStatus(Element statement) {
    if (!"recorded".equals(statement.token("status"))) {
      return status(statement);
    }
    Element adherence = statement.child("adherence");
    if (adherence != null) {
      for (Coding coding : Datatypes.concept(adherence, "code").codings()) {
        MedicationStatus status = coding.code() == null ? null : ADHERENCE.get(coding.code());
        if (status != null) {
          return status;
        }
      }
    }
    return MedicationStatus.UNKNOWN;
  }
}
