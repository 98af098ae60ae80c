package org.ketascreen.fhir;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.Entry;
import org.ketascreen.record.Observation;
import org.ketascreen.record.ObservationStatus;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.record.RecordedTime;

/**
 * Reads an Observation as one entry a component, and one of its own when it has a value or no
 * component.
 */
final class ObservationReader {

  private static final Choice EFFECTIVE =
      Choice.of("effective", "DateTime", "Instant", "Period", "Timing");
  private static final Choice VALUE =
      Choice.of(
          "value",
          "Quantity",
          "CodeableConcept",
          "String",
          "Boolean",
          "Integer",
          "Range",
          "Ratio",
          "SampledData",
          "Time",
          "DateTime",
          "Period");

  private ObservationReader() {}

  static List<Entry> read(String reference, Element observation) {
    ObservationStatus said = status(observation);
    Observation.Value value = value(observation);
    ObservationStatus status =
        value == null && isNotPerformed(observation) && said != ObservationStatus.ENTERED_IN_ERROR
            ? ObservationStatus.CANCELLED
            : said;
    RecordedPeriod effective = effective(observation, null);
    Elements components = observation.list("component");
    CodeableConcept code = Datatypes.concept(observation, "code");
    List<Entry> entries = new ArrayList<>(1);
    if (value != null || components.isEmpty()) {
      entries.add(
          new Observation(
              reference,
              code,
              status,
              value,
              effective,
              ReferenceRangeReader.read(observation),
              interpretations(observation)));
    }
    for (Element component : components) {
      entries.add(component(reference, component, status, effective));
    }
    return entries;
  }

  private static Observation component(
      String reference,
      Element component,
      @Nullable ObservationStatus whole,
      @Nullable RecordedPeriod effective) {
    ObservationStatus own = status(component);
    Observation.Value value = value(component);
    boolean left = value == null && isNotPerformed(component);
    return new Observation(
        reference,
        Datatypes.concept(component, "code"),
        left && whole != ObservationStatus.ENTERED_IN_ERROR
            ? ObservationStatus.CANCELLED
            : own == null ? whole : own,
        value,
        effective(component, effective),
        ReferenceRangeReader.read(component),
        interpretations(component));
  }

  /** R5 has more statuses; each is the nearest that R4 has. */
  private static @Nullable ObservationStatus status(Element element) {
    return element.remembered("status", ObservationStatus.class, ObservationReader::readStatus);
  }

  private static ObservationStatus readStatus(Element status) {
    return switch (status.string()) {
      case "specimen-in-process" -> ObservationStatus.REGISTERED;
      case "appended" -> ObservationStatus.AMENDED;
      case "cannot-be-obtained" -> ObservationStatus.CANCELLED;
      default -> status.code(ObservationStatus.class);
    };
  }

  private static boolean isNotPerformed(Element element) {
    Element reason = element.child("dataAbsentReason");
    if (reason == null) {
      return false;
    }
    for (Coding coding : Datatypes.concept(reason).codings()) {
      if (Datatypes.DATA_ABSENT.equals(coding.system()) && "not-performed".equals(coding.code())) {
        return true;
      }
    }
    return false;
  }

  private static List<CodeableConcept> interpretations(Element element) {
    Element interpretation = element.child("interpretation");
    if (interpretation != null && interpretation.isObject()) {
      throw interpretation.malformed("an object belongs to an older FHIR release; give an array");
    }
    return Datatypes.concepts(element, "interpretation");
  }

  private static @Nullable RecordedPeriod effective(
      Element element, @Nullable RecordedPeriod otherwise) {
    Element effective = element.choice(EFFECTIVE);
    if (effective == null) {
      return otherwise;
    }
    return switch (effective.name()) {
      case "effectivePeriod" -> Datatypes.period(effective);
      case "effectiveTiming" -> Datatypes.timing(effective);
      default -> at(effective.time());
    };
  }

  private static RecordedPeriod at(RecordedTime time) {
    return new RecordedPeriod(time, time);
  }

  private static Observation.@Nullable Value value(Element element) {
    Element value = element.choice(VALUE);
    if (value == null) {
      return null;
    }
    return switch (value.name()) {
      case "valueQuantity" -> measured(Datatypes.quantity(value));
      case "valueInteger" -> measured(new Quantity(value.number(), null, null));
      case "valueCodeableConcept" -> coded(Datatypes.concept(value));
      case "valueBoolean" -> words(value.bool() ? "true" : "false");
      case "valueRange" -> between(value);
      case "valueRatio" -> ratio(value);
      case "valuePeriod" -> period(Datatypes.period(value));
      case "valueDateTime" -> words(value.time().toString());
      case "valueSampledData" -> SampledData.between(value);
      default -> value.string().isBlank() ? null : words(value.string());
    };
  }

  private static Observation.@Nullable Value measured(@Nullable Quantity quantity) {
    return quantity == null ? null : new Observation.Value.Measured(quantity);
  }

  private static Observation.@Nullable Value coded(CodeableConcept concept) {
    return concept.isEmpty() ? null : new Observation.Value.Coded(concept);
  }

  private static Observation.Value words(String text) {
    return new Observation.Value.Words(text);
  }

  private static @Nullable Quantity amount(Element element, String property) {
    Element child = element.child(property);
    return child == null ? null : Datatypes.quantity(child);
  }

  private static Observation.Value period(@Nullable RecordedPeriod period) {
    return words(period == null ? "/" : string(period.start()) + "/" + string(period.end()));
  }

  /** What is measured for one of something is measured in its unit: 5 mg in 1 dL is 5 mg/dL. */
  private static Observation.Value ratio(Element element) {
    Quantity numerator = amount(element, "numerator");
    Quantity denominator = amount(element, "denominator");
    if (numerator != null
        && numerator.unit() != null
        && denominator != null
        && denominator.comparator() == null
        && denominator.value().compareTo(BigDecimal.ONE) == 0) {
      String per = denominator.unit();
      String unit =
          per == null || per.equals("1") ? numerator.unit() : numerator.unit() + "/" + per;
      return new Observation.Value.Measured(
          new Quantity(numerator.value(), numerator.comparator(), unit));
    }
    return words(string(numerator) + ":" + string(denominator));
  }

  private static Observation.@Nullable Value between(Element element) {
    Quantity low = amount(element, "low");
    Quantity high = amount(element, "high");
    if (low != null
        && high != null
        && Objects.equals(low.unit(), high.unit())
        && low.value().compareTo(high.value()) > 0) {
      throw element.malformed("low is above high; give the lower one first");
    }
    return low == null && high == null ? null : new Observation.Value.Between(low, high);
  }

  private static String string(@Nullable Object part) {
    if (part instanceof Quantity quantity) {
      String comparator = quantity.comparator() == null ? "" : quantity.comparator();
      String unit = quantity.unit() == null ? "" : " " + quantity.unit();
      return comparator + quantity.value().toPlainString() + unit;
    }
    return part == null ? "" : part.toString();
  }
}
