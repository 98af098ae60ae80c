package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
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

  private static final String[] VALUES = {
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
    "Period"
  };

  private ObservationReader() {}

  static List<Entry> read(String reference, Element observation) {
    ObservationStatus status = observation.code("status", ObservationStatus.class);
    RecordedPeriod effective = effective(observation, null);
    Observation.Value value = value(observation);
    List<Element> components = observation.list("component");
    List<Entry> entries = new ArrayList<>();
    CodeableConcept code = Datatypes.concept(observation, "code");
    if (value != null || components.isEmpty()) {
      entries.add(new Observation(reference, code, status, value, effective));
    }
    for (Element component : components) {
      ObservationStatus own = component.code("status", ObservationStatus.class);
      entries.add(
          new Observation(
              reference,
              Datatypes.concept(component, "code"),
              own == null ? status : own,
              value(component),
              effective(component, effective)));
    }
    return entries;
  }

  private static @Nullable RecordedPeriod effective(
      Element element, @Nullable RecordedPeriod otherwise) {
    Element effective = element.choice("effective", "DateTime", "Instant", "Period", "Timing");
    if (effective == null) {
      return otherwise;
    }
    return switch (effective.name()) {
      case "effectivePeriod" -> Datatypes.period(effective);
      case "effectiveTiming" -> timing(effective);
      default -> new RecordedPeriod(effective.time(), effective.time());
    };
  }

  private static @Nullable RecordedPeriod timing(Element timing) {
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
    return bounds == null ? null : Datatypes.period(bounds);
  }

  private static Observation.@Nullable Value value(Element element) {
    Element value = element.choice("value", VALUES);
    if (value == null) {
      return null;
    }
    return switch (value.name().substring("value".length())) {
      case "Quantity" -> measured(Datatypes.quantity(value));
      case "Integer" -> measured(new Quantity(value.number(), null, null));
      case "CodeableConcept" -> coded(Datatypes.concept(value));
      case "Boolean" -> words(value.bool() ? "true" : "false");
      case "Range" -> words(ends(amount(value, "low"), amount(value, "high")));
      case "Ratio" -> ratio(value);
      case "Period" -> period(Datatypes.period(value));
      case "DateTime" -> words(value.time().toString());
      case "SampledData" -> null;
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

  private static Observation.Value ratio(Element element) {
    return words(
        string(amount(element, "numerator")) + ":" + string(amount(element, "denominator")));
  }

  private static String ends(@Nullable Quantity low, @Nullable Quantity high) {
    return string(low) + ".." + string(high);
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
