package org.ketascreen.fact;

import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Entry;
import org.ketascreen.record.FamilyHistory;
import org.ketascreen.record.Interval;
import org.ketascreen.record.Medication;
import org.ketascreen.record.MedicationStatus;
import org.ketascreen.record.Mention;
import org.ketascreen.record.Observation;
import org.ketascreen.record.ObservationStatus;
import org.ketascreen.record.Planned;
import org.ketascreen.record.Procedure;
import org.ketascreen.record.ProcedureStatus;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.VerificationStatus;

/** Entries that say of themselves that they are no evidence, or that have not happened yet. */
final class Exclusions {

  private Exclusions() {}

  static Excluded.@Nullable Reason reason(Entry entry, Viewpoint now) {
    Excluded.Reason said = bySaying(entry);
    return said == null && isAfter(entry, now) ? Excluded.Reason.AFTER_AS_OF : said;
  }

  private static Excluded.@Nullable Reason bySaying(Entry entry) {
    if (entry instanceof Condition condition) {
      return of(condition.verificationStatus());
    }
    if (entry instanceof Allergy allergy) {
      return of(allergy.verificationStatus());
    }
    if (entry instanceof Medication medication) {
      return of(medication);
    }
    if (entry instanceof Observation observation) {
      return of(observation.status());
    }
    if (entry instanceof Planned planned) {
      return planned.status() == Planned.Status.ENTERED_IN_ERROR
          ? Excluded.Reason.ENTERED_IN_ERROR
          : null;
    }
    return entry instanceof Procedure procedure
        ? of(procedure.status())
        : entry instanceof FamilyHistory ? Excluded.Reason.A_RELATIVES : null;
  }

  private static Excluded.@Nullable Reason of(@Nullable VerificationStatus status) {
    if (status == VerificationStatus.REFUTED) {
      return Excluded.Reason.REFUTED;
    }
    return status == VerificationStatus.ENTERED_IN_ERROR ? Excluded.Reason.ENTERED_IN_ERROR : null;
  }

  private static Excluded.@Nullable Reason of(Medication medication) {
    if (medication.doNotPerform()) {
      return Excluded.Reason.NEGATED;
    }
    MedicationStatus status = medication.status();
    if (status == MedicationStatus.ENTERED_IN_ERROR) {
      return Excluded.Reason.ENTERED_IN_ERROR;
    }
    if (medication.planned()) {
      return Excluded.Reason.PLANNED;
    }
    if (status == null) {
      return null;
    }
    return switch (status) {
      case NOT_TAKEN -> Excluded.Reason.NEGATED;
      case NOT_DONE, DECLINED, CANCELLED -> Excluded.Reason.NOT_DONE;
      case INTENDED, DRAFT, PREPARATION -> Excluded.Reason.PLANNED;
      case ENTERED_IN_ERROR -> Excluded.Reason.ENTERED_IN_ERROR;
      case ACTIVE, COMPLETED, IN_PROGRESS, ON_HOLD, STOPPED, UNKNOWN -> null;
    };
  }

  private static Excluded.@Nullable Reason of(@Nullable ObservationStatus status) {
    if (status == ObservationStatus.ENTERED_IN_ERROR) {
      return Excluded.Reason.ENTERED_IN_ERROR;
    }
    return status == ObservationStatus.CANCELLED ? Excluded.Reason.NOT_DONE : null;
  }

  private static Excluded.@Nullable Reason of(@Nullable ProcedureStatus status) {
    if (status == null) {
      return null;
    }
    return switch (status) {
      case PREPARATION -> Excluded.Reason.PLANNED;
      case NOT_DONE -> Excluded.Reason.NOT_DONE;
      case ENTERED_IN_ERROR -> Excluded.Reason.ENTERED_IN_ERROR;
      case IN_PROGRESS, ON_HOLD, STOPPED, COMPLETED, UNKNOWN -> null;
    };
  }

  private static boolean isAfter(Entry entry, Viewpoint now) {
    if (entry instanceof Condition condition) {
      return now.isFuture(now.interval(condition.onset())) || isAfter(condition.recorded(), now);
    }
    if (entry instanceof Allergy allergy) {
      return now.isFuture(now.interval(allergy.onset())) || isAfter(allergy.recorded(), now);
    }
    if (entry instanceof Medication medication) {
      return (medication.taken() != null && isAfter(medication.taken().start(), now))
          || isAfter(medication.recorded(), now);
    }
    if (entry instanceof Observation observation) {
      RecordedPeriod effective = observation.effective();
      return effective != null
          && isAfter(effective.start() == null ? effective.end() : effective.start(), now);
    }
    if (entry instanceof Planned planned) {
      return isAfter(planned.recorded(), now);
    }
    if (entry instanceof Mention mention) {
      return now.isFuture(now.interval(mention.when()));
    }
    return entry instanceof Procedure procedure
        && now.isFuture(now.interval(procedure.performed()));
  }

  private static boolean isAfter(@Nullable RecordedTime time, Viewpoint now) {
    if (time == null) {
      return false;
    }
    Interval interval = now.interval(time);
    return now.isFuture(interval);
  }
}
