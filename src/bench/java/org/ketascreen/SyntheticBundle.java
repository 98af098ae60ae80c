package org.ketascreen;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes a bundle of about the size and the codes of a Synthea patient's. */
final class SyntheticBundle {

  private static final int ENTRIES = 600;

  private SyntheticBundle() {}

  static byte[] of(int number) {
    List<String> entries = new ArrayList<>();
    entries.add(
        entry(
            """
            {"resourceType":"Patient","id":"p%1$d","gender":"%2$s","birthDate":"%3$d-04-05"}\
            """
                .formatted(number, number % 2 == 0 ? "female" : "male", 1950 + number)));
    for (int i = 0; i < ENTRIES; i++) {
      entries.add(entry(resource(i, number)));
    }
    String bundle =
        "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":["
            + String.join(",", entries)
            + "]}";
    return bundle.getBytes(StandardCharsets.UTF_8);
  }

  private static String entry(String resource) {
    return "{\"resource\":" + resource + "}";
  }

  private static String resource(int i, int patient) {
    String id = "e" + i;
    String time = "20%02d-%02d-%02dT09:30:00Z".formatted(5 + i % 20, 1 + i % 12, 1 + i % 28);
    return switch (i % 5) {
      case 0 ->
          """
          {"resourceType":"Condition","id":"%s","clinicalStatus":{"coding":[{"system":\
          "http://terminology.hl7.org/CodeSystem/condition-clinical","code":"%s"}]},\
          "code":{"coding":[{"system":"http://snomed.info/sct","code":"%d","display":\
          "Finding number %d (finding)"}],"text":"Finding number %d (finding)"},\
          "subject":{"reference":"Patient/p%d"},"onsetDateTime":"%s"}\
          """
              .formatted(
                  id,
                  i % 3 == 0 ? "active" : "resolved",
                  7000000 + i % 40,
                  i % 40,
                  i % 40,
                  patient,
                  time);
      case 1 ->
          """
          {"resourceType":"Procedure","id":"%s","status":"completed","code":{"coding":[{"system":\
          "http://snomed.info/sct","code":"%d","display":"Procedure number %d (procedure)"}]},\
          "subject":{"reference":"Patient/p%d"},"performedDateTime":"%s"}\
          """
              .formatted(id, 8000000 + i % 30, i % 30, patient, time);
      case 2 ->
          """
          {"resourceType":"MedicationRequest","id":"%s","status":"%s","intent":"order",\
          "medicationCodeableConcept":{"coding":[{"system":\
          "http://www.nlm.nih.gov/research/umls/rxnorm","code":"%d","display":\
          "medicine %d 10 MG Oral Tablet"}]},"subject":{"reference":"Patient/p%d"},\
          "authoredOn":"%s"}\
          """
              .formatted(
                  id, i % 4 == 0 ? "active" : "stopped", 900000 + i % 25, i % 25, patient, time);
      default ->
          """
          {"resourceType":"Observation","id":"%s","status":"final","code":{"coding":[{"system":\
          "http://loinc.org","code":"%s","display":"Reading"}]},"subject":{"reference":\
          "Patient/p%d"},"effectiveDateTime":"%s","valueQuantity":{"value":%d.5,"unit":"mmHg",\
          "system":"http://unitsofmeasure.org","code":"mm[Hg]"}}\
          """
              .formatted(id, i % 3 == 0 ? "8480-6" : "8462-4", patient, time, 70 + i % 60);
    };
  }
}
