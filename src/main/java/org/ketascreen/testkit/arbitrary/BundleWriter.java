package org.ketascreen.testkit.arbitrary;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Dosage;
import org.ketascreen.record.Entry;
import org.ketascreen.record.FamilyHistory;
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
import org.ketascreen.record.RecordedTime;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes records as FHIR R4 Bundles, each entry as a resource; what sections assert is left out.
 * Not thread-safe.
 */
final class BundleWriter {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String HL7 = "http://terminology.hl7.org/CodeSystem/";
  private static final String PATIENT = "Patient/p";

  private final ArrayNode entries;
  private final ObjectNode bundle = JSON.createObjectNode();

  private BundleWriter() {
    bundle.put("resourceType", "Bundle").put("type", "collection");
    entries = bundle.putArray("entry");
  }

  static String write(PatientRecord record) {
    BundleWriter writer = new BundleWriter();
    writer.patient(record);
    record.entries().forEach(writer::entry);
    return writer.bundle.toString();
  }

  private ObjectNode resource(String type, String reference) {
    ObjectNode resource = entries.addObject().putObject("resource");
    resource.put("resourceType", type);
    return resource.put("id", reference.substring(reference.indexOf('/') + 1));
  }

  private void patient(PatientRecord record) {
    ObjectNode patient = resource("Patient", PATIENT);
    code(patient, "gender", record.gender());
    time(patient, "birthDate", record.birthDate());
  }

  private void entry(Entry entry) {
    if (entry instanceof Condition condition) {
      condition(condition);
    } else if (entry instanceof Medication medication) {
      medication(medication);
    } else if (entry instanceof Allergy allergy) {
      allergy(allergy);
    } else if (entry instanceof Observation observation) {
      observation(observation);
    } else if (entry instanceof Procedure procedure) {
      ObjectNode done = about("Procedure", procedure, "subject");
      code(done, "status", procedure.status());
      concept(done, "code", procedure.code());
      moment(done, "performed", procedure.performed());
    } else if (entry instanceof Planned planned) {
      planned(planned);
    } else if (entry instanceof Mention mention) {
      ObjectNode encounter = about("Encounter", mention, "subject").put("status", "finished");
      encounter.putArray("reasonCode").add(concept(mention.code()));
      if (mention.when() instanceof Moment.At at) {
        encounter.putObject("period").put("start", at.time().toString());
      }
    } else if (entry instanceof FamilyHistory relative) {
      ObjectNode history =
          about("FamilyMemberHistory", relative, "patient").put("status", "completed");
      concept(history, "relationship", relative.code());
    }
  }

  private ObjectNode about(String type, Entry entry, String patient) {
    ObjectNode resource = resource(type, entry.reference());
    resource.putObject(patient).put("reference", PATIENT);
    return resource;
  }

  private void condition(Condition condition) {
    ObjectNode json = about("Condition", condition, "subject");
    concept(json, "code", condition.code());
    status(json, "clinicalStatus", "condition-clinical", condition.clinicalStatus());
    status(json, "verificationStatus", "condition-ver-status", condition.verificationStatus());
    concept(json, "severity", condition.severity());
    moment(json, "onset", condition.onset());
    moment(json, "abatement", condition.abatement());
    time(json, "recordedDate", condition.recorded());
  }

  private void allergy(Allergy allergy) {
    ObjectNode json = about("AllergyIntolerance", allergy, "patient");
    concept(json, "code", allergy.code());
    status(json, "clinicalStatus", "allergyintolerance-clinical", allergy.clinicalStatus());
    status(
        json,
        "verificationStatus",
        "allergyintolerance-verification",
        allergy.verificationStatus());
    code(json, "type", allergy.type());
    moment(json, "onset", allergy.onset());
    time(json, "recordedDate", allergy.recorded());
  }

  private void planned(Planned planned) {
    ObjectNode json = about("ServiceRequest", planned, "subject").put("intent", "order");
    code(json, "status", planned.status());
    concept(json, "code", planned.code());
    if (planned.due() instanceof Moment.At at) {
      time(json, "occurrenceDateTime", at.time());
    }
    time(json, "authoredOn", planned.recorded());
  }

  private void medication(Medication medication) {
    switch (medication.kind()) {
      case STATEMENT -> {
        ObjectNode json = taken("MedicationStatement", medication);
        period(json, "effectivePeriod", medication.taken());
        time(json, "dateAsserted", medication.recorded());
        dosages(json, "dosage", medication.dosages());
      }
      case REQUEST -> {
        ObjectNode json = taken("MedicationRequest", medication);
        json.put("intent", medication.planned() ? "plan" : "order");
        if (medication.doNotPerform()) {
          json.put("doNotPerform", true);
        }
        time(json, "authoredOn", medication.recorded());
        dosages(json, "dosageInstruction", medication.dosages());
      }
      case DISPENSE -> {
        ObjectNode json = taken("MedicationDispense", medication);
        time(
            json, "whenHandedOver", medication.taken() == null ? null : medication.taken().start());
        dosages(json, "dosageInstruction", medication.dosages());
      }
      case ADMINISTRATION -> administration(medication);
    }
  }

