package org.ketascreen.fhir;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.UnreadableInputException;
import org.ketascreen.record.NotRead;

/**
 * The one patient that an input is read for.
 *
 * @param identity of the Patient resource, or {@code null} if there is none
 * @param reference how entries refer to the patient when no identity says so, or {@code null}
 */
record ChosenPatient(@Nullable Identity identity, @Nullable Reference reference) {

  /**
   * Chooses the patient: the one asked for, else the one there is.
   *
   * @throws UnreadableInputException if there are several and none is asked for, or the one asked
   *     for is not there
   */
  static ChosenPatient choose(List<Draft> drafts, @Nullable Reference wanted) {
    return wanted == null ? only(drafts) : wanted(wanted, drafts);
  }

  private static ChosenPatient only(List<Draft> drafts) {
    Draft patient = null;
    for (Draft draft : drafts) {
      if (isPatient(draft)) {
        if (patient != null && !same(patient.identity(), draft.identity())) {
          throw several(patient.identity().safeName(), draft.identity().safeName());
        }
        patient = patient == null ? draft : patient;
      }
    }
    Identity identity = patient == null ? null : patient.identity();
    return identity != null && !identity.isAnonymous()
        ? new ChosenPatient(identity, null)
        : new ChosenPatient(identity, onlySubject(drafts));
  }

  private static @Nullable Reference onlySubject(List<Draft> drafts) {
    Draft first = null;
    for (Draft draft : drafts) {
      Reference subject = readableSubject(draft);
      if (subject != null && first == null) {
        first = draft;
      } else if (subject != null && first != null && !isSame(first, subject)) {
        throw several(safeName(first), safeName(draft));
      }
    }
    return first == null ? null : first.subject().reference();
  }

  private static @Nullable Reference readableSubject(Draft draft) {
    return isMalformed(draft) ? null : draft.subject().reference();
  }

  private static ChosenPatient wanted(Reference wanted, List<Draft> drafts) {
    for (Draft draft : drafts) {
      if (isPatient(draft) && wanted.refersTo(draft.identity())) {
        return new ChosenPatient(draft.identity(), null);
      }
    }
    for (Draft draft : drafts) {
      Reference subject = readableSubject(draft);
      if (subject != null && wanted.sameAs(subject)) {
        return new ChosenPatient(null, subject);
      }
    }
    throw new UnreadableInputException(
        "the patient that was chosen is not in the input; choose one by the reference that the"
            + " input uses, such as Patient/x");
  }

  /**
   * Whether an entry is a Patient resource, read or malformed; not one that was deleted or
   * replaced.
   */
  static boolean isPatient(Draft draft) {
    return "Patient".equals(draft.identity().type())
        && !(draft.content() instanceof Draft.Unread unread
            && unread.notRead().kind() == NotRead.Kind.CANNOT_BEAR);
  }

  private static boolean same(Identity a, Identity b) {
    if (a.fullUrl() != null && b.fullUrl() != null) {
      return a.fullUrl().equals(b.fullUrl());
    }
    return a.relative() != null && a.relative().equals(b.relative());
  }

  private static boolean isSame(Draft draft, Reference reference) {
    Reference other = draft.subject().reference();
    return other != null && other.sameAs(reference);
  }

  private static boolean isMalformed(Draft draft) {
    return draft.content() instanceof Draft.Unread unread
        && unread.notRead().kind() == NotRead.Kind.MALFORMED;
  }

  private static String safeName(Draft draft) {
    Reference reference = draft.subject().reference();
    String text = reference == null ? "" : reference.text();
    int slash = text.indexOf('/');
    Identity named =
        slash > 0 && !text.startsWith("urn:")
            ? Identity.of("", "Patient", text.substring(slash + 1), null)
            : Identity.of("", null, null, text);
    String name = named.safeName();
    return name.isEmpty() ? "the subject of " + draft.identity().place() : name;
  }

  private static UnreadableInputException several(String one, String other) {
    return new UnreadableInputException(
        "the input is about several patients, among them "
            + one
            + " and "
            + other
            + "; choose one by its reference (on the command line --patient Patient/x)");
  }

  /** Whether an entry with this subject is about the patient. */
  boolean is(Subject subject) {
    Reference other = subject.reference();
    if (!subject.patient() || other == null) {
      return subject.patient();
    }
    if (identity != null && !identity.isAnonymous()) {
      return other.refersTo(identity);
    }
    return reference == null || other.sameAs(reference);
  }

  /** Whether this Patient resource is the patient's. */
  boolean is(Identity patient) {
    return identity != null && (identity.equals(patient) || same(identity, patient));
  }

  /** Returns how the record refers to the patient, or {@code null} if the input does not. */
  @Nullable String subject() {
    if (identity != null && !identity.isAnonymous()) {
      return identity.reference();
    }
    return reference == null ? null : reference.text();
  }
}
