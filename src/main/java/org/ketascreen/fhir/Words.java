package org.ketascreen.fhir;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The words of a resource that may say what it is about, wherever they stand in it. */
final class Words {

  /**
   * Properties whose strings are words. Narrative ({@code text.div}) is not kept when a resource is
   * parsed.
   */
  private static final Set<String> NAMES =
      Set.of(
          "display",
          "text",
          "title",
          "description",
          "conclusion",
          "summary",
          "valueString",
          "valueMarkdown");

  /** Properties that say what a resource is about. */
  private static final List<String> TOPICS =
      List.of(
          "code",
          "medication",
          "medicationCodeableConcept",
          "medicationReference",
          "relationship",
          "reasonCode",
          "serviceType",
          "conclusion",
          "activity",
          "type");

  private Words() {}

  /** Returns every different string under such a property, in the order of the source. */
  static List<String> of(Json json) {
    Set<String> words = new LinkedHashSet<>();
    collect(json, words);
    return List.copyOf(words);
  }

  /**
   * Returns the words of a resource that could not be read; none, so that it counts as bearing,
   * when what it is about has no words: those of its author would say nothing.
   */
  static List<String> ofMalformed(Json.Obj resource) {
    for (String name : TOPICS) {
      Json topic = resource.get(name);
      if (topic != null && !of(topic).isEmpty()) {
        return of(resource);
      }
    }
    return List.of();
  }

  private static void collect(Json json, Set<String> words) {
    if (json instanceof Json.Arr array) {
      array.items().forEach(item -> collect(item, words));
    } else if (json instanceof Json.Obj object) {
      for (int i = 0; i < object.size(); i++) {
        Json value = object.value(i);
        if (value instanceof Json.Text text) {
          if (NAMES.contains(object.name(i)) && !text.value().isBlank()) {
            words.add(text.value());
          }
        } else {
          collect(value, words);
        }
      }
    }
  }
}
