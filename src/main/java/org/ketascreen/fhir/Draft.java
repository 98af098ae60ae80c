package org.ketascreen.fhir;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Gender;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.RecordedTime;

/**
 * What one entry of the input came to, before it is known who the patient is and what its
 * references refer to.
 *
 * @param identity how it may be referred to
 * @param subject whom it is about
 * @param content what it says
 */
record Draft(Identity identity, Subject subject, Content content) {

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

  /** The patient as such. */
  record Demographics(
      @Nullable Gender gender, @Nullable Gender birthSex, @Nullable RecordedTime birthDate)
      implements Content {}

  /** Entries of the record: one, or one a component. */
  record Entries(List<Entry> entries) implements Content {}

  /** A medication whose code stands in another resource. */
  record ByReference(Medicine.Link medicine, Function<CodeableConcept, Entry> entry)
      implements Content {}

  /** Not read. */
  record Unread(NotRead notRead) implements Content {}
}
