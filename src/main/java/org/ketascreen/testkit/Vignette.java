package org.ketascreen.testkit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
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
 *     not-applicable}, {@code subsumed}; where it is varied also two of these with {@code or}
 *     between them
 * @param severities the severities that the findings of rules are demanded to have
 * @param findings the rules that are demanded to have a finding, or {@code null} if any may
 * @param disposition the disposition that is demanded, or {@code null} if any may come out
 * @param missing what is demanded to be missing, or {@code null} if anything may be
 * @param tags what it is filed under, to run only some
 * @param variation what is varied in it, in words, or {@code null} if nothing is
 * @param variations the same patient with other codes and in other places, with what is demanded of
 *     them there
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record Vignette(
    String file,
    int line,
    String name,
    @Nullable String why,
    ScreeningRequest request,
    SortedMap<String, String> outcomes,
    SortedMap<String, String> severities,
    @Nullable Listed findings,
    @Nullable String disposition,
    @Nullable Listed missing,
    Set<String> tags,
    @Nullable String variation,
    List<Vignette> variations) {

  public Vignette {
    outcomes = Collections.unmodifiableSortedMap(new TreeMap<>(outcomes));
    severities = Collections.unmodifiableSortedMap(new TreeMap<>(severities));
    tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    variations = List.copyOf(variations);
  }

  /** Returns everybody that is screened for it: this one and its variations. */
  public Stream<Vignette> all() {
    return Stream.concat(Stream.of(this), variations.stream());
  }

  /** Returns the same with variations. */
  Vignette with(List<Vignette> others) {
    return new Vignette(
        file,
        line,
        name,
        why,
        request,
        outcomes,
        severities,
        findings,
        disposition,
        missing,
        tags,
        variation,
        others);
  }

  /** Returns the patient in another place, of whom nothing but outcomes is demanded. */
  Vignette at(String place, ScreeningRequest there, Map<String, String> others) {
    return new Vignette(
        file,
        line,
        name,
        why,
        there,
        new TreeMap<>(others),
        Collections.emptySortedMap(),
        null,
        null,
        null,
        tags,
        place,
        List.of());
  }

  /**
   * Names that are demanded in a report.
   *
   * @param names the names
   * @param only whether there may be no others
   */
  public record Listed(Set<String> names, boolean only) {

    /** What stands in a list for names that are not demanded. */
    static final String OTHERS = "...";

    public Listed {
      names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    static @Nullable Listed of(@Nullable List<String> written) {
      if (written == null) {
        return null;
      }
      Set<String> names = new TreeSet<>(written);
      boolean hasOthers = names.remove(OTHERS);
      return new Listed(names, !hasOthers);
    }

    /** Whether a report that has these names is as demanded. */
    boolean isMetBy(Set<String> actual) {
      return only ? names.equals(actual) : actual.containsAll(names);
    }

    /** Returns the names as a vignette writes them. */
    @Override
    public String toString() {
      Set<String> shown = new TreeSet<>(names);
      if (!only) {
        shown.add(OTHERS);
      }
      return shown.toString();
    }
  }

  /** As it is written. */
  record Written(
      @Nullable String name,
      @Nullable String why,
      @Nullable @JsonProperty("extends") String base,
      List<String> tags,
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
      List<Map<String, String>> mentions,
      @Nullable List<String> each,
      Map<String, String> outcomes,
      Map<String, String> severities,
      @Nullable List<String> findings,
      @Nullable String disposition,
      @Nullable List<String> missing,
      @Nullable Places applies) {

    Written {
      tags = tags == null ? List.of() : tags;
      plan = plan == null ? Map.of() : plan;
      patient = patient == null ? Map.of() : patient;
      sections = sections == null ? Map.of() : sections;
      conditions = conditions == null ? List.of() : conditions;
      procedures = procedures == null ? List.of() : procedures;
      medications = medications == null ? List.of() : medications;
      allergies = allergies == null ? List.of() : allergies;
      observations = observations == null ? List.of() : observations;
      plans = plans == null ? List.of() : plans;
      mentions = mentions == null ? List.of() : mentions;
      outcomes = outcomes == null ? Map.of() : outcomes;
      severities = severities == null ? Map.of() : severities;
    }

    /** Whether anything is demanded of the report. */
    boolean expects() {
      return !outcomes.isEmpty()
          || !severities.isEmpty()
          || findings != null
          || disposition != null
          || missing != null;
    }

    /**
     * Returns this patient with all that another has and this one does not say otherwise. What is
     * expected of the other, why, and its tags are not taken over.
     *
     * @throws IllegalArgumentException if an entry is to be removed that the other does not have
     */
    Written on(Written other) {
      Written merged = merged(other);
      // codes of the other for an entry that was replaced
      return each == null && other.each != null && !Each.isSaidIn(merged)
          ? merged.saying("")
          : merged;
    }

    private Written merged(Written other) {
      return new Written(
          name,
          why,
          null,
          tags,
          treatment == null ? other.treatment : treatment,
          stage == null ? other.stage : stage,
          jurisdiction == null ? other.jurisdiction : jurisdiction,
          asOf == null ? other.asOf : asOf,
          Inherited.values(other.plan, plan),
          Inherited.values(other.patient, patient),
          Inherited.values(other.sections, sections),
          Inherited.entries(other.conditions, conditions),
          Inherited.entries(other.procedures, procedures),
          Inherited.entries(other.medications, medications),
          Inherited.entries(other.allergies, allergies),
          Inherited.entries(other.observations, observations),
          Inherited.entries(other.plans, plans),
          Inherited.entries(other.mentions, mentions),
          each == null ? other.each : each,
          outcomes,
          severities,
          findings,
          disposition,
          missing,
          applies);
    }

    /** Returns the same with a code wherever it says {@code each}. */
    Written saying(String code) {
      return new Written(
          name,
          why,
          base,
          tags,
          treatment,
          stage,
          jurisdiction,
          asOf,
          Each.saying(code, plan),
          patient,
          sections,
          Each.saying(code, conditions),
          Each.saying(code, procedures),
          Each.saying(code, medications),
          Each.saying(code, allergies),
          Each.saying(code, observations),
          Each.saying(code, plans),
          Each.saying(code, mentions),
          null,
          outcomes,
          severities,
          findings,
          disposition,
          missing,
          applies);
    }
  }
}
