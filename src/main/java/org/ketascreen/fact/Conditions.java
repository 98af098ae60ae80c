package org.ketascreen.fact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Interval;
import org.ketascreen.record.Mention;
import org.ketascreen.record.Procedure;
import org.ketascreen.record.ProcedureStatus;
import org.ketascreen.record.VerificationStatus;

/**
 * The patient's conditions and procedures of one concept, and where else it is named. A mention is
 * no diagnosis: that the patient ever had it is possible, and for a year that it is still present.
 * Lives for one screening.
 */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Conditions implements OfConcept {

  /**
   * How long what was only named may still be present: as long as an order may still be taken. No
   * source says; after a year a problem list that does not have it is believed.
   */
  private static final Window STILL_PRESENT = Window.of(12, "months");

  private final String concept;
  private final List<Selection.Item<Member<? extends Entry>>> members = new ArrayList<>();
  private final Viewpoint now;

  Conditions(String concept, Viewpoint now) {
    this.concept = concept;
    this.now = now;
  }

  void add(Member<? extends Entry> member) {
    members.add(new Selection.Item<>(member, member.verdict()));
  }

  /** Returns the title of the value set. */
  @Override
  public String getConcept() {
    return concept;
  }

  /** Returns the conditions that are present now. */
  public Selected present() {
    return new Selected(members).where(this::presentNow);
  }

  /** Returns the conditions and procedures at any time up to now. */
  public Selected ever() {
    return new Selected(members).where(Conditions::happened);
  }

  private Verdict presentNow(Member<? extends Entry> member) {
    Verdict happened = happened(member);
    Entry entry = member.entry();
    if (entry instanceof Condition condition) {
      return happened.and(presentNow(condition));
    }
    if (isOverSince(entry)) {
      return Verdict.FAILS;
    }
    return entry instanceof Procedure procedure
        ? happened.and(lastsNow(procedure))
        : happened.and(Verdict.of(now.within(STILL_PRESENT, began(now, entry)), Doubt.COARSE_DATE));
  }

  /** What was done may last, as a shunt does; the procedure says only that it was done. */
  private static Verdict lastsNow(Procedure procedure) {
    return procedure.status() == ProcedureStatus.IN_PROGRESS
        ? Verdict.HOLDS
        : Verdict.possible(Doubt.ONLY_DONE);
  }

  /** Whether a condition of the concept says that it is over, and not that it was so before. */
  private boolean isOverSince(Entry named) {
    return members.stream()
        .map(item -> item.member().entry())
        .filter(Condition.class::isInstance)
        .map(Condition.class::cast)
        .filter(condition -> presentNow(condition).truth() == Truth.FAILS)
        .anyMatch(
            condition ->
                !now.interval(condition.abatement())
                    .latest()
                    .isBefore(began(now, named).earliest()));
  }

  private Verdict presentNow(Condition condition) {
    Truth over =
        condition.abatement() != null
            ? now.isPast(now.interval(condition.abatement()))
            : condition.abated() ? Truth.HOLDS : Truth.FAILS;
    ClinicalStatus status = condition.clinicalStatus();
    if (status == null) {
      return condition.abatement() == null && !condition.abated()
          ? Verdict.possible(Doubt.NO_CLINICAL_STATUS)
          : Verdict.of(over.not(), Doubt.COARSE_DATE);
    }
    return switch (status) {
      case ACTIVE, RECURRENCE, RELAPSE ->
          over == Truth.HOLDS ? Verdict.possible(Doubt.STATUS_CONTRADICTS_DATES) : Verdict.HOLDS;
      case INACTIVE, REMISSION, RESOLVED -> Verdict.FAILS;
    };
  }

  private static Verdict happened(Member<? extends Entry> member) {
    Entry entry = member.entry();
    if (entry instanceof Condition condition) {
      return isDoubted(condition.verificationStatus())
          ? Verdict.possible(Doubt.NOT_VERIFIED)
          : Verdict.HOLDS;
    }
    if (entry instanceof Mention mention) {
      return Verdict.possible(doubt(mention.kind()));
    }
    return entry instanceof Procedure procedure ? wasDone(procedure.status()) : Verdict.FAILS;
  }

  private static Doubt doubt(Mention.Kind kind) {
    return switch (kind) {
      case ENCOUNTER -> Doubt.NAMED_AT_ENCOUNTER;
      case REASON -> Doubt.NAMED_AS_REASON;
      case CONCLUSION -> Doubt.NAMED_IN_CONCLUSION;
    };
  }

  private static boolean isDoubted(@Nullable VerificationStatus status) {
    return status == VerificationStatus.UNCONFIRMED
        || status == VerificationStatus.PROVISIONAL
        || status == VerificationStatus.DIFFERENTIAL
        || status == VerificationStatus.PRESUMED;
  }

  private static Verdict wasDone(@Nullable ProcedureStatus status) {
    if (status == null) {
      return Verdict.possible(Doubt.STATUS_UNKNOWN);
    }
    return switch (status) {
      case COMPLETED, IN_PROGRESS, STOPPED -> Verdict.HOLDS;
      case ON_HOLD, UNKNOWN -> Verdict.possible(Doubt.STATUS_UNKNOWN);
      case PREPARATION, NOT_DONE, ENTERED_IN_ERROR -> Verdict.FAILS;
    };
  }

  /** When it began, as far as the entry says; never after it was written down or had ended. */
  static Interval began(Viewpoint now, Entry entry) {
    if (entry instanceof Condition condition) {
      Interval onset = now.notAfter(now.interval(condition.onset()), condition.recorded());
      return onset.narrowedBy(
          new Interval(Instant.MIN, now.interval(condition.abatement()).latest()));
    }
    if (entry instanceof Mention mention) {
      return now.interval(mention.when());
    }
    return entry instanceof Procedure procedure
        ? now.interval(procedure.performed())
        : Interval.ANY;
  }

  /** When it was present last, as far as the entry says, of one that is not surely present now. */
  private Interval lastPresent(Entry entry) {
    if (entry instanceof Condition condition) {
      Interval ended = now.interval(condition.abatement());
      if (now.isFuture(ended)) {
        return new Interval(began(now, entry).earliest(), ended.latest());
      }
      return ended.narrowedBy(new Interval(began(now, entry).earliest(), Instant.MAX));
    }
    return began(now, entry);
  }

  /** Conditions and procedures, narrowed step by step. */
  @API(status = API.Status.INTERNAL, since = "0.1.0")
  public final class Selected extends Selection<Member<? extends Entry>, Selected> {

    private Selected(List<Item<Member<? extends Entry>>> items) {
      super(items);
    }

    /** Keeps those that began within the window. */
    public Selected beganWithin(int amount, String unit) {
      return where(member -> beganWithin(member, Window.of(amount, unit)));
    }

    /** Keeps those that began before the window. */
    public Selected beganMoreThanAgo(int amount, String unit) {
      Window window = Window.of(amount, unit);
      return where(
          member -> Verdict.of(beganWithin(member, window).truth().not(), Doubt.COARSE_DATE));
    }

    /** Keeps those that were present at some time in the window. */
    public Selected presentWithin(int amount, String unit) {
      Window window = Window.of(amount, unit);
      return where(
          member -> beganWithin(member, window).or(wasPresentWithin(member.entry(), window)));
    }

    private Verdict wasPresentWithin(Entry entry, Window window) {
      boolean isPresent =
          entry instanceof Condition condition && presentNow(condition).truth() == Truth.HOLDS;
      return isPresent
          ? Verdict.HOLDS
          : Verdict.of(now.within(window, lastPresent(entry)), Doubt.COARSE_DATE);
    }

    /** Keeps those in remission. */
    public Selected inRemission() {
      return where(member -> inRemission(member.entry(), Verdict.UNKNOWN));
    }

    /** Keeps those not in remission. */
    public Selected notInRemission() {
      return where(
          member -> {
            Verdict in = inRemission(member.entry(), Verdict.possible(Doubt.NO_CLINICAL_STATUS));
            return Verdict.of(in.truth().not(), Doubt.NO_CLINICAL_STATUS);
          });
    }

    /** Keeps those called mild, moderate or severe, or worse. */
    public Selected ofAtLeastSeverity(String severity) {
      return where(member -> atLeast(member.entry(), Severities.rank(severity)));
    }

    private Verdict beganWithin(Member<? extends Entry> member, Window window) {
      return Verdict.of(now.within(window, began(now, member.entry())), Doubt.COARSE_DATE);
    }

    private static Verdict inRemission(Entry entry, Verdict unstated) {
      if (entry instanceof Mention mention) {
        return Verdict.possible(doubt(mention.kind()));
      }
      ClinicalStatus status =
          entry instanceof Condition condition ? condition.clinicalStatus() : null;
      if (status == null) {
        return unstated;
      }
      return switch (status) {
        case REMISSION -> Verdict.HOLDS;
        case INACTIVE -> Verdict.possible(Doubt.NO_CLINICAL_STATUS);
        case ACTIVE, RECURRENCE, RELAPSE, RESOLVED -> Verdict.FAILS;
      };
    }

    private static Verdict atLeast(Entry entry, int least) {
      CodeableConcept severity = entry instanceof Condition condition ? condition.severity() : null;
      int rank = severity == null ? Severities.UNRANKED : Severities.rank(severity);
      if (rank == Severities.UNRANKED) {
        return Verdict.possible(Doubt.NO_SEVERITY);
      }
      return rank >= least ? Verdict.HOLDS : Verdict.FAILS;
    }

    @Override
    Selected with(List<Item<Member<? extends Entry>>> remaining) {
      return new Selected(remaining);
    }

    @Override
    Evidence evidence(Member<? extends Entry> member) {
      Entry entry = member.entry();
      if (entry instanceof Condition condition) {
        return member.evidence(
            null, Times.written(condition.onset(), condition.recorded()), status(condition));
      }
      if (entry instanceof Mention mention) {
        return member.evidence(null, Times.written(mention.when(), null), null);
      }
      Procedure procedure = (Procedure) entry;
      return member.evidence(
          null,
          Times.written(procedure.performed(), null),
          procedure.status() == null ? null : procedure.status().code());
    }

    private static @Nullable String status(Condition condition) {
      ClinicalStatus clinical = condition.clinicalStatus();
      VerificationStatus verification = condition.verificationStatus();
      if (clinical == null) {
        return verification == null ? null : verification.code();
      }
      return isDoubted(verification) && verification != null
          ? clinical.code() + ", " + verification.code()
          : clinical.code();
    }
  }
}
