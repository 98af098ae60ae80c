package org.ketascreen.review.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ketascreen.language.Group;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Sentence;
import org.ketascreen.language.SentenceParser;
import org.ketascreen.language.Vocabulary;
import org.ketascreen.record.FhirCode;
import org.ketascreen.review.Implication;
import org.ketascreen.review.diff.Change.Kind;
import org.ketascreen.rulebase.Applicability;
import org.ketascreen.rulebase.Line;
import org.ketascreen.rulebase.Problem;
import org.ketascreen.rulebase.Rule;

/** Compares the rules of two versions. Not thread-safe. */
final class RuleChanges {

  private static final String BOUNDS =
      "each side of and at every limit and window, and each truth of every sentence, of both"
          + " versions of the rule";

  private final Version before;
  private final Version after;
  private final Titles titles;
  private final Patients patients;
  private final Search search;
  private final List<Change> changes = new ArrayList<>();

  RuleChanges(Version before, Version after, Titles titles, Patients patients, Search search) {
    this.before = before;
    this.after = after;
    this.titles = titles;
    this.patients = patients;
    this.search = search;
  }

  /** Returns what is different, by the rules' ids. */
  List<Change> changes() {
    Set<String> ids = new TreeSet<>(before.rules().keySet());
    ids.addAll(after.rules().keySet());
    for (String id : ids) {
      RuleLogic old = before.rule(id);
      RuleLogic now = after.rule(id);
      if (old == null) {
        added(Objects.requireNonNull(now, "rule"));
      } else if (now == null) {
        removed(old);
      } else {
        compare(old, now);
      }
    }
    return List.copyOf(changes);
  }

  private void added(RuleLogic now) {
    Shown shown = shown(now.rule().id(), patients.whereOnlyAfterAsks(now.rule().id()));
    changes.add(
        new Change(
            Kind.RULE_ADDED,
            now.rule().id(),
            "rule",
            null,
            whole(now.rule()),
            shown,
            shown.demands().and(Bump.MINOR)));
  }

  private void removed(RuleLogic old) {
    changes.add(
        new Change(
            Kind.RULE_REMOVED,
            old.rule().id(),
            "rule",
            whole(old.rule()),
            null,
            shown(old.rule().id(), patients.whereOnlyBeforeAsks(old.rule().id())),
            Bump.MAJOR));
  }

  private Shown shown(String rule, Collection<Context> where) {
    return search.among(
        List.of(rule), patients.of(rule, where), Search.Counts.OUTCOME, bounds(where));
  }

  private static String bounds(Collection<Context> where) {
    return where.isEmpty()
        ? "no treatment, stage and jurisdiction at which both versions ask it"
        : BOUNDS
            + ", for "
            + where.stream().map(Context::toString).collect(Collectors.joining(" and "));
  }

  private void compare(RuleLogic old, RuleLogic now) {
    logic(old, now);
    applicability(old.rule(), now.rule());
    grading(old.rule(), now.rule());
    subsumption(old.rule(), now.rule());
    words(old.rule(), now.rule());
  }

  private void logic(RuleLogic old, RuleLogic now) {
    if (canonical(old).equals(canonical(now))) {
      return;
    }
    String id = old.rule().id();
    RuleLogic renamed = inNewWords(old.rule());
    boolean cannotRelax = renamed != null && implies(renamed, now);
    boolean meansTheSame = renamed != null && cannotRelax && implies(now, renamed);
    Shown shown = shown(id, patients.whereBothAsk(id));
    if (!cannotRelax && shown.demands() != Bump.MAJOR) {
      shown = Search.together(List.of(shown, inPairs(old, now)), "");
    }
    // what nobody was found for is not known to relax nothing, unless its words show it
    boolean isKnown = !shown.witnesses().isEmpty() || meansTheSame;
    Bump demands = isKnown ? shown.demands() : Bump.MAJOR;
    changes.add(
        new Change(
            Kind.LOGIC,
            id,
            "sentences",
            Lines.onlyIn(lines(old.rule()), lines(now.rule())),
            Lines.onlyIn(lines(now.rule()), lines(old.rule())),
            shown,
            demands));
  }

