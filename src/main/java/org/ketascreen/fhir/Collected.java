package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
  private final @Nullable Shared shared;

  /**
   * Begins.
   *
   * @param remembers whether equal values are read as one
   */
  Collected(boolean remembers) {
    this.shared = remembers ? null : new Shared();
  }

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
      drafts.add(shared == null ? draft : shared.draft(draft));
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
