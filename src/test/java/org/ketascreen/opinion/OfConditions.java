package org.ketascreen.opinion;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.AllergyType;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Interval;
import org.ketascreen.record.Mention;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Planned;
import org.ketascreen.record.Procedure;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.VerificationStatus;
import org.ketascreen.terminology.Use;

/** Sentences on conditions, procedures, plans and allergies. */
final class OfConditions {

  private static final Pattern WITHIN = Pattern.compile("that began within the last (.+)");
  private static final Pattern AGO = Pattern.compile("that began more than (.+) ago");
  private static final Pattern PRESENT = Pattern.compile("present within the last (.+)");
  private static final Pattern SEVERE = Pattern.compile("of at least \"(.+)\" severity");
  private static final Pattern LASTING = Pattern.compile("that may last (.+)");
  private static final List<String> SEVERITIES = List.of("mild", "moderate", "severe");

  private final PatientRecord record;
  private final Codes codes;
  private final Clock clock;

  OfConditions(PatientRecord record, Codes codes, Clock clock) {
    this.record = record;
    this.codes = codes;
    this.clock = clock;
  }

  /** What the patient has now; only diagnoses say so. */
  View has(String title) {
    return has(title, List.of());
  }

  /** What the patient has now, narrowed. */
  View has(String title, List<String> qualifiers) {
    List<View> views = new ArrayList<>();
    for (Entry entry : record.entries()) {
      Truth in = codes.in(title, entry.code(), Use.CONDITION);
      if (in.mayHold() && entry instanceof Condition condition) {
        View now = present(condition);
        for (String qualifier : qualifiers) {
          now = now.and(narrowed(condition, qualifier));
        }
        views.add(onlyIfMeant(condition, now).cappedAt(in));
      } else if (in.mayHold() && entry instanceof Mention) {
        views.add(
            View.open(
                "whether a mention speaks for a disease of now",
                entry.reference(),
                Truth.FAILS,
                Truth.POSSIBLE));
      } else if (in.mayHold() && entry instanceof Procedure) {
        views.add(
            View.open(
                "whether what was done lasts",
                entry.reference(),
                Truth.FAILS,
                Truth.POSSIBLE,
                Truth.HOLDS));
      }
    }
    return View.anyOf(views);
  }

  private View present(Condition condition) {
    String reference = condition.reference();
    Interval end = clock.interval(condition.abatement());
    boolean dated = condition.abatement() != null;
    boolean over = condition.abated() || (dated && clock.isSurelyOver(end));
    ClinicalStatus status = condition.clinicalStatus();
    if (status == null) {
      if (condition.abated() && dated && !clock.isSurelyOver(end)) {
        return View.open("a condition that is over and has not ended", reference, Truth.values());
      }
      if (over) {
        return View.by(reference, Truth.FAILS);
      }
      return dated && clock.mayBeOver(end)
          ? View.by(reference, Truth.POSSIBLE)
          : View.open(
              "what a condition without a clinical status is",
              reference,
              Truth.POSSIBLE,
              Truth.HOLDS);
    }
    if (isActive(status)) {
      return (dated && clock.mayBeOver(end)) || condition.abated()
          ? View.open(
              "a condition that is active and has ended",
              reference,
              Truth.FAILS,
              Truth.POSSIBLE,
              Truth.HOLDS)
          : View.by(reference, Truth.HOLDS);
    }
    return dated && !over
        ? View.open(
            "a condition that is over and has not ended",
            reference,
            Truth.FAILS,
            Truth.POSSIBLE,
            Truth.HOLDS)
        : View.by(reference, Truth.FAILS);
  }

  private static boolean isActive(ClinicalStatus status) {
    return status == ClinicalStatus.ACTIVE
        || status == ClinicalStatus.RECURRENCE
        || status == ClinicalStatus.RELAPSE;
  }

  private View onlyIfMeant(Condition condition, View view) {
    return verified(
        condition.verificationStatus(), view, clock.interval(condition.onset()), condition);
  }