  /** Returns what a rule says, in one form for all orders of its lines, in the new titles. */
  private String canonical(RuleLogic logic) {
    Rule.Ask ask = logic.rule().ask();
    String asked =
        ask == null ? "" : " ask " + titles.renamed(ask.observation()) + " " + logic.askedWithin();
    return canonical(logic.whole()) + asked;
  }

  private String canonical(Sentence sentence) {
    if (!(sentence instanceof Group group)) {
      return titles.inNewWords(sentence.text());
    }
    if (group.lines().size() == 1) {
      return canonical(group.lines().get(0));
    }
    String how =
        group.least() == 1
            ? "any"
            : group.least() == group.lines().size() ? "all" : "at least " + group.least();
    return group.lines().stream()
        .map(this::canonical)
        .sorted()
        .collect(Collectors.joining("; ", how + " (", ")"));
  }

  /** Looks among more patients, for sentences that only one version has. */
  private Shown inPairs(RuleLogic old, RuleLogic now) {
    Set<String> only = new TreeSet<>(texts(old));
    only.addAll(texts(now));
    only.removeIf(
        each ->
            texts(now).contains(titles.inNewWords(each))
                && texts(old).stream().map(titles::inNewWords).anyMatch(each::equals));
    String id = old.rule().id();
    List<Context> where = patients.whereBothAsk(id);
    return search.among(
        List.of(id),
        patients.inPairs(id, where, only),
        Search.Counts.OUTCOME,
        "for sentences that only one version has, any two of what they turn on at once");
  }

  private static Set<String> texts(RuleLogic logic) {
    Set<String> texts = new TreeSet<>();
    logic.lines().forEach(each -> addTexts(each, texts));
    return texts;
  }

  private static void addTexts(Sentence sentence, Set<String> texts) {
    if (sentence instanceof Group group) {
      group.lines().forEach(each -> addTexts(each, texts));
    } else {
      texts.add(sentence.text());
    }
  }

  /** Whether the words of two rules show that one fires only where the other does. */
  private static boolean implies(RuleLogic one, RuleLogic other) {
    return Objects.equals(one.askedWithin(), other.askedWithin())
        && (one.rule().ask() == null) == (other.rule().ask() == null)
        && Implication.holds(one.whole(), other.whole());
  }

  private @Nullable RuleLogic inNewWords(Rule rule) {
    List<Line> when =
        rule.when().stream()
            .map(each -> new Line(titles.inNewWords(each.text()), each.number()))
            .toList();
    Rule.Ask ask = rule.ask();
    Rule renamed =
        rule.saying(
            when,
            ask == null
                ? null
                : new Rule.Ask(titles.renamed(ask.observation()), ask.within(), ask.line()));
    List<Problem> problems = new ArrayList<>();
    List<Sentence> lines = SentenceParser.parse(renamed, Vocabulary.of(after.rulebase()), problems);
    return problems.isEmpty() ? new RuleLogic(renamed, lines) : null;
  }

  private void applicability(Rule old, Rule now) {
    Map<String, String> was = askedOf(old);
    Map<String, String> is = askedOf(now);
    if (was.equals(is)) {
      return;
    }
    was.entrySet().removeIf(each -> each.getValue().equals(is.get(each.getKey())));
    is.keySet().retainAll(was.keySet());
    List<Context> narrowed = patients.whereOnlyBeforeAsks(old.id());
    List<Context> where = new ArrayList<>(narrowed);
    where.addAll(patients.whereOnlyAfterAsks(old.id()));
    Shown shown =
        where.isEmpty()
            ? new Shown(List.of(), 0, "both versions ask it at the same treatments and stages")
            : shown(old.id(), where);
    Bump unshown = where.isEmpty() ? Bump.PATCH : narrowed.isEmpty() ? Bump.MINOR : Bump.MAJOR;
    changes.add(
        new Change(
            Kind.APPLICABILITY,
            old.id(),
            String.join(", ", was.keySet()),
            String.join("; ", was.values()),
            String.join("; ", is.values()),
            shown,
            shown.demands().and(unshown)));
  }

