package org.ketascreen.fhir;

import org.jspecify.annotations.Nullable;

/**
 * Whom an entry is about.
 *
 * @param reference the patient it refers to, or {@code null} for the one patient of the input
 * @param patient whether it is about a patient at all, not a group, a place or a relative
 */
record Subject(@Nullable Reference reference, boolean patient) {

  /** The one patient of the input. */
  static final Subject THE_PATIENT = new Subject(null, true);

  private static final Subject NO_PATIENT = new Subject(null, false);

  /** Returns the subject that a reference property names. */
  static Subject of(Element resource, String property) {
    Element element = resource.child(property);
    return element == null ? THE_PATIENT : of(element.token("reference"), element.token("type"));
  }

  /** Returns the subject of a resource that is not otherwise read, as far as it can be told. */
  static Subject of(Json.Obj resource) {
    for (String property : new String[] {"subject", "patient", "for"}) {
      Json.Obj subject = resource.object(property);
      if (subject != null) {
        return of(subject.text("reference"), subject.text("type"));
      }
    }
    return THE_PATIENT;
  }

  private static Subject of(@Nullable String text, @Nullable String type) {
    Reference reference = Reference.parse(text);
    String named = reference == null || reference.type() == null ? type : reference.type();
    if (named != null && !named.equals("Patient")) {
      return NO_PATIENT;
    }
    return reference == null ? THE_PATIENT : new Subject(reference, true);
  }
}
