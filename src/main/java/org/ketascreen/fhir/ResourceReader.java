package org.ketascreen.fhir;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Mention;
import org.ketascreen.record.Moment;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.Planned;
import org.ketascreen.record.Procedure;
import org.ketascreen.record.Section;

/** Reads one resource by itself. Not thread-safe. */
final class ResourceReader {

  private static final Map<String, String> SUBJECTS =
      Map.of("AllergyIntolerance", "patient", "FamilyMemberHistory", "patient");

  private static final Choice EFFECTIVE = Choice.ofMoment("effective");
  private static final Choice ITEM = Choice.of("item", "CodeableConcept", "Reference", "");

  private static final String ENTERED_IN_ERROR = "entered-in-error";
  private static final Set<String> NOT_DONE = Set.of("cancelled", "not-done");

  private final Collected collected;

  ResourceReader(Collected collected) {
    this.collected = collected;
  }

  /** Reads a resource into a draft, which is not yet collected. */
  Draft read(Place place, Json.Obj resource, FullUrl fullUrl) {
    String named = resource.text("resourceType");
    ResourceTypes.Type type = named == null ? null : ResourceTypes.of(named);
    Identity identity =
        Identity.ofEntry(place, type == null ? null : type.name(), resource.text("id"), fullUrl);
    if (type == null) {
      return malformed(
          identity, place + ".resourceType: " + OlderRelease.unknownType(named), resource);
    }
    try {
      noteSubset(type.section(), resource);
      return read(identity, type.name(), type.use(), resource);
    } catch (MalformedEntryException e) {
      return malformed(identity, e.detail(), resource);
    }
  }

  private void noteSubset(@Nullable Section section, Json.Obj resource) {
    if (section != null && isSubset(resource)) {
      collected.addInPart(section);
    }
  }

  /** Whether the source says that it left out parts of what this holds. */
  static boolean isSubset(Json.Obj resource) {
    Json.Obj meta = resource.object("meta");
    if (meta != null) {
      for (Json tag : meta.items("tag")) {
        if (tag instanceof Json.Obj object && "SUBSETTED".equals(object.text("code"))) {
          return true;
        }
      }
    }
    return false;
  }

  static Draft malformed(Identity identity, String detail, Json.Obj json) {
    Json.Obj inner = json.object("resource");
    Json.Obj resource = inner == null ? json : inner;
    return Draft.unread(
        identity,
        Subject.of(resource),
        NotRead.Kind.MALFORMED,
        detail,
        Words.ofMalformed(resource));
  }

  private Draft read(Identity identity, String type, ResourceTypes.Use use, Json.Obj resource) {
    return switch (use) {
      case READ -> readClinical(identity, type, resource);
      case READ_IN_PART -> readInPart(identity, type, checked(type, resource), resource);
      case NOT_READ -> lookThrough(identity, type, resource);
      case CANNOT_BEAR, UNKNOWN -> readAside(identity, type, resource);
    };
  }

  private static Element checked(String type, Json.Obj resource) {
    ModifierCheck.check(resource, type);
    Element element = Element.resource(resource, type);
    element.token("id");
    return element;
  }

  private static Draft lookThrough(Identity identity, String type, Json.Obj resource) {
    if (ENTERED_IN_ERROR.equals(resource.text("status"))) {
      return withdrawn(identity, Subject.of(resource), type);
    }
    return new Draft(
        identity,
        Subject.of(resource),
        new Draft.Unread(
            new NotRead(
                identity.reference(),
                NotRead.Kind.TYPE_NOT_READ,
                type + " is not read",
                List.copyOf(Words.of(resource)),
                LastTime.of(resource))));
  }

  private static Draft withdrawn(Identity identity, Subject subject, String type) {
    return Draft.unread(
        identity,
        subject,
        NotRead.Kind.ENTERED_IN_ERROR,
        type + " was entered in error",
        List.of());
  }

  private Draft readAside(Identity identity, String type, Json.Obj resource) {
    switch (type) {
      case "Medication", "Substance" ->
          collected.medicines().add(identity, Medicine.read(checked(type, resource)));
      case "Composition" -> {
        return composition(identity, checked(type, resource));
      }
      case "Claim", "ExplanationOfBenefit" -> {
        if (namesDiagnoses(resource)) {
          return claim(identity, checked(type, resource));
        }
      }
      default -> {
        // says nothing
      }
    }
    return Draft.unread(identity, Subject.THE_PATIENT, NotRead.Kind.CANNOT_BEAR, null, List.of());
  }

