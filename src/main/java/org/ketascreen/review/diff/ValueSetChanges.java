package org.ketascreen.review.diff;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.review.diff.Change.Kind;
import org.ketascreen.terminology.CodeSystemNames;
import org.ketascreen.terminology.CodeSystems;
import org.ketascreen.terminology.ObservationDefinition;
import org.ketascreen.terminology.ValueSet;

/** Compares the value sets of two versions. Not thread-safe. */
final class ValueSetChanges {

  /** How many products are named of those that are said at once. */
  private static final int MOST_LISTED = 10;

  private final Version before;
  private final Version after;
  private final Titles titles;
  private final Patients patients;
  private final Search search;
  private final List<Change> changes = new ArrayList<>();

  ValueSetChanges(Version before, Version after, Titles titles, Patients patients, Search search) {
    this.before = before;
    this.after = after;
    this.titles = titles;
    this.patients = patients;
    this.search = search;
  }

  /** Returns what is different, in the order of titles. */
  List<Change> changes() {
    for (ValueSet each : titles.removed()) {
      changes.add(
          Change.ofWords(Kind.VALUE_SET_REMOVED, each.title(), "value set", counted(each), null));
    }
    for (ValueSet each : titles.added()) {
      changes.add(
          Change.ofWords(Kind.VALUE_SET_ADDED, each.title(), "value set", null, counted(each)));
    }
    titles.pairs().forEach(this::compare);
    ingredients();
    return List.copyOf(changes);
  }

  /** What reads a value set that is new or gone is different itself. */
  private static String counted(ValueSet valueSet) {
    return valueSet.statements().size() + " codes, " + valueSet.names().size() + " names";
  }

  private void compare(Titles.Pair pair) {
    if (pair.before().equals(pair.after())) {
      return;
    }
    codes(pair);
    words(pair, Kind.NAME_ADDED, Kind.NAME_REMOVED, pair.before().names(), pair.after().names());
    words(
        pair,
        Kind.WATCH_WORD_ADDED,
        Kind.WATCH_WORD_REMOVED,
        pair.before().watchWords(),
        pair.after().watchWords());
    words(
        pair,
        Kind.EXCEPTION_ADDED,
        Kind.EXCEPTION_REMOVED,
        pair.before().watchWordExceptions(),
        pair.after().watchWordExceptions());
    observation(pair);
    wording(pair, "title", pair.before().title(), pair.after().title());
    wording(pair, "id", pair.before().id(), pair.after().id());
    wording(pair, "url", pair.before().url(), pair.after().url());
    wording(pair, "description", pair.before().description(), pair.after().description());
    wording(pair, "purpose", pair.before().purpose(), pair.after().purpose());
    wording(pair, "copyright", pair.before().copyright(), pair.after().copyright());
  }

  private void wording(Titles.Pair pair, String what, @Nullable String was, @Nullable String is) {
    if (!Objects.equals(was, is)) {
      changes.add(Change.ofWords(Kind.VALUE_SET_WORDING, pair.before().title(), what, was, is));
    }
  }

  private void codes(Titles.Pair pair) {
    Map<String, ValueSet.Statement> was = byCode(pair.before());
    Map<String, ValueSet.Statement> is = byCode(pair.after());
    Set<String> all = new LinkedHashSet<>(was.keySet());
    all.addAll(is.keySet());
    for (String code : all) {
      ValueSet.Statement old = was.get(code);
      ValueSet.Statement now = is.get(code);
      if (old != null && now != null && old.include() == now.include()) {
        wording(pair, "display of " + code, old.display(), now.display());
      } else {
        code(pair, code, old, now);
      }
    }
  }

  private static Map<String, ValueSet.Statement> byCode(ValueSet valueSet) {
    Map<String, ValueSet.Statement> byCode = new LinkedHashMap<>();
    valueSet
        .statements()
        .forEach(
            each -> byCode.put(CodeSystemNames.written(each.system()) + "|" + each.code(), each));
    return byCode;
  }

