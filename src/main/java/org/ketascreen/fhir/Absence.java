package org.ketascreen.fhir;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Medication;
import org.ketascreen.record.Planned;
import org.ketascreen.record.Procedure;
import org.ketascreen.record.Section;
import org.ketascreen.record.VerificationStatus;
import org.ketascreen.terminology.CodeSystems;

/**
 * What a code says that means "none known" or "no information".
 *
 * @param section the section it speaks of, or {@code null} if it decides none (devices, food
 *     allergies)
 * @param says none-known or not-asked
 */
record Absence(@Nullable Section section, AssertionStatus says) {

  private static final String SNOMED = "http://snomed.info/sct";
  private static final String IPS = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips";

  /** "Patient not asked", in whatever section it stands. */
  private static final String NOT_ASKED = "1631000175102";

  private static final Absence NO_ALLERGY = none(Section.ALLERGIES);
  private static final Absence NO_CONDITION = none(Section.CONDITIONS);
  private static final Absence NO_MEDICATION = none(Section.MEDICATIONS);
  private static final Absence NO_PROCEDURE = none(Section.PROCEDURES);
  private static final Absence NO_OTHER_ALLERGY =
      new Absence(Section.ALLERGIES, AssertionStatus.PARTIAL);
  private static final Absence DECIDES_NOTHING = none(null);

  /**
   * Codes by system. Rules ask for allergies to medicines only, so that "no known drug allergy"
   * decides the section, and allergies to food, latex and the environment decide nothing by
   * themselves.
   */
  private static final Map<String, Map<String, Absence>> CODES =
      Map.of(
          SNOMED,
          Map.ofEntries(
              Map.entry("716186003", NO_ALLERGY),
              Map.entry("160244002", NO_ALLERGY),
              Map.entry("409137002", NO_ALLERGY),
              Map.entry("428607008", NO_OTHER_ALLERGY),
              Map.entry("429625007", NO_OTHER_ALLERGY),
              Map.entry("428197003", NO_OTHER_ALLERGY),
              Map.entry("716184000", NO_OTHER_ALLERGY),
              Map.entry("1003774007", NO_OTHER_ALLERGY),
              Map.entry("160245001", NO_CONDITION),
              Map.entry("787481004", NO_MEDICATION),
              Map.entry("1234391000168107", NO_MEDICATION),
              Map.entry("787480003", NO_PROCEDURE),
              Map.entry("416128008", NO_PROCEDURE),
              Map.entry("787482006", DECIDES_NOTHING),
              Map.entry("787483001", DECIDES_NOTHING)),
          IPS,
          Map.ofEntries(
              Map.entry("no-known-allergies", NO_ALLERGY),
              Map.entry("no-known-medication-allergies", NO_ALLERGY),
              Map.entry("no-known-environmental-allergies", NO_OTHER_ALLERGY),
              Map.entry("no-known-food-allergies", NO_OTHER_ALLERGY),
              Map.entry("no-allergy-info", unasked(Section.ALLERGIES)),
              Map.entry("no-known-problems", NO_CONDITION),
              Map.entry("no-problem-info", unasked(Section.CONDITIONS)),
              Map.entry("no-known-medications", NO_MEDICATION),
              Map.entry("no-medication-info", unasked(Section.MEDICATIONS)),
              Map.entry("no-known-procedures", NO_PROCEDURE),
              Map.entry("no-procedure-info", unasked(Section.PROCEDURES)),
              Map.entry("no-known-devices", DECIDES_NOTHING),
              Map.entry("no-device-info", DECIDES_NOTHING),
              Map.entry("no-known-immunizations", DECIDES_NOTHING),
              Map.entry("no-immunization-info", DECIDES_NOTHING)));

  /** All these codes, of whatever system. */
  private static final Set<String> ALL = all();

  /**
   * Systems whose codes mean something beside a "none known": such an entry is kept as what it
   * says.
   */
  private static final Set<String> MEANINGFUL =
      Set.of(
          SNOMED,
          "http://www.nlm.nih.gov/research/umls/rxnorm",
          "http://hl7.org/fhir/sid/ndc",
          "http://fdasis.nlm.nih.gov",
          "http://www.whocc.no/atc",
          "http://hl7.org/fhir/sid/icd-10",
          "http://hl7.org/fhir/sid/icd-10-cm",
          "http://fhir.de/CodeSystem/bfarm/icd-10-gm",
          "http://fhir.de/CodeSystem/bfarm/atc");

  private static Set<String> all() {
    Set<String> all = new HashSet<>();
    CODES.values().forEach(codes -> all.addAll(codes.keySet()));
    all.add(NOT_ASKED);
    return all;
  }

