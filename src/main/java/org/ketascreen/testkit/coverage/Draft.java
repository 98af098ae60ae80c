package org.ketascreen.testkit.coverage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Dosage;
import org.ketascreen.record.Entry;
import org.ketascreen.record.FhirCode;
import org.ketascreen.record.Medication;
import org.ketascreen.record.Moment;
import org.ketascreen.record.Observation;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Planned;
import org.ketascreen.record.Procedure;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.terminology.CodeSystemNames;

/**
 * Writes a patient in the notation of vignettes. What the notation cannot say is left out: whoever
 * drafts reads the draft again and looks what it shows.
 */
final class Draft {

  private final StringBuilder text = new StringBuilder();
  private final PatientRecord record;

  private Draft(PatientRecord record) {
    this.record = record;
  }

  /** Returns everything of a vignette but its name and what it expects. */
  static String of(PatientRecord record, Treatment treatment, String asOf) {
    Draft draft = new Draft(record);
    draft.treatment(treatment);
    draft.line("asOf", asOf);
    draft.map("patient", draft.patient());
    draft.map("sections", draft.sections());
    draft.list("conditions", Condition.class);
    draft.list("procedures", Procedure.class);
    draft.list("medications", Medication.class);
    draft.list("allergies", Allergy.class);
    draft.list("observations", Observation.class);
    draft.list("plans", Planned.class);
    return draft.text.toString();
  }

  private void treatment(Treatment treatment) {
    String dose = treatment.dose() == null ? "" : " " + written(treatment.dose());
    line("treatment", treatment.agent().code() + " " + treatment.route().code() + dose);
    Map<String, String> plan = new LinkedHashMap<>();
    put(plan, "duration", treatment.duration() == null ? null : written(treatment.duration()));
    put(plan, "session", treatment.session());
    put(plan, "courseBegan", treatment.courseBegan());
    treatment.indications().stream().findFirst().ifPresent(each -> put(plan, "for", code(each)));
    map("plan", plan);
  }

  private void line(String key, String value) {
    text.append("  ").append(key).append(": ").append(value).append('\n');
  }

  private void map(String key, Map<String, String> map) {
    if (!map.isEmpty()) {
      line(key, flow(map));
    }
  }

  private void list(String key, Class<? extends Entry> type) {
    List<Entry> all =
        record.entries().stream().filter(type::isInstance).map(Entry.class::cast).toList();
    if (!all.isEmpty()) {
      text.append("  ").append(key).append(":\n");
      all.forEach(each -> text.append("    - ").append(flow(entry(each))).append('\n'));
    }
  }

  private static String flow(Map<String, String> map) {
    return map.entrySet().stream()
        .map(each -> each.getKey() + ": " + quoted(each.getValue()))
        .collect(Collectors.joining(", ", "{ ", " }"));
  }

  static String quoted(String value) {
    return value.matches("[A-Za-z0-9-]+")
        ? value
        : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private Map<String, String> patient() {
    Map<String, String> map = new LinkedHashMap<>();
    put(map, "sex", record.birthSex() == null ? record.gender() : record.birthSex());
    put(map, "birthDate", record.birthDate());
    return map;
  }

  private Map<String, String> sections() {
    PatientRecord.Builder bare = PatientRecord.builder();
    record.entries().forEach(bare::add);
    PatientRecord without = bare.build();
    Map<String, String> map = new LinkedHashMap<>();
    for (Section section : Section.values()) {
      AssertionStatus is = record.assertion(section).is();
      if (is != without.assertion(section).is()) {
        put(map, section.code(), is);
      }
    }
    return map;
  }

  private static Map<String, String> entry(Entry entry) {
    Map<String, String> map = new LinkedHashMap<>();
    if (entry instanceof Condition it) {
      coded(map, it.code());
      put(map, "clinical", it.clinicalStatus());
      put(map, "verification", it.verificationStatus());
      put(map, "severity", it.severity() == null ? null : it.severity().text());
      put(map, "onset", time(it.onset()));
      put(map, "abatement", time(it.abatement()));
      put(map, "recorded", it.recorded());
    } else if (entry instanceof Procedure it) {
      coded(map, it.code());
      put(map, "status", it.status());
      put(map, "performed", time(it.performed()));
    } else if (entry instanceof Medication it) {
      medication(map, it);
    } else if (entry instanceof Allergy it) {
      coded(map, it.code());
      put(map, "clinical", it.clinicalStatus());
      put(map, "verification", it.verificationStatus());
      put(map, "type", it.type());
      put(map, "recorded", it.recorded());
    } else if (entry instanceof Observation it) {
      observation(map, it);
    } else if (entry instanceof Planned it) {
      coded(map, it.code());
      put(map, "status", it.status());
      put(map, "due", time(it.due()));
      put(map, "recorded", it.recorded());
    }
    return map;
  }

  private static void medication(Map<String, String> map, Medication it) {
    put(map, "kind", it.kind().name().toLowerCase(java.util.Locale.ROOT));
    coded(map, it.code());
    put(map, "status", it.status());
    if (it.taken() != null) {
      put(map, "start", it.taken().start());
      put(map, "end", it.taken().end());
    }
    put(map, "recorded", it.recorded());
    for (Dosage dosage : it.dosages()) {
      put(map, "route", dosage.route() == null ? null : code(dosage.route()));
      put(map, "aDay", dosage.mostADay() == null ? null : written(dosage.mostADay()));
      put(map, "asNeeded", dosage.asNeeded());
    }
  }

  private static void observation(Map<String, String> map, Observation it) {
    coded(map, it.code());
    if (it.value() instanceof Observation.Value.Measured measured) {
      put(map, "value", written(measured.quantity()));
    } else if (it.value() instanceof Observation.Value.Coded result) {
      put(map, "result", code(result.concept()));
    }
    put(map, "status", it.status());
    put(map, "effective", it.effective() == null ? null : it.effective().start());
    if (it.range() != null) {
      String low = it.range().low() == null ? "" : written(it.range().low()) + " ";
      String high = it.range().high() == null ? "" : " " + written(it.range().high());
      put(map, "range", low + ".." + high);
    }
    it.interpretations().stream()
        .flatMap(each -> each.codings().stream())
        .findFirst()
        .ifPresent(each -> put(map, "interpretation", each.code()));
  }

  private static void coded(Map<String, String> map, CodeableConcept concept) {
    if (concept.codings().isEmpty()) {
      put(map, "text", concept.text());
    } else {
      put(map, "code", code(concept));
      put(map, "text", concept.text());
    }
  }

  static String code(CodeableConcept concept) {
    if (concept.codings().isEmpty()) {
      return "text|" + concept.text();
    }
    Coding coding = concept.codings().get(0);
    return code(Objects.requireNonNullElse(coding.system(), ""), String.valueOf(coding.code()));
  }

  static String code(String system, String code) {
    return (system.equals(Coding.TITLES) ? "set" : CodeSystemNames.written(system)) + "|" + code;
  }

  private static @Nullable String time(@Nullable Moment moment) {
    return moment instanceof Moment.At at ? at.time().toString() : null;
  }

  private static String written(Quantity quantity) {
    List<String> parts = new ArrayList<>();
    String comparator = quantity.comparator() == null ? "" : quantity.comparator();
    parts.add(comparator + quantity.value().toPlainString());
    if (quantity.unit() != null) {
      parts.add(quantity.unit());
    }
    return String.join(" ", parts);
  }

  private static void put(Map<String, String> map, String key, @Nullable Object value) {
    if (value != null) {
      map.put(key, value instanceof FhirCode code ? code.code() : value.toString());
    }
  }
}