  /** A payer may know diagnoses from claims alone; most claims refer to them as entries. */
  private static boolean namesDiagnoses(Json.Obj claim) {
    for (Json diagnosis : claim.items("diagnosis")) {
      if (diagnosis instanceof Json.Obj object && object.get("diagnosisCodeableConcept") != null) {
        return !ENTERED_IN_ERROR.equals(claim.text("status"))
            && !NOT_DONE.contains(String.valueOf(claim.text("status")));
      }
    }
    return false;
  }

  private static Draft claim(Identity identity, Element claim) {
    Element period = claim.child("billablePeriod");
    Moment billed = period == null ? null : Datatypes.moment(Datatypes.period(period));
    MentionReader mentions =
        new MentionReader(
            identity.reference(),
            claim,
            Mention.Kind.REASON,
            billed == null ? at(claim, "created") : billed);
    for (Element diagnosis : claim.list("diagnosis")) {
      mentions.either(diagnosis.child("diagnosisCodeableConcept"));
    }
    return new Draft(identity, Subject.of(claim, "patient"), Draft.Entries.NONE, mentions.aside());
  }

  private Draft composition(Identity identity, Element composition) {
    Subject subject = subjectOfComposition(composition);
    collected.add(new Collected.Listing(subject, ListedSection.read(composition)));
    Set<String> words = ListedSection.wordsOnly(composition);
    return words.isEmpty()
        ? Draft.unread(identity, Subject.THE_PATIENT, NotRead.Kind.CANNOT_BEAR, null, List.of())
        : Draft.unread(
            identity,
            subject,
            NotRead.Kind.TEXT_ONLY,
            "Composition.section: has words only; give entries",
            List.copyOf(words));
  }

  /** In R5 a Composition may have several subjects; the first counts. */
  private static Subject subjectOfComposition(Element composition) {
    if (!composition.isArray("subject")) {
      return Subject.of(composition, "subject");
    }
    for (Element subject : composition.list("subject")) {
      return Subject.of(subject);
    }
    return Subject.THE_PATIENT;
  }

