package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.ListResource;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Medication;
import org.ketascreen.record.MedicationStatus;
import org.ketascreen.record.Planned;
import org.ketascreen.record.Procedure;
import org.ketascreen.record.ProcedureStatus;
import org.ketascreen.record.Section;
import org.ketascreen.record.VerificationStatus;
import tools.jackson.databind.JsonNode;

/**
 * What the input says of what is not in it: none known, recorded, partial, not asked. Not
 * thread-safe.
 */
final class HapiAssertions {

  private static final Map<String, Section> LOINC =
      Map.of(
          "11450-4", Section.CONDITIONS,
          "11348-0", Section.CONDITIONS,
          "10160-0", Section.MEDICATIONS,
          "48765-2", Section.ALLERGIES,
          "47519-4", Section.PROCEDURES,
          "18776-5", Section.PLANS);

  private static final String LIST_CODES =
      "http://terminology.hl7.org/CodeSystem/list-example-use-codes";

  private static final Map<String, Section> OF_LISTS =
      Map.of(
          "problems", Section.CONDITIONS,
          "medications", Section.MEDICATIONS,
          "allergies", Section.ALLERGIES,
          "plans", Section.PLANS);

  /** "None known" by the codes of SNOMED CT's Global Patient Set and of the IPS. */
  private static final Map<String, Section> NONE_KNOWN =
      Map.of(
          "716186003", Section.ALLERGIES,
          "409137002", Section.ALLERGIES,
          "160244002", Section.ALLERGIES,
          "no-known-allergies", Section.ALLERGIES,
          "no-known-medication-allergies", Section.ALLERGIES,
          "160245001", Section.CONDITIONS,
          "no-known-problems", Section.CONDITIONS,
          "787481004", Section.MEDICATIONS,
          "no-known-medications", Section.MEDICATIONS);

  private static final Map<String, Section> NO_INFORMATION =
      Map.of(
          "no-allergy-info", Section.ALLERGIES,
          "no-problem-info", Section.CONDITIONS,
          "no-medication-info", Section.MEDICATIONS,
          "no-procedure-info", Section.PROCEDURES);

  /** Of another kind than a rule asks for. */
  private static final Set<String> ASIDE =
      Set.of(
          "428607008",
          "429625007",
          "428197003",
          "no-known-environmental-allergies",
          "no-known-food-allergies",
          "787482006",
          "787483001");

  /** Search parameters that shape the answer, or name the patient. */
  private static final Set<String> HARMLESS =
      Set.of(
          "patient",
          "subject",
          "_sort",
          "_count",
          "_include",
          "_revinclude",
          "_total",
          "_format",
          "_pretty");

  private final @Nullable JsonNode bundle;
  private final Predicate<String> isGiven;
  private final Map<Section, List<Listed>> listed = new EnumMap<>(Section.class);
  private final Set<Section> kept = EnumSet.noneOf(Section.class);
  private final Set<Section> going = EnumSet.noneOf(Section.class);
  private final Set<Section> none = EnumSet.noneOf(Section.class);
  private final Set<Section> unasked = EnumSet.noneOf(Section.class);
  private final Set<Section> aside = EnumSet.noneOf(Section.class);

  /**
   * What a section of a Composition, or a List, lists.
   *
   * @param entries as they are referred to; {@code null} for what is not referred to
   */
  private record Listed(
      boolean past,
      boolean changes,
      org.hl7.fhir.r4.model.CodeableConcept emptyReason,
      List<@Nullable String> entries) {

    boolean hasEmptyReason() {
      return !emptyReason.isEmpty();
    }

    boolean isEmptyFor(String reason) {
      return emptyReason.getCoding().stream().anyMatch(coding -> reason.equals(coding.getCode()));
    }
  }

  HapiAssertions(@Nullable JsonNode bundle, Predicate<String> isGiven) {
    this.bundle = bundle;
    this.isGiven = isGiven;
  }

  void add(Composition composition) {
    if (composition.getStatus() != Composition.CompositionStatus.ENTEREDINERROR) {
      composition.getSection().forEach(this::add);
    }
  }

  private void add(Composition.SectionComponent section) {
    Section known = section(section.getCode());
    if (known != null) {
      add(
          known,
          new Listed(
              isPast(section.getCode()),
              section.getMode() == Composition.SectionMode.CHANGES,
              section.getEmptyReason(),
              entries(section)));
    }
    section.getSection().forEach(this::add);
  }

  /**
   * A List that was replaced, or never was, lists nothing; what was taken from one is not on it.
   */
  void add(ListResource list) {
    Section known = section(list.getCode());
    boolean stands = !list.hasStatus() || list.getStatus() == ListResource.ListStatus.CURRENT;
    if (known != null && stands) {
      List<@Nullable String> entries = new ArrayList<>();
      list.getEntry().stream()
          .filter(entry -> !entry.getDeleted())
          .forEach(entry -> entries.add(entry.getItem().getReference()));
      boolean changes = list.getMode() == ListResource.ListMode.CHANGES;
      add(known, new Listed(isPast(list.getCode()), changes, list.getEmptyReason(), entries));
    }
  }

