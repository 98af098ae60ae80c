package org.ketascreen.testkit.arbitrary;

import org.ketascreen.rulebase.Rule;

/**
 * Something that a sentence of a rule reads.
 *
 * @param kind what kind of entry says it
 * @param title the title of its value set or observation
 */
record Topic(Kind kind, String title) {

  /** What kind of entry may say it. */
  enum Kind {
    CONDITION,
    MEDICATION,
    ALLERGY,
    READING,
    PLAN
  }

  /** Returns what a line reads that names a title; readings are what is asked for, too. */
  static Kind kindOf(String line) {
    if (line.contains("is allergic to")) {
      return Kind.ALLERGY;
    }
    if (line.matches("the patient (takes|took|does not take) .*")) {
      return Kind.MEDICATION;
    }
    if (line.contains("is due to have")) {
      return Kind.PLAN;
    }
    return line.matches("(the latest|the mean of|each of) .*") ? Kind.READING : Kind.CONDITION;
  }

  /** Returns the document that a rule asks for. */
  static Topic of(Rule.Ask ask) {
    return new Topic(Kind.READING, ask.observation());
  }
}
