package org.ketascreen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ketascreen.engine.Evaluation;
import org.ketascreen.engine.Evaluation.RuleEvaluation;
import org.ketascreen.fact.Window;
import org.ketascreen.language.Evaluated;
import org.ketascreen.language.Need;
import org.ketascreen.rulebase.PregnancyDefinition;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Severity;
import org.ketascreen.terminology.ValueSet;

/**
 * What the rules that could not be decided would need, each datum once, gravest first. A document
 * that is due comes before what only precautions wait for.
 */
final class MissingDataList {

  private static final int MOST_CODES = 12;

  private @Nullable Map<String, ValueSet> valueSets;
  private final Rulebase rulebase;
  private final Evaluation evaluation;
  private final Map<String, Waiting> waiting = new TreeMap<>();

  MissingDataList(Rulebase rulebase, Evaluation evaluation) {
    this.rulebase = rulebase;
    this.evaluation = evaluation;
  }

  private static final class Waiting {
    private Severity severity = Severity.INFORMATION;
    private @Nullable Window within;
    private boolean anyTime;
    private boolean due;
    private final TreeSet<String> rules = new TreeSet<>();
    private final TreeSet<String> questions = new TreeSet<>();

    private int rank() {
      int grave = severity.compareTo(Severity.PRECAUTION);
      return grave < 0 ? grave : due ? 0 : 1 + grave;
    }

    /** The gravest first, and of these by the first of their rules. */
    private static int compare(Waiting a, Waiting b) {
      int byRank = Integer.compare(a.rank(), b.rank());
      return byRank != 0 ? byRank : a.rules.first().compareTo(b.rules.first());
    }
  }

  List<MissingData> list() {
    for (RuleEvaluation each : evaluation.rules()) {
      Evaluated evaluated = each.evaluated();
      if (evaluated != null) {
        for (Evaluated unanswered : evaluated.unanswered()) {
          List<Need> needs = each.needs().getOrDefault(unanswered.sentence().text(), List.of());
          needs.forEach(need -> await(need, each.logic().rule()));
        }
      }
    }
    for (RuleEvaluation each : evaluation.rules()) {
      if (each.due() != null && !each.isAnswered()) {
        await(each.logic().asked(), each.logic().rule()).due = true;
      }
    }
    List<Map.Entry<String, Waiting>> sorted = new ArrayList<>(waiting.entrySet());
    sorted.sort((a, b) -> Waiting.compare(a.getValue(), b.getValue()));
    List<MissingData> list = new ArrayList<>(sorted.size());
    sorted.forEach(each -> list.add(missing(each.getKey(), each.getValue())));
    return List.copyOf(list);
  }

  private Waiting await(Need need, Rule rule) {
    Waiting each = waiting.computeIfAbsent(need.element(), element -> new Waiting());
    each.rules.add(rule.id());
    if (rule.severity().compareTo(each.severity) < 0) {
      each.severity = rule.severity();
    }
    if (need.section() == null) {
      each.within = shorter(each.within, need.within());
    } else {
      each.anyTime |= need.within() == null;
      each.within = longer(each.within, need.within());
    }
    each.questions.add(question(need));
    return each;
  }

  /** The most recent reading asked for serves every rule that asks for an older one. */
  private static @Nullable Window shorter(@Nullable Window a, @Nullable Window b) {
    return a == null || (b != null && b.isShorterThan(a)) ? b : a;
  }

  /** The whole time that any rule asks about has to be asked about. */
  private static @Nullable Window longer(@Nullable Window a, @Nullable Window b) {
    return a == null || (b != null && a.isShorterThan(b)) ? b : a;
  }

  private String question(Need need) {
    if (need.ask() != null) {
      return need.ask();
    }
    ValueSet valueSet = valueSets().get(need.element());
    return valueSet != null && valueSet.observation() != null
        ? valueSet.observation().ask()
        : "Measure " + need.element() + ".";
  }

  private Map<String, ValueSet> valueSets() {
    if (valueSets == null) {
      Map<String, ValueSet> byTitle = new HashMap<>();
      rulebase.valueSets().forEach(valueSet -> byTitle.put(valueSet.title(), valueSet));
      valueSets = byTitle;
    }
    return valueSets;
  }

  private MissingData missing(String element, Waiting each) {
    return new MissingData(
        element,
        each.anyTime || each.within == null ? null : each.within.iso(),
        each.severity,
        List.copyOf(each.rules),
        String.join(" ", each.questions),
        Codes.of(Objects.requireNonNullElse(answeredBy(element), List.of()), MOST_CODES));
  }

  private @Nullable List<ValueSet> answeredBy(String element) {
    if (element.equals("pregnancy") && rulebase.pregnancy() != null) {
      return List.of(
          Objects.requireNonNull(valueSets().get(rulebase.pregnancy().test())),
          Objects.requireNonNull(valueSets().get(rulebase.pregnancy().status())));
    }
    if (element.equals("breastfeeding") && rulebase.pregnancy() != null) {
      PregnancyDefinition.Breastfeeding breastfeeding = rulebase.pregnancy().breastfeeding();
      if (breastfeeding != null) {
        return List.of(Objects.requireNonNull(valueSets().get(breastfeeding.status())));
      }
    }
    ValueSet valueSet = valueSets().get(element);
    return valueSet == null ? null : List.of(valueSet);
  }
}