  private void administration(Medication medication) {
    ObjectNode json = taken("MedicationAdministration", medication);
    RecordedPeriod taken = medication.taken();
    if (taken != null && taken.start() != null && taken.start().equals(taken.end())) {
      time(json, "effectiveDateTime", taken.start());
    } else {
      period(json, "effectivePeriod", taken);
    }
  }

  private ObjectNode taken(String type, Medication medication) {
    ObjectNode json = about(type, medication, "subject");
    code(json, "status", medication.status());
    concept(json, "medicationCodeableConcept", medication.code());
    return json;
  }

  private static void dosages(ObjectNode json, String name, List<Dosage> dosages) {
    if (!dosages.isEmpty()) {
      ArrayNode all = json.putArray(name);
      for (Dosage each : dosages) {
        ObjectNode dosage = all.addObject();
        concept(dosage, "route", each.route());
        if (each.asNeeded() != null) {
          dosage.put("asNeededBoolean", each.asNeeded());
        }
      }
    }
  }

  private void observation(Observation observation) {
    ObjectNode json = about("Observation", observation, "subject");
    code(json, "status", observation.status());
    concept(json, "code", observation.code());
    RecordedPeriod effective = observation.effective();
    if (effective != null
        && effective.start() != null
        && effective.start().equals(effective.end())) {
      time(json, "effectiveDateTime", effective.start());
    } else {
      period(json, "effectivePeriod", effective);
    }
    value(json, observation.value());
    if (observation.range() != null) {
      ObjectNode range = json.putArray("referenceRange").addObject();
      quantity(range, "low", observation.range().low());
      quantity(range, "high", observation.range().high());
    }
    if (!observation.interpretations().isEmpty()) {
      ArrayNode marks = json.putArray("interpretation");
      observation.interpretations().forEach(mark -> marks.add(concept(mark)));
    }
  }

  private static void value(ObjectNode json, Observation.@Nullable Value value) {
    if (value instanceof Observation.Value.Measured measured) {
      quantity(json, "valueQuantity", measured.quantity());
    } else if (value instanceof Observation.Value.Between between) {
      ObjectNode range = json.putObject("valueRange");
      quantity(range, "low", between.low());
      quantity(range, "high", between.high());
    } else if (value instanceof Observation.Value.Coded coded) {
      concept(json, "valueCodeableConcept", coded.concept());
    } else if (value instanceof Observation.Value.Words words) {
      json.put("valueString", words.text());
    }
  }

  private static void moment(ObjectNode json, String stem, @Nullable Moment moment) {
    if (moment instanceof Moment.At at) {
      time(json, stem + "DateTime", at.time());
    } else if (moment instanceof Moment.Between between) {
      period(json, stem + "Period", new RecordedPeriod(between.start(), between.end()));
    } else if (moment instanceof Moment.Said said) {
      json.put(stem + "String", said.text());
    } else if (moment instanceof Moment.AtAge age) {
      ObjectNode range = json.putObject(stem + "Range");
      quantity(range, "low", new Quantity(age.low(), null, age.unit()));
      quantity(range, "high", new Quantity(age.high(), null, age.unit()));
    }
  }

  private static void period(ObjectNode json, String name, @Nullable RecordedPeriod period) {
    if (period != null) {
      ObjectNode written = json.putObject(name);
      time(written, "start", period.start());
      time(written, "end", period.end());
    }
  }

  private static void time(ObjectNode json, String name, @Nullable RecordedTime time) {
    if (time != null) {
      json.put(name, time.toString());
    }
  }

  private static void code(ObjectNode json, String name, @Nullable FhirCode code) {
    if (code != null) {
      json.put(name, code.code());
    }
  }

  private static void status(
      ObjectNode json, String name, String system, @Nullable FhirCode status) {
    if (status != null) {
      concept(json, name, CodeableConcept.of(HL7 + system, status.code()));
    }
  }

  private static void quantity(ObjectNode json, String name, @Nullable Quantity quantity) {
    if (quantity == null) {
      return;
    }
    ObjectNode written = json.putObject(name).put("value", quantity.value());
    if (quantity.comparator() != null) {
      written.put("comparator", quantity.comparator());
    }
    if (quantity.unit() != null) {
      written.put("system", "http://unitsofmeasure.org").put("code", quantity.unit());
    }
  }

  private static void concept(ObjectNode json, String name, @Nullable CodeableConcept concept) {
    if (concept != null) {
      json.set(name, concept(concept));
    }
  }

  private static ObjectNode concept(CodeableConcept concept) {
    ObjectNode json = JSON.createObjectNode();
    if (!concept.codings().isEmpty()) {
      ArrayNode codings = json.putArray("coding");
      for (Coding each : concept.codings()) {
        ObjectNode coding = codings.addObject();
        text(coding, "system", each.system());
        text(coding, "code", each.code());
        text(coding, "display", each.display());
      }
    }
    text(json, "text", concept.text());
    return json;
  }

  private static void text(ObjectNode json, String name, @Nullable String text) {
    if (text != null) {
      json.put(name, text);
    }
  }
}
