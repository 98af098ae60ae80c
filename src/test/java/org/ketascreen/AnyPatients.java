package org.ketascreen;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.AllergyType;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.Assertion;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Dosage;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Gender;
import org.ketascreen.record.Medication;
import org.ketascreen.record.MedicationStatus;
import org.ketascreen.record.Mention;
import org.ketascreen.record.Moment;
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
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rulebases;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;
import org.ketascreen.terminology.ValueSet;

/** Patients of whatever stands in a record, with the codes of the rulebase that ships. */
final class AnyPatients {

  private static final Screener SCREENER = Screener.of(Rulebases.bundled().load("ketamine"));
  private static final String SNOMED_CT = "http://snomed.info/sct";
  private static final LocalDateTime NOON = LocalDateTime.of(2026, 6, 15, 12, 0);
  private static final List<ZoneOffset> OFFSETS =
      List.of(ZoneOffset.UTC, ZoneOffset.ofHours(13), ZoneOffset.ofHoursMinutes(-9, -30));

  /** Codes of the rulebase by the section that its sentences read, and codes it does not know. */
  private static final Map<String, List<CodeableConcept>> CODES = codes();

  private AnyPatients() {}

  /** Returns a moment in several offsets, or the day that it is there. */
  static Arbitrary<AsOf> asOf() {
    return Combinators.combine(Arbitraries.of(OFFSETS), Arbitraries.of(true, false, false))
        .as(
            (offset, wholeDay) ->
                wholeDay
                    ? AsOf.day(NOON.toLocalDate(), offset)
                    : AsOf.of(NOON.atOffset(ZoneOffset.UTC).withOffsetSameInstant(offset)));
  }

