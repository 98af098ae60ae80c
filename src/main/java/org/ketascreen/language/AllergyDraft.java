package org.ketascreen.language;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.fact.Truth;
import org.ketascreen.language.Specimen.Change;
import org.ketascreen.language.Specimen.Trait;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.AllergyType;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.Section;
import org.ketascreen.record.VerificationStatus;

/** An allergy that is to show a sentence. Not thread-safe. */
final class AllergyDraft {

  static final Specimen<AllergyDraft> SPECIMEN =
      new Specimen<>(
          AllergyDraft.class, AllergyDraft::new, draft -> draft.asked, AllergyDraft::place);

  static final Trait<AllergyDraft> PRESENT =
      new Trait<>(
          AllergyDraft.class,
          (scene, args) ->
              List.of(
                  new Change<>("status", "active", draft -> draft.status = ClinicalStatus.ACTIVE),
                  new Change<>(
                      "status", "resolved", draft -> draft.status = ClinicalStatus.RESOLVED),
                  new Change<>("verification", "unconfirmed", draft -> draft.confirmed = false),
                  new Change<>("type", "an intolerance", draft -> draft.intolerance = true),
                  new Change<>("entry", "nothing recorded", draft -> draft.listed = false),
                  new Change<>(
                      "entry",
                      "not asked",
                      draft -> {
                        draft.listed = false;
                        draft.asked = false;
                      })),
          (draft, scene, args) -> draft.isPresent());

  private boolean asked = true;
  private boolean listed = true;
  private boolean confirmed = true;
  private boolean intolerance;
  private @Nullable ClinicalStatus status;

  private Truth isPresent() {
    if (!listed || status == ClinicalStatus.RESOLVED) {
      return Truth.FAILS;
    }
    return confirmed && !intolerance ? Truth.HOLDS : Truth.POSSIBLE;
  }

  private void place(WitnessScene scene, Args args, WitnessPatient patient) {
    patient.is(Section.ALLERGIES, asked ? AssertionStatus.RECORDED : AssertionStatus.NOT_ASKED);
    if (listed) {
      patient.add(
          Allergy.builder(patient.reference("AllergyIntolerance"), scene.concept(args.theName()))
              .clinicalStatus(status)
              .verificationStatus(
                  confirmed ? VerificationStatus.CONFIRMED : VerificationStatus.UNCONFIRMED)
              .type(intolerance ? AllergyType.INTOLERANCE : AllergyType.ALLERGY)
              .build());
    }
  }
}
