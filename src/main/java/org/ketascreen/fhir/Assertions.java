package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Assertion;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Section;

/** Concludes for each section what the absence of an entry means. Not thread-safe. */
final class Assertions {

  private final Source source;
  private final boolean strict;
  private final Predicate<Reference> given;
  private final Set<Section> inPart;
  private final Map<Section, Signals> signals = new EnumMap<>(Section.class);

  /**
   * Begins without any signal.
   *
   * @param given whether a reference leads to an entry of the input
   * @param inPart sections of which the source gave some entries only in part
   */
  Assertions(Source source, boolean strict, Predicate<Reference> given, Set<Section> inPart) {
    this.inPart = inPart;
    this.source = source;
    this.strict = strict;
    this.given = given;
    for (Section section : Section.values()) {
      signals.put(section, new Signals());
    }
  }

  /** What is known of one section. */
  private static final class Signals {
    private final List<ListedSection> listed = new ArrayList<>();
    private boolean noneKnown;
    private boolean notAsked;
    private boolean aside;
    private boolean usable;
    private boolean active;
  }

  private Signals of(Section section) {
    return signals.computeIfAbsent(section, s -> new Signals());
  }

  /** Takes note of an entry of the record. */
  void add(Entry entry) {
    Section section = Absence.sectionOf(entry);
    if (section != null && !entry.code().isEmpty()) {
      Signals s = of(section);
      s.usable |= Absence.isUsable(entry);
      s.active |= Absence.isActive(entry);
    }
  }

  /** Takes note of a "none known" or "no information". */
  void add(Absence absence) {
    if (absence.section() != null) {
      Signals s = of(absence.section());
      s.noneKnown |= absence.says() == AssertionStatus.NONE_KNOWN;
      s.notAsked |= absence.says() == AssertionStatus.NOT_ASKED;
      s.aside |= absence.says() == AssertionStatus.PARTIAL;
    }
  }

  /** Takes note of a section of a Composition or a List. */
  void add(ListedSection listed) {
    of(listed.section()).listed.add(listed);
  }

  /** Returns what may be concluded from a section. */
  Assertion conclude(Section section) {
    Signals s = of(section);
    Assertion concluded = conclude(s);
    if (source.partial() != null && (concluded.decidesAbsence() || s.usable)) {
      return partial("only a part is given: " + source.partial());
    }
    if (inPart.contains(section) && concluded.decidesAbsence()) {
      return partial("entries are given in part only (SUBSETTED)");
    }
    boolean composed = s.listed.stream().anyMatch(l -> l.of() == ListedSection.Of.COMPOSITION);
    if (strict && concluded.decidesAbsence() && !composed && !source.wholeSearch()) {
      return partial(
          "strict: neither a Composition section nor a whole search; else "
              + concluded.is().code());
    }
    return concluded;
  }

  private Assertion conclude(Signals s) {
    String broken = broken(s);
    if (broken != null) {
      return partial(broken);
    }
    String unlisted = unlisted(s);
    ListedSection nilKnown = nilKnown(s);
    if (s.noneKnown || nilKnown != null) {
      String because =
          nilKnown == null
              ? "a \"none known\" code"
              : nilKnown.of().words() + " is empty: nil known";
      return unlisted == null ? noneKnown(s, because) : partial(because + ", yet " + unlisted);
    }
    if (unlisted != null) {
      return s.usable
          ? partial(unlisted + ", yet entries are given")
          : new Assertion(AssertionStatus.NOT_ASKED, unlisted);
    }
    String incomplete = incomplete(s);
    return incomplete == null ? recorded(s) : partial(incomplete);
  }

  private static @Nullable ListedSection nilKnown(Signals s) {
    for (ListedSection listed : s.listed) {
      if (!listed.past() && "nilknown".equals(listed.emptyReason())) {
        return listed;
      }
    }
    return null;
  }

  private static Assertion noneKnown(Signals s, String because) {
    return s.active
        ? new Assertion(AssertionStatus.RECORDED, because + ", yet an active entry is listed")
        : new Assertion(AssertionStatus.NONE_KNOWN, because);
  }

  /** Returns why the section was not asked, or {@code null}. */
  private static @Nullable String unlisted(Signals s) {
    if (s.notAsked) {
      return "a \"no information\" code";
    }
    for (ListedSection listed : s.listed) {
      if (!listed.past() && listed.emptyReason() != null) {
        String reason = unlisted(listed.emptyReason());
        if (reason != null) {
          return listed.of().words() + " is empty: " + reason;
        }
      }
    }
    return null;
  }

  private static @Nullable String unlisted(String emptyReason) {
    return switch (emptyReason) {
      case "nilknown", "withheld" -> null;
      case "notasked" -> "not asked";
      case "unavailable" -> "unavailable";
      case "notstarted" -> "not started";
      case "closed" -> "closed";
      default -> "for a reason that is not understood";
    };
  }

  /** Returns why more was listed than is given, or {@code null}. */
  private @Nullable String broken(Signals s) {
    for (ListedSection listed : s.listed) {
      if (listed.changes()) {
        return listed.of().words() + " lists only changes";
      }
      if ("withheld".equals(listed.emptyReason())) {
        return listed.of().words() + " is withheld";
      }
      if (listed.entries().stream().anyMatch(entry -> entry == null || !given.test(entry))) {
        return listed.of().words() + " lists entries that are not given";
      }
    }
    return null;
  }

  /** Returns why what is listed may be only a part, or {@code null}. */
  private @Nullable String incomplete(Signals s) {
    for (ListedSection listed : s.listed) {
      boolean wordsOnly = listed.entries().isEmpty() && listed.emptyReason() == null;
      if (wordsOnly && (strict || !s.usable)) {
        return listed.of() == ListedSection.Of.LIST
            ? "a List is empty without a reason"
            : "a Composition section has words only";
      }
    }
    return !s.listed.isEmpty() && s.listed.stream().allMatch(ListedSection::past)
        ? s.listed.get(0).of().words() + " of past illness only"
        : null;
  }

  private Assertion recorded(Signals s) {
    List<ListedSection> full = s.listed.stream().filter(l -> !l.entries().isEmpty()).toList();
    if (!full.isEmpty() && s.aside && !s.usable) {
      return partial(full.get(0).of().words() + " has only a \"none known\" code of another kind");
    }
    if (!full.isEmpty()) {
      boolean past = s.listed.stream().anyMatch(ListedSection::past);
      return new Assertion(
          AssertionStatus.RECORDED,
          past ? "Composition sections, with one of past illness" : full.get(0).of().words());
    }
    if (!s.usable) {
      return new Assertion(AssertionStatus.NOT_ASKED, "nothing is given");
    }
    return source.alone()
        ? partial("a single resource is given")
        : new Assertion(AssertionStatus.RECORDED, "entries are given");
  }

  private static Assertion partial(String because) {
    return new Assertion(AssertionStatus.PARTIAL, because);
  }
}
