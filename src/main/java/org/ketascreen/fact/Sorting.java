package org.ketascreen.fact;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Interval;
import org.ketascreen.record.Medication;
import org.ketascreen.record.MedicationStatus;
import org.ketascreen.record.Mention;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.Observation;
import org.ketascreen.record.ObservationStatus;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Planned;
import org.ketascreen.record.Procedure;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.terminology.Classification;
import org.ketascreen.terminology.ConceptIndex;
import org.ketascreen.terminology.Membership;
import org.ketascreen.terminology.ObservationDefinition;
import org.ketascreen.terminology.Use;
import org.ketascreen.terminology.Wording;

/**
 * Sorts the entries of one record: each becomes facts, or is irrelevant, excluded or unscreened.
 */
final class Sorting {

  private final ConceptIndex index;
  private final Map<String, ObservationDefinition> observations;
  private final Results results;
  private final Map<String, Window> reaches;
  private final Set<String> ahead;
  private final @Nullable String doseMedicines;
  private final Facts facts;
  private final Accounts accounts;
  private final LookUps lookUps;
  private final Map<String, Entry> seen = new HashMap<>();
  private final Set<Entry> seenBesides = new HashSet<>();

  Sorting(
      ConceptIndex index,
      Map<String, ObservationDefinition> observations,
      Results results,
      Map<String, Window> reaches,
      Set<String> ahead,
      @Nullable String doseMedicines,
      Facts facts) {
    this.index = index;
    this.observations = observations;
    this.results = results;
    this.reaches = reaches;
    this.ahead = ahead;
    this.doseMedicines = doseMedicines;
    this.facts = facts;
    this.accounts = facts.accounts();
    this.lookUps = facts.lookUps();
  }

  void sort(PatientRecord record) {
    if (record.patientEntries() > 0) {
      accounts.next(record.subject() == null ? "Patient" : record.subject());
      accounts.used();
    }
    for (Entry entry : record.entries()) {
      accounts.next(entry);
      sort(entry);
    }
    for (NotRead entry : record.notRead()) {
      accounts.next(entry);
      sort(entry);
    }
  }

  private void sort(NotRead entry) {
    switch (entry.kind()) {
      case CANNOT_BEAR -> {}
      case ASSERTION -> accounts.used();
      case ANOTHER_PATIENT -> accounts.excluded(Excluded.Reason.ANOTHER_PATIENT);
      case ENTERED_IN_ERROR -> accounts.excluded(Excluded.Reason.ENTERED_IN_ERROR);
      case NOT_DONE -> accounts.excluded(Excluded.Reason.NOT_DONE);
      case REPEATED -> accounts.excluded(Excluded.Reason.DUPLICATE);
      case TYPE_NOT_READ -> lookThrough(entry, Unscreened.Reason.TYPE_NOT_READ);
      case TEXT_ONLY -> lookThrough(entry, Unscreened.Reason.TEXT_ONLY);
      case MALFORMED ->
          accounts.unscreened(
              unscreened(entry, Unscreened.Reason.MALFORMED, index.mentioned(entry.words())));
    }
  }

  private void lookThrough(NotRead entry, Unscreened.Reason reason) {
    Set<String> watching =
        withinReach(index.watching(entry.words()), facts.now().interval(entry.last()));
    if (!watching.isEmpty()) {
      accounts.unscreened(unscreened(entry, reason, watching));
    }
  }

  private static Unscreened unscreened(
      NotRead entry, Unscreened.Reason reason, Set<String> watching) {
    String text = entry.words().isEmpty() ? null : entry.words().get(0);
    return new Unscreened(
        entry.reference(), text, reason, entry.detail(), watching, isSilent(entry.words()));
  }

  /** Looks again, from another moment, at entries that are in a value set. */
  void sortAgain(List<Facts.Placed> placed) {
    for (Facts.Placed each : placed) {
      accounts.next(each.entry());
      if (!isExcluded(each.entry())) {
        use(each.entry(), each.memberships());
      }
    }
  }

