package org.ketascreen.terminology;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;

/**
 * All value sets of a rulebase as one hash index: which of them an entry belongs to, which it is
 * decided not to, and what could not be decided. Immutable and thread-safe.
 */
public final class ConceptIndex {

  private final List<ValueSet> valueSets;
  private final Map<String, Integer> ordinals;
  private final Map<Use, UseIndex> uses;
  private final Lazy<WatchWords> watchWords;

  ConceptIndex(
      List<ValueSet> valueSets,
      Map<String, Integer> ordinals,
      Map<Use, UseIndex> uses,
      Lazy<WatchWords> watchWords) {
    this.valueSets = valueSets;
    this.ordinals = ordinals;
    this.uses = uses;
    this.watchWords = watchWords;
  }

  /**
   * Returns a builder of an index without value sets, without ingredients and without a host's
   * terminology.
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the value sets in the order they were added; a value set's ordinal is its place in it.
   */
  public List<ValueSet> valueSets() {
    return valueSets;
  }

  /** Returns the ordinal of a value set, or {@code -1} if there is none of this title. */
  public int ordinal(String title) {
    return ordinals.getOrDefault(title, -1);
  }

  /**
   * Returns the value sets of a use that a concept belongs to.
   *
   * <p>Its codings are looked up first. ICD-10 and ATC decide by hierarchy, the most specific
   * statement of a value set winning; a code broader than an include, and covered by no statement,
   * is undecided. RxNorm concepts are rolled up to their ingredients. Observations and results are
   * decided by LOINC and HL7 tables. Codes of other systems are in where they are listed, else
   * undecided. The title of a value set, as a code of {@link CodeSystems#TITLE}, is in that one and
   * no other. One coding that is in is enough, but makes it only possible where another is
   * excluded. What no coding decides is then looked for by its words.
   *
   * @param use what to look it up as; value sets without this use are passed over
   */
  public Classification classify(CodeableConcept concept, Use use) {
    return Objects.requireNonNull(uses.get(use), "use").classify(concept);
  }

  /**
   * Returns the titles of the value sets that the codes of {@code concept} leave open: neither in
   * nor out. Words are not asked. A condition leaves every set of allergens open: an allergy may
   * stand among the conditions.
   */
  public Set<String> leftOpen(CodeableConcept concept, Use use) {
    Set<String> open =
        new LinkedHashSet<>(Objects.requireNonNull(uses.get(use), "use").leftOpen(concept));
    if (use == Use.CONDITION) {
      Objects.requireNonNull(uses.get(Use.ALLERGY), "use").all.stream()
          .forEach(ordinal -> open.add(valueSets.get(ordinal).title()));
    }
    return open;
  }

  /**
   * Makes what entries are looked up in by their words, which else the first such entry waits for.
   */
  public void prepareWords() {
    uses.values().forEach(UseIndex::prepareWords);
    watchWords.get();
  }

  /**
   * Whether a coding of {@link CodeSystems#TITLE} names a value set that this index has not, or not
   * for this use: whoever wrote it meant something that matters, and nobody can tell what.
   */
  public boolean hasUnknownTitle(CodeableConcept concept, Use use) {
    return Objects.requireNonNull(uses.get(use), "use").hasUnknownTitle(concept);
  }

  /**
   * Returns the titles, in the order of the value sets, of those one of whose watch words, or of
   * the names of a condition, is in these texts, case and accents ignored. What a text denies, or
   * says of a relative, does not count.
   */
  public Set<String> watching(Collection<String> texts) {
    BitSet found = new BitSet();
    for (String text : texts) {
      watchWords.get().find(text, found);
    }
    Set<String> titles = new LinkedHashSet<>();
    found.stream().forEach(ordinal -> titles.add(valueSets.get(ordinal).title()));
    return Collections.unmodifiableSet(titles);
  }

  /**
   * Returns what {@link #watching} does, and the value sets one of whose names of medicines or
   * allergens is in the texts as whole words: for entries of which nothing but words can be used.
   */
  public Set<String> mentioned(Collection<String> texts) {
    Set<String> titles = new LinkedHashSet<>(watching(texts));
    for (Use use : List.of(Use.MEDICATION, Use.ALLERGY)) {
      UseIndex names = Objects.requireNonNull(uses.get(use), "use");
      for (String text : texts) {
        names.named(text, names.all).stream()
            .forEach(ordinal -> titles.add(valueSets.get(ordinal).title()));
      }
    }
    return Collections.unmodifiableSet(titles);
  }