  private static Absence none(@Nullable Section section) {
    return new Absence(section, AssertionStatus.NONE_KNOWN);
  }

  private static Absence unasked(Section section) {
    return new Absence(section, AssertionStatus.NOT_ASKED);
  }

  /**
   * Returns what an entry says to be absent or unknown, or {@code null} if it says that something
   * is there.
   */
  static @Nullable Absence of(Entry entry) {
    if (!(entry instanceof Condition
        || entry instanceof Allergy
        || entry instanceof Medication
        || entry instanceof Procedure)) {
      return null;
    }
    if (!mayBeAbsent(entry)) {
      return null;
    }
    Absence found = null;
    for (Coding coding : entry.code().codings()) {
      Absence absence = of(coding, entry);
      if (absence != null) {
        found = found == null ? absence : found;
      } else if (MEANINGFUL.contains(CodeSystems.uri(coding.system()))) {
        return null;
      }
    }
    return found;
  }

  /** Few entries have such a code, which one look tells. */
  private static boolean mayBeAbsent(Entry entry) {
    for (Coding coding : entry.code().codings()) {
      if (coding.code() != null && ALL.contains(coding.code())) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Absence of(Coding coding, Entry entry) {
    if (coding.system() == null || coding.code() == null) {
      return null;
    }
    String system = CodeSystems.uri(coding.system());
    if (system.equals(SNOMED) && coding.code().equals(NOT_ASKED)) {
      return new Absence(sectionOf(entry), AssertionStatus.NOT_ASKED);
    }
    return CODES.getOrDefault(system, Map.of()).get(coding.code());
  }

  /** Returns the section that an entry stands in, or {@code null} if none. */
  static @Nullable Section sectionOf(Entry entry) {
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

  /** Whether an entry is said to be true now. */
  static boolean isActive(Entry entry) {
    if (entry instanceof Condition condition) {
      return isActive(condition.clinicalStatus(), condition.verificationStatus());
    }
    if (entry instanceof Allergy allergy) {
      return isActive(allergy.clinicalStatus(), allergy.verificationStatus());
    }
    if (entry instanceof Medication medication) {
      return isUsable(entry) && isGoingOn(medication);
    }
    return isUsable(entry);
  }

  private static boolean isActive(
      @Nullable ClinicalStatus clinical, @Nullable VerificationStatus verification) {
    boolean over =
        clinical == ClinicalStatus.INACTIVE
            || clinical == ClinicalStatus.REMISSION
            || clinical == ClinicalStatus.RESOLVED;
    boolean wrong =
        verification == VerificationStatus.REFUTED
            || verification == VerificationStatus.ENTERED_IN_ERROR;
    return !over && !wrong;
  }

  private static boolean isGoingOn(Medication medication) {
    if (medication.status() == null) {
      return true;
    }
    return switch (medication.status()) {
      case ACTIVE, IN_PROGRESS, ON_HOLD, UNKNOWN -> true;
      default -> false;
    };
  }

  /** Whether the "none known" or "no information" that an entry says holds. */
  static boolean holds(Entry entry) {
    return (entry instanceof Condition || entry instanceof Allergy)
        ? isActive(entry)
        : isUsable(entry);
  }

  /**
   * Whether an entry shows that the section was kept: a true statement of something done or there.
   */
  static boolean isUsable(Entry entry) {
    if (entry instanceof Condition condition) {
      return isMeant(condition.verificationStatus());
    }
    if (entry instanceof Allergy allergy) {
      return isMeant(allergy.verificationStatus());
    }
    if (entry instanceof Medication medication) {
      return !medication.planned() && !medication.doNotPerform() && isUsable(medication);
    }
    if (entry instanceof Planned planned) {
      return planned.status() != Planned.Status.ENTERED_IN_ERROR
          && planned.status() != Planned.Status.REVOKED;
    }
    return entry instanceof Procedure procedure && isUsable(procedure);
  }

  /**
   * Whether the source meant it: a list of nothing but refuted entries does not list what there is.
   */
  private static boolean isMeant(@Nullable VerificationStatus status) {
    return status != VerificationStatus.ENTERED_IN_ERROR && status != VerificationStatus.REFUTED;
  }

  private static boolean isUsable(Medication medication) {
    if (medication.status() == null) {
      return true;
    }
    return switch (medication.status()) {
      case ENTERED_IN_ERROR, NOT_TAKEN, NOT_DONE, DECLINED, CANCELLED, DRAFT -> false;
      default -> true;
    };
  }

  private static boolean isUsable(Procedure procedure) {
    if (procedure.status() == null) {
      return true;
    }
    return switch (procedure.status()) {
      case ENTERED_IN_ERROR, NOT_DONE, PREPARATION -> false;
      default -> true;
    };
  }
}
