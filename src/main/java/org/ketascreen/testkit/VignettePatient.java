package org.ketascreen.testkit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.AllergyType;
import org.ketascreen.record.Assertion;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Dosage;
import org.ketascreen.record.FhirCode;
import org.ketascreen.record.Gender;
import org.ketascreen.record.Medication;
import org.ketascreen.record.MedicationStatus;
import org.ketascreen.record.Moment;
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
import org.ketascreen.record.Section;
import org.ketascreen.record.VerificationStatus;
import org.ketascreen.terminology.CodeSystemNames;

/** Turns the short notation of a vignette's patient into a record. Not thread-safe. */
final class VignettePatient {

  /** What stands for {@link Coding#TITLES}. */
  private static final String TITLE = "set";

  private final PatientRecord.Builder record = PatientRecord.builder().subject("Patient/vignette");
  private int number;

  static PatientRecord of(Vignette.Written vignette) {
    VignettePatient patient = new VignettePatient();
    patient.person(vignette.patient());
    vignette.conditions().forEach(patient::condition);
    vignette.procedures().forEach(patient::procedure);
    vignette.medications().forEach(patient::medication);
    vignette.allergies().forEach(patient::allergy);
    vignette.observations().forEach(patient::observation);
    vignette.plans().forEach(patient::plan);
    vignette
        .sections()
        .forEach(
            (section, is) ->
                patient.record.assertion(
                    FhirCode.parse(Section.class, section),
                    new Assertion(FhirCode.parse(AssertionStatus.class, is), "vignette")));
    return patient.record.build();
  }

  private void person(Map<String, String> person) {
    record.patientEntries(person.isEmpty() ? 0 : 1);
    record.gender(code(Gender.class, person.get("sex")));
    record.birthDate(time(person.get("birthDate")));
    only(person, "sex", "birthDate");
  }

  private void condition(Map<String, String> entry) {
    only(
        entry,
        "code",
        "text",
        "display",
        "clinical",
        "verification",
        "severity",
        "onset",
        "abatement",
        "recorded");
    Condition.Builder builder =
        Condition.builder(reference("Condition"), concept(entry))
            .clinicalStatus(code(ClinicalStatus.class, entry.get("clinical")))
            .verificationStatus(code(VerificationStatus.class, entry.get("verification")))
            .onset(moment(entry.get("onset")))
            .abatement(moment(entry.get("abatement")))
            .recorded(time(entry.get("recorded")));
    if (entry.containsKey("severity")) {
      builder.severity(CodeableConcept.ofText(entry.get("severity")));
    }
    record.add(builder.build());
  }

  private void procedure(Map<String, String> entry) {
    only(entry, "code", "text", "display", "status", "performed");
    ProcedureStatus status = code(ProcedureStatus.class, entry.get("status"));
    record.add(
        new Procedure(
            reference("Procedure"),
            concept(entry),
            status == null ? ProcedureStatus.COMPLETED : status,
            moment(entry.get("performed"))));
  }

  private void medication(Map<String, String> entry) {
    only(
        entry,
        "kind",
        "code",
        "text",
        "display",
        "status",
        "start",
        "end",
        "recorded",
        "route",
        "aDay",
        "asNeeded");
    Medication.Kind kind =
        switch (entry.getOrDefault("kind", "statement")) {
          case "request" -> Medication.Kind.REQUEST;
          case "administration" -> Medication.Kind.ADMINISTRATION;
          case "dispense" -> Medication.Kind.DISPENSE;
          case "statement" -> Medication.Kind.STATEMENT;
          default -> throw new IllegalArgumentException("kind of medication: " + entry.get("kind"));
        };
    RecordedTime start = time(entry.get("start"));
    RecordedTime end = time(entry.get("end"));
    boolean isRequest = kind == Medication.Kind.REQUEST;
    if (kind == Medication.Kind.ADMINISTRATION && end == null) {
      end = start;
    }
    MedicationStatus status = code(MedicationStatus.class, entry.get("status"));
    record.add(
        Medication.builder(reference("Medication"), kind, concept(entry))
            .status(status)
            .recorded(
                entry.containsKey("recorded")
                    ? time(entry.get("recorded"))
                    : isRequest ? start : null)
            .taken(
                (start == null && end == null) || (isRequest && end == null)
                    ? null
                    : new RecordedPeriod(start, end))
            .dosages(dosages(entry))
            .build());
  }

  private static List<Dosage> dosages(Map<String, String> entry) {
    String route = entry.get("route");
    String daily = entry.get("aDay");
    String asNeeded = entry.get("asNeeded");
    if (route == null && daily == null && asNeeded == null) {
      return List.of();
    }
    Quantity dose = daily == null ? null : Quantity.parse(daily);
    return List.of(
        new Dosage(
            route == null ? null : coded(route, null),
            asNeeded == null ? null : truth(asNeeded),
            dose,
            dose));
  }