  private static Map<String, String> askedOf(Rule rule) {
    Map<String, String> asked = new TreeMap<>();
    asked.put("treatments", allIfNone(rule.applies().stream().map(Applicability::written)));
    asked.put(
        "stages", rule.stages().stream().map(FhirCode::code).collect(Collectors.joining(", ")));
    asked.put("jurisdictions", allIfNone(rule.jurisdictions().stream()));
    return asked;
  }

  private static String allIfNone(Stream<String> words) {
    String all = words.sorted().collect(Collectors.joining(", "));
    return all.isEmpty() ? "all" : all;
  }

  private void grading(Rule old, Rule now) {
    if (old.severity() == now.severity()) {
      return;
    }
    List<Context> where = patients.whereBothAsk(old.id());
    Shown shown =
        search.among(
            List.of(old.id()), patients.of(old.id(), where), Search.Counts.SEVERITY, bounds(where));
    boolean isMilder = now.severity().compareTo(old.severity()) > 0;
    changes.add(
        new Change(
            Kind.GRADING,
            old.id(),
            "severity",
            old.severity().code(),
            now.severity().code(),
            shown,
            isMilder ? Bump.MAJOR : Bump.MINOR));
  }

  private void subsumption(Rule old, Rule now) {
    Set<String> ids = new TreeSet<>(old.subsumes());
    ids.addAll(now.subsumes());
    for (String each : ids) {
      boolean was = old.subsumes().contains(each);
      if (was != now.subsumes().contains(each)) {
        List<Context> where = patients.whereBothAsk(old.id(), each);
        Shown shown =
            search.among(
                List.of(each),
                patients.ofBoth(old.id(), each, where),
                Search.Counts.OUTCOME,
                bounds(where) + ", beside what makes both fire");
        changes.add(
            new Change(
                Kind.SUBSUMPTION,
                old.id(),
                "subsumes",
                was ? each : null,
                was ? null : each,
                shown,
                shown.demands().and(Bump.MINOR)));
      }
    }
  }

  private void words(Rule old, Rule now) {
    word(Kind.RULE_WORDING, old.id(), "title", old.title(), now.title());
    word(Kind.RULE_WORDING, old.id(), "because", old.because(), now.because());
    word(Kind.RULE_WORDING, old.id(), "action", old.action(), now.action());
    word(Kind.RULE_SOURCES, old.id(), "basis", old.basis().code(), now.basis().code());
    word(
        Kind.RULE_SOURCES,
        old.id(),
        "sources",
        Lines.cited(old.sources()),
        Lines.cited(now.sources()));
  }

  private void word(Kind kind, String id, String what, String was, String is) {
    if (!was.equals(is)) {
      changes.add(Change.ofWords(kind, id, what, was, is));
    }
  }

  /** Returns the sentences of a rule, each with its qualifiers in one line. */
  private static List<String> lines(Rule rule) {
    List<String> lines = new ArrayList<>();
    for (Line each : rule.when()) {
      if (each.text().startsWith("- ") && !lines.isEmpty()) {
        lines.add(lines.remove(lines.size() - 1) + " " + each.text());
      } else {
        lines.add(each.text());
      }
    }
    Rule.Ask ask = rule.ask();
    if (ask != null) {
      String within = ask.within() == null ? "" : " - within the last " + ask.within();
      lines.add("ask for \"" + ask.observation() + "\"" + within);
    }
    return lines;
  }

  private static String whole(Rule rule) {
    return rule.severity().code() + ": " + rule.title() + "\n" + String.join("\n", lines(rule));
  }
}
