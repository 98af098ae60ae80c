package org.ketascreen;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ketascreen.fact.Doubt;
import org.ketascreen.fact.Excluded;
import org.ketascreen.fact.Truth;
import org.ketascreen.fact.Unscreened;
import org.ketascreen.fact.Verdict;
import org.ketascreen.fact.Window;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.AllergyType;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Entry;
import org.ketascreen.record.FamilyHistory;
import org.ketascreen.record.Gender;
import org.ketascreen.record.Interval;
import org.ketascreen.record.Medication;
import org.ketascreen.record.MedicationStatus;
import org.ketascreen.record.Mention;
import org.ketascreen.record.Moment;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.Observation;
import org.ketascreen.record.ObservationStatus;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Planned;
import org.ketascreen.record.Procedure;
import org.ketascreen.record.ProcedureStatus;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.Section;
import org.ketascreen.record.VerificationStatus;
import org.ketascreen.terminology.Classification;
import org.ketascreen.terminology.Membership;

/** One patient at one moment, for {@link HandWritten}. Not thread-safe. */
final class HandWrittenPatient {

  private static final Window A_YEAR = new Window(12, Window.Unit.MONTH);
  private static final Window A_DAY = new Window(1, Window.Unit.DAY);

  /** An entry that is in a value set. */
  private record Member(Entry entry, Membership membership, Verdict verdict) {}

  /** A measurement that is in a value set. */
  private record Measured(
      Observation entry,
      Membership membership,
      Verdict verdict,
      Interval when,
      @Nullable BigDecimal number,
      Classification result) {

    private Measured with(Verdict other) {
      return new Measured(entry, membership, other, when, number, result);
    }
  }

  /** Something in the record and how much it says; what a report shows of it is made if asked. */
  record Weighed(
      @Nullable Entry entry,
      @Nullable Membership membership,
      Finding.@Nullable Evidence birth,
      Verdict verdict) {

    Finding.Evidence evidence(String sentence) {
      if (birth != null) {
        return birth;
      }
      return new Finding.Evidence(
          sentence,
          entry.reference(),
          membership.valueSet(),
          membership.coding(),
          entry instanceof Observation observation ? written(observation.value()) : null,
          effective(entry),
          status(entry),
          membership.matchedBy().name().toLowerCase(Locale.ROOT));
    }
  }

  /** What the record says to a line of a rule. */
  record Said(Truth truth, List<Weighed> weighed) {
    Said not() {
      return new Said(truth.not(), weighed);
    }
  }

  private enum Fate {
    IRRELEVANT,
    EXCLUDED,
    USED,
    UNSCREENED
  }

  private final PatientRecord record;
  private final AsOf asOf;
  private final Set<String> read;
  private final HandWrittenEntries entries;
  private final TreeSet<Instant> turns = new TreeSet<>();
  private final Map<String, List<Member>> members = new HashMap<>();
  private final Map<String, List<Measured>> readings = new HashMap<>();
  private final Fate[] fates;
  private final Map<Integer, List<Entry>> usedIn = new HashMap<>();
  private final Set<String> asked = new HashSet<>();
  private final Set<String> mattering = new HashSet<>();
  private final Map<String, Entry> seen = new HashMap<>();
  private final Set<Entry> seenBesides = new HashSet<>();
  private final TreeSet<Excluded> excluded =
      new TreeSet<>(Comparator.comparing(Excluded::reference).thenComparing(Excluded::reason));
  private final TreeSet<Unscreened> unscreened =
      new TreeSet<>(
          Comparator.comparing(Unscreened::reference)
              .thenComparing(Unscreened::reason)
              .thenComparing(each -> each.text() == null ? "" : each.text())
              .thenComparing(each -> each.detail() == null ? "" : each.detail()));
  private final List<Excluded> ended = new ArrayList<>();

  HandWrittenPatient(
      PatientRecord record, HandWrittenEntries entries, AsOf asOf, Set<String> read) {
    this.record = record;
    this.entries = entries;
    this.asOf = asOf;
    this.read = read;
    this.fates = new Fate[entries.rows()];
    for (int i = 0; i < fates.length; i++) {
      fates[i] = i < entries.usedRows() ? Fate.USED : Fate.IRRELEVANT;
    }
    entries.known().forEach(this::sort);
    entries.notRead().forEach(this::sort);
  }

  TreeSet<Instant> turns() {
    return turns;
  }

  // What becomes of entries

  private void sort(HandWrittenEntries.KnownNotRead known) {
    NotRead entry = known.entry();
    switch (entry.kind()) {
      case ASSERTION -> become(known.row(), Fate.USED);
      case ANOTHER_PATIENT -> exclude(entry, known.row(), Excluded.Reason.ANOTHER_PATIENT);
      case ENTERED_IN_ERROR -> exclude(entry, known.row(), Excluded.Reason.ENTERED_IN_ERROR);
      case NOT_DONE -> exclude(entry, known.row(), Excluded.Reason.NOT_DONE);
      case REPEATED -> exclude(entry, known.row(), Excluded.Reason.DUPLICATE);
      case TYPE_NOT_READ -> lookThrough(known, Unscreened.Reason.TYPE_NOT_READ);
      case TEXT_ONLY -> lookThrough(known, Unscreened.Reason.TEXT_ONLY);
      case MALFORMED -> leave(known, Unscreened.Reason.MALFORMED, known.watching());
      case CANNOT_BEAR -> {}
    }
  }

