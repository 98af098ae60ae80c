package org.ketascreen.opinion;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Interval;
import org.ketascreen.record.Medication;
import org.ketascreen.record.MedicationStatus;
import org.ketascreen.record.Observation;
import org.ketascreen.record.ObservationStatus;
import org.ketascreen.record.PatientRecord;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.rulebase.DoseDefinition;
import org.ketascreen.terminology.ObservationDefinition;
import org.ketascreen.terminology.Use;

/** Sentences on readings and answers. */
final class OfReadings {

  private final PatientRecord record;
  private final Codes codes;
  private final Clock clock;
  private final @Nullable DoseDefinition doses;
  private final OfMedications medications;

  OfReadings(
      PatientRecord record,
      Codes codes,
      Clock clock,
      @Nullable DoseDefinition doses,
      OfMedications medications) {
    this.record = record;
    this.codes = codes;
    this.clock = clock;
    this.doses = doses;
    this.medications = medications;
  }

  /** A limit: whether a reading is on its far side. */
  record Limit(String relation, BigDecimal value, String unit) {
    boolean isPassedBy(BigDecimal reading) {
      int compared = reading.compareTo(value);
      return switch (relation) {
        case "above" -> compared > 0;
        case "at least" -> compared >= 0;
        case "below" -> compared < 0;
        case "at most" -> compared <= 0;
        default -> throw new IllegalArgumentException(relation);
      };
    }
  }

  private static View orDeclined(java.util.function.Supplier<View> view) {
    try {
      return view.get();
    } catch (Unspoken e) {
      return View.declined(e.getMessage());
    }
  }

  /** A usable reading, and when it was. */
  record Dated(Observation reading, Interval when) {}

  /** The latest reading is on the far side of a limit. */
  View latest(String title, ObservationDefinition definition, Limit limit, List<String> narrowed) {
    return orDeclined(
        () -> {
          List<Dated> all = numbers(title, definition, narrowed);
          return ofLatest(
              all,
              narrowed,
              each -> limit.isPassedBy(amount(each, definition)) ? Truth.HOLDS : Truth.FAILS);
        });
  }

  /** The latest reading is so many times the upper limit that came with it. */
  View timesUpperLimit(
      String title, ObservationDefinition definition, BigDecimal times, List<String> narrowed) {
    return orDeclined(
        () ->
            ofLatest(
                numbers(title, definition, narrowed),
                narrowed,
                each -> {
                  Quantity high = each.range() == null ? null : each.range().high();
                  if (high == null) {
                    throw new Unspoken("a reading without an upper limit");
                  }
                  if (!each.interpretations().isEmpty()) {
                    throw new Unspoken("a laboratory's mark beside a value and its limit");
                  }
                  BigDecimal limit = exact(high, definition);
                  return amount(each, definition).compareTo(limit.multiply(times)) >= 0
                      ? Truth.HOLDS
                      : Truth.FAILS;
                }));
  }

  /** The latest answer is in a set of answers. */
  View answer(String title, String result, List<String> narrowed) {
    return orDeclined(
        () ->
            ofLatest(
                dated(title, narrowed),
                narrowed,
                each -> {
                  if (each.value() instanceof Observation.Value.Coded coded) {
                    return codes.in(result, coded.concept(), Use.RESULT);
                  }
                  throw new Unspoken("an answer that is not coded");
                }));
  }

  /** The mean of the last readings, or each of them, is on the far side of a limit. */
  View lastOnes(
      boolean mean,
      int count,
      String title,
      ObservationDefinition definition,
      Limit limit,
      List<String> narrowed) {
    return orDeclined(
        () -> {
          List<Dated> all = new ArrayList<>(numbers(title, definition, narrowed));
          String window = window(narrowed);
          List<Dated> in = new ArrayList<>();
          for (Dated each : all) {
            Truth within = within(window, each);
            if (within == Truth.POSSIBLE) {
              throw new Unspoken("a reading of many that may be too old");
            }
            if (within == Truth.HOLDS) {
              in.add(each);
            }
          }
          if (in.stream().map(each -> each.when().latest()).distinct().count() < in.size()) {
            throw new Unspoken("how often readings at one time count");
          }
          if (in.size() < count) {
            boolean fails =
                !mean
                    && in.stream()
                        .anyMatch(each -> !limit.isPassedBy(amount(each.reading(), definition)));
            return View.of(fails ? Truth.FAILS : Truth.UNKNOWN);
          }
          in.sort(Comparator.comparing((Dated each) -> each.when().latest()).reversed());
          List<Dated> last = in.subList(0, count);
          boolean holds =
              mean
                  ? limit.isPassedBy(mean(last, definition))
                  : last.stream()
                      .allMatch(each -> limit.isPassedBy(amount(each.reading(), definition)));
          Set<String> references = new LinkedHashSet<>();
          last.forEach(each -> references.add(each.reading().reference()));
          return View.by(references, holds ? Truth.HOLDS : Truth.FAILS);
        });
  }

