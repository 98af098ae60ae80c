package org.ketascreen.testkit.arbitrary;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Allergy;
import org.ketascreen.record.AllergyType;
import org.ketascreen.record.ClinicalStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Condition;
import org.ketascreen.record.Dosage;
import org.ketascreen.record.Entry;
import org.ketascreen.record.FamilyHistory;
import org.ketascreen.record.Medication;
import org.ketascreen.record.MedicationStatus;
import org.ketascreen.record.Mention;
import org.ketascreen.record.Observation;
import org.ketascreen.record.ObservationStatus;
import org.ketascreen.record.Planned;
import org.ketascreen.record.Procedure;
import org.ketascreen.record.ProcedureStatus;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.ReferenceRange;
import org.ketascreen.record.VerificationStatus;

/**
 * Entries about what rules read, each as a function of the number that tells it from its
 * neighbours.
 */
final class Entries {

  private static final String MARKS =
      "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";
  private static final List<String> BROKEN =
      List.of("", " ", "\u0000", "\ud800", "\u202eabc", "x".repeat(300), "<script>", "null");

  private final Manner manner;
  private final Boundaries boundaries;
  private final Times times;

  Entries(Manner manner, Boundaries boundaries, Times times) {
    this.manner = manner;
    this.boundaries = boundaries;
    this.times = times;
  }

  private boolean isWellKept() {
    return manner == Manner.VALID;
  }

  /** Returns entries about a topic. */
  Arbitrary<Function<Integer, Entry>> about(Topic topic) {
    Arbitrary<CodeableConcept> codes = codes(topic.title());
    return switch (topic.kind()) {
      case CONDITION ->
          isWellKept()
              ? Arbitraries.frequencyOf(
                  Tuple.of(4, conditions(codes)), Tuple.of(1, procedures(codes)))
              : Arbitraries.frequencyOf(
                  Tuple.of(6, conditions(codes)),
                  Tuple.of(2, procedures(codes)),
                  Tuple.of(1, mentions(codes)),
                  Tuple.of(1, plans(codes)),
                  Tuple.of(1, relatives(codes)));
      case MEDICATION -> medications(codes);
      case ALLERGY -> allergies(codes);
      case READING -> readings(topic.title(), codes);
      case PLAN -> plans(codes);
    };
  }

  /** Returns entries that are in no value set of any rulebase. */
  Arbitrary<Function<Integer, Entry>> irrelevant() {
    Arbitrary<CodeableConcept> codes =
        Arbitraries.just(
            CodeableConcept.of(
                new Coding("http://hl7.org/fhir/sid/icd-10-cm", "W57.XXXA", "Insect bite")));
    return conditions(codes);
  }

  private Arbitrary<CodeableConcept> codes(String title) {
    Arbitrary<CodeableConcept> in = Arbitraries.of(boundaries.codes(title));
    if (isWellKept()) {
      return in;
    }
    Arbitrary<CodeableConcept> besides = Arbitraries.of(boundaries.besides(title));
    Arbitrary<CodeableConcept> both =
        Combinators.combine(in, besides)
            .as(
                (one, other) -> {
                  List<Coding> codings = new ArrayList<>(one.codings());
                  codings.addAll(other.codings());
                  return new CodeableConcept(codings, other.text());
                });
    Arbitrary<CodeableConcept> strange =
        Arbitraries.of(
            CodeableConcept.EMPTY,
            CodeableConcept.ofText("nothing to speak of"),
            CodeableConcept.of(Coding.of("urn:local", "1")),
            CodeableConcept.of(new Coding("http://snomed.info/sct", "386661006", "Fever")),
            CodeableConcept.of(new Coding(null, "A1", null)));
    Arbitrary<CodeableConcept> messy =
        Arbitraries.frequencyOf(
            Tuple.of(6, in), Tuple.of(2, besides), Tuple.of(1, both), Tuple.of(1, strange));
    return manner == Manner.MESSY ? messy : Arbitraries.oneOf(messy, broken());
  }

  private static Arbitrary<CodeableConcept> broken() {
    Arbitrary<@Nullable String> texts = Arbitraries.of(BROKEN).injectNull(0.2);
    return Combinators.combine(
            Combinators.combine(texts, texts, texts).as(Coding::new).list().ofMaxSize(2), texts)
        .as(CodeableConcept::new);
  }

  private <T> Arbitrary<@Nullable T> maybe(Arbitrary<T> some) {
    return some.injectNull(isWellKept() ? 0 : 0.25);
  }

