package org.ketascreen.fhir;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.FhirCode;
import org.ketascreen.record.Moment;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.RecordedTime;

/** FHIR's data types as the record's. */
final class Datatypes {

  private static final String UCUM = "http://unitsofmeasure.org";
  static final String DATA_ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason";

  /** R5's way to say that a clinical status is not known, where R4 gives none. */
  private static final String NOT_KNOWN_IN_R5 = "unknown";

  private static final Set<String> COMPARATORS = Set.of("<", "<=", ">=", ">", "ad");

  private static final Map<String, String> AGE_UNITS =
      Map.ofEntries(
          Map.entry("a", "a"),
          Map.entry("y", "a"),
          Map.entry("yr", "a"),
          Map.entry("year", "a"),
          Map.entry("years", "a"),
          Map.entry("mo", "mo"),
          Map.entry("month", "mo"),
          Map.entry("months", "mo"),
          Map.entry("wk", "wk"),
          Map.entry("week", "wk"),
          Map.entry("weeks", "wk"),
          Map.entry("d", "d"),
          Map.entry("day", "d"),
          Map.entry("days", "d"));

  private Datatypes() {}

  /** Returns a concept; the empty one if it is absent. */
  static CodeableConcept concept(@Nullable Element element) {
    return element == null
        ? CodeableConcept.EMPTY
        : element.remembered(CodeableConcept.class, Datatypes::readConcept);
  }

  private static CodeableConcept readConcept(Element element) {
    List<Coding> codings = new ArrayList<>();
    for (Element coding : element.list("coding")) {
      String system = coding.token("system");
      String code = coding.token("code");
      String display = coding.string("display");
      if (code != null || display != null) {
        codings.add(new Coding(system, code, display));
      }
    }
    return new CodeableConcept(codings, element.string("text"));
  }

  /**
   * Returns what a CodeableConcept of R4 or the concept of a CodeableReference of R5 says; the
   * empty one if it is absent or only a reference.
   */
  static CodeableConcept conceptOfEither(@Nullable Element element) {
    return element != null && isCodeableReference(element)
        ? concept(element.child("concept"))
        : concept(element);
  }

  /** Whether this is a CodeableReference of R5, which R4 does not have. */
  static boolean isCodeableReference(Element element) {
    return element.has("concept") || element.has("reference");
  }

  /** Returns the concepts of an array that say something. */
  static List<CodeableConcept> concepts(Element parent, String property) {
    List<CodeableConcept> concepts = new ArrayList<>();
    for (Element element : parent.list(property)) {
      CodeableConcept concept = conceptOfEither(element);
      if (!concept.isEmpty()) {
        concepts.add(concept);
      }
    }
    return concepts;
  }

  /** Returns a concept property; the empty one if it is absent. */
  static CodeableConcept concept(Element parent, String property) {
    CodeableConcept concept =
        parent.remembered(property, CodeableConcept.class, Datatypes::readConcept);
    return concept == null ? CodeableConcept.EMPTY : concept;
  }

  /**
   * Returns the status that a concept says, or {@code null} if it is absent or given a reason for
   * its absence.
   *
   * @param system the code system that FHIR binds it to; codings of other systems only count if it
   *     has none of this one
   */
  static <T extends Enum<T> & FhirCode> @Nullable T status(
      Element parent, String property, String system, Class<T> type) {
    Element element = parent.child(property);
    if (element == null) {
      return null;
    }
    if (element.isString()) {
      throw element.malformed("a string belongs to an older FHIR release; give a CodeableConcept");
    }
    CodeableConcept concept = concept(element);
    List<String> said = saidCodes(concept, system);
    T status = null;
    for (String code : said) {
      if (code.equals(NOT_KNOWN_IN_R5)) {
        continue;
      }
      T one = parse(element, type, code);
      if (status != null && status != one) {
        throw element.malformed("says two different statuses; give one");
      }
      status = one;
    }
    return status;
  }

