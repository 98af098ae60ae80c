package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.Assertion;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Dosage;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Medication;
import org.ketascreen.record.MedicationStatus;
import org.ketascreen.record.Mention;
import org.ketascreen.record.Moment;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.Observation;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Planned;
import org.ketascreen.record.Procedure;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.ReferenceRange;
import org.ketascreen.record.Section;
import org.ketascreen.record.VerificationStatus;
import org.ketascreen.rulebase.Line;
import org.ketascreen.rulebase.PregnancyDefinition;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.rulebase.Severity;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.testkit.arbitrary.KetascreenArbitraries;

/**
 * What holds of every screening: of patients at the boundaries of the rulebase that ships, valid,
 * messy and hostile, and of whatever may stand in a record; and what does not depend on a rulebase
 * also of small ones, with sentences that it has not.
 */
class ScreeningLawsTest {

  private static final Screener SCREENER = Screener.of(Rulebases.bundled().load("ketamine"));
  private static final Screener FAR_AWAY =
      elsewhere(() -> Screener.of(Rulebases.bundled().load("ketamine")));
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(8);

  /** A request and who is asked. */
  private record Asked(Screener screener, ScreeningRequest request) {
    ScreeningReport screen() {
      return screener.screen(request);
    }

    Asked with(ScreeningRequest other) {
      return new Asked(screener, other);
    }
  }

  private static final List<Arbitrary<ScreeningRequest>> REQUESTS = patients();
  private static final List<Arbitrary<Asked>> EVERYBODY =
      List.of(
          Arbitraries.of(REQUESTS).flatMap(each -> each).map(each -> new Asked(SCREENER, each)),
          ReadingAndPlanPatientsTest.requests()
              .map(each -> new Asked(ReadingAndPlanPatientsTest.SCREENER, each)),
          PlannedAndAskedTest.requests()
              .map(each -> new Asked(PlannedAndAskedTest.SCREENER, each)));

  private static List<Arbitrary<ScreeningRequest>> patients() {
    KetascreenArbitraries valid = KetascreenArbitraries.of(SCREENER.rulebase());
    return List.of(
        valid.requests(),
        valid.messy().requests(),
        valid.hostile().requests(),
        AnyPatients.requests());
  }

  /** Gravest first. */
  private static final List<Disposition> DISPOSITIONS =
      List.of(
          Disposition.CONTRAINDICATED,
          Disposition.RELATIVELY_CONTRAINDICATED,
          Disposition.UNDETERMINED,
          Disposition.PRECAUTIONS,
          Disposition.NONE_FOUND);

  /** Units of the rulebase, each with another and how many of that one are one of it. */
  private static final Map<String, Map.Entry<String, BigDecimal>> UNITS =
      Map.ofEntries(
          other("mm[Hg]", "m[Hg]", "0.001"),
          other("kg", "g", "1000"),
          other("cm", "m", "0.01"),
          other("mg", "g", "0.001"),
          other("g", "mg", "1000"),
          other("U/L", "kU/L", "0.001"),
          other("m[IU]/L", "[IU]/L", "0.001"),
          other("kg/m2", "g/m2", "1000"),
          other("mL/min/{1.73_m2}", "L/min/{1.73_m2}", "0.001"),
          other("h", "min", "60"),
          other("min", "s", "60"),
          other("%", "10*-2", "1"));

  private static Map.Entry<String, Map.Entry<String, BigDecimal>> other(
      String unit, String other, String times) {
    return Map.entry(unit, Map.entry(other, new BigDecimal(times)));
  }

  @AfterContainer
  static void endThreads() {
    THREADS.shutdownNow();
  }