  private void code(
      Titles.Pair pair,
      String code,
      ValueSet.@Nullable Statement old,
      ValueSet.@Nullable Statement now) {
    Set<CodeableConcept> shown = new LinkedHashSet<>();
    Stream.of(now, old)
        .filter(Objects::nonNull)
        .forEach(
            each -> {
              shown.add(Titles.concept(each));
              shown.add(CodeableConcept.of(each.system(), each.code()));
            });
    boolean isIn = reach(now) > reach(old);
    show(
        pair,
        isIn ? Kind.CODE_ADDED : Kind.CODE_REMOVED,
        code,
        written(old),
        written(now),
        shown,
        "a patient with exactly that code");
  }

  private static int reach(ValueSet.@Nullable Statement statement) {
    if (statement == null) {
      return 0;
    }
    return statement.include() ? 1 : -1;
  }

  private static @Nullable String written(ValueSet.@Nullable Statement statement) {
    if (statement == null) {
      return null;
    }
    return (statement.include() ? "in" : "left out")
        + (statement.descendants() ? ", with what is below it" : "")
        + (statement.display() == null ? "" : ": " + statement.display());
  }

  /** Looks for a patient among those who have one of some concepts, where a rule reads the set. */
  private void show(
      Titles.Pair pair,
      Kind kind,
      String what,
      @Nullable String was,
      @Nullable String is,
      Set<CodeableConcept> concepts,
      String who) {
    Shown shown = shown(pair, concepts, who);
    changes.add(new Change(kind, pair.before().title(), what, was, is, shown, shown.demands()));
  }

  private Shown shown(Titles.Pair pair, Set<CodeableConcept> concepts, String who) {
    List<String> readers = patients.readers(pair);
    String bounds =
        who + ", with whatever else a rule wants that reads it: " + String.join(", ", readers);
    List<Shown> all = new ArrayList<>();
    for (String rule : readers) {
      List<Context> where = patients.whereBothAsk(rule);
      for (CodeableConcept each : concepts) {
        all.add(
            search.among(
                List.of(rule),
                patients.having(pair, each, rule, where),
                Search.Counts.ENTRY,
                bounds));
      }
    }
    return Search.together(all, "no rule reads it");
  }

  private void words(
      Titles.Pair pair, Kind added, Kind removed, List<String> was, List<String> is) {
    for (String each : new TreeSet<>(was)) {
      if (!is.contains(each)) {
        word(pair, removed, each, each, null);
      }
    }
    for (String each : new TreeSet<>(is)) {
      if (!was.contains(each)) {
        word(pair, added, each, null, each);
      }
    }
  }

  private void word(
      Titles.Pair pair, Kind kind, String word, @Nullable String was, @Nullable String is) {
    Set<CodeableConcept> said = new LinkedHashSet<>(List.of(CodeableConcept.ofText(word)));
    if (kind != Kind.NAME_ADDED && kind != Kind.NAME_REMOVED) {
      // Alone, or as a whole word, it may be a name too, which is more than a word to watch for.
      said.add(CodeableConcept.ofText(word + " beside other words"));
      said.add(CodeableConcept.ofText(word + "al"));
    }
    show(pair, kind, word, was, is, said, "a patient of whom nothing but that word is said");
  }

  private void observation(Titles.Pair pair) {
    ObservationDefinition old = pair.before().observation();
    ObservationDefinition now = pair.after().observation();
    if (Objects.equals(old, now)) {
      return;
    }
    if (old != null && now != null) {
      wording(pair, "question", old.ask(), now.ask());
    }
    String was = measured(old);
    String is = measured(now);
    if (!was.equals(is)) {
      observation(pair, was, is);
    }
  }

