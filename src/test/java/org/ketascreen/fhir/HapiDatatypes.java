package org.ketascreen.fhir;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hl7.fhir.r4.model.Age;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Range;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.FhirCode;
import org.ketascreen.record.Moment;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.RecordedTime;

/** HAPI's data types as the record's. */
final class HapiDatatypes {

  private static final String UCUM = "http://unitsofmeasure.org";

  /** UCUM's units of time that an age may have, by how sources write them. */
  private static final Map<String, String> AGE_UNITS =
      Map.of(
          "a", "a", "years", "a", "year", "a", "mo", "mo", "months", "mo", "wk", "wk", "weeks",
          "wk", "d", "d", "days", "d");

  private HapiDatatypes() {}

  static CodeableConcept concept(org.hl7.fhir.r4.model.@Nullable CodeableConcept concept) {
    if (concept == null) {
      return CodeableConcept.EMPTY;
    }
    List<Coding> codings = new ArrayList<>();
    for (org.hl7.fhir.r4.model.Coding each : concept.getCoding()) {
      // A coding of a system alone says nothing.
      if (each.hasCode() || each.hasDisplay()) {
        codings.add(new Coding(each.getSystem(), each.getCode(), each.getDisplay()));
      }
    }
    return new CodeableConcept(codings, concept.getText());
  }

  /** Returns the concepts that say something. */
  static List<CodeableConcept> concepts(List<org.hl7.fhir.r4.model.CodeableConcept> concepts) {
    return concepts.stream().map(HapiDatatypes::concept).filter(each -> !each.isEmpty()).toList();
  }

  static @Nullable CodeableConcept conceptOrNull(org.hl7.fhir.r4.model.CodeableConcept concept) {
    CodeableConcept read = concept(concept);
    return read.isEmpty() ? null : read;
  }

  /** Returns the status of a concept that FHIR binds to one system. */
  static <T extends Enum<T> & FhirCode> @Nullable T status(
      org.hl7.fhir.r4.model.CodeableConcept concept, String system, Class<T> type) {
    String other = null;
    for (org.hl7.fhir.r4.model.Coding each : concept.getCoding()) {
      if (system.equals(each.getSystem()) && each.hasCode()) {
        return code(each.getCode(), type);
      }
      other = other == null ? each.getCode() : other;
    }
    return other == null ? null : code(other, type);
  }

  static <T extends Enum<T> & FhirCode> @Nullable T code(@Nullable String code, Class<T> type) {
    return code == null ? null : FhirCode.parse(type, code);
  }

  static @Nullable RecordedTime time(@Nullable BaseDateTimeType time) {
    return time == null || !time.hasValue() ? null : RecordedTime.parse(time.getValueAsString());
  }

  static @Nullable RecordedPeriod period(@Nullable Period period) {
    if (period == null || (!period.hasStart() && !period.hasEnd())) {
      return null;
    }
    return new RecordedPeriod(time(period.getStartElement()), time(period.getEndElement()));
  }

  static @Nullable Quantity quantity(org.hl7.fhir.r4.model.@Nullable Quantity quantity) {
    if (quantity == null || !quantity.hasValue()) {
      return null;
    }
    String comparator = quantity.hasComparator() ? quantity.getComparator().toCode() : null;
    boolean coded =
        quantity.hasCode() && (UCUM.equals(quantity.getSystem()) || !quantity.hasUnit());
    return new Quantity(
        quantity.getValue(), comparator, coded ? quantity.getCode() : quantity.getUnit());
  }

  static @Nullable Moment moment(@Nullable Type type) {
    if (type == null || type.isEmpty()) {
      return null;
    }
    if (type instanceof DateTimeType time) {
      RecordedTime at = time(time);
      return at == null ? null : new Moment.At(at);
    }
    if (type instanceof Period period) {
      RecordedPeriod read = period(period);
      return read == null ? null : new Moment.Between(read.start(), read.end());
    }
    if (type instanceof Age age) {
      return age(quantity(age), quantity(age));
    }
    if (type instanceof Range range) {
      return age(quantity(range.getLow()), quantity(range.getHigh()));
    }
    return type instanceof StringType words && words.hasValue()
        ? new Moment.Said(words.getValue())
        : null;
  }

  private static Moment age(@Nullable Quantity low, @Nullable Quantity high) {
    if (low == null || high == null || low.unit() == null) {
      return new Moment.Between(null, null);
    }
    if (low.comparator() != null || high.comparator() != null) {
      return new Moment.Between(null, null);
    }
    String unit = AGE_UNITS.get(low.unit().toLowerCase(Locale.ROOT));
    return unit == null
        ? new Moment.Between(null, null)
        : new Moment.AtAge(low.value(), high.value(), unit);
  }

  /** Returns days, of years of 366 and months of 31, rounded up. */
  static @Nullable BigDecimal days(org.hl7.fhir.r4.model.@Nullable Quantity duration) {
    Quantity quantity = quantity(duration);
    if (quantity == null) {
      return null;
    }
    String unit =
        quantity.unit() == null ? "d" : AGE_UNITS.get(quantity.unit().toLowerCase(Locale.ROOT));
    if (unit == null) {
      return null;
    }
    int days =
        switch (unit) {
          case "a" -> 366;
          case "mo" -> 31;
          case "wk" -> 7;
          default -> 1;
        };
    return quantity
        .value()
        .multiply(BigDecimal.valueOf(days))
        .setScale(0, java.math.RoundingMode.CEILING);
  }
}
