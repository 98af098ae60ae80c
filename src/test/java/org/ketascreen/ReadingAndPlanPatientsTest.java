package org.ketascreen;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.ketascreen.Patients.ATC;
import static org.ketascreen.Patients.LOINC;
import static org.ketascreen.Patients.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.Assertion;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Gender;
import org.ketascreen.record.Medication;
import org.ketascreen.record.MedicationStatus;
import org.ketascreen.record.Observation;
import org.ketascreen.record.ObservationStatus;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.ReferenceRange;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Treatment;

/** Patients of readings and plans, for a rulebase of every sentence on them. */
class ReadingAndPlanPatientsTest {

  private static final List<String> SENTENCES =
      List.of(
          "the latest \"pressure\" is above its reference range",
          "the latest \"pressure\" is below its reference range\n  - within the last 24 hours",
          "the latest \"pressure\" is at least 1.5 times its upper limit",
          "the latest \"sedation\" is \"deep\"",
          "the latest \"sedation\" is \"awake\"\n  - after the dose",
          "the latest \"fasting\" is \"yes\"\n  - within the last 30 minutes",
          "the latest \"pressure\" is at least 20 mm[Hg] above its pre-dose value",
          "the mean of the last 2 \"pressure\" is above 140 mm[Hg]\n  - within the last 7 days",
          "the mean of the last 3 \"pressure\" is at least 18 kPa",
          "the latest \"pressure\" is above 140 mm[Hg]\n  - after the dose",
          "the latest \"pressure\" is above 140 mm[Hg]\n  - at rest\n  - before the dose",
          "the planned dose is above 50 mg",
          "the planned dose is none of 56 mg, 84 mg",
          "the planned dose is above 0.5 mg per kg of actual weight",
          "the planned dose is above 0.5 mg per kg of ideal weight",
          "the planned infusion takes less than 40 minutes",
          "the planned session is number 4 or later",
          "the course began more than 4 weeks ago",
          "there were more than 2 sessions in the last 7 days",
          "there were more than 1 sessions in the last 24 hours",
          "the last dose was less than 3 days ago",
          "the last dose was less than 24 hours ago");

  private static final LocalDateTime NOON = LocalDateTime.of(2026, 6, 15, 12, 0);
  static final Screener SCREENER = Screener.of(compiled());