  private void lookThrough(HandWrittenEntries.KnownNotRead known, Unscreened.Reason reason) {
    Set<String> watching = withinReach(known.watching(), interval(known.entry().last()));
    if (!watching.isEmpty()) {
      leave(known, reason, watching);
    }
  }

  private void leave(
      HandWrittenEntries.KnownNotRead known, Unscreened.Reason reason, Set<String> watching) {
    NotRead entry = known.entry();
    boolean wordless = entry.words().isEmpty();
    unscreened.add(
        new Unscreened(
            entry.reference(),
            wordless ? null : entry.words().get(0),
            reason,
            entry.detail(),
            watching,
            wordless));
    become(known.row(), Fate.UNSCREENED);
  }

  private void exclude(NotRead entry, int row, Excluded.Reason reason) {
    excluded.add(new Excluded(entry.reference(), reason));
    become(row, Fate.EXCLUDED);
  }

  private void sort(HandWrittenEntries.Known known) {
    Entry entry = known.entry();
    Excluded.Reason reason = excludes(entry);
    if (reason == null && !isNew(entry)) {
      reason = Excluded.Reason.DUPLICATE;
    }
    if (reason != null) {
      excluded.add(new Excluded(entry.reference(), reason));
      become(known.row(), Fate.EXCLUDED);
      return;
    }
    switch (known.found().decision()) {
      case IN -> use(known);
      case UNDECIDED -> leaveUndecided(known);
      case OUT -> {}
    }
    Set<String> more = withinReach(known.unsaid(), known.unsaid().isEmpty() ? null : last(entry));
    if (!more.isEmpty()) {
      leave(known, Unscreened.Reason.WORDS_SAY_MORE, more, false);
    }
  }

  private boolean isNew(Entry entry) {
    Entry first = seen.putIfAbsent(entry.reference(), entry);
    return first == null || (!first.equals(entry) && seenBesides.add(entry));
  }

  private void leaveUndecided(HandWrittenEntries.Known known) {
    Set<String> watching =
        withinReach(known.watching(), known.watching().isEmpty() ? null : last(known.entry()));
    if (known.wordless() || !watching.isEmpty() || !(known.entry() instanceof Mention)) {
      leave(known, whyUndecided(known.found()), watching, known.wordless());
    }
  }

  private static Unscreened.Reason whyUndecided(Classification found) {
    Classification.Undecided why = found.undecided();
    if (why == null) {
      return Unscreened.Reason.NO_TABLE_DECIDES;
    }
    return switch (why) {
      case TEXT_ONLY -> Unscreened.Reason.TEXT_ONLY;
      case NO_TABLE_DECIDES -> Unscreened.Reason.NO_TABLE_DECIDES;
      case UNKNOWN_SYSTEM -> Unscreened.Reason.UNKNOWN_SYSTEM;
      case EMPTY -> Unscreened.Reason.NO_CODE;
    };
  }

  private void leave(
      HandWrittenEntries.Known known,
      Unscreened.Reason reason,
      Set<String> watching,
      boolean wordless) {
    unscreened.add(
        new Unscreened(
            known.entry().reference(),
            called(known.entry().code()),
            reason,
            null,
            watching,
            wordless));
    become(known.row(), Fate.UNSCREENED);
  }

  private Set<String> withinReach(Set<String> watching, @Nullable Interval last) {
    if (watching.isEmpty()) {
      return watching;
    }
    Set<String> within = new TreeSet<>();
    for (String title : watching) {
      Window reach = HandWritten.REACHES.get(title);
      if (reach == null || within(reach, last) != Truth.FAILS) {
        within.add(title);
      }
    }
    return within;
  }

  private Interval last(Entry entry) {
    if (entry instanceof Procedure procedure) {
      return interval(procedure.performed());
    }
    if (entry instanceof Condition condition) {
      return interval(condition.abatement());
    }
    if (entry instanceof Mention mention) {
      return interval(mention.when());
    }
    return entry instanceof Observation observation && observation.effective() != null
        ? when(observation.effective())
        : Interval.ANY;
  }

  private void become(int row, Fate fate) {
    if (fate.compareTo(fates[row]) > 0) {
      fates[row] = fate;
    }
  }

  private Excluded.@Nullable Reason excludes(Entry entry) {
    Excluded.Reason said = saysItIsNone(entry);
    return said == null && isFuture(entry) ? Excluded.Reason.AFTER_AS_OF : said;
  }

  private static Excluded.@Nullable Reason saysItIsNone(Entry entry) {
    if (entry instanceof Condition condition) {
      return saysItIsNone(condition.verificationStatus());
    }
    if (entry instanceof Allergy allergy) {
      return saysItIsNone(allergy.verificationStatus());
    }
    if (entry instanceof Medication medication) {
      return saysItIsNone(medication);
    }
    if (entry instanceof Observation observation) {
      return observation.status() == ObservationStatus.ENTERED_IN_ERROR
          ? Excluded.Reason.ENTERED_IN_ERROR
          : observation.status() == ObservationStatus.CANCELLED ? Excluded.Reason.NOT_DONE : null;
    }
    if (entry instanceof Planned planned) {
      return planned.status() == Planned.Status.ENTERED_IN_ERROR
          ? Excluded.Reason.ENTERED_IN_ERROR
          : null;
    }
    if (entry instanceof FamilyHistory) {
      return Excluded.Reason.A_RELATIVES;
    }
    ProcedureStatus status = entry instanceof Procedure procedure ? procedure.status() : null;
    return status == ProcedureStatus.PREPARATION
        ? Excluded.Reason.PLANNED
        : status == ProcedureStatus.NOT_DONE
            ? Excluded.Reason.NOT_DONE
            : status == ProcedureStatus.ENTERED_IN_ERROR ? Excluded.Reason.ENTERED_IN_ERROR : null;
  }