  private void sort(Entry entry) {
    LookUps.Found lookedUp = lookUps.of(entry);
    Classification found = lookedUp.classification();
    Set<String> unsaid = lookedUp.unsaid(entry);
    if (found.decision() == Classification.Decision.OUT && unsaid.isEmpty()) {
      return;
    }
    if (found.decision() == Classification.Decision.IN) {
      facts.place(entry, found.memberships());
    }
    if (isExcluded(entry)) {
      return;
    }
    switch (found.decision()) {
      case IN -> use(entry, found.memberships());
      case UNDECIDED -> addUndecided(entry, undecided(entry, lookedUp));
      case OUT -> {
        // only its words may say more
      }
    }
    Set<String> mayBear = unsaid.isEmpty() ? unsaid : withinReach(unsaid, lastTime(entry));
    if (!mayBear.isEmpty()) {
      accounts.unscreened(
          new Unscreened(
              entry.reference(),
              Words.of(entry.code()),
              Unscreened.Reason.WORDS_SAY_MORE,
              null,
              mayBear,
              false));
    }
  }

  /**
   * What is named beside what an entry is about ("stopped at discharge") is no entry of its own: it
   * is listed only when it may bear.
   */
  private void addUndecided(Entry entry, Unscreened undecided) {
    boolean mayBear = undecided.wordless() || !undecided.watchedBy().isEmpty();
    if (mayBear || !(entry instanceof Mention)) {
      accounts.unscreened(undecided);
    }
  }

  private boolean isExcluded(Entry entry) {
    Excluded.Reason reason = Exclusions.reason(entry, facts.now());
    if (reason == null && !isNew(entry)) {
      reason = Excluded.Reason.DUPLICATE;
    }
    if (reason != null) {
      accounts.excluded(reason);
    }
    return reason != null;
  }

  /**
   * Whether there was no equal entry before; few entries share a reference, and those are compared.
   */
  private boolean isNew(Entry entry) {
    Entry first = seen.putIfAbsent(entry.reference(), entry);
    return first == null || (!first.equals(entry) && seenBesides.add(entry));
  }

  static Use use(Entry entry) {
    if (entry instanceof Medication) {
      return Use.MEDICATION;
    }
    if (entry instanceof Observation) {
      return Use.OBSERVATION;
    }
    return entry instanceof Allergy ? Use.ALLERGY : Use.CONDITION;
  }

  private Unscreened undecided(Entry entry, LookUps.Found found) {
    Set<String> watching = found.watching(entry);
    return new Unscreened(
        entry.reference(),
        Words.of(entry.code()),
        reason(found.classification()),
        null,
        watching.isEmpty() ? watching : withinReach(watching, lastTime(entry)),
        isWordless(entry));
  }

  /** Whether it may be anything; but what is only planned matters where a rule asks for a plan. */
  private boolean isWordless(Entry entry) {
    if (entry instanceof Planned && ahead.isEmpty()) {
      return false;
    }
    return isSilent(SaidInWords.words(entry.code()))
        || index.hasUnknownTitle(entry.code(), use(entry));
  }

  /** Whether words have neither a letter nor a digit. */
  private static boolean isSilent(List<String> words) {
    return words.stream().allMatch(each -> Wording.normalise(each).isEmpty());
  }

  /** Returns those of the value sets that the time of an entry does not rule out. */
  private Set<String> withinReach(Set<String> watching, Interval last) {
    Set<String> within = new TreeSet<>();
    for (String title : watching) {
      Window reach = reaches.get(title);
      if (reach == null || facts.now().within(reach, last) != Truth.FAILS) {
        within.add(title);
      }
    }
    return within;
  }

  /** The last time that an undecided entry says anything about; any time where it does not say. */
  private Interval lastTime(Entry entry) {
    if (entry instanceof Procedure procedure) {
      return facts.now().interval(procedure.performed());
    }
    if (entry instanceof Condition condition) {
      return facts.now().interval(condition.abatement());
    }
    if (entry instanceof Mention mention) {
      return facts.now().interval(mention.when());
    }
    return entry instanceof Observation observation && observation.effective() != null
        ? when(observation.effective())
        : Interval.ANY;
  }

  private static Unscreened.Reason reason(Classification found) {
    if (found.undecided() == null) {
      return Unscreened.Reason.NO_TABLE_DECIDES;
    }
    return switch (found.undecided()) {
      case TEXT_ONLY -> Unscreened.Reason.TEXT_ONLY;
      case NO_TABLE_DECIDES -> Unscreened.Reason.NO_TABLE_DECIDES;
      case UNKNOWN_SYSTEM -> Unscreened.Reason.UNKNOWN_SYSTEM;
      case EMPTY -> Unscreened.Reason.NO_CODE;
    };
  }

