package org.ketascreen.fact;

import java.util.ArrayList;
import java.util.List;
import org.ketascreen.API;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.AllergyType;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.VerificationStatus;

/** The patient's allergies to one concept. Lives for one screening. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Allergies implements OfConcept {

  private final String concept;
  private final List<Selection.Item<Member<Allergy>>> members = new ArrayList<>();

  Allergies(String concept) {
    this.concept = concept;
  }

  void add(Member<Allergy> member) {
    members.add(new Selection.Item<>(member, member.verdict()));
  }

  /** Returns the title of the value set. */
  @Override
  public String getConcept() {
    return concept;
  }

  /**
   * Returns those present now. An entry without a clinical status is taken as present: an allergy
   * does not pass.
   */
  public Selected present() {
    return new Selected(members).where(member -> presentNow(member.entry()));
  }

  private static Verdict presentNow(Allergy allergy) {
    ClinicalStatus status = allergy.clinicalStatus();
    if (status == ClinicalStatus.RESOLVED || status == ClinicalStatus.INACTIVE) {
      return Verdict.FAILS;
    }
    VerificationStatus verification = allergy.verificationStatus();
    Verdict verified =
        verification == null || verification == VerificationStatus.CONFIRMED
            ? Verdict.HOLDS
            : Verdict.possible(Doubt.NOT_VERIFIED);
    return allergy.type() == AllergyType.INTOLERANCE
        ? verified.and(Verdict.possible(Doubt.INTOLERANCE))
        : verified;
  }

  /** Allergies, narrowed step by step. */
  @API(status = API.Status.INTERNAL, since = "0.1.0")
  public static final class Selected extends Selection<Member<Allergy>, Selected> {

    private Selected(List<Item<Member<Allergy>>> items) {
      super(items);
    }

    @Override
    Selected with(List<Item<Member<Allergy>>> remaining) {
      return new Selected(remaining);
    }

    @Override
    Evidence evidence(Member<Allergy> member) {
      Allergy allergy = member.entry();
      return member.evidence(
          null,
          Times.written(allergy.onset(), allergy.recorded()),
          allergy.clinicalStatus() == null ? null : allergy.clinicalStatus().code());
    }
  }
}
