package org.ketascreen.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ketascreen.record.CodeableConcept;
import org.ketascreen.record.Coding;
import org.ketascreen.terminology.CodeSystemNames;

/**
 * Reads what something is about: plain words, {@code system|code}, or an object with any of {@code
 * concept} (a title of the rulebase), {@code code} and its {@code display}, {@code codings} and
 * {@code text}. Immutable and thread-safe.
 */
final class Concepts {

  private final Titles titles;
  private final boolean ofObservations;

  /** Makes a reader that lets {@code titles} judge every {@code concept}. */
  Concepts(Titles titles, boolean ofObservations) {
    this.titles = titles;
    this.ofObservations = ofObservations;
  }

  /** Reads one that stands alone. */
  @Nullable CodeableConcept concept(Node node) {
    if (node.isText()) {
      return words(node);
    }
    try (Fields fields = node.fields("write words, \"system|code\" or an object")) {
      return fields == null ? null : of(fields);
    }
  }

  /**
   * Reads a text: a code where there is a bar, so that a mistyped system is never taken for words.
   */
  static CodeableConcept words(Node node) {
    String text = node.words();
    if (text == null) {
      return CodeableConcept.EMPTY;
    }
    if (text.indexOf('|') < 0) {
      return CodeableConcept.ofText(text);
    }
    Coding coding = coding(node, text, null);
    return coding == null ? CodeableConcept.EMPTY : CodeableConcept.of(coding);
  }

  /** Reads the properties of a concept among those of an entry. */
  CodeableConcept of(Fields fields) {
    List<Coding> codings = new ArrayList<>();
    addTitle(fields, codings);
    addCode(fields, codings);
    codings.addAll(fields.list("codings", Concepts::coding));
    return new CodeableConcept(codings, fields.words("text"));
  }

  private void addTitle(Fields fields, List<Coding> codings) {
    Node node = fields.get("concept");
    String title = node == null ? null : node.words();
    if (node != null && title != null) {
      titles.check(node, title, ofObservations);
      codings.add(Coding.titled(title));
    }
  }

  private static void addCode(Fields fields, List<Coding> codings) {
    Node node = fields.get("code");
    String display = fields.words("display");
    if (node == null) {
      if (display != null) {
        fields.problem("display", "words for a code that is not given", "give code, or write text");
      }
      return;
    }
    String code = node.text();
    Coding coding = code == null ? null : coding(node, code, display);
    if (coding != null) {
      codings.add(coding);
    }
  }

  private static @Nullable Coding coding(Node node) {
    if (node.isText()) {
      String code = node.text();
      return code == null ? null : coding(node, code, null);
    }
    try (Fields fields = node.fields("write \"system|code\" or an object")) {
      return fields == null
          ? null
          : new Coding(fields.words("system"), fields.words("code"), fields.words("display"));
    }
  }

  private static @Nullable Coding coding(Node node, String text, @Nullable String display) {
    int bar = text.indexOf('|');
    if (bar < 1 || bar == text.length() - 1) {
      node.problem(
          "not a system and a code with a bar between them", "write it as in icd-10-cm|I71.4");
      return null;
    }
    String system = CodeSystemNames.uri(text.substring(0, bar));
    if (system == null) {
      node.problem(
          "no code system before the bar",
          "write its URI, or one of " + String.join(", ", CodeSystemNames.shortNames()));
      return null;
    }
    return new Coding(system, text.substring(bar + 1), display);
  }
}
