package org.ketascreen.language;

import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.ketascreen.fact.Truth;
import org.ketascreen.fact.Window;
import org.ketascreen.language.Specimen.Change;
import org.ketascreen.language.Specimen.Trait;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Mention;
import org.ketascreen.record.Moment;
import org.ketascreen.record.Procedure;
import org.ketascreen.record.ProcedureStatus;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.Section;
import org.ketascreen.record.VerificationStatus;

/** A condition, procedure or mention of a condition that is to show a sentence. Not thread-safe. */
final class ConditionDraft {

  static final Specimen<ConditionDraft> SPECIMEN =
      new Specimen<>(
          ConditionDraft.class, ConditionDraft::new, draft -> draft.asked, ConditionDraft::place);

  static final Trait<ConditionDraft> PRESENT =
      trait(
          (scene, args) ->
              List.of(
                  status(ClinicalStatus.ACTIVE),
                  status(null),
                  status(ClinicalStatus.RESOLVED),
                  unconfirmed(),
                  entry("a procedure", Kind.PROCEDURE),
                  entry("only named", Kind.MENTION),
                  entry("nothing recorded", Kind.NONE),
                  notAsked()),
          (draft, scene, args) -> draft.isPresent());

  static final Trait<ConditionDraft> EVER =
      trait(
          (scene, args) ->
              List.of(
                  entry("a condition", Kind.CONDITION),
                  unconfirmed(),
                  entry("a procedure", Kind.PROCEDURE),
                  entry("only named", Kind.MENTION),
                  entry("nothing recorded", Kind.NONE),
                  notAsked()),
          (draft, scene, args) -> draft.happened());

  static final Trait<ConditionDraft> BEGAN_WITHIN =
      trait(
          (scene, args) ->
              List.of(
                  began(scene.atTheEdgeOf(args.theWindow())),
                  began(scene.justBefore(args.theWindow())),
                  began(scene.today()),
                  began(null)),
          (draft, scene, args) -> draft.beganWithin(scene, args.theWindow()));

  static final Trait<ConditionDraft> BEGAN_BEFORE =
      trait(
          (scene, args) ->
              List.of(
                  began(scene.justBefore(args.theWindow())),
                  began(scene.atTheEdgeOf(args.theWindow())),
                  began(null)),
          (draft, scene, args) -> draft.beganWithin(scene, args.theWindow()).not());

  static final Trait<ConditionDraft> PRESENT_WITHIN =
      trait(
          (scene, args) ->
              List.of(
                  status(ClinicalStatus.ACTIVE),
                  ended(scene.atTheEdgeOf(args.theWindow())),
                  ended(scene.justBefore(args.theWindow())),
                  status(ClinicalStatus.RESOLVED)),
          (draft, scene, args) -> draft.presentWithin(scene, args.theWindow()));

  static final Trait<ConditionDraft> IN_REMISSION =
      trait(
          (scene, args) ->
              List.of(
                  status(ClinicalStatus.REMISSION),
                  status(ClinicalStatus.ACTIVE),
                  status(ClinicalStatus.INACTIVE),
                  status(null)),
          (draft, scene, args) -> draft.inRemission(Truth.UNKNOWN));

  static final Trait<ConditionDraft> NOT_IN_REMISSION =
      trait(
          (scene, args) ->
              List.of(
                  status(ClinicalStatus.ACTIVE),
                  status(ClinicalStatus.REMISSION),
                  status(ClinicalStatus.INACTIVE),
                  status(null)),
          (draft, scene, args) -> draft.inRemission(Truth.POSSIBLE).not());

  static final Trait<ConditionDraft> SEVERE =
      trait(
          (scene, args) ->
              List.of(severity("severe"), severity("moderate"), severity("mild"), severity(null)),
          (draft, scene, args) -> draft.isAtLeast(args.theName()));

  private static final List<String> SEVERITIES = List.of("mild", "moderate", "severe");

  private enum Kind {
    CONDITION,
    PROCEDURE,
    MENTION,
    NONE
  }

  private boolean asked = true;
  private Kind kind = Kind.CONDITION;
  private @Nullable ClinicalStatus status;
  private @Nullable VerificationStatus verification;
  private @Nullable RecordedTime onset;
  private @Nullable RecordedTime abatement;
  private @Nullable String severity;

  private static Trait<ConditionDraft> trait(
      BiFunction<WitnessScene, Args, List<Change<ConditionDraft>>> tries,
      Specimen.Says<ConditionDraft> says) {
    return new Trait<>(ConditionDraft.class, tries, says);
  }

