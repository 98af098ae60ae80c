package org.ketascreen.fhir;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whom an entry is about.
 *
 * @param reference the patient it refers to, or {@code null} for the one patient of the input
 * @param identifier by which it names the patient instead, or {@code null}
 * @param patient whether it is about a patient at all, not a group, a place or a relative
 */
record Subject(@Nullable Reference reference, @Nullable Identifier identifier, boolean patient) {

  private static final String PATIENT_URL = "http://hl7.org/fhir/StructureDefinition/Patient";
  private static final String SEARCH = "Patient?identifier=";

  /** The one patient of the input. */
  static final Subject THE_PATIENT = new Subject(null, null, true);

  /** No patient: a relative, a group, a place. */
  static final Subject NO_PATIENT = new Subject(null, null, false);

  /** Returns the subject that a reference property names. */
  static Subject of(Element resource, String property) {
    Subject subject = resource.remembered(property, Subject.class, Subject::read);
    return subject == null ? THE_PATIENT : subject;
  }

  /** Returns the subject that a reference names. */
  static Subject of(Element reference) {
    return reference.remembered(Subject.class, Subject::read);
  }

  /** As a record's own, which a JVM that has just begun links slowly. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Subject that
        && patient == that.patient
        && Objects.equals(reference, that.reference)
        && Objects.equals(identifier, that.identifier);
  }

  @Override
  public int hashCode() {
    return Objects.hash(reference, identifier, patient);
  }

  private static Subject read(Element reference) {
    return of(
        reference.token("reference"),
        reference.token("type"),
        Identifier.of(reference.object().object("identifier")));
  }

  /** Returns the subject of a resource that is not otherwise read, as far as it can be told. */
  static Subject of(Json.Obj resource) {
    for (String property : new String[] {"subject", "patient", "for"}) {
      Json.Obj subject = resource.object(property);
      if (subject != null) {
        return of(
            subject.text("reference"),
            subject.text("type"),
            Identifier.of(subject.object("identifier")));
      }
    }
    return THE_PATIENT;
  }

  private static Subject of(
      @Nullable String text, @Nullable String type, @Nullable Identifier identifier) {
    Reference reference = Reference.parse(text);
    String named = reference == null || reference.type() == null ? type : reference.type();
    if (named != null && !named.equals("Patient") && !named.equals(PATIENT_URL)) {
      return NO_PATIENT;
    }
    if (reference != null) {
      return new Subject(reference, null, true);
    }
    Identifier byIdentifier = text == null ? identifier : searched(text);
    return byIdentifier == null ? THE_PATIENT : new Subject(null, byIdentifier, true);
  }

  /** Returns what {@code Patient?identifier=system|value} looks for, or {@code null}. */
  private static @Nullable Identifier searched(String text) {
    if (!text.startsWith(SEARCH)) {
      return null;
    }
    int bar = text.indexOf('|');
    return bar < 0 || text.indexOf('&') >= 0 || bar == SEARCH.length() || bar + 1 == text.length()
        ? null
        : new Identifier(text.substring(SEARCH.length(), bar), text.substring(bar + 1));
  }
}
