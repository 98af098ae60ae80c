package org.ketascreen.terminology;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ketascreen.API;

/** Texts made comparable. Work and memory are linear in the text. */
@API(status = API.Status.INTERNAL, since = "0.1.0")
public final class Wording {

  /** What SNOMED CT appends to a fully specified name. */
  private static final Set<String> SEMANTIC_TAGS =
      Set.of(
          "disorder",
          "finding",
          "situation",
          "event",
          "procedure",
          "regime/therapy",
          "morphologic abnormality",
          "observable entity",
          "qualifier value");

  private static final int LONGEST_TAG = 32;
  private static final int LONGEST_PLAIN = 1_000;

  /** The characters of a {@link #beginning}. */
  static final int BEGINNING = 3;

  /** The largest number of two characters. */
  private static final long TWO = 0xffff_ffffL;

  // Signs that would decompose to letters, or cling to the brand before them.
  private static final int REGISTERED = 0xae;
  private static final int SERVICE_MARK = 0x2120;
  private static final int TRADE_MARK = 0x2122;

  /** Letters that do not decompose, in lower case. */
  private static final Map<Integer, String> WRITTEN_OUT =
      Map.ofEntries(
          Map.entry((int) 'ß', "ss"),
          Map.entry((int) 'æ', "ae"),
          Map.entry((int) 'œ', "oe"),
          Map.entry((int) 'ø', "o"),
          Map.entry((int) 'ł', "l"),
          Map.entry((int) 'đ', "d"),
          Map.entry((int) 'ð', "d"),
          Map.entry((int) 'þ', "th"),
          Map.entry((int) 'ı', "i"),
          Map.entry((int) 'ς', "σ"));

  /**
   * ASCII folded: letters in lower case and digits as they are, anything else 0. Needed by what
   * follows.
   */
  private static final char[] ASCII = ascii();

  private static final char FIRST_PLAIN = '\u00c0';

  /**
   * The letters from U+00C0 to U+00FF, decomposed and without accents, which is most of what is not
   * ASCII: to ask the JVM how they decompose, it first has to load the tables of all of Unicode.
   */
  private static final String WITHOUT_ACCENT =
      "AAAAAA\u00c6CEEEEIIII\u00d0NOOOOO\u00d7\u00d8UUUUY\u00de\u00df"
          + "aaaaaa\u00e6ceeeeiiii\u00f0nooooo\u00f7\u00f8uuuuy\u00fey";

  /**
   * What a text that denies something starts with, normalised; English, German, French, Spanish,
   * Italian, Dutch.
   */
  private static final WordTree NEGATIONS =
      WordTree.of(
          List.of(
              "no",
              "not",
              "none",
              "never",
              "denies",
              "denied",
              "without",
              "negative for",
              "absence of",
              "absent",
              "kein",
              "keine",
              "keinen",
              "keiner",
              "keinerlei",
              "nicht",
              "nie",
              "ohne",
              "verneint",
              "pas de",
              "pas d",
              "pas",
              "aucun",
              "aucune",
              "sans",
              "sin",
              "niega",
              "ningun",
              "ninguno",
              "ninguna",
              "nunca",
              "nega",
              "nessun",
              "nessuna",
              "nessuno",
              "senza",
              "mai",
              "geen",
              "niet",
              "nooit",
              "zonder",
              "ontkent"));

  private Wording() {}

  private static char[] ascii() {
    char[] folded = new char[0x80];
    for (char c = 0; c < folded.length; c++) {
      folded[c] = Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : 0;
    }
    return folded;
  }

  /**
   * Returns the text in compatibility decomposition without accents, in lower case, each run of
   * anything but letters and digits as one blank. Letters that do not decompose are written out (ß,
   * æ, œ, ø, ł, đ, ð, þ, ı).
   */
  public static String normalise(String text) {
    String plain = text.length() > LONGEST_PLAIN ? null : normalisePlain(text);
    return plain == null ? normaliseAny(text) : plain;
  }

