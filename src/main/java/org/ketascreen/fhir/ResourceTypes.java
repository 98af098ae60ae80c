package org.ketascreen.fhir;

import java.util.Set;

/** What each FHIR R4 (4.0.1) resource type is to a screening. */
final class ResourceTypes {

  /** What a resource type is to a screening. */
  enum Use {
    /** Read into the record. */
    READ,
    /**
     * May say something that bears on the result, but is not read; its words are looked through.
     */
    NOT_READ,
    /** Says nothing of the patient's health that bears on the result. */
    CANNOT_BEAR,
    /** No resource type of FHIR R4. */
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

  private static final Set<String> NOT_READ =
      Set.of(
          "AdverseEvent",
          "Basic",
          "Binary",
          "BodyStructure",
          "Bundle",
          "CarePlan",
          "CareTeam",
          "ClinicalImpression",
          "Communication",
          "CommunicationRequest",
          "DetectedIssue",
          "DeviceRequest",
          "DeviceUseStatement",
          "DiagnosticReport",
          "DocumentManifest",
          "DocumentReference",
          "Encounter",
          "EpisodeOfCare",
          "Flag",
          "Goal",
          "GuidanceResponse",
          "ImagingStudy",
          "List",
          "Media",
          "NutritionOrder",
          "Parameters",
          "QuestionnaireResponse",
          "RequestGroup",
          "RiskAssessment",
          "ServiceRequest",
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
          // supplies, appointments, consent
          "SupplyDelivery",
          "SupplyRequest",
          "Appointment",
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

  private ResourceTypes() {}

  /** Returns what a resource type is to a screening. */
  static Use use(String type) {
    if (READ.contains(type)) {
      return Use.READ;
    }
    if (NOT_READ.contains(type)) {
      return Use.NOT_READ;
    }
    return CANNOT_BEAR.contains(type) ? Use.CANNOT_BEAR : Use.UNKNOWN;
  }

  /** Returns how many types there are. */
  static int count() {
    return READ.size() + NOT_READ.size() + CANNOT_BEAR.size();
  }
}