  /** Leaves out what is refuted, wrong or to come, and doubts what is not sure. */
  private View verified(
      @Nullable VerificationStatus status, View view, Interval onset, Entry entry) {
    if (clock.isToCome(onset)) {
      return View.by(entry.reference(), Truth.FAILS);
    }
    if (entry instanceof Condition condition && isWrittenLater(condition.recorded())) {
      view =
          view.orElse(View.by(entry.reference(), Truth.FAILS), "an entry written down after now");
    }
    if (status == null || status == VerificationStatus.CONFIRMED) {
      return view;
    }
    return switch (status) {
      case REFUTED, ENTERED_IN_ERROR -> View.by(entry.reference(), Truth.FAILS);
      case UNCONFIRMED, PROVISIONAL, DIFFERENTIAL -> view.cappedAt(Truth.POSSIBLE);
      case PRESUMED -> view.orElse(view.cappedAt(Truth.POSSIBLE), "what is presumed");
      default -> view;
    };
  }

  private boolean isWrittenLater(@Nullable RecordedTime recorded) {
    return recorded != null && clock.isToCome(clock.interval(recorded));
  }

  /** What the patient has or had, narrowed. */
  View everHad(String title, List<String> qualifiers) {
    List<View> views = new ArrayList<>();
    for (Entry entry : record.entries()) {
      Truth in = codes.in(title, entry.code(), Use.CONDITION);
      if (in.mayHold() && entry instanceof Condition condition) {
        views.add(onlyIfMeant(condition, once(condition, qualifiers)).cappedAt(in));
      } else if (in.mayHold() && entry instanceof Procedure procedure) {
        views.add(once(procedure, qualifiers).cappedAt(in));
      } else if (in.mayHold() && entry instanceof Mention mention) {
        views.add(once(mention, qualifiers).cappedAt(Truth.POSSIBLE));
      }
    }
    return View.anyOf(views);
  }

  private View once(Condition condition, List<String> qualifiers) {
    View view = View.by(condition.reference(), Truth.HOLDS);
    for (String qualifier : qualifiers) {
      view = view.and(narrowed(condition, qualifier));
    }
    return view;
  }

  private View narrowed(Condition condition, String qualifier) {
    String reference = condition.reference();
    Matcher within = WITHIN.matcher(qualifier);
    Matcher ago = AGO.matcher(qualifier);
    Matcher present = PRESENT.matcher(qualifier);
    Matcher severe = SEVERE.matcher(qualifier);
    Matcher lasting = LASTING.matcher(qualifier);
    if (lasting.matches()) {
      Truth fresh = clock.within(Clock.Length.of(lasting.group(1)), onset(condition));
      return dated(condition, fresh == Truth.FAILS ? Truth.FAILS : Truth.HOLDS);
    }
    if (within.matches()) {
      return dated(condition, clock.within(Clock.Length.of(within.group(1)), onset(condition)));
    }
    if (ago.matches()) {
      return dated(condition, clock.within(Clock.Length.of(ago.group(1)), onset(condition)).not());
    }
    if (present.matches()) {
      return presentWithin(condition, Clock.Length.of(present.group(1)));
    }
    if (severe.matches()) {
      return severe(reference, condition.severity(), severe.group(1));
    }
    return remission(condition, qualifier.equals("in remission"));
  }

  private View dated(Condition condition, Truth truth) {
    return contradicts(condition)
        ? View.open("dates of a condition that contradict", condition.reference(), Truth.values())
        : View.by(condition.reference(), truth);
  }

  /** From above by when it was written down, when it ended, and now. */
  private Interval onset(Condition condition) {
    return clock
        .interval(condition.onset())
        .narrowedBy(until(clock.interval(condition.recorded())))
        .narrowedBy(until(clock.interval(condition.abatement())))
        .narrowedBy(until(clock.asOf().span()));
  }

  private static Interval until(Interval end) {
    return new Interval(java.time.Instant.MIN, end.latest());
  }

  private boolean contradicts(Condition condition) {
    java.time.Instant begins = clock.interval(condition.onset()).earliest();
    Interval end = clock.interval(condition.abatement());
    return clock.interval(condition.recorded()).latest().isBefore(begins)
        || end.latest().isBefore(begins)
        || (condition.recorded() != null && clock.isToCome(clock.interval(condition.recorded())));
  }

