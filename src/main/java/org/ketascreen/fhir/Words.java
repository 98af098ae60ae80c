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

  /** Whether the strings of properties of this name are words. */
  static boolean isName(String name) {
    return NAMES.contains(name);
  }

  /** Returns every different string under such a property, in the order of the source. */
  static Set<String> of(Json json) {
    Set<String> words = new LinkedHashSet<>();
    if (json instanceof Json.Obj object) {
      collect(object.tape(), object.first(), object.end(), words);
    } else if (json instanceof Json.Arr array) {
      collect(array.tape(), array.first(), array.end(), words);
    }
    return words;
  }

  /** Items of arrays have no name, and so are no words. */
  private static void collect(Tape tape, int from, int to, Set<String> words) {
    for (int i = from; i < to; i++) {
      if (tape.isKept(i)) {
        Tape kept = tape.kept();
        int value = tape.keptAs(i);
        collect(kept, value + 1, kept.next(value), words);
      } else if (tape.isWords(i)) {
        String text = tape.shared(i);
        if (!text.isBlank()) {
          words.add(text);
        }
      }
    }
  }

  /**
   * Returns the words of a resource that could not be read; none, so that it counts as bearing,
   * when what it is about has no words: those of its author would say nothing.
   */
  static List<String> ofMalformed(Json.Obj resource) {
    for (String name : TOPICS) {
      Json topic = resource.get(name);
      if (topic != null && !of(topic).isEmpty()) {
        return List.copyOf(of(resource));
      }
    }
    return List.of();
  }
}
