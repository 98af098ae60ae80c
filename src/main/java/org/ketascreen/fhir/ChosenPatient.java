package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ketascreen.UnreadableInputException;
import org.ketascreen.record.NotRead;

/**
 * The one patient that an input is read for.
 *
 * @param identities of the Patient resource, and of others that are linked to it as the same
 *     person; the first is the one that is valid; none if there is no Patient resource
 * @param identifiers by which entries may name the patient
 * @param reference how entries refer to the patient when no identity says so, or {@code null}
 */
record ChosenPatient(
    List<Identity> identities, List<Identifier> identifiers, @Nullable Reference reference) {

  /**
   * Chooses the patient: the one asked for, else the one there is.
   *
   * @param patients those of the drafts that are Patient resources
   * @throws UnreadableInputException if there are several and none is asked for, or the one asked
   *     for is not there
   */
  static ChosenPatient choose(
      List<Draft> drafts, List<Draft> patients, @Nullable Reference wanted) {
    return wanted == null ? only(drafts, patients) : wanted(wanted, drafts, patients);
  }

  private static ChosenPatient only(List<Draft> drafts, List<Draft> patients) {
    if (patients.isEmpty()) {
      return new ChosenPatient(List.of(), List.of(), onlySubject(drafts));
    }
    Draft first = patients.get(0);
    List<Draft> others = new ArrayList<>(patients.subList(1, patients.size()));
    List<Draft> same = takeLinked(first, others);
    if (!others.isEmpty()) {
      throw several(first.identity().safeName(), others.get(0).identity().safeName());
    }
    ChosenPatient chosen = of(same, null);
    return chosen.isNamed() ? chosen : of(same, onlySubject(drafts));
  }

  private static ChosenPatient of(List<Draft> same, @Nullable Reference reference) {
    List<Identity> identities = new ArrayList<>();
    List<Identifier> identifiers = new ArrayList<>();
    for (Draft draft : same) {
      boolean replaced = links(draft).stream().anyMatch(Draft.Link::replaced);
      identities.add(replaced ? identities.size() : 0, draft.identity());
      if (draft.content() instanceof Draft.Demographics described) {
        identifiers.addAll(described.identifiers());
      }
    }
    return new ChosenPatient(List.copyOf(identities), List.copyOf(identifiers), reference);
  }

  private boolean isNamed() {
    return identities.stream().anyMatch(identity -> !identity.isAnonymous());
  }

  /**
   * Returns the Patient resources of one person, copies of one and those linked to it, and takes
   * them from the others. Each is taken once: a thousand copies cost no more than their reading.
   */
  private static List<Draft> takeLinked(Draft first, List<Draft> others) {
    List<Draft> same = new ArrayList<>(List.of(first));
    for (int i = 0; i < same.size() && !others.isEmpty(); i++) {
      Draft one = same.get(i);
      others.removeIf(other -> isLinked(one, other) && same.add(other));
    }
    return same;
  }

  private static List<Draft> othersThan(Draft patient, List<Draft> patients) {
    List<Draft> others = new ArrayList<>(patients);
    others.removeIf(other -> other.identity().equals(patient.identity()));
    return others;
  }

  private static boolean isLinked(Draft one, Draft other) {
    return same(one.identity(), other.identity()) || links(one, other) || links(other, one);
  }

  private static boolean links(Draft from, Draft to) {
    return links(from).stream().anyMatch(link -> link.other().refersTo(to.identity()));
  }

  private static List<Draft.Link> links(Draft draft) {
    return draft.content() instanceof Draft.Demographics described ? described.links() : List.of();
  }

  private static @Nullable Reference onlySubject(List<Draft> drafts) {
    Draft first = null;
    Draft named = null;
    for (Draft draft : drafts) {
      Identifier identifier = isMalformed(draft) ? null : draft.subject().identifier();
      if (identifier != null && named == null) {
        named = draft;
      } else if (identifier != null
          && named != null
          && identifier.differsFrom(List.of(identifierOf(named)))) {
        throw several(safeName(named), safeName(draft));
      }
      Reference subject = readableSubject(draft);
      if (subject != null && first == null) {
        first = draft;
      } else if (subject != null && first != null && !isSame(first, subject)) {
        throw several(safeName(first), safeName(draft));
      }
    }
    return first == null ? null : first.subject().reference();
  }

  private static Identifier identifierOf(Draft draft) {
    return Objects.requireNonNull(draft.subject().identifier());
  }

  private static @Nullable Reference readableSubject(Draft draft) {
    return isMalformed(draft) ? null : draft.subject().reference();
  }

  private static ChosenPatient wanted(Reference wanted, List<Draft> drafts, List<Draft> patients) {
    for (Draft patient : patients) {
      if (wanted.refersTo(patient.identity())) {
        return of(takeLinked(patient, othersThan(patient, patients)), null);
      }
    }
    for (Draft draft : drafts) {
      Reference subject = readableSubject(draft);
      if (subject != null && wanted.sameAs(subject)) {
        return new ChosenPatient(List.of(), List.of(), subject);
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
            ? Identity.of(Place.of(""), "Patient", text.substring(slash + 1), null)
            : Identity.of(Place.of(""), null, null, text);
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
    if (!subject.patient()) {
      return false;
    }
    if (subject.identifier() != null) {
      return !subject.identifier().differsFrom(identifiers);
    }
    Reference other = subject.reference();
    if (other == null) {
      return true;
    }
    if (isNamed()) {
      return identities.stream().anyMatch(other::refersTo);
    }
    return reference == null || other.sameAs(reference);
  }

  /** Whether this Patient resource is the patient's. */
  boolean is(Identity patient) {
    return identities.stream()
        .anyMatch(identity -> identity.equals(patient) || same(identity, patient));
  }

  /** Whether this is the Patient resource that is valid, or a copy of it. */
  boolean isFirst(Identity patient) {
    return identities.get(0).equals(patient) || same(identities.get(0), patient);
  }

  /** Returns how the record refers to the patient, or {@code null} if the input does not. */
  @Nullable String subject() {
    for (Identity identity : identities) {
      if (!identity.isAnonymous()) {
        return identity.reference();
      }
    }
    return reference == null ? null : reference.text();
  }
}
