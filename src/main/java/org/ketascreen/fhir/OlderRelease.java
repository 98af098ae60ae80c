package org.ketascreen.fhir;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What FHIR releases before R4 say in another way. Such an entry is refused, with how R4 says it:
 * to overlook one of their negations would be dangerous.
 */
final class OlderRelease {

  /** Resource types that R4 does not have, and the one that says the same. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("MedicationOrder", "MedicationRequest"),
          Map.entry("MedicationPrescription", "MedicationRequest"),
          Map.entry("ProcedureRequest", "ServiceRequest"),
          Map.entry("ReferralRequest", "ServiceRequest"),
          Map.entry("DiagnosticOrder", "ServiceRequest"),
          Map.entry("DiagnosticRequest", "ServiceRequest"),
          Map.entry("DeviceUseRequest", "DeviceRequest"),
          Map.entry("DeviceComponent", "Device"),
          Map.entry("BodySite", "BodyStructure"),
          Map.entry("ImagingManifest", "ImagingStudy"),
          Map.entry("ImagingObjectSelection", "ImagingStudy"),
          Map.entry("ImagingExcerpt", "ImagingStudy"),
          Map.entry("Sequence", "MolecularSequence"),
          Map.entry("EligibilityRequest", "CoverageEligibilityRequest"),
          Map.entry("EligibilityResponse", "CoverageEligibilityResponse"),
          Map.entry("ProcessRequest", "Task"),
          Map.entry("ProcessResponse", "Task"),
          Map.entry("Order", "Task"),
          Map.entry("OrderResponse", "Task"),
          Map.entry("Conformance", "CapabilityStatement"),
          Map.entry("DataElement", "StructureDefinition"),
          Map.entry("ExpansionProfile", "Parameters"),
          Map.entry("ServiceDefinition", "PlanDefinition"));

  /** Properties by which releases before R4 turn round what an entry says. */
  static final List<String> NEGATIONS =
      List.of(
          "taken", "wasNotTaken", "notTaken", "notGiven", "wasNotGiven", "notDone", "notPerformed");

  private OlderRelease() {}

  /** Returns what is wrong with a resource type of no release that is read. */
  static String unknownType(@Nullable String type) {
    String now = type == null ? null : TYPES.get(type);
    return now == null
        ? "must be a resource type of FHIR R4"
        : "belongs to an older FHIR release; R4 says it with " + now;
  }

  /**
   * Checks a resource for properties by which older releases turn an entry round.
   *
   * @throws MalformedEntryException if it has one
   */
  static void refuse(Element resource) {
    if (!resource.negates()) {
      return;
    }
    for (String property : NEGATIONS) {
      Element old = resource.child(property);
      if (old != null) {
        throw old.malformed("belongs to an older FHIR release; R4 says it with status");
      }
    }
  }
}