  /** Most texts are short and have none but ASCII characters; {@code null} if this is another. */
  private static @Nullable String normalisePlain(String text) {
    char[] normal = new char[text.length()];
    int length = 0;
    boolean blankDue = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 0x7f) {
        return null;
      }
      char folded = ASCII[c];
      if (folded == 0) {
        blankDue = length > 0;
      } else {
        if (blankDue) {
          normal[length++] = ' ';
          blankDue = false;
        }
        normal[length++] = folded;
      }
    }
    return new String(normal, 0, length);
  }

  private static String normaliseAny(String text) {
    Folded folded = new Folded(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      folded.add(c);
    }
    return folded.toString();
  }

  /**
   * Returns the first three characters of the normalised text, or all of it if it has no more, as a
   * number: 16 bits each, the last one lowest. Of most texts no more than these are looked at.
   */
  static long beginning(String text) {
    return beginning(text, text.length());
  }

  /**
   * Returns the same of the text without a trailing semantic tag. The first characters of most
   * stand before any bracket, and then it does not matter whether that opens a tag.
   */
  static long beginningOfCondition(String text) {
    int open = text.indexOf('(');
    if (open < 0) {
      return beginning(text);
    }
    long beginning = beginning(text, open);
    return beginning > TWO ? beginning : beginning(withoutTag(text));
  }

  private static long beginning(String text, int end) {
    long beginning = 0;
    boolean blankDue = false;
    for (int i = 0; i < end && beginning <= TWO; i++) {
      char c = text.charAt(i);
      if (c > 0x7f) {
        return beginningOfAny(text, end);
      }
      char folded = ASCII[c];
      if (folded == 0) {
        blankDue = beginning != 0;
      } else {
        if (blankDue) {
          beginning = beginning << 16 | ' ';
          blankDue = false;
        }
        beginning = beginning <= TWO ? beginning << 16 | folded : beginning;
      }
    }
    return beginning;
  }

  private static long beginningOfAny(String text, int end) {
    Folded folded = new Folded(2 * BEGINNING);
    for (int i = 0; i < end && folded.length() < BEGINNING; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      folded.add(c);
    }
    return beginningOfNormal(folded.toString());
  }

  /** Returns the {@link #beginning(String)} of a text that is normalised. */
  static long beginningOfNormal(String normal) {
    return beginning(normal, 0, Math.min(BEGINNING, normal.length()));
  }

  /** Returns characters of a normalised text, at most three, as a number. */
  static long beginning(String normal, int from, int length) {
    long beginning = 0;
    for (int i = from; i < from + length; i++) {
      beginning = beginning << 16 | normal.charAt(i);
    }
    return beginning;
  }

  /** Returns the text normalised, without a trailing semantic tag such as {@code (disorder)}. */
  static String normaliseCondition(String text) {
    return normalise(withoutTag(text));
  }

  /** Returns the text without a trailing semantic tag. */
  static String withoutTag(String text) {
    if (!text.isEmpty() && isPlainLetter(text.charAt(text.length() - 1))) {
      return text;
    }
    String stripped = text.strip();
    int open = stripped.lastIndexOf('(');
    if (stripped.endsWith(")") && open > 0 && stripped.length() - open <= LONGEST_TAG) {
      String tag = stripped.substring(open + 1, stripped.length() - 1);
      if (SEMANTIC_TAGS.contains(tag)) {
        return stripped.substring(0, open);
      }
    }
    return text;
  }

  private static boolean isPlainLetter(char c) {
    return c <= 0x7f && ASCII[c] != 0;
  }

  /** Whether a normalised text starts by denying what follows. */
  static boolean isNegated(String normal) {
    return NEGATIONS.startsAt(normal, 0);
  }

  /** Returns the texts normalised, without those that have no letter or digit. */
  static List<String> normalised(List<String> texts) {
    return texts.stream().map(Wording::normalise).filter(t -> !t.isEmpty()).distinct().toList();
  }

  /** A text being folded, character by character. Not thread-safe. */
  private static final class Folded {
    private final StringBuilder normal;
    private boolean blankDue;

    private Folded(int length) {
      normal = new StringBuilder(Math.min(length, 1 << 16));
    }

    /**
     * Adds one character of the source.
     *
     * <p>Characters are decomposed one by one: on a whole text, putting a long run of accents in
     * order takes a time that grows with its square, and they are dropped anyway.
     */
    private void add(int c) {
      if (c <= 0x7f) {
        addPart(c);
      } else if (c >= FIRST_PLAIN && c < FIRST_PLAIN + WITHOUT_ACCENT.length()) {
        addPart(WITHOUT_ACCENT.charAt(c - FIRST_PLAIN));
      } else if (isWhole(c)) {
        addPart(c);
      } else if (c == REGISTERED || c == SERVICE_MARK || c == TRADE_MARK) {
        blankDue = true;
      } else if (!isAccent(c) && Character.getType(c) != Character.FORMAT) {
        Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKD)
            .codePoints()
            .forEach(this::addPart);
      }
    }

    private void addPart(int c) {
      if (isAccent(c)) {
        return;
      }
      if (!isOfWord(c)) {
        blankDue = true;
        return;
      }
      if (blankDue && normal.length() > 0) {
        normal.append(' ');
      }
      blankDue = false;
      int lower = Character.toLowerCase(c);
      String written = lower <= 0x7f ? null : WRITTEN_OUT.get(lower);
      if (written == null) {
        normal.appendCodePoint(lower);
      } else {
        normal.append(written);
      }
    }

    private int length() {
      return normal.length();
    }

    /** Whether it is known without the tables of Unicode that it does not decompose. */
    private static boolean isWhole(int c) {
      return (c >= 'α' && c <= 'ω') || WRITTEN_OUT.containsKey(c);
    }

    private static boolean isOfWord(int c) {
      return Character.isLetterOrDigit(c)
          || (c > 0x7f && Character.getType(c) == Character.COMBINING_SPACING_MARK);
    }

    /** Accents stand inside words without being part of them. */
    private static boolean isAccent(int c) {
      if (c <= 0x7f) {
        return false;
      }
      int type = Character.getType(c);
      return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    @Override
    public String toString() {
      return normal.toString();
    }
  }
}
