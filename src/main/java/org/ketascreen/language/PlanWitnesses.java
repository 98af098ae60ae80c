package org.ketascreen.language;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.fact.Answer;
import org.ketascreen.fact.Truth;
import org.ketascreen.fact.Window;
import org.ketascreen.language.Form.Qualified;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.Section;

/** The witnesses of sentences about the infusion, the session and the course that are planned. */
final class PlanWitnesses {

  /** No treatment has a session of a greater number. */
  private static final int LAST_SESSION = 9_999;

  private static final BigDecimal THOUSANDTH = new BigDecimal("0.001");

  private PlanWitnesses() {}

  static List<Witness> infusionTakesLessThan(
      WitnessScene scene, Args args, List<Qualified<Answer>> none) {
    String unit = args.theWindow().unit() == Window.Unit.HOUR ? "h" : "min";
    BigDecimal limit = BigDecimal.valueOf(args.amount());
    return List.of(
        lasting(Truth.HOLDS, limit.subtract(THOUSANDTH), unit),
        lasting(Truth.FAILS, limit, unit),
        lasting(Truth.FAILS, limit.add(THOUSANDTH), unit),
        new Witness(Truth.UNKNOWN, "no duration", patient -> {}));
  }

  private static Witness lasting(Truth truth, BigDecimal time, String unit) {
    Quantity duration = new Quantity(time, null, unit);
    return new Witness(
        truth, Around.written(duration), patient -> patient.treatment().duration(duration));
  }

  static List<Witness> isSessionOrLater(
      WitnessScene scene, Args args, List<Qualified<Answer>> none) {
    int number = args.theNumber();
    List<Witness> all = new ArrayList<>();
    all.add(session(Truth.HOLDS, number));
    if (number > 1) {
      all.add(session(Truth.FAILS, number - 1));
    }
    all.add(new Witness(Truth.UNKNOWN, "no session number", patient -> {}));
    return List.copyOf(all);
  }

  private static Witness session(Truth truth, int number) {
    return new Witness(truth, "session " + number, patient -> patient.treatment().session(number));
  }

  static List<Witness> courseBegan(WitnessScene scene, Args args, List<Qualified<Answer>> none) {
    RecordedTime edge = scene.atTheEdgeOf(args.theWindow());
    RecordedTime before = scene.justBefore(args.theWindow());
    RecordedTime year = RecordedTime.parse(year(before));
    List<Witness> all = new ArrayList<>();
    all.add(began(Truth.HOLDS, before));
    all.add(began(Truth.FAILS, edge));
    if (year(before).equals(year(edge))) {
      all.add(began(Truth.POSSIBLE, year));
    }
    all.add(dose(scene, Truth.POSSIBLE, AssertionStatus.NOT_ASKED, before));
    all.add(dose(scene, Truth.UNKNOWN, AssertionStatus.NOT_ASKED, edge));
    all.add(new Witness(Truth.UNKNOWN, "no beginning", patient -> {}));
    return List.copyOf(all);
  }

  private static String year(RecordedTime time) {
    return time.toString().substring(0, 4);
  }

  private static Witness began(Truth truth, RecordedTime time) {
    return new Witness(
        truth, "a course since " + time, patient -> patient.treatment().courseBegan(time));
  }

  static List<Witness> lastDose(WitnessScene scene, Args args, List<Qualified<Answer>> none) {
    RecordedTime after = scene.lessLongAgoThan(args.theWindow());
    RecordedTime at = scene.asLongAgoAs(args.theWindow());
    return List.of(
        dose(scene, Truth.HOLDS, AssertionStatus.NOT_ASKED, after),
        dose(scene, Truth.FAILS, AssertionStatus.RECORDED, at),
        dose(scene, Truth.POSSIBLE, AssertionStatus.NOT_ASKED, null),
        dose(scene, Truth.UNKNOWN, AssertionStatus.NOT_ASKED, at),
        doses(scene, Truth.UNKNOWN, AssertionStatus.RECORDED, List.of()));
  }

