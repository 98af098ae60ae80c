package org.ketascreen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Assertion;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Medication;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.Observation;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.ReferenceRange;
import org.ketascreen.record.Section;
import org.ketascreen.record.VerificationStatus;
import org.ketascreen.rulebase.Line;
import org.ketascreen.rulebase.PregnancyDefinition;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.testkit.arbitrary.KetascreenArbitraries;

/** What holds of every screening with the rulebase that ships, at its own boundaries. */
class RulebaseLawsTest {

  private static final Screener SCREENER = Screener.of(Rulebases.bundled().load("ketamine"));
  private static final Screener FAR_AWAY = farAway();
  private static final KetascreenArbitraries PATIENTS =
      KetascreenArbitraries.of(SCREENER.rulebase());
  private static final List<Arbitrary<ScreeningRequest>> REQUESTS =
      List.of(PATIENTS.requests(), PATIENTS.messy().requests(), PATIENTS.hostile().requests());
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(8);

  /** Gravest first. */
  private static final List<Disposition> DISPOSITIONS =
      List.of(
          Disposition.CONTRAINDICATED,
          Disposition.RELATIVELY_CONTRAINDICATED,
          Disposition.UNDETERMINED,
          Disposition.PRECAUTIONS,
          Disposition.NONE_FOUND);

  /** Units of the rulebase, each with a smaller or larger one and by how many tens. */
  private static final Map<String, Map.Entry<String, Integer>> UNITS =
      Map.of(
          "mm[Hg]", Map.entry("m[Hg]", -3),
          "kg", Map.entry("g", 3),
          "cm", Map.entry("m", -2),
          "mg", Map.entry("g", -3),
          "U/L", Map.entry("kU/L", -3));

  @AfterContainer
  static void endThreads() {
    THREADS.shutdownNow();
  }

  /** Runs what is given where hours, digits and letters are others. */
  private static <T> T elsewhere(java.util.function.Supplier<T> what) {
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

  private static Screener farAway() {
    return elsewhere(() -> Screener.of(Rulebases.bundled().load("ketamine")));
  }

  @Provide
  Arbitrary<ScreeningRequest> requests() {
    return Arbitraries.of(REQUESTS).flatMap(each -> each);
  }

  /** Titles that rules read, but not as what must be absent, nor as what excludes a pregnancy. */
  @Provide
  Arbitrary<String> risks() {
    Pattern name = Pattern.compile("the patient (has|has ever had) \"([^\"]+)\"");
    Pattern absent = Pattern.compile("the patient (does not have|has never had) \"([^\"]+)\"");
    PregnancyDefinition pregnancy = SCREENER.rulebase().pregnancy();
    Set<String> titles = titles(name);
    titles.removeAll(titles(absent));
    titles.remove(pregnancy == null ? "" : pregnancy.excludedBy());
    return Arbitraries.of(titles);
  }

  private static Set<String> titles(Pattern sentence) {
    return SCREENER.rulebase().rules().stream()
        .flatMap(rule -> rule.when().stream())
        .map(Line::text)
        .map(sentence::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(2))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static ScreeningRequest with(ScreeningRequest request, List<Entry> entries) {
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
            r.notRead(),
            r.assertions()),
        request.treatment());
  }

  private static ScreeningRequest with(
      ScreeningRequest request, PatientRecord record, Treatment treatment) {
    return new ScreeningRequest(
        record,
        treatment,
        request.asOf(),
        request.stage(),
        request.jurisdiction(),
        request.overrides());
  }

  /** What a report says, without counts, and without entries that are listed as repeated. */
  private static List<Object> said(ScreeningReport report) {
    return List.of(
        report.disposition(),
        report.complete(),
        String.valueOf(report.validUntil()),
        report.findings(),
        report.missing(),
        report.unscreened(),
        report.excluded().stream().filter(each -> !each.reason().equals("duplicate")).toList(),
        report.rules());
  }