  private void add(Section section, Listed list) {
    listed.computeIfAbsent(section, key -> new ArrayList<>()).add(list);
  }

  private static @Nullable Section section(org.hl7.fhir.r4.model.CodeableConcept code) {
    for (org.hl7.fhir.r4.model.Coding coding : code.getCoding()) {
      Section known =
          "http://loinc.org".equals(coding.getSystem())
              ? LOINC.get(coding.getCode())
              : LIST_CODES.equals(coding.getSystem()) ? OF_LISTS.get(coding.getCode()) : null;
      if (known != null) {
        return known;
      }
    }
    return null;
  }

  /** Whether an entry says that nothing is known, and no coding of it says anything else. */
  boolean isAbsence(Entry entry) {
    Section section = section(entry);
    boolean absence = false;
    if (section == null || section == Section.PLANS) {
      return false;
    }
    for (Coding coding : entry.code().codings()) {
      String code = String.valueOf(coding.code());
      boolean known =
          NONE_KNOWN.containsKey(code)
              || NO_INFORMATION.containsKey(code)
              || ASIDE.contains(code)
              || "no-known-procedures".equals(code)
              || "787480003".equals(code);
      if (!known) {
        return false;
      }
      absence = true;
    }
    if (absence && isTrue(entry, true)) {
      note(String.valueOf(entry.code().codings().get(0).code()));
    }
    return absence;
  }

  private void note(String code) {
    if (NONE_KNOWN.containsKey(code)) {
      none.add(NONE_KNOWN.get(code));
    } else if (NO_INFORMATION.containsKey(code)) {
      unasked.add(NO_INFORMATION.get(code));
    } else if (ASIDE.contains(code)) {
      aside.add(Section.ALLERGIES);
    } else {
      none.add(Section.PROCEDURES);
    }
  }

  void add(Entry entry) {
    Section section = section(entry);
    if (section != null && !entry.code().isEmpty()) {
      if (isTrue(entry, false)) {
        kept.add(section);
      }
      if (isTrue(entry, true)) {
        going.add(section);
      }
    }
  }

  private static @Nullable Section section(Entry entry) {
    if (entry instanceof Condition) {
      return Section.CONDITIONS;
    }
    if (entry instanceof Allergy) {
      return Section.ALLERGIES;
    }
    if (entry instanceof Medication) {
      return Section.MEDICATIONS;
    }
    if (entry instanceof Planned) {
      return Section.PLANS;
    }
    return entry instanceof Procedure ? Section.PROCEDURES : null;
  }

  /** Whether the source stands by an entry; {@code now}: and says that it is still so. */
  private static boolean isTrue(Entry entry, boolean now) {
    if (entry instanceof Condition condition) {
      return isTrue(condition.verificationStatus(), condition.clinicalStatus(), now);
    }
    if (entry instanceof Allergy allergy) {
      return isTrue(allergy.verificationStatus(), allergy.clinicalStatus(), now);
    }
    if (entry instanceof Medication medication) {
      Set<MedicationStatus> not =
          now
              ? EnumSet.complementOf(
                  EnumSet.of(
                      MedicationStatus.ACTIVE,
                      MedicationStatus.IN_PROGRESS,
                      MedicationStatus.ON_HOLD,
                      MedicationStatus.UNKNOWN))
              : EnumSet.of(
                  MedicationStatus.ENTERED_IN_ERROR,
                  MedicationStatus.NOT_TAKEN,
                  MedicationStatus.NOT_DONE,
                  MedicationStatus.DECLINED,
                  MedicationStatus.CANCELLED,
                  MedicationStatus.DRAFT);
      return !medication.planned()
          && !medication.doNotPerform()
          && (medication.status() == null || !not.contains(medication.status()));
    }
    if (entry instanceof Planned planned) {
      return planned.status() != Planned.Status.ENTERED_IN_ERROR
          && planned.status() != Planned.Status.REVOKED;
    }
    return entry instanceof Procedure procedure
        && (procedure.status() == null
            || !EnumSet.of(
                    ProcedureStatus.ENTERED_IN_ERROR,
                    ProcedureStatus.NOT_DONE,
                    ProcedureStatus.PREPARATION)
                .contains(procedure.status()));
  }

  private static boolean isTrue(
      @Nullable VerificationStatus verification, @Nullable ClinicalStatus clinical, boolean now) {
    boolean over =
        clinical == ClinicalStatus.INACTIVE
            || clinical == ClinicalStatus.REMISSION
            || clinical == ClinicalStatus.RESOLVED;
    return verification != VerificationStatus.REFUTED
        && verification != VerificationStatus.ENTERED_IN_ERROR
        && !(now && over);
  }