  private static Draft readClinical(Identity identity, String type, Json.Obj resource) {
    Element element = checked(type, resource);
    if (type.equals("Patient")) {
      return new Draft(identity, Subject.THE_PATIENT, ClinicalReaders.patient(element));
    }
    OlderRelease.refuse(element);
    String reference = identity.reference();
    Subject subject = subject(element, type);
    Draft.Content content = content(reference, type, element);
    return new Draft(identity, subject, content, aside(reference, type, element, content));
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
          return Subject.NO_PATIENT;
        }
        if (reference != null
            && "Patient".equals(reference.type())
            && !isSame(reference, subject)) {
          return Subject.NO_PATIENT;
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
      case "Condition" -> Draft.Entries.of(ClinicalReaders.condition(reference, element));
      case "AllergyIntolerance" -> Draft.Entries.of(ClinicalReaders.allergy(reference, element));
      case "Procedure" -> Draft.Entries.of(ClinicalReaders.procedure(reference, element));
      case "FamilyMemberHistory" ->
          Draft.Entries.of(ClinicalReaders.familyHistory(reference, element));
      case "Observation" -> Draft.Entries.parts(ObservationReader.read(reference, element));
      default -> MedicationReader.read(reference, element, type);
    };
  }

  /** Returns the conditions that medicines and procedures are for, or were not for. */
  private static Draft.Aside aside(
      String reference, String type, Element element, Draft.Content content) {
    boolean hasReasons = type.startsWith("Medication") || type.equals("Procedure");
    if (!hasReasons || ENTERED_IN_ERROR.equals(element.token("status"))) {
      return Draft.Aside.NOTHING;
    }
    Moment when =
        switch (type) {
          case "MedicationRequest" -> at(element, "authoredOn");
          case "MedicationStatement" -> at(element, "dateAsserted");
          case "Procedure" -> performed(content);
          default -> Datatypes.moment(element, EFFECTIVE);
        };
    return new MentionReader(reference, element, Mention.Kind.REASON, when)
        .reasons()
        .statusReason()
        .aside();
  }

  private static @Nullable Moment performed(Draft.Content content) {
    if (content instanceof Draft.Entries entries
        && entries.entries().get(0) instanceof Procedure procedure) {
      return procedure.performed();
    }
    return content instanceof Draft.Entries entries
            && entries.entries().get(0) instanceof Planned planned
        ? planned.due()
        : null;
  }

  private static @Nullable Moment at(Element element, String property) {
    Element time = element.child(property);
    return time == null ? null : new Moment.At(time.time());
  }

  private Draft readInPart(Identity identity, String type, Element element, Json.Obj resource) {
    String reference = identity.reference();
    Subject subject =
        type.equals("Appointment")
            ? PlanReader.participant(element)
            : Subject.of(element, "subject");
    List<Planned> planned =
        switch (type) {
          case "ServiceRequest" -> PlanReader.serviceRequest(reference, element);
          case "Appointment" -> PlanReader.appointment(reference, element);
          case "CarePlan" -> PlanReader.activities(reference, element);
          default -> List.of();
        };
    String status = element.token("status");
    if (ENTERED_IN_ERROR.equals(status)) {
      return planned.isEmpty()
          ? withdrawn(identity, subject, type)
          : new Draft(identity, subject, Draft.Entries.parts(planned));
    }
    if (status != null && NOT_DONE.contains(status) && planned.isEmpty()) {
      return Draft.unread(
          identity, subject, NotRead.Kind.NOT_DONE, type + " did not take place", List.of());
    }
    MentionReader mentions = mentions(reference, type, element);
    if (type.equals("List")) {
      ListedSection listed = ListedSection.ofList(element);
      if (listed != null) {
        collected.add(new Collected.Listing(subject, List.of(listed)));
      }
    }
    Set<String> words = Words.of(resource);
    mentions.takeWordsFrom(words);
    planned.forEach(each -> MentionReader.words(each.code()).forEach(words::remove));
    return new Draft(
        identity,
        subject,
        Draft.Entries.parts(planned),
        mentions.aside(rest(reference, type, words, resource)));
  }

  private static @Nullable NotRead rest(
      String reference, String type, Set<String> words, Json.Obj resource) {
    return words.isEmpty()
        ? null
        : new NotRead(
            reference,
            NotRead.Kind.TYPE_NOT_READ,
            type + " is read for the conditions and plans in it only",
            List.copyOf(words),
            LastTime.of(resource));
  }

  private static MentionReader mentions(String reference, String type, Element element) {
    return switch (type) {
      case "Encounter" -> encounter(reference, element);
      case "DiagnosticReport" ->
          new MentionReader(
                  reference, element, Mention.Kind.CONCLUSION, Datatypes.moment(element, EFFECTIVE))
              .concepts(element, "conclusionCode");
      case "ClinicalImpression" -> impression(reference, element);
      case "CarePlan" -> carePlan(reference, element);
      case "Appointment" ->
          new MentionReader(reference, element, Mention.Kind.REASON, at(element, "created"))
              .reasons();
      case "ServiceRequest" ->
          new MentionReader(reference, element, Mention.Kind.REASON, at(element, "authoredOn"))
              .reasons();
      default -> new MentionReader(reference, element, Mention.Kind.REASON, null);
    };
  }

  private static MentionReader encounter(String reference, Element encounter) {
    Element period = encounter.child("period");
    // R5 calls it so
    Element actual = period == null ? encounter.child("actualPeriod") : period;
    Moment when = actual == null ? null : Datatypes.moment(Datatypes.period(actual));
    MentionReader mentions =
        new MentionReader(reference, encounter, Mention.Kind.ENCOUNTER, when).reasons();
    for (Element diagnosis : encounter.list("diagnosis")) {
      if (diagnosis.isArray("condition")) {
        mentions.references(diagnosis, "condition");
      } else {
        mentions.either(diagnosis.child("condition"));
      }
    }
    return mentions;
  }

  private static MentionReader impression(String reference, Element impression) {
    MentionReader mentions =
        new MentionReader(
                reference,
                impression,
                Mention.Kind.CONCLUSION,
                Datatypes.moment(impression, EFFECTIVE))
            .references(impression, "problem");
    for (Element finding : impression.list("finding")) {
      mentions.either(finding.choice(ITEM));
    }
    return mentions;
  }

  private static MentionReader carePlan(String reference, Element plan) {
    MentionReader mentions =
        new MentionReader(reference, plan, Mention.Kind.REASON, at(plan, "created"))
            .references(plan, "addresses");
    for (Element activity : plan.list("activity")) {
      Element detail = activity.child("detail");
      if (detail != null) {
        mentions.reasons(detail);
      }
    }
    return mentions;
  }
}