  /** Looks for a patient with a reading at and on both sides of each end of what is plausible. */
  private void observation(Titles.Pair pair, String was, String is) {
    List<Shown> all = new ArrayList<>();
    for (String rule : patients.readers(pair)) {
      List<Context> where = patients.whereBothAsk(rule);
      all.add(
          search.among(
              List.of(rule),
              patients.measuring(pair, rule, where),
              Search.Counts.OUTCOME,
              "each side of both ends of what is plausible, and of each limit of the rules that"
                  + " read it"));
    }
    Shown shown = Search.together(all, "no rule reads it");
    changes.add(
        new Change(
            Kind.OBSERVATION,
            pair.before().title(),
            "what is measured",
            was,
            is,
            shown,
            shown.witnesses().isEmpty() && !all.isEmpty() ? Bump.MAJOR : shown.demands()));
  }

  private static String measured(@Nullable ObservationDefinition of) {
    if (of == null) {
      return "no observation";
    }
    String unit = of.unit() == null ? "coded results" : of.unit();
    return unit
        + (of.plausibleLow() == null ? "" : ", plausible from " + of.plausibleLow().value())
        + (of.plausibleHigh() == null ? "" : ", plausible to " + of.plausibleHigh().value())
        + (of.molarMass() == null ? "" : ", a mole weighs " + of.molarMass());
  }

  private void ingredients() {
    Map<String, List<String>> was = before.rulebase().ingredients();
    Map<String, List<String>> is = after.rulebase().ingredients();
    Set<String> products = new TreeSet<>(was.keySet());
    products.addAll(is.keySet());
    Map<Bump, List<String>> unnamed = new EnumMap<>(Bump.class);
    for (String product : products) {
      Set<String> old = new TreeSet<>(was.getOrDefault(product, List.of()));
      Set<String> now = new TreeSet<>(is.getOrDefault(product, List.of()));
      if (!old.equals(now) && !ingredients(product, old, now)) {
        unnamed.computeIfAbsent(unnamed(old, now), each -> new ArrayList<>()).add(product);
      }
    }
    unnamed.forEach(this::unnamed);
  }

  /**
   * Whether a value set names the ingredients of a product; then that it has others is a change.
   */
  private boolean ingredients(String product, Set<String> old, Set<String> now) {
    Set<String> all = new TreeSet<>(old);
    all.addAll(now);
    Set<CodeableConcept> concepts =
        Set.of(CodeableConcept.of(Coding.of(CodeSystems.RXNORM.uri(), product)));
    List<Shown> shown =
        titles.pairs().stream()
            .filter(each -> names(each.before(), all) || names(each.after(), all))
            .map(each -> shown(each, concepts, "a patient who takes that product"))
            .toList();
    if (shown.isEmpty()) {
      return false;
    }
    Shown together = Search.together(shown, "");
    changes.add(
        new Change(
            Kind.INGREDIENTS,
            "rxnorm|" + product,
            "ingredients",
            old.isEmpty() ? null : String.join(", ", old),
            now.isEmpty() ? null : String.join(", ", now),
            together,
            together.demands()));
    return true;
  }

  /** Says once of all products of ingredients that no value set names what became of them. */
  private void unnamed(Bump demands, List<String> products) {
    String words = listed(products);
    changes.add(
        new Change(
            Kind.INGREDIENTS,
            "rxnorm",
            demands == Bump.PATCH ? "other ingredients" : "ingredients",
            demands == Bump.MAJOR ? null : words,
            demands == Bump.MINOR ? null : words,
            Search.together(List.of(), "no value set of both names these ingredients"),
            demands));
  }

  private static String listed(List<String> products) {
    return products.size() <= MOST_LISTED
        ? String.join(", ", products)
        : String.join(", ", products.subList(0, MOST_LISTED))
            + " and "
            + (products.size() - MOST_LISTED)
            + " more";
  }

  /** A product of other ingredients is decided to be in no value set by being listed. */
  private static Bump unnamed(Set<String> old, Set<String> now) {
    if (old.isEmpty()) {
      return Bump.MAJOR;
    }
    return now.isEmpty() ? Bump.MINOR : Bump.PATCH;
  }

  private static boolean names(ValueSet valueSet, Set<String> ingredients) {
    return valueSet.statements().stream()
        .anyMatch(
            each ->
                each.system().equals(CodeSystems.RXNORM.uri())
                    && ingredients.contains(each.code()));
  }
}
