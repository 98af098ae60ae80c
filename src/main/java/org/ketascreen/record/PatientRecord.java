package org.ketascreen.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a source said about one patient. Immutable and thread-safe.
 *
 * @param subject how the source refers to the patient: {@code Patient/p1}; {@code null} if it does
 *     not say
 * @param gender administrative gender, or {@code null} if not said
 * @param birthSex sex assigned at birth where the source has it apart from gender, or {@code null}
 * @param birthDate date of birth of any precision, or {@code null} if not said
 * @param patientEntries how many entries of the source described the patient as such (FHIR
 *     Patient), 0 or 1
 * @param entries what was read, in the order of the source
 * @param notRead what was not read, and why
 * @param assertions for each section what may be concluded from it; every section has one
 */
public record PatientRecord(
    @Nullable String subject,
    @Nullable Gender gender,
    @Nullable Gender birthSex,
    @Nullable RecordedTime birthDate,
    int patientEntries,
    List<Entry> entries,
    List<NotRead> notRead,
    Map<Section, Assertion> assertions) {

  public PatientRecord {
    entries = List.copyOf(entries);
    notRead = List.copyOf(notRead);
    Map<Section, Assertion> all = new EnumMap<>(Section.class);
    for (Section section : Section.values()) {
      all.put(section, Objects.requireNonNull(assertions.get(section), section.code()));
    }
    assertions = Collections.unmodifiableMap(all);
  }

  /** Returns what may be concluded from a section about what is not listed in it. */
  public Assertion assertion(Section section) {
    return Objects.requireNonNull(assertions.get(section));
  }

  /** Returns a builder of an empty record. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Builds a record. A section that is not asserted is {@code recorded} when it has an entry and
   * {@code not-asked} otherwise; a gender, birth sex or birth date makes an entry that describes
   * the patient, unless {@link #patientEntries} says otherwise. Not thread-safe.
   */
  public static final class Builder {
    private @Nullable String subject;
    private @Nullable Gender gender;
    private @Nullable Gender birthSex;
    private @Nullable RecordedTime birthDate;
    private @Nullable Integer patientEntries;
    private final List<Entry> entries = new ArrayList<>();
    private final List<NotRead> notRead = new ArrayList<>();
    private final Map<Section, Assertion> assertions = new EnumMap<>(Section.class);
    private final Set<Section> asked = EnumSet.noneOf(Section.class);

    private Builder() {}

    public Builder subject(@Nullable String subject) {
      this.subject = subject;
      return this;
    }

    public Builder gender(@Nullable Gender gender) {
      this.gender = gender;
      return this;
    }

    public Builder birthSex(@Nullable Gender birthSex) {
      this.birthSex = birthSex;
      return this;
    }

    public Builder birthDate(@Nullable RecordedTime birthDate) {
      this.birthDate = birthDate;
      return this;
    }

    public Builder patientEntries(int patientEntries) {
      this.patientEntries = patientEntries;
      return this;
    }

    public Builder add(Entry entry) {
      entries.add(entry);
      return this;
    }

    public Builder add(NotRead entry) {
      notRead.add(entry);
      return this;
    }

    /** Says what may be concluded from a section; the last word counts. */
    public Builder assertion(Section section, Assertion assertion) {
      assertions.put(section, assertion);
      return this;
    }

    /**
     * Says that whoever built the record asked, and that there is nothing in these sections but
     * what is added here: an empty one is {@code none-known}, another one {@code recorded}.
     */
    public Builder asked(Section... sections) {
      asked.addAll(List.of(sections));
      return this;
    }

    private int describing() {
      if (patientEntries != null) {
        return patientEntries;
      }
      return gender == null && birthSex == null && birthDate == null ? 0 : 1;
    }

    public PatientRecord build() {
      Map<Section, Assertion> all = new EnumMap<>(Section.class);
      for (Section section : Section.values()) {
        Assertion given = assertions.get(section);
        all.put(section, given != null ? given : concluded(section));
      }
      return new PatientRecord(
          subject, gender, birthSex, birthDate, describing(), entries, notRead, all);
    }

    private Assertion concluded(Section section) {
      if (entries.stream().anyMatch(entry -> sectionOf(entry) == section)) {
        return new Assertion(AssertionStatus.RECORDED, "entries given");
      }
      return asked.contains(section)
          ? new Assertion(AssertionStatus.NONE_KNOWN, "asked, and nothing given")
          : new Assertion(AssertionStatus.NOT_ASKED, "nothing given");
    }

    private static @Nullable Section sectionOf(Entry entry) {
      if (entry instanceof Condition) {
        return Section.CONDITIONS;
      }
      if (entry instanceof Medication) {
        return Section.MEDICATIONS;
      }
      if (entry instanceof Allergy) {
        return Section.ALLERGIES;
      }
      if (entry instanceof Planned) {
        return Section.PLANS;
      }
      return entry instanceof Procedure ? Section.PROCEDURES : null;
    }
  }
}
