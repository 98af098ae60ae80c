package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.AllergyType;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Condition;
import org.ketascreen.record.FamilyHistory;
import org.ketascreen.record.Gender;
import org.ketascreen.record.Moment;
import org.ketascreen.record.Procedure;
import org.ketascreen.record.ProcedureStatus;
import org.ketascreen.record.VerificationStatus;

/** Reads Patient, Condition, AllergyIntolerance, Procedure and FamilyMemberHistory. */
final class ClinicalReaders {

  private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";
  private static final String BIRTH_SEX =
      "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex";

  private ClinicalReaders() {}

  static Draft.Demographics patient(Element patient) {
    return new Draft.Demographics(
        patient.code("gender", Gender.class), birthSex(patient), patient.time("birthDate"));
  }

  private static @Nullable Gender birthSex(Element patient) {
    for (Element extension : patient.list("extension")) {
      Element value = extension.child("valueCode");
      if (value != null && BIRTH_SEX.equals(extension.token("url"))) {
        return switch (value.string()) {
          case "F" -> Gender.FEMALE;
          case "M" -> Gender.MALE;
          case "OTH" -> Gender.OTHER;
          case "UNK", "ASKU" -> Gender.UNKNOWN;
          default -> throw value.malformed("not one of F, M, OTH, UNK, ASKU");
        };
      }
    }
    return null;
  }

  static Condition condition(String reference, Element condition) {
    Element abated = condition.child("abatementBoolean");
    Moment abatement = Datatypes.moment(condition, "abatement");
    return Condition.builder(reference, Datatypes.concept(condition, "code"))
        .clinicalStatus(
            Datatypes.status(
                condition,
                "clinicalStatus",
                TERMINOLOGY + "condition-clinical",
                ClinicalStatus.class))
        .verificationStatus(verificationStatus(condition))
        .severity(conceptOrNull(condition, "severity"))
        .onset(Datatypes.moment(condition, "onset"))
        .abatement(abatement)
        .abated(abated != null && abated.bool())
        .recorded(condition.time("recordedDate"))
        .build();
  }

  /** What the entry says of its certainty; where it does not, what its German coding says. */
  private static @Nullable VerificationStatus verificationStatus(Element condition) {
    VerificationStatus said =
        Datatypes.status(
            condition,
            "verificationStatus",
            TERMINOLOGY + "condition-ver-status",
            VerificationStatus.class);
    VerificationStatus german = DiagnosticCertainty.of(condition);
    boolean germanSaysMore =
        german != null && (said == null || said == VerificationStatus.CONFIRMED);
    return germanSaysMore ? german : said;
  }

  private static @Nullable CodeableConcept conceptOrNull(Element parent, String property) {
    CodeableConcept concept = Datatypes.concept(parent, property);
    return concept.isEmpty() ? null : concept;
  }

  static Allergy allergy(String reference, Element allergy) {
    List<CodeableConcept> substances = new ArrayList<>();
    for (Element reaction : allergy.list("reaction")) {
      CodeableConcept substance = Datatypes.concept(reaction, "substance");
      if (!substance.isEmpty()) {
        substances.add(substance);
      }
    }
    return Allergy.builder(reference, Datatypes.concept(allergy, "code"))
        .clinicalStatus(
            Datatypes.status(
                allergy,
                "clinicalStatus",
                TERMINOLOGY + "allergyintolerance-clinical",
                ClinicalStatus.class))
        .verificationStatus(
            Datatypes.status(
                allergy,
                "verificationStatus",
                TERMINOLOGY + "allergyintolerance-verification",
                VerificationStatus.class))
        .type(allergy.code("type", AllergyType.class))
        .reactionSubstances(substances)
        .onset(Datatypes.moment(allergy, "onset"))
        .recorded(allergy.time("recordedDate"))
        .build();
  }

  static Procedure procedure(String reference, Element procedure) {
    return new Procedure(
        reference,
        Datatypes.concept(procedure, "code"),
        procedure.code("status", ProcedureStatus.class),
        Datatypes.moment(procedure, "performed"));
  }

  static FamilyHistory familyHistory(String reference, Element history) {
    return new FamilyHistory(reference, Datatypes.concept(history, "relationship"));
  }
}
