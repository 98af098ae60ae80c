package org.ketascreen.json;

import static org.ketascreen.json.Written.put;
import static org.ketascreen.json.Written.putAll;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.FindingOverride;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.Assertion;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Entry;
import org.ketascreen.record.FamilyHistory;
import org.ketascreen.record.Medication;
import org.ketascreen.record.Mention;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.Observation;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Planned;
import org.ketascreen.record.Procedure;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes screening requests as JSON that {@link RequestReader} reads: so a record that was read as
 * FHIR can be kept, sent or looked at in the short form.
 *
 * <p>What is read back is equal, but for the order of entries of different kinds: conditions come
 * first, then medications, allergies, procedures, plans, observations, mentions and family history,
 * each in their order. A report does not depend on it. The same request gives the same text.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class RequestWriter {

  private static final ObjectWriter WRITER = JsonMapper.shared().writer().with(printer());

  private RequestWriter() {}

  private static PrettyPrinter printer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""))
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }

  /** Returns the request as JSON, as {@link ScreeningRequest#jsonSchema()} describes it. */
  public static String write(ScreeningRequest request) {
    ObjectNode object = Written.object();
    put(object, "schema", RequestFields.SCHEMA);
    put(object, "asOf", request.asOf());
    if (request.stage() != Stage.EVALUATION) {
      put(object, "stage", request.stage());
    }
    if (!request.jurisdiction().equals(Rule.ANY_JURISDICTION)) {
      put(object, "jurisdiction", request.jurisdiction());
    }
    put(object, "treatment", treatment(request.treatment()));
    putRecord(object, request.record());
    putAll(object, "overrides", request.overrides(), RequestWriter::override);
    return WRITER.writeValueAsString(object) + "\n";
  }

  private static JsonNode treatment(Treatment treatment) {
    ObjectNode object = Written.object();
    put(object, "agent", treatment.agent());
    put(object, "route", treatment.route());
    put(object, "dose", Written.quantity(treatment.dose()));
    put(object, "duration", Written.quantity(treatment.duration()));
    if (treatment.session() != null) {
      put(object, "session", Written.number(BigDecimal.valueOf(treatment.session())));
    }
    put(object, "courseBegan", treatment.courseBegan());
    putAll(object, "indications", treatment.indications(), Written::concept);
    return object;
  }

  private static void putRecord(ObjectNode object, PatientRecord record) {
    put(object, "subject", record.subject());
    putPatient(object, record);
    ObjectNode sections = sections(record);
    if (!sections.isEmpty()) {
      object.set("sections", sections);
    }
    putEntries(object, "conditions", record, Condition.class);
    putEntries(object, "medications", record, Medication.class);
    putEntries(object, "allergies", record, Allergy.class);
    putEntries(object, "procedures", record, Procedure.class);
    putEntries(object, "plans", record, Planned.class);
    putEntries(object, "observations", record, Observation.class);
    putEntries(object, "mentions", record, Mention.class);
    putEntries(object, "familyHistory", record, FamilyHistory.class);
    putNotRead(object, record.notRead());
  }

  private static void putPatient(ObjectNode object, PatientRecord record) {
    ObjectNode patient = Written.object();
    put(patient, "gender", record.gender());
    put(patient, "birthSex", record.birthSex());
    put(patient, "birthDate", record.birthDate());
    if (!patient.isEmpty() || record.patientEntries() > 0) {
      object.set("patient", patient);
    }
  }

  /** Returns what cannot be concluded from the entries alone. */
  private static ObjectNode sections(PatientRecord record) {
    PatientRecord.Builder entries = PatientRecord.builder();
    record.entries().forEach(entries::add);
    PatientRecord concluded = entries.build();
    ObjectNode object = Written.object();
    for (Section section : Section.values()) {
      Assertion assertion = record.assertion(section);
      if (!assertion.equals(concluded.assertion(section))) {
        object.set(section.code(), assertion(assertion));
      }
    }
    return object;
  }

  private static JsonNode assertion(Assertion assertion) {
    if (assertion.because().equals(RequestFields.SAID)) {
      return Written.text(assertion.is().code());
    }
    ObjectNode object = Written.object();
    put(object, "is", assertion.is());
    put(object, "because", assertion.because());
    return object;
  }

  private static void putEntries(
      ObjectNode object, String name, PatientRecord record, Class<? extends Entry> type) {
    List<? extends Entry> entries =
        record.entries().stream().filter(type::isInstance).map(type::cast).toList();
    List<JsonNode> written = new ArrayList<>();
    for (Entry entry : entries) {
      written.add(EntryWriter.entry(entry, place(name, written.size())));
    }
    putAll(object, name, written, each -> each);
  }

  private static void putNotRead(ObjectNode object, List<NotRead> entries) {
    List<JsonNode> written = new ArrayList<>();
    for (NotRead entry : entries) {
      written.add(EntryWriter.notRead(entry, place("notRead", written.size())));
    }
    putAll(object, "notRead", written, each -> each);
  }

  private static String place(String name, int index) {
    return name + "[" + index + "]";
  }

  private static JsonNode override(FindingOverride override) {
    ObjectNode object = Written.object();
    put(object, "rule", override.rule());
    put(object, "evidenceDigest", override.evidenceDigest());
    put(object, "by", override.by());
    put(object, "at", time(override.at()));
    put(object, "reason", override.reason());
    put(object, "until", time(override.until()));
    return object;
  }

  private static @Nullable String time(@Nullable OffsetDateTime time) {
    return time == null ? null : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
  }
}