  /** Builds an index. Not thread-safe. */
  public static final class Builder {
    private final List<ValueSet> valueSets = new ArrayList<>();
    private final Map<String, Integer> ordinals = new LinkedHashMap<>();
    private final Map<Use, BitSet> setsOf = new EnumMap<>(Use.class);
    private Map<String, List<String>> ingredients = Map.of();
    private @Nullable HostTerminology host;

    private Builder() {
      for (Use use : Use.values()) {
        setsOf.put(use, new BitSet());
      }
    }

    /**
     * Adds a value set.
     *
     * @param uses what it is read for; a value set without use is only watched for
     * @throws IllegalArgumentException if there is one of its title already
     */
    public Builder add(ValueSet valueSet, Set<Use> uses) {
      int ordinal = valueSets.size();
      if (ordinals.putIfAbsent(valueSet.title(), ordinal) != null) {
        throw new IllegalArgumentException(
            "there are two value sets \"" + valueSet.title() + "\"; give each its own title");
      }
      valueSets.add(valueSet);
      for (Use use : uses) {
        Objects.requireNonNull(setsOf.get(use), "use").set(ordinal);
      }
      return this;
    }

    /**
     * Sets the ingredients of RxNorm concepts, by RxCUI; all of them for a concept that is in the
     * map at all.
     */
    public Builder ingredients(Map<String, List<String>> rxnormRollUp) {
      ingredients = RollUp.copyOf(rxnormRollUp);
      return this;
    }

    /** Sets the host's terminology; {@code null} for none. */
    public Builder host(@Nullable HostTerminology host) {
      this.host = host;
      return this;
    }

    /**
     * Builds the index, asking the host once for each value set.
     *
     * @throws IllegalArgumentException if a statement's code is not a code of its system
     * @throws IllegalStateException if the host fails on a value set; the message says on which
     */
    public ConceptIndex build() {
      List<ValueSet> sets = List.copyOf(valueSets);
      Expansions expansions = Expansions.of(sets, host == null ? HostTerminology.NONE : host);
      Set<String> listed = listed(sets);
      Map<Use, UseIndex> uses = new EnumMap<>(Use.class);
      setsOf.forEach(
          (use, ordinalsOfUse) ->
              uses.put(
                  use,
                  new UseIndexBuilder(use, sets, (BitSet) ordinalsOfUse.clone(), expansions)
                      .build(ingredients, listed)));
      BitSet ofConditions =
          (BitSet) Objects.requireNonNull(setsOf.get(Use.CONDITION), "use").clone();
      return new ConceptIndex(
          sets, Map.copyOf(ordinals), uses, new Lazy<>(() -> watchWords(sets, ofConditions)));
    }

    /** Returns the RxNorm codes that any value set lists. */
    private static Set<String> listed(List<ValueSet> valueSets) {
      Set<String> codes = new HashSet<>();
      // most statements are of the system of the one before
      String uri = "";
      boolean isRxNorm = false;
      for (ValueSet valueSet : valueSets) {
        for (ValueSet.Statement statement : valueSet.statements()) {
          if (!statement.system().equals(uri)) {
            uri = statement.system();
            isRxNorm = CodeSystems.RXNORM.equals(CodeSystems.find(uri));
          }
          String code = isRxNorm ? CodeSystems.RXNORM.normalise(statement.code()) : null;
          if (code != null) {
            codes.add(code);
          }
        }
      }
      return codes;
    }

    private static WatchWords watchWords(List<ValueSet> valueSets, BitSet ofConditions) {
      WatchWords watchWords = new WatchWords();
      for (int i = 0; i < valueSets.size(); i++) {
        for (String word : valueSets.get(i).watchWords()) {
          watchWords.add(word, i);
        }
        for (String phrase : Wording.normalised(valueSets.get(i).watchWordExceptions())) {
          watchWords.addException(phrase, i);
        }
        if (ofConditions.get(i)) {
          for (String name : valueSets.get(i).names()) {
            watchWords.addName(name, i);
          }
        }
      }
      return watchWords;
    }
  }
}
