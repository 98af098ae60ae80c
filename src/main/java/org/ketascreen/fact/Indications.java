package org.ketascreen.fact;

import java.util.ArrayList;
import java.util.List;
import org.ketascreen.API;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.terminology.Classification;
import org.ketascreen.terminology.ConceptIndex;
import org.ketascreen.terminology.Membership;
import org.ketascreen.terminology.Use;

/** Whether the treatment is for one concept. Lives for one screening. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Indications implements OfConcept {

  /** An indication of the treatment, and what no time changes of it. */
  record Given(CodeableConcept code, Classification found, ConceptIndex index) {

    static Given of(CodeableConcept code, ConceptIndex index) {
      return new Given(code, index.classify(code, Use.CONDITION), index);
    }

    private boolean mayBeAfterAll(String concept) {
      return found.decision() == Classification.Decision.UNDECIDED
          || found.broaderThan().contains(concept)
          || index.leftOpen(code, Use.CONDITION).contains(concept);
    }
  }

  private final String concept;
  private final List<Given> given;

  Indications(String concept, List<Given> given) {
    this.concept = concept;
    this.given = given;
  }

  /** Returns the title of the value set. */
  @Override
  public String getConcept() {
    return concept;
  }

  /**
   * Returns whether one that is given belongs to the concept; unknown where none is given, or where
   * one that is given could not be decided.
   */
  public Answer given() {
    Truth truth = given.isEmpty() ? Truth.UNKNOWN : Truth.FAILS;
    List<Support> considered = new ArrayList<>();
    for (Given each : given) {
      boolean isIn = false;
      for (Membership membership : each.found().memberships()) {
        if (membership.valueSet().equals(concept)) {
          Verdict verdict = Member.verdict(membership);
          considered.add(new Support(evidence(membership), verdict));
          truth = truth.or(verdict.truth());
          isIn = true;
        }
      }
      if (!isIn && each.mayBeAfterAll(concept)) {
        truth = truth.or(Truth.UNKNOWN);
      }
    }
    return Answer.of(truth, considered);
  }

  private static Evidence evidence(Membership membership) {
    return new Evidence(
        "indication",
        membership.valueSet(),
        membership.coding(),
        membership.matchedBy(),
        null,
        null,
        null);
  }
}
