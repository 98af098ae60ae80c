package org.ketascreen.language;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.ketascreen.fact.Truth;
import org.ketascreen.fact.Window;
import org.ketascreen.language.Specimen.Change;
import org.ketascreen.language.Specimen.Trait;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Dosage;
import org.ketascreen.record.Medication;
import org.ketascreen.record.MedicationStatus;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.Section;

/** A medicine that is to show a sentence. Not thread-safe. */
final class MedicationDraft {

  static final Specimen<MedicationDraft> SPECIMEN =
      new Specimen<>(
          MedicationDraft.class,
          MedicationDraft::new,
          draft -> draft.asked,
          MedicationDraft::place);

  static final Trait<MedicationDraft> TAKEN =
      trait(
          (scene, args) -> now(),
          (draft, scene, args) -> draft.listed ? draft.isTaken() : Truth.FAILS);

  static final Trait<MedicationDraft> TAKEN_WITHIN =
      trait(
          (scene, args) -> {
            List<Change<MedicationDraft>> tries = new ArrayList<>(now());
            tries.add(ended(scene.atTheEdgeOf(args.theWindow())));
            tries.add(ended(scene.justBefore(args.theWindow())));
            return tries;
          },
          (draft, scene, args) ->
              draft.listed ? draft.wasTaken(scene, args.theWindow()) : Truth.FAILS);

  static final Trait<MedicationDraft> BY_ROUTE =
      trait(
          (scene, args) ->
              List.of(
                  route(args.theName()),
                  route(args.theName().equals("oral") ? "rectal" : "oral"),
                  route(null)),
          (draft, scene, args) ->
              draft.route == null
                  ? Truth.POSSIBLE
                  : draft.route.equals(args.theName()) ? Truth.HOLDS : Truth.FAILS);

  static final Trait<MedicationDraft> AT_LEAST =
      trait(
          (scene, args) ->
              List.of(
                  dose("the limit a day", Truth.HOLDS, args.limit(), args.limit(), args.unit()),
                  dose("half of it a day", Truth.FAILS, "0", half(args), args.unit()),
                  dose("up to it a day", Truth.POSSIBLE, "0", args.limit(), args.unit()),
                  dose("no dose", Truth.POSSIBLE, null, null, args.unit())),
          (draft, scene, args) -> draft.isEnough);

  private @Nullable String route;
  private @Nullable Quantity least;
  private @Nullable Quantity most;
  private Truth isEnough = Truth.POSSIBLE;
  private boolean asked = true;
  private boolean listed = true;
  private @Nullable MedicationStatus status;
  private @Nullable RecordedTime end;

  private static Trait<MedicationDraft> trait(
      BiFunction<WitnessScene, Args, List<Change<MedicationDraft>>> tries,
      Specimen.Says<MedicationDraft> says) {
    return new Trait<>(MedicationDraft.class, tries, says);
  }

  private static List<Change<MedicationDraft>> now() {
    return List.of(
        status(MedicationStatus.ACTIVE),
        status(MedicationStatus.ON_HOLD),
        status(null),
        status(MedicationStatus.STOPPED),
        new Change<>("entry", "nothing recorded", draft -> draft.listed = false),
        new Change<>(
            "entry",
            "not asked",
            draft -> {
              draft.listed = false;
              draft.asked = false;
            }));
  }

  private static Change<MedicationDraft> status(@Nullable MedicationStatus status) {
    return new Change<>(
        "status",
        status == null ? "no status" : status.code(),
        draft -> {
          draft.status = status;
          draft.end = null;
        });
  }

  private static Change<MedicationDraft> ended(RecordedTime time) {
    return new Change<>(
        "status",
        "taken until " + time,
        draft -> {
          draft.status = MedicationStatus.COMPLETED;
          draft.end = time;
        });
  }

  private static String half(Args args) {
    return new BigDecimal(args.limit()).divide(BigDecimal.valueOf(2)).toPlainString();
  }

  private static Change<MedicationDraft> route(@Nullable String route) {
    return new Change<>("route", route == null ? "no route" : route, draft -> draft.route = route);
  }

  private static Change<MedicationDraft> dose(
      String what, Truth isEnough, @Nullable String least, @Nullable String most, String unit) {
    return new Change<>(
        "dose",
        what,
        draft -> {
          draft.isEnough = isEnough;
          draft.least = least == null ? null : Quantity.of(least, unit);
          draft.most = most == null ? null : Quantity.of(most, unit);
        });
  }

  private Truth isTaken() {
    if (status == null) {
      return Truth.POSSIBLE;
    }
    return switch (status) {
      case ACTIVE -> Truth.HOLDS;
      case ON_HOLD -> Truth.POSSIBLE;
      default -> Truth.FAILS;
    };
  }

  /** One that was stopped at a time that is not said may have been taken in any window. */
  private Truth wasTaken(WitnessScene scene, Window window) {
    return isTaken().or(scene.isWithin(window, end));
  }

  private void place(WitnessScene scene, Args args, WitnessPatient patient) {
    patient.is(Section.MEDICATIONS, asked ? AssertionStatus.RECORDED : AssertionStatus.NOT_ASKED);
    if (listed) {
      patient.add(
          Medication.builder(
                  patient.reference("MedicationStatement"),
                  Medication.Kind.STATEMENT,
                  scene.concept(args.theName()))
              .status(status)
              .taken(end == null ? null : new RecordedPeriod(null, end))
              .dosages(
                  List.of(
                      new Dosage(
                          route == null ? null : CodeableConcept.ofText(route), null, least, most)))
              .build());
    }
  }
}