  private static BigDecimal mean(List<Dated> readings, ObservationDefinition definition) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Dated each : readings) {
      sum = sum.add(amount(each.reading(), definition));
    }
    return sum.divide(BigDecimal.valueOf(readings.size()), MathContext.DECIMAL64);
  }

  /** Returns the latest value as a number in the definition's unit, with the time it is of. */
  Optional<BigDecimal> latestNumber(String title, ObservationDefinition definition) {
    List<Dated> all = numbers(title, definition, List.of());
    Set<BigDecimal> values = new LinkedHashSet<>();
    latestOf(all)
        .forEach(each -> values.add(amount(each.reading(), definition).stripTrailingZeros()));
    if (values.size() > 1) {
      throw new Unspoken("readings at one time that differ");
    }
    return values.stream().findFirst();
  }

  /** Returns what is thought where a number is needed, or that the page does not say. */
  static View needing(java.util.function.Supplier<View> view) {
    return orDeclined(view);
  }

  private static List<Dated> latestOf(List<Dated> all) {
    Instant last =
        all.stream().map(each -> each.when().latest()).max(Comparator.naturalOrder()).orElse(null);
    return all.stream().filter(each -> each.when().latest().equals(last)).toList();
  }

  private View ofLatest(
      List<Dated> all, List<String> narrowed, Function<Observation, Truth> verdict) {
    Set<Truth> truths = EnumSet.noneOf(Truth.class);
    Set<String> references = new LinkedHashSet<>();
    for (Dated each : latestOf(all)) {
      Truth in = within(window(narrowed), each);
      if (in == Truth.FAILS) {
        truths.add(Truth.UNKNOWN);
        continue;
      }
      Truth said = verdict.apply(each.reading());
      if (in == Truth.POSSIBLE && said != Truth.HOLDS) {
        throw new Unspoken("a reading that may be too old and speaks against it");
      }
      truths.add(said.atMost(in));
      if (said.mayHold()) {
        references.add(each.reading().reference());
      }
    }
    if (truths.size() > 1) {
      throw new Unspoken("readings at one time that differ");
    }
    return truths.isEmpty()
        ? View.of(Truth.UNKNOWN)
        : View.by(references, truths.iterator().next());
  }

  private static @Nullable String window(List<String> narrowed) {
    return narrowed.stream()
        .filter(each -> each.startsWith("within the last "))
        .map(each -> each.substring("within the last ".length()))
        .findFirst()
        .orElse(null);
  }

  private Truth within(@Nullable String window, Dated reading) {
    return window == null ? Truth.HOLDS : clock.within(Clock.Length.of(window), reading.when());
  }

  private List<Dated> numbers(
      String title, ObservationDefinition definition, List<String> narrowed) {
    List<Dated> all = dated(title, narrowed);
    all.forEach(each -> amount(each.reading(), definition));
    return all;
  }

  private static BigDecimal amount(Observation reading, ObservationDefinition definition) {
    if (!(reading.value() instanceof Observation.Value.Measured measured)) {
      throw new Unspoken("a reading that is no number");
    }
    BigDecimal amount = exact(measured.quantity(), definition);
    if ((definition.plausibleLow() != null
            && amount.compareTo(exact(definition.plausibleLow(), definition)) < 0)
        || (definition.plausibleHigh() != null
            && amount.compareTo(exact(definition.plausibleHigh(), definition)) > 0)) {
      throw new Unspoken("what stands behind a reading that is not plausible");
    }
    return amount;
  }

  private static BigDecimal exact(Quantity quantity, ObservationDefinition definition) {
    if (quantity.comparator() != null) {
      throw new Unspoken("a reading that is only bounded");
    }
    if (definition.unit() == null) {
      throw new Unspoken("a number where answers are coded");
    }
    return Scales.in(quantity.value(), quantity.unit(), definition.unit())
        .orElseThrow(() -> new Unspoken("what stands behind a reading in a unit that is no other"));
  }

  /** Readings that say something, each with its time; what is to come is left out. */
  private List<Dated> dated(String title, List<String> narrowed) {
    Set<Dated> all = new LinkedHashSet<>();
    for (Entry entry : record.entries()) {
      Truth in = codes.in(title, entry.code(), Use.OBSERVATION);
      if (!in.mayHold() || !(entry instanceof Observation reading) || !counts(reading)) {
        continue;
      }
      if (in == Truth.POSSIBLE) {
        throw new Unspoken("a reading that is one by its words");
      }
      Interval when = when(reading);
      if (!clock.isToCome(when) && fits(when, narrowed)) {
        all.add(new Dated(reading, when.narrowedBy(OfMedications.until(clock.latest()))));
      }
    }
    return List.copyOf(all);
  }

  private static boolean counts(Observation reading) {
    ObservationStatus status = reading.status();
    if (status == ObservationStatus.ENTERED_IN_ERROR || status == ObservationStatus.CANCELLED) {
      return false;
    }
    if (status != ObservationStatus.FINAL
        && status != ObservationStatus.AMENDED
        && status != ObservationStatus.CORRECTED) {
      throw new Unspoken("whether a reading counts whose status is " + status);
    }
    if (reading.value() == null) {
      throw new Unspoken("what stands behind a reading without a value");
    }
    return true;
  }

  private Interval when(Observation reading) {
    RecordedPeriod effective = reading.effective();
    if (effective == null || effective.start() == null || effective.end() == null) {
      throw new Unspoken("a reading of which it is not said when it was");
    }
    Instant from = clock.interval(effective.start()).earliest();
    Instant to = clock.interval(effective.end()).latest();
    if (to.isBefore(from)) {
      throw new Unspoken("a reading that ends before it starts");
    }
    return new Interval(from, to);
  }

  private boolean fits(Interval when, List<String> narrowed) {
    boolean fits = true;
    for (String each : narrowed) {
      fits &=
          switch (each) {
            case "at rest" -> isAtRest(when);
            case "before the dose" -> isBeforeTheDose(when);
            case "after the dose" -> isAfterTheDose(when);
            default -> true;
          };
    }
    return fits;
  }

  /** When doses were given; each must be known to a moment. */
  private List<Interval> doses() {
    List<Interval> all = new ArrayList<>();
    for (Entry entry : record.entries()) {
      if (entry instanceof Medication medication
          && codes.in(doses.medicines(), entry.code(), Use.MEDICATION).mayHold()
          && medications.isMeant(medication)) {
        all.add(givenAt(medication));
      }
    }
    return all;
  }

  private Interval givenAt(Medication medication) {
    boolean done =
        medication.status() == MedicationStatus.COMPLETED
            || medication.status() == MedicationStatus.IN_PROGRESS;
    if (!done
        || medication.kind() != Medication.Kind.ADMINISTRATION
        || medication.taken() == null
        || medication.taken().start() == null) {
      throw new Unspoken("whether an order or statement of the treatment is a dose");
    }
    Interval start = clock.interval(medication.taken().start());
    Instant end =
        medication.taken().end() == null
            ? start.latest()
            : clock.interval(medication.taken().end()).latest();
    if (end.isBefore(start.earliest())) {
      throw new Unspoken("a dose that ends before it starts");
    }
    if (!clock.day(end).equals(clock.day(start.latest()))
        && clock.within(Clock.Length.of("1 year"), start).mayHold()) {
      throw new Unspoken("a dose that ends on another day");
    }
    return new Interval(start.earliest(), end);
  }

  private boolean isAtRest(Interval when) {
    boolean rest = true;
    for (Interval dose : doses()) {
      Instant until = dose.latest().plus(Duration.ofHours(doses.restAfterHours()));
      boolean surelyBefore = when.latest().isBefore(dose.earliest());
      boolean surelyLater = when.earliest().isAfter(until);
      boolean surelySoon =
          when.earliest().isAfter(dose.latest())
              && !when.latest()
                  .isAfter(dose.earliest().plus(Duration.ofHours(doses.restAfterHours())));
      if (!surelyBefore && !surelyLater && !surelySoon) {
        throw new Unspoken("a reading that may be at rest");
      }
      rest &= !surelySoon;
    }
    return rest;
  }

  /** The dose is the one of the day that is screened for; before it there is no other. */
  private boolean isBeforeTheDose(Interval when) {
    List<Interval> today = today();
    if (today.isEmpty()) {
      return true;
    }
    return side(when, today.get(0)) < 0;
  }

  private boolean isAfterTheDose(Interval when) {
    List<Interval> today = today();
    return !today.isEmpty() && side(when, today.get(0)) > 0;
  }

  private static int side(Interval when, Interval dose) {
    if (when.latest().isBefore(dose.earliest())) {
      return -1;
    }
    if (when.earliest().isAfter(dose.latest())) {
      return 1;
    }
    throw new Unspoken("whether a reading was before or after the dose");
  }

  private List<Interval> today() {
    List<Interval> all = doses();
    Instant from = clock.asOf().day().atStartOfDay().toInstant(clock.offset());
    List<Interval> today = new ArrayList<>();
    for (Interval dose : all) {
      if (!dose.latest().isBefore(from)) {
        if (dose.earliest().isBefore(from)) {
          throw new Unspoken("a dose that may be of the day before");
        }
        today.add(dose);
      } else if (!dose.latest().isBefore(from.minus(Duration.ofDays(1)))) {
        throw new Unspoken("which dose is meant by \"the dose\"");
      }
    }
    if (today.size() > 1) {
      throw new Unspoken("which dose is meant by \"the dose\"");
    }
    return today;
  }

  /** Whether a usable reading surely lies in a window. */
  View isThere(String title, @Nullable String window, Map<String, ObservationDefinition> all) {
    return orDeclined(
        () -> {
          ObservationDefinition definition = all.get(title);
          List<Dated> readings =
              definition.unit() == null
                  ? dated(title, List.of()).stream().filter(this::isAnswer).toList()
                  : numbers(title, definition, List.of());
          boolean there = readings.stream().anyMatch(each -> within(window, each) == Truth.HOLDS);
          return View.of(there ? Truth.HOLDS : Truth.FAILS);
        });
  }

  private boolean isAnswer(Dated each) {
    return each.reading().value() instanceof Observation.Value.Coded coded
        && codes.isAnswer(coded.concept());
  }

  /** Returns the doses that are no plan, wrong or to come. */
  List<Interval> given() {
    return doses();
  }
}
