package org.ketascreen.fhir;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Assertion;
import org.ketascreen.record.Entry;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Section;

/**
 * Puts the entries of one input together: whose they are, what they refer to, what they assert. Not
 * thread-safe.
 */
final class RecordAssembler {

  private static final String TOO_MANY_INGREDIENTS =
      "its ingredients lie more than "
          + Medicine.DEEPEST
          + " references deep, or more than "
          + Medicine.MOST_MEANT
          + " resources have the id of one; give the codes of its ingredients in the medicine itself";

  private final Collected read;
  private final ChosenPatient patient;
  private final Given given;
  private final Assertions assertions;
  private final Map<String, Draft> inParts;
  private final PatientRecord.Builder record = PatientRecord.builder();
  private Draft.@Nullable Demographics demographics;
  private @Nullable Subject lastSubject;
  private boolean lastIsPatient;

  RecordAssembler(Collected read, @Nullable Reference wanted, boolean strict) {
    this.read = read;
    this.inParts = new HashMap<>(2 * read.drafts().size());
    this.patient = ChosenPatient.choose(read.drafts(), read.patients(), wanted);
    this.given = read.given();
    this.assertions = new Assertions(read.source(), strict, this::isGiven, read.inPart());
  }

  /** What cannot bear need not be given. */
  private boolean isGiven(Reference reference) {
    String type = reference.type();
    return (type != null && ResourceTypes.use(type) == ResourceTypes.Use.CANNOT_BEAR)
        || given.has(reference);
  }

