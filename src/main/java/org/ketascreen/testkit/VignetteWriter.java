package org.ketascreen.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Dosage;
import org.ketascreen.record.Entry;
import org.ketascreen.record.FhirCode;
import org.ketascreen.record.Medication;
import org.ketascreen.record.Mention;
import org.ketascreen.record.Moment;
import org.ketascreen.record.Observation;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Planned;
import org.ketascreen.record.Procedure;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.ReferenceRange;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.RulebaseException;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.terminology.CodeSystemNames;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes patients as vignettes. What is written is read back at once: it is the same patient, but
 * for the subject, references, dosages that say nothing, what each section's assertion rests on,
 * and how many entries describe the patient. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class VignetteWriter {

  /** What stands for an outcome that a person must decide; a vignette with it is not read. */
  public static final String TODO = Expected.TODO;

  private static final String NO_DOSAGE = new Dosage(null, null, null, null).toString();

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private VignetteWriter() {}

  /**
   * Returns a vignette to append to a file.
   *
   * @param name what is special about the patient
   * @param outcomes the outcomes that are demanded, by rule, or {@link #TODO}
   * @throws IllegalArgumentException if the notation has no words for something of the patient; the
   *     message says what
   */
  public static String write(String name, ScreeningRequest request, Map<String, String> outcomes) {
    return write(name, null, request, outcomes);
  }

  /**
   * As {@link #write(String, ScreeningRequest, Map)}.
   *
   * @param why where the expectation comes from, or {@code null}
   */
  public static String write(
      String name, @Nullable String why, ScreeningRequest request, Map<String, String> outcomes) {
    return patient(name, why, request) + demanded("outcomes", outcomes);
  }

  /**
   * Returns a vignette that demands how grave findings are.
   *
   * @param severities the severities that are demanded, by rule, or {@link #TODO}
   * @throws IllegalArgumentException as {@link #write(String, ScreeningRequest, Map)}
   */
  public static String writeSeverities(
      String name, ScreeningRequest request, Map<String, String> severities) {
    return patient(name, null, request) + demanded("severities", severities);
  }

  private static String patient(String name, @Nullable String why, ScreeningRequest request) {
    String patient = head(name, why, request) + entries(request.record());
    check(request, patient);
    return patient;
  }

  private static String demanded(String key, Map<String, String> byRule) {
    return new TreeMap<>(byRule)
        .entrySet().stream()
            .map(each -> each.getKey() + ": " + each.getValue())
            .collect(Collectors.joining(", ", "  " + key + ": { ", " }\n"));
  }

  /** Whether the notation has words for everything of a patient. */
  public static boolean canWrite(ScreeningRequest request) {
    try {
      check(request, head("a patient", null, request) + entries(request.record()));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void check(ScreeningRequest request, String patient) {
    ScreeningRequest read;
    try {
      read = Vignettes.parse("written", patient + "  disposition: none-found\n").get(0).request();
    } catch (RulebaseException e) {
      throw new IllegalArgumentException("no vignette has words for it: " + e.getMessage(), e);
    }
    if (!request.overrides().isEmpty()) {
      throw new IllegalArgumentException("no vignette has words for decisions on findings");
    }
    same("the treatment", request.treatment(), read.treatment());
    same("asOf", request.asOf(), read.asOf());
    PatientRecord its = request.record();
    if (its.entries().size() != read.record().entries().size() || !its.notRead().isEmpty()) {
      throw new IllegalArgumentException("no vignette has words for every entry");
    }
    same("the sex", its.gender(), read.record().gender());
    same("the sex at birth", its.birthSex(), read.record().birthSex());
    same("the birth date", its.birthDate(), read.record().birthDate());
    Map<Class<?>, List<Entry>> before = byType(its);
    Map<Class<?>, List<Entry>> after = byType(read.record());
    before.forEach(
        (type, entries) -> {
          for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            same(
                entry.reference(),
                anonymous(entry),
                anonymous(Objects.requireNonNull(after.get(type)).get(i)));
          }
        });
  }

  private static Map<Class<?>, List<Entry>> byType(PatientRecord record) {
    return record.entries().stream().collect(Collectors.groupingBy(Entry::getClass));
  }

  private static void same(String what, @Nullable Object one, @Nullable Object other) {
    if (!Objects.equals(one, other)) {
      throw new IllegalArgumentException(
          "no vignette has words for all of " + what + "; write it with fewer details");
    }
  }

  /** Returns an entry's content, without its reference and dosages that say nothing. */
  static String anonymous(Entry entry) {
    return entry.toString().replaceFirst("reference=[^,]*, ", "").replace(NO_DOSAGE, "");
  }

  private static String head(String name, @Nullable String why, ScreeningRequest request) {
    Treatment treatment = request.treatment();
    StringBuilder text = new StringBuilder("- name: ").append(quoted(name)).append('\n');
    if (why != null) {
      line(text, "why", quoted(why));
    }
    String dose = treatment.dose() == null ? "" : " " + quantity(treatment.dose());
    line(text, "treatment", quoted(treatment.agentAndRoute() + dose));
    line(text, "stage", request.stage().code());
    line(text, "jurisdiction", quoted(request.jurisdiction()));
    line(text, "asOf", quoted(request.asOf().toString()));
    Map<String, String> plan = new LinkedHashMap<>();
    put(plan, "duration", treatment.duration(), VignetteWriter::quantity);
    put(plan, "session", treatment.session(), String::valueOf);
    put(plan, "courseBegan", treatment.courseBegan(), String::valueOf);
    treatment.indications().stream().findFirst().ifPresent(each -> coded(plan, "for", each));
    braces(text, "plan", plan);
    return text.toString();
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append("  ").append(key).append(": ").append(value).append('\n');
  }

  private static void braces(StringBuilder text, String key, Map<String, String> values) {
    if (!values.isEmpty()) {
      line(text, key, inBraces(values));
    }
  }

  private static String inBraces(Map<String, String> values) {
    StringBuilder text = new StringBuilder("{ ");
    values.forEach(
        (key, value) ->
            text.append(text.length() > 2 ? ", " : "")
                .append(key)
                .append(": ")
                .append(quoted(value)));
    return text.append(" }").toString();
  }

  /** Returns a text as JSON has it, which YAML reads alike, but for one character. */
  private static String quoted(String text) {
    return JSON.writeValueAsString(text).replace("\u007f", "\\u007f");
  }

  private static String entries(PatientRecord record) {
    StringBuilder text = new StringBuilder();
    Map<String, String> person = new LinkedHashMap<>();
    put(person, "sex", record.gender(), FhirCode::code);
    put(person, "birthSex", record.birthSex(), FhirCode::code);
    put(person, "birthDate", record.birthDate(), String::valueOf);
    braces(text, "patient", person);
    PatientRecord.Builder unsaid = PatientRecord.builder();
    record.entries().forEach(unsaid::add);
    PatientRecord otherwise = unsaid.build();
    Map<String, String> sections = new LinkedHashMap<>();
    for (Section section : Section.values()) {
      AssertionStatus is = record.assertion(section).is();
      if (is != otherwise.assertion(section).is()) {
        sections.put(section.code(), is.code());
      }
    }
    braces(text, "sections", sections);
    list(text, "conditions", record, Condition.class, VignetteWriter::condition);
    list(text, "procedures", record, Procedure.class, VignetteWriter::procedure);
    list(text, "medications", record, Medication.class, VignetteWriter::medication);
    list(text, "allergies", record, Allergy.class, VignetteWriter::allergy);
    list(text, "observations", record, Observation.class, VignetteWriter::observation);
    list(text, "plans", record, Planned.class, VignetteWriter::planned);
    list(text, "mentions", record, Mention.class, VignetteWriter::mention);
    return text.toString();
  }

  private static <E extends Entry> void list(
      StringBuilder text,
      String key,
      PatientRecord record,
      Class<E> type,
      Function<E, Map<String, String>> written) {
    List<E> entries = record.entries().stream().filter(type::isInstance).map(type::cast).toList();
    if (!entries.isEmpty()) {
      text.append("  ").append(key).append(":\n");
      for (E entry : entries) {
        Map<String, String> values = new LinkedHashMap<>();
        concept(values, entry.code());
        values.putAll(written.apply(entry));
        text.append("    - ").append(inBraces(values)).append('\n');
      }
    }
  }

  private static void concept(Map<String, String> values, CodeableConcept concept) {
    concept.codings().stream()
        .findFirst()
        .ifPresent(
            coding -> {
              values.put("code", code(coding));
              put(values, "display", coding.display(), each -> each);
            });
    put(values, "text", concept.text(), each -> each);
  }

  private static void coded(Map<String, String> values, String key, CodeableConcept concept) {
    if (concept.codings().isEmpty()) {
      values.put(key, "text|" + concept.text());
      return;
    }
    Coding coding = concept.codings().get(0);
    values.put(key, code(coding));
    put(values, key + "Display", coding.display(), each -> each);
  }

  private static String code(Coding coding) {
    String system = String.valueOf(coding.system());
    return (system.equals(Coding.TITLES) ? "set" : CodeSystemNames.written(system))
        + "|"
        + coding.code();
  }

  private static Map<String, String> condition(Condition condition) {
    Map<String, String> values = new LinkedHashMap<>();
    put(values, "clinical", condition.clinicalStatus(), FhirCode::code);
    put(values, "verification", condition.verificationStatus(), FhirCode::code);
    put(values, "severity", condition.severity(), each -> String.valueOf(each.text()));
    put(values, "onset", condition.onset(), VignetteWriter::moment);
    put(values, "abatement", condition.abatement(), VignetteWriter::moment);
    put(values, "recorded", condition.recorded(), String::valueOf);
    return values;
  }

  private static Map<String, String> procedure(Procedure procedure) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("status", status(procedure.status()));
    put(values, "performed", procedure.performed(), VignetteWriter::moment);
    return values;
  }

  private static Map<String, String> medication(Medication medication) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("kind", medication.kind().name().toLowerCase(Locale.ROOT));
    put(values, "status", medication.status(), FhirCode::code);
    if (medication.taken() != null) {
      put(values, "start", medication.taken().start(), String::valueOf);
      put(values, "end", medication.taken().end(), String::valueOf);
    }
    put(values, "recorded", medication.recorded(), String::valueOf);
    medication.dosages().stream().findFirst().ifPresent(each -> dosage(values, each));
    return values;
  }

  private static void dosage(Map<String, String> values, Dosage dosage) {
    if (dosage.route() != null) {
      coded(values, "route", dosage.route());
    }
    if (dosage.leastADay() != null || dosage.mostADay() != null) {
      values.put("aDay", ends(dosage.leastADay(), dosage.mostADay()));
    }
    put(values, "asNeeded", dosage.asNeeded(), String::valueOf);
  }

  private static Map<String, String> allergy(Allergy allergy) {
    Map<String, String> values = new LinkedHashMap<>();
    put(values, "clinical", allergy.clinicalStatus(), FhirCode::code);
    put(values, "verification", allergy.verificationStatus(), FhirCode::code);
    put(values, "type", allergy.type(), FhirCode::code);
    put(values, "recorded", allergy.recorded(), String::valueOf);
    return values;
  }

  private static Map<String, String> observation(Observation observation) {
    Map<String, String> values = new LinkedHashMap<>();
    if (observation.value() instanceof Observation.Value.Measured measured) {
      values.put("value", quantity(measured.quantity()));
    } else if (observation.value() instanceof Observation.Value.Coded result) {
      coded(values, "result", result.concept());
    }
    values.put("status", status(observation.status()));
    put(values, "effective", observation.effective(), VignetteWriter::period);
    put(values, "range", observation.range(), VignetteWriter::range);
    observation.interpretations().stream()
        .flatMap(each -> each.codings().stream())
        .findFirst()
        .ifPresent(each -> values.put("interpretation", String.valueOf(each.code())));
    return values;
  }

  private static Map<String, String> planned(Planned planned) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("status", status(planned.status()));
    put(values, "due", planned.due(), VignetteWriter::moment);
    put(values, "recorded", planned.recorded(), String::valueOf);
    return values;
  }

  private static String status(@Nullable FhirCode status) {
    return status == null ? VignettePatient.NO_STATUS : status.code();
  }

  private static Map<String, String> mention(Mention mention) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("kind", mention.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    put(values, "effective", mention.when(), VignetteWriter::moment);
    return values;
  }

  private static String moment(Moment moment) {
    return moment instanceof Moment.At at ? at.time().toString() : moment.toString();
  }

  private static String period(RecordedPeriod period) {
    return ends(period.start(), period.end());
  }

  private static String range(ReferenceRange range) {
    return (range.low() == null ? "" : quantity(range.low()))
        + " .. "
        + (range.high() == null ? "" : quantity(range.high()));
  }

  private static String ends(@Nullable Object low, @Nullable Object high) {
    return Objects.equals(low, high) ? end(low) : end(low) + " .. " + end(high);
  }

  private static String end(@Nullable Object end) {
    if (end == null) {
      return "";
    }
    return end instanceof Quantity quantity ? quantity(quantity) : end.toString();
  }

  private static String quantity(Quantity quantity) {
    String unit = quantity.unit() == null ? "" : " " + quantity.unit();
    return (quantity.comparator() == null ? "" : quantity.comparator()) + quantity.value() + unit;
  }

  private static <T> void put(
      Map<String, String> values, String key, @Nullable T value, Function<T, String> written) {
    if (value != null) {
      values.put(key, written.apply(value));
    }
  }
}
