package org.ketascreen.json;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.ketascreen.FindingOverride;
import org.ketascreen.ScreeningRequest;
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
import org.ketascreen.record.FamilyHistory;
import org.ketascreen.record.Gender;
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
import org.ketascreen.record.ReferenceRange;
import org.ketascreen.record.Section;
import org.ketascreen.record.VerificationStatus;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;

/** Requests of every shape, made by jqwik. */
final class Requests {

  /** Every kind of entry, in the order in which a request is written. */
  private static final List<Class<? extends Entry>> ORDER =
      List.of(
          Condition.class,
          Medication.class,
          Allergy.class,
          Procedure.class,
          Planned.class,
          Observation.class,
          Mention.class,
          FamilyHistory.class);

  private static final Arbitrary<String> TEXT =
      Arbitraries.oneOf(
          Arbitraries.of(
              "lorazepam", "a|b", "icd-10-cm|I71.4", "yes", "no", "\u00e9\u4e2d \"\\\n", " "),
          Arbitraries.strings().ofMinLength(1).ofMaxLength(12));

  private static final Arbitrary<RecordedTime> TIME =
      Arbitraries.of(
              "2019",
              "2019-05",
              "2026-06-14",
              "2026-06-15T08:50:00+02:00",
              "2026-06-15T08:50",
              "2026-06-15T06:50:00.125Z")
          .map(RecordedTime::parse);

  private static final Arbitrary<Coding> CODING =
      Combinators.combine(
              Arbitraries.of(
                      "http://hl7.org/fhir/sid/icd-10-cm",
                      "http://snomed.info/sct",
                      "http://snomed.info/sct|2026",
                      "urn:oid:1.2.3",
                      "atc",
                      "nothing known",
                      Coding.TITLES)
                  .injectNull(0.2),
              Arbitraries.oneOf(Arbitraries.of("I71.4", "73211009 |Diabetes|"), TEXT)
                  .injectNull(0.2),
              TEXT.injectNull(0.5))
          .as(Coding::new);

  private static final Arbitrary<CodeableConcept> CONCEPT =
      Combinators.combine(CODING.list().ofMaxSize(3), TEXT.injectNull(0.4))
          .as(CodeableConcept::new);

  private static final Arbitrary<Quantity> QUANTITY =
      Combinators.combine(
              Arbitraries.of("142", "5.0", "-3", "0.50", "1E+3", "7E-12").map(BigDecimal::new),
              Arbitraries.of("<", "<=", ">=", ">", "ad").injectNull(0.6),
              Arbitraries.of("mm[Hg]", "1", "mg", "per minute", " x").injectNull(0.2))
          .as(Quantity::new);

  private static final Arbitrary<RecordedPeriod> PERIOD =
      Combinators.combine(TIME.injectNull(0.3), TIME.injectNull(0.3)).as(RecordedPeriod::new);

  private static final Arbitrary<Moment> MOMENT =
      Arbitraries.oneOf(
          TIME.map(Moment.At::new),
          PERIOD.map(period -> new Moment.Between(period.start(), period.end())),
          Combinators.combine(
                  Arbitraries.of("34", "34.5", "40"),
                  Arbitraries.of("34", "41"),
                  Arbitraries.of("a", "mo", "wk", "d"))
              .as(
                  (low, high, unit) ->
                      new Moment.AtAge(new BigDecimal(low), new BigDecimal(high), unit)),
          TEXT.map(Moment.Said::new));

  private static final Arbitrary<Dosage> DOSAGE =
      Combinators.combine(
              CONCEPT.injectNull(0.5),
              Arbitraries.of(true, false).injectNull(0.5),
              QUANTITY.injectNull(0.5),
              QUANTITY.injectNull(0.5))
          .as(Dosage::new);

  private static final Arbitrary<Observation.Value> VALUE =
      Arbitraries.oneOf(
          QUANTITY.map(Observation.Value.Measured::new),
          Combinators.combine(QUANTITY.injectNull(0.3), QUANTITY.injectNull(0.3))
              .as(Observation.Value.Between::new),
          CONCEPT.map(Observation.Value.Coded::new),
          Arbitraries.of(Observation.Value.YES, Observation.Value.NO),
          TEXT.map(Observation.Value.Words::new));

