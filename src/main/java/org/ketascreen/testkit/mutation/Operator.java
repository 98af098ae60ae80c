package org.ketascreen.testkit.mutation;

import java.util.Locale;
import org.ketascreen.API;
import org.ketascreen.record.FhirCode;

/** How a rule or a value set is changed. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public enum Operator implements FhirCode {
  /** A number one step larger or smaller: a limit, an age, a dose, a count, a factor. */
  LIMIT("a limit, an age, a dose or a count moved by one of its last digit"),
  /**
   * A duration one day, or by the clock one minute, longer or shorter; or how old a document is.
   */
  WINDOW("a window moved by a day, or by a minute where it runs by the clock"),
  /** "Above" for "at least", "at most" for "below", "above" for "below", "within" for "before". */
  COMPARISON("a comparison turned, or its limit taken in or out"),
  /** A sentence, a qualifier or a whole group left out. */
  DROPPED("a sentence, a qualifier or a group left out"),
  /** A sentence that says the opposite. */
  NEGATED("a sentence that says the opposite"),
  /** More or fewer lines of a group that must hold. */
  GROUP("more or fewer lines of a group that must hold"),
  /** Now for ever, begun for present. */
  TIME("now for ever, began for present, took for takes"),
  /** One degree graver or milder. */
  SEVERITY("a severity one degree graver or milder"),
  /** A treatment that the rule no longer is about, or is about as well. */
  TREATMENT("an agent or route taken out, or added"),
  /** A stage at which it is no longer asked, or asked as well. */
  STAGE("a stage taken out, or added"),
  /** A jurisdiction in which it is no longer asked, or asked as well. */
  JURISDICTION("a jurisdiction taken out, or added"),
  /** A milder rule that is reported beside it. */
  SUBSUMES("a milder rule that is no longer subsumed"),
  /** All codes of one code system left out of the includes or excludes of a value set. */
  LIST("all codes of one code system taken out of a value set's includes or excludes"),
  /** All names of a value set left out. */
  NAMES("all names of a value set taken out"),
  /** A code and all below it left out of the includes or excludes. */
  BRANCH("a single code with all below it taken out of a value set"),
  /** A code that stands beside one of its own, and that any value set names, taken in. */
  NEIGHBOUR("a code that stands beside one of a value set's own added to it"),
  /** One listed code left out. */
  CODE("a single listed code taken out of a value set");

  private final String words;

  Operator(String words) {
    this.words = words;
  }

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what it does, in words. */
  public String words() {
    return words;
  }
}