  private static Change<ConditionDraft> status(@Nullable ClinicalStatus status) {
    return new Change<>(
        "status",
        status == null ? "no clinical status" : status.code(),
        draft -> {
          draft.status = status;
          draft.abatement = null;
        });
  }

  private static Change<ConditionDraft> ended(RecordedTime day) {
    return new Change<>(
        "status",
        "ended " + day,
        draft -> {
          draft.status = ClinicalStatus.RESOLVED;
          draft.abatement = day;
        });
  }

  private static Change<ConditionDraft> began(@Nullable RecordedTime day) {
    return new Change<>(
        "onset", day == null ? "no onset" : "began " + day, draft -> draft.onset = day);
  }

  private static Change<ConditionDraft> severity(@Nullable String severity) {
    return new Change<>(
        "severity",
        severity == null ? "no severity" : severity,
        draft -> draft.severity = severity);
  }

  private static Change<ConditionDraft> unconfirmed() {
    return new Change<>(
        "verification",
        "unconfirmed",
        draft -> draft.verification = VerificationStatus.UNCONFIRMED);
  }

  private static Change<ConditionDraft> entry(String what, Kind kind) {
    return new Change<>("entry", what, draft -> draft.kind = kind);
  }

  private static Change<ConditionDraft> notAsked() {
    return new Change<>(
        "entry",
        "not asked",
        draft -> {
          draft.kind = Kind.NONE;
          draft.asked = false;
        });
  }

  private Truth isPresent() {
    if (kind == Kind.PROCEDURE || kind == Kind.MENTION) {
      return Truth.POSSIBLE;
    }
    if (kind == Kind.NONE) {
      return Truth.FAILS;
    }
    Truth now = abatement == null ? Truth.POSSIBLE : Truth.FAILS;
    if (status != null) {
      now = status == ClinicalStatus.ACTIVE ? Truth.HOLDS : Truth.FAILS;
    }
    return now.and(happened());
  }

  private Truth happened() {
    return switch (kind) {
      case CONDITION -> verification == null ? Truth.HOLDS : Truth.POSSIBLE;
      case PROCEDURE -> Truth.HOLDS;
      case MENTION -> Truth.POSSIBLE;
      case NONE -> Truth.FAILS;
    };
  }

  private Truth beganWithin(WitnessScene scene, Window window) {
    if (onset == null && kind == Kind.CONDITION && abatement != null) {
      return scene.isWithin(window, abatement).and(Truth.POSSIBLE);
    }
    return scene.isWithin(window, onset);
  }

  private Truth presentWithin(WitnessScene scene, Window window) {
    Truth began = beganWithin(scene, window);
    if (kind != Kind.CONDITION) {
      return began;
    }
    return status == ClinicalStatus.ACTIVE
        ? Truth.HOLDS
        : began.or(scene.isWithin(window, abatement));
  }

  private Truth inRemission(Truth unsaid) {
    if (kind == Kind.MENTION) {
      return Truth.POSSIBLE;
    }
    if (kind != Kind.CONDITION || status == null) {
      return unsaid;
    }
    return status == ClinicalStatus.REMISSION
        ? Truth.HOLDS
        : status == ClinicalStatus.INACTIVE ? Truth.POSSIBLE : Truth.FAILS;
  }

  private Truth isAtLeast(String least) {
    if (kind != Kind.CONDITION || severity == null) {
      return Truth.POSSIBLE;
    }
    return SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(least) ? Truth.HOLDS : Truth.FAILS;
  }

  private void place(WitnessScene scene, Args args, WitnessPatient patient) {
    patient.is(Section.CONDITIONS, asked ? AssertionStatus.RECORDED : AssertionStatus.NOT_ASKED);
    if (kind != Kind.NONE) {
      patient.add(entry(scene.concept(args.theName()), patient));
    }
  }

  private Entry entry(CodeableConcept concept, WitnessPatient patient) {
    return switch (kind) {
      case CONDITION, NONE ->
          Condition.builder(patient.reference("Condition"), concept)
              .clinicalStatus(status)
              .verificationStatus(verification)
              .severity(severity == null ? null : CodeableConcept.ofText(severity))
              .onset(at(onset))
              .abatement(at(abatement))
              .build();
      case PROCEDURE ->
          new Procedure(
              patient.reference("Procedure"), concept, ProcedureStatus.COMPLETED, at(onset));
      case MENTION ->
          new Mention(patient.reference("Encounter"), concept, Mention.Kind.ENCOUNTER, at(onset));
    };
  }

  private static @Nullable Moment at(@Nullable RecordedTime time) {
    return time == null ? null : new Moment.At(time);
  }
}