  private Requests() {}

  private static Arbitrary<String> reference() {
    return Arbitraries.of("Condition/c1", "urn:uuid:1", "conditions[0]", "observations[1]");
  }

  private static Arbitrary<Entry> condition() {
    return Combinators.combine(
            reference(),
            CONCEPT,
            Arbitraries.of(ClinicalStatus.class).injectNull(0.4),
            Arbitraries.of(VerificationStatus.class).injectNull(0.4),
            CONCEPT.injectNull(0.6),
            MOMENT.injectNull(0.4),
            MOMENT.injectNull(0.6),
            TIME.injectNull(0.5))
        .as(
            (reference, code, clinical, verification, severity, onset, abatement, recorded) ->
                new Condition(
                    reference,
                    code,
                    clinical,
                    verification,
                    severity,
                    onset,
                    abatement,
                    abatement == null && recorded == null,
                    recorded));
  }

  private static Arbitrary<Entry> medication() {
    return Combinators.combine(
            reference(),
            Arbitraries.of(Medication.Kind.class),
            CONCEPT,
            Arbitraries.of(MedicationStatus.class).injectNull(0.3),
            Arbitraries.of(true, false),
            PERIOD.injectNull(0.3),
            TIME.injectNull(0.5),
            DOSAGE.list().ofMaxSize(2))
        .as(
            (reference, kind, code, status, flag, taken, recorded, dosages) ->
                new Medication(
                    reference, kind, code, status, flag, !flag, taken, recorded, dosages));
  }

  private static Arbitrary<Entry> allergy() {
    return Combinators.combine(
            reference(),
            CONCEPT,
            Arbitraries.of(ClinicalStatus.class).injectNull(0.4),
            Arbitraries.of(AllergyType.class).injectNull(0.4),
            CONCEPT.list().ofMaxSize(2),
            CONCEPT.list().ofMaxSize(2),
            Arbitraries.of(Entries.CRITICALITIES).injectNull(0.5),
            MOMENT.injectNull(0.5))
        .as(
            (reference, code, clinical, type, substances, manifestations, criticality, onset) ->
                new Allergy(
                    reference,
                    code,
                    clinical,
                    null,
                    type,
                    substances,
                    manifestations,
                    criticality,
                    onset,
                    null));
  }

  private static Arbitrary<Entry> observation() {
    return Combinators.combine(
            reference(),
            CONCEPT,
            Arbitraries.of(ObservationStatus.class).injectNull(0.3),
            VALUE.injectNull(0.2),
            PERIOD.injectNull(0.2),
            Combinators.combine(QUANTITY.injectNull(0.3), QUANTITY.injectNull(0.3))
                .as(ReferenceRange::new)
                .injectNull(0.5),
            CONCEPT.list().ofMaxSize(2))
        .as(Observation::new);
  }

  private static Arbitrary<Entry> other() {
    return Arbitraries.oneOf(
        Combinators.combine(
                reference(),
                CONCEPT,
                Arbitraries.of(ProcedureStatus.class).injectNull(0.3),
                MOMENT.injectNull(0.3))
            .as(Procedure::new),
        Combinators.combine(
                reference(),
                CONCEPT,
                Arbitraries.of(Planned.Status.class).injectNull(0.3),
                MOMENT.injectNull(0.3),
                TIME.injectNull(0.3))
            .as(Planned::new),
        Combinators.combine(
                reference(), CONCEPT, Arbitraries.of(Mention.Kind.class), MOMENT.injectNull(0.3))
            .as(Mention::new),
        Combinators.combine(reference(), CONCEPT).as(FamilyHistory::new));
  }

  private static Arbitrary<NotRead> notRead() {
    return Combinators.combine(
            reference(),
            Arbitraries.of(NotRead.Kind.class),
            TEXT.injectNull(0.3),
            TEXT.list().ofMaxSize(3),
            TIME.injectNull(0.5))
        .as(NotRead::new);
  }

