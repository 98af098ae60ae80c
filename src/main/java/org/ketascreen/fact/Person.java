package org.ketascreen.fact;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.record.RecordedTime;

/** The patient as such. Lives for one screening. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Person {

  private final String subject;
  private final Viewpoint now;
  private final Pregnancy pregnancy;

  Person(@Nullable String subject, Viewpoint now, Pregnancy pregnancy) {
    this.subject = subject == null ? "Patient" : subject;
    this.now = now;
    this.pregnancy = pregnancy;
  }

  /** Whether the patient has not completed so many years. */
  public Answer isUnder(int years) {
    Verdict completed = now.hasCompleted(years);
    return answer(Verdict.of(completed.truth().not(), Doubt.BIRTH_DATE_COARSE));
  }

  /** Whether the patient has completed so many years. */
  public Answer isAtLeast(int years) {
    return answer(now.hasCompleted(years));
  }

  /** Whether the patient is pregnant, as the rulebase defines it. */
  public Answer isPregnant() {
    return pregnancy.answer();
  }

  private Answer answer(Verdict verdict) {
    RecordedTime birthDate = now.birthDate();
    if (birthDate == null) {
      return Answer.of(verdict.truth(), List.of());
    }
    if (verdict.truth().mayHold()) {
      noteBirthdays(birthDate);
    }
    Evidence evidence =
        new Evidence(subject, "birth date", null, null, age(birthDate), birthDate.toString(), null);
    return Answer.of(verdict.truth(), List.of(new Support(evidence, verdict)));
  }

  /** The age that a finding shows changes with the next birthday. */
  private void noteBirthdays(RecordedTime birthDate) {
    for (LocalDate birth : List.of(birthDate.firstDay(), birthDate.lastDay())) {
      int completed = (int) ChronoUnit.YEARS.between(birth, now.asOf().day());
      LocalDate next = birth.plusYears(completed + 1L);
      now.turnsAt(next.atStartOfDay().toInstant(now.asOf().offset()));
    }
  }

  private @Nullable String age(RecordedTime birthDate) {
    long oldest = ChronoUnit.YEARS.between(birthDate.firstDay(), now.asOf().day());
    long youngest = ChronoUnit.YEARS.between(birthDate.lastDay(), now.asOf().day());
    if (oldest < 0) {
      return null;
    }
    return youngest == oldest ? oldest + " a" : Math.max(youngest, 0) + " to " + oldest + " a";
  }
}
