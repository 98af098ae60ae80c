package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.AllergyType;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Entry;
import org.ketascreen.record.FamilyHistory;
import org.ketascreen.record.Gender;
import org.ketascreen.record.Moment;
import org.ketascreen.record.Procedure;
import org.ketascreen.record.ProcedureStatus;
import org.ketascreen.record.VerificationStatus;

/** Reads Patient, Condition, AllergyIntolerance, Procedure and FamilyMemberHistory. */
final class ClinicalReaders {

  private static final Choice ABATEMENT = Choice.ofMoment("abatement");
  private static final Choice OCCURRENCE = Choice.ofMoment("occurrence");
  private static final Choice ONSET = Choice.ofMoment("onset");
  private static final Choice PERFORMED = Choice.ofMoment("performed");

  private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";
  private static final String ALLERGY_TYPE = "http://hl7.org/fhir/allergy-intolerance-type";
  private static final String BIRTH_SEX =
      "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex";

  private ClinicalReaders() {}

  static Draft.Demographics patient(Element patient) {
    return new Draft.Demographics(
        patient.code("gender", Gender.class),
        birthSex(patient),
        patient.time("birthDate"),
        Identifier.all(patient.object()),
        links(patient));
  }

  private static List<Draft.Link> links(Element patient) {
    List<Draft.Link> links = new ArrayList<>();
    for (Element link : patient.list("link")) {
      Element other = link.child("other");
      Reference reference = other == null ? null : Reference.parse(other.token("reference"));
      if (reference != null && (reference.type() == null || "Patient".equals(reference.type()))) {
        links.add(new Draft.Link(reference, "replaced-by".equals(link.token("type"))));
      }
    }
    return List.copyOf(links);
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
    Moment abatement = Datatypes.moment(condition, ABATEMENT);
    return Condition.builder(reference, Narrative.orSaid(condition, "code"))
        .clinicalStatus(
            Datatypes.status(
                condition,
                "clinicalStatus",
                TERMINOLOGY + "condition-clinical",
                ClinicalStatus.class))
        .verificationStatus(verificationStatus(condition))
        .severity(conceptOrNull(condition, "severity"))
        .onset(Datatypes.moment(condition, ONSET))
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
    List<CodeableConcept> manifestations = new ArrayList<>();
    for (Element reaction : allergy.list("reaction")) {
      CodeableConcept substance = Datatypes.concept(reaction, "substance");
      if (!substance.isEmpty()) {
        substances.add(substance);
      }
      manifestations.addAll(Datatypes.concepts(reaction, "manifestation"));
    }
    CodeableConcept code = Datatypes.concept(allergy, "code");
    return Allergy.builder(
            reference,
            code.isEmpty() && substances.isEmpty() ? Narrative.orSaid(allergy, "code") : code)
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
        .type(allergyType(allergy))
        .reactionSubstances(substances)
        .manifestations(manifestations)
        .criticality(criticality(allergy))
        .onset(Datatypes.moment(allergy, ONSET))
        .recorded(allergy.time("recordedDate"))
        .build();
  }

  /** R5 says it as a concept. */
  private static @Nullable AllergyType allergyType(Element allergy) {
    return allergy.isObject("type")
        ? Datatypes.status(allergy, "type", ALLERGY_TYPE, AllergyType.class)
        : allergy.code("type", AllergyType.class);
  }

  private static @Nullable String criticality(Element allergy) {
    Element criticality = allergy.child("criticality");
    if (criticality == null) {
      return null;
    }
    return switch (criticality.string()) {
      case "low", "high", "unable-to-assess" -> criticality.string();
      default -> throw criticality.malformed("not one of low, high, unable-to-assess");
    };
  }

  /** What is only in preparation is planned. */
  static Entry procedure(String reference, Element procedure) {
    CodeableConcept code = Datatypes.concept(procedure, "code");
    ProcedureStatus status = procedure.code("status", ProcedureStatus.class);
    Moment performed = performed(procedure);
    return status == ProcedureStatus.PREPARATION
        ? PlanReader.procedure(reference, code, performed)
        : new Procedure(reference, code, status, performed);
  }

  /** When a procedure is or was done; R5 calls it {@code occurrence}. */
  private static @Nullable Moment performed(Element procedure) {
    Moment performed = Datatypes.moment(procedure, PERFORMED);
    return performed == null ? Datatypes.moment(procedure, OCCURRENCE) : performed;
  }

  static FamilyHistory familyHistory(String reference, Element history) {
    return new FamilyHistory(reference, Datatypes.concept(history, "relationship"));
  }
}