  private <T> Arbitrary<@Nullable T> rarely(Arbitrary<T> some) {
    return some.injectNull(isWellKept() ? 1 : 0.75);
  }

  /** Returns the statuses that well kept entries have, and all of them for others. */
  private <E extends Enum<E>> Arbitrary<@Nullable E> statuses(Class<E> all, List<E> usual) {
    Set<E> every = EnumSet.allOf(all);
    return isWellKept()
        ? Arbitraries.of(usual)
        : Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(usual)), Tuple.of(2, Arbitraries.of(every)))
            .injectNull(0.15);
  }

  private Arbitrary<Function<Integer, Entry>> conditions(Arbitrary<CodeableConcept> codes) {
    return isWellKept() ? wellKeptConditions(codes) : otherConditions(codes);
  }

  private Arbitrary<Function<Integer, Entry>> wellKeptConditions(Arbitrary<CodeableConcept> codes) {
    return Combinators.combine(
            codes,
            Arbitraries.of(ClinicalStatus.ACTIVE, ClinicalStatus.ACTIVE, ClinicalStatus.RESOLVED),
            Arbitraries.of(
                VerificationStatus.CONFIRMED,
                VerificationStatus.CONFIRMED,
                VerificationStatus.PROVISIONAL,
                VerificationStatus.REFUTED),
            times.periods())
        .as(
            (code, clinical, verification, period) ->
                id ->
                    Condition.builder("Condition/c" + id, code)
                        .clinicalStatus(clinical)
                        .verificationStatus(verification)
                        .onset(new org.ketascreen.record.Moment.At(started(period)))
                        .abatement(
                            clinical == ClinicalStatus.RESOLVED && period.end() != null
                                ? new org.ketascreen.record.Moment.At(period.end())
                                : null)
                        .build());
  }

  private static RecordedTime started(RecordedPeriod period) {
    return java.util.Objects.requireNonNull(period.start());
  }

  private Arbitrary<Function<Integer, Entry>> otherConditions(Arbitrary<CodeableConcept> codes) {
    return Combinators.combine(
            codes,
            statuses(ClinicalStatus.class, List.of(ClinicalStatus.ACTIVE, ClinicalStatus.RESOLVED)),
            statuses(
                VerificationStatus.class,
                List.of(VerificationStatus.CONFIRMED, VerificationStatus.CONFIRMED)),
            rarely(
                Arbitraries.of("mild", "moderate", "severe", "odd").map(CodeableConcept::ofText)),
            maybe(times.moments()),
            rarely(times.moments()),
            rarely(times.times()),
            Arbitraries.of(false, false, false, false, true))
        .as(
            (code, clinical, verification, severity, onset, abatement, recorded, abated) ->
                id ->
                    Condition.builder("Condition/c" + id, code)
                        .clinicalStatus(clinical)
                        .verificationStatus(verification)
                        .severity(severity)
                        .onset(onset)
                        .abatement(abatement)
                        .recorded(recorded)
                        .abated(abated)
                        .build());
  }

  private Arbitrary<Function<Integer, Entry>> procedures(Arbitrary<CodeableConcept> codes) {
    return Combinators.combine(
            codes,
            statuses(ProcedureStatus.class, List.of(ProcedureStatus.COMPLETED)),
            maybe(times.moments()))
        .as(
            (code, status, performed) ->
                id -> new Procedure("Procedure/p" + id, code, status, performed));
  }

  private Arbitrary<Function<Integer, Entry>> mentions(Arbitrary<CodeableConcept> codes) {
    return Combinators.combine(codes, Arbitraries.of(Mention.Kind.class), maybe(times.moments()))
        .as((code, kind, when) -> id -> new Mention("Encounter/e" + id, code, kind, when));
  }

  private Arbitrary<Function<Integer, Entry>> relatives(Arbitrary<CodeableConcept> codes) {
    return codes.map(code -> id -> new FamilyHistory("FamilyMemberHistory/f" + id, code));
  }

  private Arbitrary<Function<Integer, Entry>> plans(Arbitrary<CodeableConcept> codes) {
    return Combinators.combine(
            codes,
            statuses(Planned.Status.class, List.of(Planned.Status.ACTIVE)),
            maybe(times.dues().map(org.ketascreen.record.Moment.At::new)),
            rarely(times.times()))
        .as(
            (code, status, due, recorded) ->
                id -> new Planned("ServiceRequest/s" + id, code, status, due, recorded));
  }

  private Arbitrary<Function<Integer, Entry>> medications(Arbitrary<CodeableConcept> codes) {
    return isWellKept() ? wellKeptMedications(codes) : otherMedications(codes);
  }

  private Arbitrary<Function<Integer, Entry>> wellKeptMedications(
      Arbitrary<CodeableConcept> codes) {
    return Combinators.combine(codes, Arbitraries.integers().between(0, 3), times.periods())
        .as((code, how, period) -> id -> wellKept(code, how, period, id));
  }

  /** One that is taken, one that was, one that is ordered, and one dose. */
  private static Entry wellKept(CodeableConcept code, int how, RecordedPeriod period, int id) {
    return switch (how) {
      case 0 ->
          Medication.builder("MedicationStatement/m" + id, Medication.Kind.STATEMENT, code)
              .status(MedicationStatus.ACTIVE)
              .taken(new RecordedPeriod(period.start(), null))
              .build();
      case 1 ->
          Medication.builder("MedicationStatement/m" + id, Medication.Kind.STATEMENT, code)
              .status(MedicationStatus.COMPLETED)
              .taken(period)
              .build();
      case 2 ->
          Medication.builder("MedicationRequest/m" + id, Medication.Kind.REQUEST, code)
              .status(MedicationStatus.ACTIVE)
              .recorded(period.start())
              .build();
      default ->
          Medication.builder(
                  "MedicationAdministration/m" + id, Medication.Kind.ADMINISTRATION, code)
              .status(MedicationStatus.COMPLETED)
              .taken(new RecordedPeriod(period.end(), period.end()))
              .build();
    };
  }

  private Arbitrary<Function<Integer, Entry>> otherMedications(Arbitrary<CodeableConcept> codes) {
    return Combinators.combine(
            codes,
            Arbitraries.of(Medication.Kind.class),
            statuses(
                MedicationStatus.class,
                List.of(MedicationStatus.ACTIVE, MedicationStatus.COMPLETED)),
            maybe(times.periods()),
            rarely(times.times()),
            Arbitraries.integers().between(0, 19),
            dosages())
        .as(
            (code, kind, status, taken, recorded, flags, dosages) ->
                id ->
                    Medication.builder("Medication/m" + id, kind, code)
                        .status(status)
                        .taken(taken)
                        .recorded(recorded)
                        .planned(flags == 0)
                        .doNotPerform(flags == 1)
                        .dosages(dosages)
                        .build());
  }

  private Arbitrary<List<Dosage>> dosages() {
    Arbitrary<@Nullable Quantity> amounts =
        Arbitraries.of("0 mg", "40 mg", "0.1 g", "1 {tablet}").map(Quantity::parse).injectNull(0.3);
    return Combinators.combine(
            Arbitraries.of("oral", "iv", "somehow").map(CodeableConcept::ofText).injectNull(0.3),
            Arbitraries.of(true, false).injectNull(0.5),
            amounts,
            amounts)
        .as(Dosage::new)
        .list()
        .ofMaxSize(2);
  }

  private Arbitrary<Function<Integer, Entry>> allergies(Arbitrary<CodeableConcept> codes) {
    return Combinators.combine(
            codes,
            statuses(ClinicalStatus.class, List.of(ClinicalStatus.ACTIVE)),
            statuses(
                VerificationStatus.class,
                List.of(
                    VerificationStatus.CONFIRMED,
                    VerificationStatus.CONFIRMED,
                    VerificationStatus.UNCONFIRMED)),
            rarely(Arbitraries.of(AllergyType.class)),
            rarely(times.moments()),
            rarely(times.times()))
        .as(
            (code, clinical, verification, type, onset, recorded) ->
                id ->
                    Allergy.builder("AllergyIntolerance/a" + id, code)
                        .clinicalStatus(clinical)
                        .verificationStatus(verification)
                        .type(type)
                        .onset(onset)
                        .recorded(recorded)
                        .build());
  }

  private Arbitrary<Function<Integer, Entry>> readings(
      String title, Arbitrary<CodeableConcept> codes) {
    @Nullable String unit = boundaries.unit(title);
    Arbitrary<Observation.Value> values = unit == null ? answers(title) : numbers(title, unit);
    Arbitrary<RecordedPeriod> effective =
        isWellKept()
            ? times.times().map(time -> new RecordedPeriod(time, time))
            : Arbitraries.frequencyOf(
                Tuple.of(4, times.times().map(time -> new RecordedPeriod(time, time))),
                Tuple.of(1, times.periods()));
    return Combinators.combine(
            codes,
            statuses(ObservationStatus.class, List.of(ObservationStatus.FINAL)),
            maybe(values),
            maybe(effective),
            unit == null ? none() : ranges(title, unit),
            marks())
        .as(
            (code, status, value, when, range, marks) ->
                id ->
                    new Observation("Observation/o" + id, code, status, value, when, range, marks));
  }

  private Arbitrary<List<CodeableConcept>> marks() {
    return Arbitraries.of("H", "L", "N")
        .map(mark -> CodeableConcept.of(Coding.of(MARKS, mark)))
        .list()
        .ofMaxSize(isWellKept() ? 0 : 1);
  }

  private Arbitrary<Observation.Value> answers(String title) {
    Arbitrary<Observation.Value> coded =
        Arbitraries.of(boundaries.answers(title)).map(Observation.Value.Coded::new);
    return isWellKept()
        ? coded
        : Arbitraries.frequencyOf(
            Tuple.of(4, coded),
            Tuple.of(
                1,
                Arbitraries.of("yes", "no", "Positive", "negative", "")
                    .map(Observation.Value.Words::new)),
            Tuple.of(1, Arbitraries.of("1", "0").map(Entries::count)));
  }

  private static Observation.Value count(String number) {
    return new Observation.Value.Measured(new Quantity(new BigDecimal(number), null, null));
  }

  /** Returns amounts at and on both sides of each limit. */
  private Arbitrary<Quantity> amounts(String title, String unit) {
    List<Quantity> limits = new ArrayList<>(boundaries.limits(title));
    if (limits.isEmpty()) {
      limits.add(Quantity.of("50", unit));
    }
    return Combinators.combine(
            Arbitraries.of(limits),
            Arbitraries.of("0", "-1", "1", "-0.01", "0.01", "20", "-20").map(BigDecimal::new))
        .as((limit, step) -> new Quantity(limit.value().add(step), null, limit.unit()));
  }

  private Arbitrary<Observation.Value> numbers(String title, String unit) {
    Arbitrary<Quantity> amounts = amounts(title, unit);
    Arbitrary<Observation.Value> clean = amounts.map(Observation.Value.Measured::new);
    if (isWellKept()) {
      return clean;
    }
    Arbitrary<Observation.Value> bounded =
        Combinators.combine(
                amounts,
                Arbitraries.of("<", ">", "<=", ">=", "ad").injectNull(0.3),
                Arbitraries.of(unit, unit, "kPa", "1", "odd").injectNull(0.2))
            .as(
                (amount, comparator, other) ->
                    new Observation.Value.Measured(
                        new Quantity(amount.value(), comparator, other)));
    Arbitrary<Observation.Value> between =
        Combinators.combine(amounts.injectNull(0.2), amounts.injectNull(0.2))
            .as(Observation.Value.Between::new);
    Arbitrary<Observation.Value> words =
        amounts.map(amount -> new Observation.Value.Words(amount.value().toPlainString()));
    Arbitrary<Observation.Value> messy =
        Arbitraries.frequencyOf(
            Tuple.of(6, clean), Tuple.of(2, bounded), Tuple.of(1, between), Tuple.of(1, words));
    return manner == Manner.MESSY ? messy : Arbitraries.oneOf(messy, absurd(unit));
  }

  private static Arbitrary<Observation.Value> absurd(String unit) {
    return Arbitraries.of("1E+400", "-1E+99", "1E-400", "0", "-5", "1000000")
        .map(
            number ->
                new Observation.Value.Measured(new Quantity(new BigDecimal(number), null, unit)));
  }

  /** Returns that there is no range. */
  private static Arbitrary<@Nullable ReferenceRange> none() {
    return Arbitraries.just(new ReferenceRange(null, null)).injectNull(1);
  }

  /** Returns normal ranges whose upper limit times a rule's multiple is near the readings. */
  private Arbitrary<@Nullable ReferenceRange> ranges(String title, String unit) {
    List<BigDecimal> parts = new ArrayList<>(boundaries.multiples());
    parts.add(BigDecimal.ONE);
    return Combinators.combine(amounts(title, unit), Arbitraries.of(parts))
        .as(
            (amount, part) ->
                new ReferenceRange(
                    null,
                    new Quantity(
                        amount.value().divide(part, java.math.MathContext.DECIMAL32),
                        null,
                        amount.unit())))
        .injectNull(isWellKept() ? 0 : 0.5);
  }
}
