package org.ketascreen.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.FamilyMemberHistory;
import org.hl7.fhir.r4.model.ListResource;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Gender;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.Section;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A second reader of FHIR R4, written from the specification and the record classes alone, on top
 * of HAPI's parser: what {@link FhirReader} reads is compared with what it reads. An entry that
 * HAPI cannot parse strictly only has to be listed.
 *
 * <p>Where the specification leaves a choice, this reader makes the one that the record or the
 * README tells of:
 *
 * <ul>
 *   <li>a status coded in another system counts where the bound one says nothing;
 *   <li>the German certainty of a diagnosis counts beside its verification status;
 *   <li>an order without bounds lasts as long as its validity or its supply and repeats;
 *   <li>a medicine is its own codes and those of its active ingredients, in no order; the words of
 *       an ingredient only where it has no code;
 *   <li>what is taken when needed, or on some days of the week, may be nothing on a day;
 *   <li>a Procedure in preparation is a plan; an activity is no firmer than the plan it is of, and
 *       one that is not started is decided on;
 *   <li>a reading that has no value because it was not performed counts as cancelled;
 *   <li>a reference to a condition is a mention only where the condition is not given;
 *   <li>a section of past illness alone, or of words alone, is partial.
 * </ul>
 */
final class HapiOracle {

  private static final FhirContext R4 = FhirContext.forR4Cached();
  private static final JsonMapper JSON = new JsonMapper();
  private static final String BIRTH_SEX =
      "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex";

  /** Types that say something of the patient; of any other, an entry only has to be listed. */
  private static final Set<String> PARSED =
      Set.of(
          "AllergyIntolerance",
          "Appointment",
          "CarePlan",
          "Composition",
          "Condition",
          "DiagnosticReport",
          "Encounter",
          "FamilyMemberHistory",
          "List",
          "Medication",
          "MedicationAdministration",
          "MedicationDispense",
          "MedicationRequest",
          "MedicationStatement",
          "Observation",
          "Patient",
          "Procedure",
          "RiskAssessment",
          "ServiceRequest",
          "Substance");

  private final List<Given> given = new ArrayList<>();
  private final Map<String, List<Given>> byFullUrl = new LinkedHashMap<>();
  private final Map<String, List<Given>> byTypeAndId = new LinkedHashMap<>();
  private @Nullable Given patient;

  /**
   * One entry of the input.
   *
   * @param resource as HAPI parsed it, or {@code null} if it cannot, or must not be understood
   */
  private record Given(
      String reference,
      @Nullable String type,
      @Nullable String id,
      @Nullable String fullUrl,
      @Nullable Resource resource) {}

  /**
   * What was read of one entry.
   *
   * @param says what the record should have of it; {@code null} when it only has to be listed
   */
  record Read(String reference, @Nullable String type, @Nullable List<Entry> says) {

    /** Whether its type is one that says something of the patient by itself. */
    boolean bears() {
      return type == null
          || (PARSED.contains(type)
              && !Set.of("Composition", "Medication", "Substance").contains(type));
    }
  }

  /** What was read of the whole input. */
  record View(
      @Nullable String subject,
      @Nullable Gender gender,
      @Nullable Gender birthSex,
      @Nullable RecordedTime birthDate,
      boolean patientRead,
      Map<Section, AssertionStatus> assertions,
      List<Read> entries) {}

  private HapiOracle() {}

  /** Returns HAPI's parser, that accepts nothing which FHIR forbids. */
  static IParser parser() {
    return R4.newJsonParser().setParserErrorHandler(new StrictErrorHandler());
  }

  /** Reads a Bundle or a resource. */
  static View read(byte[] json) {
    return new HapiOracle().view(JSON.readTree(json));
  }

