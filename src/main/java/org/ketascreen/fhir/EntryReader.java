package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.NotRead;

/**
 * Reads the entries of one input, each by itself, and keeps what is needed to put them together.
 * Not thread-safe.
 */
final class EntryReader {

  /**
   * Properties of older FHIR releases that turn an entry round; to overlook one would be dangerous.
   */
  private static final List<String> OLD_NEGATIONS =
      List.of(
          "taken", "wasNotTaken", "notTaken", "notGiven", "wasNotGiven", "notDone", "notPerformed");

  private static final Map<String, String> SUBJECTS =
      Map.of("AllergyIntolerance", "patient", "FamilyMemberHistory", "patient");

  private final List<Draft> drafts = new ArrayList<>();
  private final List<ListedSections> compositions = new ArrayList<>();
  private final ReferenceIndex<Medicine> medicines = new ReferenceIndex<>();
  private final ReferenceIndex<Identity> identities = new ReferenceIndex<>();
  private boolean outcome;
  private int matches;

  /**
   * The sections of one Composition.
   *
   * @param subject whom the Composition is about
   */
  record ListedSections(Subject subject, List<ListedSection> sections) {}

  /** Reads the next entry of a Bundle. */
  void readEntry(Json json) {
    String place = "Bundle.entry[" + drafts.size() + "]";
    Identity nowhere = Identity.of(place, null, null, null);
    if (!(json instanceof Json.Obj entry)) {
      drafts.add(malformed(nowhere, place + ": must be an object", new Json.Obj()));
      return;
    }
    noteSearch(entry);
    Draft draft;
    try {
      draft = readEntry(place, entry);
    } catch (MalformedEntryException e) {
      draft = malformed(nowhere, e.detail(), entry);
    }
    drafts.add(draft);
    identities.add(draft.identity(), draft.identity());
  }

  private void noteSearch(Json.Obj entry) {
    Json.Obj search = entry.object("search");
    String mode = search == null ? null : search.text("mode");
    matches += mode == null || mode.equals("match") ? 1 : 0;
    Json.Obj response = entry.object("response");
    outcome |= response != null && response.object("outcome") != null;
  }

  private Draft readEntry(String place, Json.Obj entry) {
    Element element = Element.resource(entry, place);
    if (entry.repeats()) {
      throw element.malformed("a property is given twice; give it once");
    }
    if (!element.list("modifierExtension").isEmpty()) {
      throw element.malformed("modifierExtension is not understood; give the entry without");
    }
    String fullUrl = element.string("fullUrl");
    Element resource = element.child("resource");
    if (resource == null) {
      return withoutResource(place, element, fullUrl);
    }
    return readResource(place, resource.object(), fullUrl);
  }

  private static Draft withoutResource(String place, Element entry, @Nullable String fullUrl) {
    Element request = entry.child("request");
    if (request == null || !"DELETE".equals(request.token("method"))) {
      throw entry.malformed("has no resource; give one");
    }
    Reference deleted = Reference.parse(request.token("url"));
    String relative = deleted == null ? null : deleted.relative();
    String id = relative == null ? null : relative.substring(relative.indexOf('/') + 1);
    return Draft.unread(
        Identity.of(place, deleted == null ? null : deleted.type(), id, fullUrl),
        Subject.THE_PATIENT,
        NotRead.Kind.CANNOT_BEAR,
        place + ": a request to delete; it says nothing",
        List.of());
  }

  /** Reads a resource that stands alone. */
  void readAlone(String type, Json.Obj resource) {
    Draft draft = readResource(type, resource, null);
    drafts.add(draft);
    identities.add(draft.identity(), draft.identity());
  }

  private Draft readResource(String place, Json.Obj resource, @Nullable String fullUrl) {
    String type = resource.text("resourceType");
    ResourceTypes.Use use = type == null ? ResourceTypes.Use.UNKNOWN : ResourceTypes.use(type);
    boolean known = type != null && use != ResourceTypes.Use.UNKNOWN;
    Identity identity = Identity.of(place, known ? type : null, resource.text("id"), fullUrl);
    if (type == null || !known) {
      return malformed(
          identity, place + ".resourceType: must be a resource type of FHIR R4", resource);
    }
    try {
      return read(identity, type, use, resource);
    } catch (MalformedEntryException e) {
      return malformed(identity, e.detail(), resource);
    }
  }