  private static List<String> saidCodes(CodeableConcept concept, String system) {
    List<String> bound = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Coding coding : concept.codings()) {
      String code = coding.code();
      if (code != null && !DATA_ABSENT.equals(coding.system())) {
        (system.equals(coding.system()) ? bound : others).add(code);
      }
    }
    if (!bound.isEmpty()) {
      return bound;
    }
    String text = concept.text();
    return others.isEmpty() && text != null
        ? List.of(text.strip().toLowerCase(Locale.ROOT))
        : others;
  }

  private static <T extends Enum<T> & FhirCode> T parse(
      Element element, Class<T> type, String code) {
    try {
      return FhirCode.parse(type, code);
    } catch (IllegalArgumentException e) {
      throw element.malformed(String.valueOf(e.getMessage()));
    }
  }

  /** Returns a measured amount, or {@code null} if it has no number. */
  static @Nullable Quantity quantity(Element element) {
    String comparator = element.token("comparator");
    if (comparator != null && !COMPARATORS.contains(comparator)) {
      throw element.malformed("comparator is not one of <, <=, >=, >, ad");
    }
    String unit = unit(element);
    Element value = element.child("value");
    return value == null ? null : new Quantity(value.number(), comparator, unit);
  }

  private static @Nullable String unit(Element element) {
    String system = element.token("system");
    String code = element.token("code");
    String unit = element.string("unit");
    if (code != null && (UCUM.equals(system) || unit == null)) {
      return code;
    }
    return unit;
  }

  /** Returns a period, or {@code null} if it has neither start nor end. */
  static @Nullable RecordedPeriod period(Element element) {
    RecordedPeriod period = new RecordedPeriod(element.time("start"), element.time("end"));
    return period.start() == null && period.end() == null ? null : period;
  }

  /**
   * Returns when something began, ended or was done, by the one property of a {@link
   * Choice#ofMoment choice}; {@code null} if there is none.
   */
  static @Nullable Moment moment(Element parent, Choice choice) {
    Element element = parent.choice(choice);
    if (element == null) {
      return null;
    }
    return switch (choice.type(element.name())) {
      case "DateTime" -> new Moment.At(element.time());
      case "Age" -> age(element, element, element);
      case "Period" -> between(element);
      case "Range" -> range(element);
      case "Timing" -> moment(timing(element));
      default -> new Moment.Said(element.string());
    };
  }

  /** Returns a period as a moment, or {@code null} if there is none. */
  static @Nullable Moment moment(@Nullable RecordedPeriod period) {
    return period == null ? null : new Moment.Between(period.start(), period.end());
  }

  /** Returns from when to when a Timing happens, or {@code null} if it does not say. */
  static @Nullable RecordedPeriod timing(Element timing) {
    RecordedTime first = null;
    RecordedTime last = null;
    for (Element event : timing.list("event")) {
      RecordedTime time = event.time();
      first = first == null || time.firstDay().isBefore(first.firstDay()) ? time : first;
      last = last == null || time.lastDay().isAfter(last.lastDay()) ? time : last;
    }
    if (first != null) {
      return new RecordedPeriod(first, last);
    }
    Element repeat = timing.child("repeat");
    Element bounds = repeat == null ? null : repeat.child("boundsPeriod");
    return bounds == null ? null : period(bounds);
  }

  private static @Nullable Moment between(Element element) {
    RecordedPeriod period = period(element);
    return period == null ? null : new Moment.Between(period.start(), period.end());
  }

  private static Moment range(Element element) {
    Element low = element.child("low");
    Element high = element.child("high");
    if (low == null || high == null) {
      return new Moment.Between(null, null);
    }
    return age(element, low, high);
  }

  private static Moment age(Element whole, Element low, Element high) {
    Quantity from = quantity(low);
    Quantity to = quantity(high);
    if (from == null || to == null || from.comparator() != null || to.comparator() != null) {
      return new Moment.Between(null, null);
    }
    String unit = ageUnit(whole, from);
    if (!unit.equals(ageUnit(whole, to))
        || to.value().compareTo(from.value()) < 0
        || from.value().signum() < 0) {
      throw whole.malformed("must be an age or two ages of one unit, the lower one first");
    }
    return new Moment.AtAge(from.value(), to.value(), unit);
  }

  private static String ageUnit(Element element, Quantity quantity) {
    String unit =
        quantity.unit() == null ? null : AGE_UNITS.get(quantity.unit().toLowerCase(Locale.ROOT));
    if (unit == null) {
      throw element.malformed("must be an age in a, mo, wk or d");
    }
    return unit;
  }

  /**
   * Returns how many whole days a duration is, rounded up; {@code null} if its unit is no unit of
   * days or longer.
   */
  static @Nullable Long days(Element element) {
    Quantity quantity = quantity(element);
    if (quantity == null) {
      return null;
    }
    String unit =
        quantity.unit() == null ? "d" : AGE_UNITS.get(quantity.unit().toLowerCase(Locale.ROOT));
    if (unit == null) {
      return null;
    }
    BigDecimal perUnit =
        BigDecimal.valueOf(
            switch (unit) {
              case "a" -> 366;
              case "mo" -> 31;
              case "wk" -> 7;
              default -> 1;
            });
    BigDecimal days = quantity.value().multiply(perUnit);
    if (days.signum() < 0 || days.compareTo(BigDecimal.valueOf(100_000)) > 0) {
      throw element.malformed("must be from 0 to 100000 days");
    }
    return days.setScale(0, java.math.RoundingMode.CEILING).longValueExact();
  }
}