  private static Arbitrary<PatientRecord> record() {
    Arbitrary<List<Entry>> entries =
        Arbitraries.oneOf(condition(), medication(), allergy(), observation(), other())
            .list()
            .ofMaxSize(6);
    Arbitrary<List<AssertionStatus>> assertions =
        Arbitraries.of(AssertionStatus.class)
            .injectNull(0.5)
            .list()
            .ofSize(Section.values().length);
    return Combinators.combine(
            TEXT.injectNull(0.3),
            Arbitraries.of(Gender.class).injectNull(0.3),
            Arbitraries.of(Gender.class).injectNull(0.7),
            TIME.injectNull(0.3),
            entries,
            notRead().list().ofMaxSize(2),
            assertions,
            Arbitraries.of(RequestFields.SAID, "non-empty list"))
        .as(Requests::record);
  }

  private static PatientRecord record(
      String subject,
      Gender gender,
      Gender birthSex,
      RecordedTime birthDate,
      List<Entry> entries,
      List<NotRead> notRead,
      List<AssertionStatus> assertions,
      String because) {
    PatientRecord.Builder record =
        PatientRecord.builder()
            .subject(subject)
            .gender(gender)
            .birthSex(birthSex)
            .birthDate(birthDate);
    entries.forEach(record::add);
    notRead.forEach(record::add);
    for (Section section : Section.values()) {
      AssertionStatus is = assertions.get(List.of(Section.values()).indexOf(section));
      if (is != null) {
        record.assertion(section, new Assertion(is, because));
      }
    }
    return record.build();
  }

  private static Arbitrary<Treatment> treatment() {
    return Combinators.combine(
            Arbitraries.of(Agent.class),
            Arbitraries.of(Route.class),
            Arbitraries.of("56 mg", "0.50 g").map(Quantity::parse).injectNull(0.3),
            Arbitraries.of("40 min", "1.5 h").map(Quantity::parse).injectNull(0.3),
            Arbitraries.of(1, 3, 9_999).injectNull(0.3),
            TIME.injectNull(0.5),
            CONCEPT.list().ofMaxSize(2))
        .as(Treatment::new);
  }

  private static Arbitrary<FindingOverride> override() {
    Arbitrary<OffsetDateTime> time =
        Arbitraries.of("2026-06-15T09:00:00+02:00", "2026-06-01T00:00:00.5Z")
            .map(OffsetDateTime::parse);
    return Combinators.combine(TEXT, TEXT, TEXT, time, TEXT, time.injectNull(0.5))
        .as(FindingOverride::new);
  }

  /** Any request, its entries in any order. */
  static Arbitrary<ScreeningRequest> any() {
    return Combinators.combine(
            record(),
            treatment(),
            Arbitraries.of("2026-06-15T09:00:00+02:00", "2026-06-15Z", "2026-06-15-03:30")
                .map(AsOf::parse),
            Arbitraries.of(Stage.class),
            Arbitraries.of("any", "us", "eu"),
            override().list().ofMaxSize(2))
        .as(ScreeningRequest::new);
  }

  /** Returns the same request with its entries sorted by kind, each kind in its order. */
  static ScreeningRequest byKind(ScreeningRequest request) {
    PatientRecord record = request.record();
    List<Entry> sorted = new ArrayList<>();
    for (Class<? extends Entry> kind : ORDER) {
      record.entries().stream().filter(kind::isInstance).forEach(sorted::add);
    }
    return new ScreeningRequest(
        new PatientRecord(
            record.subject(),
            record.gender(),
            record.birthSex(),
            record.birthDate(),
            record.patientEntries(),
            sorted,
            record.notRead(),
            record.assertions()),
        request.treatment(),
        request.asOf(),
        request.stage(),
        request.jurisdiction(),
        request.overrides());
  }

  /** Returns whether every kind of entry is written. */
  static boolean knowsEveryKind() {
    return List.of(Entry.class.getPermittedSubclasses()).containsAll(ORDER)
        && Arrays.asList(Entry.class.getPermittedSubclasses()).size() == ORDER.size();
  }
}
