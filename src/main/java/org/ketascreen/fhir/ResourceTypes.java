package org.ketascreen.fhir;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Section;

/** What each resource type of FHIR R4 (4.0.1), R4B and R5 is to a screening. */
final class ResourceTypes {

  /** What a resource type is to a screening. */
  enum Use {
    /** Read into the record. */
    READ,
    /**
     * Read for the conditions that it names and the plans that it makes; its other words are looked
     * through.
     */
    READ_IN_PART,
    /**
     * May say something that bears on the result, but is not read; its words are looked through.
     */
    NOT_READ,
    /** Says nothing of the patient's health that bears on the result. */
    CANNOT_BEAR,
    /** No resource type of these releases. */
    UNKNOWN
  }

  private static final Set<String> READ =
      Set.of(
          "AllergyIntolerance",
          "Condition",
          "FamilyMemberHistory",
          "MedicationAdministration",
          "MedicationDispense",
          "MedicationRequest",
          "MedicationStatement",
          "Observation",
          "Patient",
          "Procedure");

  private static final Set<String> READ_IN_PART =
      Set.of(
          "Appointment",
          "CarePlan",
          "ClinicalImpression",
          "DiagnosticReport",
          "Encounter",
          "List",
          "ServiceRequest");

  private static final Set<String> NOT_READ =
      Set.of(
          "AdverseEvent",
          "Basic",
          "Binary",
          "BodyStructure",
          "Bundle",
          "CareTeam",
          "Communication",
          "CommunicationRequest",
          "DetectedIssue",
          "DeviceRequest",
          "DeviceUseStatement",
          "DocumentManifest",
          "DocumentReference",
          "EpisodeOfCare",
          "Flag",
          "Goal",
          "GuidanceResponse",
          "ImagingStudy",
          "Media",
          "NutritionOrder",
          "Parameters",
          "QuestionnaireResponse",
          "RequestGroup",
          "RiskAssessment",
          "Task");

  private static final Set<String> CANNOT_BEAR =
      Set.of(
          // who and where
          "Organization",
          "OrganizationAffiliation",
          "Practitioner",
          "PractitionerRole",
          "RelatedPerson",
          "Person",
          "Group",
          "Location",
          "HealthcareService",
          "Endpoint",
          // things
          "BiologicallyDerivedProduct",
          "Device",
          "DeviceDefinition",
          "DeviceMetric",
          "Medication",
          "Specimen",
          "Substance",
          // vaccines: none of them bears on ketamine
          "Immunization",
          "ImmunizationEvaluation",
          "ImmunizationRecommendation",
          // sequences say nothing without the observation that reads them; glasses
          "MolecularSequence",
          "VisionPrescription",
          // supplies, free times, consent
          "SupplyDelivery",
          "SupplyRequest",
          "AppointmentResponse",
          "Schedule",
          "Slot",
          "Consent",
          "Contract",
          // money
          "Account",
          "ChargeItem",
          "ChargeItemDefinition",
          "Claim",
          "ClaimResponse",
          "Coverage",
          "CoverageEligibilityRequest",
          "CoverageEligibilityResponse",
          "EnrollmentRequest",
          "EnrollmentResponse",
          "ExplanationOfBenefit",
          "InsurancePlan",
          "Invoice",
          "PaymentNotice",
          "PaymentReconciliation",
          // about other resources
          "AuditEvent",
          "Composition",
          "Linkage",
          "MessageHeader",
          "OperationOutcome",
          "Provenance",
          "Subscription",
          "VerificationResult",
          // research and quality
          "Measure",
          "MeasureReport",
          "ResearchDefinition",
          "ResearchElementDefinition",
          "ResearchStudy",
          "ResearchSubject",
          "EffectEvidenceSynthesis",
          "Evidence",
          "EvidenceVariable",
          "RiskEvidenceSynthesis",
          // definitions, knowledge about products, conformance
          "ActivityDefinition",
          "CapabilityStatement",
          "CatalogEntry",
          "CodeSystem",
          "CompartmentDefinition",
          "ConceptMap",
          "EventDefinition",
          "ExampleScenario",
          "GraphDefinition",
          "ImplementationGuide",
          "Library",
          "MedicationKnowledge",
          "MedicinalProduct",
          "MedicinalProductAuthorization",
          "MedicinalProductContraindication",
          "MedicinalProductIndication",
          "MedicinalProductIngredient",
          "MedicinalProductInteraction",
          "MedicinalProductManufactured",
          "MedicinalProductPackaged",
          "MedicinalProductPharmaceutical",
          "MedicinalProductUndesirableEffect",
          "MessageDefinition",
          "NamingSystem",
          "ObservationDefinition",
          "OperationDefinition",
          "PlanDefinition",
          "Questionnaire",
          "SearchParameter",
          "SpecimenDefinition",
          "StructureDefinition",
          "StructureMap",
          "SubstanceNucleicAcid",
          "SubstancePolymer",
          "SubstanceProtein",
          "SubstanceReferenceInformation",
          "SubstanceSourceMaterial",
          "SubstanceSpecification",
          "TerminologyCapabilities",
          "TestReport",
          "TestScript",
          "ValueSet");

