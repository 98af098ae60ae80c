package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Section;

/**
 * A section of a Composition.
 *
 * @param section the section of the record it is
 * @param past whether it lists only past illness
 * @param entries what it refers to; {@code null} for a reference that can lead nowhere in the input
 * @param emptyReason the code of FHIR's list-empty-reason, or {@code null}
 * @param changes whether it lists only what changed
 */
record ListedSection(
    Section section,
    boolean past,
    List<@Nullable Reference> entries,
    @Nullable String emptyReason,
    boolean changes) {

  private static final String LOINC = "http://loinc.org";
  private static final String PAST_ILLNESS = "11348-0";
  private static final Map<String, Section> SECTIONS =
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
          Section.PLANS);

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
    String loinc = loinc(section);
    if (loinc != null) {
      List<@Nullable Reference> entries = new ArrayList<>();
      references(section, entries);
      listed.add(
          new ListedSection(
              Objects.requireNonNull(SECTIONS.get(loinc)),
              PAST_ILLNESS.equals(loinc),
              entries,
              emptyReason(section),
              "changes".equals(section.token("mode"))));
    }
    section.list("section").forEach(inner -> collect(inner, listed));
  }

  private static @Nullable String loinc(Element section) {
    for (Coding coding : Datatypes.concept(section, "code").codings()) {
      if (LOINC.equals(coding.system())
          && coding.code() != null
          && SECTIONS.containsKey(coding.code())) {
        return coding.code();
      }
    }
    return null;
  }

  private static void references(Element section, List<@Nullable Reference> references) {
    for (Element entry : section.list("entry")) {
      references.add(Reference.parse(entry.token("reference")));
    }
    for (Element inner : section.list("section")) {
      if (!inner.has("code")) {
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
}
