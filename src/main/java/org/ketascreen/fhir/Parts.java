package org.ketascreen.fhir;

import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Mention;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.Observation;
import org.ketascreen.record.Planned;

/**
 * Entries of the input that become several of the record, which only their reference holds
 * together.
 */
final class Parts {

  private Parts() {}

  /** Returns an entry with all its parts under another reference. */
  static Draft under(String reference, Draft draft) {
    Identity identity = Identity.of(Place.of(reference), null, null, null);
    Draft.Content content =
        draft.content() instanceof Draft.Entries entries
            ? Draft.Entries.parts(
                entries.entries().stream().map(entry -> under(reference, entry)).toList())
            : draft.content();
    Draft.Aside aside = draft.aside();
    return new Draft(
        identity,
        draft.subject(),
        content,
        new Draft.Aside(
            aside.mentions().stream().map(mention -> under(reference, mention)).toList(),
            aside.referred().stream()
                .map(each -> new Draft.Referred(each.reference(), under(reference, each.mention())))
                .toList(),
            under(reference, aside.unread())));
  }

  private static Mention under(String reference, Mention mention) {
    return new Mention(reference, mention.code(), mention.kind(), mention.when());
  }

  private static @Nullable NotRead under(String reference, @Nullable NotRead unread) {
    return unread == null
        ? null
        : new NotRead(reference, unread.kind(), unread.detail(), unread.words(), unread.last());
  }

  private static Entry under(String reference, Entry entry) {
    if (entry instanceof Observation observation) {
      return new Observation(
          reference,
          observation.code(),
          observation.status(),
          observation.value(),
          observation.effective(),
          observation.range(),
          observation.interpretations());
    }
    return entry instanceof Planned planned
        ? new Planned(
            reference, planned.code(), planned.status(), planned.due(), planned.recorded())
        : entry;
  }
}