  private static Excluded.@Nullable Reason saysItIsNone(@Nullable VerificationStatus status) {
    return status == VerificationStatus.REFUTED
        ? Excluded.Reason.REFUTED
        : status == VerificationStatus.ENTERED_IN_ERROR ? Excluded.Reason.ENTERED_IN_ERROR : null;
  }

  private static Excluded.@Nullable Reason saysItIsNone(Medication medication) {
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

  private boolean isFuture(Entry entry) {
    if (entry instanceof Condition condition) {
      return isFuture(interval(condition.onset())) || isFuture(condition.recorded());
    }
    if (entry instanceof Allergy allergy) {
      return isFuture(interval(allergy.onset())) || isFuture(allergy.recorded());
    }
    if (entry instanceof Medication medication) {
      return (medication.taken() != null && isFuture(medication.taken().start()))
          || isFuture(medication.recorded());
    }
    if (entry instanceof Observation observation) {
      RecordedPeriod effective = observation.effective();
      return effective != null
          && isFuture(effective.start() == null ? effective.end() : effective.start());
    }
    if (entry instanceof Planned planned) {
      return isFuture(planned.recorded());
    }
    if (entry instanceof Mention mention) {
      return isFuture(interval(mention.when()));
    }
    return entry instanceof Procedure procedure && isFuture(interval(procedure.performed()));
  }

  private boolean isFuture(@Nullable RecordedTime time) {
    return time != null && isFuture(interval(time));
  }

  private void use(HandWrittenEntries.Known known) {
    Entry entry = known.entry();
    if (entry instanceof Planned) {
      excluded.add(new Excluded(entry.reference(), Excluded.Reason.PLANNED));
      become(known.row(), Fate.EXCLUDED);
      return;
    }
    for (Membership membership : known.found().memberships()) {
      if (entry instanceof Observation observation) {
        measure(observation, membership, known);
      } else {
        String concept = membership.valueSet();
        refuseDoses(entry, concept);
        members
            .computeIfAbsent(concept, c -> new ArrayList<>())
            .add(new Member(entry, membership, verdict(membership)));
        usedIn.computeIfAbsent(known.row(), r -> new ArrayList<>()).add(entry);
        become(known.row(), Fate.USED);
      }
    }
  }

  private static void refuseDoses(Entry entry, String concept) {
    if (concept.equals("ketamine or esketamine")
        && entry instanceof Medication medication
        && medication.kind() == Medication.Kind.ADMINISTRATION) {
      throw new UnsupportedOperationException("a dose given before");
    }
  }

  private static Verdict verdict(Membership membership) {
    if (membership.doubt() == null) {
      return Verdict.HOLDS;
    }
    return Verdict.possible(
        switch (membership.doubt()) {
          case NAME_IN_FREE_TEXT -> Doubt.NAME_IN_FREE_TEXT;
          case SYNONYM_ONLY -> Doubt.SYNONYM_ONLY;
          case CODINGS_DISAGREE -> Doubt.CODINGS_DISAGREE;
        });
  }

  private void measure(
      Observation observation, Membership membership, HandWrittenEntries.Known known) {
    Verdict counts = verdict(membership);
    ObservationStatus status = observation.status();
    if (status != ObservationStatus.FINAL
        && status != ObservationStatus.AMENDED
        && status != ObservationStatus.CORRECTED) {
      counts = counts.and(Verdict.possible(Doubt.NOT_FINAL));
    }
    RecordedPeriod effective = observation.effective();
    if (effective == null || (effective.start() == null && effective.end() == null)) {
      leave(known, Unscreened.Reason.UNUSABLE_DATE, known.watching(), false);
      return;
    }
    BigDecimal number = null;
    Unscreened.Reason problem;
    if (observation.value() == null) {
      problem = Unscreened.Reason.NO_VALUE;
    } else if (membership.valueSet().startsWith("pregnancy")) {
      problem = codedProblem(observation, known.result());
    } else {
      Quantity quantity = quantity(observation);
      number = quantity == null ? null : number(quantity, membership.valueSet());
      problem = problem(quantity, number, membership.valueSet());
      number = problem == null ? number : null;
    }
    if (problem != null) {
      leave(known, problem, known.watching(), false);
    } else {
      become(known.row(), Fate.USED);
    }
    readings
        .computeIfAbsent(membership.valueSet(), c -> new ArrayList<>())
        .add(
            new Measured(observation, membership, counts, when(effective), number, known.result()));
  }

  private static Unscreened.@Nullable Reason codedProblem(
      Observation observation, Classification result) {
    if (!(observation.value() instanceof Observation.Value.Coded)
        || result.memberships().isEmpty()) {
      throw new UnsupportedOperationException("an answer of no value set");
    }
    return null;
  }

  private static @Nullable Quantity quantity(Observation observation) {
    if (observation.value() instanceof Observation.Value.Between) {
      throw new UnsupportedOperationException("a range");
    }
    return observation.value() instanceof Observation.Value.Measured measured
        ? measured.quantity()
        : null;
  }

  private static @Nullable BigDecimal number(Quantity quantity, String concept) {
    String expected = concept.equals("body weight") ? "kg" : "mm[Hg]";
    String unit = quantity.unit();
    if (unit == null) {
      return null;
    }
    if (!(unit.equals(expected) || (unit.equals("mmHg") && expected.equals("mm[Hg]")))
        || quantity.comparator() != null) {
      throw new UnsupportedOperationException("another unit than " + expected + ", or a bound");
    }
    return quantity.value();
  }

  private Unscreened.@Nullable Reason problem(
      @Nullable Quantity quantity, @Nullable BigDecimal number, String concept) {
    if (quantity == null) {
      return Unscreened.Reason.NO_VALUE;
    }
    if (number == null) {
      return Unscreened.Reason.NO_UNIT;
    }
    int[] plausible = PLAUSIBLE.get(concept);
    return number.compareTo(BigDecimal.valueOf(plausible[0])) < 0
            || number.compareTo(BigDecimal.valueOf(plausible[1])) > 0
        ? Unscreened.Reason.IMPLAUSIBLE
        : null;
  }

  /** As the value sets have them. */
  private static final Map<String, int[]> PLAUSIBLE =
      Map.of(
          HandWritten.SYSTOLIC,
          new int[] {40, 350},
          HandWritten.DIASTOLIC,
          new int[] {20, 250},
          "body weight",
          new int[] {20, 400});

  /** Leaves out what is over, of the moment that is screened for. */
  void excludeEnded() {
    usedIn.forEach(
        (row, used) -> {
          if (fates[row] == Fate.USED && used.stream().noneMatch(this::matters)) {
            fates[row] = Fate.EXCLUDED;
            ended.add(
                new Excluded(used.get(0).reference(), Excluded.Reason.ENDED_BEFORE_EVERY_WINDOW));
          }
        });
  }

  private boolean matters(Entry entry) {
    return !(entry instanceof Condition
            || entry instanceof Medication
            || entry instanceof Procedure)
        || !asked.contains(entry.reference())
        || mattering.contains(entry.reference());
  }

  private void note(String concept, Entry entry, Verdict verdict) {
    asked.add(entry.reference());
    if (verdict.truth() != Truth.FAILS || HandWritten.NEVER_ENDED.contains(concept)) {
      mattering.add(entry.reference());
    }
  }

  List<ScreeningReport.ExcludedEntry> excluded() {
    TreeSet<Excluded> all =
        new TreeSet<>(Comparator.comparing(Excluded::reference).thenComparing(Excluded::reason));
    all.addAll(excluded);
    all.addAll(ended);
    return all.stream()
        .map(each -> new ScreeningReport.ExcludedEntry(each.reference(), each.reason().code()))
        .toList();
  }

  List<ScreeningReport.UnscreenedEntry> unscreened() {
    return unscreened.stream()
        .map(
            each ->
                new ScreeningReport.UnscreenedEntry(
                    each.reference(),
                    each.text(),
                    each.reason().code(),
                    each.detail(),
                    each.isBearing(read)))
        .toList();
  }

  /** Whether an entry was left undecided that may bear on what these value sets say. */
  boolean hidesSomethingOf(Set<String> titles) {
    return unscreened.stream().anyMatch(each -> each.isBearing(titles));
  }

  ScreeningReport.EntryCounts counts() {
    int[] counts = new int[Fate.values().length];
    for (Fate fate : fates) {
      counts[fate.ordinal()]++;
    }
    return new ScreeningReport.EntryCounts(
        fates.length,
        counts[Fate.USED.ordinal()],
        counts[Fate.IRRELEVANT.ordinal()],
        counts[Fate.EXCLUDED.ordinal()],
        counts[Fate.UNSCREENED.ordinal()]);
  }

  boolean listsSameAs(HandWrittenPatient other) {
    return shownExcluded().equals(other.shownExcluded())
        && shownUnscreened().equals(other.shownUnscreened());
  }

  private List<Excluded> shownExcluded() {
    return excluded.stream().filter(e -> e.reason() != Excluded.Reason.DUPLICATE).toList();
  }

  private List<List<Object>> shownUnscreened() {
    return unscreened.stream()
        .<List<Object>>map(e -> List.of(e.reference(), e.reason(), e.isBearing(read)))
        .toList();
  }

  // Conditions

  Said conditions(String concept, Function<Entry, Verdict> question) {
    return said(concept, Section.CONDITIONS, question);
  }

  private Said said(String concept, Section section, Function<Entry, Verdict> question) {
    Truth truth = Truth.FAILS;
    List<Weighed> weighed = List.of();
    for (Member member : members.getOrDefault(concept, List.of())) {
      if (!isOf(member.entry(), section)) {
        continue;
      }
      Verdict verdict = member.verdict().and(question.apply(member.entry()));
      if (section != Section.ALLERGIES) {
        note(concept, member.entry(), verdict);
      }
      truth = truth.or(verdict.truth());
      weighed = weighed.isEmpty() ? new ArrayList<>() : weighed;
      weighed.add(new Weighed(member.entry(), member.membership(), null, verdict));
    }
    boolean silent = truth == Truth.FAILS && !record.assertion(section).decidesAbsence();
    return new Said(silent ? Truth.UNKNOWN : truth, weighed);
  }

  private static boolean isOf(Entry entry, Section section) {
    return switch (section) {
      case MEDICATIONS -> entry instanceof Medication;
      case ALLERGIES -> entry instanceof Allergy;
      default -> !(entry instanceof Medication || entry instanceof Allergy);
    };
  }

  Verdict happened(Entry entry) {
    if (entry instanceof Condition condition) {
      return isDoubted(condition.verificationStatus())
          ? Verdict.possible(Doubt.NOT_VERIFIED)
          : Verdict.HOLDS;
    }
    if (entry instanceof Mention mention) {
      return Verdict.possible(doubt(mention));
    }
    ProcedureStatus status = ((Procedure) entry).status();
    return status == ProcedureStatus.COMPLETED
            || status == ProcedureStatus.IN_PROGRESS
            || status == ProcedureStatus.STOPPED
        ? Verdict.HOLDS
        : Verdict.possible(Doubt.STATUS_UNKNOWN);
  }

  private static Doubt doubt(Mention mention) {
    return switch (mention.kind()) {
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

  Verdict beganWithin(Entry entry, Window window) {
    Verdict happened = happened(entry);
    return happened.truth() == Truth.FAILS
        ? happened
        : happened.and(Verdict.of(within(window, began(entry)), Doubt.COARSE_DATE));
  }

  private Interval began(Entry entry) {
    if (entry instanceof Condition condition) {
      Interval onset = interval(condition.onset());
      if (condition.recorded() != null) {
        onset =
            onset.narrowedBy(new Interval(Instant.MIN, interval(condition.recorded()).latest()));
      }
      return onset.narrowedBy(new Interval(Instant.MIN, interval(condition.abatement()).latest()));
    }
    return entry instanceof Mention mention
        ? interval(mention.when())
        : interval(((Procedure) entry).performed());
  }

  /** Whether an entry of a concept says that it is present now. */
  Verdict present(Entry entry, String concept) {
    Verdict happened = happened(entry);
    if (entry instanceof Condition condition) {
      return happened.and(presentNow(condition));
    }
    if (isOverSince(entry, members.getOrDefault(concept, List.of()))) {
      return Verdict.FAILS;
    }
    return entry instanceof Procedure procedure
        ? happened.and(
            procedure.status() == ProcedureStatus.IN_PROGRESS
                ? Verdict.HOLDS
                : Verdict.possible(Doubt.ONLY_DONE))
        : happened.and(Verdict.of(within(A_YEAR, began(entry)), Doubt.COARSE_DATE));
  }

  private boolean isOverSince(Entry named, List<Member> sameConcept) {
    for (Member member : sameConcept) {
      if (member.entry() instanceof Condition condition
          && presentNow(condition).truth() == Truth.FAILS
          && !interval(condition.abatement()).latest().isBefore(began(named).earliest())) {
        return true;
      }
    }
    return false;
  }

  private Verdict presentNow(Condition condition) {
    Truth over =
        condition.abatement() != null
            ? isPast(interval(condition.abatement()))
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

  Verdict inRemission(Entry entry) {
    Verdict happened = happened(entry);
    return happened.truth() == Truth.FAILS ? happened : happened.and(remission(entry));
  }

  private static Verdict remission(Entry entry) {
    if (entry instanceof Mention mention) {
      return Verdict.possible(doubt(mention));
    }
    ClinicalStatus status =
        entry instanceof Condition condition ? condition.clinicalStatus() : null;
    if (status == null) {
      return Verdict.UNKNOWN;
    }
    return switch (status) {
      case REMISSION -> Verdict.HOLDS;
      case INACTIVE -> Verdict.possible(Doubt.NO_CLINICAL_STATUS);
      case ACTIVE, RECURRENCE, RELAPSE, RESOLVED -> Verdict.FAILS;
    };
  }

  Verdict usedWithin(Entry entry, Window window, boolean bySeverity) {
    Verdict verdict = happened(entry);
    if (bySeverity && verdict.truth() != Truth.FAILS) {
      verdict = verdict.and(atLeastModerate(entry));
    }
    if (verdict.truth() != Truth.FAILS) {
      Verdict began = Verdict.of(within(window, began(entry)), Doubt.COARSE_DATE);
      verdict = verdict.and(began.or(wasPresent(entry, window)));
    }
    if (verdict.truth() != Truth.FAILS) {
      Verdict in = remission(entry);
      Truth remission = in.truth() == Truth.UNKNOWN ? Truth.POSSIBLE : in.truth();
      verdict = verdict.and(Verdict.of(remission.not(), Doubt.NO_CLINICAL_STATUS));
    }
    return verdict;
  }

  private Verdict wasPresent(Entry entry, Window window) {
    if (entry instanceof Condition condition) {
      if (presentNow(condition).truth() == Truth.HOLDS) {
        return Verdict.HOLDS;
      }
      Interval over = interval(condition.abatement());
      Instant from = began(entry).earliest();
      return Verdict.of(
          within(
              window,
              isFuture(over)
                  ? new Interval(from, over.latest())
                  : over.narrowedBy(new Interval(from, Instant.MAX))),
          Doubt.COARSE_DATE);
    }
    return Verdict.of(within(window, began(entry)), Doubt.COARSE_DATE);
  }

  private static Verdict atLeastModerate(Entry entry) {
    CodeableConcept severity = entry instanceof Condition condition ? condition.severity() : null;
    if (severity == null) {
      return Verdict.possible(Doubt.NO_SEVERITY);
    }
    for (Coding coding : severity.codings()) {
      if ("6736007".equals(coding.code()) || "24484000".equals(coding.code())) {
        return Verdict.HOLDS;
      }
      if ("255604002".equals(coding.code())) {
        return Verdict.FAILS;
      }
    }
    throw new UnsupportedOperationException("a severity in words");
  }

  // Medicines and allergies

  Said medications(String concept, Function<Medication, Verdict> question) {
    return said(concept, Section.MEDICATIONS, each -> question.apply((Medication) each));
  }

  Verdict isTaken(Medication medication) {
    MedicationStatus status = medication.status();
    if (status == null) {
      return Verdict.possible(Doubt.STATUS_UNKNOWN);
    }
    return switch (status) {
      case ACTIVE, IN_PROGRESS -> activeNow(medication);
      case COMPLETED -> completedNow(medication);
      case ON_HOLD -> Verdict.possible(Doubt.ON_HOLD);
      case UNKNOWN -> Verdict.possible(Doubt.STATUS_UNKNOWN);
      default -> Verdict.FAILS;
    };
  }

  private Verdict activeNow(Medication medication) {
    if (isOver(medication) == Truth.HOLDS) {
      return Verdict.possible(Doubt.STATUS_CONTRADICTS_DATES);
    }
    return medication.kind() == Medication.Kind.REQUEST
            && end(medication) == null
            && isOld(medication)
        ? Verdict.possible(Doubt.OLD_ORDER)
        : Verdict.HOLDS;
  }

  private Verdict completedNow(Medication medication) {
    return switch (medication.kind()) {
      case REQUEST, STATEMENT ->
          end(medication) != null && isOver(medication) == Truth.FAILS
              ? Verdict.possible(Doubt.STATUS_CONTRADICTS_DATES)
              : Verdict.FAILS;
      case DISPENSE ->
          end(medication) != null
              ? Verdict.of(isOver(medication).not(), Doubt.COARSE_DATE)
              : isOld(medication) ? Verdict.FAILS : Verdict.possible(Doubt.SUPPLY_NOT_STATED);
      case ADMINISTRATION ->
          within(A_DAY, lastTaken(medication)) == Truth.FAILS
              ? Verdict.FAILS
              : Verdict.possible(Doubt.SUPPLY_NOT_STATED);
    };
  }

  Verdict wasTaken(Medication medication, Window window) {
    Verdict taken = isTaken(medication);
    if (taken.truth() == Truth.HOLDS) {
      return taken;
    }
    Verdict was = Verdict.of(within(window, lastTaken(medication)), Doubt.COARSE_DATE);
    return medication.kind() == Medication.Kind.ADMINISTRATION ? was : was.or(taken);
  }

  private Interval lastTaken(Medication medication) {
    Interval from = interval(start(medication));
    RecordedTime end = end(medication);
    if (end != null) {
      Interval over = interval(end);
      if (isFuture(over)) {
        return new Interval(from.earliest(), over.latest());
      }
      return over.latest().isBefore(from.earliest()) ? Interval.ANY : over;
    }
    return medication.kind() == Medication.Kind.ADMINISTRATION || from.equals(Interval.ANY)
        ? from
        : new Interval(from.earliest(), A_YEAR.leaves(from.latest(), asOf.offset()));
  }

  private Truth isOver(Medication medication) {
    RecordedTime end = end(medication);
    return end == null ? Truth.FAILS : isPast(interval(end));
  }

  private boolean isOld(Medication medication) {
    RecordedTime since = start(medication);
    return since != null && within(A_YEAR, interval(since)) == Truth.FAILS;
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
    return medication.taken() == null ? null : medication.taken().end();
  }

  Said allergies(String concept) {
    return said(concept, Section.ALLERGIES, each -> allergic((Allergy) each));
  }

  private static Verdict allergic(Allergy allergy) {
    ClinicalStatus status = allergy.clinicalStatus();
    if (status == ClinicalStatus.RESOLVED || status == ClinicalStatus.INACTIVE) {
      return Verdict.FAILS;
    }
    VerificationStatus verification = allergy.verificationStatus();
    Verdict verified =
        verification == null || verification == VerificationStatus.CONFIRMED
            ? Verdict.HOLDS
            : Verdict.possible(Doubt.NOT_VERIFIED);
    return allergy.type() == AllergyType.INTOLERANCE
        ? verified.and(Verdict.possible(Doubt.INTOLERANCE))
        : verified;
  }

  // Readings

  Said lastTwoAbove(String concept, BigDecimal limit, Window window) {
    List<List<Measured>> occasions = occasions(concept, window);
    Truth truth = occasions.size() < 2 ? Truth.UNKNOWN : Truth.HOLDS;
    List<Weighed> weighed = new ArrayList<>();
    for (int i = 0; i < Math.min(2, occasions.size()); i++) {
      truth =
          truth.and(
              each(
                  occasions.get(i),
                  reading ->
                      reading.number() == null
                          ? Verdict.UNKNOWN
                          : reading.number().compareTo(limit) > 0 ? Verdict.HOLDS : Verdict.FAILS,
                  weighed));
    }
    return new Said(truth, weighed);
  }

  private List<List<Measured>> occasions(String concept, Window window) {
    List<Measured> counting = new ArrayList<>();
    for (Measured reading : readings.getOrDefault(concept, List.of())) {
      if (reading.verdict().truth() != Truth.FAILS) {
        Verdict verdict =
            reading.verdict().and(Verdict.of(within(window, reading.when()), Doubt.COARSE_DATE));
        if (verdict.truth() != Truth.FAILS) {
          counting.add(reading.with(verdict));
          turnsAfter(reading.when());
        }
      }
    }
    counting.sort(
        Comparator.<Measured, Instant>comparing(each -> upToNow(each.when()).latest()).reversed());
    List<List<Measured>> occasions = new ArrayList<>();
    Instant end = null;
    for (Measured reading : counting) {
      Instant its = upToNow(reading.when()).latest();
      if (!its.equals(end)) {
        occasions.add(new ArrayList<>());
        end = its;
      }
      occasions.get(occasions.size() - 1).add(reading);
    }
    return occasions;
  }

  private static Truth each(
      List<Measured> occasion, Function<Measured, Verdict> question, List<Weighed> weighed) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Measured reading : occasion) {
      Verdict says = question.apply(reading);
      verdicts.add(
          says.truth() == Truth.FAILS && reading.verdict().truth() != Truth.HOLDS
              ? Verdict.UNKNOWN
              : reading.verdict().and(says));
    }
    boolean agree = verdicts.stream().allMatch(v -> v.truth() == verdicts.get(0).truth());
    Truth truth = Truth.FAILS;
    for (int i = 0; i < verdicts.size(); i++) {
      Verdict verdict = verdicts.get(i);
      if (!agree && verdict.truth().mayHold()) {
        verdict = verdict.and(Verdict.possible(Doubt.READINGS_DISAGREE));
      }
      weighed.add(
          new Weighed(occasion.get(i).entry(), occasion.get(i).membership(), null, verdict));
      truth = truth.or(verdict.truth());
    }
    return agree || truth.mayHold() ? truth : Truth.UNKNOWN;
  }

  // The patient

  Said isUnder18() {
    Truth truth = completed(18).not();
    RecordedTime birth = record.birthDate();
    if (birth == null) {
      return new Said(truth, List.of());
    }
    LocalDate first = birthday(birth.firstDay(), 18);
    LocalDate last = birthday(birth.lastDay(), 18);
    String reached =
        "18 years " + (first.equals(last) ? "on " + first : "between " + first + " and " + last);
    Finding.Evidence evidence =
        new Finding.Evidence(
            "the patient is under 18 years old",
            record.subject() == null ? "Patient" : record.subject(),
            "birth date",
            null,
            reached,
            birth.toString(),
            null,
            null);
    return new Said(
        truth,
        List.of(new Weighed(null, null, evidence, Verdict.of(truth, Doubt.BIRTH_DATE_COARSE))));
  }

  private Truth completed(int years) {
    RecordedTime birth = record.birthDate();
    if (birth == null) {
      return Truth.UNKNOWN;
    }
    if (birth.firstDay().isAfter(asOf.day())) {
      turnsAt(birth.firstDay().atStartOfDay().toInstant(asOf.offset()));
      return Truth.UNKNOWN;
    }
    LocalDate first = birthday(birth.firstDay(), years);
    LocalDate last = birthday(birth.lastDay(), years);
    turnsAt(first.atStartOfDay().toInstant(asOf.offset()));
    turnsAt(last.atStartOfDay().toInstant(asOf.offset()));
    return !asOf.day().isBefore(last)
        ? Truth.HOLDS
        : asOf.day().isBefore(first) ? Truth.FAILS : Truth.POSSIBLE;
  }

  private static LocalDate birthday(LocalDate birth, int years) {
    LocalDate birthday = birth.plusYears(years);
    return birthday.getDayOfMonth() == birth.getDayOfMonth() ? birthday : birthday.plusDays(1);
  }

  Said isPregnant() {
    List<Weighed> weighed = new ArrayList<>();
    Truth speaksFor = Truth.FAILS;
    boolean denied = isDeniedLately();
    for (Member member : members.getOrDefault("pregnancy", List.of())) {
      Verdict verdict = member.verdict().and(present(member.entry(), "pregnancy"));
      if (verdict.truth() != Truth.FAILS
          && ((denied && !(member.entry() instanceof Condition))
              || within(HandWritten.PREGNANCY_LASTS, began(member.entry())) == Truth.FAILS)) {
        verdict = Verdict.FAILS;
      }
      speaksFor = speaksFor.or(verdict.truth());
      weighed.add(new Weighed(member.entry(), member.membership(), null, verdict));
    }
    speaksFor =
        speaksFor
            .or(latest("pregnancy status", "pregnant", HandWritten.PREGNANCY_LASTS, weighed))
            .or(latest("pregnancy test", "positive result", HandWritten.PREGNANCY_LASTS, weighed));
    if (speaksFor.mayHold() && denied) {
      throw new UnsupportedOperationException("answers that disagree");
    }
    return new Said(
        speaksFor.mayHold() ? speaksFor : denied || cannotBe() ? Truth.FAILS : Truth.UNKNOWN,
        weighed);
  }

  private boolean isDeniedLately() {
    Window week = new Window(7, Window.Unit.DAY);
    return latest("pregnancy status", "not pregnant", week, new ArrayList<>()) == Truth.HOLDS
        || latest("pregnancy test", "negative result", week, new ArrayList<>()) == Truth.HOLDS;
  }

  private Truth latest(String concept, String result, Window window, List<Weighed> weighed) {
    List<List<Measured>> occasions = occasions(concept, window);
    return occasions.isEmpty()
        ? Truth.UNKNOWN
        : each(occasions.get(0), reading -> is(reading, result), weighed);
  }

  private static Verdict is(Measured reading, String result) {
    Verdict other = Verdict.UNKNOWN;
    for (Membership membership : reading.result().memberships()) {
      if (membership.valueSet().equals(result)) {
        return verdict(membership);
      }
      other = membership.doubt() == null ? Verdict.FAILS : other;
    }
    return other;
  }

  private boolean cannotBe() {
    Gender sex = record.birthSex() != null ? record.birthSex() : record.gender();
    if (sex == Gender.MALE || completed(12) == Truth.FAILS || completed(56) == Truth.HOLDS) {
      return true;
    }
    for (Member member : members.getOrDefault(HandWritten.CANNOT_BECOME_PREGNANT, List.of())) {
      if (member.verdict().and(happened(member.entry())).truth() == Truth.HOLDS) {
        return true;
      }
    }
    return false;
  }

  // Time

  private Truth within(Window window, @Nullable Interval event) {
    leaves(window, event.earliest());
    leaves(window, event.latest());
    return window.contains(upToNow(event), asOf);
  }

  private void leaves(Window window, Instant instant) {
    if (!instant.equals(Instant.MIN) && !instant.equals(Instant.MAX)) {
      turnsAt(window.leaves(instant, asOf.offset()));
    }
  }

  private Interval upToNow(Interval event) {
    return event.narrowedBy(new Interval(Instant.MIN, asOf.span().latest()));
  }

  private Truth isPast(Interval event) {
    turnsAt(event.earliest());
    turnsAfter(event);
    if (event.latest().isBefore(asOf.span().earliest())) {
      return Truth.HOLDS;
    }
    return event.earliest().isAfter(asOf.span().latest()) ? Truth.FAILS : Truth.POSSIBLE;
  }

  private void turnsAfter(Interval event) {
    if (!event.latest().equals(Instant.MAX)) {
      turnsAt(event.latest().plusNanos(1));
    }
  }

  private boolean isFuture(Interval event) {
    turnsAt(event.earliest());
    return event.earliest().isAfter(asOf.span().latest());
  }

  private void turnsAt(Instant moment) {
    if (moment.isAfter(asOf.span().latest()) && !moment.equals(Instant.MAX)) {
      Instant second = moment.truncatedTo(ChronoUnit.SECONDS);
      turns.add(moment.isAfter(second) ? second.plusSeconds(1) : second);
    }
  }

  private Interval interval(@Nullable RecordedTime time) {
    return time == null ? Interval.ANY : time.in(asOf.offset());
  }

  private Interval interval(@Nullable Moment moment) {
    if (moment instanceof Moment.At at) {
      return interval(at.time());
    }
    if (moment instanceof Moment.Between between) {
      Interval start = interval(between.start());
      Interval end = interval(between.end());
      return end.latest().isBefore(start.earliest())
          ? new Interval(end.earliest(), start.latest())
          : new Interval(start.earliest(), end.latest());
    }
    if (moment instanceof Moment.AtAge) {
      throw new UnsupportedOperationException("an age for a date");
    }
    return Interval.ANY;
  }

  private Interval when(RecordedPeriod effective) {
    Interval start = interval(effective.start());
    Interval end = interval(effective.end());
    return effective.end() == null || end.latest().isBefore(start.earliest())
        ? start
        : effective.start() == null ? end : new Interval(start.earliest(), end.latest());
  }

  // Words

  private static @Nullable String called(CodeableConcept concept) {
    if (concept.text() != null) {
      return concept.text();
    }
    for (Coding coding : concept.codings()) {
      if (coding.display() != null) {
        return coding.display();
      }
    }
    return concept.codings().isEmpty() ? null : concept.codings().get(0).code();
  }

  private static @Nullable String written(Observation.@Nullable Value value) {
    if (value instanceof Observation.Value.Measured measured) {
      Quantity quantity = measured.quantity();
      return quantity.value().toPlainString() + " " + quantity.unit();
    }
    return value instanceof Observation.Value.Coded coded ? called(coded.concept()) : null;
  }

  private static @Nullable String effective(Entry entry) {
    if (entry instanceof Condition condition) {
      return effective(condition.onset(), condition.recorded());
    }
    if (entry instanceof Allergy allergy) {
      return effective(allergy.onset(), allergy.recorded());
    }
    if (entry instanceof Mention mention) {
      return effective(mention.when(), null);
    }
    if (entry instanceof Procedure procedure) {
      return effective(procedure.performed(), null);
    }
    if (entry instanceof Observation observation) {
      return effective(observation.effective());
    }
    Medication medication = (Medication) entry;
    String taken = effective(medication.taken());
    return taken != null || medication.recorded() == null
        ? taken
        : "recorded " + medication.recorded();
  }

  private static @Nullable String effective(
      @Nullable Moment moment, @Nullable RecordedTime recorded) {
    if (moment instanceof Moment.At at) {
      return at.time().toString();
    }
    if (moment instanceof Moment.Between between) {
      return effective(new RecordedPeriod(between.start(), between.end()));
    }
    if (moment instanceof Moment.Said said) {
      return said.text();
    }
    return recorded == null ? null : "recorded " + recorded;
  }

  private static @Nullable String effective(@Nullable RecordedPeriod period) {
    if (period == null || (period.start() == null && period.end() == null)) {
      return null;
    }
    if (period.start() != null && period.start().equals(period.end())) {
      return period.start().toString();
    }
    return (period.start() == null ? "" : period.start() + " ")
        + "to"
        + (period.end() == null ? "" : " " + period.end());
  }

  private static @Nullable String status(Entry entry) {
    if (entry instanceof Condition condition) {
      ClinicalStatus clinical = condition.clinicalStatus();
      VerificationStatus verification = condition.verificationStatus();
      if (clinical == null) {
        return verification == null ? null : verification.code();
      }
      return isDoubted(verification)
          ? clinical.code() + ", " + verification.code()
          : clinical.code();
    }
    if (entry instanceof Allergy allergy) {
      return allergy.clinicalStatus() == null ? null : allergy.clinicalStatus().code();
    }
    if (entry instanceof Procedure procedure) {
      return procedure.status() == null ? null : procedure.status().code();
    }
    if (entry instanceof Observation observation) {
      return observation.status() == null ? null : observation.status().code();
    }
    return entry instanceof Medication medication && medication.status() != null
        ? medication.status().code()
        : null;
  }
}
