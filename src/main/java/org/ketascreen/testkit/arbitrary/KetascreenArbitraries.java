package org.ketascreen.testkit.arbitrary;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;
import org.ketascreen.ScreeningRequest;
import org.ketascreen.record.AsOf;
import org.ketascreen.record.Assertion;
import org.ketascreen.record.AssertionStatus;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Gender;
import org.ketascreen.record.NotRead;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedTime;
import org.ketascreen.record.Section;
import org.ketascreen.rulebase.Agent;
import org.ketascreen.rulebase.Route;
import org.ketascreen.rulebase.Rule;
import org.ketascreen.rulebase.Rulebase;
import org.ketascreen.rulebase.Stage;
import org.ketascreen.rulebase.Treatment;

/**
 * Arbitraries of patients for jqwik, biased towards where a rulebase decides: its codes and those
 * above, beside and below them, each side of its limits, windows and ages, and what one of its
 * rules reads together. Immutable and thread-safe.
 *
 * <p>They come in three manners. {@linkplain #of Valid} records are coded, dated and have statuses,
 * as a careful system keeps them. {@linkplain #messy() Messy} ones have what real ones have: coarse
 * dates, words without codes, missing and contradicting statements, other units. {@linkplain
 * #hostile() Hostile} ones are what nobody should send: absurd dates and numbers, broken texts,
 * entries that could not be read, and JSON that is not FHIR. All of them can be screened; only
 * hostile {@link #bundles() Bundles} may be refused.
 *
 * <pre>{@code
 * @Provide
 * Arbitrary<ScreeningRequest> requests() {
 *   return KetascreenArbitraries.of(rulebase).messy().requests();
 * }
 * }</pre>
 *
 * <p>Needs {@code net.jqwik:jqwik-api}, which is not passed on.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class KetascreenArbitraries {

  private static final AsOf NOW = AsOf.parse("2026-06-15T12:00:00Z");

  /** Moments on whose calendar windows in months end at odd places, and in offsets of all kinds. */
  private static final List<AsOf> MOMENTS =
      List.of(
          NOW,
          NOW,
          AsOf.parse("2026-06-15Z"),
          AsOf.parse("2026-06-15T23:30:00+13:00"),
          AsOf.parse("2026-03-31T00:10:00-09:30"),
          AsOf.parse("2024-02-29T12:00:00+05:45"));

  private final Boundaries boundaries;
  private final Manner manner;
  private final @Nullable AsOf moment;
  private final List<String> jurisdictions;

  private KetascreenArbitraries(
      Boundaries boundaries, Manner manner, @Nullable AsOf moment, List<String> jurisdictions) {
    this.boundaries = boundaries;
    this.manner = manner;
    this.moment = moment;
    this.jurisdictions = jurisdictions;
  }

  /** Returns arbitraries of valid patients at the boundaries of a rulebase. */
  public static KetascreenArbitraries of(Rulebase rulebase) {
    List<String> jurisdictions = new ArrayList<>(rulebase.jurisdictions());
    jurisdictions.add(Rule.ANY_JURISDICTION);
    return new KetascreenArbitraries(
        new Boundaries(rulebase), Manner.VALID, null, List.copyOf(jurisdictions));
  }

  /** Returns the same for messy patients. */
  public KetascreenArbitraries messy() {
    return new KetascreenArbitraries(boundaries, Manner.MESSY, moment, jurisdictions);
  }

  /** Returns the same for hostile patients. */
  public KetascreenArbitraries hostile() {
    return new KetascreenArbitraries(boundaries, Manner.HOSTILE, moment, jurisdictions);
  }

  /**
   * Returns the same for one moment, from which ages and windows are counted. Without it requests
   * have several, and records and Bundles are seen from 15 June 2026, noon UTC.
   */
  public KetascreenArbitraries at(AsOf asOf) {
    return new KetascreenArbitraries(boundaries, manner, asOf, jurisdictions);
  }

  /** Returns records of one patient, of up to a dozen entries or so. */
  public Arbitrary<PatientRecord> records() {
    return records(moment == null ? NOW : moment).withoutEdgeCases();
  }

  /** Returns what may stand in a record, each entry by itself. */
  public Arbitrary<Entry> entries() {
    Times times = times(moment == null ? NOW : moment);
    Entries about = new Entries(manner, boundaries, times);
    List<Arbitrary<Function<Integer, Entry>>> all = new ArrayList<>();
    boundaries.topics().forEach(topic -> all.add(about.about(topic)));
    return Combinators.combine(oneOfMany(all), Arbitraries.integers().between(100, 999))
        .as(Function::apply);
  }

  /**
   * Returns requests at every stage, for every agent, route and jurisdiction that the rulebase may
   * be asked for.
   */
  public Arbitrary<ScreeningRequest> requests() {
    if (moment != null) {
      return requests(moment).withoutEdgeCases();
    }
    Map<AsOf, Arbitrary<ScreeningRequest>> each = new HashMap<>();
    MOMENTS.forEach(asOf -> each.computeIfAbsent(asOf, this::requests));
    return oneOfMany(MOMENTS.stream().map(each::get).toList());
  }

  /**
   * Returns FHIR R4 Bundles as JSON. Valid ones say exactly what valid {@link #records()} say.
   * Hostile ones are such Bundles with some nodes replaced by what does not belong there.
   */
  public Arbitrary<String> bundles() {
    Arbitrary<String> written = records().map(BundleWriter::write);
    return manner == Manner.HOSTILE
        ? Combinators.combine(written, Arbitraries.randoms(), Arbitraries.of(true, false))
            .as(
                (json, random, ofFhir) ->
                    ofFhir
                        ? JsonMutations.values(json, random)
                        : JsonMutations.structure(json, random))
        : written;
  }

  private Times times(AsOf asOf) {
    return new Times(manner, asOf, boundaries.windows());
  }

  private Arbitrary<ScreeningRequest> requests(AsOf asOf) {
    return Combinators.combine(
            records(asOf),
            treatments(times(asOf)),
            Arbitraries.of(Stage.class),
            Arbitraries.of(jurisdictions))
        .as(
            (record, treatment, stage, jurisdiction) ->
                new ScreeningRequest(record, treatment, asOf, stage, jurisdiction, List.of()));
  }

  /**
   * Chooses one of many arbitraries, evenly; unlike {@code Arbitraries.oneOf} it makes a generator
   * only of those that are chosen.
   */
  private static <T> Arbitrary<T> oneOfMany(List<Arbitrary<T>> many) {
    return Arbitraries.of(many).flatMap(one -> one).withoutEdgeCases();
  }

  private Arbitrary<Treatment> treatments(Times times) {
    List<Quantity> doses = new ArrayList<>(boundaries.doses());
    doses.add(Quantity.of("35", "mg"));
    Arbitrary<Quantity> amounts =
        Combinators.combine(
                Arbitraries.of(doses),
                Arbitraries.of("0", "1", "-0.1", "0.1").map(BigDecimal::new),
                Arbitraries.of(1, 1, 70))
            .as(
                (dose, step, kilograms) ->
                    new Quantity(
                        dose.value().multiply(BigDecimal.valueOf(kilograms)).add(step).abs(),
                        null,
                        dose.unit()))
            .filter(dose -> dose.value().signum() > 0);
    List<CodeableConcept> indications = new ArrayList<>(boundaries.indications());
    indications.add(CodeableConcept.ofText("depression"));
    return Combinators.combine(
            Arbitraries.of(Agent.class),
            Arbitraries.of(Route.class),
            amounts.injectNull(0.2),
            Arbitraries.of("40 min", "39 min", "2400 s", "0.5 h")
                .map(Quantity::parse)
                .injectNull(0.3),
            Arbitraries.of(1, 2, 3, 8, 9).injectNull(0.4),
            times.times().injectNull(0.4),
            Arbitraries.of(indications).list().ofMaxSize(2))
        .as(Treatment::new)
        .filter(boundaries::isAbout);
  }

  private Arbitrary<PatientRecord> records(AsOf asOf) {
    Times times = times(asOf);
    return Combinators.combine(
            entries(times),
            sections(),
            Arbitraries.of(Gender.MALE, Gender.FEMALE, Gender.FEMALE).injectNull(0.1),
            times.births(boundaries.ages()).injectNull(0.1),
            notRead(times))
        .as(this::record);
  }

  /** Of hostile records some entries have the reference of another. */
  private PatientRecord record(
      List<Function<Integer, Entry>> entries,
      Map<Section, AssertionStatus> sections,
      @Nullable Gender gender,
      @Nullable RecordedTime birth,
      List<NotRead> notRead) {
    PatientRecord.Builder record =
        PatientRecord.builder()
            .subject("Patient/p")
            .patientEntries(1)
            .gender(gender)
            .birthDate(birth);
    for (int i = 0; i < entries.size(); i++) {
      record.add(entries.get(i).apply(manner == Manner.HOSTILE ? i % 4 : i));
    }
    notRead.forEach(record::add);
    sections.forEach((section, is) -> record.assertion(section, new Assertion(is, "generated")));
    return record.build();
  }

  /** Returns entries of everything, and more often what one rule reads, several times. */
  private Arbitrary<List<Function<Integer, Entry>>> entries(Times times) {
    Entries about = new Entries(manner, boundaries, times);
    Map<Topic, Arbitrary<Function<Integer, Entry>>> each = new HashMap<>();
    boundaries.topics().forEach(topic -> each.put(topic, about.about(topic)));
    Arbitrary<Function<Integer, Entry>> any = oneOfMany(new ArrayList<>(each.values()));
    List<Arbitrary<List<Function<Integer, Entry>>>> ofRules = new ArrayList<>();
    for (List<Topic> topics : boundaries.topicsOfRules()) {
      List<Arbitrary<Function<Integer, Entry>>> read = new ArrayList<>();
      topics.forEach(topic -> read.add(java.util.Objects.requireNonNull(each.get(topic))));
      ofRules.add(oneOfMany(read).list().ofMinSize(1).ofMaxSize(4));
    }
    return Combinators.combine(
            oneOfMany(ofRules),
            oneOfMany(ofRules),
            any.list().ofMaxSize(4),
            about.irrelevant().list().ofMaxSize(1))
        .as(
            (one, other, more, irrelevant) -> {
              List<Function<Integer, Entry>> all = new ArrayList<>(one);
              all.addAll(other);
              all.addAll(more);
              all.addAll(irrelevant);
              return all;
            });
  }

  private Arbitrary<Map<Section, AssertionStatus>> sections() {
    Arbitrary<AssertionStatus> is =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.just(AssertionStatus.RECORDED)),
            Tuple.of(2, Arbitraries.of(AssertionStatus.PARTIAL, AssertionStatus.NOT_ASKED)),
            Tuple.of(manner == Manner.VALID ? 0 : 1, Arbitraries.of(AssertionStatus.class)));
    return is.list()
        .ofSize(Section.values().length)
        .map(
            all -> {
              Map<Section, AssertionStatus> sections = new HashMap<>();
              Iterator<AssertionStatus> each = all.iterator();
              for (Section section : Section.values()) {
                sections.put(section, each.next());
              }
              return sections;
            });
  }

  private Arbitrary<List<NotRead>> notRead(Times times) {
    Arbitrary<NotRead> one =
        Combinators.combine(
                Arbitraries.of(NotRead.Kind.class),
                Arbitraries.of("hx of aneurysm", "nothing", "lithium").list().ofMaxSize(2),
                times.times().injectNull(0.5),
                Arbitraries.integers().between(0, 99))
            .as(
                (kind, words, last, id) ->
                    new NotRead("Basic/b" + id, kind, "generated", words, last));
    return one.list().ofMaxSize(manner == Manner.HOSTILE ? 3 : 0);
  }
}
