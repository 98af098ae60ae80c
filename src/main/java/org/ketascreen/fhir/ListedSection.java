package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Section;
import org.ketascreen.terminology.CodeSystems;

/**
 * A section of a Composition, or a List.
 *
 * @param of which of the two it is
 * @param section the section of the record it is
 * @param past whether it lists only past illness
 * @param entries what it refers to; {@code null} for a reference that can lead nowhere in the input
 * @param emptyReason the code of FHIR's list-empty-reason, or {@code null}
 * @param changes whether it lists only what changed
 */
record ListedSection(
    Of of,
    Section section,
    boolean past,
    List<@Nullable Reference> entries,
    @Nullable String emptyReason,
    boolean changes) {

  /** What lists entries. */
  enum Of {
    COMPOSITION("a Composition section"),
    LIST("a List");

    private final String words;

    Of(String words) {
      this.words = words;
    }

    /** Returns what it is called. */
    String words() {
      return words;
    }
  }

  private static final String PAST_ILLNESS = "11348-0";
  private static final String FAMILY_HISTORY = "10157-6";

  /** Codes by system: LOINC's, those of FHIR's List, and the headings of British records. */
  private static final Map<String, Map<String, Section>> SECTIONS =
      Map.of(
          "http://loinc.org",
          Map.of(
              "11450-4",
              Section.CONDITIONS,
              PAST_ILLNESS,
              Section.CONDITIONS,
              "10160-0",
              Section.MEDICATIONS,
              "48765-2",
              Section.ALLERGIES,
              "47519-4",
              Section.PROCEDURES,
              "18776-5",
              Section.PLANS),
          "http://terminology.hl7.org/CodeSystem/list-example-use-codes",
          Map.of(
              "problems",
              Section.CONDITIONS,
              "medications",
              Section.MEDICATIONS,
              "allergies",
              Section.ALLERGIES,
              "plans",
              Section.PLANS),
          "http://snomed.info/sct",
          Map.of(
              "717711000000103",
              Section.CONDITIONS,
              "933361000000108",
              Section.MEDICATIONS,
              "886921000000105",
              Section.ALLERGIES));

  /**
   * Returns the sections of a Composition that are sections of the record; none if it was entered
   * in error.
   */
  static List<ListedSection> read(Element composition) {
    if ("entered-in-error".equals(composition.token("status"))) {
      return List.of();
    }
    List<ListedSection> listed = new ArrayList<>();
    composition.list("section").forEach(section -> collect(section, listed));
    return listed;
  }

  private static void collect(Element section, List<ListedSection> listed) {
    Coding code = code(section);
    if (code != null) {
      List<@Nullable Reference> entries = new ArrayList<>();
      references(section, entries);
      listed.add(
          new ListedSection(
              Of.COMPOSITION,
              section(code),
              PAST_ILLNESS.equals(code.code()),
              entries,
              emptyReason(section),
              "changes".equals(section.token("mode"))));
    }
    section.list("section").forEach(inner -> collect(inner, listed));
  }

  /**
   * Returns the section that a List is, or {@code null} if it is none, or no longer or never was.
   * What was taken from a list is not on it.
   */
  static @Nullable ListedSection ofList(Element list) {
    Coding code = code(list);
    String status = list.token("status");
    if (code == null || "entered-in-error".equals(status) || "retired".equals(status)) {
      return null;
    }
    List<@Nullable Reference> entries = new ArrayList<>();
    for (Element entry : list.list("entry")) {
      Element item = entry.child("item");
      if (!entry.flag("deleted") && item != null) {
        entries.add(Reference.parse(item.token("reference")));
      }
    }
    return new ListedSection(
        Of.LIST,
        section(code),
        PAST_ILLNESS.equals(code.code()),
        entries,
        emptyReason(list),
        "changes".equals(list.token("mode")));
  }

  private static @Nullable Coding code(Element section) {
    for (Coding coding : Datatypes.concept(section, "code").codings()) {
      if (coding.code() != null
          && SECTIONS
              .getOrDefault(CodeSystems.uri(coding.system()), Map.of())
              .containsKey(coding.code())) {
        return coding;
      }
    }
    return null;
  }

  private static Section section(Coding coding) {
    Section section =
        SECTIONS
            .getOrDefault(CodeSystems.uri(coding.system()), Map.of())
            .get(String.valueOf(coding.code()));
    if (section == null) {
      throw new IllegalArgumentException("no section has this code");
    }
    return section;
  }

  private static void references(Element section, List<@Nullable Reference> references) {
    for (Element entry : section.list("entry")) {
      references.add(Reference.parse(entry.token("reference")));
    }
    for (Element inner : section.list("section")) {
      if (code(inner) == null) {
        references(inner, references);
      }
    }
  }

  private static @Nullable String emptyReason(Element section) {
    Element reason = section.child("emptyReason");
    if (reason == null) {
      return null;
    }
    for (Coding coding : Datatypes.concept(reason).codings()) {
      if (coding.code() != null) {
        return coding.code();
      }
    }
    return "unknown";
  }

  /**
   * Returns the words of the sections of a Composition that list nothing; not of those about
   * relatives.
   */
  static Set<String> wordsOnly(Element composition) {
    Set<String> words = new LinkedHashSet<>();
    if (!"entered-in-error".equals(composition.token("status"))) {
      composition.list("section").forEach(section -> collectWords(section, words));
    }
    return words;
  }

  private static void collectWords(Element section, Set<String> words) {
    boolean relatives =
        Datatypes.concept(section, "code").codings().stream()
            .anyMatch(coding -> FAMILY_HISTORY.equals(coding.code()));
    if (relatives) {
      return;
    }
    if (section.list("entry").isEmpty() && !section.has("emptyReason")) {
      words.addAll(Narrative.of(section));
    }
    section.list("section").forEach(inner -> collectWords(inner, words));
  }
}
