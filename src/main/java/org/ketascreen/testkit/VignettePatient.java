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
import org.ketascreen.record.Mention;
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

  /** What stands for the status of an entry that has none, where one is taken for granted. */
  static final String NO_STATUS = "none";

  private final PatientRecord.Builder record = PatientRecord.builder().subject("Patient/vignette");
  private int number;

  static PatientRecord of(Vignette.Written vignette) {
    VignettePatient patient = new VignettePatient();
    patient.person(vignette.patient());
    Inherited.withoutIds(vignette.conditions()).forEach(patient::condition);
    Inherited.withoutIds(vignette.procedures()).forEach(patient::procedure);
    Inherited.withoutIds(vignette.medications()).forEach(patient::medication);
    Inherited.withoutIds(vignette.allergies()).forEach(patient::allergy);
    Inherited.withoutIds(vignette.observations()).forEach(patient::observation);
    Inherited.withoutIds(vignette.plans()).forEach(patient::plan);
    Inherited.withoutIds(vignette.mentions()).forEach(patient::mention);
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
    record.birthSex(code(Gender.class, person.get("birthSex")));
    record.birthDate(time(person.get("birthDate")));
    only(person, "sex", "birthSex", "birthDate");
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
    record.add(
        new Procedure(
            reference("Procedure"),
            concept(entry),
            status(ProcedureStatus.class, entry, ProcedureStatus.COMPLETED),
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
        "routeDisplay",
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
    ReferenceRange dose =
        daily == null || daily.contains("..")
            ? range(daily)
            : new ReferenceRange(Quantity.parse(daily), Quantity.parse(daily));
    return List.of(
        new Dosage(
            route == null ? null : coded(route, entry.get("routeDisplay")),
            asNeeded == null ? null : truth(asNeeded),
            dose == null ? null : dose.low(),
            dose == null ? null : dose.high()));
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
    record.add(
        new Planned(
            reference("ServiceRequest"),
            concept(entry),
            status(Planned.Status.class, entry, Planned.Status.ACTIVE),
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
        "resultDisplay",
        "status",
        "effective",
        "range",
        "interpretation");
    Observation.Value value = null;
    if (entry.containsKey("value")) {
      value = new Observation.Value.Measured(quantity(entry.get("value")));
    } else if (entry.containsKey("result")) {
      value = new Observation.Value.Coded(coded(entry.get("result"), entry.get("resultDisplay")));
    }
    record.add(
        new Observation(
            reference("Observation"),
            concept(entry),
            status(ObservationStatus.class, entry, ObservationStatus.FINAL),
            value,
            period(entry.get("effective")),
            range(entry.get("range")),
            entry.containsKey("interpretation")
                ? List.of(
                    CodeableConcept.of(
                        "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation",
                        entry.get("interpretation")))
                : List.of()));
  }

  private void mention(Map<String, String> entry) {
    only(entry, "kind", "code", "text", "display", "effective");
    record.add(
        new Mention(
            reference("Mention"),
            concept(entry),
            mentionKind(entry.getOrDefault("kind", "encounter")),
            moment(entry.get("effective"))));
  }

  private static Mention.Kind mentionKind(String kind) {
    return switch (kind) {
      case "encounter" -> Mention.Kind.ENCOUNTER;
      case "reason" -> Mention.Kind.REASON;
      case "conclusion" -> Mention.Kind.CONCLUSION;
      default ->
          throw new IllegalArgumentException(
              "'" + kind + "' is no kind of mention: encounter, reason or conclusion");
    };
  }

  /** One time, or two with dots between them, either of which may be missing. */
  private static @Nullable RecordedPeriod period(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String[] ends = text.split("\\.\\.", 2);
    RecordedTime start = ends[0].isBlank() ? null : RecordedTime.parse(ends[0].strip());
    if (ends.length < 2) {
      return new RecordedPeriod(start, start);
    }
    return new RecordedPeriod(
        start, ends[1].isBlank() ? null : RecordedTime.parse(ends[1].strip()));
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

  /** An amount, which may lie on one side of the number: "142 mm[Hg]", ">=142 mm[Hg]", "3". */
  private static Quantity quantity(String text) {
    String number = text.replaceFirst("^[<>]=?", "");
    String comparator = text.substring(0, text.length() - number.length());
    Quantity quantity =
        number.contains(" ")
            ? Quantity.parse(number)
            : new Quantity(new BigDecimal(number), null, null);
    return comparator.isEmpty()
        ? quantity
        : new Quantity(quantity.value(), comparator, quantity.unit());
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

  /** The status of an entry: what it is unless it says otherwise, or none if it says so. */
  private static <E extends Enum<E> & FhirCode> @Nullable E status(
      Class<E> type, Map<String, String> entry, E otherwise) {
    String code = entry.get("status");
    if (code == null) {
      return otherwise;
    }
    return code.equals(NO_STATUS) ? null : FhirCode.parse(type, code);
  }

  static void only(Map<String, String> entry, String... keys) {
    for (String key : entry.keySet()) {
      if (!List.of(keys).contains(key)) {
        throw new IllegalArgumentException("'" + key + "' is not one of " + List.of(keys));
      }
    }
  }
}
