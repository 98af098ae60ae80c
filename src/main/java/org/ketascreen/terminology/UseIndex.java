package org.ketascreen.terminology;

import static org.ketascreen.terminology.Verdict.minus;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;

/**
 * What one use needs: the tables of its value sets and their names. Immutable once built, and
 * thread-safe.
 */
final class UseIndex {

  final Use use;
  final List<ValueSet> valueSets;

  /** The ordinals of its value sets. */
  final BitSet all;

  /** By every usual spelling of a system's URI. */
  private final Map<String, Table> byUri;

  private final Map<CodeSystem, Table> bySystem;

  /** Names as phrases (medicines and allergens). */
  private final Lazy<WordTree> phrases;

  /** Value sets by everything that says the same as they do (conditions and results). */
  private final Lazy<Synonyms> synonyms;

  UseIndex(
      Use use,
      List<ValueSet> valueSets,
      BitSet all,
      Map<String, Table> byUri,
      Map<CodeSystem, Table> bySystem,
      Lazy<WordTree> phrases,
      Lazy<Synonyms> synonyms) {
    this.use = use;
    this.valueSets = valueSets;
    this.all = all;
    this.byUri = byUri;
    this.bySystem = bySystem;
    this.phrases = phrases;
    this.synonyms = synonyms;
  }

  /** Most entries are plainly out, and cost nothing more than their look-ups. */
  Classification classify(CodeableConcept concept) {
    boolean out = false;
    List<Coding> codings = concept.codings();
    for (int i = 0; i < codings.size(); i++) {
      Verdict verdict = verdict(codings.get(i));
      if (verdict != null) {
        if (!verdict.isPlainlyOut(all)) {
          return new Classifier(this, concept).classify();
        }
        out = true;
      }
    }
    return out ? Classification.OUT : new Classifier(this, concept).classify();
  }

  /** Returns the titles of the value sets that the codings leave open. */
  Set<String> leftOpen(CodeableConcept concept) {
    return new Classifier(this, concept).leftOpen();
  }

  /** Returns what a coding says, or {@code null} if nothing. */
  @Nullable Verdict verdict(Coding coding) {
    String uri = coding.system();
    String code = coding.code();
    if (uri == null || code == null) {
      return null;
    }
    Table table = byUri.get(uri);
    if (table == null) {
      table = tableOf(CodeSystems.find(uri));
    }
    return table.find(code);
  }

  private Table tableOf(@Nullable CodeSystem system) {
    if (system == null) {
      return Table.SILENT;
    }
    Table table = bySystem.get(system);
    if (table != null) {
      return table;
    }
    return decidesUnlisted(use, system) ? code -> Verdict.outOf(all) : Table.SILENT;
  }

  /** Whether a code that no value set lists is out, and not undecided. */
  static boolean decidesUnlisted(Use use, CodeSystem system) {
    return system.decides() == CodeSystem.Decides.LIST_DECIDES
        && (use == Use.OBSERVATION || use == Use.RESULT)
        && !CodeSystems.saysNothing(system);
  }

  /** Whether the system is known to the library, or at least to the host. */
  boolean knows(@Nullable String uri) {
    return uri != null && (byUri.containsKey(uri) || CodeSystems.find(uri) != null);
  }

  /** Whether a coding names a value set by a title that none of this use has. */
  boolean hasUnknownTitle(CodeableConcept concept) {
    for (Coding coding : concept.codings()) {
      if (CodeSystems.TITLE.equals(CodeSystems.find(coding.system()))
          && coding.code() != null
          && verdict(coding) == null) {
        return true;
      }
    }
    return false;
  }

  /** Makes what {@link #named} looks in. */
  void prepareWords() {
    switch (use) {
      case MEDICATION, ALLERGY -> phrases.get();
      case CONDITION, RESULT -> synonyms.get();
      case OBSERVATION -> {}
    }
  }

  /** Returns the value sets of this use that the words name, of those in question. */
  BitSet named(String text, BitSet inQuestion) {
    BitSet found =
        switch (use) {
          case MEDICATION, ALLERGY -> namedByPhrase(text);
          case CONDITION -> namedByWhole(text);
          case RESULT -> synonyms.get().find(Wording.normaliseCondition(text));
          case OBSERVATION -> Verdict.NO_SETS;
        };
    return minus(inQuestion, minus(inQuestion, found));
  }

  private BitSet namedByPhrase(String text) {
    String normal = Wording.normalise(text);
    return Wording.isNegated(normal) ? Verdict.NO_SETS : phrases.get().find(normal);
  }

  private BitSet namedByWhole(String text) {
    String normal = Wording.normaliseCondition(text);
    return Wording.isNegated(normal) ? Verdict.NO_SETS : synonyms.get().find(normal);
  }
}