  private static boolean truth(String written) {
    return switch (written) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("'" + written + "' is neither true nor false");
    };
  }

  private void plan(Map<String, String> entry) {
    only(entry, "code", "text", "display", "status", "due", "recorded");
    Planned.Status status = code(Planned.Status.class, entry.get("status"));
    record.add(
        new Planned(
            reference("ServiceRequest"),
            concept(entry),
            status == null ? Planned.Status.ACTIVE : status,
            moment(entry.get("due")),
            time(entry.get("recorded"))));
  }

  private void allergy(Map<String, String> entry) {
    only(entry, "code", "text", "display", "clinical", "verification", "type", "recorded");
    record.add(
        Allergy.builder(reference("AllergyIntolerance"), concept(entry))
            .clinicalStatus(code(ClinicalStatus.class, entry.get("clinical")))
            .verificationStatus(code(VerificationStatus.class, entry.get("verification")))
            .type(code(AllergyType.class, entry.get("type")))
            .recorded(time(entry.get("recorded")))
            .build());
  }

  private void observation(Map<String, String> entry) {
    only(
        entry,
        "code",
        "text",
        "display",
        "value",
        "result",
        "status",
        "effective",
        "range",
        "interpretation");
    Observation.Value value = null;
    if (entry.containsKey("value")) {
      value = new Observation.Value.Measured(quantity(entry.get("value")));
    } else if (entry.containsKey("result")) {
      value = new Observation.Value.Coded(coded(entry.get("result"), null));
    }
    RecordedTime effective = time(entry.get("effective"));
    ObservationStatus status = code(ObservationStatus.class, entry.get("status"));
    record.add(
        new Observation(
            reference("Observation"),
            concept(entry),
            status == null ? ObservationStatus.FINAL : status,
            value,
            effective == null ? null : new RecordedPeriod(effective, effective),
            range(entry.get("range")),
            entry.containsKey("interpretation")
                ? List.of(
                    CodeableConcept.of(
                        "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation",
                        entry.get("interpretation")))
                : List.of()));
  }

  /** A normal range: "7 U/L .. 56 U/L", either side of which may be missing. */
  private static @Nullable ReferenceRange range(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String[] ends = text.split("\\.\\.", 2);
    if (ends.length < 2) {
      throw new IllegalArgumentException("'" + text + "' is no range, as in 7 U/L .. 56 U/L");
    }
    return new ReferenceRange(end(ends[0]), end(ends[1]));
  }

  private static @Nullable Quantity end(String text) {
    return text.isBlank() ? null : Quantity.parse(text.strip());
  }

  private static Quantity quantity(String text) {
    return text.contains(" ")
        ? Quantity.parse(text)
        : new Quantity(new BigDecimal(text), null, null);
  }

  private String reference(String type) {
    return type + "/" + ++number;
  }

  private static CodeableConcept concept(Map<String, String> entry) {
    List<Coding> codings = new ArrayList<>();
    String code = entry.get("code");
    if (code != null && code.startsWith("text|")) {
      return coded(code, null);
    }
    if (code != null) {
      codings.addAll(coded(code, entry.get("display")).codings());
    }
    return new CodeableConcept(codings, entry.get("text"));
  }

  static CodeableConcept coded(String code, @Nullable String display) {
    if (code.startsWith("text|")) {
      return CodeableConcept.ofText(code.substring("text|".length()));
    }
    int bar = code.indexOf('|');
    if (bar < 1 || bar == code.length() - 1) {
      throw new IllegalArgumentException(
          "'" + code + "' is no system and code with a bar between them, as in icd-10-cm|I71.4");
    }
    String name = code.substring(0, bar);
    String system = name.equals(TITLE) ? Coding.TITLES : CodeSystemNames.uri(name);
    if (system == null) {
      throw new IllegalArgumentException(
          "'"
              + code
              + "' has no code system before the bar; write its URI, or one of text, set, "
              + String.join(", ", CodeSystemNames.shortNames()));
    }
    return new CodeableConcept(List.of(new Coding(system, code.substring(bar + 1), display)), null);
  }

  static @Nullable RecordedTime time(@Nullable String text) {
    return text == null ? null : RecordedTime.parse(text);
  }

  private static @Nullable Moment moment(@Nullable String text) {
    return text == null ? null : new Moment.At(RecordedTime.parse(text));
  }

  private static <E extends Enum<E> & FhirCode> @Nullable E code(
      Class<E> type, @Nullable String code) {
    return code == null ? null : FhirCode.parse(type, code);
  }

  static void only(Map<String, String> entry, String... keys) {
    for (String key : entry.keySet()) {
      if (!List.of(keys).contains(key)) {
        throw new IllegalArgumentException("'" + key + "' is not one of " + List.of(keys));
      }
    }
  }
}