  private View presentWithin(Condition condition, Clock.Length window) {
    String reference = condition.reference();
    View now = present(condition);
    if (contradicts(condition)) {
      return View.open("dates of a condition that contradict", reference, Truth.values());
    }
    ClinicalStatus status = condition.clinicalStatus();
    if (status != null
        && !isActive(status)
        && condition.abatement() != null
        && clock.isToCome(clock.interval(condition.abatement()))) {
      return View.open(
          "a condition that is over and has not ended",
          reference,
          Truth.FAILS,
          Truth.POSSIBLE,
          Truth.HOLDS);
    }
    Truth began = clock.within(window, onset(condition));
    Interval end =
        clock
            .interval(condition.abatement())
            .narrowedBy(
                new Interval(clock.interval(condition.onset()).earliest(), java.time.Instant.MAX))
            .narrowedBy(until(clock.asOf().span()));
    Truth ended = clock.within(window, end);
    return now.or(View.by(reference, began.atLeast(ended)));
  }

  private static View severe(String reference, @Nullable CodeableConcept severity, String least) {
    if (severity == null) {
      return View.by(reference, Truth.POSSIBLE);
    }
    String words = severity.text() == null ? "" : severity.text().toLowerCase(Locale.ROOT);
    int found = SEVERITIES.indexOf(words);
    if (found < 0) {
      return View.open("how a severity is read", reference, Truth.values());
    }
    return View.by(reference, found >= SEVERITIES.indexOf(least) ? Truth.HOLDS : Truth.FAILS);
  }

  private static View remission(Condition condition, boolean wanted) {
    String reference = condition.reference();
    ClinicalStatus status = condition.clinicalStatus();
    if (status == null) {
      return View.open("whether it is in remission, unsaid", reference, Truth.values());
    }
    return switch (status) {
      case REMISSION -> View.by(reference, wanted ? Truth.HOLDS : Truth.FAILS);
      case ACTIVE, RECURRENCE, RELAPSE -> View.by(reference, wanted ? Truth.FAILS : Truth.HOLDS);
      case INACTIVE, RESOLVED ->
          View.open("whether what is over is in remission", reference, Truth.values());
    };
  }

  private View once(Procedure procedure, List<String> qualifiers) {
    String reference = procedure.reference();
    Interval performed = clock.interval(procedure.performed());
    if (clock.isToCome(performed)) {
      return View.by(reference, Truth.FAILS);
    }
    View done = done(procedure);
    for (String qualifier : qualifiers) {
      Matcher within = WITHIN.matcher(qualifier);
      Matcher ago = AGO.matcher(qualifier);
      Matcher present = PRESENT.matcher(qualifier);
      Interval past = performed.narrowedBy(until(clock.asOf().span()));
      if (within.matches()) {
        done = done.and(View.by(reference, clock.within(Clock.Length.of(within.group(1)), past)));
      } else if (ago.matches()) {
        done =
            done.and(View.by(reference, clock.within(Clock.Length.of(ago.group(1)), past).not()));
      } else if (present.matches()) {
        done = done.and(View.by(reference, clock.within(Clock.Length.of(present.group(1)), past)));
      } else {
        done =
            done.and(View.open("remission or severity of a procedure", reference, Truth.values()));
      }
    }
    return done;
  }

  private static View done(Procedure procedure) {
    String reference = procedure.reference();
    if (procedure.status() == null) {
      return View.open(
          "what a procedure without a status is", reference, Truth.POSSIBLE, Truth.HOLDS);
    }
    return switch (procedure.status()) {
      case COMPLETED -> View.by(reference, Truth.HOLDS);
      case PREPARATION, NOT_DONE, ENTERED_IN_ERROR -> View.by(reference, Truth.FAILS);
      case IN_PROGRESS, ON_HOLD, STOPPED, UNKNOWN ->
          View.open(
              "what a procedure " + procedure.status().code() + " is",
              reference,
              Truth.POSSIBLE,
              Truth.HOLDS);
    };
  }