  private Draft read(Identity identity, String type, ResourceTypes.Use use, Json.Obj resource) {
    return switch (use) {
      case READ -> readClinical(identity, type, resource);
      case NOT_READ ->
          new Draft(
              identity,
              Subject.of(resource),
              new Draft.Unread(
                  new NotRead(
                      identity.reference(),
                      NotRead.Kind.TYPE_NOT_READ,
                      type + " is not read",
                      Words.of(resource),
                      LastTime.of(resource))));
      case CANNOT_BEAR, UNKNOWN -> readAside(identity, type, resource);
    };
  }

  private Draft readAside(Identity identity, String type, Json.Obj resource) {
    switch (type) {
      case "Medication", "Substance" ->
          medicines.add(identity, Medicine.read(checked(type, resource)));
      case "Composition" -> {
        Element composition = checked(type, resource);
        compositions.add(
            new ListedSections(
                Subject.of(composition, "subject"), ListedSection.read(composition)));
      }
      case "OperationOutcome" -> outcome = true;
      default -> {
        // says nothing
      }
    }
    return Draft.unread(identity, Subject.THE_PATIENT, NotRead.Kind.CANNOT_BEAR, null, List.of());
  }

  private static Element checked(String type, Json.Obj resource) {
    ModifierCheck.check(resource, type);
    Element element = Element.resource(resource, type);
    element.token("id");
    return element;
  }

  private static Draft readClinical(Identity identity, String type, Json.Obj resource) {
    Element element = checked(type, resource);
    if (type.equals("Patient")) {
      return new Draft(identity, Subject.THE_PATIENT, ClinicalReaders.patient(element));
    }
    checkRelease(element);
    Subject subject = subject(element, type);
    return new Draft(identity, subject, content(identity.reference(), type, element));
  }

  private static void checkRelease(Element element) {
    for (String property : OLD_NEGATIONS) {
      Element old = element.child(property);
      if (old != null) {
        throw old.malformed("belongs to an older FHIR release; R4 says it with status");
      }
    }
  }

  /**
   * Returns whom an entry is about; an Observation that has a person in focus is about that person.
   */
  private static Subject subject(Element element, String type) {
    Subject subject = Subject.of(element, SUBJECTS.getOrDefault(type, "subject"));
    if (type.equals("Observation")) {
      for (Element focus : element.list("focus")) {
        Reference reference = Reference.parse(focus.token("reference"));
        if (reference != null && "RelatedPerson".equals(reference.type())) {
          return new Subject(null, false);
        }
        if (reference != null
            && "Patient".equals(reference.type())
            && !isSame(reference, subject)) {
          return new Subject(null, false);
        }
      }
    }
    return subject;
  }

  private static boolean isSame(Reference focus, Subject subject) {
    return subject.reference() == null || focus.sameAs(subject.reference());
  }

  private static Draft.Content content(String reference, String type, Element element) {
    return switch (type) {
      case "Condition" -> new Draft.Entries(List.of(ClinicalReaders.condition(reference, element)));
      case "AllergyIntolerance" ->
          new Draft.Entries(List.of(ClinicalReaders.allergy(reference, element)));
      case "Procedure" -> new Draft.Entries(List.of(ClinicalReaders.procedure(reference, element)));
      case "FamilyMemberHistory" ->
          new Draft.Entries(List.of(ClinicalReaders.familyHistory(reference, element)));
      case "Observation" -> new Draft.Entries(ObservationReader.read(reference, element));
      default -> MedicationReader.read(reference, element, type);
    };
  }

  private static Draft malformed(Identity identity, String detail, Json.Obj json) {
    Json.Obj inner = json.object("resource");
    Json.Obj resource = inner == null ? json : inner;
    return Draft.unread(
        identity,
        Subject.of(resource),
        NotRead.Kind.MALFORMED,
        detail,
        Words.ofMalformed(resource));
  }

  List<Draft> drafts() {
    return drafts;
  }

  List<ListedSections> compositions() {
    return compositions;
  }

  ReferenceIndex<Medicine> medicines() {
    return medicines;
  }

  /** Whether a reference leads to an entry of the input. */
  boolean isGiven(Reference reference) {
    return !identities.find(reference).isEmpty();
  }

  /** Whether the input holds an OperationOutcome. */
  boolean outcome() {
    return outcome;
  }

  /** Returns how many entries are matches, not includes or outcomes, of a search. */
  int matches() {
    return matches;
  }
}