  private static Map<String, Outcome> outcomes(ScreeningReport report) {
    return report.rules().stream()
        .collect(
            Collectors.toMap(
                ScreeningReport.RuleResult::rule, ScreeningReport.RuleResult::outcome));
  }

  @Property(tries = 100)
  void orderAndRepetitionOfEntriesChangeNothing(
      @ForAll("requests") ScreeningRequest request, @ForAll Random random) {
    List<Entry> entries = new ArrayList<>(request.record().entries());
    entries.addAll(entries.subList(0, entries.size() / 2));
    Collections.shuffle(entries, random);

    ScreeningReport other = SCREENER.screen(with(request, entries));

    assertThat(said(other)).isEqualTo(said(SCREENER.screen(request)));
    assertThat(other.requestDigest()).isEqualTo(SCREENER.screen(request).requestDigest());
  }

  @Property(tries = 100)
  void theUnitOfAMeasurementChangesNothing(@ForAll("requests") ScreeningRequest request) {
    List<Entry> entries = new ArrayList<>();
    request.record().entries().forEach(each -> entries.add(inOtherUnits(each)));
    Treatment t = request.treatment();
    Treatment treatment =
        new Treatment(
            t.agent(),
            t.route(),
            inOtherUnit(t.dose()),
            t.duration(),
            t.session(),
            t.courseBegan(),
            t.indications());
    ScreeningRequest other =
        with(request, with(request, entries).record(), isPlannable(treatment) ? treatment : t);

    assertThat(outcomes(SCREENER.screen(other))).isEqualTo(outcomes(SCREENER.screen(request)));
  }

  private static boolean isPlannable(Treatment treatment) {
    return treatment.dose() != null;
  }

  private static Entry inOtherUnits(Entry entry) {
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
    Map.Entry<String, Integer> other =
        quantity == null || quantity.unit() == null ? null : UNITS.get(quantity.unit());
    return other == null
        ? quantity
        : new Quantity(
            quantity.value().scaleByPowerOfTen(other.getValue()),
            quantity.comparator(),
            other.getKey());
  }

  @Property(tries = 100)
  @Tag("everywhere")
  void theMachinesTimeZoneAndLanguageChangeNothing(@ForAll("requests") ScreeningRequest request) {
    ScreeningReport here = SCREENER.screen(request);

    ScreeningReport there = elsewhere(() -> FAR_AWAY.screen(request));

    assertThat(there).isEqualTo(here);
    assertThat(elsewhere(there::toJson)).isEqualTo(here.toJson());
  }

  @Property(tries = 100)
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
   * A dose, a reading or an answer may take weight from another, and what excludes a pregnancy from
   * what speaks for one; anything else that no finding cites can go.
   */
  @Property(tries = 100)
  void withoutAnEntryThatIsNotCitedTheFindingsAreTheSame(
      @ForAll("requests") ScreeningRequest request) {
    ScreeningReport before = SCREENER.screen(request);
    Set<String> cited =
        before.findings().stream()
            .flatMap(finding -> finding.evidence().stream())
            .map(Finding.Evidence::reference)
            .collect(Collectors.toSet());
    List<Entry> fewer =
        request.record().entries().stream()
            .filter(
                each ->
                    cited.contains(each.reference())
                        || each instanceof Observation
                        || each instanceof Medication)
            .toList();

    ScreeningReport after = SCREENER.screen(with(request, fewer));

    assertThat(shown(after)).containsAll(shown(before));
  }

  /** What is found and on what; how long it will be depends on more. */
  private static Set<List<Object>> shown(ScreeningReport report) {
    return report.findings().stream()
        .map(each -> List.<Object>of(each.rule(), each.certainty(), each.evidence()))
        .collect(Collectors.toSet());
  }