  /** What is named at a time was there then; how long before and after is not said. */
  private View once(Mention mention, List<String> qualifiers) {
    String reference = mention.reference();
    Interval when = clock.interval(mention.when());
    if (clock.isToCome(when)) {
      return View.by(reference, Truth.FAILS);
    }
    View view = View.by(reference, Truth.POSSIBLE);
    for (String qualifier : qualifiers) {
      Matcher within = WITHIN.matcher(qualifier);
      boolean recently =
          within.matches()
              && clock
                  .within(
                      Clock.Length.of(within.group(1)), when.narrowedBy(until(clock.asOf().span())))
                  .mayHold();
      if (!recently) {
        view =
            view.and(
                View.open(
                    "how long before and after a mention a disease is there",
                    reference,
                    Truth.FAILS,
                    Truth.POSSIBLE));
      }
    }
    return view;
  }

  /** What is to be done within a time to come. */
  View dueToHave(String title, Clock.Length window) {
    List<View> views = new ArrayList<>();
    for (Entry entry : record.entries()) {
      Truth in = codes.in(title, entry.code(), Use.CONDITION);
      if (in.mayHold() && entry instanceof Planned planned) {
        views.add(due(planned, window).cappedAt(in));
      }
    }
    return View.anyOf(views);
  }

  private View due(Planned planned, Clock.Length window) {
    String reference = planned.reference();
    if (planned.status() == null) {
      return View.open("what a plan without a status is", reference, Truth.values());
    }
    Interval due = clock.interval(planned.due());
    java.time.Instant to =
        window.after(clock.asOf().day()).plusDays(1).atStartOfDay().toInstant(clock.offset());
    java.time.Instant today = clock.asOf().day().atStartOfDay().toInstant(clock.offset());
    boolean past = due.latest().isBefore(clock.earliest());
    boolean late = !due.earliest().isBefore(to);
    boolean surely = !due.earliest().isBefore(today) && due.latest().isBefore(to);
    View timely =
        surely
            ? View.by(reference, Truth.HOLDS)
            : past || late ? View.by(reference, Truth.FAILS) : View.by(reference, Truth.POSSIBLE);
    return switch (planned.status()) {
      case ACTIVE -> timely;
      case PROPOSED, ON_HOLD, UNKNOWN ->
          timely.and(
              View.open(
                  "what a plan " + planned.status().code() + " is", reference, Truth.values()));
      case COMPLETED, REVOKED, ENTERED_IN_ERROR -> View.by(reference, Truth.FAILS);
    };
  }

  /** What the patient does not bear, by its own code or by what a reaction names. */
  View allergicTo(String title) {
    List<View> views = new ArrayList<>();
    for (Entry entry : record.entries()) {
      if (entry instanceof Allergy allergy) {
        Truth in = codes.in(title, allergy.code(), Use.ALLERGY);
        for (CodeableConcept substance : allergy.reactionSubstances()) {
          in = in.atLeast(codes.in(title, substance, Use.ALLERGY));
        }
        if (in.mayHold()) {
          views.add(
              verified(
                      allergy.verificationStatus(),
                      allergic(allergy),
                      clock.interval(allergy.onset()),
                      allergy)
                  .cappedAt(in));
        }
      } else if (entry instanceof Condition
          && codes.in(title, entry.code(), Use.ALLERGY).mayHold()) {
        views.add(View.open("an allergy among the conditions", entry.reference(), Truth.values()));
      }
    }
    return View.anyOf(views);
  }

  private View allergic(Allergy allergy) {
    String reference = allergy.reference();
    if (allergy.recorded() != null && clock.isToCome(clock.interval(allergy.recorded()))) {
      return View.open("an entry written down after", reference, Truth.values());
    }
    if (allergy.clinicalStatus() == null) {
      return View.open(
          "what an allergy without a clinical status is", reference, Truth.POSSIBLE, Truth.HOLDS);
    }
    return switch (allergy.clinicalStatus()) {
      case ACTIVE, RECURRENCE, RELAPSE ->
          allergy.type() == AllergyType.INTOLERANCE
              ? View.open("what an intolerance is", reference, Truth.POSSIBLE, Truth.HOLDS)
              : View.by(reference, Truth.HOLDS);
      case RESOLVED -> View.by(reference, Truth.FAILS);
      case INACTIVE, REMISSION ->
          View.open("what an allergy in remission is", reference, Truth.values());
    };
  }
}