  /** Runs what is given where hours, digits and letters are others. */
  private static <T> T elsewhere(Supplier<T> what) {
    TimeZone zone = TimeZone.getDefault();
    Locale locale = Locale.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      return what.get();
    } finally {
      TimeZone.setDefault(zone);
      Locale.setDefault(locale);
    }
  }

  @Provide
  Arbitrary<ScreeningRequest> requests() {
    return Arbitraries.of(REQUESTS).flatMap(each -> each);
  }

  @Provide
  Arbitrary<Asked> everybody() {
    return Arbitraries.of(EVERYBODY).flatMap(each -> each);
  }

  private static ScreeningRequest with(ScreeningRequest request, List<Entry> entries) {
    return with(request, entries, request.record().notRead());
  }

  private static ScreeningRequest with(
      ScreeningRequest request, List<Entry> entries, List<NotRead> notRead) {
    PatientRecord r = request.record();
    return with(
        request,
        new PatientRecord(
            r.subject(),
            r.gender(),
            r.birthSex(),
            r.birthDate(),
            r.patientEntries(),
            entries,
            notRead,
            r.assertions()),
        request.treatment(),
        request.asOf());
  }

  private static ScreeningRequest with(
      ScreeningRequest request, PatientRecord record, Treatment treatment, AsOf asOf) {
    return new ScreeningRequest(
        record, treatment, asOf, request.stage(), request.jurisdiction(), request.overrides());
  }

  private static ScreeningRequest at(ScreeningRequest request, OffsetDateTime moment) {
    return with(
        request,
        request.record(),
        request.treatment(),
        request.asOf().wholeDay()
            ? AsOf.day(moment.toLocalDate(), moment.getOffset())
            : AsOf.of(moment));
  }

  /** What a report says, without counts, and without what is listed only for its reason. */
  private static List<Object> said(ScreeningReport report, Set<String> withoutReasons) {
    return List.of(
        report.disposition(),
        report.dispositionCertainty() == null ? "" : report.dispositionCertainty(),
        report.complete(),
        report.findings(),
        report.missing(),
        report.unscreened(),
        report.excluded().stream().filter(each -> !withoutReasons.contains(each.reason())).toList(),
        report.checklist(),
        report.rules());
  }

  private static Map<String, Outcome> outcomes(ScreeningReport report) {
    return report.rules().stream()
        .collect(
            Collectors.toMap(
                ScreeningReport.RuleResult::rule, ScreeningReport.RuleResult::outcome));
  }

  /** A mention is counted with the first of several entries that share its reference. */
  @Law
  void theOrderOfEntriesChangesNothing(@ForAll("everybody") Asked asked, @ForAll Random random) {
    List<Entry> entries = new ArrayList<>(asked.request().record().entries());
    List<NotRead> notRead = new ArrayList<>(asked.request().record().notRead());
    Collections.shuffle(entries, random);
    Collections.shuffle(notRead, random);

    ScreeningReport before = asked.screen();
    ScreeningReport after = asked.with(with(asked.request(), entries, notRead)).screen();

    assertThat(said(after, Set.of())).isEqualTo(said(before, Set.of()));
    assertThat(after.validUntil()).isEqualTo(before.validUntil());
    assertThat(after.requestDigest()).isEqualTo(before.requestDigest());
    if (!isMentionOfSeveral(entries)) {
      assertThat(after.entries()).isEqualTo(before.entries());
    }
  }

  private static boolean isMentionOfSeveral(List<Entry> entries) {
    Set<String> mentioned =
        entries.stream()
            .filter(each -> each instanceof Mention)
            .map(Entry::reference)
            .collect(Collectors.toSet());
    List<String> others =
        entries.stream()
            .filter(each -> !(each instanceof Mention))
            .map(Entry::reference)
            .filter(mentioned::contains)
            .toList();
    return new HashSet<>(others).size() < others.size();
  }

  @Law
  void repetitionChangesNothingButTheCountsAndTheDuplicates(
      @ForAll("everybody") Asked asked, @ForAll Random random) {
    List<Entry> entries = new ArrayList<>(asked.request().record().entries());
    entries.addAll(entries.subList(0, (entries.size() + 1) / 2));
    Collections.shuffle(entries, random);
    ScreeningReport once = asked.screen();

    ScreeningReport twice = asked.with(with(asked.request(), entries)).screen();

    assertThat(said(twice, Set.of("duplicate"))).isEqualTo(said(once, Set.of("duplicate")));
    assertThat(twice.validUntil()).isEqualTo(once.validUntil());
    assertThat(twice.requestDigest()).isEqualTo(once.requestDigest());
  }

  @Law
  void theUnitOfAMeasurementChangesNothing(@ForAll("requests") ScreeningRequest request) {
    List<Entry> entries = new ArrayList<>();
    request.record().entries().forEach(each -> entries.add(inOtherUnits(each)));
    Treatment t = request.treatment();
    Treatment treatment =
        new Treatment(
            t.agent(),
            t.route(),
            inOtherUnit(t.dose()),
            inOtherUnit(t.duration()),
            t.session(),
            t.courseBegan(),
            t.indications());
    ScreeningRequest other =
        with(request, with(request, entries).record(), treatment, request.asOf());

    assertThat(saidInAnyUnit(SCREENER.screen(other)))
        .isEqualTo(saidInAnyUnit(SCREENER.screen(request)));
  }

  private static List<Object> saidInAnyUnit(ScreeningReport report) {
    return List.of(
        report.disposition(),
        report.complete(),
        String.valueOf(report.validUntil()),
        report.entries(),
        report.rules(),
        report.missing(),
        report.unscreened().stream()
            .map(each -> each.reference() + each.reason() + each.bearing())
            .toList(),
        report.findings().stream()
            .map(
                each ->
                    List.of(
                        each.rule(),
                        each.certainty(),
                        String.valueOf(each.until()),
                        String.valueOf(each.settledBy()),
                        each.evidence().stream()
                            .map(one -> one.sentence() + " " + one.reference())
                            .toList()))
            .toList());
  }

  private static Entry inOtherUnits(Entry entry) {
    if (entry instanceof Medication m) {
      return new Medication(
          m.reference(),
          m.kind(),
          m.code(),
          m.status(),
          m.planned(),
          m.doNotPerform(),
          m.taken(),
          m.recorded(),
          m.dosages().stream()
              .map(
                  each ->
                      new Dosage(
                          each.route(),
                          each.asNeeded(),
                          inOtherUnit(each.leastADay()),
                          inOtherUnit(each.mostADay())))
              .toList());
    }
    if (!(entry instanceof Observation reading)) {
      return entry;
    }
    Observation.Value value = reading.value();
    if (value instanceof Observation.Value.Measured measured) {
      value = new Observation.Value.Measured(inOtherUnit(measured.quantity()));
    } else if (value instanceof Observation.Value.Between between) {
      value =
          new Observation.Value.Between(inOtherUnit(between.low()), inOtherUnit(between.high()));
    }
    ReferenceRange range = reading.range();
    return new Observation(
        reading.reference(),
        reading.code(),
        reading.status(),
        value,
        reading.effective(),
        range == null
            ? null
            : new ReferenceRange(inOtherUnit(range.low()), inOtherUnit(range.high())),
        reading.interpretations());
  }

  private static @Nullable Quantity inOtherUnit(@Nullable Quantity quantity) {
    Map.Entry<String, BigDecimal> other =
        quantity == null || quantity.unit() == null ? null : UNITS.get(quantity.unit());
    return other == null
        ? quantity
        : new Quantity(
            quantity.value().multiply(other.getValue()), quantity.comparator(), other.getKey());
  }

  @Law
  @Tag("everywhere")
  void theMachinesTimeZoneAndLanguageChangeNothing(@ForAll("requests") ScreeningRequest request) {
    ScreeningReport here = SCREENER.screen(request);

    ScreeningReport there = elsewhere(() -> FAR_AWAY.screen(request));

    assertThat(there).isEqualTo(here);
    assertThat(elsewhere(there::toJson)).isEqualTo(here.toJson());
  }

  @Law
  void withoutACitedEntryItsFindingIsAnother(
      @ForAll("requests") ScreeningRequest request, @ForAll Random random) {
    ScreeningReport before = SCREENER.screen(request);
    List<String> cited =
        before.findings().stream()
            .flatMap(finding -> finding.evidence().stream())
            .map(Finding.Evidence::reference)
            .filter(each -> isEntry(request, each))
            .distinct()
            .toList();
    if (cited.isEmpty()) {
      return;
    }
    String without = cited.get(random.nextInt(cited.size()));

    ScreeningReport after = SCREENER.screen(with(request, others(request, Set.of(without))));

    for (Finding finding : before.findings()) {
      if (finding.evidence().stream().anyMatch(each -> each.reference().equals(without))) {
        assertThat(after.findings()).doesNotContain(finding);
      }
    }
    assertThat(after.findings())
        .allSatisfy(
            finding ->
                assertThat(finding.evidence())
                    .extracting(Finding.Evidence::reference)
                    .doesNotContain(without));
  }

  private static boolean isEntry(ScreeningRequest request, String reference) {
    return request.record().entries().stream().anyMatch(each -> each.reference().equals(reference));
  }

  private static List<Entry> others(ScreeningRequest request, Set<String> references) {
    return request.record().entries().stream()
        .filter(each -> !references.contains(each.reference()))
        .toList();
  }

  /**
   * What nobody cites keeps nothing from being found as surely and on the same. It can keep more
   * from being found, or from being found more surely: a reading that is later, a denial, a
   * condition that is over. Doses alone also speak for a finding uncited: of which readings count
   * as taken at rest, before and after them, no rule says anything. And a condition that is over
   * speaks uncited for a rule that asks for the absence of one.
   */
  @Law
  void withoutAnEntryThatIsNotCitedWhatIsFoundIsFound(
      @ForAll("requests") ScreeningRequest request) {
    ScreeningReport before = SCREENER.screen(request);
    Set<String> cited = cited(before);
    List<Entry> fewer =
        request.record().entries().stream()
            .filter(each -> cited.contains(each.reference()) || each instanceof Medication)
            .toList();

    ScreeningReport after = SCREENER.screen(with(request, fewer));
    List<Entry> fewerButConditions =
        request.record().entries().stream()
            .filter(each -> fewer.contains(each) || each instanceof Condition)
            .toList();
    ScreeningReport withConditions = SCREENER.screen(with(request, fewerButConditions));

    assertStillFound(before, after, rule -> !asksForAbsence(rule));
    assertStillFound(before, withConditions, ScreeningLawsTest::asksForAbsence);
  }

  private static boolean asksForAbsence(String id) {
    return SCREENER.rulebase().rules().stream()
        .filter(rule -> rule.id().equals(id))
        .flatMap(rule -> rule.when().stream())
        .anyMatch(line -> line.text().strip().startsWith("the patient does not have "));
  }

  @Law
  void withoutAMedicineThatIsNotCitedWhatIsFoundIsFound(
      @ForAll("requests") ScreeningRequest request) {
    ScreeningReport before = SCREENER.screen(request);
    Set<String> cited = cited(before);
    List<Entry> fewer =
        request.record().entries().stream()
            .filter(
                each ->
                    cited.contains(each.reference())
                        || !(each instanceof Medication medicine)
                        || isDose(medicine))
            .toList();

    ScreeningReport after = SCREENER.screen(with(request, fewer));

    assertStillFound(before, after, rule -> true);
  }

  private static Set<String> cited(ScreeningReport report) {
    return report.findings().stream()
        .flatMap(finding -> finding.evidence().stream())
        .map(Finding.Evidence::reference)
        .collect(Collectors.toSet());
  }

  /** Of rules that fired a stricter one may have become more sure, and say it alone. */
  private static void assertStillFound(
      ScreeningReport before, ScreeningReport after, Predicate<String> ofRules) {
    Map<String, Outcome> outcomes = outcomes(after);
    for (Finding finding : before.findings()) {
      if (!ofRules.test(finding.rule()) || outcomes.get(finding.rule()) == Outcome.SUBSUMED) {
        continue;
      }
      assertThat(after.findings())
          .as(finding.rule())
          .filteredOn(each -> each.rule().equals(finding.rule()))
          .singleElement()
          .satisfies(
              each ->
                  assertThat(
                          each.certainty() == Certainty.CONFIRMED
                              || finding.certainty() == Certainty.POSSIBLE)
                      .isTrue())
          .satisfies(each -> assertThat(each.evidence()).containsAll(finding.evidence()));
    }
  }

  /** Whether it may be a dose of the treatment: the rulebase's medicines, or undecided. */
  private static boolean isDose(Medication medicine) {
    return medicine.kind() == Medication.Kind.ADMINISTRATION;
  }

  /** An entry of each kind that is decided to be in no value set. */
  @Provide
  Arbitrary<Entry> irrelevant() {
    CodeableConcept icd = CodeableConcept.of(Coding.of(Patients.ICD, "Z99.9"));
    CodeableConcept atc = CodeableConcept.of(Coding.of(Patients.ATC, "A11GA01"));
    return Arbitraries.of(
        Patients.active("irrelevant", "Z99.9"),
        Procedure.of("Procedure/irrelevant", icd, null),
        new Mention("Encounter/irrelevant", icd, Mention.Kind.ENCOUNTER, null),
        Planned.of("ServiceRequest/irrelevant", icd, null),
        Medication.builder("Medication/irrelevant", Medication.Kind.ADMINISTRATION, atc)
            .status(MedicationStatus.COMPLETED)
            .build(),
        Allergy.builder("AllergyIntolerance/irrelevant", atc)
            .clinicalStatus(ClinicalStatus.ACTIVE)
            .build(),
        Observation.of(
            "Observation/irrelevant",
            icd,
            new Observation.Value.Words("positive"),
            Patients.time("2026-06-15")));
  }

  @Law
  void whatIsInNoValueSetChangesOnlyTheCounts(
      @ForAll("requests") ScreeningRequest request, @ForAll("irrelevant") Entry entry) {
    List<Entry> more = new ArrayList<>(request.record().entries());
    more.add(entry);

    ScreeningReport before = SCREENER.screen(request);
    ScreeningReport after = SCREENER.screen(with(request, more));

    assertThat(said(after, Set.of())).isEqualTo(said(before, Set.of()));
    assertThat(after.validUntil()).isEqualTo(before.validUntil());
    assertThat(after.entries().irrelevant()).isEqualTo(before.entries().irrelevant() + 1);
    assertThat(after.entries().read()).isEqualTo(before.entries().read() + 1);
  }

  /**
   * Rules of which the record spoke for a pregnancy or for breastfeeding. Where nothing does any
   * more, age, sex, an operation or a denial decides.
   */
  private static Set<String> speaksForPregnancy(ScreeningRequest request) {
    return SCREENER.explain(request).rules().stream()
        .filter(
            rule ->
                sentences(rule.sentences())
                    .filter(each -> each.text().matches(".*(pregnant|breastfeeding)"))
                    .anyMatch(each -> Set.of("possible", "holds").contains(each.truth())))
        .map(Explanation.RuleExplanation::rule)
        .collect(Collectors.toSet());
  }

  private static Stream<Explanation.SentenceExplanation> sentences(
      List<Explanation.SentenceExplanation> lines) {
    return lines.stream().flatMap(each -> Stream.concat(Stream.of(each), sentences(each.lines())));
  }

  /**
   * Without doses readings may be at rest that were not: they stay. Without the day of birth what
   * is dated by an age has no date any more, and nothing else that it contradicts: the day stays,
   * too. And who cannot be pregnant by age or sex is not, where nothing says otherwise any more.
   */
  @Law
  void lessDataNeverClearsARule(
      @ForAll("requests") ScreeningRequest request,
      @ForAll Set<Section> sections,
      @ForAll boolean readings,
      @ForAll boolean person) {
    PatientRecord r = request.record();
    Set<Section> gone = new TreeSet<>(sections);
    PatientRecord.Builder less =
        PatientRecord.builder()
            .patientEntries(r.patientEntries())
            .gender(person ? null : r.gender())
            .birthDate(
                person && r.entries().stream().noneMatch(ScreeningLawsTest::isDatedByAge)
                    ? null
                    : r.birthDate());
    for (Entry entry : r.entries()) {
      boolean reading = entry instanceof Observation;
      boolean dose = entry instanceof Medication medicine && isDose(medicine);
      if (dose || (reading ? !readings : !gone.contains(sectionOf(entry)))) {
        less.add(entry);
      }
    }
    r.notRead().forEach(less::add);
    for (Section section : Section.values()) {
      less.assertion(
          section,
          gone.contains(section)
              ? new Assertion(AssertionStatus.NOT_ASKED, "law")
              : r.assertion(section));
    }

    Map<String, Outcome> before = outcomes(SCREENER.screen(request));
    Map<String, Outcome> after =
        outcomes(SCREENER.screen(with(request, less.build(), request.treatment(), request.asOf())));

    Set<String> cleared = cleared(after);
    cleared.removeAll(cleared(before));
    if (!cleared.isEmpty()) {
      cleared.removeAll(speaksForPregnancy(request));
    }
    assertThat(cleared).isEmpty();
  }

  private static boolean isDatedByAge(Entry entry) {
    return (entry instanceof Condition condition
            && (condition.onset() instanceof Moment.AtAge
                || condition.abatement() instanceof Moment.AtAge))
        || (entry instanceof Procedure procedure && procedure.performed() instanceof Moment.AtAge);
  }

  private static Set<String> cleared(Map<String, Outcome> outcomes) {
    return outcomes.entrySet().stream()
        .filter(each -> each.getValue() == Outcome.CLEAR)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Mentions of conditions count with the conditions: they go with them. */
  private static Section sectionOf(Entry entry) {
    if (entry instanceof Medication) {
      return Section.MEDICATIONS;
    }
    if (entry instanceof Allergy) {
      return Section.ALLERGIES;
    }
    return entry instanceof Planned ? Section.PLANS : Section.CONDITIONS;
  }

  /** A risk of each kind that rules read, but not as what must be absent or excludes another. */
  @Provide
  Arbitrary<Entry> risks() {
    PregnancyDefinition pregnancy = SCREENER.rulebase().pregnancy();
    Set<String> conditions = titles("has|has ever had");
    conditions.removeAll(titles("does not have|has never had"));
    conditions.remove(pregnancy == null ? "" : pregnancy.excludedBy());
    Set<String> medicines = titles("takes|took");
    medicines.removeAll(titles("does not take"));
    Set<String> allergies = titles("is allergic to");
    return Arbitraries.of(
        Stream.of(
                conditions.stream()
                    .map(
                        title ->
                            Condition.builder("Condition/risk", CodeableConcept.titled(title))
                                .clinicalStatus(ClinicalStatus.ACTIVE)
                                .verificationStatus(VerificationStatus.CONFIRMED)
                                .build()),
                medicines.stream()
                    .map(
                        title ->
                            Medication.builder(
                                    "Medication/risk",
                                    Medication.Kind.STATEMENT,
                                    CodeableConcept.titled(title))
                                .status(MedicationStatus.ACTIVE)
                                .build()),
                allergies.stream()
                    .map(
                        title ->
                            Allergy.builder("Allergy/risk", CodeableConcept.titled(title))
                                .clinicalStatus(ClinicalStatus.ACTIVE)
                                .build()))
            .<Entry>flatMap(each -> each)
            .toList());
  }

  private static Set<String> titles(String verb) {
    Pattern sentence = Pattern.compile("the patient (" + verb + ") \"([^\"]+)\".*");
    return SCREENER.rulebase().rules().stream()
        .flatMap(rule -> rule.when().stream())
        .map(Line::text)
        .map(String::strip)
        .map(sentence::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(2))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Law
  void oneMoreRiskNeverLowersTheDisposition(
      @ForAll("requests") ScreeningRequest request, @ForAll("risks") Entry risk) {
    List<Entry> more = new ArrayList<>(request.record().entries());
    more.add(risk);

    Disposition before = SCREENER.screen(request).disposition();
    Disposition after = SCREENER.screen(with(request, more)).disposition();

    assertThat(DISPOSITIONS.indexOf(after)).isLessThanOrEqualTo(DISPOSITIONS.indexOf(before));
  }

  @Law
  void theEntriesAddUpAndEachListedOneIsInTheRecord(@ForAll("everybody") Asked asked) {
    ScreeningReport report = asked.screen();
    ScreeningReport.EntryCounts n = report.entries();
    PatientRecord record = asked.request().record();
    Set<String> references =
        record.entries().stream().map(Entry::reference).collect(Collectors.toSet());
    record.notRead().stream().map(NotRead::reference).forEach(references::add);

    assertThat(n.used() + n.irrelevant() + n.excluded() + n.unscreened()).isEqualTo(n.read());
    assertThat(n.read()).isEqualTo(countOf(record));
    assertThat(n.unscreened() > 0).isEqualTo(!report.unscreened().isEmpty());
    assertThat(references)
        .containsAll(
            report.excluded().stream().map(ScreeningReport.ExcludedEntry::reference).toList())
        .containsAll(
            report.unscreened().stream().map(ScreeningReport.UnscreenedEntry::reference).toList());
  }

  /**
   * Counts what was sent: the patient, and each entry, but the parts of an observation or plan as
   * one, and what is named in an entry, or left of it, with that entry.
   */
  private static int countOf(PatientRecord record) {
    int whole = 0;
    Set<String> references = new HashSet<>();
    Set<String> parts = new HashSet<>();
    Set<String> onlyNamed = new HashSet<>();
    for (Entry entry : record.entries()) {
      if (entry instanceof Mention) {
        onlyNamed.add(entry.reference());
      } else if (entry instanceof Observation || entry instanceof Planned) {
        parts.add(entry.reference());
        references.add(entry.reference());
      } else {
        whole++;
        references.add(entry.reference());
      }
    }
    onlyNamed.removeAll(references);
    for (NotRead entry : record.notRead()) {
      boolean isRest =
          (entry.kind() == NotRead.Kind.TYPE_NOT_READ || entry.kind() == NotRead.Kind.TEXT_ONLY)
              && (parts.contains(entry.reference()) || onlyNamed.contains(entry.reference()));
      whole += isRest ? 0 : 1;
    }
    return whole + parts.size() + onlyNamed.size() + (record.patientEntries() > 0 ? 1 : 0);
  }

  @Law
  void everyRuleThatIsNotEvaluableIsAskedForGravestFirst(@ForAll("everybody") Asked asked) {
    ScreeningReport report = asked.screen();
    Set<String> waiting = new HashSet<>();
    report.missing().forEach(each -> waiting.addAll(each.rules()));
    Set<String> asking =
        asked.screener().rulebase().rules().stream()
            .filter(rule -> rule.ask() != null)
            .map(Rule::id)
            .collect(Collectors.toSet());

    assertThat(waiting)
        .isEqualTo(
            report.rules().stream()
                .filter(
                    rule ->
                        rule.outcome() == Outcome.NOT_EVALUABLE
                            || (rule.outcome() == Outcome.FIRED && asking.contains(rule.rule())))
                .map(ScreeningReport.RuleResult::rule)
                .collect(Collectors.toSet()));
    List<Severity> severities = report.missing().stream().map(MissingData::severity).toList();
    List<Severity> grave =
        severities.stream().filter(each -> each.compareTo(Severity.PRECAUTION) < 0).toList();
    assertThat(severities.subList(0, grave.size())).isEqualTo(grave).isSorted();
    assertThat(report.missing()).extracting(MissingData::element).doesNotHaveDuplicates();
    assertThat(report.missing()).allMatch(each -> !each.ask().isBlank());
  }

  @Law
  void everyFindingHasEvidenceAndWhatIsPossibleSaysWhatSettlesIt(@ForAll("everybody") Asked asked) {
    for (Finding finding : asked.screen().findings()) {
      assertThat(finding.evidence()).isNotEmpty();
      assertThat(finding.settledBy() != null && !finding.settledBy().isEmpty())
          .as(finding.rule())
          .isEqualTo(finding.certainty() == Certainty.POSSIBLE);
    }
  }

  /** Time alone may end what an entry was listed for, and nothing else before the end. */
  private static List<Object> timeless(ScreeningReport report) {
    return said(report, Set.of("duplicate", "ended-before-every-window"));
  }

  @Law
  void aReportStandsUntilItsEndAndNoLonger(@ForAll("everybody") Asked asked) {
    ScreeningRequest request = asked.request();
    ScreeningReport now = asked.screen();
    OffsetDateTime end = now.validUntil();
    OffsetDateTime before =
        end == null
            ? request.asOf().day().plusYears(90).atTime(12, 0).atOffset(request.asOf().offset())
            : end.minusSeconds(1);

    assertThat(timeless(asked.with(at(request, before)).screen())).isEqualTo(timeless(now));
    if (end != null) {
      assertThat(timeless(asked.with(at(request, end)).screen())).isNotEqualTo(timeless(now));
    }
  }

  @Law
  void aFindingEndsWhenItSays(@ForAll("everybody") Asked asked) {
    for (Finding finding : asked.screen().findings()) {
      OffsetDateTime until = finding.until();
      if (until != null) {
        ScreeningReport then = asked.with(at(asked.request(), until)).screen();
        ScreeningReport justBefore =
            asked.with(at(asked.request(), until.minusSeconds(1))).screen();

        assertThat(fired(then)).doesNotContain(finding.rule());
        assertThat(fired(justBefore)).contains(finding.rule());
      }
    }
  }

  private static Set<String> fired(ScreeningReport report) {
    return report.rules().stream()
        .filter(rule -> rule.outcome() == Outcome.FIRED || rule.outcome() == Outcome.SUBSUMED)
        .map(ScreeningReport.RuleResult::rule)
        .collect(Collectors.toSet());
  }

  @Law
  void theExplanationAgreesWithTheReport(@ForAll("everybody") Asked asked) {
    assertThat(asked.screener().explain(asked.request()).rules())
        .extracting(Explanation.RuleExplanation::outcome)
        .isEqualTo(
            asked.screen().rules().stream().map(ScreeningReport.RuleResult::outcome).toList());
  }

  /** Others are screened meanwhile: what is of one patient is never in the report on another. */
  @Law
  void eightThreadsGiveTheSameBytes(
      @ForAll("requests") ScreeningRequest request, @ForAll("requests") ScreeningRequest other)
      throws Exception {
    String alone = SCREENER.screen(request).toJson();
    List<Future<String>> reports = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      reports.add(THREADS.submit(() -> SCREENER.screen(request).toJson()));
      THREADS.execute(() -> SCREENER.screen(other));
    }

    Set<String> different = new TreeSet<>();
    for (Future<String> report : reports) {
      different.add(report.get());
    }

    assertThat(different).containsExactly(alone);
  }

  /** The laws would hold of patients on whom no rule fires. */
  @Example
  void nearlyEveryRuleFiresOnSome() {
    Set<String> fired = new TreeSet<>();
    Arbitraries.of(REQUESTS.subList(0, 3))
        .flatMap(each -> each)
        .sampleStream()
        .limit(900)
        .forEach(
            request ->
                outcomes(SCREENER.screen(request)).entrySet().stream()
                    .filter(each -> each.getValue() == Outcome.FIRED)
                    .forEach(each -> fired.add(each.getKey())));

    assertThat(fired).hasSizeGreaterThan(SCREENER.rulebase().rules().size() * 3 / 4);
  }
}
