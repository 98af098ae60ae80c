package org.ketascreen.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.language.Evaluated;
import org.ketascreen.language.Group;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Sentence;
import org.ketascreen.language.Single;

/**
 * The rules that are asked at one stage, for one treatment and in one jurisdiction, and which of
 * them an entry can matter to. Immutable and thread-safe.
 */
final class Asked {

  /** A rule that is asked, and its place among all rules. */
  record AskedRule(int place, RuleLogic logic, Group whole, List<AskedLine> lines) {}

  /** A sentence of a rule, its text made once. */
  record AskedLine(Sentence sentence, String text) {}

  private final List<AskedRule> rules;
  private final Set<String> ids;
  private final Set<String> read;
  private final Set<String> gravelyRead;
  private final Map<String, BitSet> readers = new HashMap<>();

  /** The rules, by their places here, that are about the patient or the plan, or ask. */
  private final BitSet always = new BitSet();

  private Asked(List<AskedRule> rules, Set<String> read, Set<String> gravelyRead) {
    this.rules = rules;
    this.ids = ids(rules);
    this.read = Collections.unmodifiableSet(read);
    this.gravelyRead = Collections.unmodifiableSet(gravelyRead);
  }

  private static Set<String> ids(List<AskedRule> rules) {
    Set<String> ids = new HashSet<>();
    for (AskedRule each : rules) {
      ids.add(each.logic().rule().id());
    }
    return Collections.unmodifiableSet(ids);
  }

  /**
   * Makes it of all rules and of those that are asked.
   *
   * @param clearing titles that can only speak against a finding
   */
  static Asked of(List<RuleLogic> all, BitSet isAsked, Set<String> clearing) {
    List<AskedRule> rules = new ArrayList<>();
    Set<String> read = new LinkedHashSet<>();
    Set<String> gravelyRead = new LinkedHashSet<>();
    for (int place = isAsked.nextSetBit(0); place >= 0; place = isAsked.nextSetBit(place + 1)) {
      RuleLogic logic = all.get(place);
      List<AskedLine> lines = new ArrayList<>(logic.lines().size());
      for (Sentence line : logic.lines()) {
        lines.add(new AskedLine(line, line.text()));
      }
      rules.add(new AskedRule(place, logic, logic.whole(), List.copyOf(lines)));
      if (logic.rule().ask() == null) {
        Set<String> reads = logic.reads();
        read.addAll(reads);
        if (logic.isGrave()) {
          gravelyRead.addAll(reads);
        }
      }
    }
    read.removeAll(clearing);
    gravelyRead.removeAll(clearing);
    Asked asked = new Asked(List.copyOf(rules), read, gravelyRead);
    for (int i = 0; i < rules.size(); i++) {
      asked.index(i, rules.get(i).logic());
    }
    return asked;
  }

  private void index(int i, RuleLogic logic) {
    if (logic.rule().ask() != null) {
      always.set(i);
    }
    for (Sentence line : logic.lines()) {
      for (Single single : line.singles()) {
        if (!isAnsweredByEntries(single)) {
          always.set(i);
        }
        for (String title : single.reads()) {
          readers.computeIfAbsent(title, t -> new BitSet()).set(i);
        }
      }
    }
  }

  /** Whether nothing but the entries of what it reads, and the sections, can change its answer. */
  private static boolean isAnsweredByEntries(Single single) {
    return switch (single.kind()) {
      case CONDITIONS, MEDICATIONS, ALLERGIES, READINGS, UPCOMING -> !single.reads().isEmpty();
      case PERSON, PLAN, INDICATIONS -> false;
    };
  }

  /** Returns the rules that are asked, by id. */
  List<AskedRule> rules() {
    return rules;
  }

  /** Returns their ids. */
  Set<String> ids() {
    return ids;
  }

  /** Returns the titles that they read, but for those that can only clear. */
  Set<String> read() {
    return read;
  }

  /** Returns those of them that grave rules read. */
  Set<String> gravelyRead() {
    return gravelyRead;
  }

  /**
   * Returns the rules, by their places in {@link #rules()}, whose answers entries of these value
   * sets can change; all others answer as if there were no entries.
   */
  BitSet touchedBy(Collection<String> titles) {
    BitSet touched = (BitSet) always.clone();
    for (String title : titles) {
      BitSet reading = readers.get(title);
      if (reading != null) {
        touched.or(reading);
      }
    }
    return touched;
  }

  /** Returns the rules whose answers nothing but entries, and the sections, can change. */
  BitSet changedOnlyByEntries() {
    BitSet all = new BitSet();
    all.set(0, rules.size());
    all.andNot(always);
    return all;
  }

  /**
   * What the rules say of a record without entries. Immutable and thread-safe.
   *
   * @param evaluations of every rule of the rulebase; {@code null} for those that always depend on
   *     the patient or the plan
   * @param mayHold the rules, by their places in {@link Asked#rules()}, that may hold all the same
   * @param derived for each rule the keys of its sentences that need a fact of their own
   */
  record Silent(
      List<Evaluation.@Nullable RuleEvaluation> evaluations,
      BitSet mayHold,
      Map<Integer, List<String>> derived) {}

  /**
   * Returns the keys of the sentences of a rule that need a fact of their own, since they may hold.
   */
  static List<String> derived(AskedRule rule, Map<String, Evaluated> answers) {
    Set<String> keys = new HashSet<>();
    for (AskedLine line : rule.lines()) {
      Evaluated answer = answers.get(line.text());
      if (answer != null && line.sentence().isDerived() && answer.truth().mayHold()) {
        keys.add(Sentence.key(line.text()));
      }
    }
    return List.copyOf(keys);
  }
}