  private View view(JsonNode top) {
    boolean bundle = "Bundle".equals(text(top, "resourceType"));
    if (bundle) {
      int i = 0;
      for (JsonNode entry : top.path("entry")) {
        add("Bundle.entry[" + i++ + "]", entry.get("resource"), text(entry, "fullUrl"));
      }
    } else {
      add(String.valueOf(text(top, "resourceType")), top, null);
    }
    choosePatient();
    HapiMentions mentions = new HapiMentions(reference -> !find(reference).isEmpty());
    HapiEntries entries = new HapiEntries(mentions);
    HapiMedicines medicines = new HapiMedicines(this::resources, mentions);
    HapiAssertions assertions =
        new HapiAssertions(bundle ? top : null, reference -> !find(reference).isEmpty());
    List<Read> read = new ArrayList<>();
    for (Given each : given) {
      read.add(read(each, entries, medicines, assertions));
    }
    return view(assertions, read);
  }

  private View view(HapiAssertions assertions, List<Read> read) {
    if (patient == null || !(patient.resource() instanceof Patient described)) {
      return new View(subject(), null, null, null, false, assertions.conclude(), read);
    }
    Gender gender =
        described.hasGender()
            ? HapiDatatypes.code(described.getGender().toCode(), Gender.class)
            : null;
    return new View(
        subject(),
        gender,
        birthSex(described),
        HapiDatatypes.time(described.getBirthDateElement()),
        true,
        assertions.conclude(),
        read);
  }

  private void add(String place, @Nullable JsonNode resource, @Nullable String fullUrl) {
    String type = text(resource, "resourceType");
    String id = text(resource, "id");
    String reference =
        type != null && id != null ? type + "/" + id : fullUrl != null ? fullUrl : place;
    Given each = new Given(reference, type, id, fullUrl, parsed(resource));
    given.add(each);
    if (fullUrl != null) {
      byFullUrl.computeIfAbsent(fullUrl, key -> new ArrayList<>()).add(each);
    }
    if (type != null && id != null) {
      byTypeAndId.computeIfAbsent(type + "/" + id, key -> new ArrayList<>()).add(each);
    }
  }

  private static @Nullable String text(@Nullable JsonNode node, String name) {
    JsonNode value = node == null ? null : node.get(name);
    return value == null || !value.isString() || value.stringValue().isEmpty()
        ? null
        : value.stringValue();
  }

  private static @Nullable Resource parsed(@Nullable JsonNode resource) {
    if (resource == null) {
      return null;
    }
    String type = text(resource, "resourceType");
    if (type == null || !PARSED.contains(type)) {
      return null;
    }
    try {
      Resource parsed = (Resource) parser().parseResource(resource.toString());
      // FHIR: whoever does not understand a modifier must not read what it modifies.
      return parsed.hasImplicitRules() || hasModifier(resource) ? null : parsed;
    } catch (DataFormatException | IllegalArgumentException | ClassCastException e) {
      return null;
    }
  }

  private static boolean hasModifier(JsonNode node) {
    if (node.isObject() && !node.path("modifierExtension").isEmpty()) {
      return true;
    }
    for (JsonNode child : node) {
      if (child.isContainer() && hasModifier(child)) {
        return true;
      }
    }
    return false;
  }

  private void choosePatient() {
    given.stream()
        .filter(each -> "Patient".equals(each.type()))
        .findFirst()
        .ifPresent(each -> patient = each);
  }

  private @Nullable String subject() {
    if (patient != null) {
      return patient.reference().startsWith("Bundle.entry") ? null : patient.reference();
    }
    Set<String> subjects = new LinkedHashSet<>();
    for (Given each : given) {
      Reference subject = each.resource() == null ? null : subject(each.resource());
      String text = subject == null ? null : subject.getReference();
      if (text != null && !isOfOtherType(subject)) {
        subjects.add(text);
      }
    }
    return subjects.isEmpty() ? null : subjects.iterator().next();
  }

  private static @Nullable Gender birthSex(Patient patient) {
    Extension extension = patient.getExtensionByUrl(BIRTH_SEX);
    if (extension == null) {
      return null;
    }
    return switch (extension.getValue().primitiveValue()) {
      case "F" -> Gender.FEMALE;
      case "M" -> Gender.MALE;
      case "OTH" -> Gender.OTHER;
      default -> Gender.UNKNOWN;
    };
  }