  private void use(Entry entry, List<Membership> memberships) {
    if (entry instanceof Planned
        && memberships.stream().noneMatch(each -> ahead.contains(each.valueSet()))) {
      accounts.excluded(Excluded.Reason.PLANNED);
      return;
    }
    for (Membership membership : memberships) {
      if (entry instanceof Observation observation) {
        read(observation, membership);
      } else {
        use(entry, membership);
      }
    }
  }

  private void use(Entry entry, Membership membership) {
    String concept = membership.valueSet();
    if (entry instanceof Medication medication) {
      Member<Medication> member = Member.of(medication, membership);
      facts.medicationsToFill(concept).add(member);
      noteDose(member);
    } else if (entry instanceof Allergy allergy) {
      facts.allergiesToFill(concept).add(Member.of(allergy, membership));
    } else if (entry instanceof Condition condition) {
      facts.conditionsToFill(concept).add(Member.of(condition, membership));
    } else if (entry instanceof Procedure procedure) {
      facts.conditionsToFill(concept).add(Member.of(procedure, membership));
    } else if (entry instanceof Planned planned) {
      facts.upcomingToFill(concept).add(Member.of(planned, membership));
    } else if (entry instanceof Mention mention) {
      facts.conditionsToFill(concept).add(Member.of(mention, membership));
    }
    accounts.used(entry);
  }

  private void noteDose(Member<Medication> dose) {
    Medication medication = dose.entry();
    boolean given =
        medication.status() == MedicationStatus.COMPLETED
            || medication.status() == MedicationStatus.IN_PROGRESS
            || medication.status() == MedicationStatus.STOPPED;
    if (dose.concept().equals(doseMedicines)
        && given
        && medication.kind() == Medication.Kind.ADMINISTRATION) {
      facts.doses().add(dose);
    }
  }

  private void read(Observation observation, Membership membership) {
    Member<Observation> member = Member.of(observation, membership);
    if (observation.status() != ObservationStatus.FINAL
        && observation.status() != ObservationStatus.AMENDED
        && observation.status() != ObservationStatus.CORRECTED) {
      member =
          new Member<>(
              observation,
              member.concept(),
              member.coding(),
              member.matchedBy(),
              member.verdict().and(Verdict.possible(Doubt.NOT_FINAL)));
    }
    ObservationDefinition definition = observations.get(membership.valueSet());
    RecordedPeriod effective = observation.effective();
    if (definition == null) {
      accounts.used(observation);
      return;
    }
    if (effective == null || (effective.start() == null && effective.end() == null)) {
      unusable(observation, Unscreened.Reason.UNUSABLE_DATE);
      return;
    }
    Reading reading = reading(member, definition, when(effective));
    Unscreened.Reason problem = problem(observation.value(), reading, definition);
    if (problem != null) {
      unusable(observation, problem);
      reading = new Reading(member, reading.when(), null, reading.results());
    } else {
      accounts.used(observation);
    }
    facts.readingsToFill(membership.valueSet()).add(reading);
  }

  private Interval when(RecordedPeriod effective) {
    Interval start = facts.now().interval(effective.start());
    Interval end = facts.now().interval(effective.end());
    return effective.end() == null || end.latest().isBefore(start.earliest())
        ? start
        : effective.start() == null ? end : new Interval(start.earliest(), end.latest());
  }

  private Reading reading(
      Member<Observation> member, ObservationDefinition definition, Interval when) {
    Observation.Value value = member.entry().value();
    return new Reading(member, when, Amounts.number(value, definition), results.of(value));
  }

  private static Unscreened.@Nullable Reason problem(
      Observation.@Nullable Value value, Reading reading, ObservationDefinition definition) {
    if (value == null) {
      return Unscreened.Reason.NO_VALUE;
    }
    if (definition.unit() == null) {
      return reading.results().isEmpty() ? Unscreened.Reason.NO_TABLE_DECIDES : null;
    }
    return Amounts.problem(value, reading.number(), definition);
  }

  private void unusable(Observation observation, Unscreened.Reason reason) {
    List<String> words = SaidInWords.words(observation.code());
    accounts.unscreened(
        new Unscreened(
            observation.reference(),
            Words.of(observation.code()),
            reason,
            null,
            index.watching(words),
            false));
  }
}
