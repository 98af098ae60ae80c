package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.Arrays;
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

  /** How the keys of each end: most of them are not asked for, which is told without the draft. */
  private int[] ends = new int[64];

  /** Which of them were Patient resources when they came. */
  private final List<Integer> patients = new ArrayList<>();

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
      keep(nothings.computeIfAbsent(type, Collected::nothing));
    } else {
      if (!draft.aside().isEmpty()) {
        draft.aside().referred().forEach(each -> given.want(each.reference()));
      }
      keep(shared == null ? draft : shared.draft(draft));
    }
  }

  private void keep(Draft draft) {
    int number = drafts.size();
    if (number == ends.length) {
      ends = Arrays.copyOf(ends, 2 * number);
    }
    ends[number] = draft.identity().ends();
    if (ChosenPatient.isPatient(draft)) {
      patients.add(number);
    }
    drafts.add(draft);
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

  /** Returns those that are Patient resources. */
  List<Draft> patients() {
    return patients.stream().map(drafts::get).filter(ChosenPatient::isPatient).toList();
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
    for (int i = 0; i < drafts.size(); i++) {
      if (given.mayBeAskedFor(ends[i])) {
        given.saw(drafts.get(i).identity());
      }
    }
    if (given.isAsked()) {
      byUrn.showTo(given);
    }
    return given;
  }
}
