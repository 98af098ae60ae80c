package org.ketascreen.opinion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Interval;
import org.ketascreen.record.Medication;
import org.ketascreen.record.MedicationStatus;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.terminology.Use;

/** Sentences on medicines. */
final class OfMedications {

  private static final Clock.Length ORDER_STANDS = Clock.Length.of("12 months");

  private final PatientRecord record;
  private final Codes codes;
  private final Clock clock;

  OfMedications(PatientRecord record, Codes codes, Clock clock) {
    this.record = record;
    this.codes = codes;
    this.clock = clock;
  }

  View takes(String title) {
    return any(title, this::now);
  }

  View took(String title, Clock.Length window) {
    return any(title, medication -> within(medication, window));
  }

  private View any(String title, Function<Medication, View> said) {
    List<View> views = new ArrayList<>();
    for (Entry entry : record.entries()) {
      Truth in = codes.in(title, entry.code(), Use.MEDICATION);
      if (in.mayHold() && entry instanceof Medication medication) {
        views.add(
            isMeant(medication)
                ? said.apply(medication).cappedAt(in)
                : View.by(medication.reference(), Truth.FAILS));
      }
    }
    return View.anyOf(views);
  }

  /** Whether it says that something is or was taken: not a plan, a refusal or a mistake. */
  boolean isMeant(Medication medication) {
    if (medication.planned()
        || medication.doNotPerform()
        || clock.isToCome(interval(start(medication)))) {
      return false;
    }
    MedicationStatus status = medication.status();
    return status == null
        || switch (status) {
          case ACTIVE, COMPLETED, IN_PROGRESS, ON_HOLD, STOPPED, UNKNOWN -> true;
          case INTENDED,
              DRAFT,
              PREPARATION,
              NOT_TAKEN,
              NOT_DONE,
              DECLINED,
              CANCELLED,
              ENTERED_IN_ERROR ->
              false;
        };
  }

  private static @Nullable RecordedTime start(Medication medication) {
    return medication.taken() == null ? null : medication.taken().start();
  }

  private static @Nullable RecordedTime end(Medication medication) {
    return medication.taken() == null ? null : medication.taken().end();
  }

  private Interval interval(@Nullable RecordedTime time) {
    return clock.interval(time);
  }

  private View now(Medication medication) {
    String reference = medication.reference();
    if (isWrittenLater(medication)) {
      return View.open("an entry written down after", reference, Truth.values());
    }
    RecordedTime end = end(medication);
    boolean over = end != null && clock.isSurelyOver(interval(end));
    boolean mayBeOver = end != null && clock.mayBeOver(interval(end));
    boolean ongoing = medication.status() == MedicationStatus.ACTIVE;
    boolean stopped =
        medication.status() == MedicationStatus.STOPPED
            || medication.status() == MedicationStatus.COMPLETED;
    boolean statement = medication.kind() == Medication.Kind.STATEMENT;
    if (ongoing && end == null) {
      return medication.kind() == Medication.Kind.REQUEST ? ordered(medication) : taken(medication);
    }
    if (statement && ongoing && !mayBeOver) {
      return View.by(reference, Truth.HOLDS);
    }
    if (statement && stopped && (end == null || over)) {
      return View.by(reference, Truth.FAILS);
    }
    return View.open(
        "whether a "
            + medication.kind()
            + " "
            + medication.status()
            + (end == null
                ? ""
                : over ? ", ended," : mayBeOver ? ", perhaps ended," : ", not ended,")
            + " is taken now",
        reference,
        Truth.FAILS,
        Truth.POSSIBLE,
        Truth.HOLDS);
  }

  private View taken(Medication medication) {
    return medication.kind() == Medication.Kind.STATEMENT
        ? View.by(medication.reference(), Truth.HOLDS)
        : View.open(
            "whether a " + medication.kind() + " without an end is taken now",
            medication.reference(),
            Truth.FAILS,
            Truth.POSSIBLE,
            Truth.HOLDS);
  }

  private boolean isWrittenLater(Medication medication) {
    return medication.recorded() != null && clock.isToCome(interval(medication.recorded()));
  }

  private View ordered(Medication order) {
    RecordedTime when = order.recorded() != null ? order.recorded() : start(order);
    if (when == null) {
      return View.open(
          "an active order without a date", order.reference(), Truth.POSSIBLE, Truth.HOLDS);
    }
    Truth recent = clock.within(ORDER_STANDS, interval(when));
    return View.by(order.reference(), recent == Truth.HOLDS ? Truth.HOLDS : Truth.POSSIBLE);
  }

  private View within(Medication medication, Clock.Length window) {
    String reference = medication.reference();
    if (isWrittenLater(medication)) {
      return View.open("an entry written down after", reference, Truth.values());
    }
    if (medication.status() == MedicationStatus.ACTIVE && end(medication) == null) {
      return now(medication);
    }
    boolean given =
        medication.kind() == Medication.Kind.ADMINISTRATION
            || medication.kind() == Medication.Kind.STATEMENT;
    boolean known = medication.status() == MedicationStatus.COMPLETED;
    if (!given || !known) {
      return View.open(
          "whether a " + medication.kind() + " " + medication.status() + " was taken",
          reference,
          Truth.FAILS,
          Truth.POSSIBLE,
          Truth.HOLDS);
    }
    if (start(medication) != null
        && end(medication) != null
        && interval(end(medication)).latest().isBefore(interval(start(medication)).earliest())) {
      return View.open("a medicine that ends before it starts", reference, Truth.values());
    }
    RecordedTime written = start(medication) == null ? medication.recorded() : null;
    if (end(medication) != null && clock.isToCome(interval(end(medication)))) {
      return View.open("a medicine that is over and has not ended", reference, Truth.values());
    }
    boolean isOpen = end(medication) == null && medication.kind() != Medication.Kind.ADMINISTRATION;
    if (isOpen && start(medication) != null && medication.recorded() != null) {
      if (interval(medication.recorded())
          .latest()
          .isBefore(interval(start(medication)).earliest())) {
        return View.open("a medicine written down before it starts", reference, Truth.values());
      }
      written = medication.recorded();
    }
    Interval start =
        interval(start(medication))
            .narrowedBy(until(clock.latest()))
            .narrowedBy(until(interval(written).latest()))
            .narrowedBy(until(interval(end(medication)).latest()));
    Interval end =
        end(medication) == null && medication.kind() == Medication.Kind.ADMINISTRATION
            ? start
            : interval(end(medication))
                .narrowedBy(new Interval(start.earliest(), Instant.MAX))
                .narrowedBy(until(interval(written).latest()))
                .narrowedBy(until(clock.latest()));
    return View.by(reference, clock.within(window, start).atLeast(clock.within(window, end)));
  }

  static Interval until(Instant end) {
    return new Interval(Instant.MIN, end);
  }
}