  private Read read(
      Given each, HapiEntries entries, HapiMedicines medicines, HapiAssertions assertions) {
    Resource resource = each.resource();
    if (resource == null) {
      boolean meantToBeRead = each.type() == null || PARSED.contains(each.type());
      return new Read(each.reference(), each.type(), meantToBeRead ? null : List.of());
    }
    if (resource instanceof Patient || !isOfPatient(resource)) {
      return new Read(each.reference(), each.type(), List.of());
    }
    if (resource instanceof Composition composition) {
      assertions.add(composition);
    }
    if (resource instanceof ListResource list) {
      assertions.add(list);
    }
    List<Entry> says = new ArrayList<>(entries.of(each.reference(), resource));
    says.addAll(medicines.of(each.reference(), resource));
    says.removeIf(assertions::isAbsence);
    says.forEach(assertions::add);
    return new Read(each.reference(), each.type(), says);
  }

  /** Whether a resource is about the patient, and not about what else a focus names. */
  private boolean isOfPatient(Resource resource) {
    if (resource instanceof org.hl7.fhir.r4.model.Observation observation) {
      for (Reference focus : observation.getFocus()) {
        String text = String.valueOf(focus.getReference());
        if (text.contains("RelatedPerson/") || (text.contains("Patient/") && !isPatient(text))) {
          return false;
        }
      }
    }
    Reference subject = subject(resource);
    if (subject == null || subject.isEmpty()) {
      return true;
    }
    return !isOfOtherType(subject)
        && (subject.getReference() == null || isPatient(subject.getReference()));
  }

  private static boolean isOfOtherType(Reference subject) {
    String text = subject.getReference();
    if (text == null || text.startsWith("urn:")) {
      return subject.hasType() && !"Patient".equals(subject.getType());
    }
    return !text.startsWith("Patient/") && !text.contains("/Patient/");
  }

  private boolean isPatient(String reference) {
    return patient == null || find(reference).contains(patient);
  }

  private static @Nullable Reference subject(Resource resource) {
    if (resource instanceof AllergyIntolerance allergy) {
      return allergy.getPatient();
    }
    if (resource instanceof FamilyMemberHistory history) {
      return history.getPatient();
    }
    Property subject = resource.getNamedProperty("subject");
    return subject != null
            && !subject.getValues().isEmpty()
            && subject.getValues().get(0) instanceof Reference reference
        ? reference
        : null;
  }

  private List<Resource> resources(String reference) {
    List<Resource> found = new ArrayList<>();
    for (Given each : find(reference)) {
      if (each.resource() != null) {
        found.add(each.resource());
      }
    }
    return found;
  }

  /**
   * Returns what a literal reference refers to: by the whole URL, or by type and id, which a server
   * or a Bundle of {@code urn:uuid} may write one for the other.
   */
  private List<Given> find(String reference) {
    String plain = reference.replaceFirst("/_history/.*$", "");
    List<Given> exact = byFullUrl.getOrDefault(plain, List.of());
    if (!exact.isEmpty()) {
      return exact;
    }
    if (plain.startsWith("urn:uuid:")) {
      String id = plain.substring("urn:uuid:".length());
      return given.stream().filter(each -> id.equals(each.id())).toList();
    }
    String[] parts = plain.split("/", -1);
    if (parts.length < 2) {
      return List.of();
    }
    String id = parts[parts.length - 1];
    List<Given> sameId = byTypeAndId.getOrDefault(parts[parts.length - 2] + "/" + id, List.of());
    if (plain.startsWith("http")) {
      // An address that no entry has: only an entry that has no address can be meant.
      return sameId.stream()
          .filter(each -> each.fullUrl() == null || !each.fullUrl().startsWith("http"))
          .toList();
    }
    return sameId.isEmpty() ? byFullUrl.getOrDefault("urn:uuid:" + id, List.of()) : sameId;
  }
}