  /** Returns for each section what its silence means. */
  Map<Section, AssertionStatus> conclude() {
    Map<Section, AssertionStatus> all = new EnumMap<>(Section.class);
    for (Section section : Section.values()) {
      AssertionStatus is = conclude(section);
      boolean decides = is == AssertionStatus.RECORDED || is == AssertionStatus.NONE_KNOWN;
      all.put(
          section, isPart() && (decides || kept.contains(section)) ? AssertionStatus.PARTIAL : is);
    }
    return all;
  }

  private AssertionStatus conclude(Section section) {
    List<Listed> sections = listed.getOrDefault(section, List.of());
    if (sections.stream().anyMatch(this::isBroken)) {
      return AssertionStatus.PARTIAL;
    }
    boolean unknown =
        unasked.contains(section)
            || sections.stream()
                .anyMatch(s -> !s.past() && s.hasEmptyReason() && !s.isEmptyFor("nilknown"));
    if (none.contains(section)
        || sections.stream().anyMatch(s -> !s.past() && s.isEmptyFor("nilknown"))) {
      AssertionStatus is =
          going.contains(section) ? AssertionStatus.RECORDED : AssertionStatus.NONE_KNOWN;
      return unknown ? AssertionStatus.PARTIAL : is;
    }
    if (unknown) {
      return kept.contains(section) ? AssertionStatus.PARTIAL : AssertionStatus.NOT_ASKED;
    }
    return recorded(section, sections);
  }

  private AssertionStatus recorded(Section section, List<Listed> sections) {
    boolean lists = sections.stream().anyMatch(s -> !s.entries().isEmpty());
    boolean wordsOnly =
        sections.stream().anyMatch(s -> s.entries().isEmpty() && !s.hasEmptyReason());
    boolean pastOnly = !sections.isEmpty() && sections.stream().allMatch(Listed::past);
    if ((wordsOnly && !kept.contains(section)) || pastOnly) {
      return AssertionStatus.PARTIAL;
    }
    if (lists) {
      return aside.contains(section) && !kept.contains(section)
          ? AssertionStatus.PARTIAL
          : AssertionStatus.RECORDED;
    }
    if (!kept.contains(section)) {
      return AssertionStatus.NOT_ASKED;
    }
    // A resource that stands alone is no list.
    return bundle == null ? AssertionStatus.PARTIAL : AssertionStatus.RECORDED;
  }

  private static boolean isPast(org.hl7.fhir.r4.model.CodeableConcept code) {
    return code.getCoding().stream().anyMatch(coding -> "11348-0".equals(coding.getCode()));
  }

  private boolean isBroken(Listed section) {
    return section.changes()
        || section.isEmptyFor("withheld")
        || section.entries().stream().anyMatch(entry -> entry == null || !isGiven.test(entry));
  }

  /** Returns what a section lists, and those in it that are no section of the record themselves. */
  private static List<@Nullable String> entries(Composition.SectionComponent section) {
    List<@Nullable String> entries = new ArrayList<>();
    section.getEntry().forEach(entry -> entries.add(entry.getReference()));
    section.getSection().stream()
        .filter(inner -> section(inner.getCode()) == null)
        .forEach(inner -> entries.addAll(entries(inner)));
    return entries;
  }

  /** Whether the Bundle says that there is more than is given. */
  private boolean isPart() {
    if (bundle == null) {
      return false;
    }
    for (JsonNode entry : bundle.path("entry")) {
      boolean outcome =
          "OperationOutcome".equals(entry.path("resource").path("resourceType").asString(""));
      if (outcome || entry.path("response").has("outcome")) {
        return true;
      }
    }
    for (JsonNode link : bundle.path("link")) {
      if ("next".equals(link.path("relation").asString(""))) {
        return true;
      }
    }
    int matches = 0;
    for (JsonNode entry : bundle.path("entry")) {
      String mode = entry.path("search").path("mode").asString("match");
      matches += mode.equals("match") ? 1 : 0;
    }
    return "searchset".equals(bundle.path("type").asString(""))
        && (bundle.path("total").asInt(0) > matches || isFiltered());
  }

  private boolean isFiltered() {
    for (JsonNode link : bundle == null ? List.<JsonNode>of() : bundle.path("link")) {
      String url = link.path("url").asString("");
      if ("self".equals(link.path("relation").asString("")) && url.indexOf('?') >= 0) {
        for (String parameter : url.substring(url.indexOf('?') + 1).split("&", -1)) {
          String name = parameter.split("[=:.]", 2)[0];
          if (!name.isEmpty() && !HARMLESS.contains(name)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