  private static Rulebase compiled() {
    try {
      Path folder = Files.createTempDirectory("readings-and-plans");
      try {
        return rulebase().compile(folder);
      } finally {
        try (var files = Files.walk(folder)) {
          for (Path path : new TreeSet<>(files.toList()).descendingSet()) {
            Files.delete(path);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SmallRulebase rulebase() {
    SmallRulebase rulebase =
        new SmallRulebase()
            .head(
                """
                doses:
                  medicines: ketamine
                  restAfter: 4 hours
                  basis: judgement
                  because: Because.
                  sources: [ "source-1 4" ]
                idealWeight:
                  formula: devine
                  height: body height
                  basis: judgement
                  because: Because.
                  sources: [ "source-1 4" ]
                """)
            .valueSet("ketamine", ATC, "N01AX03", "ketamin")
            .observation("pressure", "8480-6", "mm[Hg]", 20, 300)
            .observation("body weight", "29463-7", "kg", 20, 400)
            .observation("body height", "8302-2", "cm", 50, 250)
            .question("sedation", "80288-4")
            .question("fasting", "49541-6")
            .answer("deep", LOINC, "LA1-1", "deeply sedated")
            .answer("awake", LOINC, "LA2-2", "wide awake")
            .answer("yes", "http://terminology.hl7.org/CodeSystem/v2-0136", "Y", "true");
    for (int i = 0; i < SENTENCES.size(); i++) {
      rulebase.rule("RP-%02d".formatted(i), "precaution", SENTENCES.get(i));
    }
    return rulebase;
  }

  private static <T> Arbitrary<@Nullable T> maybe(Arbitrary<T> some) {
    return some.injectNull(0.2);
  }

  /** Times of any precision, most of them a second around the end of some window. */
  private static Arbitrary<RecordedTime> times() {
    Arbitrary<LocalDateTime> moments =
        Combinators.combine(
                Arbitraries.of(0, 30, 60, 120, 240, 1440, 3 * 1440, 7 * 1440, 28 * 1440, 400_000),
                Arbitraries.of(-86400L, -1L, 0L, 1L, 60L, 3600L, 86400L))
            .as((back, around) -> NOON.minusMinutes(back).plusSeconds(around));
    return Combinators.combine(moments, Arbitraries.of(7, 10, 19, 19, 19))
        .as(
            (moment, precision) -> {
              String text = moment + (moment.toString().length() == 16 ? ":00" : "");
              return RecordedTime.parse(
                  precision == 19 ? text + "Z" : text.substring(0, precision));
            });
  }

  private static Arbitrary<RecordedPeriod> periods() {
    return Arbitraries.oneOf(
        times().map(time -> new RecordedPeriod(time, time)),
        times().map(time -> new RecordedPeriod(time, time)),
        Combinators.combine(maybe(times()), maybe(times())).as(RecordedPeriod::new));
  }

  private static Arbitrary<Quantity> amounts() {
    return Combinators.combine(
            Arbitraries.of("90", "120", "139", "140", "140.5", "141", "160", "210", "19", "1e9"),
            maybe(Arbitraries.of("<", ">", "<=", ">=", "ad")).injectNull(0.7),
            maybe(Arbitraries.of("mm[Hg]", "mm[Hg]", "mm[Hg]", "kPa", "cm", "kg")))
        .as((number, comparator, unit) -> new Quantity(new BigDecimal(number), comparator, unit));
  }

  private static Arbitrary<Observation.Value> values() {
    return Arbitraries.oneOf(
        amounts().map(Observation.Value.Measured::new),
        amounts().map(Observation.Value.Measured::new),
        Combinators.combine(maybe(amounts()), maybe(amounts())).as(Observation.Value.Between::new),
        Arbitraries.of("true", "false", "deeply sedated", "wide awake", "high", "")
            .map(Observation.Value.Words::new),
        Arbitraries.of("LA1-1", "LA2-2", "LA9-9")
            .map(answer -> new Observation.Value.Coded(code(LOINC, answer))));
  }

  private static Arbitrary<List<CodeableConcept>> marks() {
    return Arbitraries.of("H", "L", "N", "A")
        .map(
            mark ->
                CodeableConcept.of(
                    Coding.of(
                        "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation",
                        mark)))
        .list()
        .ofMaxSize(2);
  }

  private static Arbitrary<Entry> observations() {
    return Combinators.combine(
            Arbitraries.of("8480-6", "8480-6", "8480-6", "29463-7", "8302-2", "80288-4", "49541-6"),
            maybe(Arbitraries.of(ObservationStatus.class)),
            maybe(values()),
            maybe(periods()),
            maybe(Combinators.combine(maybe(amounts()), maybe(amounts())).as(ReferenceRange::new)),
            marks(),
            Arbitraries.integers().between(0, 99))
        .as(
            (loinc, status, value, effective, range, marks, id) ->
                new Observation(
                    "Observation/" + id,
                    code(LOINC, loinc),
                    status,
                    value,
                    effective,
                    range,
                    marks));
  }

  private static Arbitrary<Entry> doses() {
    return Combinators.combine(
            Arbitraries.of(
                code(ATC, "N01AX03"),
                code(ATC, "N01AX03"),
                CodeableConcept.ofText("ketamin disease")),
            Arbitraries.of(Medication.Kind.ADMINISTRATION, Medication.Kind.STATEMENT),
            Arbitraries.of(
                MedicationStatus.COMPLETED, MedicationStatus.COMPLETED, MedicationStatus.NOT_DONE),
            maybe(periods()),
            Arbitraries.integers().between(0, 99))
        .as(
            (code, kind, status, taken, id) ->
                Medication.builder("MedicationAdministration/" + id, kind, code)
                    .status(status)
                    .taken(taken)
                    .build());
  }

  /** A dose on the day that is screened for, and clean readings before and after it. */
  private static Arbitrary<List<Entry>> dayOfTreatment() {
    Arbitrary<String> pressures = Arbitraries.of("119", "120", "139", "140", "141", "160");
    return Combinators.combine(
            pressures, pressures, pressures, Arbitraries.of("LA1-1", "LA2-2"), Arbitraries.of(0, 1))
        .as(
            (first, before, after, answer, hours) -> {
              LocalDateTime dose = NOON.minusHours(1L + hours);
              return List.of(
                  pressure("first", first, dose.minusHours(2)),
                  pressure("before", before, dose.minusSeconds(1)),
                  pressure("after", after, dose.plusSeconds(1), hours == 0 ? "90" : "140"),
                  Patients.reading(
                      "weight", "29463-7", hours == 0 ? "100 kg" : "101 kg", "2026-06"),
                  Patients.reading("height", "8302-2", hours == 0 ? "215 cm" : "165 cm", "2020"),
                  Observation.of(
                      "Observation/fasting",
                      code(LOINC, "49541-6"),
                      new Observation.Value.Words(answer.equals("LA1-1") ? "true" : "false"),
                      utc(NOON.minusMinutes(30))),
                  Observation.of(
                      "Observation/answer",
                      code(LOINC, "80288-4"),
                      new Observation.Value.Coded(code(LOINC, answer)),
                      utc(dose.plusMinutes(10))),
                  Medication.builder(
                          "MedicationAdministration/dose",
                          Medication.Kind.ADMINISTRATION,
                          code(ATC, "N01AX03"))
                      .status(MedicationStatus.COMPLETED)
                      .taken(new RecordedPeriod(utc(dose), null))
                      .build());
            });
  }

  private static Entry pressure(String id, String value, LocalDateTime at) {
    return Patients.reading(id, "8480-6", value + " mm[Hg]", utc(at).toString());
  }

  private static Entry pressure(String id, String value, LocalDateTime at, String upperLimit) {
    return new Observation(
        "Observation/" + id,
        code(LOINC, "8480-6"),
        ObservationStatus.FINAL,
        new Observation.Value.Measured(Quantity.of(value, "mm[Hg]")),
        new RecordedPeriod(utc(at), utc(at)),
        new ReferenceRange(null, Quantity.of(upperLimit, "mm[Hg]")),
        List.of());
  }

  private static RecordedTime utc(LocalDateTime time) {
    return RecordedTime.parse(time.toString() + (time.getSecond() == 0 ? ":00Z" : "Z"));
  }

  private static Arbitrary<Treatment> treatments() {
    return Combinators.combine(
            maybe(
                Arbitraries.of("50 mg", "51 mg", "0.056 g", "84 mg", "56 mL").map(Quantity::parse)),
            maybe(Arbitraries.of("40 min", "39 min", "2400 s", "0.5 h").map(Quantity::parse)),
            maybe(Arbitraries.of(1, 2, 3, 4, 5)),
            maybe(times()))
        .as(
            (dose, duration, session, began) ->
                Treatment.builder(Agent.KETAMINE, Route.INTRAVENOUS)
                    .dose(dose)
                    .duration(duration)
                    .session(session)
                    .courseBegan(began)
                    .build());
  }

  static Arbitrary<ScreeningRequest> requests() {
    Arbitrary<List<Entry>> entries =
        Arbitraries.oneOf(observations(), observations(), doses()).list().ofMaxSize(10);
    Arbitrary<List<Entry>> daysAndMore =
        Combinators.combine(dayOfTreatment(), entries.map(all -> all.subList(0, all.size() / 4)))
            .as(
                (day, more) -> {
                  List<Entry> all = new ArrayList<>(day);
                  all.addAll(more);
                  return all;
                });
    return Combinators.combine(
            Arbitraries.oneOf(entries, daysAndMore),
            Arbitraries.of(AssertionStatus.class),
            maybe(Arbitraries.of(Gender.class)),
            treatments(),
            AnyPatients.asOf())
        .as(
            (all, medicines, sex, treatment, moment) -> {
              PatientRecord.Builder record =
                  PatientRecord.builder()
                      .gender(sex)
                      .assertion(Section.MEDICATIONS, new Assertion(medicines, "law"));
              all.forEach(record::add);
              return ScreeningRequest.builder(record.build(), treatment, moment).build();
            });
  }

  /** The height of the month that is not over may be the latest, and then it has no value. */
  @Example
  void aReportStandsOnlyAsLongAsTheSameIsMissing() {
    PatientRecord record =
        PatientRecord.builder()
            .add(height("1", Quantity.of("170", "cm"), "2026-06-14"))
            .add(height("2", null, "2026-06"))
            .build();
    Treatment treatment = Treatment.builder(Agent.KETAMINE, Route.INTRAVENOUS).build();
    ScreeningReport now = on(record, treatment, LocalDate.of(2026, 6, 14));

    assertThat(now.validUntil()).isEqualTo("2026-06-15T00:00:00Z");
    assertThat(elements(now)).doesNotContain("body height");
    assertThat(elements(on(record, treatment, LocalDate.of(2026, 6, 15)))).contains("body height");
  }

  /** Either dose may be the one that a reading was made after, in whatever order they stand. */
  @Example
  void whatSettlesAFindingIsTheSameInWhateverOrderDosesStand() {
    RecordedPeriod june = new RecordedPeriod(RecordedTime.parse("2026-06"), null);
    Entry reading = Patients.reading("1", "8480-6", "160 mm[Hg]", "2026-06");
    Entry coded = dose("coded", code(ATC, "N01AX03"), june);
    Entry named = dose("named", CodeableConcept.ofText("ketamin disease"), june);

    Set<String> settling = new TreeSet<>();
    for (List<Entry> doses : List.of(List.of(coded, named), List.of(named, coded))) {
      PatientRecord.Builder record = PatientRecord.builder().add(reading);
      doses.forEach(record::add);
      ScreeningReport report =
          on(
              record.build(),
              Treatment.builder(Agent.KETAMINE, Route.INTRAVENOUS).build(),
              LocalDate.of(2026, 6, 15));
      report.findings().stream()
          .filter(finding -> finding.rule().equals("RP-09"))
          .forEach(finding -> settling.add(String.valueOf(finding.settledBy())));
    }

    assertThat(settling).singleElement(as(STRING)).contains("exact date", "code the entry");
  }

  private static Medication dose(String id, CodeableConcept code, RecordedPeriod taken) {
    return Medication.builder(
            "MedicationAdministration/" + id, Medication.Kind.ADMINISTRATION, code)
        .status(MedicationStatus.COMPLETED)
        .taken(taken)
        .build();
  }

  private static ScreeningReport on(PatientRecord record, Treatment treatment, LocalDate day) {
    return SCREENER.screen(
        ScreeningRequest.builder(record, treatment, AsOf.day(day, ZoneOffset.UTC)).build());
  }

  private static List<String> elements(ScreeningReport report) {
    return report.missing().stream().map(MissingData::element).toList();
  }

  private static Observation height(String id, @Nullable Quantity height, String until) {
    return new Observation(
        "Observation/" + id,
        code(LOINC, "8302-2"),
        ObservationStatus.FINAL,
        height == null ? null : new Observation.Value.Measured(height),
        new RecordedPeriod(null, RecordedTime.parse(until)),
        null,
        List.of());
  }

  /** The laws would hold of patients on whom no rule fires. */
  @Example
  void everySentenceHoldsFailsAndIsUnknownOfSome() {
    Map<String, Set<Outcome>> met = new TreeMap<>();
    requests()
        .sampleStream()
        .limit(5_000)
        .forEach(
            request ->
                SCREENER
                    .screen(request)
                    .rules()
                    .forEach(
                        rule ->
                            met.computeIfAbsent(rule.rule(), id -> EnumSet.noneOf(Outcome.class))
                                .add(rule.outcome())));

    assertThat(met).hasSameSizeAs(SENTENCES);
    assertThat(met)
        .allSatisfy(
            (rule, outcomes) ->
                assertThat(outcomes)
                    .as(rule)
                    .containsExactly(Outcome.FIRED, Outcome.CLEAR, Outcome.NOT_EVALUABLE));
  }
}
