package org.ketascreen.review.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.review.diff.Change.Kind;
import org.ketascreen.rulebase.DoseDefinition;
import org.ketascreen.rulebase.IdealWeightDefinition;
import org.ketascreen.rulebase.PregnancyDefinition;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Source;
import org.ketascreen.rulebase.Stage;

/** Compares what two versions have beside rules and value sets. Not thread-safe. */
final class RestChanges {

  private final Version before;
  private final Version after;
  private final Titles titles;
  private final Patients patients;
  private final Search search;
  private final List<Change> changes = new ArrayList<>();

  RestChanges(Version before, Version after, Titles titles, Patients patients, Search search) {
    this.before = before;
    this.after = after;
    this.titles = titles;
    this.patients = patients;
    this.search = search;
  }

  /** Returns what is different, but for the version itself. */
  List<Change> changes() {
    Rulebase old = before.rulebase();
    Rulebase now = after.rulebase();
    defined("pregnancy", Definitions.PREGNANCY, pregnancy(old, titles), pregnancy(now, null));
    defined("doses", Definitions.DOSES, doses(old, titles), doses(now, null));
    defined(
        "idealWeight", Definitions.IDEAL_WEIGHT, idealWeight(old, titles), idealWeight(now, null));
    checklists(old, now);
    sources(old, now);
    plain("id", old.id(), now.id());
    plain("language", String.valueOf(old.language()), String.valueOf(now.language()));
    plain("status", old.status(), now.status());
    plain("effectiveFrom", old.effectiveFrom(), now.effectiveFrom());
    plain("title", old.title(), now.title());
    plain("scope", orNothing(old.scope()), orNothing(now.scope()));
    plain("changes", String.join("\n", old.changes()), String.join("\n", now.changes()));
    return List.copyOf(changes);
  }

  private static String orNothing(@Nullable String words) {
    return words == null ? "" : words;
  }

  private void plain(String key, String was, String is) {
    if (!was.equals(is)) {
      changes.add(Change.ofWords(Kind.METADATA, key, key, was, is));
    }
  }

  /** What a rulebase defines under a key: what sentences read, and what stands beside it. */
  private record Defined(Map<String, String> read, Map<String, String> words) {
    private static final Defined NOTHING = new Defined(Map.of(), Map.of());
  }

  private static Defined pregnancy(Rulebase rulebase, @Nullable Titles titles) {
    PregnancyDefinition of = rulebase.pregnancy();
    if (of == null) {
      return Defined.NOTHING;
    }
    Map<String, String> read = new LinkedHashMap<>();
    read.put("conditions", title(of.conditions(), titles));
    read.put("status", title(of.status(), titles));
    read.put("pregnant", title(of.pregnant(), titles));
    read.put("notPregnant", title(of.notPregnant(), titles));
    read.put("test", title(of.test(), titles));
    read.put("positive", title(of.positive(), titles));
    read.put("negative", title(of.negative(), titles));
    read.put("excludedBy", title(of.excludedBy(), titles));
    read.put("ages.from", String.valueOf(of.fromAge()));
    read.put("ages.to", String.valueOf(of.toAge()));
    read.put("lasts", of.lastsWeeks() + " weeks");
    read.put("answerGoodFor", of.answerGoodForDays() + " days");
    PregnancyDefinition.Breastfeeding breastfeeding = of.breastfeeding();
    if (breastfeeding != null) {
      read.put("breastfeeding.conditions", title(breastfeeding.conditions(), titles));
      read.put("breastfeeding.status", title(breastfeeding.status(), titles));
      read.put("breastfeeding.yes", title(breastfeeding.yes(), titles));
      read.put("breastfeeding.no", title(breastfeeding.no(), titles));
      read.put("breastfeeding.answerGoodFor", breastfeeding.answerGoodForDays() + " days");
    }
    return new Defined(read, Map.of("because", of.because(), "sources", Lines.cited(of.sources())));
  }

