package org.ketascreen.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether a text denies a word of it or says it of a relative: "no history of psychosis",
 * "Aneurysma ausgeschlossen", "family history of aneurysm". Only the words next to it in the same
 * clause count.
 */
final class Denials {

  private static final Set<String> DENYING =
      Set.of(
          "no",
          "not",
          "without",
          "denies",
          "denied",
          "denying",
          "negative",
          "never",
          "ohne",
          "kein",
          "keine",
          "keinen",
          "keiner",
          "sans",
          "pas",
          "sin",
          "senza",
          "nessun",
          "nessuna",
          "geen",
          "zonder",
          "nega");

  private static final Set<String> RELATIVES =
      Set.of(
          "family",
          "familial",
          "familienanamnese",
          "fh",
          "fhx",
          "mother",
          "father",
          "brother",
          "sister",
          "parent",
          "son",
          "daughter",
          "uncle",
          "aunt",
          "cousin",
          "grandmother",
          "grandfather",
          "grandparent",
          "sibling",
          "mutter",
          "vater",
          "bruder",
          "schwester",
          "grossmutter",
          "grossvater",
          "onkel",
          "tante");

  /** What a relative's story goes on with, right after the relative. */
  private static final Set<String> OF_A_RELATIVE =
      Set.of("had", "has", "with", "died", "suffered", "diagnosed", "hatte", "hat", "mit", "starb");

  /** Where a relative's story may end: the patient comes up. */
  private static final Set<String> OF_THE_PATIENT =
      Set.of("patient", "pt", "she", "he", "and", "und", "but", "aber", "i", "ich");

  /** What is done or thought of without the patient having it. */
  private static final Set<String> NOT_HAD =
      Set.of(
          "screening",
          "screen",
          "screened",
          "counseling",
          "counselling",
          "education",
          "prevention",
          "risk",
          "vorsorge",
          "avoid",
          "avoiding",
          "avoidance");

  /**
   * Words that may stand between a denial and what it denies; of adjectives only those of a site.
   */
  private static final Set<String> BETWEEN =
      Set.of(
          "a",
          "abdominal",
          "an",
          "anhalt",
          "antecedent",
          "antecedente",
          "antecedentes",
          "antecedents",
          "any",
          "aortic",
          "arterial",
          "auf",
          "brain",
          "cerebral",
          "d",
          "de",
          "evidence",
          "for",
          "fur",
          "had",
          "has",
          "hinweis",
          "history",
          "hx",
          "intracranial",
          "known",
          "mit",
          "of",
          "on",
          "past",
          "personal",
          "previous",
          "prior",
          "signs",
          "thoracic",
          "vascular",
          "vor",
          "with");

  private static final Set<String> DENYING_AFTER =
      Set.of(
          "ausgeschlossen",
          "excluded",
          "ruled",
          "verneint",
          "denied",
          // "alcohol use disorders identification test", "substance abuse prevention education"
          "identification",
          "screening",
          "prevention");

  private static final Set<String> BETWEEN_AFTER = Set.of("is", "was", "wurde", "been", "has");

  /** Words after which what is said of a relative is no longer taken to go on. */
  private static final int LONGEST_STORY = 12;

  private static final Set<String> TESTS = Set.of("test", "tests", "screen");

  private static final String BREAKS = ".,;:()[]\n\r";

  private Denials() {}

  /** Returns the clauses of a text. */
  static List<String> clauses(String text) {
    List<String> clauses = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (BREAKS.indexOf(text.charAt(i)) >= 0) {
        clauses.add(text.substring(start, i));
        start = i + 1;
      }
    }
    clauses.add(text.substring(start));
    return clauses;
  }

  /**
   * Whether what stands from {@code start} to {@code end} in a normalised clause is denied or a
   * relative's.
   */
  static boolean denied(String clause, int start, int end) {
    return clause.substring(wordStart(clause, start), start).equals("non")
        || ofARelative(clause, start)
        || deniedBefore(clause, wordStart(clause, start))
        || deniedAfter(clause, wordEnd(clause, end));
  }

  /** Whether the words before {@code start} tell of a relative: "brother had a ruptured berry". */
  private static boolean ofARelative(String clause, int start) {
    String next = "";
    int end = wordStart(clause, start) - 1;
    for (int words = 0; words < LONGEST_STORY && end > 0; words++) {
      int begin = wordStart(clause, end - 1);
      String word = clause.substring(begin, end);
      if (OF_THE_PATIENT.contains(word)) {
        return false;
      }
      if (RELATIVES.contains(word) && OF_A_RELATIVE.contains(next)) {
        return true;
      }
      next = word;
      end = begin - 1;
    }
    return false;
  }

  private static boolean deniedBefore(String clause, int wordStart) {
    int end = wordStart - 1;
    boolean next = true;
    while (end > 0) {
      int begin = wordStart(clause, end - 1);
      String word = clause.substring(begin, end);
      if (DENYING.contains(word) || RELATIVES.contains(word) || NOT_HAD.contains(word)) {
        return true;
      }
      if (next && (word.equals("non") || (word.equals("o") && endsWithWord(clause, begin, "w")))) {
        return true;
      }
      if (!BETWEEN.contains(word)) {
        return false;
      }
      next = false;
      end = begin - 1;
    }
    return false;
  }

  /** Whether the word before {@code begin} is {@code word}: "w/o" is normalised to "w o". */
  private static boolean endsWithWord(String clause, int begin, String word) {
    String before = clause.substring(0, Math.max(0, begin - 1));
    return before.equals(word) || before.endsWith(" " + word);
  }

  private static boolean deniedAfter(String clause, int wordEnd) {
    int begin = wordEnd + 1;
    while (begin < clause.length()) {
      int end = wordEnd(clause, begin);
      String word = clause.substring(begin, end);
      if (DENYING_AFTER.contains(word) || isTestNegative(clause, word, end)) {
        return true;
      }
      if (!BETWEEN_AFTER.contains(word)) {
        return false;
      }
      begin = end + 1;
    }
    return false;
  }

  /** "Pregnancy test negative"; without the test it may be a kind of symptom. */
  private static boolean isTestNegative(String clause, String word, int end) {
    return TESTS.contains(word)
        && (clause.startsWith(" negative", end) || clause.startsWith(" neg ", end));
  }

  private static int wordStart(String clause, int place) {
    return clause.lastIndexOf(' ', place) + 1;
  }

  private static int wordEnd(String clause, int place) {
    int blank = clause.indexOf(' ', place);
    return blank < 0 ? clause.length() : blank;
  }
}
