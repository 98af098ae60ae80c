package org.ketascreen.engine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.fact.Window;
import org.ketascreen.language.RuleLogic;
import org.ketascreen.language.Single;
import org.ketascreen.rulebase.PregnancyDefinition;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;

/** How far back the sentences look for each value set and observation. */
final class Reaches {

  private static final Window A_DAY = new Window(1, Window.Unit.DAY);

  private Reaches() {}

  /**
   * Returns the longest window by title; what is asked of any time or of the present has none. What
   * is asked of the future alone reads no entry of the past.
   */
  static Map<String, Window> of(List<RuleLogic> rules, Rulebase rulebase) {
    Map<String, Window> longest = new HashMap<>();
    Set<String> unbounded = new HashSet<>();
    for (RuleLogic logic : rules) {
      for (var line : logic.lines()) {
        for (Single single : line.singles()) {
          for (String title : single.reads()) {
            note(title, single, longest, unbounded);
          }
        }
      }
      noteAsked(logic, longest, unbounded);
    }
    notePregnancy(rulebase.pregnancy(), longest, unbounded);
    if (rulebase.doses() != null && longest.containsKey(rulebase.doses().medicines())) {
      // a dose of the day matters to readings, however little a sentence on doses looks back
      note(rulebase.doses().medicines(), A_DAY, longest);
    }
    longest.keySet().removeAll(unbounded);
    return Map.copyOf(longest);
  }

  /** Returns the titles of the value sets that sentences look for among what is to be done. */
  static Set<String> ahead(List<RuleLogic> rules) {
    Set<String> ahead = new HashSet<>();
    for (RuleLogic logic : rules) {
      for (var line : logic.lines()) {
        for (Single single : line.singles()) {
          if (single.kind() == Single.Kind.UPCOMING) {
            ahead.addAll(single.reads());
          }
        }
      }
    }
    return Set.copyOf(ahead);
  }

  private static void note(String title, Window reach, Map<String, Window> longest) {
    Window noted = longest.get(title);
    if (noted == null || noted.isShorterThan(reach)) {
      longest.put(title, reach);
    }
  }

  private static void note(
      String title, Single single, Map<String, Window> longest, Set<String> unbounded) {
    Window reach = single.reach();
    if (reach != null) {
      note(title, reach, longest);
    } else if (single.kind() != Single.Kind.PERSON && single.kind() != Single.Kind.UPCOMING) {
      unbounded.add(title);
    }
  }

  private static void noteAsked(
      RuleLogic logic, Map<String, Window> longest, Set<String> unbounded) {
    Rule.Ask ask = logic.rule().ask();
    Window within = logic.askedWithin();
    if (ask != null && within != null) {
      note(ask.observation(), within, longest);
    } else if (ask != null) {
      unbounded.add(ask.observation());
    }
  }

  /** Whatever was said of a pregnancy that must be over says nothing of now. */
  private static void notePregnancy(
      @Nullable PregnancyDefinition pregnancy, Map<String, Window> longest, Set<String> unbounded) {
    if (pregnancy != null) {
      Window lasts = new Window(pregnancy.lastsWeeks(), Window.Unit.WEEK);
      for (String title : List.of(pregnancy.conditions(), pregnancy.status(), pregnancy.test())) {
        note(title, lasts, longest);
      }
      unbounded.add(pregnancy.excludedBy());
      PregnancyDefinition.Breastfeeding breastfeeding = pregnancy.breastfeeding();
      if (breastfeeding != null) {
        Window good = new Window(breastfeeding.answerGoodForDays(), Window.Unit.DAY);
        note(breastfeeding.status(), good, longest);
        unbounded.add(breastfeeding.conditions());
      }
    }
  }
}