  private static Defined doses(Rulebase rulebase, @Nullable Titles titles) {
    DoseDefinition of = rulebase.doses();
    return of == null
        ? Defined.NOTHING
        : new Defined(
            Map.of(
                "medicines",
                title(of.medicines(), titles),
                "restAfter",
                of.restAfterHours() + " hours"),
            Map.of("because", of.because(), "sources", Lines.cited(of.sources())));
  }

  private static Defined idealWeight(Rulebase rulebase, @Nullable Titles titles) {
    IdealWeightDefinition of = rulebase.idealWeight();
    return of == null
        ? Defined.NOTHING
        : new Defined(
            Map.of("formula", of.formula().name(), "height", title(of.height(), titles)),
            Map.of("because", of.because(), "sources", Lines.cited(of.sources())));
  }

  private static String title(String title, @Nullable Titles titles) {
    return titles == null ? title : titles.renamed(title);
  }

  private void defined(String key, Pattern readers, Defined old, Defined now) {
    for (String each : keys(old.read(), now.read())) {
      String was = old.read().get(each);
      String is = now.read().get(each);
      if (!Objects.equals(was, is)) {
        defined(key + "." + each, readers, was, is);
      }
    }
    for (String each : keys(old.words(), now.words())) {
      String was = old.words().get(each);
      String is = now.words().get(each);
      if (!Objects.equals(was, is)) {
        changes.add(Change.ofWords(Kind.METADATA, key + "." + each, key, was, is));
      }
    }
  }

  private static Set<String> keys(Map<String, String> old, Map<String, String> now) {
    Set<String> keys = new LinkedHashSet<>(new TreeSet<>(old.keySet()));
    keys.addAll(new TreeSet<>(now.keySet()));
    return keys;
  }

  private void defined(String key, Pattern readers, @Nullable String was, @Nullable String is) {
    List<Shown> all =
        reading(readers)
            .map(
                rule -> {
                  List<Context> where = patients.whereBothAsk(rule);
                  return search.among(
                      List.of(rule),
                      patients.defined(rule, where),
                      Search.Counts.OUTCOME,
                      "each side of every limit and window of the rules that read it, and of the"
                          + " definitions of both versions");
                })
            .toList();
    Shown shown = Search.together(all, "no rule reads it");
    changes.add(
        new Change(
            Kind.DEFINITION,
            key,
            key,
            was,
            is,
            shown,
            shown.witnesses().isEmpty() && !all.isEmpty() ? Bump.MAJOR : shown.demands()));
  }

  private Stream<String> reading(Pattern readers) {
    return Stream.of(before.rules().values(), after.rules().values())
        .flatMap(Collection::stream)
        .filter(each -> readers.matcher(each.whole().text()).find())
        .map(RuleLogic::rule)
        .map(each -> each.id())
        .distinct()
        .sorted();
  }

  private void checklists(Rulebase old, Rulebase now) {
    for (Stage stage : Stage.values()) {
      List<String> was = old.checklists().getOrDefault(stage, List.of());
      List<String> is = now.checklists().getOrDefault(stage, List.of());
      if (!was.equals(is)) {
        changes.add(
            Change.ofWords(
                Kind.CHECKLIST,
                stage.code(),
                "checklist",
                Lines.onlyIn(was, is),
                Lines.onlyIn(is, was)));
      }
    }
  }

  private void sources(Rulebase old, Rulebase now) {
    Map<String, String> was = sources(old);
    Map<String, String> is = sources(now);
    for (String id : keys(was, is)) {
      if (!Objects.equals(was.get(id), is.get(id))) {
        changes.add(Change.ofWords(Kind.SOURCE, id, "source", was.get(id), is.get(id)));
      }
    }
  }

  private static Map<String, String> sources(Rulebase rulebase) {
    Map<String, String> sources = new LinkedHashMap<>();
    for (Source each : rulebase.sources()) {
      sources.put(
          each.id(),
          each.title()
              + ", "
              + each.publisher()
              + ", "
              + each.version()
              + (each.url() == null ? "" : ", " + each.url())
              + "; read: "
              + each.read()
              + (each.sections().isEmpty() ? "" : ", " + String.join(", ", each.sections()))
              + "; tier "
              + each.tier());
    }
    return sources;
  }
}