  /** Types that R4B and R5 added and that may say something. */
  private static final Set<String> NOT_READ_LATER =
      Set.of(
          "DeviceAssociation",
          "DeviceDispense",
          "DeviceUsage",
          "EncounterHistory",
          "GenomicStudy",
          "ImagingSelection",
          "NutritionIntake",
          "RequestOrchestration",
          "Transport");

  /** Types that R4B and R5 added and that say nothing of the patient's health. */
  private static final Set<String> CANNOT_BEAR_LATER =
      Set.of(
          "ActorDefinition",
          "AdministrableProductDefinition",
          "ArtifactAssessment",
          "BiologicallyDerivedProductDispense",
          "Citation",
          "ClinicalUseDefinition",
          "ConditionDefinition",
          "EvidenceReport",
          "FormularyItem",
          "Ingredient",
          "InventoryItem",
          "InventoryReport",
          "ManufacturedItemDefinition",
          "MedicinalProductDefinition",
          "NutritionProduct",
          "PackagedProductDefinition",
          "Permission",
          "RegulatedAuthorization",
          "Requirements",
          "SubscriptionStatus",
          "SubscriptionTopic",
          "SubstanceDefinition",
          "TestPlan");

  /**
   * A resource type.
   *
   * @param name one string for all that are equal
   * @param section the section that entries of it stand in, or {@code null} if none
   */
  record Type(String name, Use use, @Nullable Section section) {}

  private static final Map<String, Type> TYPES = types();

  private ResourceTypes() {}

  private static Map<String, Type> types() {
    Map<String, Type> types = new HashMap<>();
    addAll(READ, Use.READ, types);
    addAll(READ_IN_PART, Use.READ_IN_PART, types);
    addAll(NOT_READ, Use.NOT_READ, types);
    addAll(NOT_READ_LATER, Use.NOT_READ, types);
    addAll(CANNOT_BEAR, Use.CANNOT_BEAR, types);
    addAll(CANNOT_BEAR_LATER, Use.CANNOT_BEAR, types);
    return types;
  }

  private static void addAll(Set<String> names, Use use, Map<String, Type> types) {
    names.forEach(name -> types.put(name, new Type(name, use, section(name))));
  }

  /** Returns a resource type, or {@code null} if there is none of this name. */
  static @Nullable Type of(String name) {
    return TYPES.get(name);
  }

  /** Returns what a resource type is to a screening. */
  static Use use(String name) {
    Type type = of(name);
    return type == null ? Use.UNKNOWN : type.use();
  }

  private static @Nullable Section section(String type) {
    return switch (type) {
      case "Condition" -> Section.CONDITIONS;
      case "MedicationRequest",
          "MedicationStatement",
          "MedicationDispense",
          "MedicationAdministration" ->
          Section.MEDICATIONS;
      case "AllergyIntolerance" -> Section.ALLERGIES;
      case "Procedure" -> Section.PROCEDURES;
      case "ServiceRequest", "Appointment", "CarePlan" -> Section.PLANS;
      default -> null;
    };
  }

  /** Returns how many types R4 has. */
  static int count() {
    return READ.size() + READ_IN_PART.size() + NOT_READ.size() + CANNOT_BEAR.size();
  }
}
