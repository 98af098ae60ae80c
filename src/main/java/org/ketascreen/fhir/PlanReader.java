package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Moment;
import org.ketascreen.record.Planned;
import org.ketascreen.record.RecordedTime;

/**
 * Reads what is to be done: ServiceRequest, Appointment, CarePlan activities and Procedures in
 * preparation.
 */
final class PlanReader {

  private static final Choice OCCURRENCE = dueChoice("occurrence");
  private static final Choice SCHEDULED = dueChoice("scheduled");

  private PlanReader() {}

  private static Choice dueChoice(String stem) {
    return Choice.of(stem, "DateTime", "Period", "Timing", "String");
  }

  static List<Planned> serviceRequest(String reference, Element request) {
    CodeableConcept code = Datatypes.conceptOfEither(request.child("code"));
    Planned.Status status = requestStatus(request);
    Moment due = due(request, OCCURRENCE);
    RecordedTime authored = request.time("authoredOn");
    return code.isEmpty()
        ? List.of()
        : List.of(new Planned(reference, code, status, due, authored));
  }

  private static Planned.@Nullable Status requestStatus(Element request) {
    boolean proposed = isProposed(request);
    boolean forbidden = request.flag("doNotPerform");
    Element element = request.child("status");
    Planned.Status status =
        element == null
            ? null
            : switch (element.string()) {
              case "active" -> proposed ? Planned.Status.PROPOSED : Planned.Status.ACTIVE;
              case "draft" -> Planned.Status.PROPOSED;
              case "on-hold" -> Planned.Status.ON_HOLD;
              case "completed", "ended" -> Planned.Status.COMPLETED;
              case "revoked", "stopped" -> Planned.Status.REVOKED;
              case "entered-in-error" -> Planned.Status.ENTERED_IN_ERROR;
              case "unknown" -> Planned.Status.UNKNOWN;
              default ->
                  throw element.malformed(
                      "not one of draft, active, on-hold, revoked, completed, entered-in-error,"
                          + " unknown");
            };
    return forbidden && status != Planned.Status.ENTERED_IN_ERROR ? Planned.Status.REVOKED : status;
  }

  private static boolean isProposed(Element request) {
    Element intent = request.child("intent");
    if (intent == null) {
      return false;
    }
    return switch (intent.string()) {
      case "proposal", "plan", "directive", "option" -> true;
      case "order", "original-order", "reflex-order", "filler-order", "instance-order" -> false;
      default ->
          throw intent.malformed(
              "not one of proposal, plan, directive, order, original-order, reflex-order,"
                  + " filler-order, instance-order, option");
    };
  }

  static List<Planned> appointment(String reference, Element appointment) {
    Planned.Status status = appointmentStatus(appointment);
    RecordedTime start = appointment.time("start");
    RecordedTime end = appointment.time("end");
    Moment due = start == null && end == null ? null : new Moment.Between(start, end);
    RecordedTime created = appointment.time("created");
    return Datatypes.concepts(appointment, "serviceType").stream()
        .map(service -> new Planned(reference, service, status, due, created))
        .toList();
  }

  private static Planned.@Nullable Status appointmentStatus(Element appointment) {
    Element element = appointment.child("status");
    if (element == null) {
      return null;
    }
    return switch (element.string()) {
      case "proposed", "pending", "waitlist" -> Planned.Status.PROPOSED;
      case "booked", "arrived", "checked-in" -> Planned.Status.ACTIVE;
      case "fulfilled" -> Planned.Status.COMPLETED;
      case "cancelled", "noshow" -> Planned.Status.REVOKED;
      case "entered-in-error" -> Planned.Status.ENTERED_IN_ERROR;
      default ->
          throw element.malformed(
              "not one of proposed, pending, booked, arrived, fulfilled, cancelled, noshow,"
                  + " entered-in-error, checked-in, waitlist");
    };
  }

  /** Returns whom an Appointment is with: the first patient who takes part. */
  static Subject participant(Element appointment) {
    for (Element participant : appointment.list("participant")) {
      Element actor = participant.child("actor");
      Subject subject = actor == null ? Subject.NO_PATIENT : Subject.of(actor);
      if (subject.patient() && subject.reference() != null) {
        Reference reference = subject.reference();
        if ("Patient".equals(reference.type())) {
          return subject;
        }
      }
    }
    return Subject.of(appointment, "subject");
  }

  static List<Planned> activities(String reference, Element plan) {
    Planned.Status whole = requestStatus(plan);
    RecordedTime created = plan.time("created");
    List<Planned> planned = new ArrayList<>();
    for (Element activity : plan.list("activity")) {
      Element detail = activity.child("detail");
      CodeableConcept code =
          detail == null ? CodeableConcept.EMPTY : Datatypes.concept(detail, "code");
      if (detail != null && !code.isEmpty()) {
        planned.add(
            new Planned(
                reference, code, activityStatus(detail, whole), due(detail, SCHEDULED), created));
      }
    }
    return planned;
  }

  /**
   * An activity of a plan that was called off, is on hold or only proposed stands no better; of one
   * that was entered in error nothing stands.
   */
  private static Planned.@Nullable Status activityStatus(
      Element detail, Planned.@Nullable Status whole) {
    Planned.Status own = ownStatus(detail);
    if (whole == Planned.Status.ENTERED_IN_ERROR) {
      return whole;
    }
    boolean open = own == null || own == Planned.Status.ACTIVE || own == Planned.Status.UNKNOWN;
    if (detail.flag("doNotPerform") && own != Planned.Status.ENTERED_IN_ERROR) {
      return Planned.Status.REVOKED;
    }
    return open && whole != null && whole != Planned.Status.ACTIVE ? whole : own;
  }

  private static Planned.@Nullable Status ownStatus(Element detail) {
    Element element = detail.child("status");
    if (element == null) {
      return null;
    }
    return switch (element.string()) {
      case "not-started", "scheduled", "in-progress" -> Planned.Status.ACTIVE;
      case "on-hold" -> Planned.Status.ON_HOLD;
      case "completed" -> Planned.Status.COMPLETED;
      case "cancelled", "stopped" -> Planned.Status.REVOKED;
      case "unknown" -> Planned.Status.UNKNOWN;
      case "entered-in-error" -> Planned.Status.ENTERED_IN_ERROR;
      default ->
          throw element.malformed(
              "not one of not-started, scheduled, in-progress, on-hold, completed, cancelled,"
                  + " stopped, unknown, entered-in-error");
    };
  }

  /** A Procedure in preparation: decided on, not begun. */
  static Planned procedure(String reference, CodeableConcept code, @Nullable Moment performed) {
    return new Planned(reference, code, Planned.Status.ACTIVE, performed, null);
  }

  private static @Nullable Moment due(Element element, Choice choice) {
    Element due = element.choice(choice);
    if (due == null) {
      return null;
    }
    return switch (choice.type(due.name())) {
      case "DateTime" -> new Moment.At(due.time());
      case "Period" -> Datatypes.moment(Datatypes.period(due));
      case "Timing" -> Datatypes.moment(Datatypes.timing(due));
      default -> new Moment.Said(due.string());
    };
  }
}
