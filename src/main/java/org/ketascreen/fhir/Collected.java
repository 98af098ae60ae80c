package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.Section;

/**
 * What is kept of an input while it is read, one resource at a time, until all of it can be put
 * together. Not thread-safe.
 */
final class Collected {

  private final List<Draft> drafts = new ArrayList<>();
  private final List<Listing> listings = new ArrayList<>();
  private final ReferenceIndex<Medicine> medicines = new ReferenceIndex<>();
  private final Given given = new Given();
  private final Set<Section> inPart = EnumSet.noneOf(Section.class);
  private final List<Source> sources = new ArrayList<>();
  private final Map<String, Draft> nothings = new HashMap<>();
  private final SeenUrns byUrn = new SeenUrns();
  private final Shared shared = new Shared();

  /**
   * The sections of one Composition, or one List.
   *
   * @param subject whom it is about
   */
  record Listing(Subject subject, List<ListedSection> sections) {}

  /** Keeps a draft; of one that says nothing only that there is one. */
  void add(Draft draft) {
    if (draft.content() instanceof Draft.Unread unread
        && unread.notRead().kind() == NotRead.Kind.CANNOT_BEAR
        && unread.notRead().detail() == null) {
      given.saw(draft.identity());
      byUrn.add(draft.identity());
      String type = String.valueOf(draft.identity().type());
      drafts.add(nothings.computeIfAbsent(type, Collected::nothing));
    } else {
      for (Draft.Referred each : draft.aside().referred()) {
        given.want(each.reference());
      }
      drafts.add(compact(draft));
    }
  }

  private static Draft nothing(String type) {
    return Draft.unread(
        Identity.of(Place.of(type), null, null, null),
        Subject.THE_PATIENT,
        NotRead.Kind.CANNOT_BEAR,
        null,
        List.of());
  }

  private Draft compact(Draft draft) {
    Draft.Content content = draft.content();
    if (content instanceof Draft.Entries entries) {
      content = new Draft.Entries(shared.entries(entries.entries()));
    } else if (content instanceof Draft.Unread unread) {
      content = new Draft.Unread(compact(unread.notRead()));
    }
    Draft.Aside aside = draft.aside();
    if (aside.unread() != null) {
      aside = new Draft.Aside(aside.mentions(), aside.referred(), compact(aside.unread()));
    }
    return new Draft(draft.identity(), draft.subject(), content, aside);
  }

  private NotRead compact(NotRead notRead) {
    return new NotRead(
        notRead.reference(),
        notRead.kind(),
        notRead.detail(),
        shared.words(notRead.words()),
        notRead.last());
  }

  void add(Listing listing) {
    listings.add(listing);
    for (ListedSection section : listing.sections()) {
      for (Reference reference : section.entries()) {
        if (reference != null) {
          given.want(reference);
        }
      }
    }
  }

  void add(Source source) {
    sources.add(source);
  }

  void addInPart(Section section) {
    inPart.add(section);
  }

  List<Draft> drafts() {
    return drafts;
  }

  List<Listing> listings() {
    return listings;
  }

  ReferenceIndex<Medicine> medicines() {
    return medicines;
  }

  Set<Section> inPart() {
    return inPart;
  }

  /** Returns what all the parts of the input say of its completeness. */
  Source source() {
    return Source.of(sources);
  }

  /**
   * Returns what of the references that were asked for is given; of a resource that says nothing
   * and came before it was asked for, only its URN is remembered, since its type tells enough.
   */
  Given given() {
    drafts.forEach(draft -> given.saw(draft.identity()));
    if (given.isAsked()) {
      byUrn.forEach(given::saw);
    }
    return given;
  }
}
