package org.ketascreen.json;

import static org.ketascreen.json.Written.put;
import static org.ketascreen.json.Written.putAll;
import static org.ketascreen.json.Written.putIfTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Dosage;
import org.ketascreen.record.Entry;
import org.ketascreen.record.FamilyHistory;
import org.ketascreen.record.FhirCode;
import org.ketascreen.record.Medication;
import org.ketascreen.record.Mention;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.Observation;
import org.ketascreen.record.ObservationStatus;
import org.ketascreen.record.Planned;
import org.ketascreen.record.Procedure;
import org.ketascreen.record.ProcedureStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes entries as {@link Entries} and {@link Observations} read them. */
final class EntryWriter {

  private EntryWriter() {}

  /**
   * Writes an entry.
   *
   * @param place how an entry that stands there is referred to when it does not say
   */
  static JsonNode entry(Entry entry, String place) {
    ObjectNode object = started(entry.reference(), place);
    Written.putConcept(object, entry.code());
    if (entry instanceof Condition condition) {
      putCondition(object, condition);
    } else if (entry instanceof Medication medication) {
      putMedication(object, medication);
    } else if (entry instanceof Allergy allergy) {
      putAllergy(object, allergy);
    } else if (entry instanceof Procedure procedure) {
      putStatus(object, procedure.status(), ProcedureStatus.COMPLETED);
      put(object, "performed", Written.moment(procedure.performed()));
    } else if (entry instanceof Planned planned) {
      putStatus(object, planned.status(), Planned.Status.ACTIVE);
      put(object, "due", Written.moment(planned.due()));
      put(object, "recorded", planned.recorded());
    } else if (entry instanceof Observation observation) {
      putObservation(object, observation);
      return object;
    } else if (entry instanceof Mention mention) {
      put(object, "kind", Choices.word(mention.kind()));
      put(object, "when", Written.moment(mention.when()));
      return object;
    } else if (!(entry instanceof FamilyHistory)) {
      throw new IllegalArgumentException("not an entry that is written: " + entry.getClass());
    }
    return Written.shortest(object);
  }

  static JsonNode notRead(NotRead entry, String place) {
    ObjectNode object = started(entry.reference(), place);
    put(object, "kind", Choices.word(entry.kind()));
    put(object, "detail", entry.detail());
    putAll(object, "words", entry.words(), Written::text);
    put(object, "last", entry.last());
    return object;
  }

  private static ObjectNode started(String reference, String place) {
    ObjectNode object = Written.object();
    if (!reference.equals(place)) {
      put(object, "reference", reference);
    }
    return object;
  }

  private static void putCondition(ObjectNode object, Condition condition) {
    put(object, "clinical", condition.clinicalStatus());
    put(object, "verification", condition.verificationStatus());
    put(object, "severity", Written.concept(condition.severity()));
    put(object, "onset", Written.moment(condition.onset()));
    put(object, "abatement", Written.moment(condition.abatement()));
    putIfTrue(object, "abated", condition.abated());
    put(object, "recorded", condition.recorded());
  }

  private static void putMedication(ObjectNode object, Medication medication) {
    if (medication.kind() != Medication.Kind.STATEMENT) {
      put(object, "kind", Choices.word(medication.kind()));
    }
    put(object, "status", medication.status());
    putIfTrue(object, "planned", medication.planned());
    putIfTrue(object, "doNotPerform", medication.doNotPerform());
    put(object, "taken", Written.period(medication.taken()));
    put(object, "recorded", medication.recorded());
    putDosages(object, medication.dosages());
  }

  private static void putDosages(ObjectNode object, List<Dosage> dosages) {
    ObjectNode only = dosages.size() == 1 ? dosage(dosages.get(0)) : Written.object();
    if (only.isEmpty()) {
      putAll(object, "dosages", dosages, EntryWriter::dosage);
    } else {
      object.setAll(only);
    }
  }

  private static ObjectNode dosage(Dosage dosage) {
    ObjectNode object = Written.object();
    put(object, "route", Written.concept(dosage.route()));
    put(object, "asNeeded", dosage.asNeeded() == null ? null : Written.truth(dosage.asNeeded()));
    if (dosage.leastADay() != null && dosage.leastADay().equals(dosage.mostADay())) {
      put(object, "perDay", Written.quantity(dosage.leastADay()));
    } else if (dosage.leastADay() != null || dosage.mostADay() != null) {
      put(object, "perDay", Written.range(dosage.leastADay(), dosage.mostADay()));
    }
    return object;
  }

  private static void putAllergy(ObjectNode object, Allergy allergy) {
    put(object, "clinical", allergy.clinicalStatus());
    put(object, "verification", allergy.verificationStatus());
    put(object, "type", allergy.type());
    put(object, "criticality", allergy.criticality());
    putAll(object, "substances", allergy.reactionSubstances(), Written::concept);
    putAll(object, "manifestations", allergy.manifestations(), Written::concept);
    put(object, "onset", Written.moment(allergy.onset()));
    put(object, "recorded", allergy.recorded());
  }

  private static void putObservation(ObjectNode object, Observation observation) {
    putStatus(object, observation.status(), ObservationStatus.FINAL);
    if (observation.value() != null) {
      putValue(object, observation.value());
    }
    put(object, "at", Written.period(observation.effective()));
    if (observation.range() != null) {
      put(object, "range", Written.range(observation.range().low(), observation.range().high()));
    }
    putAll(object, "interpretations", observation.interpretations(), Written::concept);
  }

  private static void putValue(ObjectNode object, Observation.Value value) {
    if (value instanceof Observation.Value.Measured measured) {
      put(object, "value", Written.quantity(measured.quantity()));
    } else if (value instanceof Observation.Value.Between between) {
      put(object, "value", Written.range(between.low(), between.high()));
    } else if (value instanceof Observation.Value.Coded coded) {
      if (coded.equals(Observation.Value.YES)) {
        put(object, "value", "yes");
      } else if (coded.equals(Observation.Value.NO)) {
        put(object, "value", "no");
      } else {
        put(object, "result", Written.concept(coded.concept()));
      }
    } else if (value instanceof Observation.Value.Words words) {
      put(object, "words", words.text());
    }
  }

  private static <E extends Enum<E> & FhirCode> void putStatus(
      ObjectNode object, @Nullable E status, E usual) {
    if (status != usual) {
      put(object, "status", status == null ? Entries.NOT_SAID : status.code());
    }
  }
}
