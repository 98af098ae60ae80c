package org.ketascreen.json;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.record.FhirCode;
import org.ketascreen.record.Moment;
import org.ketascreen.record.Quantity;
import org.ketascreen.record.RecordedPeriod;
import org.ketascreen.terminology.CodeSystemNames;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values as {@link Node} reads them: short where nothing is lost, else long. What is {@code null}
 * is left out.
 */
final class Written {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Written() {}

  static ObjectNode object() {
    return NODES.objectNode();
  }

  static void put(ObjectNode object, String name, @Nullable JsonNode value) {
    if (value != null) {
      object.set(name, value);
    }
  }

  /** Puts the text that a value has, if there is a value. */
  static void put(ObjectNode object, String name, @Nullable Object value) {
    put(object, name, value == null ? null : NODES.stringNode(value.toString()));
  }

  static void put(ObjectNode object, String name, @Nullable FhirCode value) {
    put(object, name, value == null ? null : value.code());
  }

  static void putIfTrue(ObjectNode object, String name, boolean value) {
    put(object, name, value ? NODES.booleanNode(true) : null);
  }

  static JsonNode truth(boolean value) {
    return NODES.booleanNode(value);
  }

  static JsonNode text(String text) {
    return NODES.stringNode(text);
  }

  static JsonNode number(BigDecimal number) {
    return DecimalNode.valueOf(number);
  }

  /** Puts what {@code writer} makes of each value, if there are any. */
  static <T> void putAll(
      ObjectNode object, String name, List<T> values, Function<T, JsonNode> writer) {
    if (!values.isEmpty()) {
      ArrayNode array = NODES.arrayNode();
      values.forEach(value -> array.add(writer.apply(value)));
      object.set(name, array);
    }
  }

  static @Nullable JsonNode concept(@Nullable CodeableConcept concept) {
    if (concept == null) {
      return null;
    }
    ObjectNode object = object();
    putConcept(object, concept);
    return shortest(object);
  }

  /** Returns the text of an object that says nothing else, where it is no code. */
  static JsonNode shortest(ObjectNode object) {
    if (object.size() != 1) {
      return object;
    }
    JsonNode text = object.get("text");
    if (text != null && text.stringValue().indexOf('|') < 0) {
      return text;
    }
    JsonNode code = object.get("code");
    return code != null ? code : object;
  }

  /** Puts the properties of a concept among those of an entry. */
  static void putConcept(ObjectNode object, CodeableConcept concept) {
    List<Coding> codings = concept.codings();
    int next = 0;
    if (next < codings.size() && isTitle(codings.get(next))) {
      put(object, "concept", codings.get(next).code());
      next++;
    }
    if (next < codings.size() && isShort(codings.get(next))) {
      put(object, "code", shortForm(codings.get(next)));
      put(object, "display", codings.get(next).display());
      next++;
    }
    putAll(object, "codings", codings.subList(next, codings.size()), Written::coding);
    put(object, "text", concept.text());
  }

  private static boolean isTitle(Coding coding) {
    return Coding.TITLES.equals(coding.system())
        && coding.code() != null
        && !coding.code().isEmpty()
        && coding.display() == null;
  }

  /** Whether the short form is read as the same coding. */
  private static boolean isShort(Coding coding) {
    String system = coding.system();
    return system != null
        && coding.code() != null
        && !coding.code().isEmpty()
        && system.indexOf('|') < 0
        && system.equals(CodeSystemNames.uri(system));
  }

  private static String shortForm(Coding coding) {
    return CodeSystemNames.written(String.valueOf(coding.system())) + "|" + coding.code();
  }

  private static JsonNode coding(Coding coding) {
    if (isShort(coding) && coding.display() == null) {
      return text(shortForm(coding));
    }
    ObjectNode object = object();
    put(object, "system", coding.system());
    put(object, "code", coding.code());
    put(object, "display", coding.display());
    return object;
  }

  static @Nullable JsonNode quantity(@Nullable Quantity quantity) {
    if (quantity == null) {
      return null;
    }
    String comparator = quantity.comparator() == null ? "" : quantity.comparator() + " ";
    String text = comparator + quantity.value() + " " + quantity.unit();
    Matcher read = Amounts.SHORT.matcher(text);
    if (read.matches() && read.group(3).equals(quantity.unit())) {
      return text(text);
    }
    ObjectNode object = object();
    object.set("value", number(quantity.value()));
    put(object, "comparator", quantity.comparator());
    put(object, "unit", quantity.unit());
    return object;
  }

  /** Returns a range, which says that it is one even when both ends are open. */
  static ObjectNode range(@Nullable Quantity low, @Nullable Quantity high) {
    ObjectNode object = object();
    put(object, "low", quantity(low));
    put(object, "high", quantity(high));
    if (object.isEmpty()) {
      object.set("low", NODES.nullNode());
    }
    return object;
  }

  static @Nullable JsonNode period(@Nullable RecordedPeriod period) {
    if (period == null) {
      return null;
    }
    if (period.start() != null && period.start().equals(period.end())) {
      return text(period.start().toString());
    }
    ObjectNode object = object();
    put(object, "start", period.start());
    put(object, "end", period.end());
    return object;
  }

  static @Nullable JsonNode moment(@Nullable Moment moment) {
    if (moment == null) {
      return null;
    }
    if (moment instanceof Moment.At at) {
      return text(at.time().toString());
    }
    ObjectNode object = object();
    if (moment instanceof Moment.Between between) {
      put(object, "start", between.start());
      put(object, "end", between.end());
    } else if (moment instanceof Moment.AtAge age) {
      put(object, "age", age(age));
    } else if (moment instanceof Moment.Said said) {
      put(object, "said", said.text());
    }
    return object;
  }

  private static @Nullable JsonNode age(Moment.AtAge age) {
    Quantity low = new Quantity(age.low(), null, age.unit());
    Quantity high = new Quantity(age.high(), null, age.unit());
    return low.equals(high) ? quantity(low) : range(low, high);
  }
}
