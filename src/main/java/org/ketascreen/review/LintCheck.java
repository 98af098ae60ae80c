package org.ketascreen.review;

import org.ketascreen.API;
import org.ketascreen.record.FhirCode;

/** What {@link Lint} looks for; each with a page of help. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public enum LintCheck implements FhirCode {
  UNKNOWN_SECTION(
      "unknown-section",
      "A rule cites a section that its source does not list as read.",
      "A citation that cannot be opened proves nothing, and a rule must claim no more than was"
          + " read.",
      "Read the section and add it to the source's 'sections' in sources.yaml, or cite another."),
  UNCITED_SOURCE(
      "uncited-source",
      "A source of sources.yaml that nothing cites.",
      "It looks like evidence that was weighed, and no rule shows how.",
      "Cite it where it decides something, or take it out."),
  UNUSED_VALUE_SET(
      "unused-value-set",
      "A value set that no rule and no definition of rulebase.yaml reads.",
      "Reviewers check codes that change nothing, and its watch words do nothing.",
      "Read it in a rule, or take the file out."),
  MISSING_VIGNETTE(
      "missing-vignette",
      "A rule without a vignette of each kind: fired, clear, and possible and not-evaluable where a"
          + " patient can be such.",
      "What no vignette shows can be lost in the next edit without anybody noticing.",
      "Add a vignette to the area's *.vignettes.yaml with the outcome that the sources demand."),
  UNKNOWN_OUTCOME(
      "unknown-outcome",
      "A vignette that expects something of a rule that is not there.",
      "Such an expectation tests nothing.",
      "Write the id of a rule of the rulebase."),
  UNREACHABLE(
      "unreachable",
      "A rule for which no patient could be found to whom it speaks.",
      "Lines that exclude each other never fire: the reader believes in a guard that is none.",
      "Take out the line that contradicts the others, or split the rule."),
  DUPLICATE(
      "duplicate",
      "A rule that never says anything that another one does not say at least as gravely.",
      "Two alerts for one reason teach clinicians to click both away.",
      "Keep one of them, or let them differ in what they ask or for whom."),
  UNDECLARED_SUBSUMPTION(
      "undeclared-subsumption",
      "A rule that implies a milder one, for a treatment that both are about, without naming it in"
          + " @subsumes.",
      "Both would be shown for one reason.",
      "Add the milder rule's id to @subsumes."),
  ABSENCE_ALONE(
      "absence-alone",
      "A rule that needs something to be absent, and no milder rule says the same without that.",
      "Absence is only as certain as the record is complete: it may make a finding graver, and must"
          + " not make one.",
      "Write a milder rule without the absence, and name it in @subsumes."),
  UNGATED_READING(
      "ungated-reading",
      "A rule that reads a laboratory value, a score or a measurement of everybody.",
      "It would ask for an eye pressure where there is no eye disease, and leave everybody"
          + " undetermined who has none.",
      "Add a line with the condition, medicine, age or plan that makes the value matter; or, if it"
          + " is taken of every patient, list the observation under 'routine' in rulebase.yaml."),
  TOO_LONG(
      "too-long",
      "A title of more than 80 characters, a @because of more than 300, an @action of more than 200.",
      "A card in an EHR shows no more, and nobody reads more.",
      "Say it shorter; details belong into the source."),
  DECIDED_TWICE(
      "decided-twice",
      "An entry of not-included.yaml whose id is also that of a rule, without saying which part is"
          + " left out.",
      "A reader cannot tell what was decided.",
      "Name the part that is left out, or take the entry or the rule out.");

  static final int LONGEST_TITLE = 80;
  static final int LONGEST_BECAUSE = 300;
  static final int LONGEST_ACTION = 200;

  private final String code;
  private final String what;
  private final String why;
  private final String mend;

  LintCheck(String code, String what, String why, String mend) {
    this.code = code;
    this.what = what;
    this.why = why;
    this.mend = mend;
  }

  @Override
  public String code() {
    return code;
  }

  /** Returns what it finds. */
  public String what() {
    return what;
  }

  /** Returns why that matters. */
  public String why() {
    return why;
  }

  /** Returns how to mend it. */
  public String mend() {
    return mend;
  }
}