  /** Replaces every version of a resource in a history but the newest, which stands first. */
  static void keepNewest(List<Draft> drafts) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < drafts.size(); i++) {
      Identity identity = drafts.get(i).identity();
      String relative = identity.relative();
      if (relative != null && !seen.add(relative)) {
        drafts.set(
            i,
            Draft.unread(
                identity,
                Subject.THE_PATIENT,
                NotRead.Kind.CANNOT_BEAR,
                identity.place() + ": an older version of an entry above",
                List.of()));
      }
    }
  }

  PatientRecord assemble(Map<Section, Assertion> callers) {
    read.drafts().forEach(this::add);
    read.listings().stream()
        .filter(listing -> patient.is(listing.subject()))
        .flatMap(listing -> listing.sections().stream())
        .forEach(assertions::add);
    for (Section section : Section.values()) {
      Assertion caller = callers.get(section);
      record.assertion(section, caller == null ? assertions.conclude(section) : caller);
    }
    return record.subject(patient.subject()).build();
  }

  private void add(Draft draft) {
    if (ChosenPatient.isPatient(draft) ? !patient.is(draft.identity()) : isAnothers(draft)) {
      record.add(
          notRead(draft, NotRead.Kind.ANOTHER_PATIENT, "about another than the chosen patient"));
    } else if (draft.content() instanceof Draft.Demographics described) {
      addDemographics(draft, described);
    } else if (draft.content() instanceof Draft.ByReference pending) {
      addMedication(draft, pending);
    } else if (draft.content() instanceof Draft.Unread unread) {
      record.add(unread.notRead());
    } else if (draft.content() instanceof Draft.Entries entries) {
      addEntries(draft, entries);
    }
  }

  private void addMedication(Draft draft, Draft.ByReference pending) {
    Medicine.Resolved resolved = Medicine.resolve(pending.medicine(), read.medicines());
    if (resolved.whole()) {
      add(pending.entry().apply(resolved.concept()));
      addAside(draft.aside());
    } else {
      record.add(notRead(draft, NotRead.Kind.MALFORMED, TOO_MANY_INGREDIENTS));
    }
  }

  private void addEntries(Draft draft, Draft.Entries entries) {
    if (entries.parts()) {
      Draft before = inParts.putIfAbsent(draft.identity().reference(), draft);
      if (before != null) {
        addAgain(draft, before);
        return;
      }
    }
    for (Entry entry : entries.entries()) {
      add(entry);
    }
    boolean said = addAside(draft.aside());
    if (entries.entries().isEmpty() && !said) {
      record.add(notRead(draft, NotRead.Kind.CANNOT_BEAR, "it names no condition and no plan"));
    }
  }

  /** An entry in parts whose reference another has must not be taken for more of its parts. */
  private void addAgain(Draft draft, Draft before) {
    if (draft.content().equals(before.content()) && draft.aside().equals(before.aside())) {
      record.add(notRead(draft, NotRead.Kind.REPEATED, "the same entry stands before"));
    } else {
      add(Parts.under(draft.identity().place().toString(), draft));
    }
  }

  /** Adds what an entry says aside, and returns whether there was anything. */
  private boolean addAside(Draft.Aside aside) {
    if (aside.isEmpty()) {
      return false;
    }
    aside.mentions().forEach(record::add);
    boolean said = !aside.mentions().isEmpty();
    for (Draft.Referred referred : aside.referred()) {
      if (!given.has(referred.reference())) {
        record.add(referred.mention());
        said = true;
      }
    }
    if (aside.unread() != null) {
      record.add(aside.unread());
      said = true;
    }
    return said;
  }

  private boolean isAnothers(Draft draft) {
    boolean bears =
        !(draft.content() instanceof Draft.Unread unread)
            || unread.notRead().kind() != NotRead.Kind.CANNOT_BEAR;
    return bears && !isOfPatient(draft.subject());
  }

  /** Nearly every entry names its subject as the one before does. */
  private boolean isOfPatient(Subject subject) {
    if (!subject.equals(lastSubject)) {
      lastSubject = subject;
      lastIsPatient = patient.is(subject);
    }
    return lastIsPatient;
  }

  private void addDemographics(Draft draft, Draft.Demographics described) {
    if (!patient.isFirst(draft.identity())) {
      record.add(notRead(draft, NotRead.Kind.REPEATED, "the patient under another id"));
      return;
    }
    if (demographics == null) {
      demographics = described;
      record.patientEntries(1);
    } else if (isSame(demographics, described)) {
      record.add(notRead(draft, NotRead.Kind.REPEATED, "the same patient stands before"));
    } else {
      demographics = agreed(demographics, described);
      record.add(
          notRead(
              draft, NotRead.Kind.MALFORMED, "Patient: the patient is given twice; give it once"));
    }
    record
        .gender(demographics.gender())
        .birthSex(demographics.birthSex())
        .birthDate(demographics.birthDate());
  }

  private static boolean isSame(Draft.Demographics a, Draft.Demographics b) {
    return Objects.equals(a.gender(), b.gender())
        && Objects.equals(a.birthSex(), b.birthSex())
        && Objects.equals(a.birthDate(), b.birthDate());
  }

  private static Draft.Demographics agreed(Draft.Demographics a, Draft.Demographics b) {
    return new Draft.Demographics(
        agreed(a.gender(), b.gender()),
        agreed(a.birthSex(), b.birthSex()),
        agreed(a.birthDate(), b.birthDate()),
        a.identifiers(),
        a.links());
  }

  private static <T> @Nullable T agreed(@Nullable T a, @Nullable T b) {
    return a != null && a.equals(b) ? a : null;
  }

  private void add(Entry entry) {
    Absence absence = Absence.of(entry);
    if (absence == null) {
      record.add(entry);
      assertions.add(entry);
      return;
    }
    boolean holds = Absence.holds(entry);
    if (holds) {
      assertions.add(absence);
    }
    String detail =
        holds
            ? "says that none is known, or that nothing is known"
            : "a withdrawn \"none known\"; it asserts nothing";
    record.add(new NotRead(entry.reference(), NotRead.Kind.ASSERTION, detail, List.of()));
  }

  private static NotRead notRead(Draft draft, NotRead.Kind kind, String detail) {
    return new NotRead(draft.identity().reference(), kind, detail, List.of());
  }
}
