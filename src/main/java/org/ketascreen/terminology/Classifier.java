package org.ketascreen.terminology;

import static org.ketascreen.terminology.Verdict.common;
import static org.ketascreen.terminology.Verdict.minus;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.terminology.Classification.Decision;
import org.ketascreen.terminology.Classification.Undecided;

/**
 * Looks up one concept: first its codings, then, where they leave it open, its words. Not
 * thread-safe.
 */
final class Classifier {

  private final UseIndex index;
  private final CodeableConcept concept;
  private final BitSet excluded = new BitSet();
  private final BitSet out = new BitSet();
  private final BitSet broader = new BitSet();
  private final Map<Integer, Membership> memberships = new TreeMap<>();
  private boolean decided;

  Classifier(UseIndex index, CodeableConcept concept) {
    this.index = index;
    this.concept = concept;
  }

  Classification classify() {
    readCodes();
    doubtWhereCodingsDisagree();
    if (!open().isEmpty()) {
      readDisplays();
      readTexts();
    }
    return result();
  }

  /** Returns the titles of the value sets that its codings leave open. */
  Set<String> leftOpen() {
    readCodes();
    return Set.copyOf(titles(open()));
  }

  private List<String> titles(BitSet sets) {
    List<String> titles = new ArrayList<>();
    for (int i = sets.nextSetBit(0); i >= 0; i = sets.nextSetBit(i + 1)) {
      titles.add(index.valueSets.get(i).title());
    }
    return titles;
  }

  private void readCodes() {
    for (Coding coding : concept.codings()) {
      readCode(coding);
    }
  }

  private void readCode(Coding coding) {
    Verdict verdict = index.verdict(coding);
    if (verdict == null) {
      return;
    }
    decided = true;
    excluded.or(verdict.excluded());
    out.or(verdict.out());
    broader.or(verdict.broader());
    add(verdict.in(), coding, null, verdict::matchedBy);
  }

  private void doubtWhereCodingsDisagree() {
    memberships.replaceAll(
        (ordinal, m) ->
            excluded.get(ordinal)
                ? new Membership(
                    m.valueSet(),
                    ordinal,
                    m.coding(),
                    m.matchedBy(),
                    MembershipDoubt.CODINGS_DISAGREE)
                : m);
  }

  /**
   * Words that belong to a code are as good as it for medicines; a condition's and a result's are a
   * synonym at best.
   */
  private void readDisplays() {
    MembershipDoubt doubt = isKnownBySynonyms() ? MembershipDoubt.SYNONYM_ONLY : null;
    for (Coding coding : concept.codings()) {
      if (hasCode(coding)) {
        readName(coding.display(), coding, doubt);
      }
    }
  }

  private boolean isKnownBySynonyms() {
    return index.use == Use.CONDITION || index.use == Use.RESULT;
  }

  private void readTexts() {
    MembershipDoubt doubt =
        isKnownBySynonyms() ? MembershipDoubt.SYNONYM_ONLY : MembershipDoubt.NAME_IN_FREE_TEXT;
    for (Coding coding : concept.codings()) {
      if (!hasCode(coding)) {
        readName(coding.display(), coding, doubt);
      }
    }
    readName(concept.text(), null, doubt);
  }

  private void readName(
      @Nullable String words, @Nullable Coding coding, @Nullable MembershipDoubt doubt) {
    if (words != null) {
      add(index.named(words, open()), coding, doubt, ordinal -> MatchedBy.NAME);
    }
  }

  private void add(
      BitSet sets,
      @Nullable Coding coding,
      @Nullable MembershipDoubt doubt,
      Function<Integer, MatchedBy> matchedBy) {
    for (int i = sets.nextSetBit(0); i >= 0; i = sets.nextSetBit(i + 1)) {
      String title = index.valueSets.get(i).title();
      memberships.putIfAbsent(i, new Membership(title, i, coding, matchedBy.apply(i), doubt));
    }
  }

  /** Returns the value sets that nothing decided so far. */
  private BitSet open() {
    BitSet open = minus(index.all, out);
    memberships.keySet().forEach(open::clear);
    return open;
  }

  private Classification result() {
    BitSet open = open();
    List<String> broaderThan = List.copyOf(titles(common(broader, open)));
    if (!memberships.isEmpty()) {
      return new Classification(Decision.IN, null, List.copyOf(memberships.values()), broaderThan);
    }
    if (decided && open.isEmpty()) {
      return Classification.OUT;
    }
    return new Classification(Decision.UNDECIDED, reason(), List.of(), broaderThan);
  }

  private Undecided reason() {
    boolean words = isText(concept.text());
    boolean code = false;
    for (Coding coding : concept.codings()) {
      words |= isText(coding.display());
      if (hasCode(coding)) {
        code = true;
        if (index.knows(coding.system())) {
          return Undecided.NO_TABLE_DECIDES;
        }
      }
    }
    if (code) {
      return Undecided.UNKNOWN_SYSTEM;
    }
    return words ? Undecided.TEXT_ONLY : Undecided.EMPTY;
  }

  /** Whether there is a code, and not one that stands for its absence. */
  private static boolean hasCode(Coding coding) {
    if (!isText(coding.code())) {
      return false;
    }
    CodeSystem system = CodeSystems.find(coding.system());
    return system == null || !CodeSystems.saysNothing(system);
  }

  private static boolean isText(@Nullable String text) {
    return text != null && !text.isBlank();
  }
}