  static List<Witness> moreSessions(WitnessScene scene, Args args, List<Qualified<Answer>> none) {
    int number = args.theNumber();
    RecordedTime edge = scene.atTheEdgeOf(args.theWindow());
    RecordedTime before = scene.justBefore(args.theWindow());
    List<@Nullable RecordedTime> later = daysAfter(scene, edge, args.theWindow(), number);
    List<Witness> all = new ArrayList<>();
    if (later.size() == number) {
      all.add(doses(scene, Truth.HOLDS, AssertionStatus.NOT_ASKED, and(later, edge)));
    }
    List<@Nullable RecordedTime> mayBeMore = later;
    while (mayBeMore.size() <= number) {
      mayBeMore = and(mayBeMore, null);
    }
    all.add(doses(scene, Truth.POSSIBLE, AssertionStatus.NOT_ASKED, mayBeMore));
    all.add(doses(scene, Truth.FAILS, AssertionStatus.RECORDED, and(later, before)));
    all.add(doses(scene, Truth.UNKNOWN, AssertionStatus.NOT_ASKED, and(later, before)));
    all.add(doses(scene, Truth.UNKNOWN, AssertionStatus.RECORDED, List.of()));
    if (number + 2 <= LAST_SESSION) {
      all.add(session(Truth.FAILS, number + 1, AssertionStatus.NOT_ASKED, before));
      all.add(session(Truth.UNKNOWN, number + 1, AssertionStatus.NOT_ASKED, edge));
      all.add(session(Truth.UNKNOWN, number + 2, AssertionStatus.NOT_ASKED, before));
      all.add(session(Truth.FAILS, number + 1, AssertionStatus.RECORDED, null));
    }
    return List.copyOf(all);
  }

  private static Witness session(
      Truth truth, int number, AssertionStatus medicines, @Nullable RecordedTime began) {
    return new Witness(
        truth,
        "session "
            + number
            + (began == null ? "" : " of a course since " + began)
            + ", medicines "
            + medicines.code(),
        patient -> {
          patient.is(Section.MEDICATIONS, medicines);
          patient.treatment().session(number).courseBegan(began);
        });
  }

  /**
   * Returns so many times on days of their own after that of the edge of a window, or as many as
   * there are up to today.
   */
  private static List<@Nullable RecordedTime> daysAfter(
      WitnessScene scene, RecordedTime edge, Window window, int number) {
    List<@Nullable RecordedTime> days = new ArrayList<>();
    LocalDate day = edge.firstDay().plusDays(1);
    while (days.size() < number && !day.isAfter(scene.asOf().day())) {
      days.add(
          WitnessScene.isByTheClock(window)
              ? scene.time(day.atStartOfDay().toInstant(scene.asOf().offset()))
              : scene.day(day));
      day = day.plusDays(1);
    }
    return days;
  }

  private static List<@Nullable RecordedTime> and(
      List<@Nullable RecordedTime> times, @Nullable RecordedTime other) {
    List<@Nullable RecordedTime> all = new ArrayList<>();
    all.add(other);
    all.addAll(times);
    return all;
  }

  private static Witness dose(
      WitnessScene scene, Truth truth, AssertionStatus medicines, @Nullable RecordedTime time) {
    return doses(scene, truth, medicines, and(List.of(), time));
  }

  private static Witness doses(
      WitnessScene scene,
      Truth truth,
      AssertionStatus medicines,
      List<@Nullable RecordedTime> times) {
    StringBuilder what = new StringBuilder("medicines " + medicines.code());
    times.forEach(
        time -> what.append(", a dose ").append(time == null ? "at some time" : time.toString()));
    return new Witness(
        truth,
        what.toString(),
        patient -> {
          patient.is(Section.MEDICATIONS, medicines);
          times.forEach(time -> patient.add(scene.givenDose(patient, time)));
        });
  }
}