  @Property(tries = 100)
  void whatIsInNoValueSetChangesOnlyTheCounts(@ForAll("requests") ScreeningRequest request) {
    List<Entry> more = new ArrayList<>(request.record().entries());
    more.add(Patients.active("irrelevant", "Z99.9"));

    ScreeningReport before = SCREENER.screen(request);
    ScreeningReport after = SCREENER.screen(with(request, more));

    assertThat(said(after)).isEqualTo(said(before));
    assertThat(after.entries().irrelevant()).isEqualTo(before.entries().irrelevant() + 1);
    assertThat(after.entries().read()).isEqualTo(before.entries().read() + 1);
  }

  /** Without doses readings may be at rest that were not; medicines stay where there are any. */
  @Property(tries = 100)
  void lessDataNeverClearsARule(
      @ForAll("requests") ScreeningRequest request,
      @ForAll Set<Section> sections,
      @ForAll boolean readings,
      @ForAll boolean person) {
    PatientRecord r = request.record();
    boolean doses = r.entries().stream().anyMatch(each -> each instanceof Medication);
    Set<Section> gone = new TreeSet<>(sections);
    if (doses) {
      gone.remove(Section.MEDICATIONS);
    }
    PatientRecord.Builder less =
        PatientRecord.builder()
            .patientEntries(r.patientEntries())
            .gender(person ? null : r.gender())
            .birthDate(person ? null : r.birthDate());
    for (Entry entry : r.entries()) {
      boolean reading = entry instanceof Observation;
      if (reading ? !readings : !gone.contains(sectionOf(entry))) {
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
        outcomes(SCREENER.screen(with(request, less.build(), request.treatment())));

    assertThat(cleared(before)).containsAll(cleared(after));
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
    if (entry instanceof org.ketascreen.record.Allergy) {
      return Section.ALLERGIES;
    }
    return entry instanceof org.ketascreen.record.Planned ? Section.PLANS : Section.CONDITIONS;
  }

  @Property(tries = 100)
  void oneMoreRiskNeverLowersTheDisposition(
      @ForAll("requests") ScreeningRequest request, @ForAll("risks") String title) {
    List<Entry> more = new ArrayList<>(request.record().entries());
    more.add(
        Condition.builder("Condition/risk", CodeableConcept.titled(title))
            .clinicalStatus(ClinicalStatus.ACTIVE)
            .verificationStatus(VerificationStatus.CONFIRMED)
            .onset(Patients.at(request.asOf().day().minusDays(1).toString()))
            .build());

    Disposition before = SCREENER.screen(request).disposition();
    Disposition after = SCREENER.screen(with(request, more)).disposition();

    assertThat(DISPOSITIONS.indexOf(after)).isLessThanOrEqualTo(DISPOSITIONS.indexOf(before));
  }

  @Property(tries = 100)
  void theEntriesAddUpAndEachListedOneIsInTheRecord(@ForAll("requests") ScreeningRequest request) {
    ScreeningReport report = SCREENER.screen(request);
    ScreeningReport.EntryCounts n = report.entries();
    Set<String> references =
        request.record().entries().stream().map(Entry::reference).collect(Collectors.toSet());
    request.record().notRead().stream().map(NotRead::reference).forEach(references::add);

    assertThat(n.used() + n.irrelevant() + n.excluded() + n.unscreened()).isEqualTo(n.read());
    assertThat(references)
        .containsAll(
            report.excluded().stream().map(ScreeningReport.ExcludedEntry::reference).toList())
        .containsAll(
            report.unscreened().stream().map(ScreeningReport.UnscreenedEntry::reference).toList());
  }

  @Property(tries = 100)
  void eightThreadsGiveTheSameBytes(@ForAll("requests") ScreeningRequest request) throws Exception {
    List<Future<String>> reports = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      reports.add(THREADS.submit(() -> SCREENER.screen(request).toJson()));
    }

    Set<String> different = new TreeSet<>();
    for (Future<String> report : reports) {
      different.add(report.get());
    }

    assertThat(different).hasSize(1);
  }

  /** The laws would hold of patients on whom no rule fires. */
  @Example
  void nearlyEveryRuleFiresOnSome() {
    Set<String> fired = new TreeSet<>();
    requests()
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
