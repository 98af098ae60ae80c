package org.ketascreen.fact;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.record.Interval;
import org.ketascreen.record.Medication;
import org.ketascreen.record.MedicationStatus;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.RecordedTime;

/** The patient's medicines of one concept. Lives for one screening. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Medications implements OfConcept {

  /** How long an order or supply of unstated length is taken at its word. */
  private static final Window TAKEN_AT_ITS_WORD = new Window(12, Window.Unit.MONTH);

  private final String concept;
  private final List<Selection.Item<Member<Medication>>> members = new ArrayList<>();
  private final Viewpoint now;

  Medications(String concept, Viewpoint now) {
    this.concept = concept;
    this.now = now;
  }

  void add(Member<Medication> member) {
    members.add(new Selection.Item<>(member, member.verdict()));
  }

  /** Returns the title of the value set. */
  @Override
  public String getConcept() {
    return concept;
  }

  /** Returns those taken now. */
  public Selected taken() {
    return new Selected(members).where(member -> isTaken(member.entry()));
  }

  /** Returns those taken at some time in the window, now included. */
  public Selected takenWithin(int amount, String unit) {
    Window window = Window.of(amount, unit);
    return new Selected(members).where(member -> wasTaken(member.entry(), window));
  }

  private Verdict isTaken(Medication medication) {
    MedicationStatus status = medication.status();
    if (status == null) {
      return Verdict.possible(Doubt.STATUS_UNKNOWN);
    }
    return switch (status) {
      case ACTIVE, IN_PROGRESS -> activeNow(medication);
      case COMPLETED -> completedNow(medication);
      case ON_HOLD -> Verdict.possible(Doubt.ON_HOLD);
      case UNKNOWN -> Verdict.possible(Doubt.STATUS_UNKNOWN);
      case STOPPED,
          INTENDED,
          DRAFT,
          PREPARATION,
          NOT_TAKEN,
          NOT_DONE,
          DECLINED,
          CANCELLED,
          ENTERED_IN_ERROR ->
          Verdict.FAILS;
    };
  }

  private Verdict activeNow(Medication medication) {
    Truth over = isOver(medication);
    if (over == Truth.HOLDS) {
      return Verdict.possible(Doubt.STATUS_CONTRADICTS_DATES);
    }
    boolean saysUntilWhen = end(medication) != null;
    return medication.kind() == Medication.Kind.REQUEST && !saysUntilWhen && isOld(medication)
        ? Verdict.possible(Doubt.OLD_ORDER)
        : Verdict.HOLDS;
  }

  private Verdict completedNow(Medication medication) {
    return switch (medication.kind()) {
      case REQUEST, STATEMENT ->
          end(medication) != null && isOver(medication) == Truth.FAILS
              ? Verdict.possible(Doubt.STATUS_CONTRADICTS_DATES)
              : Verdict.FAILS;
      case DISPENSE -> suppliedNow(medication);
      case ADMINISTRATION -> givenToday(medication);
    };
  }

  private Verdict suppliedNow(Medication medication) {
    if (end(medication) != null) {
      return Verdict.of(isOver(medication).not(), Doubt.COARSE_DATE);
    }
    return isOld(medication) ? Verdict.FAILS : Verdict.possible(Doubt.SUPPLY_NOT_STATED);
  }

  /** One dose given does not say that more follow; on its own day it may. */
  private Verdict givenToday(Medication medication) {
    Truth today = now.within(new Window(1, Window.Unit.DAY), lastTaken(medication));
    return today == Truth.FAILS ? Verdict.FAILS : Verdict.possible(Doubt.SUPPLY_NOT_STATED);
  }

  private Verdict wasTaken(Medication medication, Window window) {
    Verdict taken = isTaken(medication);
    if (taken.truth() == Truth.HOLDS) {
      return taken;
    }
    Verdict was = Verdict.of(now.within(window, lastTaken(medication)), Doubt.COARSE_DATE);
    return medication.kind() == Medication.Kind.ADMINISTRATION ? was : was.or(taken);
  }

  /** When it was taken last, as far as the entry says, of one that is not surely taken now. */
  private Interval lastTaken(Medication medication) {
    Interval from = lastBegan(medication);
    RecordedTime end = end(medication);
    if (end != null) {
      Interval ended = now.interval(end);
      if (now.isFuture(ended)) {
        return new Interval(from.earliest(), ended.latest());
      }
      return ended.latest().isBefore(from.earliest()) ? Interval.ANY : ended;
    }
    if (medication.kind() == Medication.Kind.STATEMENT) {
      return untilWritten(from, medication.recorded());
    }
    boolean isOpen = from.earliest().equals(Instant.MIN);
    if (medication.kind() == Medication.Kind.ADMINISTRATION || isOpen) {
      return from;
    }
    Instant latest = TAKEN_AT_ITS_WORD.leaves(from.latest(), now.asOf().offset());
    return new Interval(from.earliest(), latest);
  }

  /** It is not said when it was over: at any time from then on, until that was written down. */
  private Interval untilWritten(Interval from, @Nullable RecordedTime written) {
    Instant latest = now.interval(written).latest();
    return new Interval(from.earliest(), latest.isBefore(from.earliest()) ? Instant.MAX : latest);
  }

  /**
   * When it began, or was ordered. What is written down of a medicine that was taken or given was
   * before that, at any time.
   */
  private Interval lastBegan(Medication medication) {
    Interval from = now.interval(start(medication));
    RecordedPeriod taken = medication.taken();
    boolean isOnlyRecorded =
        (taken == null || taken.start() == null) && medication.recorded() != null;
    boolean isOfThePast =
        medication.kind() == Medication.Kind.STATEMENT
            || medication.kind() == Medication.Kind.ADMINISTRATION;
    return isOnlyRecorded && isOfThePast ? new Interval(Instant.MIN, from.latest()) : from;
  }

  private Truth isOver(Medication medication) {
    RecordedTime end = end(medication);
    return end == null ? Truth.FAILS : now.isPast(now.interval(end));
  }

  private boolean isOld(Medication medication) {
    RecordedTime since = start(medication);
    return since != null && now.within(TAKEN_AT_ITS_WORD, now.interval(since)) == Truth.FAILS;
  }

  private static @Nullable RecordedTime start(Medication medication) {
    RecordedPeriod taken = medication.taken();
    RecordedTime start = taken == null ? null : taken.start();
    boolean isOrder = medication.kind() == Medication.Kind.REQUEST;
    return start == null || (isOrder && medication.recorded() != null)
        ? medication.recorded()
        : start;
  }

  private static @Nullable RecordedTime end(Medication medication) {
    RecordedPeriod taken = medication.taken();
    return taken == null ? null : taken.end();
  }

  /** Medicines, narrowed step by step. */
  @API(status = API.Status.INTERNAL, since = "0.1.0")
  public static final class Selected extends Selection<Member<Medication>, Selected> {

    private Selected(List<Item<Member<Medication>>> items) {
      super(items);
    }

    /** Keeps those taken by a route. */
    public Selected byRoute(String route) {
      return where(member -> Dosages.byRoute(member.entry().dosages(), route));
    }

    /** Keeps those of which at least so much is taken a day, by whatever route. */
    public Selected atLeastADay(String limit, String unit) {
      BigDecimal amount = new BigDecimal(limit);
      return where(member -> Dosages.atLeast(member.entry().dosages(), amount, unit));
    }

    @Override
    Selected with(List<Item<Member<Medication>>> remaining) {
      return new Selected(remaining);
    }

    @Override
    Evidence evidence(Member<Medication> member) {
      Medication medication = member.entry();
      String effective = Times.written(medication.taken());
      return member.evidence(
          null,
          effective != null || medication.recorded() == null
              ? effective
              : "recorded " + medication.recorded(),
          medication.status() == null ? null : medication.status().code());
    }
  }
}
