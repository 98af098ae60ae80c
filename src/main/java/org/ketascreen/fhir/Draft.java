package org.ketascreen.fhir;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Gender;
import org.ketascreen.record.Mention;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.Observation;
import org.ketascreen.record.Planned;
import org.ketascreen.record.RecordedTime;

/**
 * What one entry of the input came to, before it is known who the patient is and what its
 * references refer to.
 *
 * @param identity how it may be referred to
 * @param subject whom it is about
 * @param content what it says
 * @param aside what it says beside that
 */
record Draft(Identity identity, Subject subject, Content content, Aside aside) {

  Draft(Identity identity, Subject subject, Content content) {
    this(identity, subject, content, Aside.NOTHING);
  }

  static Draft unread(
      Identity identity,
      Subject subject,
      NotRead.Kind kind,
      @Nullable String detail,
      List<String> words) {
    return new Draft(
        identity, subject, new Unread(new NotRead(identity.reference(), kind, detail, words)));
  }

  /** What an entry says. */
  sealed interface Content {}

  /**
   * The patient as such.
   *
   * @param links other Patient resources of the same person
   */
  record Demographics(
      @Nullable Gender gender,
      @Nullable Gender birthSex,
      @Nullable RecordedTime birthDate,
      List<Identifier> identifiers,
      List<Link> links)
      implements Content {}

  /**
   * A link of a Patient to another of the same person.
   *
   * @param replaced whether the other has taken its place
   */
  record Link(Reference other, boolean replaced) {}

  /**
   * Entries of the record: one, one a component or activity, or none beside what is aside.
   *
   * @param parts whether they are or may be {@link Parts} of one
   */
  record Entries(List<Entry> entries, boolean parts) implements Content {
    static final Entries NONE = new Entries(List.of(), true);

    static Entries of(Entry entry) {
      return new Entries(List.of(entry), entry instanceof Observation || entry instanceof Planned);
    }

    /** Returns entries that are or may be parts of one. */
    static Entries parts(List<? extends Entry> entries) {
      return new Entries(List.copyOf(entries), true);
    }
  }

  /** A medication whose code stands in another resource. */
  record ByReference(Medicine.Link medicine, Function<CodeableConcept, Entry> entry)
      implements Content {}

  /** Not read. */
  record Unread(NotRead notRead) implements Content {}

  /**
   * What an entry says beside what it is about.
   *
   * @param mentions conditions that it names
   * @param referred conditions that it refers to, by their words, in case they are not given
   * @param unread what is not read of it, or {@code null}
   */
  record Aside(List<Mention> mentions, List<Referred> referred, @Nullable NotRead unread) {
    static final Aside NOTHING = new Aside(List.of(), List.of(), null);

    /** Whether it says nothing. */
    boolean isEmpty() {
      return mentions.isEmpty() && referred.isEmpty() && unread == null;
    }
  }

  /** What a reference says in words of what it refers to. */
  record Referred(Reference reference, Mention mention) {}
}
