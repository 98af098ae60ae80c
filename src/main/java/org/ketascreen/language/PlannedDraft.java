package org.ketascreen.language;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.fact.Truth;
import org.ketascreen.language.Specimen.Change;
import org.ketascreen.language.Specimen.Trait;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.Moment;
import org.ketascreen.record.Planned;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.Section;

/** Something to be done that is to show a sentence. Not thread-safe. */
final class PlannedDraft {

  static final Specimen<PlannedDraft> SPECIMEN =
      new Specimen<>(
          PlannedDraft.class, PlannedDraft::new, draft -> draft.asked, PlannedDraft::place);

  static final Trait<PlannedDraft> DUE =
      new Trait<>(
          PlannedDraft.class,
          (scene, args) ->
              List.of(
                  due(scene.atTheEndOf(args.theWindow()), Truth.HOLDS),
                  due(scene.justAfter(args.theWindow()), Truth.FAILS),
                  due(scene.day(scene.asOf().day().minusDays(1)), Truth.FAILS),
                  due(null, Truth.POSSIBLE),
                  status(Planned.Status.PROPOSED, Truth.POSSIBLE),
                  status(null, Truth.POSSIBLE),
                  status(Planned.Status.REVOKED, Truth.FAILS),
                  status(Planned.Status.COMPLETED, Truth.FAILS),
                  new Change<>("entry", "nothing planned", draft -> draft.listed = false),
                  new Change<>(
                      "entry",
                      "not asked",
                      draft -> {
                        draft.listed = false;
                        draft.asked = false;
                      })),
          (draft, scene, args) -> draft.listed ? draft.stands.and(draft.inWindow) : Truth.FAILS);

  private boolean asked = true;
  private boolean listed = true;
  private Planned.@Nullable Status status = Planned.Status.ACTIVE;
  private Truth stands = Truth.HOLDS;
  private @Nullable RecordedTime due;
  private Truth inWindow = Truth.POSSIBLE;

  private static Change<PlannedDraft> due(@Nullable RecordedTime time, Truth inWindow) {
    return new Change<>(
        "due",
        time == null ? "no date" : "due " + time,
        draft -> {
          draft.due = time;
          draft.inWindow = inWindow;
        });
  }

  private static Change<PlannedDraft> status(Planned.@Nullable Status status, Truth stands) {
    return new Change<>(
        "status",
        status == null ? "no status" : status.code(),
        draft -> {
          draft.status = status;
          draft.stands = stands;
        });
  }

  private void place(WitnessScene scene, Args args, WitnessPatient patient) {
    patient.is(Section.PLANS, asked ? AssertionStatus.RECORDED : AssertionStatus.NOT_ASKED);
    if (listed) {
      patient.add(
          new Planned(
              patient.reference("ServiceRequest"),
              scene.concept(args.theName()),
              status,
              due == null ? null : new Moment.At(due),
              null));
    }
  }
}
