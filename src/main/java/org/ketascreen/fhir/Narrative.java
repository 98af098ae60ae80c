package org.ketascreen.fhir;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.ketascreen.record.CodeableConcept;

/** The words of a narrative: what a person reads of its XHTML. */
final class Narrative {

  /** Most characters of one run of words: what is said farther apart is not one statement. */
  private static final int MAX_RUN = 2_000;

  private static final int MAX_NAME = 12;

  /** Elements that do not end a statement. */
  private static final Set<String> INLINE =
      Set.of(
          "a", "b", "i", "em", "strong", "span", "sub", "sup", "small", "big", "tt", "code", "u");

  private static final Pattern BLANKS = Pattern.compile("[\\s\\u00A0]+");

  private Narrative() {}

  /**
   * Returns what a concept says; where it says nothing, the words of the narrative of its resource.
   */
  static CodeableConcept orSaid(Element resource, String property) {
    CodeableConcept concept = Datatypes.concept(resource, property);
    if (!concept.isEmpty()) {
      return concept;
    }
    List<String> words = of(resource);
    return words.isEmpty() ? concept : CodeableConcept.ofText(String.join("; ", words));
  }

  /** Returns the runs of words of the narrative of a resource or section, each once. */
  static List<String> of(Element element) {
    Element text = element.child("text");
    Element div = text == null || !text.isObject() ? null : text.child("div");
    return div == null || !div.isString() ? List.of() : words(div.string());
  }

  private static List<String> words(String div) {
    Set<String> runs = new LinkedHashSet<>();
    StringBuilder run = new StringBuilder();
    int at = 0;
    for (int open = div.indexOf('<'); open >= 0; open = div.indexOf('<', at)) {
      int close = div.indexOf('>', open);
      if (close < 0) {
        break;
      }
      run.append(div, at, open).append(INLINE.contains(name(div, open)) ? "" : "\n");
      at = close + 1;
    }
    run.append(div, at, div.length());
    for (String line : run.toString().split("\n", -1)) {
      addRuns(BLANKS.matcher(unescaped(line)).replaceAll(" ").strip(), runs);
    }
    return new ArrayList<>(runs);
  }

  /** Returns the name of the element that a tag opens or closes. */
  private static String name(String div, int open) {
    int from = div.startsWith("/", open + 1) ? open + 2 : open + 1;
    int to = from;
    while (to < div.length() && to < from + MAX_NAME && Character.isLetterOrDigit(div.charAt(to))) {
      to++;
    }
    return div.substring(Math.min(from, to), to).toLowerCase(Locale.ROOT);
  }

  private static void addRuns(String words, Set<String> runs) {
    for (int from = 0; from < words.length(); from += MAX_RUN) {
      runs.add(words.substring(from, Math.min(words.length(), from + MAX_RUN)));
    }
  }

  private static String unescaped(String text) {
    return text.replace("&nbsp;", " ")
        .replace("&#160;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }
}