  private static Map<String, List<CodeableConcept>> codes() {
    Map<String, List<CodeableConcept>> codes =
        SCREENER.dataRequirements().stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.section() == null ? "other" : each.section(),
                    Collectors.flatMapping(
                        each -> each.codes().stream().limit(6).map(AnyPatients::concept),
                        Collectors.toCollection(ArrayList::new))));
    for (List<CodeableConcept> section : codes.values()) {
      section.add(CodeableConcept.EMPTY);
      section.add(CodeableConcept.ofText("hx of aneurysm, lithium, ketamine"));
      section.add(CodeableConcept.ofText("nothing to speak of"));
      section.add(CodeableConcept.of(Coding.of("urn:local", "1")));
      section.add(CodeableConcept.of(new Coding(SNOMED_CT, "386661006", "Fever")));
      section.add(CodeableConcept.of(Coding.of(Patients.ICD, "Z99.9")));
      section.add(CodeableConcept.of(Coding.of(Patients.ICD, "F10")));
    }
    return codes;
  }

  private static CodeableConcept concept(String code) {
    int bar = code.lastIndexOf('|');
    return CodeableConcept.of(Coding.of(code.substring(0, bar), code.substring(bar + 1)));
  }

  private static Arbitrary<CodeableConcept> concepts(String section) {
    return Arbitraries.of(CODES.get(section));
  }

  private static <T> Arbitrary<@Nullable T> maybe(Arbitrary<T> some) {
    return some.injectNull(0.25);
  }

  private static <E extends Enum<E>> Arbitrary<@Nullable E> maybe(Class<E> type) {
    return maybe(Arbitraries.of(type));
  }

  /** Times of any precision, most of them a second around the end of some window. */
  private static Arbitrary<RecordedTime> times() {
    Arbitrary<Long> hours =
        Arbitraries.of(
            0L,
            2L,
            4L,
            12L,
            24L,
            7 * 24L,
            14 * 24L,
            30 * 24L,
            42 * 24L,
            183 * 24L,
            365 * 24L,
            44 * 7 * 24L,
            9000L,
            50_000L,
            -1L,
            -24L,
            -400L);
    Arbitrary<LocalDateTime> moments =
        Combinators.combine(hours, Arbitraries.of(-86400L, -1L, 0L, 1L, 3600L, 86400L))
            .as((back, around) -> NOON.minusHours(back).plusSeconds(around));
    return Combinators.combine(moments, Arbitraries.of(4, 7, 10, 10, 20, 21, 25, 25))
        .as(
            (moment, precision) -> {
              String text = moment.toString() + (moment.toString().length() == 16 ? ":00" : "");
              String written =
                  switch (precision) {
                    case 20 -> text + ".5Z";
                    case 21 -> text;
                    case 25 -> text + "+02:00";
                    default -> text.substring(0, precision);
                  };
              return RecordedTime.parse(written);
            });
  }

  private static Arbitrary<Moment> moments() {
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(6, times().map(Moment.At::new)),
        net.jqwik.api.Tuple.of(
            1, Combinators.combine(maybe(times()), maybe(times())).as(Moment.Between::new)),
        net.jqwik.api.Tuple.of(1, Arbitraries.of(new Moment.Said("long ago"))),
        net.jqwik.api.Tuple.of(
            1,
            Arbitraries.integers()
                .between(0, 70)
                .map(
                    age ->
                        new Moment.AtAge(
                            new java.math.BigDecimal(age), new java.math.BigDecimal(age), "a"))));
  }

  private static Arbitrary<RecordedPeriod> periods() {
    return Combinators.combine(maybe(times()), maybe(times())).as(RecordedPeriod::new);
  }

  private static Arbitrary<Entry> conditions() {
    return Combinators.combine(
            concepts("conditions"),
            maybe(ClinicalStatus.class),
            maybe(VerificationStatus.class),
            maybe(Arbitraries.of("mild", "moderate", "odd").map(CodeableConcept::ofText)),
            maybe(moments()),
            maybe(moments()),
            maybe(times()),
            Arbitraries.of(false, false, true))
        .as(
            (code, clinical, verification, severity, onset, abatement, recorded, abated) ->
                Condition.builder("Condition/" + Math.abs(code.hashCode() % 1000), code)
                    .clinicalStatus(clinical)
                    .verificationStatus(verification)
                    .severity(severity)
                    .onset(onset)
                    .abatement(abatement)
                    .recorded(recorded)
                    .abated(abated)
                    .build());
  }

  private static Arbitrary<Entry> procedures() {
    return Combinators.combine(
            concepts("conditions"), maybe(ProcedureStatus.class), maybe(moments()))
        .as((code, status, performed) -> new Procedure("Procedure/1", code, status, performed));
  }

  private static Arbitrary<Entry> medications() {
    return Combinators.combine(
            Arbitraries.oneOf(
                concepts("medications"),
                Arbitraries.just(CodeableConcept.of(Coding.of(Patients.ATC, "N01AX03")))),
            Arbitraries.of(Medication.Kind.class),
            maybe(MedicationStatus.class),
            maybe(periods()),
            maybe(times()),
            Arbitraries.of(false, false, false, true),
            dosages())
        .as(
            (code, kind, status, taken, recorded, negated, dosages) ->
                Medication.builder("Medication/" + Math.abs(code.hashCode() % 1000), kind, code)
                    .status(status)
                    .taken(taken)
                    .recorded(recorded)
                    .doNotPerform(negated)
                    .dosages(dosages)
                    .build());
  }

  private static Arbitrary<List<Dosage>> dosages() {
    Arbitrary<Quantity> amounts = Arbitraries.of("0 mg", "40 mg", "0.1 g").map(Quantity::parse);
    return Combinators.combine(
            maybe(Arbitraries.of("oral", "iv", "somehow").map(CodeableConcept::ofText)),
            maybe(amounts),
            maybe(amounts))
        .as((route, least, most) -> new Dosage(route, null, least, most))
        .list()
        .ofMaxSize(2);
  }

  /** A mention may be a part of another entry, whose reference it has. */
  private static Arbitrary<Entry> mentions() {
    return Combinators.combine(
            concepts("conditions"),
            Arbitraries.of(Mention.Kind.class),
            maybe(moments()),
            Arbitraries.of("Encounter/1", "Medication/1", "Procedure/1"))
        .as((code, kind, when, reference) -> new Mention(reference, code, kind, when));
  }

  private static Arbitrary<Entry> plans() {
    return Combinators.combine(
            concepts("conditions"), maybe(Planned.Status.class), maybe(moments()), maybe(times()))
        .as(
            (code, status, due, recorded) ->
                new Planned("ServiceRequest/1", code, status, due, recorded));
  }

  private static Arbitrary<Entry> allergies() {
    return Combinators.combine(
            concepts("allergies"),
            maybe(ClinicalStatus.class),
            maybe(VerificationStatus.class),
            maybe(AllergyType.class),
            maybe(times()))
        .as(
            (code, clinical, verification, type, recorded) ->
                Allergy.builder("AllergyIntolerance/1", code)
                    .clinicalStatus(clinical)
                    .verificationStatus(verification)
                    .type(type)
                    .recorded(recorded)
                    .build());
  }

  private static Arbitrary<Entry> observations() {
    List<CodeableConcept> results =
        SCREENER.rulebase().valueSets().stream()
            .filter(
                each ->
                    Set.of("pregnant", "not pregnant", "positive result", "negative result")
                        .contains(each.title()))
            .map(ValueSet::statements)
            .map(all -> CodeableConcept.of(Coding.of(all.get(0).system(), all.get(0).code())))
            .toList();
    Arbitrary<Observation.Value> measured =
        Combinators.combine(
                Arbitraries.of(
                    "0", "20", "80", "90", "90.1", "100", "101", "140", "141", "180", "180.01",
                    "181", "1000000", "-5"),
                maybe(Arbitraries.of("<", ">", "<=", ">=", "ad")),
                maybe(Arbitraries.of("mm[Hg]", "kPa", "kg", "[lb_av]", "s")))
            .as(
                (number, comparator, unit) ->
                    new Observation.Value.Measured(
                        new Quantity(new java.math.BigDecimal(number), comparator, unit)));
    Arbitrary<Observation.Value> words =
        Arbitraries.of("Positive", "negative", "true", "140").map(Observation.Value.Words::new);
    Arbitrary<Observation.Value> coded = Arbitraries.of(results).map(Observation.Value.Coded::new);
    return Combinators.combine(
            concepts("other"),
            maybe(ObservationStatus.class),
            maybe(Arbitraries.oneOf(measured, measured, between(), coded, words)),
            maybe(
                Arbitraries.oneOf(times().map(time -> new RecordedPeriod(time, time)), periods())))
        .as(
            (code, status, value, effective) ->
                new Observation(
                    "Observation/" + Math.abs(code.hashCode() % 1000),
                    code,
                    status,
                    value,
                    effective));
  }

  private static Arbitrary<Observation.Value> between() {
    Arbitrary<@Nullable Quantity> ends =
        maybe(
            Arbitraries.of("90 mm[Hg]", "140 mm[Hg]", "181 mm[Hg]", "20 kPa", "80 kg", "90 s")
                .map(Quantity::parse));
    return Combinators.combine(ends, ends).as(Observation.Value.Between::new);
  }

  private static Arbitrary<List<Entry>> entries() {
    return Arbitraries.oneOf(
            conditions(),
            conditions(),
            medications(),
            allergies(),
            observations(),
            observations(),
            procedures(),
            mentions(),
            plans())
        .list()
        .ofMaxSize(12);
  }

  private static Arbitrary<Map<Section, AssertionStatus>> sections() {
    return Arbitraries.maps(Arbitraries.of(Section.class), Arbitraries.of(AssertionStatus.class));
  }

  static Arbitrary<ScreeningRequest> requests() {
    Arbitrary<PatientRecord> records =
        Combinators.combine(
                entries(),
                sections(),
                maybe(Gender.class),
                maybe(
                    Arbitraries.of(
                            "2008-06-15",
                            "2008-06-16",
                            "2008-06",
                            "2008",
                            "1980-02-29",
                            "1970-06-15",
                            "2014-06-16",
                            "2030")
                        .map(RecordedTime::parse)))
            .as(
                (entries, sections, gender, birthDate) -> {
                  PatientRecord.Builder record =
                      PatientRecord.builder()
                          .subject("Patient/p")
                          .patientEntries(1)
                          .gender(gender)
                          .birthDate(birthDate);
                  entries.forEach(record::add);
                  for (Section section : Section.values()) {
                    record.assertion(
                        section,
                        new Assertion(
                            sections.getOrDefault(section, AssertionStatus.RECORDED), "law"));
                  }
                  return record.build();
                });
    Arbitrary<Treatment> treatments =
        Combinators.combine(
                Arbitraries.of(Agent.class),
                Arbitraries.of(Route.class),
                maybe(
                    Arbitraries.of("1 mg", "40 mg", "50 mg", "0.1 g", "56 mL", "500 mg")
                        .map(Quantity::parse)),
                maybe(Arbitraries.of("40 min", "0.5 h").map(Quantity::parse)),
                maybe(Arbitraries.of(1, 8, 9)),
                maybe(times()),
                concepts("conditions").list().ofMaxSize(2))
            .as(Treatment::new);
    return Combinators.combine(
            records,
            treatments,
            asOf(),
            Arbitraries.of(Stage.class),
            Arbitraries.of("any", "us", "eu"))
        .as((r, t, m, s, j) -> new ScreeningRequest(r, t, m, s, j, List.of()));
  }
}
