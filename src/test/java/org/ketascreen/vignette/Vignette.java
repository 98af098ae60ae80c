package org.ketascreen.vignette;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.FhirCode;
import org.ketascreen.record.Quantity;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;

/** A small patient with the outcomes that the sources demand. */
record Vignette(
    String name,
    @Nullable String why,
    @Nullable String treatment,
    @Nullable String stage,
    @Nullable String jurisdiction,
    @Nullable String asOf,
    Map<String, String> patient,
    Map<String, String> sections,
    List<Map<String, String>> conditions,
    List<Map<String, String>> procedures,
    List<Map<String, String>> medications,
    List<Map<String, String>> allergies,
    List<Map<String, String>> observations,
    Map<String, String> outcomes,
    @Nullable String disposition) {

  Vignette {
    patient = patient == null ? Map.of() : patient;
    sections = sections == null ? Map.of() : sections;
    conditions = conditions == null ? List.of() : conditions;
    procedures = procedures == null ? List.of() : procedures;
    medications = medications == null ? List.of() : medications;
    allergies = allergies == null ? List.of() : allergies;
    observations = observations == null ? List.of() : observations;
    outcomes = outcomes == null ? Map.of() : outcomes;
  }

  ScreeningRequest request() {
    return ScreeningRequest.builder(
            VignettePatient.of(this),
            treatment == null
                ? Treatment.of(Agent.ESKETAMINE, Route.INTRANASAL)
                : treatment(treatment),
            AsOf.parse(asOf == null ? "2026-06-15T09:00:00Z" : asOf))
        .stage(stage == null ? Stage.EVALUATION : FhirCode.parse(Stage.class, stage))
        .jurisdiction(jurisdiction == null ? "any" : jurisdiction)
        .build();
  }

  private static Treatment treatment(String text) {
    String[] parts = text.split(" ", 3);
    return new Treatment(
        FhirCode.parse(Agent.class, parts[0]),
        FhirCode.parse(Route.class, parts[1]),
        parts.length == 3 ? Quantity.parse(parts[2]) : null);
  }
}
