package org.ketascreen.testkit;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.ScreeningRequest;

/**
 * A small patient with the outcomes that the sources demand. Immutable and thread-safe.
 *
 * @param file the file it stands in, by its name
 * @param line the number of its first line there
 * @param name what is special about the patient, unique in its file
 * @param why where the expectation comes from, or {@code null} if the rule's sources say it
 * @param request what is screened
 * @param outcomes the outcomes that are demanded, by rule: {@code fired} for a confirmed finding,
 *     {@code possible} for a possible one, {@code clear}, {@code not-evaluable}, {@code
 *     not-applicable}, {@code subsumed}
 * @param disposition the disposition that is demanded, or {@code null} if any may come out
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record Vignette(
    String file,
    int line,
    String name,
    @Nullable String why,
    ScreeningRequest request,
    SortedMap<String, String> outcomes,
    @Nullable String disposition) {

  public Vignette {
    outcomes = Collections.unmodifiableSortedMap(new TreeMap<>(outcomes));
  }

  /** As it is written. */
  record Written(
      @Nullable String name,
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

    Written {
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
  }
}
