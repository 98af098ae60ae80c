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
    Map<String, String> plan,
    Map<String, String> patient,
    Map<String, String> sections,
    List<Map<String, String>> conditions,
    List<Map<String, String>> procedures,
    List<Map<String, String>> medications,
    List<Map<String, String>> allergies,
    List<Map<String, String>> observations,
    List<Map<String, String>> plans,
    Map<String, String> outcomes,
    @Nullable String disposition) {

  Vignette {
    plan = plan == null ? Map.of() : plan;
    patient = patient == null ? Map.of() : patient;
    sections = sections == null ? Map.of() : sections;
    conditions = conditions == null ? List.of() : conditions;
    procedures = procedures == null ? List.of() : procedures;
    medications = medications == null ? List.of() : medications;
    allergies = allergies == null ? List.of() : allergies;
    observations = observations == null ? List.of() : observations;
    plans = plans == null ? List.of() : plans;
    outcomes = outcomes == null ? Map.of() : outcomes;
  }

  ScreeningRequest request() {
    return ScreeningRequest.builder(
            VignettePatient.of(this),
            planned(),
            AsOf.parse(asOf == null ? "2026-06-15T09:00:00Z" : asOf))
        .stage(stage == null ? Stage.EVALUATION : FhirCode.parse(Stage.class, stage))
        .jurisdiction(jurisdiction == null ? "any" : jurisdiction)
        .build();
  }

  /** The planned treatment: "ketamine intravenous 35 mg", and under "plan" what else is decided. */
  private Treatment planned() {
    String[] parts = (treatment == null ? "esketamine intranasal" : treatment).split(" ", 3);
    VignettePatient.only(plan, "duration", "session", "courseBegan", "for");
    String session = plan.get("session");
    String indication = plan.get("for");
    return Treatment.builder(
            FhirCode.parse(Agent.class, parts[0]), FhirCode.parse(Route.class, parts[1]))
        .dose(parts.length == 3 ? Quantity.parse(parts[2]) : null)
        .duration(plan.containsKey("duration") ? Quantity.parse(plan.get("duration")) : null)
        .session(session == null ? null : Integer.valueOf(session))
        .courseBegan(VignettePatient.time(plan.get("courseBegan")))
        .indications(
            indication == null ? List.of() : List.of(VignettePatient.coded(indication, null)))
        .build();
  }
}
